/* losses/nonsmooth/chained_mifflin_2.c -- a chain of circles: convex, often listed as not. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(p->n - 1);
}

/* The angle t at which -p cos t - q sin t + (c / 2) cos^2 t is least, by Newton's method. */
static double lowest_angle(double p, double q, double c)
{
    double t = atan2(q, p);
    for (int k = 0; k < 60; k++) {
        const double slope = p * sin(t) - q * cos(t) - c * sin(t) * cos(t);
        t -= slope / (p * cos(t) + q * sin(t) - c * cos(2 * t));
    }
    return t;
}

/* At the minimiser x_n = 0; (x_1, x_2) and every two neighbours from x_3 to x_{n-1}, which
 * alternate, lie on the unit circle; there multipliers in [1/4, 15/4] balance the slopes,
 * which proves it, f being convex. With n = 4 the first three
 * lie on it, one after the other. */
static void place(size_t n, double x[])
{
    const double middle = (double)n - 3;
    const bool odd = n % 2 == 0;
    const double first = n == 2   ? 0
                         : n == 4 ? lowest_angle(2, 1, 0.5)
                                  : lowest_angle(1, 1, -0.5);
    const double then = lowest_angle(middle + odd, middle - odd, odd ? 2 : 0);
    x[0] = cos(first);
    x[1] = sin(first);
    for (size_t i = 2; i < n; i++) x[i] = i % 2 == 0 ? cos(then) : sin(then);
    if (n == 4) x[2] = x[0];
    x[n - 1] = 0;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const size_t n = p->n;
    const double *x = p->minimiser;
    long double least = 0;
    gg_fill(n, -1, p->start);
    place(n, p->minimiser);
    for (size_t i = 0; i + 1 < n; i++) {
        const long double y = (long double)x[i] * x[i] + (long double)x[i + 1] * x[i + 1] - 1;
        least += (y < -1e-9L ? y / 4 : 0) - x[i];
    }
    p->minimum = (double)least;
    p->mu = 0.5;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, 1.75 * (double)(p->n - 1) * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    number *y = p->data;
    number total = 0;
    for (size_t i = 0; i + 1 < p->n; i++) {
        y[i] = x[i] * x[i] + x[i + 1] * x[i + 1] - 1;
        total += -x[i] + 2 * y[i] + 1.75 * gg_kinked(&p->kink, y[i]);
    }
    return total;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *y = p->data;
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i + 1 < p->n; i++) {
        double slope;
        gg_kink_abs(&p->kink, y[i], &slope);
        g[i] += (4 + 3.5 * slope) * x[i] - 1;
        g[i + 1] += (4 + 3.5 * slope) * x[i + 1];
    }
    return f;
}

static const gg_known known[] = {{"HMM08", "", 10}, {"LV09", "", 2}, {"mifflin_2", "", 2}, {0}};

const gg_loss gg_loss_chained_mifflin_2 = {
    .name = "chained_mifflin_2",
    .title = "Chained Mifflin 2; n=2: Mifflin 2",
    .formula = "sum_{i<n} -x_i + 2 y_i + 1.75 |y_i|, y_i = x_i^2 + x_{i+1}^2 - 1",
    .derivative = "(4 + 3.5 s_i) x_i - 1 in i, (4 + 3.5 s_i) x_{i+1} in i+1, summed, s_i = "
                  "sgn(y_i); at y_i = 0 any number in [-1, 1] (at_kink picks)",
    .fails = "wherever x_i^2 + x_{i+1}^2 = 1 for some i",
    .source = "Haarala, Miettinen & Makela 2004, New limited memory bundle method for "
              "large-scale nonsmooth optimization, Optimization Methods and Software 19(6), "
              "test problem 8; Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained "
              "and linearly constrained optimization, report V-798, Czech Academy of "
              "Sciences, problem 3.9",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 10,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
