/* losses/nonsmooth/nonsmooth_rosenbrock.c -- Rosenbrock's valley with a crease for a floor. */
#include "base/vector.h"
#include "losses/loss.h"

enum { WEIGHT };

static const gg_option options[] = {
    {"weight", GG_REAL, 8, 0, 1e12, "of the crease against the bowl", NULL},
    GG_KINK_OPTIONS,
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++) p->start[i] = i % 2 ? 1 : -1.2;
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    p->error = (double)(p->n - 1) * p->opt[WEIGHT] * gg_kink_error(&p->kink);
    return GG_OK;
}

/* The i-th term; its derivatives are added to g[i] and g[i + 1] unless g is NULL. */
static double term(const gg_problem *p, const double x[], size_t i, double g[])
{
    const double v = 1 - x[i];
    double slope;
    const double crease = gg_kink_abs(&p->kink, x[i + 1] - x[i] * x[i], &slope);
    if (g) {
        g[i] += -2 * x[i] * p->opt[WEIGHT] * slope - 2 * v;
        g[i + 1] += p->opt[WEIGHT] * slope;
    }
    return p->opt[WEIGHT] * crease + v * v;
}

static double value(gg_problem *p, const double x[])
{
    double total;
    GG_SUM(total, p->n - 1, i, term(p, x, i, NULL));
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    double total;
    gg_fill(p->n, 0, g);
    GG_SUM(total, p->n - 1, i, term(p, x, i, g));
    return total;
}

static double complex value_complex(gg_problem *p, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const double complex crease = gg_kink_abs_complex(&p->kink, x[i + 1] - x[i] * x[i]);
        total += p->opt[WEIGHT] * crease + (1 - x[i]) * (1 - x[i]);
    }
    return total;
}

const gg_loss gg_loss_nonsmooth_rosenbrock = {
    .name = "nonsmooth_rosenbrock",
    .title = "Rosenbrock's valley with a crease",
    .formula = "sum_{i<n} weight |x_{i+1} - x_i^2| + (1 - x_i)^2",
    .derivative = "-2 weight x_i s_i - 2 (1 - x_i) in i, weight s_i in i+1, summed, "
                  "s_i = sgn(x_{i+1} - x_i^2); at 0 any number in [-1, 1] (at_kink picks)",
    .fails = "wherever x_{i+1} = x_i^2 for some i",
    .source = "Lewis & Overton 2013, Nonsmooth optimization via quasi-Newton methods, "
              "doi:10.1007/s10107-012-0514-2; chained over n as Rosenbrock's function is",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .build = build,
    .round = round_kinks,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
