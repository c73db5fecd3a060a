/* losses/learning/batch.h -- rows of data through a network, and what is lost at its outputs. */
#ifndef GG_LOSSES_LEARNING_BATCH_H
#define GG_LOSSES_LEARNING_BATCH_H

#include "losses/learning/design.h"
#include "losses/learning/layers.h"
#include "losses/pointwise.h"

typedef struct gg_network {
    gg_design design; /* without intercept: biases are the layers' */
    gg_layers layers;
    const gg_pointwise *pointwise; /* of one output, or of an output a class */
    const double *opt;             /* its options */
    const gg_kink *kink;
    double *gathered; /* [block][design.n] rows that were picked */
} gg_network;

/* Rows of the design: row[0 ... count - 1], or the first `count` if row is NULL. */
typedef struct gg_rows {
    const size_t *row;
    size_t count;
} gg_rows;

/* The sum of the rows' losses; `scale` times its gradient is added to g unless that is NULL. */
double gg_network_ask(gg_network *m, gg_rows rows, double scale, const double x[], double g[]);

/* Adds `scale` times the sum's Hessian times v, almost everywhere, to hv. */
void gg_network_bend(gg_network *m, double scale, const double x[], const double v[],
                     double hv[]);

/* The sum of all rows' losses at complex coefficients. */
double complex gg_network_complex(gg_network *m, const double complex x[]);

#endif
