/* losses/smooth/brown_badly_scaled.c -- curvatures that differ by 10^12 at the minimum. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(2, 1, p->start);
    gg_copy(2, (const double[]){-1e6, -2}, p->lower);
    gg_copy(2, (const double[]){2e6, 2}, p->upper);
    gg_copy(2, (const double[]){1e6, 2e-6}, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    const number r = x[0] - 1e6;
    const number s = x[1] - 2e-6;
    const number t = x[0] * x[1] - 2;
    return r * r + s * s + t * t;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double t = x[0] * x[1] - 2;
    g[0] = 2 * (x[0] - 1e6 + t * x[1]);
    g[1] = 2 * (x[1] - 2e-6 + t * x[0]);
    return value(p, x);
}

static const gg_known known[] = {{"MGH04", "", 2}, {0}};

const gg_loss gg_loss_brown_badly_scaled = {
    .name = "brown_badly_scaled",
    .title = "Brown's badly scaled function",
    .formula = "(x_1 - 10^6)^2 + (x_2 - 2 10^-6)^2 + t^2, t = x_1 x_2 - 2",
    .derivative = "2 (x_1 - 10^6 + t x_2), 2 (x_2 - 2 10^-6 + t x_1)",
    .fails = "nowhere",
    .source = "Brown, unpublished; More, Garbow & Hillstrom 1981, Testing unconstrained "
              "optimization software, problem 4, doi:10.1145/355934.355936",
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
