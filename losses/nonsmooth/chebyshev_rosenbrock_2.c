/* losses/nonsmooth/chebyshev_rosenbrock_2.c -- a folded crease full of false stops. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

/* data: u_1 ... u_{n-1}, and u_n = x_1 - 1 */

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

/* Where all u_i are 0 they still are so, but at another point. */
static gg_status round_kinks(gg_problem *p)
{
    double slope;
    for (size_t i = 0; i + 1 < p->n; i++)
        p->minimiser[i + 1] = 2 * gg_kink_abs(&p->kink, p->minimiser[i], &slope) - 1;
    return gg_round_in_place(p, (3 * (double)(p->n - 1) + 0.25) * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    number *u = p->data;
    number total = 0;
    for (size_t i = 0; i + 1 < p->n; i++) {
        u[i] = x[i + 1] - 2 * gg_kinked(&p->kink, x[i]) + 1;
        total += gg_kinked(&p->kink, u[i]);
    }
    u[p->n - 1] = x[0] - 1;
    return total + gg_kinked(&p->kink, u[p->n - 1]) / 4;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *u = p->data;
    double slope;
    gg_fill(p->n, 0, g);
    gg_kink_abs(&p->kink, u[p->n - 1], &slope);
    g[0] = slope / 4;
    for (size_t i = 0; i + 1 < p->n; i++) {
        double fold;
        gg_kink_abs(&p->kink, u[i], &slope);
        gg_kink_abs(&p->kink, x[i], &fold);
        g[i] -= 2 * slope * fold;
        g[i + 1] += slope;
    }
    return f;
}

static const gg_known known[] = {{"NCR2", "", 2}, {0}};

const gg_loss gg_loss_chebyshev_rosenbrock_2 = {
    .name = "chebyshev_rosenbrock_2",
    .title = "Nesterov's Chebyshev-Rosenbrock function, second nonsmooth variant",
    .formula = "|x_1 - 1| / 4 + sum_{i<n} |u_i|, u_i = x_{i+1} - 2 |x_i| + 1",
    .derivative = "sgn(x_1 - 1) / 4 in 1, -2 s_i sgn(x_i) in i, s_i in i+1, summed, s_i = "
                  "sgn(u_i); at 0 any number in [-1, 1] (at_kink picks)",
    .fails = "wherever some u_i or x_i but the last is 0, or x_1 = 1",
    .source = "Gurbuzbalaban & Overton 2012, On Nesterov's nonsmooth Chebyshev-Rosenbrock "
              "functions, Nonlinear Analysis 75(3), second variant",
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
