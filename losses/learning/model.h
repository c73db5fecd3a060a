/* losses/learning/model.h -- a linear model: rows, the loss of a row, penalties; all that it answers. */
#ifndef GG_LOSSES_LEARNING_MODEL_H
#define GG_LOSSES_LEARNING_MODEL_H

#include "losses/learning/rows.h"
#include "losses/loss.h"

/* What p->data begins with. f = scale * (sum of the rows' losses) + l1 sum |w_j|
 * + l2/2 sum w_j^2 without the intercepts. A model of K classes has K weight vectors, one after
 * another, and K scores a row; any other has 1. */
typedef struct gg_model {
    gg_design design;
    gg_rows rows;
    double scale, l1, l2;
} gg_model;

double gg_model_value(gg_problem *p, const double w[]);
double gg_model_gradient(gg_problem *p, const double w[], double g[]);
double complex gg_model_complex(gg_problem *p, const double complex w[]);
void gg_model_hessian_vector(gg_problem *p, const double w[], const double v[], double hv[]);

/* f without l1, and the minimiser of l1 sum |u_j| + |u - w|^2 / (2 t): each u_j is w_j drawn
 * towards 0 by t l1, the intercepts stay.
 * source Beck & Teboulle 2009, A fast iterative shrinkage-thresholding algorithm, equation 1.4,
 *        doi:10.1137/080716542 */
double gg_model_smooth_part(gg_problem *p, const double w[], double g[]);
void gg_model_prox(gg_problem *p, double t, const double w[], double out[]);

double gg_model_sample(gg_problem *p, const size_t rows[], size_t count, const double w[],
                       double g[]);

/* Withhold what the loss of a row has no function for, or rounding has taken away. */
void gg_model_withhold(gg_problem *p);

#endif
