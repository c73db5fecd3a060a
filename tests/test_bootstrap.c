/* tests/test_bootstrap.c -- intervals from rows drawn with replacement. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/bootstrap.h"

enum { ROWS = 400, RESAMPLES = 4000 };

static double mean(gsl_rng *rng, const double x[])
{
    double sum = 0;
    for (size_t i = 0; i < ROWS; i++) sum += x[gg_pick(rng, i, ROWS)];
    return sum / ROWS;
}

/* The mean, twice the mean, and what is never a number. */
static void compute(const void *data, gsl_rng *rng, double out[])
{
    out[0] = mean(rng, data);
    out[1] = 2 * out[0];
    out[2] = NAN;
}

/* A number as the rows are; in a resample only if the first row was drawn first. */
static void compute_seldom(const void *data, gsl_rng *rng, double out[])
{
    const double *x = data;
    const size_t first = gg_pick(rng, 0, 4);
    *out = first == 0 ? x[0] : NAN;
}

/* Half of the rows are 0, half 1: the mean of a resample is binomial, with standard deviation
 * 1 / (2 sqrt ROWS). */
static void fill(double x[])
{
    for (size_t i = 0; i < ROWS; i++) x[i] = (double)(i % 2);
}

static void test_the_interval_of_a_mean_is_the_binomial_one(void)
{
    double x[ROWS];
    gg_interval is[3];
    fill(x);
    gsl_test(!gg_bootstrap(compute, x, 3, 0.95, RESAMPLES, 1, is), "there is memory");
    const double half = 1.96 / (2 * sqrt(ROWS));
    gsl_test_abs(is[0].value, 0.5, 1e-15, "the value is that of the rows as they are");
    gsl_test_abs(is[0].low, 0.5 - half, 0.1 * half, "2.5 %% of the binomial law");
    gsl_test_abs(is[0].high, 0.5 + half, 0.1 * half, "97.5 %% of it");
}

static void test_numbers_of_one_resample_belong_together(void)
{
    double x[ROWS];
    gg_interval is[3];
    gg_interval again[3];
    fill(x);
    gg_bootstrap(compute, x, 3, 0.9, 100, 7, is);
    gsl_test_abs(is[1].low, 2 * is[0].low, 1e-15, "twice the mean has twice the interval");
    gsl_test_abs(is[1].high, 2 * is[0].high, 1e-15, "at both ends");
    gg_bootstrap(compute, x, 3, 0.9, 100, 7, again);
    gsl_test(is[0].low != again[0].low || is[0].high != again[0].high,
             "a seed has one interval");
    gg_bootstrap(compute, x, 3, 0.9, 100, 8, again);
    gsl_test(is[0].low == again[0].low && is[0].high == again[0].high, "another has another");
}

static void test_what_is_no_number_has_no_interval(void)
{
    double x[ROWS];
    gg_interval is[3];
    fill(x);
    gg_bootstrap(compute, x, 3, 0.95, 100, 1, is);
    gsl_test(!isnan(is[2].value) || !isnan(is[2].low) || !isnan(is[2].high), "NaN has none");
    gg_bootstrap(compute, x, 3, 0.95, 0, 1, is);
    gsl_test(is[0].value != 0.5 || !isnan(is[0].low), "without resamples there are no bounds");
    const double rows[4] = {3, 1, 4, 1};
    gg_bootstrap(compute_seldom, rows, 1, 0.95, 100, 1, is);
    gsl_test(is[0].low != 3 || is[0].high != 3, "resamples that are NaN are left out");
}

int main(void)
{
    test_the_interval_of_a_mean_is_the_binomial_one();
    test_numbers_of_one_resample_belong_together();
    test_what_is_no_number_has_no_interval();
    return gsl_test_summary();
}
