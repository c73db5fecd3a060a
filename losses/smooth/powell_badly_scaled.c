/* losses/smooth/powell_badly_scaled.c -- a root whose coordinates differ by a million. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(2, (const double[]){0, 1}, p->start);
    gg_copy(2, (const double[]){1.0981593296998175e-05, 9.106146739866524}, p->minimiser);
    gg_fill(2, -1, p->lower);
    gg_fill(2, 10, p->upper);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    const number r = 1e4 * x[0] * x[1] - 1;
    const number s = gg_exp(-x[0]) + gg_exp(-x[1]) - 1.0001;
    return r * r + s * s;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double r = 1e4 * x[0] * x[1] - 1;
    const double s = exp(-x[0]) + exp(-x[1]) - 1.0001;
    g[0] = 2 * (1e4 * r * x[1] - s * exp(-x[0]));
    g[1] = 2 * (1e4 * r * x[0] - s * exp(-x[1]));
    return value(p, x);
}

static const gg_known known[] = {{"MGH03", "", 2}, {0}};

const gg_loss gg_loss_powell_badly_scaled = {
    .name = "powell_badly_scaled",
    .title = "Powell's badly scaled function",
    .formula = "r^2 + s^2, r = 10^4 x_1 x_2 - 1, s = exp(-x_1) + exp(-x_2) - 1.0001",
    .derivative = "2 (10^4 r x_2 - s exp(-x_1)), 2 (10^4 r x_1 - s exp(-x_2))",
    .fails = "nowhere",
    .source = "Powell 1970, A hybrid method for nonlinear equations; More, Garbow & Hillstrom "
              "1981, Testing unconstrained optimization software, problem 3, "
              "doi:10.1145/355934.355936",
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
