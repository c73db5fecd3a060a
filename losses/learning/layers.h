/* losses/learning/layers.h -- a fully connected network: matrices with an activation between them.
 *
 * a_0 is a row of data; s_l = W_l a_(l-1) + b_l; a_l = activation(s_l); the last s is the output.
 * The coefficients are W_1, row by row (a row is what one unit of the layer weighs its inputs
 * by), b_1, W_2, b_2, ... Many rows of data go through at once, as matrices, through BLAS; they
 * come in blocks whose activations fit into a cache. */
#ifndef GG_LOSSES_LEARNING_LAYERS_H
#define GG_LOSSES_LEARNING_LAYERS_H

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "losses/learning/activation.h"

enum { GG_MOST_LAYERS = 32 }; /* hidden layers */

typedef struct gg_layers {
    size_t count;                     /* of matrices: hidden layers + 1 */
    size_t width[GG_MOST_LAYERS + 2]; /* of a_0, ..., of the output */
    size_t first[GG_MOST_LAYERS + 2]; /* where W_l begins, l = 1 ... count; of one more: n */
    size_t block;                     /* rows at a time */
    gg_activation activation;
    /* Of layer l, [block][width[l]]: activation or output, its derivatives, and its change in
     * a direction; of all layers, [block][widest]: df/ds and its change, twice for turns. */
    double *a[GG_MOST_LAYERS + 2], *slope[GG_MOST_LAYERS + 2], *bend[GG_MOST_LAYERS + 2];
    double *along[GG_MOST_LAYERS + 2];
    double *delta[2], *delta_along[2];
    double complex *z[2]; /* [widest] one row's activations at complex coefficients */
} gg_layers;

/* width[1 ... count - 1] from "32-16" or "32x16"; "" and "none": no hidden layer. count is set.
 * fails GG_BAD_INPUT in the name of `owner` */
gg_status gg_layers_read(gg_layers *l, const char *owner, const char *hidden);

/* With all widths known: first, block. -> the number of coefficients; SIZE_MAX if it is more
 * than can be counted here */
size_t gg_layers_count(gg_layers *l);

/* doubles of working memory, and handing them out */
size_t gg_layers_room(const gg_layers *l);
void gg_layers_place(gg_layers *l, double memory[]);

/* The outputs [m][width[count]] of m <= block rows a0[m][width[0]] at coefficients x. They stay
 * in l, with derivatives of activations if `learning`, second ones if `bending`. */
const double *gg_layers_forward(gg_layers *l, const double x[], size_t m, const double a0[],
                                bool learning, bool bending);

/* After gg_layers_forward, with df/ds of the outputs in delta[0]: adds df/dx to g. */
void gg_layers_backward(gg_layers *l, const double x[], size_t m, const double a0[],
                        double g[]);

/* After gg_layers_forward with `bending`: how the outputs change along v. */
const double *gg_layers_forward_along(gg_layers *l, const double x[], const double v[],
                                      size_t m, const double a0[]);

/* After that, with df/ds of the outputs in delta[0] and its change along v in delta_along[0]:
 * adds the change of df/dx along v to hv.
 * source Pearlmutter 1994, Fast exact multiplication by the Hessian,
 * doi:10.1162/neco.1994.6.1.147 */
void gg_layers_backward_along(gg_layers *l, const double x[], const double v[], size_t m,
                              const double a0[], double hv[]);

/* The outputs of one row at complex coefficients. */
const double complex *gg_layers_complex(gg_layers *l, const double complex x[],
                                        const double a0[]);

#endif
