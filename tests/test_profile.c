/* tests/test_profile.c -- profiles of four problems, worked by hand. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/profile.h"
#include "experiments/statistics.h"

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

/* With chance p of a hit at cost c, and misses that spend b, a hit after j restarts costs c + j b
 * and has chance p (1 - p)^j: a geometric law with mean c + b (1 - p) / p. */
static void test_restarts_are_geometric(void)
{
    enum { RUNS = 4, DRAWS = 40000, TERMS = 6 };
    const double spent[RUNS] = {10, 3, 10, 10};
    const bool hit[RUNS] = {false, true, false, false};
    static double out[DRAWS];
    double sum = 0;
    size_t seen[TERMS] = {0};
    size_t odd = 0;
    gsl_test(!gg_restarted_times(spent, hit, RUNS, DRAWS, 1, out), "four runs can begin again");
    for (size_t k = 0; k < DRAWS; k++) {
        const double j = (out[k] - 3) / 10;
        sum += out[k];
        odd += j != floor(j);
        if (j < TERMS) seen[(size_t)j]++;
    }
    gsl_test(odd != 0, "every draw ends with the one hit, 3, after whole misses of 10");
    gsl_test(seen[0] != DRAWS / 4, "a quarter, no more and no less, arrives at once");
    for (int j = 1; j < TERMS; j++) {
        const double chance = 0.25 * pow(0.75, j);
        gsl_test_abs((double)seen[j] / DRAWS, chance, 4 * sqrt(chance * (1 - chance) / DRAWS),
                     "after %d restarts: 1/4 (3/4)^%d", j, j);
    }
    gsl_test_abs(sum / DRAWS, 3 + 10 * 3, 4 * 10 * sqrt(12.0 / DRAWS),
                 "the mean is 3 + 10 (1 - p) / p = 33");
    gsl_test_rel(gg_expected_time(spent, hit, RUNS), 33, 1e-15, "which is the expected time");
}

/* Unequal misses too: by Wald's equation the mean is that of all costs over the hits. */
static void test_restarts_have_the_expected_time_as_mean(void)
{
    enum { RUNS = 5, DRAWS = 50000 };
    const double spent[RUNS] = {7, 200, 12, 40, 90};
    const bool hit[RUNS] = {true, false, true, false, false};
    static double out[DRAWS];
    double sum = 0;
    double squares = 0;
    gg_restarted_times(spent, hit, RUNS, DRAWS, 2, out);
    for (size_t k = 0; k < DRAWS; k++) {
        sum += out[k];
        squares += out[k] * out[k];
    }
    const double mean = sum / DRAWS;
    const double error = sqrt((squares / DRAWS - mean * mean) / DRAWS);
    gsl_test_abs(mean, 349 / 2.0, 4 * error, "(7 + 200 + 12 + 40 + 90) / 2, within %.2f",
                 4 * error);
}

static void test_restarts_leave_what_is_sure(void)
{
    const double spent[] = {5, 1, 3};
    const bool all[] = {true, true, true};
    const bool none[] = {false, false, false};
    double out[6];
    double again[6];
    gg_restarted_times(spent, all, 3, 6, 1, out);
    gsl_test(gg_share_reached(out, 6, 1) != 2 / 6.0 || gg_share_reached(out, 6, 3) != 4 / 6.0,
             "where all arrive, each run's cost stands for a third of the draws");
    gg_restarted_times(spent, none, 3, 6, 1, out);
    gsl_test(gg_share_reached(out, 6, 1e300) != 0, "where none does, no restart helps");
    gsl_test(gg_restarted_times(spent, all, 0, 6, 1, out), "no run can be begun again");
    const bool some[] = {false, true, false};
    gg_restarted_times(spent, some, 3, 6, 9, out);
    gg_restarted_times(spent, some, 3, 6, 9, again);
    for (int k = 0; k < 6; k++) gsl_test(out[k] != again[k], "the same seed, the same draw");
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
    for (size_t i = 0; i < 5; i++) {
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
    test_restarts_are_geometric();
    test_restarts_have_the_expected_time_as_mean();
    test_restarts_leave_what_is_sure();
    test_ratios_are_to_the_best();
    test_profile_rises_at_the_ratios();
    test_pairs_may_say_the_opposite();
    test_data_profile_counts_simplex_gradients();
    return gsl_test_summary();
}
