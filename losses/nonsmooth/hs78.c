/* losses/nonsmooth/hs78.c -- a product with three curved walls as exact penalties. */
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
    static const double start[] = {-2, 1.5, 2, -1, -1};
    static const double least[] = {-1.7171435703943823, 1.5957096901835544, 1.8272457529271946,
                                   -0.76364307818413037, -0.76364307818413037};
    gg_copy(5, start, p->start);
    gg_copy(5, least, p->minimiser);
    gg_fill(5, -2.5, p->lower);
    gg_fill(5, 2.5, p->upper);
    p->minimum = -2.9197004089636794;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, 30 * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    number *u = p->data;
    number walls = 0;
    u[0] = x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3] + x[4] * x[4] - 10;
    u[1] = x[1] * x[2] - 5 * x[3] * x[4];
    u[2] = x[0] * x[0] * x[0] + x[1] * x[1] * x[1] + 1;
    for (size_t k = 0; k < 3; k++) walls += gg_kinked(&p->kink, u[k]);
    return x[0] * x[1] * x[2] * x[3] * x[4] + 10 * walls;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double s[3];
    const double f = value(p, x);
    const double *u = p->data;
    for (size_t k = 0; k < 3; k++) {
        gg_kink_abs(&p->kink, u[k], &s[k]);
        s[k] *= 10;
    }
    for (size_t i = 0; i < 5; i++) {
        g[i] = 1;
        for (size_t j = 0; j < 5; j++) g[i] *= j == i ? 1 : x[j];
        g[i] += 2 * s[0] * x[i];
    }
    g[0] += 3 * s[2] * x[0] * x[0];
    g[1] += 3 * s[2] * x[1] * x[1] + s[1] * x[2];
    g[2] += s[1] * x[1];
    g[3] -= 5 * s[1] * x[4];
    g[4] -= 5 * s[1] * x[3];
    return f;
}

static const gg_known known[] = {{"LV14", "", 5}, {0}};

const gg_loss gg_loss_hs78 = {
    .name = "hs78",
    .title = "Hock and Schittkowski 78, as an exact penalty; a local minimum, unbounded below",
    .formula = "x_1 x_2 x_3 x_4 x_5 + 10 (|c_1| + |c_2| + |c_3|), c_1 = |x|^2 - 10, c_2 = x_2 "
               "x_3 - 5 x_4 x_5, c_3 = x_1^3 + x_2^3 + 1; its minimum is that near the start; "
               "along t (-1, 1, 1, 1, 1) f goes to -infinity",
    .derivative = "that of the product + 10 sgn(c_k) times that of c_k, summed; at c_k = 0 "
                  "any number in [-1, 1] (at_kink picks)",
    .fails = "wherever some c_k = 0",
    .source = "Hock & Schittkowski 1981, Test examples for nonlinear programming codes, "
              "problem 78; Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and "
              "linearly constrained optimization, report V-798, Czech Academy of Sciences, "
              "problem 3.14",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 5,
    .most_n = 5,
    .usual_n = 5,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
