/* experiments/taped.c -- a product, Rosenbrock's valley, a network with one hidden layer. */
#include "experiments/taped.h"

static void write_variables(gg_tape *t, size_t n, const double x[])
{
    for (size_t i = 0; i < n; i++) gg_tape_variable(t, x[i]);
}

void gg_taped_product(gg_tape *t, size_t n, const double x[])
{
    write_variables(t, n, x);
    size_t f = 0;
    for (size_t i = 1; i < n; i++) f = gg_tape_multiply(t, f, i);
}

/* 100 (next - this^2)^2 + (1 - this)^2 */
static size_t bend(gg_tape *t, size_t this, size_t next)
{
    const size_t off = gg_tape_subtract(t, next, gg_tape_multiply(t, this, this));
    const size_t left = gg_tape_shift(t, -1, this); /* squared, so its sign does not matter */
    const size_t wall = gg_tape_scale(t, 100, gg_tape_multiply(t, off, off));
    return gg_tape_add(t, wall, gg_tape_multiply(t, left, left));
}

void gg_taped_rosenbrock(gg_tape *t, size_t n, const double x[])
{
    write_variables(t, n, x);
    size_t f = bend(t, 0, 1);
    for (size_t i = 1; i + 1 < n; i++) f = gg_tape_add(t, f, bend(t, i, i + 1));
}

static size_t unit(gg_tape *t, size_t first, size_t inputs, const double z[])
{
    size_t sum = gg_tape_scale(t, z[0], first);
    for (size_t d = 1; d < inputs; d++)
        sum = gg_tape_add(t, sum, gg_tape_scale(t, z[d], first + d));
    return gg_tape_tanh(t, sum);
}

void gg_taped_network(gg_tape *t, size_t hidden, size_t inputs, const double x[],
                      const double z[], double y)
{
    const size_t weights = hidden * inputs;
    write_variables(t, weights + hidden, x);
    size_t s = gg_tape_multiply(t, weights, unit(t, 0, inputs, z));
    for (size_t h = 1; h < hidden; h++) {
        const size_t a = unit(t, h * inputs, inputs, z);
        s = gg_tape_add(t, s, gg_tape_multiply(t, weights + h, a));
    }
    const size_t off = gg_tape_shift(t, -y, s);
    gg_tape_scale(t, 0.5, gg_tape_multiply(t, off, off));
}
