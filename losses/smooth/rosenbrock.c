/* losses/smooth/rosenbrock.c -- a bent valley with a flat floor. */
#include "base/vector.h"
#include "losses/loss.h"

enum { FORM };
enum { CHAINED, PAIRS };

static const gg_option options[] = {
    {"form", GG_CHOICE, CHAINED, CHAINED, PAIRS,
     "valleys that share their variables, or n/2 separate ones", "chained|pairs"},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    if (p->opt[FORM] == PAIRS && p->n % 2 != 0)
        return gg_fail(GG_BAD_INPUT, "rosenbrock:form=pairs: n=%zu is not even", p->n);
    for (size_t i = 0; i < p->n; i++) p->start[i] = i % 2 ? 1 : -1.2;
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static double term(double x, double next)
{
    const double u = next - x * x;
    const double v = 1 - x;
    return 100 * u * u + v * v;
}

static double value(gg_problem *p, const double x[])
{
    /* volatile: who knows that next[k] is x[k + 1] reads it once, and so one number at a time;
     * two at a time are twice as fast. */
    const double *const volatile second = x + 1;
    const double *const next = second;
    double total;
    if (p->opt[FORM] == PAIRS)
        GG_SUM(total, p->n / 2, k, term(x[2 * k], x[2 * k + 1]));
    else
        GG_SUM(total, p->n - 1, k, term(x[k], next[k]));
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const size_t step = p->opt[FORM] == PAIRS ? 2 : 1;
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i + 1 < p->n; i += step) {
        const double u = x[i + 1] - x[i] * x[i];
        g[i] += -400 * x[i] * u - 2 * (1 - x[i]);
        g[i + 1] += 200 * u;
    }
    return value(p, x);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    const size_t step = p->opt[FORM] == PAIRS ? 2 : 1;
    double complex total = 0;
    for (size_t i = 0; i + 1 < p->n; i += step) {
        const double complex u = x[i + 1] - x[i] * x[i];
        const double complex v = 1 - x[i];
        total += 100 * u * u + v * v;
    }
    return total;
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    const size_t step = p->opt[FORM] == PAIRS ? 2 : 1;
    gg_fill(p->n, 0, hv);
    for (size_t i = 0; i + 1 < p->n; i += step) {
        const double bend = 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
        hv[i] += bend * v[i] - 400 * x[i] * v[i + 1];
        hv[i + 1] += 200 * v[i + 1] - 400 * x[i] * v[i];
    }
}

static const gg_known known[] = {{"MGH01", "", 2}, {"MGH21", "form=pairs", 10}, {0}};

const gg_loss gg_loss_rosenbrock = {
    .name = "rosenbrock",
    .title = "Rosenbrock's valley",
    .formula = "sum_i 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2, i = 1 ... n-1, or i odd if pairs",
    .derivative = "-400 x_i (x_{i+1} - x_i^2) - 2 (1 - x_i) in i, 200 (x_{i+1} - x_i^2) in "
                  "i+1, summed",
    .fails = "nowhere",
    .source = "Rosenbrock 1960, An automatic method for finding the greatest or least value of "
              "a function, doi:10.1093/comjnl/3.3.175; pairs: More, Garbow & Hillstrom 1981, "
              "Testing unconstrained optimization software, problem 21, "
              "doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
};
