/* losses/smooth/brown_dennis.c -- fourth powers far from 0: a large residual that is convex. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M };

static const gg_option options[] = {
    {"m", GG_WHOLE, 20, 4, 100, "residuals", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(4, (const double[]){25, 5, -5, -1}, p->start);
    gg_fill(4, -30, p->lower);
    gg_fill(4, 30, p->upper);
    if (p->opt[M] != 20) return GG_OK;
    gg_copy(4,
            (const double[]){-11.594439904762165, 13.203630051207204, -0.40343948817685954,
                             0.23677877445573631},
            p->minimiser);
    p->minimum = 85822.2016263563446606155957383;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 1; (double)i <= p->opt[M]; i++) {
        const double t = (double)i / 5;
        const number a = x[0] + t * x[1] - exp(t);
        const number b = x[2] + x[3] * sin(t) - cos(t);
        const number r = a * a + b * b;
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(4, 0, g);
    for (size_t i = 1; (double)i <= p->opt[M]; i++) {
        const double t = (double)i / 5;
        const double a = x[0] + t * x[1] - exp(t);
        const double b = x[2] + x[3] * sin(t) - cos(t);
        const double slope = 4 * (a * a + b * b);
        g[0] += slope * a;
        g[1] += slope * a * t;
        g[2] += slope * b;
        g[3] += slope * b * sin(t);
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH16", "", 4}, {0}};

const gg_loss gg_loss_brown_dennis = {
    .name = "brown_dennis",
    .title = "Brown and Dennis's function",
    .formula = "sum_i (a_i^2 + b_i^2)^2, a_i = x_1 + t x_2 - exp(t), b_i = x_3 + x_4 sin(t) - "
               "cos(t), t = i / 5, i = 1 ... m",
    .derivative = "4 sum_i (a_i^2 + b_i^2) (a_i, t a_i, b_i, b_i sin(t))",
    .fails = "nowhere",
    .source = "Brown & Dennis 1971, New computational algorithms for minimizing a sum of "
              "squares of nonlinear functions, report 71-6, Yale; More, Garbow & Hillstrom "
              "1981, Testing unconstrained optimization software, problem 16, "
              "doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 4,
    .most_n = 4,
    .usual_n = 4,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
