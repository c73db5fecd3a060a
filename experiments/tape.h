/* experiments/tape.h -- a calculation written down as it goes, and gone back over for slopes. */
#ifndef GG_EXPERIMENTS_TAPE_H
#define GG_EXPERIMENTS_TAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

typedef enum gg_tape_op {
    GG_TAPE_VARIABLE,
    GG_TAPE_ADD,
    GG_TAPE_SUBTRACT,
    GG_TAPE_MULTIPLY,
    GG_TAPE_DIVIDE,
    GG_TAPE_SCALE, /* by a constant */
    GG_TAPE_SHIFT, /* by a constant */
    GG_TAPE_TANH,
} gg_tape_op;

typedef struct gg_tape_entry {
    gg_tape_op op;
    size_t left, right; /* entries that it was made from */
    double constant;
    double value;
    double slope; /* of the last entry with respect to this one, after gg_tape_back */
} gg_tape_entry;

/* Operations done: sums, differences, products, quotients and tanh, one each; of those
 * `products` with two factors that depend on variables, quotients by such, and tanh. */
typedef struct gg_tape_work {
    size_t all, products;
} gg_tape_work;

/* Begins as {0}. What is written has a number, the entries before it have smaller ones. */
typedef struct gg_tape {
    gg_tape_entry *list; /* [count] */
    size_t count, room;
    bool lost;                  /* no memory for an entry: gg_tape_back fails */
    gg_tape_work forward, back; /* counted as they are done */
} gg_tape;

void gg_tape_close(gg_tape *t);

/* -> the number of the new entry */
size_t gg_tape_variable(gg_tape *t, double x);
size_t gg_tape_add(gg_tape *t, size_t a, size_t b);
size_t gg_tape_subtract(gg_tape *t, size_t a, size_t b);
size_t gg_tape_multiply(gg_tape *t, size_t a, size_t b);
size_t gg_tape_divide(gg_tape *t, size_t a, size_t b);
size_t gg_tape_scale(gg_tape *t, double c, size_t a);
size_t gg_tape_shift(gg_tape *t, double c, size_t a);
size_t gg_tape_tanh(gg_tape *t, size_t a);

/* Reverse mode: the slopes of the last entry with respect to all entries. Constants get none.
 * fails  GG_NO_MEMORY; GG_BAD_INPUT: nothing is written
 * source Griewank & Walther 2008, Evaluating Derivatives, chapter 3 */
gg_status gg_tape_back(gg_tape *t);

#endif
