/* optimizers/ray.h -- a half-line that is searched, and what is asked along it. */
#ifndef GG_OPTIMIZERS_RAY_H
#define GG_OPTIMIZERS_RAY_H

#include "base/vector.h"
#include "losses/oracle.h"

/* Where a search starts: x, f(x), a direction d and the slope g'd < 0 along it. */
typedef struct gg_ray {
    const double *x, *d; /* [n] */
    double f, slope;
    /* f and its gradient g at some x, if it is not the loss itself that is searched. NULL: it is */
    double (*ask)(gg_oracle *o, const void *what, const double x[], double g[]);
    const void *what; /* passed on to `ask` */
} gg_ray;

/* f at a point and its gradient g [n] there. */
static inline double gg_ray_ask(gg_oracle *o, const gg_ray *ray, const double at[], double g[])
{
    return ray->ask ? ray->ask(o, ray->what, at, g) : gg_gradient(o, at, g);
}

/* out = x + t d -> does any component differ from `from`? */
static inline bool gg_ray_reach(size_t n, const gg_ray *ray, double t, const double from[],
                                double out[])
{
    gg_along(n, ray->x, t, ray->d, out);
    for (size_t i = 0; i < n; i++)
        if (out[i] != from[i]) return true;
    return false;
}

#endif
