/* losses/smooth/osborne_2.c -- a decay and three bells, fitted to 65 measurements. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M = 65, N = 11 };

static const double y[M] = {
    1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608,
    0.655, 0.616, 0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661,
    0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428,
    0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559,
    0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(N, (const double[]){1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5}, p->start);
    gg_fill(N, 0, p->lower);
    gg_fill(N, 10, p->upper);
    gg_copy(N,
            (const double[]){1.3099771546273005, 0.43155379460298893, 0.633661698960724,
                             0.59943053478591635, 0.75418322632801127, 0.90428857985963362,
                             1.3658118352370285, 4.8236988172271555, 2.3986848661317546,
                             4.5688745976676719, 5.6753414705806415},
            p->minimiser);
    p->minimum = 0.0401377362935477376334212799769;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 0; i < M; i++) {
        const double t = (double)i / 10;
        number r = y[i] - x[0] * gg_exp(-t * x[4]);
        for (size_t k = 1; k < 4; k++) {
            const number u = t - x[k + 7];
            r -= x[k] * gg_exp(-u * u * x[k + 4]);
        }
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(N, 0, g);
    for (size_t i = 0; i < M; i++) {
        const double t = (double)i / 10;
        const double u[] = {0, t - x[8], t - x[9], t - x[10]};
        const double e[] = {exp(-t * x[4]), exp(-u[1] * u[1] * x[5]), exp(-u[2] * u[2] * x[6]),
                            exp(-u[3] * u[3] * x[7])};
        const double r = y[i] - x[0] * e[0] - x[1] * e[1] - x[2] * e[2] - x[3] * e[3];
        g[4] += 2 * r * x[0] * t * e[0];
        for (size_t k = 0; k < 4; k++) g[k] -= 2 * r * e[k];
        for (size_t k = 1; k < 4; k++) {
            g[k + 4] += 2 * r * x[k] * e[k] * u[k] * u[k];
            g[k + 7] -= 4 * r * x[k] * e[k] * u[k] * x[k + 4];
        }
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH19", "", N}, {0}};

const gg_loss gg_loss_osborne_2 = {
    .name = "osborne_2",
    .title = "Osborne's second function",
    .formula = "sum_i r_i^2, r_i = y_i - x_1 exp(-t x_5) - sum_k x_{k+1} exp(-u_k^2 x_{k+5}), "
               "u_k = t - x_{k+8}, k = 1, 2, 3, t = (i - 1) / 10, i = 1 ... 65",
    .derivative = "-2 sum_i r_i e_k in x_{k+1}, e_0 = exp(-t x_5), e_k = exp(-u_k^2 x_{k+5}); "
                  "2 sum_i r_i t x_1 e_0 in x_5; 2 sum_i r_i x_{k+1} e_k u_k^2 in x_{k+5}; "
                  "-4 sum_i r_i x_{k+1} e_k u_k x_{k+5} in x_{k+8}",
    .fails = "nowhere",
    .source = "Osborne 1972, Some aspects of nonlinear least squares calculations; More, "
              "Garbow & Hillstrom 1981, Testing unconstrained optimization software, problem "
              "19, doi:10.1145/355934.355936",
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
