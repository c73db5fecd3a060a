/* losses/smooth/bard.c -- a rational function fitted to fifteen numbers. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M = 15 };

static const double y[M] = {0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39,
                            0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(3, 1, p->start);
    gg_copy(3, (const double[]){-1, 0.5, 0.5}, p->lower);
    gg_copy(3, (const double[]){2, 3.5, 3.5}, p->upper);
    gg_copy(3, (const double[]){0.08241055974978893, 1.1330360920297216, 2.343695178642537},
            p->minimiser);
    p->minimum = 0.008214877306578974752;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 0; i < M; i++) {
        const double u = (double)(i + 1);
        const number r = y[i] - (x[0] + u / ((16 - u) * x[1] + fmin(u, 16 - u) * x[2]));
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(3, 0, g);
    for (size_t i = 0; i < M; i++) {
        const double u = (double)(i + 1);
        const double v = 16 - u;
        const double w = fmin(u, v);
        const double below = v * x[1] + w * x[2];
        const double r = y[i] - (x[0] + u / below);
        g[0] -= 2 * r;
        g[1] += 2 * r * u * v / (below * below);
        g[2] += 2 * r * u * w / (below * below);
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH08", "", 3}, {0}};

const gg_loss gg_loss_bard = {
    .name = "bard",
    .title = "Bard's function",
    .formula =
        "sum_i r_i^2, r_i = y_i - x_1 - u / d_i, d_i = v x_2 + w x_3, u = i, v = 16 - i, "
        "w = min(u, v), i = 1 ... 15",
    .derivative = "2 sum_i r_i (-1, u v / d_i^2, u w / d_i^2)",
    .fails = "at poles, where v x_2 + w x_3 = 0 for some i",
    .source = "Bard 1970, Comparison of gradient methods for the solution of nonlinear "
              "parameter estimation problems, SIAM J. Numer. Anal. 7; More, Garbow & Hillstrom "
              "1981, Testing unconstrained optimization software, problem 8, "
              "doi:10.1145/355934.355936",
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
