/* losses/nonsmooth/chebyshev_rosenbrock_1.c -- a crease that winds ever more. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(p->n);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    p->start[0] = -1;
    gg_fill(p->n - 1, 1, p->start + 1);
    gg_fill(p->n, -2, p->lower);
    gg_fill(p->n, 2, p->upper);
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_in_place(p, (double)(p->n - 1) * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    number *u = p->data;
    number total = (x[0] - 1) * (x[0] - 1) / 4;
    for (size_t i = 0; i + 1 < p->n; i++) {
        u[i] = x[i + 1] - 2 * x[i] * x[i] + 1;
        total += gg_kinked(&p->kink, u[i]);
    }
    return total;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *u = p->data;
    gg_fill(p->n, 0, g);
    g[0] = (x[0] - 1) / 2;
    for (size_t i = 0; i + 1 < p->n; i++) {
        double slope;
        gg_kink_abs(&p->kink, u[i], &slope);
        g[i] -= 4 * slope * x[i];
        g[i + 1] += slope;
    }
    return f;
}

static const gg_known known[] = {{"NCR1", "", 2}, {0}};

const gg_loss gg_loss_chebyshev_rosenbrock_1 = {
    .name = "chebyshev_rosenbrock_1",
    .title = "Nesterov's Chebyshev-Rosenbrock function, first nonsmooth variant",
    .formula = "(x_1 - 1)^2 / 4 + sum_{i<n} |u_i|, u_i = x_{i+1} - 2 x_i^2 + 1",
    .derivative = "(x_1 - 1) / 2 in 1, -4 s_i x_i in i, s_i in i+1, summed, s_i = sgn(u_i); "
                  "at u_i = 0 any number in [-1, 1] (at_kink picks)",
    .fails = "wherever some u_i = 0, as they all are at the start",
    .source = "Gurbuzbalaban & Overton 2012, On Nesterov's nonsmooth Chebyshev-Rosenbrock "
              "functions, Nonlinear Analysis 75(3), first variant",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
