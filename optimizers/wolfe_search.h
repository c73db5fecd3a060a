/* optimizers/wolfe_search.h -- how far to go along a direction, until the slope has risen. */
#ifndef GG_OPTIMIZERS_WOLFE_SEARCH_H
#define GG_OPTIMIZERS_WOLFE_SEARCH_H

#include "optimizers/ray.h"

typedef struct gg_wolfe {
    double c1;    /* share of the decrease that the slope promises which must come true */
    double c2;    /* share of the first slope that may be left, of either sign; > c1 */
    double noise; /* share of |f| by which values that are equal may differ */
    size_t most;  /* finite trials before it makes do with the best */
} gg_wolfe;

/* The strong Wolfe conditions: f(x + t d) <= f + c1 t slope and |g(x + t d)'d| <= c2 |slope|. A
 * trial whose value tells nothing, for it differs from f by noise, is judged by slopes alone:
 * the approximate conditions of Hager and Zhang. A trial that is not finite is a wall: the
 * bracket is halved. The search ends without those conditions, but perhaps with a lower f, when
 * trials or bracket are used up, or x + t d = x in every component; the point is then asked once
 * more if others were asked after it.
 *
 * first  > 0     the first trial
 * at     [n]     out: x + t d, the last point asked
 * g      [n]     out: the gradient there
 * f      out: the value there
 * slope  out: g'd there
 * ->     t, with f(x + t d) < f or the conditions met; or 0 if no step was found or the oracle
 *        fell silent
 * source More & Thuente 1994, Line search algorithms with guaranteed sufficient decrease,
 *        sections 2 to 4, doi:10.1145/192115.192132; Hager & Zhang 2005, A new conjugate
 *        gradient method with guaranteed descent and an efficient line search, (4.1),
 *        doi:10.1137/030601880 */
double gg_wolfe_search(gg_oracle *o, const gg_wolfe *rule, const gg_ray *ray, double first,
                       double at[], double g[], double *f, double *slope);

#endif
