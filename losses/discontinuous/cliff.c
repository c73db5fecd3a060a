/* losses/discontinuous/cliff.c -- a bowl whose bottom lies beyond a cliff that slopes hide. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { HEIGHT };

static const gg_option options[] = {
    {"height", GG_REAL, 10, 0, 1e300, "of the cliff at x_1 = 1", NULL},
    {0},
};

/* The edge belongs to the low side, so that the minimum is attained on it. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const bool high = p->opt[HEIGHT] > 1;
    for (size_t i = 0; i < p->n; i++) p->start[i] = i % 2 ? 2 : 3;
    gg_fill(p->n, 0, p->minimiser);
    p->minimiser[0] = high ? 1 : 0;
    p->minimum = high ? 1 : p->opt[HEIGHT];
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    return gg_dot(p->n, x, x) + (x[0] < 1 ? p->opt[HEIGHT] : 0);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    double complex total = creal(x[0]) < 1 ? p->opt[HEIGHT] : 0;
    for (size_t i = 0; i < p->n; i++) total += x[i] * x[i];
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * x[i];
    return value(p, x);
}

static const gg_known known[] = {{"CLIFF1", "", 2}, {0}};

const gg_loss gg_loss_cliff = {
    .name = "cliff",
    .title = "Sphere with a cliff",
    .formula = "sum_i x_i^2 + height [x_1 < 1]",
    .derivative = "2 x_i almost everywhere; it does not see the cliff",
    .fails = "where x_1 = 1: a jump. 0 is a local minimiser of f = height",
    .source = "this project; gradients lead to 0, behind the cliff and above the minimum",
    .smoothness = GG_DISCONTINUOUS,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
};
