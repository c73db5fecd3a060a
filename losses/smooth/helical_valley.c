/* losses/smooth/helical_valley.c -- a valley that winds about an axis, and is torn once. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

#define PI 3.14159265358979323846

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(3, (const double[]){-1, 0, 0}, p->start);
    gg_copy(3, (const double[]){1, 0, 0}, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* theta is atan as the source writes it and not atan2, whose cut lies elsewhere; at x_1 = 0,
 * where the source says nothing, a quarter with the sign of x_2, as its authors' code has it. */
GG_FORMULA(value, {
    number theta = x[0] * 0 + (gg_real(x[1]) < 0 ? -0.25 : 0.25);
    if (gg_real(x[0]) != 0) theta = gg_atan(x[1] / x[0]) / (2 * PI);
    if (gg_real(x[0]) < 0) theta += 0.5;
    const number r = 10 * (x[2] - 10 * theta);
    const number s = 10 * (gg_sqrt(x[0] * x[0] + x[1] * x[1]) - 1);
    return r * r + s * s + x[2] * x[2];
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double theta = x[1] < 0 ? -0.25 : 0.25;
    if (x[0] != 0) theta = atan(x[1] / x[0]) / (2 * PI);
    if (x[0] < 0) theta += 0.5;
    const double square = x[0] * x[0] + x[1] * x[1];
    const double radius = sqrt(square);
    const double r = 10 * (x[2] - 10 * theta);
    gg_fill(3, 0, g);
    g[2] = 20 * r + 2 * x[2];
    if (square > 0) { /* on the axis x_1 and x_2 have no derivative; 0 is as good as any */
        const double turn = 200 * r / (2 * PI * square);
        const double pull = 200 * (radius - 1) / radius;
        g[0] = turn * x[1] + pull * x[0];
        g[1] = -turn * x[0] + pull * x[1];
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH07", "", 3}, {0}};

const gg_loss gg_loss_helical_valley = {
    .name = "helical_valley",
    .title = "Fletcher and Powell's helical valley",
    .formula = "100 (x_3 - 10 theta)^2 + 100 (rho - 1)^2 + x_3^2, rho = sqrt(x_1^2 + x_2^2), "
               "theta = atan(x_2 / x_1) / (2 pi), plus 1/2 if x_1 < 0",
    .derivative = "c (x_2, -x_1, 0) + 200 (1 - 1 / rho) (x_1, x_2, 0) + (0, 0, 200 (x_3 - "
                  "10 theta) + 2 x_3), c = 1000 (x_3 - 10 theta) / (pi rho^2)",
    .fails =
        "theta jumps by 1, and f with it, across x_1 = 0, x_2 < 0; on the axis x_1 = x_2 = "
        "0; analytic elsewhere",
    .source = "Fletcher & Powell 1963, A rapidly convergent descent method for minimization, "
              "doi:10.1093/comjnl/6.2.163; More, Garbow & Hillstrom 1981, Testing "
              "unconstrained optimization software, problem 7, doi:10.1145/355934.355936",
    .smoothness = GG_DISCONTINUOUS,
    .least_n = 3,
    .most_n = 3,
    .usual_n = 3,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
