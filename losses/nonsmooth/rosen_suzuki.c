/* losses/nonsmooth/rosen_suzuki.c -- a bowl and three more as exact penalties. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return gg_pieces_size(4);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double least[] = {0, 1, 2, -1};
    gg_copy(4, least, p->minimiser);
    p->minimum = -44;
    p->mu = 2;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, 10 * p->kink.width * log(4));
}

GG_FORMULA(value, {
    number *u = p->data;
    const number a = x[0];
    const number b = x[1];
    const number c = x[2];
    const number d = x[3];
    const number bowl = a * a + b * b + 2 * c * c + d * d - 5 * a - 5 * b - 21 * c + 7 * d;
    u[0] = 0;
    u[1] = a * a + b * b + c * c + d * d + a - b + c - d - 8;
    u[2] = a * a + 2 * b * b + c * c + 2 * d * d - a - d - 10;
    u[3] = a * a + b * b + c * c + 2 * a - b - d - 5;
    return bowl + 10 * gg_maximum(&p->kink, 4, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double w[4];
    const double f = value(p, x);
    gg_kink_max(&p->kink, 4, p->data, w);
    for (size_t k = 1; k < 4; k++) w[k] *= 10;
    g[0] = 2 * x[0] - 5 + w[1] * (2 * x[0] + 1) + w[2] * (2 * x[0] - 1) + w[3] * (2 * x[0] + 2);
    g[1] = 2 * x[1] - 5 + w[1] * (2 * x[1] - 1) + w[2] * 4 * x[1] + w[3] * (2 * x[1] - 1);
    g[2] = 4 * x[2] - 21 + w[1] * (2 * x[2] + 1) + w[2] * 2 * x[2] + w[3] * 2 * x[2];
    g[3] = 2 * x[3] + 7 + w[1] * (2 * x[3] - 1) + w[2] * (4 * x[3] - 1) - w[3];
    return f;
}

static const gg_known known[] = {{"LV11", "", 4}, {0}};

const gg_loss gg_loss_rosen_suzuki = {
    .name = "rosen_suzuki",
    .title = "Rosen and Suzuki, as an exact penalty",
    .formula = "f_1 + 10 max(0, f_2, f_3, f_4): f_1 = x_1^2 + x_2^2 + 2 x_3^2 + x_4^2 - 5 x_1 "
               "- 5 x_2 - 21 x_3 + 7 x_4, f_2 = |x|^2 + x_1 - x_2 + x_3 - x_4 - 8, f_3 = "
               "|x|^2 + x_2^2 + x_4^2 - x_1 - x_4 - 10, f_4 = |x|^2 - x_4^2 + 2 x_1 - x_2 - "
               "x_4 - 5",
    .derivative = "that of f_1 + 10 times that of the first maximal piece (at_kink=right: the "
                  "last)",
    .fails = "where two of 0, f_2, f_3, f_4 are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.11",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 4,
    .most_n = 4,
    .usual_n = 4,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
