/* losses/smooth/powell_singular.c -- convex, but as flat as a fourth power in two directions. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    static const double start[] = {3, -1, 0, 1};
    (void)rng;
    if (p->n % 4 != 0)
        return gg_fail(GG_BAD_INPUT, "powell_singular: n=%zu is not a multiple of 4", p->n);
    for (size_t i = 0; i < p->n; i++) p->start[i] = start[i % 4];
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 0; i < p->n; i += 4) {
        const number a = x[i] + 10 * x[i + 1];
        const number b = x[i + 2] - x[i + 3];
        const number c = x[i + 1] - 2 * x[i + 2];
        const number d = x[i] - x[i + 3];
        f += a * a + 5 * (b * b) + (c * c) * (c * c) + 10 * ((d * d) * (d * d));
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i += 4) {
        const double a = 2 * (x[i] + 10 * x[i + 1]);
        const double b = 10 * (x[i + 2] - x[i + 3]);
        const double c = x[i + 1] - 2 * x[i + 2];
        const double d = x[i] - x[i + 3];
        const double cubed = 4 * c * c * c;
        const double cubed_too = 40 * d * d * d;
        g[i] = a + cubed_too;
        g[i + 1] = 10 * a + cubed;
        g[i + 2] = b - 2 * cubed;
        g[i + 3] = -b - cubed_too;
    }
    return value(p, x);
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    for (size_t i = 0; i < p->n; i += 4) {
        const double c = x[i + 1] - 2 * x[i + 2];
        const double d = x[i] - x[i + 3];
        const double a = 2 * (v[i] + 10 * v[i + 1]);
        const double b = 10 * (v[i + 2] - v[i + 3]);
        const double along_c = 12 * c * c * (v[i + 1] - 2 * v[i + 2]);
        const double along_d = 120 * d * d * (v[i] - v[i + 3]);
        hv[i] = a + along_d;
        hv[i + 1] = 10 * a + along_c;
        hv[i + 2] = b - 2 * along_c;
        hv[i + 3] = -b - along_d;
    }
}

static const gg_known known[] = {{"MGH13", "", 4}, {"MGH22", "", 12}, {0}};

const gg_loss gg_loss_powell_singular = {
    .name = "powell_singular",
    .title = "Powell's singular function",
    .formula = "sum over quadruples of (x_1 + 10 x_2)^2 + 5 (x_3 - x_4)^2 + (x_2 - 2 x_3)^4 + "
               "10 (x_1 - x_4)^4",
    .derivative = "(a + d, 10 a + c, b - 2 c, -b - d), a = 2 (x_1 + 10 x_2), b = 10 (x_3 - "
                  "x_4), c = 4 (x_2 - 2 x_3)^3, d = 40 (x_1 - x_4)^3",
    .fails = "nowhere; its Hessian is singular at the minimiser",
    .source = "Powell 1962, An iterative method for finding stationary values of a function of "
              "several variables, doi:10.1093/comjnl/5.2.147; More, Garbow & Hillstrom 1981, "
              "Testing unconstrained optimization software, problems 13 and 22, "
              "doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 4,
    .most_n = 1000000,
    .usual_n = 4,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
};
