/* experiments/tape.c -- each operation, forwards and backwards, with what it costs. */
#include "experiments/tape.h"

#include <math.h>
#include <stdlib.h>

/* What an operation costs, forwards and backwards. Backwards a slope is added to what is there,
 * also where that is the first: so a product costs two products and two sums. */
static const struct {
    gg_tape_work forward, back;
} costs[] = {
    [GG_TAPE_VARIABLE] = {{0, 0}, {0, 0}}, [GG_TAPE_ADD] = {{1, 0}, {2, 0}},
    [GG_TAPE_SUBTRACT] = {{1, 0}, {2, 0}}, [GG_TAPE_MULTIPLY] = {{1, 1}, {4, 2}},
    [GG_TAPE_DIVIDE] = {{1, 1}, {4, 2}},   [GG_TAPE_SCALE] = {{1, 0}, {2, 0}},
    [GG_TAPE_SHIFT] = {{1, 0}, {1, 0}},    [GG_TAPE_TANH] = {{1, 1}, {4, 2}},
};

static void charge(gg_tape_work *to, gg_tape_work cost)
{
    to->all += cost.all;
    to->products += cost.products;
}

void gg_tape_close(gg_tape *t)
{
    if (!t) return;
    free(t->list);
    *t = (gg_tape){0};
}

/* Without memory the tape stays as it is and is lost; then no number is a lie that is used. */
static size_t append(gg_tape *t, gg_tape_entry entry)
{
    if (t->count == t->room) {
        const size_t room = t->room ? 2 * t->room : 256;
        gg_tape_entry *list = realloc(t->list, room * sizeof *list);
        if (!list) {
            t->lost = true;
            return 0;
        }
        t->list = list;
        t->room = room;
    }
    charge(&t->forward, costs[entry.op].forward);
    t->list[t->count] = entry;
    return t->count++;
}

static double value(const gg_tape *t, size_t a)
{
    return a < t->count ? t->list[a].value : NAN;
}

size_t gg_tape_variable(gg_tape *t, double x)
{
    return append(t, (gg_tape_entry){.op = GG_TAPE_VARIABLE, .value = x});
}

static size_t binary(gg_tape *t, gg_tape_op op, size_t a, size_t b, double f)
{
    return append(t, (gg_tape_entry){.op = op, .left = a, .right = b, .value = f});
}

size_t gg_tape_add(gg_tape *t, size_t a, size_t b)
{
    return binary(t, GG_TAPE_ADD, a, b, value(t, a) + value(t, b));
}

size_t gg_tape_subtract(gg_tape *t, size_t a, size_t b)
{
    return binary(t, GG_TAPE_SUBTRACT, a, b, value(t, a) - value(t, b));
}

size_t gg_tape_multiply(gg_tape *t, size_t a, size_t b)
{
    return binary(t, GG_TAPE_MULTIPLY, a, b, value(t, a) * value(t, b));
}

size_t gg_tape_divide(gg_tape *t, size_t a, size_t b)
{
    return binary(t, GG_TAPE_DIVIDE, a, b, value(t, a) / value(t, b));
}

static size_t unary(gg_tape *t, gg_tape_op op, size_t a, double c, double f)
{
    return append(t, (gg_tape_entry){.op = op, .left = a, .constant = c, .value = f});
}

size_t gg_tape_scale(gg_tape *t, double c, size_t a)
{
    return unary(t, GG_TAPE_SCALE, a, c, c * value(t, a));
}

size_t gg_tape_shift(gg_tape *t, double c, size_t a)
{
    return unary(t, GG_TAPE_SHIFT, a, c, c + value(t, a));
}

size_t gg_tape_tanh(gg_tape *t, size_t a)
{
    return unary(t, GG_TAPE_TANH, a, 0, tanh(value(t, a)));
}

/* Hands the slope of one entry on to those that it was made from. */
static void hand_on(const gg_tape_entry *e, gg_tape_entry *left, gg_tape_entry *right)
{
    const double slope = e->slope;
    switch (e->op) {
    case GG_TAPE_VARIABLE: break;
    case GG_TAPE_ADD:
        left->slope += slope;
        right->slope += slope;
        break;
    case GG_TAPE_SUBTRACT:
        left->slope += slope;
        right->slope -= slope;
        break;
    case GG_TAPE_MULTIPLY:
        left->slope += slope * right->value;
        right->slope += slope * left->value;
        break;
    case GG_TAPE_DIVIDE: {
        const double share = slope / right->value;
        left->slope += share;
        right->slope -= share * e->value;
        break;
    }
    case GG_TAPE_SCALE: left->slope += slope * e->constant; break;
    case GG_TAPE_SHIFT: left->slope += slope; break;
    case GG_TAPE_TANH: left->slope += slope * (1 - e->value * e->value); break;
    }
}

gg_status gg_tape_back(gg_tape *t)
{
    if (t->lost) return gg_fail(GG_NO_MEMORY, "no memory for a tape");
    if (t->count == 0) return gg_fail(GG_BAD_INPUT, "nothing is written on the tape");
    for (size_t i = 0; i < t->count; i++) t->list[i].slope = 0;
    t->list[t->count - 1].slope = 1;
    t->back = (gg_tape_work){0, 0};
    for (size_t i = t->count; i-- > 0;) {
        const gg_tape_entry *e = &t->list[i];
        charge(&t->back, costs[e->op].back);
        hand_on(e, &t->list[e->left], &t->list[e->right]);
    }
    return GG_OK;
}
