/* optimizers/line_search.h -- how far to go along a direction. */
#ifndef GG_OPTIMIZERS_LINE_SEARCH_H
#define GG_OPTIMIZERS_LINE_SEARCH_H

#include "optimizers/ray.h"

typedef struct gg_armijo {
    double c1;     /* share of the decrease that the slope promises which must come true */
    double shrink; /* of the step after a refusal */
} gg_armijo;

/* Backtracking: t = first, first shrink, first shrink^2, ... until
 * f(x + t d) <= f + c1 t slope, and f(x + t d) < f, so that equal values end a search and no
 * walk along the last digit begins. It gives up when x + t d = x in every component.
 *
 * at     [n]     out: x + t d, the last point asked
 * g      [n]     out: the gradient there
 * f      out: the value there
 * ->     t, or 0 if no step was found or the oracle fell silent
 * source Armijo 1966, Minimization of functions having Lipschitz continuous first partial
 *        derivatives, doi:10.2140/pjm.1966.16.1 */
double gg_armijo_search(gg_oracle *o, const gg_armijo *rule, const gg_ray *ray, double first,
                        double at[], double g[], double *f);

#endif
