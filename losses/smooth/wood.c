/* losses/smooth/wood.c -- two valleys, coupled; a saddle where methods linger. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(4, (const double[]){-3, -1, -3, -1}, p->start);
    gg_fill(4, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    const number a = x[1] - x[0] * x[0];
    const number b = 1 - x[0];
    const number c = x[3] - x[2] * x[2];
    const number d = 1 - x[2];
    const number s = x[1] + x[3] - 2;
    const number t = x[1] - x[3];
    return 100 * (a * a) + b * b + 90 * (c * c) + d * d + 10 * (s * s) + t * t / 10;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double a = x[1] - x[0] * x[0];
    const double c = x[3] - x[2] * x[2];
    const double s = 20 * (x[1] + x[3] - 2);
    const double t = (x[1] - x[3]) / 5;
    g[0] = -400 * x[0] * a - 2 * (1 - x[0]);
    g[1] = 200 * a + s + t;
    g[2] = -360 * x[2] * c - 2 * (1 - x[2]);
    g[3] = 180 * c + s - t;
    return value(p, x);
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    const double s = 20 * (v[1] + v[3]);
    const double t = (v[1] - v[3]) / 5;
    (void)p;
    hv[0] = (1200 * x[0] * x[0] - 400 * x[1] + 2) * v[0] - 400 * x[0] * v[1];
    hv[1] = -400 * x[0] * v[0] + 200 * v[1] + s + t;
    hv[2] = (1080 * x[2] * x[2] - 360 * x[3] + 2) * v[2] - 360 * x[2] * v[3];
    hv[3] = -360 * x[2] * v[2] + 180 * v[3] + s - t;
}

static const gg_known known[] = {{"MGH14", "", 4}, {0}};

const gg_loss gg_loss_wood = {
    .name = "wood",
    .title = "Wood's function",
    .formula = "100 (x_2 - x_1^2)^2 + (1 - x_1)^2 + 90 (x_4 - x_3^2)^2 + (1 - x_3)^2 + 10 (x_2 "
               "+ x_4 - 2)^2 + (x_2 - x_4)^2 / 10",
    .derivative =
        "(-400 x_1 a - 2 (1 - x_1), 200 a + s + t, -360 x_3 c - 2 (1 - x_3), 180 c + "
        "s - t), a = x_2 - x_1^2, c = x_4 - x_3^2, s = 20 (x_2 + x_4 - 2), t = (x_2 - "
        "x_4) / 5",
    .fails = "nowhere",
    .source = "Colville 1968, A comparative study of nonlinear programming codes, IBM report "
              "320-2949; More, Garbow & Hillstrom 1981, Testing unconstrained optimization "
              "software, problem 14, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 4,
    .most_n = 4,
    .usual_n = 4,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
};
