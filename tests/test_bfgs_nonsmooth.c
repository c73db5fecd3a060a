/* tests/test_bfgs_nonsmooth.c -- kinks on which gradient descent collapses, and what they cost. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static double steepness; /* a of the kinked loss */

static double kinked(gg_problem *p, const double x[])
{
    (void)p;
    return steepness * fabs(x[0]) + x[1];
}
static double kinked_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = x[0] < 0 ? -steepness : steepness;
    g[1] = 1;
    return kinked(p, x);
}
static const gg_loss kinked_loss = {
    .name = "kinked", .value = kinked, .gradient = kinked_gradient};

/* Asl & Overton 2020: gradient descent collapses if a > sqrt(1/c1 - 1), BFGS never does. */
static void test_bfgs_never_collapses_where_gradient_descent_does(void)
{
    static const double c1[] = {0.01, 0.1, 0.3};
    static const double ratio[] = {0.3, 1.1, 3, 10};
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_START, 0);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++)
            for (int k = 0; k < 10; k++) {
                lab_problem p;
                char spec[64];
                steepness = ratio[j] * sqrt(1 / c1[i] - 1);
                gg_problem *q = lab_problem_fill(&p, &kinked_loss, 2, 0);
                p.start[0] = gsl_ran_gaussian(rng, 1);
                p.start[1] = gsl_ran_gaussian(rng, 1);
                snprintf(spec, sizeof spec, "bfgs_nonsmooth:kicks=0:samples=0:c1=%g", c1[i]);
                const double best = lab_best(q, spec, 20000, 1);
                gsl_test(best > -1e12, "BFGS falls without end: c1 = %g, a = %g (%g)", c1[i],
                         steepness, best);
            }
    gsl_rng_free(rng);
}

/* |first half of A x|_1 + |second half|^2 / 2, or all squared: its smooth twin. */
enum { MOST_N = 20 };
static double A[MOST_N][MOST_N];
static bool smooth;

static double partly_gradient(gg_problem *p, const double x[], double g[])
{
    double f = 0;
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i < p->n; i++) {
        const double r = gg_dot(p->n, A[i], x);
        const bool sharp = !smooth && i < (p->n + 1) / 2;
        f += sharp ? fabs(r) : r * r / 2;
        gg_along(p->n, g, sharp ? (r < 0 ? -1 : 1) : r, A[i], g);
    }
    return f;
}
static double partly(gg_problem *p, const double x[])
{
    double g[MOST_N];
    return partly_gradient(p, x, g);
}
static const gg_loss partly_loss = {
    .name = "partly_smooth", .value = partly, .gradient = partly_gradient};

/* Calls to 1e-8, and the correlation of log f with them. */
static size_t cost_of(bool is_smooth, size_t n, uint64_t seed, double *correlation)
{
    lab_problem p;
    lab l;
    double calls[400];
    double logs[400];
    size_t count = 0;
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, seed, GG_START, 0);
    for (size_t i = 0; i < n * MOST_N; i++)
        A[i / MOST_N][i % MOST_N] = gsl_ran_gaussian(rng, 1);
    smooth = is_smooth;
    gg_problem *q = lab_problem_fill(&p, &partly_loss, n, 0);
    for (size_t i = 0; i < n; i++) p.start[i] = gsl_ran_gaussian(rng, 1);
    gsl_rng_free(rng);
    lab_open(&l, q, "bfgs_nonsmooth:search=halves", 4000, seed);
    while (l.oracle.best > 1e-8 && l.verdict == GG_GO_ON && !l.oracle.silent) {
        lab_step(&l);
        if (count == 400) continue;
        calls[count] = (double)gg_spent(&l.oracle);
        logs[count++] = log(l.oracle.best);
    }
    const size_t spent = l.oracle.best <= 1e-8 ? gg_spent(&l.oracle) : 0;
    *correlation = gsl_stats_correlation(calls, 1, logs, 1, count);
    lab_close(&l);
    return spent;
}

/* The claim is of the search by halves, as Lewis & Overton have it. */
static void test_kinks_cost_a_factor_of_two_to_seven(void)
{
    static const size_t dimensions[] = {5, 10, 20};
    for (int d = 0; d < 3; d++) {
        double ratio = 0;
        int solved = 0;
        double correlation[10];
        for (uint64_t seed = 1; seed <= 10; seed++) {
            double unused;
            const size_t sharp = cost_of(false, dimensions[d], seed, &correlation[seed - 1]);
            const size_t round = cost_of(true, dimensions[d], seed, &unused);
            if (!sharp || !round) continue;
            solved++;
            ratio += (double)sharp / (double)round;
        }
        gsl_test(solved < 8, "8 of 10 get to 1e-8 in %zu dimensions (%d)", dimensions[d],
                 solved);
        ratio /= solved;
        gsl_test(!(ratio >= 2 && ratio <= 7), "kinks cost 2 to 7 times the smooth twin (%g)",
                 ratio);
        const double mean = gsl_stats_mean(correlation, 1, 10);
        gsl_test(!(mean <= -0.9), "log f falls in a straight line (correlation %g)", mean);
    }
}

static void test_reached(const char *loss, size_t n, const char *optimizer, double gap,
                         size_t limit)
{
    for (uint64_t seed = 1; seed <= 5; seed++) {
        gg_problem *p = NULL;
        lab_must(gg_problem_open(&p, loss, n, 1, 0));
        const double best = lab_best(p, optimizer, limit, seed);
        gsl_test(!(best - p->minimum <= gap), "%s gets to %g on %s, n = %zu, seed %d (%g)",
                 optimizer, gap, loss, n, (int)seed, best - p->minimum);
        gg_problem_close(p);
    }
}

int main(void)
{
    test_bfgs_never_collapses_where_gradient_descent_does();
    test_kinks_cost_a_factor_of_two_to_seven();
    test_reached("wolfe", 2, "bfgs_nonsmooth", 1e-8, 200);
    test_reached("mckinnon", 2, "bfgs_nonsmooth", 1e-12, 200); /* -0.25, at (0, -1/2) */
    test_reached("chebyshev_rosenbrock_1", 2, "bfgs_nonsmooth", 1e-6, 2000);
    test_reached("chebyshev_rosenbrock_2", 2, "bfgs_nonsmooth", 1e-6, 5000);
    test_reached("chebyshev_rosenbrock_2", 5, "bfgs_nonsmooth", 1e-6, 50000);
    return gsl_test_summary();
}
