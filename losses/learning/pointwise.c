/* losses/learning/pointwise.c -- a pointwise loss as a function of its one number. */
#include "losses/loss.h"

enum { NAME };

static const gg_option options[] = {
    {"name", GG_TEXT, 0, 0, 0, "the pointwise loss; its own options follow", "absolute"},
    GG_KINK_OPTIONS,
    {0},
};

/* A residual's loss is least at 0. A margin's never rises, so that its infimum is the limit far
 * out; where that is reached at a margin of 1, 1 is a minimiser, else there is none. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const gg_pointwise *l = p->pointwise;
    p->smoothness = l->smoothness;
    if (l->curvature) p->L = l->curvature(p->pointwise_opt);
    if (!l->complex_value) p->withheld |= GG_COMPLEX;
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

static double complex complex_value(gg_problem *p, const double complex x[])
{
    return gg_pointwise_complex(p->pointwise, p->pointwise_opt, &p->kink, x[0]);
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    const gg_pointwise *l = p->pointwise;
    hv[0] = l->bend ? l->bend(p->pointwise_opt, x[0]) * v[0] : 0;
}

/* Rounded off, a convex loss keeps its minimiser only where the rounded slope is 0 there. */
static gg_status round_kinks(gg_problem *p)
{
    if (!p->pointwise->kink)
        return gg_fail(GG_BAD_INPUT, "smooth cannot round %s off: it has no kinks",
                       p->pointwise->name);
    gg_pointwise_rounding(p->pointwise, p->pointwise_opt, &p->kink, &p->error, &p->L);
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    p->withheld |= GG_HESSIAN_VECTOR; /* l'' of the rounded kinks is not at hand */
    double slope;
    const double f = gradient(p, p->minimiser, &slope);
    const bool kept = slope == 0 && p->convex;
    p->minimum = kept ? f : NAN;
    if (!kept) p->minimiser[0] = NAN;
    return GG_OK;
}

/* The ids under which the reference values of these losses are kept. */
static const gg_known known[] = {
    {"square", "name=square", 1},
    {"absolute", "name=absolute", 1},
    {"huber_1", "name=huber:delta=1", 1},
    {"huber_1.345", "name=huber:delta=1.345", 1},
    {"smoothabs_0.1", "name=smooth_absolute:epsilon=0.1", 1},
    {"smoothabs_1e-3", "name=smooth_absolute:epsilon=1e-3", 1},
    {"pseudohuber_1", "name=pseudo_huber:delta=1", 1},
    {"logcosh", "name=log_cosh", 1},
    {"epsinsens_0.1", "name=epsilon_insensitive:epsilon=0.1", 1},
    {"sqepsinsens_0.1", "name=squared_epsilon_insensitive:epsilon=0.1", 1},
    {"quantile_0.1", "name=quantile:tau=0.1", 1},
    {"quantile_0.25", "name=quantile:tau=0.25", 1},
    {"quantile_0.5", "name=quantile:tau=0.5", 1},
    {"quantile_0.9", "name=quantile:tau=0.9", 1},
    {"tukey_4.685", "name=tukey:c=4.685", 1},
    {"cauchy_2.385", "name=cauchy:c=2.385", 1},
    {"zeroone", "name=zero_one", 1},
    {"hinge", "name=hinge", 1},
    {"sqhinge", "name=squared_hinge", 1},
    {"smoothhinge_rs", "name=smooth_hinge", 1},
    {"modhuber", "name=modified_huber", 1},
    {"logistic", "name=logistic", 1},
    {"exponential", "name=exponential", 1},
    {"perceptron", "name=perceptron", 1},
    {"ramp_s-1", "name=ramp:s=-1", 1},
    {"ramp_s0", "name=ramp:s=0", 1},
    {"sigmoid", "name=sigmoid", 1},
    {"savage", "name=savage", 1},
    {0},
};

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
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = complex_value,
    .hessian_vector = hessian_vector,
};
