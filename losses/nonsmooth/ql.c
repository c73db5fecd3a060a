/* losses/nonsmooth/ql.c -- a bowl and two planes on it. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return gg_pieces_size(3);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    p->start[0] = -1;
    p->start[1] = 5;
    p->minimiser[0] = 1.2;
    p->minimiser[1] = 2.4;
    p->minimum = 7.2;
    p->mu = 2;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, p->kink.width * log(3));
}

GG_FORMULA(value, {
    number *u = p->data;
    const number bowl = x[0] * x[0] + x[1] * x[1];
    u[0] = bowl;
    u[1] = bowl + 10 * (-4 * x[0] - x[1] + 4);
    u[2] = bowl + 10 * (-x[0] - 2 * x[1] + 6);
    return gg_maximum(&p->kink, 3, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double w[3];
    const double f = value(p, x);
    const double *u = p->data;
    gg_kink_max(&p->kink, 3, u, w);
    g[0] = 2 * x[0] - 40 * w[1] - 10 * w[2];
    g[1] = 2 * x[1] - 10 * w[1] - 20 * w[2];
    return f;
}

static const gg_known known[] = {{"LV06", "", 2}, {0}};

const gg_loss gg_loss_ql = {
    .name = "ql",
    .title = "QL, a quadratic and two lines",
    .formula = "max(q, q + 10 (-4 x_1 - x_2 + 4), q + 10 (-x_1 - 2 x_2 + 6)), q = x_1^2 + "
               "x_2^2",
    .derivative = "that of the first maximal piece (at_kink=right: the last)",
    .fails = "where two of the three are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem 3.6",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 2,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
