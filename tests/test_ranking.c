/* tests/test_ranking.c -- mean ranks, Friedman's test, Nemenyi's critical difference. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/ranking.h"

static void test_equal_numbers_share_ranks(void)
{
    const double x[] = {3, 1, INFINITY, 3, 3, INFINITY};
    const double want[] = {3, 1, 5.5, 3, 3, 5.5};
    double rank[6];
    gsl_test(!gg_ranks(x, 6, rank), "ranks have memory");
    for (int i = 0; i < 6; i++)
        gsl_test_rel(rank[i], want[i], 1e-15, "rank %d of 3 1 inf 3 3 inf", i);
}

static void test_example_of_demsar_is_met(void)
{
    /* Demsar 2006, table 6: AUC of C4.5, with m, with cf, with both; 14 data sets. The two that
     * are printed as 0.975 there have the ranks 2 and 3, so they are not equal. */
    const double auc[14][4] = {{0.763, 0.768, 0.771, 0.798},  {0.599, 0.591, 0.590, 0.569},
                               {0.954, 0.971, 0.968, 0.967},  {0.628, 0.661, 0.654, 0.657},
                               {0.882, 0.888, 0.886, 0.898},  {0.936, 0.931, 0.916, 0.931},
                               {0.661, 0.668, 0.609, 0.685},  {0.583, 0.583, 0.563, 0.625},
                               {0.775, 0.838, 0.866, 0.875},  {1.000, 1.000, 1.000, 1.000},
                               {0.940, 0.962, 0.965, 0.962},  {0.619, 0.666, 0.614, 0.669},
                               {0.972, 0.981, 0.9751, 0.975}, {0.957, 0.978, 0.946, 0.970}};
    const double want[] = {3.143, 2.000, 2.893, 1.964};
    double cost[14 * 4];
    double mean[4];
    gg_friedman t;
    for (int i = 0; i < 14 * 4; i++) cost[i] = -auc[i / 4][i % 4];
    gsl_test(!gg_friedman_test(cost, 14, 4, mean, &t), "Friedman's test has memory");
    for (int j = 0; j < 4; j++)
        gsl_test_abs(mean[j], want[j], 5e-4, "mean rank %d is Demsar's", j + 1);
    gsl_test_abs(t.chi_squared, 9.28, 5e-3, "chi squared is Demsar's 9.28");
    gsl_test_abs(t.f, 3.69, 5e-3, "F is Demsar's 3.69");
    gsl_test_abs(gg_critical_difference(4, 14, 0.05), 1.25, 5e-3,
                 "CD at 0.05 is Demsar's 1.25");
    gsl_test_abs(gg_critical_difference(4, 14, 0.10), 1.12, 5e-3,
                 "CD at 0.10 is Demsar's 1.12");
}

static void test_table_of_demsar_is_met(void)
{
    /* Demsar 2006, table 5 a: q for 2 ... 10 methods. */
    const double at_05[] = {1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164};
    const double at_10[] = {1.645, 2.052, 2.291, 2.459, 2.589, 2.693, 2.780, 2.855, 2.920};
    for (size_t k = 2; k <= 10; k++) {
        gsl_test_abs(gg_range_quantile(0.05, k) / sqrt(2), at_05[k - 2], 1.01e-3,
                     "q of %zu methods at 0.05 is Demsar's, to the last place", k);
        gsl_test_abs(gg_range_quantile(0.10, k) / sqrt(2), at_10[k - 2], 1.01e-3,
                     "q of %zu methods at 0.10 is Demsar's, to the last place", k);
    }
    gsl_test(!isnan(gg_critical_difference(1, 5, 0.05)), "one method is no comparison");
    gsl_test(!isnan(gg_critical_difference(5, 0, 0.05)), "no problem is no comparison");
}

static void test_range_of_two_and_three_is_known(void)
{
    for (double q = 0.25; q < 6; q += 0.5)
        gsl_test_rel(gg_range_below(q, 2), erf(q / 2), 1e-13,
                     "the range of two normals: erf(q / 2) at %g", q);
    /* R 4.2: ptukey(3.314493, 3, Inf) = 0.95; the mean of the range of three is 3 / sqrt(pi):
     * the integral of what lies above. */
    double mean = 0;
    for (double q = 0.005; q < 14; q += 0.01) mean += 0.01 * (1 - gg_range_below(q, 3));
    gsl_test_rel(mean, 3 / sqrt(acos(-1)), 1e-5, "the mean range of three is 3 / sqrt(pi)");
    gsl_test(gg_range_below(0, 3) != 0 || gg_range_below(-1, 2) != 0, "no range is below zero");
}

static void test_ties_are_corrected_as_in_r(void)
{
    /* Rounding first base: Hollander & Wolfe 1973, p. 140; R 4.2's friedman.test has chi
     * squared 11.143 and p = 0.003805. */
    const double seconds[22 * 3] = {
        5.40, 5.50, 5.55, 5.85, 5.70, 5.75, 5.20, 5.60, 5.50, 5.55, 5.50, 5.40, 5.90, 5.85,
        5.70, 5.45, 5.55, 5.60, 5.40, 5.40, 5.35, 5.45, 5.50, 5.35, 5.25, 5.15, 5.00, 5.85,
        5.80, 5.70, 5.25, 5.20, 5.10, 5.65, 5.55, 5.45, 5.60, 5.35, 5.45, 5.05, 5.00, 4.95,
        5.50, 5.50, 5.40, 5.45, 5.55, 5.50, 5.55, 5.55, 5.35, 5.45, 5.50, 5.55, 5.50, 5.45,
        5.25, 5.65, 5.60, 5.40, 5.70, 5.65, 5.55, 6.30, 6.30, 6.25};
    double mean[3];
    gg_friedman t;
    gg_friedman_test(seconds, 22, 3, mean, &t);
    gsl_test_abs(t.corrected, 11.143, 5e-4, "chi squared, corrected for ties, is R's");
    gsl_test_abs(t.p, 0.003805, 5e-7, "p is R's");
    const double same[] = {1, 1, 1, 2, 2, 2};
    gg_friedman_test(same, 2, 3, mean, &t);
    gsl_test(!isnan(t.corrected) || !isnan(t.p) || t.chi_squared != 0,
             "where all are equal there is nothing to test");
    gsl_test(gg_friedman_test(same, 0, 3, mean, &t), "no problem: refused");
}

int main(void)
{
    test_equal_numbers_share_ranks();
    test_example_of_demsar_is_met();
    test_table_of_demsar_is_met();
    test_range_of_two_and_three_is_known();
    test_ties_are_corrected_as_in_r();
    return gsl_test_summary();
}
