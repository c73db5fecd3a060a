/* optimizers/gradient_based/minibatch.h -- gradients of a few rows at a time. */
#ifndef GG_OPTIMIZERS_GRADIENT_BASED_MINIBATCH_H
#define GG_OPTIMIZERS_GRADIENT_BASED_MINIBATCH_H

#include "losses/oracle.h"

typedef enum gg_row_order {
    GG_ROWS_SHUFFLED, /* every row once in a pass, each pass in an order of its own */
    GG_ROWS_DRAWN,    /* any row at any time */
    GG_ROWS_IN_TURN,  /* every row once in a pass, as they stand */
} gg_row_order;

typedef struct gg_minibatch {
    size_t samples; /* rows of the data; 0: f is asked as a whole */
    size_t count;   /* rows that a gradient looks at; the last of a pass at fewer */
    size_t at;      /* rows of this pass that were looked at */
    uint64_t key;   /* of this pass's order */
    gg_row_order order;
    bool full; /* the last question ended a pass */
} gg_minibatch;

/* Minibatches of `batch` rows, or whole gradients: where batch = 0, where the loss offers no
 * rows or fewer than that, and where its gradient is taken from values. */
void gg_minibatch_open(gg_minibatch *b, const gg_oracle *o, double batch, gg_row_order order);

/* The gradient g [n] of the next rows at x. rows: room for `batch` of them. -> their mean */
double gg_minibatch_ask(gg_minibatch *b, gg_oracle *o, size_t rows[], const double x[],
                        double g[]);

/* Questions in a pass; 1 where f is asked as a whole. */
double gg_minibatch_steps(const gg_minibatch *b);

/* The place of row i in an order of `count` rows that a key stands for: a permutation, without
 * memory for it.
 * source Black & Rogaway 2002, Ciphers with arbitrary finite domains (cycle walking over a
 *        Feistel network), doi:10.1007/3-540-45760-7_9 */
size_t gg_shuffled(size_t i, size_t count, uint64_t key);

#endif
