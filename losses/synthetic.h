/* losses/synthetic.h -- tables that are made, not measured: their truth is known. */
#ifndef GG_LOSSES_SYNTHETIC_H
#define GG_LOSSES_SYNTHETIC_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

#include "losses/data.h"

/* A kind of table: features x1 ... x<columns>, then the answer "y". All but xor and
 * sparse_wide come from one linear model with the coefficients of gg_synthetic_coefficient and no
 * intercept; sparse_wide draws its coefficients. */
typedef struct gg_synthetic {
    const char *name, *title;
    const char *formula; /* how a row is made */
    const char *source;  /* who asked what such data do, or where the construction is from */
    bool tall;           /* no fewer rows than columns */
    bool orthogonal; /* columns are made orthogonal, which takes rows times columns squared */
    size_t least_rows, least_columns, most_columns;
    size_t usual_rows, usual_columns;
    /* Fill cell[rows][columns + 1], which is zero. fails GG_NO_MEMORY */
    gg_status (*fill)(size_t rows, size_t columns, gsl_rng *rng, double cell[]);
} gg_synthetic;

extern const gg_synthetic gg_synthetics[]; /* name NULL ends it */

enum {
    GG_SYNTHETIC_COLUMNS = 1 << 20,
    GG_SYNTHETIC_CELLS = 1 << 24, /* rows times (columns + 1) at most */
    GG_SYNTHETIC_WORK = 1 << 30,  /* of an orthogonal kind, rows times columns squared */
};

/* NULL if there is none of that name */
const gg_synthetic *gg_synthetic_find(const char *name);

/* The true w_j, j from 0: 1/4, -1/2, 3/4, -1, and so on again. */
double gg_synthetic_coefficient(size_t j);

/* The table of that kind, size and seed: the same numbers whoever asks, and one table as long
 * as somebody has it open. gg_data_close gives it back.
 *
 * rows, columns  0: the kind's usual size; columns are those of features
 * fails          GG_NOT_FOUND no such kind; GG_BAD_INPUT a size that does not fit; GG_NO_MEMORY */
gg_status gg_data_make(const gg_data **out, const char *name, size_t rows, size_t columns,
                       uint64_t seed);

#endif
