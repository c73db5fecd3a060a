/* losses/smooth/ellipsoid.c -- a bowl that is stretched as far as its condition says. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/spectrum.h"

enum { CONDITION, SHAPE, RANK };
enum { EVEN, HALVES, CIGAR, TABLET };

static const gg_option options[] = {
    {"condition", GG_REAL, 1e6, 1, 1e15, "largest over smallest curvature", NULL},
    {"shape", GG_CHOICE, EVEN, EVEN, TABLET,
     "curvatures: evenly apart in logarithms; half small, half large; all large but one; all "
     "small but one",
     "even|halves|cigar|tablet"},
    {"rank", GG_WHOLE, 0, 0, 1e6,
     "coordinates that f depends on, the first; 0, or more than n: all", NULL},
    {0},
};

/* data: a[n] the curvatures */

static size_t data_size(const gg_problem *p)
{
    return p->n * sizeof(double);
}

/* How many curvatures are 1 where there are but two kinds; the others are the condition. */
static size_t small_ones(int shape, size_t n)
{
    return shape == HALVES ? n / 2 : shape == CIGAR ? 1 : n - 1;
}

static void fill(size_t n, double condition, int shape, double a[])
{
    if (shape == EVEN) {
        gg_spectrum(n, condition, a);
        return;
    }
    const size_t small = small_ones(shape, n);
    gg_fill(small, 1, a);
    gg_fill(n - small, condition, a + small);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    double *a = p->data;
    const double n = (double)p->n;
    const size_t rank = (size_t)(p->opt[RANK] > 0 ? fmin(p->opt[RANK], n) : n);
    fill(rank, p->opt[CONDITION], (int)p->opt[SHAPE], a);
    gg_fill(p->n - rank, 0, a + rank);
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    if (rank == p->n)
        p->mu = a[0]; /* else f is flat along the others, and not strongly convex */
    p->L = a[rank - 1];
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    const double *a = p->data;
    double total;
    GG_SUM(total, p->n, i, a[i] / 2 * x[i] * x[i]);
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *a = p->data;
    for (size_t i = 0; i < p->n; i++) g[i] = a[i] * x[i];
    return value(p, x);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    const double *a = p->data;
    double complex total = 0;
    for (size_t i = 0; i < p->n; i++) total += a[i] / 2 * x[i] * x[i];
    return total;
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    const double *a = p->data;
    (void)x;
    for (size_t i = 0; i < p->n; i++) hv[i] = a[i] * v[i];
}

static const gg_known known[] = {{"QUAD1E2", "condition=100", 10}, {"QUAD1E6", "", 10}, {0}};

const gg_loss gg_loss_ellipsoid = {
    .name = "ellipsoid",
    .title = "Ellipsoid",
    .formula = "1/2 sum_i a_i x_i^2, a_i = condition^((i - 1) / (n - 1)); shape=halves: 1 for "
               "i <= n/2, else condition; cigar: 1 for i = 1 only, tablet: condition for i = n "
               "only; rank=r: as in r dimensions, a_i = 0 for i > r",
    .derivative = "a_i x_i",
    .fails = "nowhere",
    .source = "Hansen & Ostermeier 2001, Completely derandomized self-adaptation in evolution "
              "strategies, table 3, halved, doi:10.1162/106365601750190398",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
};
