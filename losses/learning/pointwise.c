/* losses/learning/pointwise.c -- a pointwise loss as a function of its one number. */
#include "losses/loss.h"

enum { NAME };

static const gg_option options[] = {
    {"name", GG_TEXT, 0, 0, 0, "the pointwise loss; its own options follow", "absolute"},
    GG_KINK_OPTIONS,
    {0},
};

/* A residual's loss is least at 0. A margin's falls towards 0, and where it is 0 at a margin
 * of 1 that is a minimiser; where it is not, there is none. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const gg_pointwise *l = p->pointwise;
    p->smoothness = l->smoothness;
    if (l->curvature) p->L = l->curvature(p->pointwise_opt);
    p->start[0] = l->margin ? -2 : 2;
    p->minimiser[0] = l->margin ? 1 : 0;
    p->minimum = l->value(p->pointwise_opt, l->margin ? INFINITY : 0);
    if (l->value(p->pointwise_opt, p->minimiser[0]) > p->minimum) p->minimiser[0] = NAN;
    return GG_OK;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    return gg_pointwise_ask(p->pointwise, p->pointwise_opt, &p->kink, x[0], g);
}

static double value(gg_problem *p, const double x[])
{
    double slope;
    return gradient(p, x, &slope);
}

/* A rounded kink keeps its minimum only where the rounded slope is 0 there. */
static gg_status round_kinks(gg_problem *p)
{
    if (!p->pointwise->kink)
        return gg_fail(GG_BAD_INPUT, "smooth cannot round %s off: it has no kinks",
                       p->pointwise->name);
    gg_pointwise_rounding(p->pointwise, p->pointwise_opt, &p->kink, &p->error, &p->L);
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    double slope;
    const double f = gradient(p, p->minimiser, &slope);
    if (slope == 0 && f == p->minimum) return GG_OK;
    p->minimum = p->minimiser[0] = NAN;
    return GG_OK;
}

const gg_loss gg_loss_pointwise = {
    .name = "pointwise",
    .title = "A pointwise loss alone",
    .formula = "l(x), l named by `name`: of a residual or of a margin x",
    .derivative = "l'(x); at a kink any number between the one-sided slopes (at_kink picks)",
    .fails = "where l does",
    .source = "as the pointwise loss named",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 1,
    .most_n = 1,
    .usual_n = 1,
    .options = options,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
};
