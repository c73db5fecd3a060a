/* losses/smooth/beale.c -- a narrow curved valley that opens towards x_2 = 1. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static const double y[] = {1.5, 2.25, 2.625};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(2, 1, p->start);
    p->minimiser[0] = 3;
    p->minimiser[1] = 0.5;
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    number power = 1;
    for (size_t i = 0; i < 3; i++) {
        power *= x[1];
        const number r = y[i] - x[0] * (1 - power);
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double power = 1;
    gg_fill(2, 0, g);
    for (size_t i = 0; i < 3; i++) {
        const double slope = (double)(i + 1) * power; /* of x_2^i */
        power *= x[1];
        const double r = y[i] - x[0] * (1 - power);
        g[0] -= 2 * r * (1 - power);
        g[1] += 2 * r * x[0] * slope;
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH05", "", 2}, {0}};

const gg_loss gg_loss_beale = {
    .name = "beale",
    .title = "Beale's function",
    .formula = "sum_i (y_i - x_1 (1 - x_2^i))^2, y = (1.5, 2.25, 2.625)",
    .derivative = "-2 r_i (1 - x_2^i) in 1, 2 r_i x_1 i x_2^(i-1) in 2, summed over i",
    .fails = "nowhere",
    .source =
        "Beale 1958, On an iterative method for finding a local minimum of a function of "
        "more than one variable, report 25, Princeton; More, Garbow & Hillstrom 1981, "
        "Testing unconstrained optimization software, problem 5, doi:10.1145/355934.355936",
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
