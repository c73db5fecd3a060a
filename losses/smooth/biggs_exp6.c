/* losses/smooth/biggs_exp6.c -- three exponentials fitted to three exponentials. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M };
enum { N = 6 };

static const gg_option options[] = {
    {"m", GG_WHOLE, 13, N, 100, "residuals", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(N, (const double[]){1, 2, 1, 1, 1, 1}, p->start);
    gg_fill(N, 0, p->lower);
    gg_fill(N, 10, p->upper);
    gg_copy(N, (const double[]){1, 10, 1, 5, 4, 3}, p->minimiser); /* one of several */
    p->minimum = 0;
    return GG_OK;
}

static double y(double t)
{
    return exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t);
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 1; (double)i <= p->opt[M]; i++) {
        const double t = (double)i / 10;
        const number r = x[2] * gg_exp(-t * x[0]) - x[3] * gg_exp(-t * x[1]) +
                         x[5] * gg_exp(-t * x[4]) - y(t);
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(N, 0, g);
    for (size_t i = 1; (double)i <= p->opt[M]; i++) {
        const double t = (double)i / 10;
        const double a = exp(-t * x[0]);
        const double b = exp(-t * x[1]);
        const double c = exp(-t * x[4]);
        const double slope = 2 * (x[2] * a - x[3] * b + x[5] * c - y(t));
        g[0] -= slope * t * x[2] * a;
        g[1] += slope * t * x[3] * b;
        g[2] += slope * a;
        g[3] -= slope * b;
        g[4] -= slope * t * x[5] * c;
        g[5] += slope * c;
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH18", "", N}, {0}};

const gg_loss gg_loss_biggs_exp6 = {
    .name = "biggs_exp6",
    .title = "Biggs's EXP6 function",
    .formula = "sum_i r_i^2, r_i = x_3 a_i - x_4 b_i + x_6 c_i - y_i, a_i = exp(-t x_1), b_i = "
               "exp(-t x_2), c_i = exp(-t x_5), y_i = exp(-t) - 5 exp(-10 t) + 3 exp(-4 t), "
               "t = i / 10, i = 1 ... m",
    .derivative = "2 sum_i r_i (-t x_3 a_i, t x_4 b_i, a_i, -b_i, -t x_6 c_i, c_i)",
    .fails = "nowhere",
    .source = "Biggs 1971, Minimization algorithms making use of non-quadratic properties of "
              "the objective function, J. Inst. Maths Applics 8; More, Garbow & Hillstrom "
              "1981, Testing unconstrained optimization software, problem 18, "
              "doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = N,
    .most_n = N,
    .usual_n = N,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
