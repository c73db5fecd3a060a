/* losses/smooth/dixon_price.c -- a chain of parabolas; most ways down end beside its minimum. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 2, p->start);
    gg_fill(p->n, -10, p->lower);
    gg_fill(p->n, 10, p->upper);
    for (size_t i = 0; i < p->n; i++) /* also with the last sign changed */
        p->minimiser[i] = exp2(exp2(-(double)i) - 1);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = (x[0] - 1) * (x[0] - 1);
    for (size_t i = 1; i < p->n; i++) {
        const number u = 2 * (x[i] * x[i]) - x[i - 1];
        f += (double)(i + 1) * (u * u);
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = 2 * (x[0] - 1);
    for (size_t i = 1; i < p->n; i++) {
        const double slope = 2 * (double)(i + 1) * (2 * x[i] * x[i] - x[i - 1]);
        g[i] = 4 * x[i] * slope;
        g[i - 1] -= slope;
    }
    return value(p, x);
}

static const gg_known known[] = {{"DIXONPRICE", "", 5}, {0}};

const gg_loss gg_loss_dixon_price = {
    .name = "dixon_price",
    .title = "Dixon and Price's function",
    .formula = "(x_1 - 1)^2 + sum_{i>1} i (2 x_i^2 - x_{i-1})^2",
    .derivative = "8 i x_i u_i - 2 (i + 1) u_{i+1}, u_i = 2 x_i^2 - x_{i-1}; 2 (x_1 - 1) - 4 "
                  "u_2 in 1",
    .fails = "nowhere; (1/3, 0, ..., 0) is stationary with f = 2/3",
    .source = "Dixon & Price 1989, Truncated Newton method for sparse unconstrained "
              "optimization using automatic differentiation, J. Optim. Theory Appl. 60",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 5,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
