/* optimizers/nonsmooth/cutting_planes.h -- a loss as the maximum of its tangents. */
#ifndef GG_OPTIMIZERS_NONSMOOTH_CUTTING_PLANES_H
#define GG_OPTIMIZERS_NONSMOOTH_CUTTING_PLANES_H

#include <stddef.h>

/* Tangents g_i at points y_i, seen from a centre x: f(x) + max_i (g_i'd - cost_i). */
typedef struct gg_planes {
    size_t n, most;
    size_t *count;  /* in the state of whoever keeps them */
    double *g;      /* [most][n] */
    double *gram;   /* [most][most] */
    double *error;  /* [most] f(x) less the tangent at x: 0 or more if f is convex */
    double *far;    /* [most] length of the way from y_i to x */
    double *cost;   /* [most] the error, or what distance asks for if f is not convex */
    double *scaled; /* [most] u times the cost */
    double *w;      /* [most] weights of the last solution */
    double *qp;     /* room */
} gg_planes;

/* What the model promises of the step d = -p / u, p = sum w_i g_i. */
typedef struct gg_promise {
    double norm; /* |p| */
    double cost; /* sum w_i cost_i: p is a subgradient but for so much */
    double v;    /* -(|p|^2 / u + cost): the change of f that the model foresees */
} gg_promise;

/* doubles that `most` planes take */
size_t gg_planes_room(size_t n, size_t most);

gg_planes gg_planes_open(size_t n, size_t most, size_t *count, double room[]);

/* Put a tangent in; `most` may be reached, not passed. */
void gg_planes_add(gg_planes *s, const double g[], double error, double far);

/* The centre has moved by d, and f by `change`. */
void gg_planes_move(gg_planes *s, const double d[], double change);

/* Make room for a new one: drop the farthest that has no weight, or, if all have, put the two
 * lightest into one: p with its cost, which keeps the promise (Kiwiel's aggregation). */
void gg_planes_make_room(gg_planes *s, const double p[], double cost);

/* min over d of the model plus u/2 |d|^2, by its dual. cost_i = max(error_i, gamma far_i^2).
 *
 * p       [n]   out
 * source  Kiwiel 1990, Proximity control in bundle methods for convex nondifferentiable
 *         minimization, section 2, doi:10.1007/BF01585731; gamma: Schramm & Zowe 1992,
 *         doi:10.1137/0802008 */
gg_promise gg_planes_solve(gg_planes *s, double u, double gamma, double p[]);

#endif
