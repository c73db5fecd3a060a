/* tests/test_least_absolute.c -- the exact fit with absolute values. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <gsl/gsl_test.h>

#include "base/random.h"
#include "base/vector.h"
#include "experiments/claims/least_absolute.h"

/* One column of ones: the minimiser is the median (of an odd number of them). */
static void test_one_column_gives_the_median(gsl_rng *rng)
{
    enum { ROWS = 31 };
    double ones[ROWS];
    double b[ROWS];
    double x = NAN;
    for (size_t i = 0; i < ROWS; i++) {
        ones[i] = 1;
        b[i] = gsl_ran_cauchy(rng, 1);
    }
    const gg_absolute_fit t = {ROWS, 1, ones, b};
    const gg_status status = gg_least_absolute_solve(&t, &x);
    gsl_sort(b, 1, ROWS);
    gsl_test(status != GG_OK, "a fit with one column ends");
    gsl_test_rel(x, gsl_stats_median_from_sorted_data(b, 1, ROWS), 1e-14,
                 "with a column of ones the fit is the median");
}

/* Two rows in ten at random places far off are outvoted by the eight that agree. */
static void test_gross_outliers_do_not_move_it(gsl_rng *rng)
{
    enum { ROWS = 100, COLUMNS = 10 };
    double A[ROWS * COLUMNS];
    double b[ROWS];
    double x[COLUMNS];
    for (size_t i = 0; i < ROWS; i++) {
        b[i] = i % 10 < 2 ? 1e3 * gsl_ran_ugaussian(rng) : 0;
        for (size_t j = 0; j < COLUMNS; j++) {
            A[i * COLUMNS + j] = gsl_ran_ugaussian(rng);
            b[i] += A[i * COLUMNS + j] * (double)(j + 1);
        }
        if (i % 10 >= 2) b[i] += 1e-6 * gsl_ran_ugaussian(rng); /* no two rows fit by chance */
    }
    const gg_absolute_fit t = {ROWS, COLUMNS, A, b};
    gsl_test(gg_least_absolute_solve(&t, x) != GG_OK, "a fit with outliers ends");
    for (size_t j = 0; j < COLUMNS; j++)
        gsl_test_abs(x[j], (double)(j + 1), 1e-5, "outliers do not move coefficient %zu", j);
}

/* A convex f has its minimum where no direction leads down: random ones, and the columns'. */
static void test_no_direction_leads_down(gsl_rng *rng)
{
    enum { ROWS = 100, COLUMNS = 10 };
    double A[ROWS * COLUMNS];
    double b[ROWS];
    double x[COLUMNS];
    double y[COLUMNS];
    size_t lower = 0;
    for (size_t i = 0; i < (size_t)ROWS * COLUMNS; i++) A[i] = gsl_ran_ugaussian(rng);
    for (size_t i = 0; i < ROWS; i++) b[i] = gsl_ran_cauchy(rng, 1);
    const gg_absolute_fit t = {ROWS, COLUMNS, A, b};
    gsl_test(gg_least_absolute_solve(&t, x) != GG_OK, "a fit to Cauchy's noise ends");
    const double least = gg_least_absolute(&t, x, NULL);
    for (size_t k = 0; k < 10000; k++) {
        const double t_k = pow(10, -8 * gsl_rng_uniform(rng));
        for (size_t j = 0; j < COLUMNS; j++) y[j] = x[j] + t_k * gsl_ran_ugaussian(rng);
        lower += gg_least_absolute(&t, y, NULL) < least - 1e-14;
    }
    gsl_test(lower > 0, "none of 10000 points around the fit is lower (%zu are)", lower);
}

static void test_too_few_rows_are_refused(void)
{
    const double A[2] = {1, 1};
    double x[2];
    const gg_absolute_fit t = {1, 2, A, A};
    gsl_test(gg_least_absolute_solve(&t, x) != GG_BAD_INPUT,
             "one row for two columns is refused");
}

int main(void)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_TRIAL, 0);
    for (size_t k = 0; k < 5; k++) {
        test_one_column_gives_the_median(rng);
        test_gross_outliers_do_not_move_it(rng);
        test_no_direction_leads_down(rng);
    }
    test_too_few_rows_are_refused();
    gsl_rng_free(rng);
    return gsl_test_summary();
}
