/* losses/user/trial.c -- one value and one slope, before the first run. */
#include "losses/user/trial.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

enum { MOST_KEPT = 16, KEPT_ROOM = 512 };

/* What this process looked at and found good: the newest few. */
static char kept[MOST_KEPT][KEPT_ROOM];
static size_t next;

static bool is_kept(const char *spec)
{
    for (size_t i = 0; i < MOST_KEPT; i++)
        if (strcmp(kept[i], spec) == 0) return true;
    return false;
}

static void keep(const char *spec)
{
    if (strlen(spec) < KEPT_ROOM) strcpy(kept[next++ % MOST_KEPT], spec);
}

/* A unit direction that no axis is special to. */
static void draw(size_t n, gsl_rng *rng, double d[])
{
    for (size_t i = 0; i < n; i++) d[i] = gsl_ran_gaussian_ziggurat(rng, 1);
    const double length = gg_norm(n, d);
    for (size_t i = 0; i < n; i++) d[i] /= length;
}

/* The difference of values on both sides of the start, along d; *off: what it may be off by.
 * x [n] is room. */
static double slope_along(gg_problem *p, double f, const double d[], double x[], double *off)
{
    const double h = 1e-5 * (1 + gg_norm_max(p->n, p->start));
    gg_along(p->n, p->start, h, d, x);
    const double ahead = p->loss->value(p, x);
    gg_along(p->n, p->start, -h, d, x);
    const double behind = p->loss->value(p, x);
    const double slope = (ahead - behind) / (2 * h);
    *off = 1e-3 * fabs(slope) + fabs(ahead - 2 * f + behind) / h + 1e-9 * (1 + fabs(f)) / h;
    return slope;
}

/* Which component is farthest from its difference: x, g, d [n]; d and x are room. */
static gg_status name_wrong(gg_problem *p, const char *who, double f, const double g[],
                            double d[], double x[])
{
    size_t worst = 0;
    double farthest = -INFINITY;
    double expected = NAN;
    gg_fill(p->n, 0, d);
    for (size_t i = 0; i < p->n; i++) {
        double off;
        d[i] = 1;
        const double slope = slope_along(p, f, d, x, &off);
        d[i] = 0;
        if (!(fabs(slope - g[i]) - off > farthest)) continue;
        farthest = fabs(slope - g[i]) - off;
        worst = i;
        expected = slope;
    }
    return gg_fail(GG_BAD_INPUT,
                   "%s: component %zu of its gradient at the start is %.6g, but its values "
                   "say %.6g",
                   who, worst + 1, g[worst], expected);
}

/* room: x, g, d, each [n] */
static gg_status compare(gg_problem *p, const char *who, gsl_rng *rng, double room[])
{
    const size_t n = p->n;
    double *x = room;
    double *g = room + n;
    double *d = room + 2 * n;
    double off;
    gg_copy(n, p->start, x);
    const double f = p->loss->gradient(p, x, g);
    const size_t broken = gg_first_broken(n, g);
    if (isfinite(f) && broken < n)
        return gg_fail(GG_BAD_INPUT, "%s: component %zu of its gradient at the start is %s",
                       who, broken + 1, isnan(g[broken]) ? "NaN" : "infinite");
    if (!isfinite(f) || p->smoothness < GG_C1) return GG_OK;
    draw(n, rng, d);
    const double slope = slope_along(p, f, d, x, &off);
    if (fabs(slope - gg_dot(n, g, d)) <= off + 1e-3 * gg_norm(n, g)) return GG_OK;
    return name_wrong(p, who, f, g, d, x);
}

static gg_status try(gg_problem *p, const char *who, gsl_rng *rng)
{
    const double f = p->loss->value(p, p->start);
    if (*p->fault) return gg_fail(GG_BAD_INPUT, "%s", p->fault);
    if (isnan(f)) return gg_fail(GG_BAD_INPUT, "%s: f at the start is NaN", who);
    if (!(gg_problem_offers(p) & GG_DERIVATIVE)) return GG_OK;
    double *room = malloc(3 * p->n * sizeof *room);
    if (!room) return gg_fail(GG_NO_MEMORY, "no memory for n=%zu", p->n);
    const gg_status status = compare(p, who, rng, room);
    free(room);
    return status;
}

gg_status gg_trial(gg_problem *p, const char *who, gsl_rng *rng)
{
    char *spec = gg_problem_spec(p);
    if (!spec) return gg_fail(GG_NO_MEMORY, "no memory for a specification");
    gg_status status = GG_OK;
    if (!is_kept(spec)) {
        status = try(p, who, rng);
        if (status == GG_OK) keep(spec);
    }
    free(spec);
    return status;
}
