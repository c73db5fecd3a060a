/* optimizers/nonsmooth/forward_backward.c -- a step down the smooth part, then the rest's prox. */
#include "optimizers/nonsmooth/forward_backward.h"

#include <float.h>

#include "base/vector.h"
#include "optimizers/box.h"

void gg_footing_ask(gg_oracle *o, gg_footing *at)
{
    at->s = gg_smooth_part(o, at->x, at->g);
}

double gg_forward_backward(gg_oracle *o, double L, const gg_footing *from, double to[])
{
    for (size_t i = 0; i < o->n; i++) to[i] = from->x[i] - from->g[i] / L;
    gg_prox(o, 1 / L, to, to);
    return gg_distance(o->n, from->x, to);
}

double gg_curvature_between(size_t n, const gg_footing *from, const gg_footing *to,
                            double ceiling)
{
    double slope, bend;
    const double distance = gg_distance(n, from->x, to->x);
    const double square = distance * distance;
    if (!isfinite(to->s)) return INFINITY;
    if (!(square > 0)) return 0;
    GG_SUM(slope, n, i, from->g[i] * (to->x[i] - from->x[i]));
    GG_SUM(bend, n, i, (to->g[i] - from->g[i]) * (to->x[i] - from->x[i]));
    const double level = fmax(ceiling, from->s);
    const double rounding = 1e3 * DBL_EPSILON * (fabs(from->s) + fabs(to->s) + fabs(slope));
    if (fabs(bend) > rounding) return 2 * (to->s - level - slope) / square;
    return level > from->s ? 0 : bend / square;
}

double gg_curvature_raised(double L, double seen)
{
    return fmin(fmax(seen, 1.25 * L), 100 * L); /* what is seen far away may be anything */
}

double gg_curvature_first(const gg_oracle *o, double asked, const double g[], bool *guessed)
{
    *guessed = false;
    if (asked > 0) return asked;
    if (gg_is_known(o->L)) return o->L;
    *guessed = true;
    const double L = gg_norm(o->n, g) / (0.1 * gg_box_side(o));
    return L > 0 && isfinite(L) ? L : 1;
}

static const double SMALL_RESIDUAL = 1.5e-8; /* sqrt(DBL_EPSILON) */

bool gg_rest_reached(gg_residuals *r, double residual)
{
    static const size_t patience = 1000;
    r->most = fmax(r->most, residual);
    r->stale = r->least == 0 || residual < r->least ? 0 : r->stale + 1;
    if (r->stale == 0) r->least = residual;
    return r->stale >= patience && r->least <= SMALL_RESIDUAL * r->most;
}

gg_verdict gg_rest_judge(const gg_residuals *r, double distance, const double x[], gg_oracle *o)
{
    const bool in_x = distance <= 1e4 * DBL_EPSILON * gg_norm(o->n, x);
    if (in_x || r->least <= SMALL_RESIDUAL * r->most)
        return gg_end(o, GG_DONE, "a step no longer moves x, but for rounding");
    return gg_end(o, GG_STUCK, "no decrease: a wall, or a wrong gradient");
}
