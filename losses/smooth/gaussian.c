/* losses/smooth/gaussian.c -- a bell fitted to fifteen points of a bell. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M = 15 };

static const double y[M] = {0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989,
                            0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(3, (const double[]){0.4, 1, 0}, p->start);
    gg_copy(3, (const double[]){0, 0, -1}, p->lower);
    gg_copy(3, (const double[]){1, 2, 1}, p->upper);
    gg_copy(3, (const double[]){0.39895613783875666, 1.0000190844878056, 0}, p->minimiser);
    p->minimum = 1.12793276961864803272224926728e-8;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 0; i < M; i++) {
        const number u = (7 - (double)i) / 2 - x[2];
        const number r = x[0] * gg_exp(-x[1] * u * u / 2) - y[i];
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(3, 0, g);
    for (size_t i = 0; i < M; i++) {
        const double u = (7 - (double)i) / 2 - x[2];
        const double bell = exp(-x[1] * u * u / 2);
        const double r = x[0] * bell - y[i];
        g[0] += 2 * r * bell;
        g[1] -= r * x[0] * bell * u * u;
        g[2] += 2 * r * x[0] * bell * x[1] * u;
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH09", "", 3}, {0}};

const gg_loss gg_loss_gaussian = {
    .name = "gaussian",
    .title = "Gaussian function",
    .formula = "sum_i r_i^2, r_i = x_1 e_i - y_i, e_i = exp(-x_2 u^2 / 2), u = (8 - i) / 2 - "
               "x_3, i = 1 ... 15",
    .derivative = "2 sum_i r_i e_i (1, -x_1 u^2 / 2, x_1 x_2 u)",
    .fails = "nowhere",
    .source = "More, Garbow & Hillstrom 1981, Testing unconstrained optimization software, "
              "problem 9, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 3,
    .most_n = 3,
    .usual_n = 3,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
