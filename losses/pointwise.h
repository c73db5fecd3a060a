/* losses/pointwise.h -- a loss of one number: a residual r = y - s or a margin m = y s. */
#ifndef GG_LOSSES_POINTWISE_H
#define GG_LOSSES_POINTWISE_H

#include <complex.h>

#include "base/option.h"
#include "losses/kink.h"
#include "losses/smoothness.h"

/* Constant; one per file: losses/pointwise/<name>.c defines gg_pointwise_<name>. */
typedef struct gg_pointwise {
    const char *name, *title, *formula;
    const char *derivative; /* as a formula; at kinks the subdifferential */
    const char *fails;      /* where it is not differentiable; "nowhere" */
    const char *source;     /* author, year, title, equation, doi */
    bool margin;            /* of a margin y s, y in {-1, +1}; else of a residual y - s */
    bool convex;
    bool classes; /* of a score a class (softmax.h); of one number: as two classes have it */
    gg_smoothness smoothness;
    const gg_option *options;
    double (*value)(const double opt[], double t);
    double (*slope)(const double opt[], double t); /* away from kinks */
    /* Both for t[count] at once, faster, within 4 units in the last place of the definition
     * that `value` and `slope` are, and NaN for NaN. NULL: one by one. */
    void (*many)(const double opt[], size_t count, const double t[], double value[],
                 double slope[]);
    /* The k-th kink: where, and the derivatives on both sides; false past the last. At a jump
     * both are NaN: there is no derivative of any kind. A loss with kinks is linear between
     * them. NULL: no kinks. */
    bool (*kink)(const double opt[], size_t k, double *at, double *left, double *right);
    double (*curvature)(const double opt[]);      /* sup |l''|; NULL: unbounded or a kink */
    double (*bend)(const double opt[], double t); /* l''(t) almost everywhere; NULL: 0 */
    double complex (*complex_value)(const double opt[], double complex t); /* number.h */
} gg_pointwise;

extern const gg_pointwise *const gg_pointwises[]; /* NULL ends it; written by the build */

/* fails GG_NOT_FOUND (the nearest name is offered) */
gg_status gg_pointwise_find(const char *name, const gg_pointwise **out);

/* The subdifferential [*low, *high] at t; both NaN where there is none. */
void gg_pointwise_interval(const gg_pointwise *l, const double opt[], double t, double *low,
                           double *high);

/* l(t) and the derivative, or the one the policy picks, with kinks rounded if it says so.
 * A jump has no policy: its slope is that of the pieces, 0. */
double gg_pointwise_ask(const gg_pointwise *l, const double opt[], const gg_kink *k, double t,
                        double *slope);

/* The same for t[count]: by l->many if there are no kinks, else one by one. */
void gg_pointwise_many(const gg_pointwise *l, const double opt[], const gg_kink *k,
                       size_t count, const double t[], double value[], double slope[]);

/* l at a complex number, with kinks rounded if the policy says so; l->complex_value is there. */
double complex gg_pointwise_complex(const gg_pointwise *l, const double opt[], const gg_kink *k,
                                    double complex t);

/* What rounding the kinks does: l loses or gains at most *error, and |l''| <= *curvature. */
void gg_pointwise_rounding(const gg_pointwise *l, const double opt[], const gg_kink *k,
                           double *error, double *curvature);

#endif
