/* losses/multimodal/levy.c -- ripples along every coordinate of a bowl. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/multimodal/alternating.h"
#include "losses/number.h"

#define PI 3.14159265358979323846

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_start_alternating(p->n, -7.3, 5.2, p->start);
    gg_fill(p->n, -10, p->lower);
    gg_fill(p->n, 10, p->upper);
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* In t = w - 1 = (x - 1) / 4: sin^2 has the period pi, so that pi w may be pi t. */
GG_FORMULA(value, {
    const number first = gg_sin(PI * (x[0] - 1) / 4);
    number f = first * first;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const number t = (x[i] - 1) / 4;
        const number s = gg_sin(PI * t + 1);
        f += t * t * (1 + 10 * s * s);
    }
    const number last = (x[p->n - 1] - 1) / 4;
    const number s = gg_sin(2 * PI * last);
    return f + last * last * (1 + s * s);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i + 1 < p->n; i++) {
        const double t = (x[i] - 1) / 4;
        const double s = sin(PI * t + 1);
        g[i] = (t * (1 + 10 * s * s) + 5 * PI * t * t * sin(2 * PI * t + 2)) / 2;
    }
    const double last = (x[p->n - 1] - 1) / 4;
    const double s = sin(2 * PI * last);
    g[p->n - 1] = (last * (1 + s * s) + PI * last * last * sin(4 * PI * last)) / 2;
    g[0] += PI / 4 * sin(PI * (x[0] - 1) / 2);
    return value(p, x);
}

static const gg_known known[] = {{"LEVY", "", 2}, {0}};

const gg_loss gg_loss_levy = {
    .name = "levy",
    .title = "Levy and Montalvo's function",
    .formula = "sin^2(pi w_1) + sum_(i < n) (w_i - 1)^2 (1 + 10 sin^2(pi w_i + 1)) + "
               "(w_n - 1)^2 (1 + sin^2(2 pi w_n)), w_i = 1 + (x_i - 1) / 4",
    .derivative = "by the chain rule; with t = w_i - 1: (t (1 + 10 sin^2(pi t + 1)) + "
                  "5 pi t^2 sin(2 pi t + 2)) / 2, i < n",
    .fails = "nowhere",
    .source =
        "Levy & Montalvo 1985, The tunneling algorithm for the global minimization of "
        "functions, SIAM Journal on Scientific and Statistical Computing 6; in the form of "
        "Laguna & Marti 2005",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
