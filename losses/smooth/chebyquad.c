/* losses/smooth/chebyquad.c -- nodes of a quadrature that is exact for Chebyshev polynomials. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M };

static const gg_option options[] = {
    {"m", GG_WHOLE, 0, 0, 1000000, "residuals, n or more; 0: n", NULL},
    {0},
};

static const double of_8[] = {
    0.043152760151016628, 0.19309084038418611, 0.26632870689027294, 0.5, 0.5,
    0.73367129310972712,  0.80690915961581389, 0.95684723984898334};
static const double of_9[] = {
    0.044205346135782767, 0.19949067230988096, 0.23561910847105999, 0.41604690789259802, 0.5,
    0.58395309210740198,  0.76438089152893995, 0.80050932769011907, 0.95579465386421725};
static const double of_10[] = {0.032993373018074465, 0.15514535775907337, 0.20018919846138622,
                               0.38326166496125497,  0.38326166496125497, 0.52924947713340653,
                               0.64035354937106592,  0.71356584741599993, 0.82848182305190732,
                               0.92525183378539755};

/* data: r[m] the residuals, of the last point that was asked */

static size_t residuals(const gg_problem *p)
{
    return p->opt[M] > 0 ? (size_t)p->opt[M] : p->n;
}

static size_t data_size(const gg_problem *p)
{
    return residuals(p) * sizeof(double complex);
}

/* Bernstein: such a quadrature has real nodes for n = 1 ... 7 and 9 only. For n = 10 the source
 * prints 6.50395e-3, which is a local minimum; this is the lowest known. */
static void set_minimum(gg_problem *p)
{
    const size_t n = p->n;
    const double *const minimiser = n == 8 ? of_8 : n == 9 ? of_9 : n == 10 ? of_10 : NULL;
    if (n <= 9) p->minimum = 0;
    if (n == 8) p->minimum = 3.51687372567793167005970750233e-3;
    if (n == 10) p->minimum = 4.77271369637534897164713289e-3;
    if (minimiser) gg_copy(n, minimiser, p->minimiser);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    if (residuals(p) < p->n)
        return gg_fail(GG_BAD_INPUT, "chebyquad: m=%zu is less than n=%zu", residuals(p), p->n);
    for (size_t i = 0; i < p->n; i++) p->start[i] = (double)(i + 1) / (double)(p->n + 1);
    gg_fill(p->n, 0, p->lower);
    gg_fill(p->n, 1, p->upper);
    if (residuals(p) == p->n) set_minimum(p);
    return GG_OK;
}

/* The polynomials by their recurrence, which also holds outside [0, 1]. */
GG_FORMULA(value, {
    const size_t m = residuals(p);
    number *r = p->data;
    number f = 0;
    for (size_t i = 0; i < m; i++) r[i] = 0;
    for (size_t j = 0; j < p->n; j++) {
        const number y = 2 * x[j] - 1;
        number before = 1;
        number now = y;
        for (size_t i = 0; i < m; i++) {
            const number next = 2 * y * now - before;
            r[i] += now;
            before = now;
            now = next;
        }
    }
    for (size_t i = 1; i <= m; i++) {
        r[i - 1] /= (double)p->n;
        if (i % 2 == 0) r[i - 1] += 1 / ((double)i * (double)i - 1);
        f += r[i - 1] * r[i - 1];
    }
    return f;
})

/* sum_i r_i T_i'(x) */
static double slope(size_t m, const double r[], double x)
{
    const double y = 2 * x - 1;
    double total = 0;
    double before = 1;
    double now = y;
    double slope_before = 0;
    double slope_now = 2;
    for (size_t i = 0; i < m; i++) {
        const double next = 2 * y * now - before;
        const double slope_next = 4 * now + 2 * y * slope_now - slope_before;
        total += r[i] * slope_now;
        before = now;
        now = next;
        slope_before = slope_now;
        slope_now = slope_next;
    }
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    for (size_t j = 0; j < p->n; j++)
        g[j] = 2 / (double)p->n * slope(residuals(p), p->data, x[j]);
    return f;
}

static const gg_known known[] = {{"MGH35", "", 8}, {0}};

const gg_loss gg_loss_chebyquad = {
    .name = "chebyquad",
    .title = "Chebyquad",
    .formula =
        "sum_i r_i^2, r_i = (1/n) sum_j T_i(x_j) - c_i, T_i the Chebyshev polynomials of "
        "[0, 1], c_i their integrals: 0 if i is odd, else -1 / (i^2 - 1), i = 1 ... m",
    .derivative = "(2/n) sum_i r_i T_i'(x_j)",
    .fails = "nowhere",
    .source = "Fletcher 1965, Function minimization without evaluating derivatives: a review, "
              "doi:10.1093/comjnl/8.1.33; More, Garbow & Hillstrom 1981, Testing "
              "unconstrained optimization software, problem 35, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 10000,
    .usual_n = 8,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
