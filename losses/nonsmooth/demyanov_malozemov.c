/* losses/nonsmooth/demyanov_malozemov.c -- a bowl cut by two planes. */
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
    gg_fill(2, 1, p->start);
    p->minimiser[0] = 0;
    p->minimiser[1] = -3;
    p->minimum = -3;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, p->kink.width * log(3));
}

GG_FORMULA(value, {
    number *u = p->data;
    u[0] = 5 * x[0] + x[1];
    u[1] = -5 * x[0] + x[1];
    u[2] = x[0] * x[0] + x[1] * x[1] + 4 * x[1];
    return gg_maximum(&p->kink, 3, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double w[3];
    const double f = value(p, x);
    const double *u = p->data;
    gg_kink_max(&p->kink, 3, u, w);
    g[0] = 5 * (w[0] - w[1]) + 2 * w[2] * x[0];
    g[1] = w[0] + w[1] + w[2] * (2 * x[1] + 4);
    return f;
}

static const gg_known known[] = {{"LV05", "", 2}, {0}};

const gg_loss gg_loss_demyanov_malozemov = {
    .name = "demyanov_malozemov",
    .title = "Demyanov and Malozemov",
    .formula = "max(5 x_1 + x_2, -5 x_1 + x_2, x_1^2 + x_2^2 + 4 x_2)",
    .derivative = "that of the first maximal piece (at_kink=right: the last)",
    .fails = "where two of the three are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem 3.5",
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
