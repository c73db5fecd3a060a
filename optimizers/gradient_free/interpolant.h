/* optimizers/gradient_free/interpolant.h -- a quadratic that goes through m values. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_INTERPOLANT_H
#define GG_OPTIMIZERS_GRADIENT_FREE_INTERPOLANT_H

#include "optimizers/gradient_free/interpolation_set.h"
#include "optimizers/gradient_free/trust_region.h"

/* Points y are measured from `base`, in units of `side`: x = base + side y. */
typedef struct gg_interpolant {
    size_t n, m;
    size_t *best;     /* place of the point with the least value, which steps start at */
    double *base;     /* [n] */
    double *side;     /* [n] */
    double *f;        /* [m] */
    double *gradient; /* [n] at the best point */
    double *weight;   /* [m] of the Hessian's implicit part */
    double *hessian;  /* [n][n] the explicit part */
    double *d;        /* [n] a step from the best point */
    double *lagrange; /* [m + n] */
    double *other_weight, *other_gradient, *other_d; /* [m], [n], [n] of another quadratic */
    double *work;                                    /* gg_trust_region_work */
    gg_interpolation_set set;
} gg_interpolant;

/* Doubles that an interpolant takes, and its parts in `memory`; `best` is the caller's. */
size_t gg_interpolant_doubles(size_t n, size_t m);
gg_interpolant gg_interpolant_at(double *memory, size_t *best, size_t n, size_t m);

/* y_k, and as the loss sees the point y */
const double *gg_interpolant_point(const gg_interpolant *q, size_t k);
void gg_interpolant_show(const gg_interpolant *q, const double y[], double x[]);

/* The greatest finite value, for points that have none. */
double gg_interpolant_greatest(const gg_interpolant *q);

/* It as a function of a step from the best point. */
gg_quadratic gg_interpolant_quadratic(const gg_interpolant *q);

/* y_k of a fresh set: steps of length `radius` along the axes, to and fro, then along pairs of
 * them, to the sides where f is known to be lower.
 *
 * source Powell 2004, section 3, doi:10.1007/0-387-30065-1_16; and so all below */
void gg_interpolant_place(const gg_interpolant *q, size_t k, double radius);

/* The model of least Hessian through the values of a fresh set. -> false: there is none */
bool gg_interpolant_begin(const gg_interpolant *q, double radius);

/* The same for the values that it has by now, into other_weight and other_gradient; or that
 * model itself. */
void gg_interpolant_fit(const gg_interpolant *q);
void gg_interpolant_forget(const gg_interpolant *q);

/* The origin moves to the best point: all functions of x stay. */
void gg_interpolant_centre(const gg_interpolant *q);

/* The same if the best point is so far away that a step of that length would lose digits. */
void gg_interpolant_centre_if_far(const gg_interpolant *q, double step);

/* H anew from the points, and the model corrected to go through all values: what rounding has
 * spoiled. -> false if the points determine no model */
bool gg_interpolant_mend(const gg_interpolant *q);

/* The Frobenius norm of the model's Hessian. */
double gg_interpolant_bend(const gg_interpolant *q);

/* Which point goes when the best plus d comes: a far one, so that the update is well defined.
 * If `lower` does not hold the best stays, and a replacement must be worth it.
 *
 * near   distances below are no reason to go
 * ->     m: none */
size_t gg_interpolant_choose(const gg_interpolant *q, const gg_interpolation_step *step,
                             bool lower, double near);

/* The best plus d, with value f, in place of y_t; `miss`: f less what the model said. The
 * Hessian changes by the least Frobenius norm. H is mended if rounding asks for it.
 *
 * -> false, and nothing is replaced, if the points determine no model */
bool gg_interpolant_take(const gg_interpolant *q, gg_interpolation_step *step, size_t t,
                         double f, double miss);

/* d = where in a ball around the best point the Lagrange function of y_t is largest in modulus,
 * or nearly: a new place for y_t. */
void gg_interpolant_reach(const gg_interpolant *q, size_t t, double radius);

#endif
