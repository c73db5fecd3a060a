/* optimizers/gradient_free/dropin_compass.c -- looks along every axis, then more closely. */
#include "base/vector.h"
#include "optimizers/optimizer.h"

enum { STEP };

static const gg_option options[] = {
    {"step", GG_REAL, 0.5, 1e-6, 1e6, "the first distance that is looked at", NULL},
    {0},
};

/* state: t, f, x[n] */

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return (2 + n) * sizeof(double);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    double *s = state;
    s[0] = opt[STEP];
    gg_copy(o->n, o->start, s + 2);
    s[1] = gg_value(o, s + 2);
}

static bool improve(double *s, size_t i, double t, gg_oracle *o)
{
    double *x = s + 2;
    const double before = x[i];
    x[i] += t;
    const double f = gg_value(o, x);
    if (f < s[1]) {
        s[1] = f;
        return true;
    }
    x[i] = before;
    return false;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    double *s = state;
    bool better = false;
    for (size_t i = 0; i < o->n; i++)
        better = improve(s, i, s[0], o) || improve(s, i, -s[0], o) || better;
    if (!better) s[0] /= 2;
    return s[0] < 1e-15 ? GG_DONE : GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    *points = (const double *)state + 2;
    return 1;
}

const gg_optimizer gg_optimizer_dropin_compass = {
    .name = "dropin_compass",
    .title = "Compass search",
    .summary = "tries a step along every axis, and halves it when none is better",
    .source = "Kolda, Lewis & Torczon 2003, Optimization by direct search: new perspectives, "
              "doi:10.1137/S003614450242889",
    .needs = GG_VALUE,
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
