/* losses/multimodal/styblinski_tang.c -- two wells in every coordinate, one of them deeper. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/multimodal/alternating.h"
#include "losses/number.h"

/* The least of the three roots of 4 x^3 - 32 x + 5 and half the quartic there, from 60 digits.
 * The literature copies -39.16599 or -39.16617, which are wrong in the sixth digit. */
static const double AT = -2.903534027771177095;
static const long double LEAST = -39.166165703771415463893L;

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_start_alternating(p->n, 4.2, -1.1, p->start);
    gg_fill(p->n, -5, p->lower);
    gg_fill(p->n, 5, p->upper);
    gg_fill(p->n, AT, p->minimiser);
    p->minimum = (double)(LEAST * (long double)p->n);
    return GG_OK;
}

GG_FORMULA(term, {
    const number square = x[0] * x[0];
    return (square * (square - 16) + 5 * x[0]) / 2;
})

static double value(gg_problem *p, const double x[])
{
    double total;
    GG_SUM(total, p->n, i, term(p, x + i));
    return total;
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i < p->n; i++) total += term_complex(p, x + i);
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * x[i] * (x[i] * x[i] - 8) + 2.5;
    return value(p, x);
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    for (size_t i = 0; i < p->n; i++) hv[i] = (6 * x[i] * x[i] - 16) * v[i];
}

static const gg_known known[] = {{"STYBTANG", "", 2}, {0}};

const gg_loss gg_loss_styblinski_tang = {
    .name = "styblinski_tang",
    .title = "Styblinski and Tang's function",
    .formula = "(1/2) sum_i x_i^4 - 16 x_i^2 + 5 x_i",
    .derivative = "2 x_i^3 - 16 x_i + 5/2",
    .fails = "nowhere",
    .source =
        "Styblinski & Tang 1990, Experiments in nonconvex optimization: stochastic "
        "approximation with function smoothing and simulated annealing, Neural Networks 3",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
};
