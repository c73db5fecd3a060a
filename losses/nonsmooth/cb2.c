/* losses/nonsmooth/cb2.c -- three bowls, of which the highest counts. */
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
    p->start[0] = 1;
    p->start[1] = -0.1;
    p->minimiser[0] = 1.1390376519926626;
    p->minimiser[1] = 0.89955993839539283;
    p->minimum = 1.9522244938706590;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, p->kink.width * log(3));
}

GG_FORMULA(value, {
    number *u = p->data;
    const number a = 2 - x[0];
    const number b = 2 - x[1];
    u[0] = x[0] * x[0] + x[1] * x[1] * x[1] * x[1];
    u[1] = a * a + b * b;
    u[2] = 2 * gg_exp(x[1] - x[0]);
    return gg_maximum(&p->kink, 3, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double w[3];
    const double f = value(p, x);
    const double *u = p->data;
    gg_kink_max(&p->kink, 3, u, w);
    const double tilt = w[2] == 0 ? 0 : w[2] * u[2];
    g[0] = 2 * w[0] * x[0] - 2 * w[1] * (2 - x[0]) - tilt;
    g[1] = 4 * w[0] * x[1] * x[1] * x[1] - 2 * w[1] * (2 - x[1]) + tilt;
    return f;
}

static const gg_known known[] = {{"LV03", "", 2}, {0}};

const gg_loss gg_loss_cb2 = {
    .name = "cb2",
    .title = "Charalambous and Bandler 2",
    .formula = "max(x_1^2 + x_2^4, (2 - x_1)^2 + (2 - x_2)^2, 2 exp(x_2 - x_1))",
    .derivative = "that of the first maximal piece (at_kink=right: the last)",
    .fails = "where two of the three are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem 3.3",
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
