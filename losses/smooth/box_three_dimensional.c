/* losses/smooth/box_three_dimensional.c -- Box's exponentials, with a line of minimisers. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M };

static const gg_option options[] = {
    {"m", GG_WHOLE, 10, 3, 100, "residuals", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(3, (const double[]){0, 10, 20}, p->start);
    gg_fill(3, -5, p->lower);
    gg_fill(3, 25, p->upper);
    gg_copy(3, (const double[]){1, 10, 1}, p->minimiser); /* also (10, 1, -1) and (a, a, 0) */
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 1; (double)i <= p->opt[M]; i++) {
        const double t = (double)i / 10;
        const number r = gg_exp(-t * x[0]) - gg_exp(-t * x[1]) -
                         x[2] * (exp(-t) - exp(-10 * t));
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(3, 0, g);
    for (size_t i = 1; (double)i <= p->opt[M]; i++) {
        const double t = (double)i / 10;
        const double a = exp(-t * x[0]);
        const double b = exp(-t * x[1]);
        const double c = exp(-t) - exp(-10 * t);
        const double r = a - b - x[2] * c;
        g[0] -= 2 * r * t * a;
        g[1] += 2 * r * t * b;
        g[2] -= 2 * r * c;
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH12", "", 3}, {0}};

const gg_loss gg_loss_box_three_dimensional = {
    .name = "box_three_dimensional",
    .title = "Box's three-dimensional function",
    .formula = "sum_i r_i^2, r_i = exp(-t x_1) - exp(-t x_2) - x_3 (exp(-t) - exp(-10 t)), "
               "t = i / 10, i = 1 ... m",
    .derivative = "2 sum_i r_i (-t exp(-t x_1), t exp(-t x_2), exp(-10 t) - exp(-t))",
    .fails = "nowhere",
    .source = "Box 1966, A comparison of several current optimization methods, and the use of "
              "transformations in constrained problems, doi:10.1093/comjnl/9.1.67; More, "
              "Garbow & Hillstrom 1981, Testing unconstrained optimization software, problem "
              "12, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 3,
    .most_n = 3,
    .usual_n = 3,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
