/* optimizers/line_search.c -- backtracking. */
#include "optimizers/line_search.h"

#include "base/vector.h"

/* at = x + t d. -> does any component differ from x? */
static bool moves(size_t n, const gg_ray *ray, double t, double at[])
{
    gg_along(n, ray->x, t, ray->d, at);
    for (size_t i = 0; i < n; i++)
        if (at[i] != ray->x[i]) return true;
    return false;
}

double gg_armijo_search(gg_oracle *o, const gg_armijo *rule, const gg_ray *ray, double first,
                        double at[], double g[], double *f)
{
    for (double t = first; moves(o->n, ray, t, at); t *= rule->shrink) {
        *f = gg_gradient(o, at, g);
        if (*f < ray->f && *f <= ray->f + rule->c1 * t * ray->slope) return t;
        if (o->silent) break;
    }
    return 0;
}
