/* tests/test_spans.c -- rows cut out of a table of times, and ratios of costs. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/claims/spans.h"

/* at, n, rep, cost, hit: cost = 3 n^2, and one run of n = 16 that missed */
static double rows[] = {0, 2, 0, 12,  1, 0, 2, 1, 12,  1, 0, 4,  0, 48,  1, 0, 4,  1, 48, 1,
                        0, 8, 0, 192, 1, 0, 8, 1, 192, 1, 0, 16, 0, 768, 1, 0, 16, 1, 50, 0};
static const gg_table table = {.rows = 8, .columns = 5, .of = rows};

static void test_rows_within_are_a_part(void)
{
    const gg_table part = gg_times_within(&table, GG_TIMES_N, 4, 8);
    gsl_test(part.rows != 4 || part.columns != 5, "n = 4 ... 8 are four rows");
    gsl_test(part.of != rows + 10, "they are the table's own");
    gsl_test(gg_times_within(&table, GG_TIMES_N, 5, 7).rows != 0, "n = 5 ... 7 are none");
    gsl_test(gg_times_within(&table, GG_TIMES_N, 8, INFINITY).rows != 4, "n = 8 ... are four");
}

static void test_a_power_has_its_slope(void)
{
    const gg_interval slope = gg_times_slope_in_n(&table, 2, 8);
    gsl_test_rel(slope.value, 2, 1e-12, "3 n^2 has slope 2 over n");
    gsl_test_rel(slope.low, 2, 1e-12, "runs that agree leave no doubt, below");
    gsl_test_rel(slope.high, 2, 1e-12, "runs that agree leave no doubt, above");
    gsl_test(!isnan(gg_times_slope_in_n(&table, 4, 8).value), "two sizes have no slope");
}

static void test_ratios_count_a_miss_as_infinite(void)
{
    const gg_table two = gg_times_within(&table, GG_TIMES_N, 2, 2);
    const gg_table eight = gg_times_within(&table, GG_TIMES_N, 8, 8);
    const gg_table sixteen = gg_times_within(&table, GG_TIMES_N, 16, 16);
    const gg_table none = gg_times_within(&table, GG_TIMES_N, 3, 3);
    gsl_test_rel(gg_times_ratio(&eight, &two).value, 16, 1e-15, "192 over 12 is 16");
    const gg_interval missed = gg_times_ratio(&sixteen, &two);
    gsl_test(!isinf(missed.value) || missed.low != 64,
             "one of two missed: the median is infinite, the least 768 over 12");
    gsl_test(!isnan(gg_times_ratio(&none, &two).value), "without runs there is no ratio");
}

static void test_a_difference_is_positive_only_if_disjoint(void)
{
    const gg_interval a = {1.4, 1.5, 1.6};
    gsl_test_abs(gg_times_less(a, (gg_interval){0.9, 1, 1.1}).low, 0.3, 1e-15,
                 "1.4 ... 1.6 less 0.9 ... 1.1 is 0.3 at least");
    gsl_test(gg_times_less(a, (gg_interval){1.3, 1.4, 1.5}).low > 0,
             "1.4 ... 1.6 less 1.3 ... 1.5 may be negative");
}

int main(void)
{
    test_rows_within_are_a_part();
    test_a_power_has_its_slope();
    test_ratios_count_a_miss_as_infinite();
    test_a_difference_is_positive_only_if_disjoint();
    return gsl_test_summary();
}
