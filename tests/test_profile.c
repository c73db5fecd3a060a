/* tests/test_profile.c -- profiles of four problems, worked by hand. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/profile.h"

enum { PROBLEMS = 4, METHODS = 3 };

/* The third method misses twice, the last problem is nobody's, and a run is missing. */
static const double cost[PROBLEMS * METHODS] = {10,       20,       40,       //
                                                30,       15,       INFINITY, //
                                                50,       NAN,      25,       //
                                                INFINITY, INFINITY, INFINITY};

static void test_share_reached_counts_the_missed(void)
{
    const double t[] = {1, 10, 10, 100, INFINITY};
    gsl_test_rel(gg_share_reached(t, 5, 10), 0.6, 1e-15, "three of five within 10");
    gsl_test_rel(gg_share_reached(t, 5, INFINITY), 0.8, 1e-15,
                 "what missed is within no budget");
    gsl_test(gg_share_reached(t, 5, 0.5) != 0, "none within 0.5");
}

static void test_ratios_are_to_the_best(void)
{
    const double want[] = {1, 2,        4, 2,        1,        INFINITY,
                           2, INFINITY, 1, INFINITY, INFINITY, INFINITY};
    double ratio[PROBLEMS * METHODS];
    gg_performance_ratios(cost, PROBLEMS, METHODS, ratio);
    for (int i = 0; i < PROBLEMS * METHODS; i++)
        gsl_test(ratio[i] != want[i], "ratio %d is %g", i, want[i]);
}

static void test_profile_rises_at_the_ratios(void)
{
    double ratio[PROBLEMS * METHODS];
    gg_performance_ratios(cost, PROBLEMS, METHODS, ratio);
    const struct {
        size_t method;
        double times, share;
    } want[] = {{0, 1, 0.25}, {0, 1.99, 0.25}, {0, 2, 0.75},   {0, 1e9, 0.75}, {1, 1, 0.25},
                {1, 2, 0.5},  {2, 1, 0.25},    {2, 3.9, 0.25}, {2, 4, 0.5}};
    for (size_t k = 0; k < sizeof want / sizeof *want; k++)
        gsl_test(gg_performance_profile(ratio, PROBLEMS, METHODS, want[k].method,
                                        want[k].times) != want[k].share,
                 "method %zu solves %g of four problems within %g times the best",
                 want[k].method, want[k].share, want[k].times);
}

/* Gould and Scott's warning: beside a third, the second of two looks better than the first;
 * alone, it is not. */
static void test_pairs_may_say_the_opposite(void)
{
    const double three[] = {2, 1, 9, 2, 1, 9, 3, 4, 1, 3, 4, 1, 3, 4, 1};
    double ratio[15];
    double a[5];
    double b[5];
    double first[5];
    double second[5];
    gg_performance_ratios(three, 5, 3, ratio);
    for (int i = 0; i < 5; i++) {
        a[i] = three[3 * i];
        b[i] = three[3 * i + 1];
    }
    gg_pair_ratios(a, b, 5, first);
    gg_pair_ratios(b, a, 5, second);
    gsl_test(gg_performance_profile(ratio, 5, 3, 0, 1) != 0 ||
                 gg_performance_profile(ratio, 5, 3, 1, 1) != 0.4,
             "among three, the second is best on two of five and the first on none");
    gsl_test(gg_performance_profile(first, 5, 1, 0, 1) != 0.6 ||
                 gg_performance_profile(second, 5, 1, 0, 1) != 0.4,
             "between the two, the first is ahead on three of five");
    const double miss[] = {INFINITY, 1};
    const double gone[] = {5, NAN};
    gg_pair_ratios(miss, gone, 2, first);
    gsl_test(first[0] != INFINITY || first[1] != 1,
             "who missed has no ratio; who ran alone is best");
}

static void test_data_profile_counts_simplex_gradients(void)
{
    const double c[] = {30, 30, INFINITY, 44};
    const size_t n[] = {2, 9, 2, 10};
    gsl_test(gg_data_profile(c, n, 4, 2.9) != 0, "30 calls in 10 + 1 units are not within 2.9");
    gsl_test(gg_data_profile(c, n, 4, 3) != 0.25, "30 calls at n = 9 are 3 units of n + 1");
    gsl_test(gg_data_profile(c, n, 4, 4) != 0.5, "44 calls at n = 10 are 4");
    gsl_test(gg_data_profile(c, n, 4, 10) != 0.75, "30 calls at n = 2 are 10");
    gsl_test(gg_data_profile(c, n, 4, INFINITY) != 0.75, "what missed is in no budget");
}

int main(void)
{
    test_share_reached_counts_the_missed();
    test_ratios_are_to_the_best();
    test_profile_rises_at_the_ratios();
    test_pairs_may_say_the_opposite();
    test_data_profile_counts_simplex_gradients();
    return gsl_test_summary();
}
