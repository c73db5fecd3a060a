/* losses/kink.h -- what a formula does where |u| has its kink.
 *
 * Every loss that contains |u|, max(0, u) or a maximum asks here for its value and slope, so
 * that one policy, named in the specification, decides for all of them: which element of the
 * subdifferential is given at a kink (`at_kink`), or how the kink is rounded off (`+smooth`). */
#ifndef GG_LOSSES_KINK_H
#define GG_LOSSES_KINK_H

#include <complex.h>
#include <math.h>
#include <stddef.h>

typedef enum gg_at_kink {
    GG_AT_ZERO,    /* the element nearest to 0, as TensorFlow's sgn(0) = 0 */
    GG_AT_LEFT,    /* the derivative from the left */
    GG_AT_RIGHT,   /* the derivative from the right */
    GG_AT_EPSILON, /* u / (|u| + epsilon), everywhere: biased, but finite */
    GG_AT_NAIVE,   /* u / |u|: 0/0 at the kink; there to be shown failing */
} gg_at_kink;

typedef enum gg_rounding {
    GG_ROUND_NOT,
    GG_ROUND_SQRT,
    GG_ROUND_HUBER,
    GG_ROUND_SOFTPLUS,
    GG_ROUND_LOGSUMEXP, /* |u| = max(u, -u) as a maximum is rounded: the same as softplus */
    GG_ROUND_GAUSSIAN
} gg_rounding;

typedef struct gg_kink {
    gg_at_kink at;
    double epsilon;
    gg_rounding by; /* GG_ROUND_NOT: the kink stays */
    double width;   /* of the rounding, in units of u */
} gg_kink;

/* Rows for the option table of a loss with kinks; gg_problem_open reads them into p->kink. */
#define GG_KINK_OPTIONS                                                                  \
    {"at_kink",                                                                          \
     GG_CHOICE,                                                                          \
     0,                                                                                  \
     0,                                                                                  \
     4,                                                                                  \
     "which derivative is given where there is none",                                    \
     "zero|left|right|epsilon|naive"},                                                   \
    {                                                                                    \
        "kink_epsilon", GG_REAL, 1e-7, 1e-300, 1, "the epsilon of at_kink=epsilon", NULL \
    }

/* |u| under the policy, and its slope. Rounded forms are anchored, |0| = 0, so that rounding
 * keeps a minimum whose kinks are all at 0: sqrt(u^2 + w^2) - w; Huber's function;
 * w log cosh-like w logaddexp(u/w, -u/w) - w log 2; and E|u + w z| - w sqrt(2/pi), z standard
 * normal. They lie below |u| by at most gg_kink_error. source Nesterov 2005, Smooth
 * minimization of non-smooth functions, doi:10.1007/s10107-004-0552-5; Beck & Teboulle 2012,
 * doi:10.1137/100818327; Nesterov & Spokoiny 2017, Random gradient-free minimization of convex
 * functions, section 2, doi:10.1007/s10208-015-9296-2 */
double gg_kink_abs(const gg_kink *k, double u, double *slope);

/* max(0, u) = (u + |u|) / 2 under the policy, and its slope. */
double gg_kink_positive(const gg_kink *k, double u, double *slope);

/* max_i u_i, and the weights [m] of the pieces in its derivative, 0 or more, their sum 1. Sharp:
 * the first maximal piece has all the weight (at_kink=right: the last; epsilon: all maximal
 * ones alike; naive: NaN at a tie). Rounded: w log((1/m) sum_i exp(u_i / w)), which lies below
 * the maximum by at most w log m, and its softmax weights. A NaN is above all. */
double gg_kink_max(const gg_kink *k, size_t m, const double u[], double weight[]);

/* The same at complex points. */
double complex gg_kink_abs_complex(const gg_kink *k, double complex u);
double complex gg_kink_positive_complex(const gg_kink *k, double complex u);
double complex gg_kink_max_complex(const gg_kink *k, size_t m, const double complex u[]);

/* In a GG_FORMULA: the value alone, of a `number`. */
static inline double gg_kinked_real(const gg_kink *k, double u)
{
    double slope;
    return k->by == GG_ROUND_NOT ? fabs(u) : gg_kink_abs(k, u, &slope);
}
static inline double gg_positive_real(const gg_kink *k, double u)
{
    double slope;
    return gg_kink_positive(k, u, &slope);
}
double gg_maximum_real(const gg_kink *k, size_t m, const double u[]);
#define gg_kinked(k, u) \
    _Generic((u), double complex : gg_kink_abs_complex, default : gg_kinked_real)(k, u)
#define gg_positive(k, u) \
    _Generic((u), double complex : gg_kink_positive_complex, default : gg_positive_real)(k, u)
#define gg_maximum(k, m, u) \
    _Generic(*(u), double complex : gg_kink_max_complex, default : gg_maximum_real)(k, m, u)

/* The element of [low, high], the subdifferential at a kink, that the policy picks. */
double gg_kink_pick(const gg_kink *k, double left, double right);

/* sup of |u| - gg_kink_abs(u): w, w/2, w log 2 or w sqrt(2/pi); 0 if not rounded. */
double gg_kink_error(const gg_kink *k);

/* The largest curvature of gg_kink_abs, 1/w or sqrt(2/pi)/w; INFINITY if not rounded. */
double gg_kink_curvature(const gg_kink *k);

#endif
