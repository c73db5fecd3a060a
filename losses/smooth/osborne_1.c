/* losses/smooth/osborne_1.c -- two decays and a constant, fitted to 33 measurements. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M = 33, N = 5 };

static const double y[M] = {0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818,
                            0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580, 0.558,
                            0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438,
                            0.431, 0.424, 0.420, 0.414, 0.411, 0.406};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(N, (const double[]){0.5, 1.5, -1, 0.01, 0.02}, p->start);
    gg_copy(N, (const double[]){0, 0, -3, 0, 0}, p->lower);
    gg_copy(N, (const double[]){1, 3, 0, 0.1, 0.1}, p->upper);
    gg_copy(N,
            (const double[]){0.37541005210695205, 1.9358469127123674, -1.4646871366134231,
                             0.012867534640057288, 0.022122699661672612},
            p->minimiser);
    p->minimum = 5.46489469748290641592164237796e-5;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 0; i < M; i++) {
        const double t = 10 * (double)i;
        const number r = y[i] - (x[0] + x[1] * gg_exp(-t * x[3]) + x[2] * gg_exp(-t * x[4]));
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(N, 0, g);
    for (size_t i = 0; i < M; i++) {
        const double t = 10 * (double)i;
        const double a = exp(-t * x[3]);
        const double b = exp(-t * x[4]);
        const double slope = 2 * (y[i] - (x[0] + x[1] * a + x[2] * b));
        g[0] -= slope;
        g[1] -= slope * a;
        g[2] -= slope * b;
        g[3] += slope * x[1] * t * a;
        g[4] += slope * x[2] * t * b;
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH17", "", N}, {0}};

const gg_loss gg_loss_osborne_1 = {
    .name = "osborne_1",
    .title = "Osborne's first function",
    .formula = "sum_i r_i^2, r_i = y_i - x_1 - x_2 a_i - x_3 b_i, a_i = exp(-t x_4), b_i = "
               "exp(-t x_5), t = 10 (i - 1), i = 1 ... 33",
    .derivative = "2 sum_i r_i (-1, -a_i, -b_i, x_2 t a_i, x_3 t b_i)",
    .fails = "nowhere",
    .source = "Osborne 1972, Some aspects of nonlinear least squares calculations; More, "
              "Garbow & Hillstrom 1981, Testing unconstrained optimization software, problem "
              "17, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = N,
    .most_n = N,
    .usual_n = N,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
