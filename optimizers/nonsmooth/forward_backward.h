/* optimizers/nonsmooth/forward_backward.h -- a step down the smooth part, then the rest's prox. */
#ifndef GG_OPTIMIZERS_NONSMOOTH_FORWARD_BACKWARD_H
#define GG_OPTIMIZERS_NONSMOOTH_FORWARD_BACKWARD_H

#include "optimizers/optimizer.h"

/* A place where the smooth part was asked. */
typedef struct gg_footing {
    double *x, *g; /* [n] */
    double s;
} gg_footing;

/* Ask the smooth part at its x. */
void gg_footing_ask(gg_oracle *o, gg_footing *at);

/* to = minimiser of s + g'(to - x) + L/2 |to - x|^2 + r(to), all at `from`. -> |to - x| */
double gg_forward_backward(gg_oracle *o, double L, const gg_footing *from, double to[]);

/* The curvature between two places: the least L with which s + g'd + L/2 |d|^2 at `from` is not
 * below s at `to`. Where rounding drowns that difference, the secant's (g_to - g)'d / |d|^2
 * stands for it, which is the same on a parabola. INFINITY if s is not finite at `to`.
 *
 * ceiling  a value that s at `from` is taken for, as a search has it that may ascend; at least
 *          from->s */
double gg_curvature_between(size_t n, const gg_footing *from, const gg_footing *to,
                            double ceiling);

/* The next L of a search that was refused with `L` and saw the curvature `seen`. */
double gg_curvature_raised(double L, double seen);

/* The first L: `asked` if that is not 0, else the loss's, else one that moves x by a tenth of
 * the box's longest side; `guessed` says that it is the last. */
double gg_curvature_first(const gg_oracle *o, double asked, const double g[], bool *guessed);

/* Whether a method whose residual L |step| is this now has come to rest: it has fallen to the
 * share sqrt(DBL_EPSILON) of the largest, and has not been less for 1000 steps. */
typedef struct gg_residuals {
    double most, least;
    size_t stale;
} gg_residuals;
bool gg_rest_reached(gg_residuals *r, double residual);

/* What it means that no step is taken: GG_DONE if the first one tried, `distance` long, had
 * become rounding beside |x| or the residuals had; else GG_STUCK. Says why. */
gg_verdict gg_rest_judge(const gg_residuals *r, double distance, const double x[],
                         gg_oracle *o);

#endif
