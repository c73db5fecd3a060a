/* optimizers/line_search.c -- backtracking. */
#include "optimizers/line_search.h"

double gg_armijo_search(gg_oracle *o, const gg_armijo *rule, const gg_ray *ray, double first,
                        double at[], double g[], double *f)
{
    for (double t = first; gg_ray_reach(o->n, ray, t, ray->x, at); t *= rule->shrink) {
        *f = gg_ray_ask(o, ray, at, g);
        if (*f < ray->f && *f <= ray->f + rule->c1 * t * ray->slope) return t;
        if (o->silent) break;
    }
    return 0;
}
