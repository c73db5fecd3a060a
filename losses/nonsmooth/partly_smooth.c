/* losses/nonsmooth/partly_smooth.c -- kinks across some directions, a parabola along the others. */
#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { KINKED };

static const gg_option options[] = {
    {"kinked", GG_REAL, 0.5, 0, 1, "share of the terms that are |r|, rounded up; 0: none",
     NULL},
    GG_KINK_OPTIONS,
    {0},
};

/* data: A[n][n] */

static size_t data_size(const gg_problem *p)
{
    return p->n * p->n * sizeof(double);
}

static size_t kinked(const gg_problem *p)
{
    return (size_t)ceil(p->opt[KINKED] * (double)p->n);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    double *A = p->data;
    for (size_t i = 0; i < p->n * p->n; i++) A[i] = gsl_ran_ugaussian(rng);
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    if (kinked(p) == 0) p->smoothness = GG_ANALYTIC;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    if (kinked(p) == 0)
        return gg_fail(GG_BAD_INPUT, "smooth cannot round partly_smooth off: kinked=0");
    return gg_round_in_place(p, (double)kinked(p) * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    const double *a = p->data;
    const size_t sharp = kinked(p);
    number total = 0;
    for (size_t i = 0; i < p->n; i++) {
        number r = 0;
        for (size_t j = 0; j < p->n; j++) r += *a++ * x[j];
        total += i < sharp ? gg_kinked(&p->kink, r) : r * r / 2;
    }
    return total;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *a = p->data;
    const size_t sharp = kinked(p);
    double total = 0;
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i < p->n; i++, a += p->n) {
        double r = 0;
        for (size_t j = 0; j < p->n; j++) r += a[j] * x[j];
        double slope = r;
        total += i < sharp ? gg_kink_abs(&p->kink, r, &slope) : r * r / 2;
        gg_along(p->n, g, slope, a, g);
    }
    return total;
}

const gg_loss gg_loss_partly_smooth = {
    .name = "partly_smooth",
    .title = "Partly smooth function",
    .formula = "sum_{i<=s} |r_i| + sum_{i>s} r_i^2 / 2, r = A x, A_ij ~ N(0, 1), s = kinked n, "
               "rounded up",
    .derivative = "A'v, v_i = sgn(r_i) for i <= s, else r_i; where r_i = 0, i <= s, any number "
                  "in [-1, 1] (at_kink picks)",
    .fails = "where r_i = 0 for an i <= s; kinked=0: nowhere",
    .source = "partly smooth functions: Lewis 2002, Active sets, nonsmoothness, and "
              "sensitivity, doi:10.1137/S1052623401387623; as a test of BFGS: Lewis & Overton "
              "2013, Nonsmooth optimization via quasi-Newton methods, "
              "doi:10.1007/s10107-012-0514-2",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 1,
    .most_n = 1000,
    .usual_n = 10,
    .options = options,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
