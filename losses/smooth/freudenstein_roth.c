/* losses/smooth/freudenstein_roth.c -- two cubics: one root, and a local minimum beside it. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(2, (const double[]){0.5, -2}, p->start);
    gg_copy(2, (const double[]){5, 4}, p->minimiser);
    gg_fill(2, -20, p->lower);
    gg_fill(2, 20, p->upper);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    const number r = -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1];
    const number s = -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1];
    return r * r + s * s;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double r = -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1];
    const double s = -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1];
    g[0] = 2 * (r + s);
    g[1] = 2 * (r * ((10 - 3 * x[1]) * x[1] - 2) + s * ((3 * x[1] + 2) * x[1] - 14));
    return value(p, x);
}

static const gg_known known[] = {{"MGH02", "", 2}, {0}};

const gg_loss gg_loss_freudenstein_roth = {
    .name = "freudenstein_roth",
    .title = "Freudenstein and Roth's function",
    .formula = "r^2 + s^2, r = -13 + x_1 + ((5 - x_2) x_2 - 2) x_2, "
               "s = -29 + x_1 + ((x_2 + 1) x_2 - 14) x_2",
    .derivative = "2 (r + s), 2 r (10 x_2 - 3 x_2^2 - 2) + 2 s (3 x_2^2 + 2 x_2 - 14)",
    .fails = "nowhere",
    .source = "Freudenstein & Roth 1963, Numerical solutions of systems of nonlinear "
              "equations, J. ACM 10; More, Garbow & Hillstrom 1981, Testing unconstrained "
              "optimization software, problem 2, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 2,
    .most_n = 2,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
