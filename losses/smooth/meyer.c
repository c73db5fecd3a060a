/* losses/smooth/meyer.c -- a thermistor's resistance: a fit in very unequal units. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M = 16 };

static const double y[M] = {34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744,
                            8261,  7030,  6005,  5147,  4427,  3820,  3307,  2872};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(3, (const double[]){0.02, 4000, 250}, p->start);
    gg_copy(3, (const double[]){0.001, 2000, 150}, p->lower);
    gg_copy(3, (const double[]){0.05, 8000, 500}, p->upper);
    gg_copy(3, (const double[]){0.0056096364710280528, 6181.346346286372, 345.22363462413648},
            p->minimiser);
    p->minimum = 87.9458551708511208972086006671;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t i = 0; i < M; i++) {
        const number r = x[0] * gg_exp(x[1] / (50 + 5 * (double)i + x[2])) - y[i];
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(3, 0, g);
    for (size_t i = 0; i < M; i++) {
        const double below = 50 + 5 * (double)i + x[2];
        const double e = exp(x[1] / below);
        const double r = x[0] * e - y[i];
        g[0] += 2 * r * e;
        g[1] += 2 * r * x[0] * e / below;
        g[2] -= 2 * r * x[0] * e * x[1] / (below * below);
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH10", "", 3}, {0}};

const gg_loss gg_loss_meyer = {
    .name = "meyer",
    .title = "Meyer's function",
    .formula = "sum_i r_i^2, r_i = x_1 e_i - y_i, e_i = exp(x_2 / d_i), d_i = 45 + 5 i + x_3, "
               "i = 1 ... 16",
    .derivative = "2 sum_i r_i e_i (1, x_1 / d_i, -x_1 x_2 / d_i^2)",
    .fails = "at poles, where x_3 = -45 - 5 i for some i",
    .source =
        "Meyer 1970, Theoretical and computational aspects of nonlinear regression; More, "
        "Garbow & Hillstrom 1981, Testing unconstrained optimization software, problem "
        "10, doi:10.1145/355934.355936",
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
