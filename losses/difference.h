/* losses/difference.h -- a gradient taken from values. */
#ifndef GG_LOSSES_DIFFERENCE_H
#define GG_LOSSES_DIFFERENCE_H

#include <complex.h>
#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum gg_difference_by {
    GG_FORWARD,      /* f(x) and n more values */
    GG_CENTRAL,      /* f(x) and 2n more */
    GG_COMPLEX_STEP, /* f(x) and n complex values */
    GG_SPSA,         /* f(x) and 2 more: an estimate that is right on average */
} gg_difference_by;

/* Who answers: a problem, or an oracle that charges for it. */
typedef struct gg_answerer {
    void *whom;
    double (*value)(struct gg_answerer *a, const double x[]);
    double complex (*complex_value)(struct gg_answerer *a, const double complex x[]);
    bool refused; /* set by who answers no more: then the gradient ends where it is */
} gg_answerer;

typedef struct gg_difference {
    gg_difference_by by;
    size_t n;
    double step;                 /* in units of x; 0: chosen for each coordinate */
    double sigma;                /* standard deviation of a value's error; 0: rounding alone */
    double L;                    /* bound of the curvature; NaN: unknown */
    const double *lower, *upper; /* [n] walls that no probe passes; NULL: none */
    double *x;                   /* [n] room for a probe */
    double *y;                   /* [n] room for another */
    double complex *z;           /* [n] room for a complex one */
    gsl_rng *rng;                /* directions of GG_SPSA */
} gg_difference;

/* "forward", "central", "complex" or "spsa". -> false: none of them */
bool gg_difference_read(const char *name, gg_difference_by *out);

/* The step along a coordinate of size x_i where f has this value. A value's error e is taken
 * as max(eps (1 + |f|), sigma); forward 2 sqrt(e / L), or 8^(1/4) sqrt(sigma / L) if sigma is
 * the larger; central and spsa (3 e / T)^(1/3); complex 1e-20 max(1, |x_i|). Unknown are the
 * second derivative, if L is, and always the third, T: they are taken to be those of a function
 * that changes by its own size over a scale of max(1, |x_i|).
 * source More & Wild 2012, Estimating derivatives of noisy simulations,
 *        doi:10.1145/2168773.2168777; Gill, Murray, Saunders & Wright 1983, Computing
 *        forward-difference intervals for numerical optimization, doi:10.1137/0904025 */
double gg_difference_step(const gg_difference *d, double f, double x_i);

/* The gradient g at x, or 0 where f is not finite, with no more values. A probe that is not
 * finite is replaced: forward by one on the other side (one value more), central and spsa by x
 * itself. At a wall forward turns round, the others are cut off there.
 * -> f(x)
 * source of spsa: Spall 1992, Multivariate stochastic approximation using a simultaneous
 *        perturbation gradient approximation, doi:10.1109/9.119632 */
double gg_difference_gradient(gg_difference *d, gg_answerer *a, const double x[], double g[]);

#endif
