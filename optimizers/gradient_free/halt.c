/* optimizers/gradient_free/halt.c -- stopping tests of CMA-ES, made to compare values only. */
#include "optimizers/gradient_free/halt.h"

#include <float.h>
#include <math.h>

/* Two values are one if they differ by a few units of the last digit. */
static const double ROUNDING = 8 * DBL_EPSILON;

/* Beyond this condition number the rounding of samples is as large as their narrowest axis. */
static const double CONDITION_MOST = 1e14;

/* A run whose samples have shrunk to this share of their first size has chosen its hollow. It is
 * left if an earlier run had found a better one by then. Not in the sources, whose runs all go
 * to the end. */
static const double SHRUNK = 1e-2;

enum { CONDITION_EVERY = 50 }; /* generations, and n more, between two looks at it */

void gg_halt_begin(gg_halt *h, size_t n)
{
    *h = (gg_halt){.best = INFINITY,
                   .shrunk_best = INFINITY,
                   .level = NAN,
                   .until_condition = CONDITION_EVERY + n};
    for (size_t k = 0; k < 2; k++) h->window[k][0] = h->window[k][1] = INFINITY;
}

/* Has the best of so many generations been the same? (TolHistFun, with no tolerance.) */
static bool is_level(gg_halt *h, const gg_generation *g)
{
    const double most = 10 + ceil(30 * (double)g->n / (double)g->lambda);
    if (g->best == h->level || fabs(g->best - h->level) <= ROUNDING * fabs(h->level)) {
        h->same++;
        return (double)h->same >= most;
    }
    h->level = g->best;
    h->same = 0;
    return false;
}

/* Neither the best nor the median of any generation of a window below those of the window
 * before. (Stagnation, which takes the medians of two windows and so keeps all of them.) */
static bool stagnates(gg_halt *h, const gg_generation *g)
{
    const double n = (double)g->n;
    const double length = 100 + 100 * n * sqrt(n) / (double)g->lambda;
    double *now = h->window[1];
    now[0] = fmin(now[0], g->best);
    now[1] = fmin(now[1], g->median);
    if ((double)++h->in_window < length) return false;
    const bool stale = now[0] >= h->window[0][0] && now[1] >= h->window[0][1];
    h->window[0][0] = now[0];
    h->window[0][1] = now[1];
    now[0] = now[1] = INFINITY;
    h->in_window = 0;
    return stale;
}

typedef struct extent {
    double widest; /* largest deviation along an axis, in units of the box */
    double longest;
    bool moves; /* a fifth of a deviation changes every coordinate of the mean */
} extent;

static extent measure(const gg_generation *g)
{
    extent e = {.moves = true};
    for (size_t i = 0; i < g->n; i++) {
        const double deviation = g->sigma * sqrt(gg_covariance_variance(g->v, i));
        const double step = 0.2 * deviation * (g->upper[i] - g->lower[i]);
        e.widest = fmax(e.widest, deviation);
        e.longest = fmax(e.longest, g->sigma * fabs(g->p_c[i]));
        e.moves = e.moves && g->mean[i] + step != g->mean[i];
    }
    return e;
}

/* Would a tenth of a deviation along one axis of the root, another each time, change the mean? */
static bool axis_moves(const gg_generation *g)
{
    const size_t k = g->count % g->n;
    const gg_covariance *v = g->v;
    for (size_t i = v->diagonal ? k : 0; i < g->n; i++) {
        const double along = v->root[v->diagonal ? i : i * g->n + k];
        const double step = 0.1 * g->sigma * along * (g->upper[i] - g->lower[i]);
        if (g->mean[i] + step != g->mean[i]) return true;
        if (v->diagonal) return false;
    }
    return false;
}

static bool is_ill(gg_halt *h, const gg_generation *g)
{
    if (--h->until_condition > 0) return false;
    h->until_condition = CONDITION_EVERY + g->n;
    return !(gg_covariance_condition(g->v) <= CONDITION_MOST);
}

const char *gg_halt_look(gg_halt *h, const gg_generation *g, bool *arrived)
{
    h->best = fmin(h->best, g->best);
    *arrived = true;
    if (is_level(h, g)) return "f no longer falls: what is left is rounding";
    const extent e = measure(g);
    if (!h->shrunk && e.widest < SHRUNK * g->sigma_first) {
        h->shrunk = 1;
        h->shrunk_best = h->best;
        if (h->best > g->before) return "an earlier run had found a better hollow";
    }
    if (fmax(e.widest, e.longest) < g->x_tolerance * g->sigma_first)
        return "the samples have shrunk to a point";
    if (!e.moves || !axis_moves(g)) return "a step no longer moves the mean";
    *arrived = false;
    if (stagnates(h, g)) return "neither the best nor the median has fallen for long";
    if (is_ill(h, g)) return "the covariance's condition number is above 1e14";
    return NULL;
}
