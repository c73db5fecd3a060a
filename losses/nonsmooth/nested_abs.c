/* losses/nonsmooth/nested_abs.c -- two valleys, and between them a top where a slope of 0 is given. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

/* The start is the top, where sgn(0) = 0 makes the derivative 0. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 0, p->start);
    gg_fill(p->n, -2, p->lower);
    gg_fill(p->n, 2, p->upper);
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* Either |u| is below itself by at most the kink's error, and slopes are at most 1. Where the
 * rounded |x| is 1, a bit further out, the outer one is still 0. */
static gg_status round_kinks(gg_problem *p)
{
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    p->L = 2 * gg_kink_curvature(&p->kink);
    p->error = 2 * (double)p->n * gg_kink_error(&p->kink);
    gg_fill(p->n, NAN, p->minimiser);
    return GG_OK;
}

/* The chain rule; where |x| falls, left and right of the outer kink change places. */
static double one(const gg_kink *k, double x, double *slope)
{
    double inner, outer;
    const double u = gg_kink_abs(k, x, &inner) - 1;
    gg_kink seen = *k;
    if (inner < 0 && u == 0 && k->at == GG_AT_LEFT) seen.at = GG_AT_RIGHT;
    if (inner < 0 && u == 0 && k->at == GG_AT_RIGHT) seen.at = GG_AT_LEFT;
    const double f = gg_kink_abs(&seen, u, &outer);
    *slope = inner * outer;
    return f;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    double total;
    GG_SUM(total, p->n, i, one(&p->kink, x[i], &g[i]));
    return total;
}

static double value(gg_problem *p, const double x[])
{
    double total, slope;
    GG_SUM(total, p->n, i, one(&p->kink, x[i], &slope));
    return total;
}

static double complex value_complex(gg_problem *p, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i < p->n; i++)
        total += gg_kink_abs_complex(&p->kink, gg_kink_abs_complex(&p->kink, x[i]) - 1);
    return total;
}

const gg_loss gg_loss_nested_abs = {
    .name = "nested_abs",
    .title = "Absolute value in an absolute value",
    .formula = "sum_i ||x_i| - 1|",
    .derivative =
        "sgn(|x_i| - 1) sgn(x_i), by the chain rule; where x_i is 0, 1 or -1 at_kink picks, and "
        "zero makes of the top at 0 a point without a slope",
    .fails = "wherever a coordinate is 0, 1 or -1",
    .source = "Clarke 1983, Optimization and nonsmooth analysis, chapter 2, "
              "doi:10.1137/1.9781611971309, for 0 as an element of the subdifferential at a "
              "local maximum",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 1,
    .options = options,
    .build = build,
    .round = round_kinks,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
