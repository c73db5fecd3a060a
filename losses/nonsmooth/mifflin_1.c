/* losses/nonsmooth/mifflin_1.c -- a plane inside the unit circle, steep outside. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    p->start[0] = 0.8;
    p->start[1] = 0.6;
    p->minimiser[0] = 1;
    p->minimiser[1] = 0;
    p->minimum = -1;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, 10 * gg_kink_error(&p->kink));
}

/* x_1^2 + x_2^2 - 1, in an order that puts the rounded start, (0.8, 0.6), on the side of the
 * circle where exact arithmetic puts it: outside, by 4e-17. */
#define beyond(x) (((x)[0] - 1) * ((x)[0] + 1) + (x)[1] * (x)[1])

GG_FORMULA(value, {
    const number q = beyond(x);
    return -x[0] + 20 * gg_positive(&p->kink, q);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double slope;
    gg_kink_positive(&p->kink, beyond(x), &slope);
    g[0] = 40 * slope * x[0] - 1;
    g[1] = 40 * slope * x[1];
    return value(p, x);
}

static const gg_known known[] = {{"LV08", "", 2}, {0}};

const gg_loss gg_loss_mifflin_1 = {
    .name = "mifflin_1",
    .title = "Mifflin 1",
    .formula = "-x_1 + 20 max(0, x_1^2 + x_2^2 - 1)",
    .derivative = "(40 w x_1 - 1, 40 w x_2), w = 1 outside the unit circle, 0 inside; on it "
                  "any number in [0, 1] (at_kink picks)",
    .fails = "on the unit circle",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem 3.8",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 2,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
