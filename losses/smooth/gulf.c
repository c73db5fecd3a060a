/* losses/smooth/gulf.c -- Gulf Research's fit of a Weibull law to its own quantiles. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M };

static const gg_option options[] = {
    {"m", GG_WHOLE, 99, 3, 100, "residuals", NULL},
    {0},
};

/* data: y[m] */

static size_t data_size(const gg_problem *p)
{
    return (size_t)p->opt[M] * sizeof(double);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    double *y = p->data;
    for (size_t i = 0; (double)i < p->opt[M]; i++)
        y[i] = 25 + pow(-50 * log((double)(i + 1) / 100), 2.0 / 3);
    gg_copy(3, (const double[]){5, 2.5, 0.15}, p->start);
    gg_copy(3, (const double[]){1, 0, 0}, p->lower);
    gg_copy(3, (const double[]){100, 25.6, 5}, p->upper);
    gg_copy(3, (const double[]){50, 25, 1.5}, p->minimiser);
    p->minimum = 0;
    /* y_100 = 25 is within the box, the others are beyond it. */
    if (p->opt[M] == 100) p->smoothness = GG_CONTINUOUS;
    return GG_OK;
}

/* The source prints |y_i m i x_2|; with y_i - x_2, as in its authors' code, (50, 25, 1.5) is the
 * root that it states. */
GG_FORMULA(value, {
    const double *y = p->data;
    number f = 0;
    for (size_t i = 0; (double)i < p->opt[M]; i++) {
        const number u = gg_kinked(&p->kink, y[i] - x[1]);
        const number r = gg_exp(-gg_pow(u, x[2]) / x[0]) - (double)(i + 1) / 100;
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *y = p->data;
    gg_fill(3, 0, g);
    for (size_t i = 0; (double)i < p->opt[M]; i++) {
        double side;
        const double u = gg_kink_abs(&p->kink, y[i] - x[1], &side);
        const double power = pow(u, x[2]) / x[0];
        const double e = exp(-power);
        const double slope = 2 * (e - (double)(i + 1) / 100) * e;
        if (u == 0 || slope == 0) continue; /* u^x_3 log u is 0 there, and 0 infinity too */
        g[0] += slope * power / x[0];
        g[1] += slope * power * x[2] / u * side;
        g[2] -= slope * power * log(u);
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH11", "", 3}, {0}};

const gg_loss gg_loss_gulf = {
    .name = "gulf",
    .title = "Gulf Research and Development's function",
    .formula =
        "sum_i r_i^2, r_i = exp(-|y_i - x_2|^x_3 / x_1) - t_i, t_i = i / 100, y_i = 25 + "
        "(-50 log t_i)^(2/3), i = 1 ... m",
    .derivative = "2 sum_i r_i e_i p_i (1 / x_1, x_3 / (y_i - x_2), -log |y_i - x_2|), "
                  "p_i = |y_i - x_2|^x_3 / x_1, e_i = exp(-p_i)",
    .fails = "at x_1 = 0; where x_2 is one of the y_i and x_3 <= 1. All but y_100 = 25 lie "
             "outside the box",
    .source =
        "Cox 1969, Comparison of the performance of seven optimization algorithms on "
        "twelve unconstrained optimization problems, Gulf Research and Development; More, "
        "Garbow & Hillstrom 1981, Testing unconstrained optimization software, problem "
        "11, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 3,
    .most_n = 3,
    .usual_n = 3,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
