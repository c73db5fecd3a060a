/* losses/difference.c -- forward, central, complex and random differences. */
#include "losses/difference.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/vector.h"

static const double COMPLEX_STEP = 1e-20; /* its square is nothing beside 1, and far from 0 */

bool gg_difference_read(const char *name, gg_difference_by *out)
{
    static const char *const names[] = {"forward", "central", "complex", "spsa"};
    for (int i = 0; i < 4; i++)
        if (strcmp(names[i], name) == 0) {
            *out = (gg_difference_by)i;
            return true;
        }
    return false;
}

double gg_difference_step(const gg_difference *d, double f, double x_i)
{
    const double scale = fmax(1, fabs(x_i));
    const double height = 1 + fabs(f);
    const double rounding = DBL_EPSILON * height;
    const bool noisy = d->sigma > rounding; /* not if sigma is NaN */
    const double e = noisy ? d->sigma : rounding;
    if (d->step > 0) return d->step;
    if (d->by == GG_COMPLEX_STEP) return COMPLEX_STEP * scale;
    if (d->by != GG_FORWARD) return cbrt(3 * e / height) * scale;
    const bool known = d->L > 0 && isfinite(d->L);
    const double bend = known ? d->L : height / (scale * scale);
    return (noisy ? sqrt(sqrt(8)) : 2) * sqrt(e / bend);
}

static bool inside(const gg_difference *d, size_t i, double x)
{
    return !d->lower || (d->lower[i] <= x && x <= d->upper[i]);
}

/* x + h as a number that differs from x: what was added is then known exactly. */
static double beside(double x, double h)
{
    const double there = x + h;
    return there == x ? nextafter(x, h < 0 ? -INFINITY : INFINITY) : there;
}

/* x + h, or the wall in between. */
static double within(const gg_difference *d, size_t i, double x, double h)
{
    const double there = beside(x, h);
    return d->lower ? fmin(fmax(there, d->lower[i]), d->upper[i]) : there;
}

/* x + h, x - h if that is beyond a wall, and if both are the farther wall. */
static double turned(const gg_difference *d, size_t i, double x, double h)
{
    if (inside(d, i, beside(x, h))) return beside(x, h);
    if (inside(d, i, beside(x, -h))) return beside(x, -h);
    return d->upper[i] - x > x - d->lower[i] ? d->upper[i] : d->lower[i];
}

static double ask_at(gg_difference *d, gg_answerer *a, size_t i, double there)
{
    const double here = d->x[i];
    d->x[i] = there;
    const double f = a->value(a, d->x);
    d->x[i] = here;
    return f;
}

static double forward(gg_difference *d, gg_answerer *a, double f, size_t i)
{
    const double x = d->x[i];
    const double there = turned(d, i, x, gg_difference_step(d, f, x));
    const double probe = ask_at(d, a, i, there);
    if (isfinite(probe) || a->refused) return (probe - f) / (there - x);
    const double back = within(d, i, x, x - there);
    return (ask_at(d, a, i, back) - f) / (back - x);
}

/* The slope between two probes around x where f is known; one that is not finite is left out. */
static double slope(double below, double f_below, double x, double f, double above,
                    double f_above)
{
    const bool has_below = isfinite(f_below);
    const bool has_above = isfinite(f_above);
    const double rise = (has_above ? f_above : f) - (has_below ? f_below : f);
    return rise / ((has_above ? above : x) - (has_below ? below : x));
}

static double central(gg_difference *d, gg_answerer *a, double f, size_t i)
{
    const double x = d->x[i];
    const double h = gg_difference_step(d, f, x);
    const double above = within(d, i, x, h);
    const double below = within(d, i, x, -h);
    const double f_above = ask_at(d, a, i, above);
    const double f_below = a->refused ? NAN : ask_at(d, a, i, below);
    return slope(below, f_below, x, f, above, f_above);
}

static double complex_step(gg_difference *d, gg_answerer *a, double f, size_t i)
{
    const double h = gg_difference_step(d, f, d->x[i]);
    d->z[i] = d->x[i] + h * I;
    const double complex there = a->complex_value(a, d->z);
    d->z[i] = d->x[i];
    return cimag(there) / h;
}

/* All coordinates at once, each to a random side; d->x and d->y become the two probes. */
static void spsa(gg_difference *d, gg_answerer *a, double f, const double x[], double g[])
{
    for (size_t i = 0; i < d->n; i++) {
        const bool up = gsl_rng_uniform(d->rng) < 0.5;
        const double h = gg_difference_step(d, f, x[i]) * (up ? 1 : -1);
        d->x[i] = within(d, i, x[i], h);
        d->y[i] = within(d, i, x[i], -h);
    }
    const double ahead = a->value(a, d->x);
    const double behind = a->refused ? NAN : a->value(a, d->y);
    for (size_t i = 0; i < d->n; i++) g[i] = slope(d->y[i], behind, x[i], f, d->x[i], ahead);
}

static double component(gg_difference *d, gg_answerer *a, double f, size_t i)
{
    if (d->by == GG_FORWARD) return forward(d, a, f, i);
    return d->by == GG_CENTRAL ? central(d, a, f, i) : complex_step(d, a, f, i);
}

double gg_difference_gradient(gg_difference *d, gg_answerer *a, const double x[], double g[])
{
    gg_fill(d->n, 0, g);
    const double f = a->value(a, x);
    if (!isfinite(f) || a->refused) return f;
    if (d->by == GG_SPSA) {
        spsa(d, a, f, x, g);
        return f;
    }
    gg_copy(d->n, x, d->x);
    for (size_t i = 0; d->by == GG_COMPLEX_STEP && i < d->n; i++) d->z[i] = x[i];
    for (size_t i = 0; i < d->n && !a->refused; i++) g[i] = component(d, a, f, i);
    return f;
}
