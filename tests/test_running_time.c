/* tests/test_running_time.c -- average running time, SP1, ratios of expected times. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_test.h>
#include <math.h>

#include "base/random.h"
#include "experiments/running_time.h"

static const double EXACT = 1e-14;

static void test_averages_by_hand(void)
{
    const double cost[] = {10, 100, 30, 100};
    const bool some[] = {true, false, true, false};
    const bool none[] = {false, false, false, false};
    const gg_average_time t = gg_average_time_of(cost, some, 4, 0.95, 1000, 1);
    gsl_test_rel(t.hits.value, 20, EXACT, "those that arrived took (10 + 30) / 2");
    gsl_test_rel(t.rate.value, 0.5, EXACT, "half of them did");
    gsl_test_rel(t.sp1.value, 40, EXACT, "SP1 is 20 / 0.5");
    gsl_test(!(t.hits.low >= 10 && t.hits.high <= 30 && t.hits.low < 20),
             "no resample of 10 and 30 has a mean outside");
    gsl_test(t.sp1.high != INFINITY, "one resample in sixteen has no success: no upper bound");
    const gg_average_time never = gg_average_time_of(cost, none, 4, 0.95, 1000, 1);
    gsl_test(!isnan(never.hits.value) || never.sp1.value != INFINITY,
             "without success there is no average, and SP1 is infinite");
    const gg_average_time no_run = gg_average_time_of(cost, none, 0, 0.95, 1000, 1);
    gsl_test(!isnan(no_run.sp1.value) || !isnan(no_run.rate.value), "no run says nothing");
}

/* Missing at a known budget B: expected time is SP1 + B' (1 - p) / p - ..., so that SP1 is it
 * where a miss costs as much as an average hit. */
static void test_sp1_is_the_expected_time_of_fair_misses(void)
{
    const double cost[] = {10, 20, 30, 20, 20};
    const bool hit[] = {true, true, true, false, false};
    gsl_test_rel(gg_average_time_of(cost, hit, 5, 0.95, 1, 1).sp1.value,
                 gg_expected_time(cost, hit, 5), EXACT,
                 "misses that cost an average hit: SP1 is the expected time");
}

static void test_ratio_by_hand(void)
{
    const double a[] = {10, 20, 30};
    const double b[] = {20, 40, 60};
    const bool all[] = {true, true, true};
    const bool none[] = {false, false, false};
    const bool one[] = {true, false, false};
    const gg_costs fast = {a, all, 3};
    const gg_costs slow = {b, all, 3};
    const gg_costs never = {b, none, 3};
    const gg_interval r = gg_time_ratio(fast, slow, true, 0.95, 1000, 1);
    gsl_test_rel(r.value, 0.5, EXACT, "half the cost on every instance");
    gsl_test_rel(r.low, 0.5, EXACT, "and in every resample of pairs: the lower end");
    gsl_test_rel(r.high, 0.5, EXACT, "and the upper end");
    const gg_interval loose = gg_time_ratio(fast, slow, false, 0.95, 1000, 1);
    gsl_test(!(loose.low < 0.5 && loose.high > 0.5), "runs drawn apart leave a width");
    gsl_test(gg_time_ratio(fast, never, true, 0.95, 100, 1).value != 0,
             "0 of what never arrives");
    gsl_test(gg_time_ratio(never, fast, true, 0.95, 100, 1).low != INFINITY,
             "what never arrives takes infinitely longer");
    gsl_test(!isnan(gg_time_ratio(never, never, true, 0.95, 100, 1).value),
             "two that never arrive have no ratio");
    const gg_costs seldom = {b, one, 3};
    gsl_test_rel(gg_time_ratio(seldom, fast, false, 0.95, 100, 1).value, 6, EXACT,
                 "(20 + 40 + 60) / 1 over 20 is 6");
}

static void test_ratio_covers_what_it_promises(void)
{
    enum { TRIALS = 500, RUNS = 40 };
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_NOISE, 0);
    unsigned covered = 0;
    for (int t = 0; t < TRIALS; t++) {
        double a[RUNS];
        double b[RUNS];
        bool all[RUNS];
        for (int i = 0; i < RUNS; i++) { /* one instance is harder for both */
            const double hard = gsl_ran_exponential(rng, 1);
            a[i] = 1 + hard + gsl_ran_exponential(rng, 1);
            b[i] = 2 + 2 * hard + gsl_ran_exponential(rng, 2);
            all[i] = true;
        }
        const gg_interval r = gg_time_ratio((gg_costs){a, all, RUNS}, (gg_costs){b, all, RUNS},
                                            true, 0.95, 400, (uint64_t)t);
        covered += r.low <= 0.5 && 0.5 <= r.high;
    }
    gsl_rng_free(rng);
    const double share = (double)covered / TRIALS;
    gsl_test(!(share >= 0.90 && share <= 0.98), "95 %% intervals hold the ratio 1 / 2 (%.3f)",
             share);
}

int main(void)
{
    test_averages_by_hand();
    test_sp1_is_the_expected_time_of_fair_misses();
    test_ratio_by_hand();
    test_ratio_covers_what_it_promises();
    return gsl_test_summary();
}
