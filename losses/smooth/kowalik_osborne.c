/* losses/smooth/kowalik_osborne.c -- an enzyme's rate: a rational fit with a flat valley. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M = 11 };

static const double y[M] = {0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627,
                            0.0456, 0.0342, 0.0323, 0.0235, 0.0246};
static const double dose[M] = {4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(4, (const double[]){0.25, 0.39, 0.415, 0.39}, p->start);
    gg_fill(4, 0, p->lower);
    gg_fill(4, 1, p->upper);
    gg_copy(4,
            (const double[]){0.19280693457903786, 0.19128232873436696, 0.12305650692632066,
                             0.13606233068379484},
            p->minimiser);
    p->minimum = 3.07505603849237427406469737377e-4;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 0; i < M; i++) {
        const double u = dose[i];
        const number r = y[i] - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]);
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(4, 0, g);
    for (size_t i = 0; i < M; i++) {
        const double u = dose[i];
        const double above = u * u + u * x[1];
        const double below = u * u + u * x[2] + x[3];
        const double slope = 2 * (y[i] - x[0] * above / below) / below;
        g[0] -= slope * above;
        g[1] -= slope * x[0] * u;
        g[2] += slope * x[0] * above / below * u;
        g[3] += slope * x[0] * above / below;
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH15", "", 4}, {0}};

const gg_loss gg_loss_kowalik_osborne = {
    .name = "kowalik_osborne",
    .title = "Kowalik and Osborne's function",
    .formula = "sum_i r_i^2, r_i = y_i - x_1 a_i / d_i, a_i = u_i^2 + u_i x_2, d_i = u_i^2 + "
               "u_i x_3 + x_4, i = 1 ... 11",
    .derivative = "2 sum_i r_i / d_i (-a_i, -x_1 u_i, x_1 u_i a_i / d_i, x_1 a_i / d_i)",
    .fails = "at poles, where d_i = 0 for some i",
    .source = "Kowalik & Osborne 1968, Methods for unconstrained optimization problems; More, "
              "Garbow & Hillstrom 1981, Testing unconstrained optimization software, problem "
              "15, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 4,
    .most_n = 4,
    .usual_n = 4,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
