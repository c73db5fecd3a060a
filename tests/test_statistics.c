/* tests/test_statistics.c -- quantiles, expected running time and slopes. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_test.h>
#include <math.h>

#include "base/random.h"
#include "experiments/statistics.h"

static const double EXACT = 1e-14;

static void test_quantiles_are_those_of_r(void)
{
    /* R 4.2: quantile(1:10, c(.1, .25, .5, 1)) and quantile(c(2, 3, 5, 7, 11), .9) */
    double x[] = {7, 3, 1, 10, 2, 9, 4, 8, 6, 5};
    double y[] = {11, 2, 7, 5, 3};
    gsl_test_rel(gg_quantile(x, 10, 0.1), 1.9, EXACT, "the 0.1-quantile of 1 ... 10 is R's");
    gsl_test_rel(gg_quantile(x, 10, 0.25), 3.25, EXACT, "the 0.25-quantile of 1 ... 10 is R's");
    gsl_test_rel(gg_quantile(x, 10, 0.5), 5.5, EXACT, "the median of 1 ... 10 is R's");
    gsl_test_rel(gg_quantile(x, 10, 1), 10, EXACT, "the 1-quantile is the largest");
    gsl_test_rel(gg_quantile(x, 10, 0), 1, EXACT, "the 0-quantile is the smallest");
    gsl_test_rel(gg_quantile(y, 5, 0.9), 9.4, EXACT, "the 0.9-quantile of 2 3 5 7 11 is R's");
    gsl_test(!isnan(gg_quantile(x, 0, 0.5)), "the median of nothing is NaN");
}

static void test_infinities_are_ranked(void)
{
    double x[] = {INFINITY, 1, INFINITY, 2, 3};
    double y[] = {INFINITY, 1};
    double z[] = {-INFINITY, 1};
    double most[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, INFINITY};
    double gap[] = {4, NAN, 2};
    gsl_test_rel(gg_quantile(x, 5, 0.5), 3, EXACT, "a median below the infinities is finite");
    gsl_test_rel(gg_quantile(x, 5, 0.25), 2, EXACT,
                 "a quartile below the infinities is finite");
    gsl_test(gg_quantile(x, 5, 0.6) != INFINITY,
             "a quantile between a number and +INFINITY is +INFINITY");
    gsl_test(gg_quantile(x, 5, 1) != INFINITY, "the largest of some infinities is infinite");
    gsl_test(gg_quantile(y, 2, 0.5) != INFINITY, "half of two runs censored: no median");
    gsl_test(gg_quantile(z, 2, 0.5) != -INFINITY,
             "a quantile between -INFINITY and a number is -INFINITY");
    gsl_test_rel(gg_quantile(most, 11, 0.9), 9, EXACT,
                 "a place that is a sample is not blurred into infinity by rounding");
    gsl_test_rel(gg_quantile(gap, 3, 0.5), 3, EXACT, "NaN is left out");
}

static void test_expected_time_by_hand(void)
{
    const double cost[] = {10, 100, 30, 100};
    const bool some[] = {true, false, true, false};
    const bool none[] = {false, false, false, false};
    const bool all[] = {true, true, true, true};
    gsl_test_rel(gg_expected_time(cost, some, 4), 120, EXACT, "(10+100+30+100) / 2 = 120");
    gsl_test_rel(gg_expected_time(cost, all, 4), 60, EXACT, "without a failure it is the mean");
    gsl_test(gg_expected_time(cost, none, 4) != INFINITY, "without a success it is infinite");
    const gg_interval never = gg_expected_time_interval(cost, none, 4, 0.95, 1000, 1);
    gsl_test(never.low != INFINITY || never.high != INFINITY,
             "without a success both bounds are infinite");
    const gg_interval i = gg_expected_time_interval(cost, some, 4, 0.95, 1000, 1);
    gsl_test(!(i.low < 120 && i.high == INFINITY),
             "two successes in four: one resample in sixteen has none, so no upper bound");
    const double same[] = {7, 7, 7};
    const gg_interval point = gg_expected_time_interval(same, all, 3, 0.95, 1000, 1);
    gsl_test(point.low != 7 || point.value != 7 || point.high != 7,
             "equal runs leave an interval without width");
    const gg_interval again = gg_expected_time_interval(cost, some, 4, 0.95, 1000, 1);
    gsl_test(again.low != i.low || again.high != i.high, "the same seed gives the same bounds");
}

/* A geometric waiting time has no memory: cut at any budget and restarted, it takes 1/q calls
 * on average. So the true expected running time is known. */
static void test_intervals_cover_what_they_promise(void)
{
    enum { RUNS = 30, TRIALS = 600, BUDGET = 15 };
    const double q = 0.1;
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 20240229, GG_NOISE, 0);
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        double cost[RUNS];
        bool hit[RUNS];
        for (int i = 0; i < RUNS; i++) {
            const unsigned wait = gsl_ran_geometric(rng, q);
            hit[i] = wait <= BUDGET;
            cost[i] = hit[i] ? wait : BUDGET;
        }
        const gg_interval t = gg_expected_time_interval(cost, hit, RUNS, 0.95, 1000,
                                                        (uint64_t)trial);
        covered += t.low <= 1 / q && 1 / q <= t.high;
    }
    gsl_rng_free(rng);
    const double share = (double)covered / TRIALS;
    gsl_test(share < 0.90 || share > 0.99,
             "95 %% intervals of 30 runs cover the truth in 90 to 99 %% of trials (%.3f)",
             share);
}

static void test_slope_of_a_power_law_is_its_exponent(void)
{
    const double x[] = {2, 4, 8, 16, 32};
    double y[5][3];
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 3; k++) y[i][k] = 3 * pow(x[i], 1.5);
    const gg_interval s = gg_slope_interval(x, 5, &y[0][0], 3, 0.95, 1000, 1);
    gsl_test_rel(s.value, 1.5, EXACT, "the slope of 3 x^1.5 is 1.5");
    gsl_test(s.low != s.value || s.high != s.value, "exact runs leave no width");

    for (int i = 0; i < 5; i++) y[i][2] = NAN;
    const gg_interval fewer = gg_slope_interval(x, 5, &y[0][0], 3, 0.95, 1000, 1);
    gsl_test_rel(fewer.value, 1.5, EXACT, "missing runs are left out");

    y[1][0] = y[1][1] = INFINITY;
    const gg_interval less = gg_slope_interval(x, 5, &y[0][0], 3, 0.95, 1000, 1);
    gsl_test_rel(less.value, 1.5, EXACT, "an x whose median is infinite is left out");

    const double e = exp(1);
    const double three[] = {1, e, e * e};
    const double curved[] = {1, e, exp(4)};
    const gg_interval c = gg_slope_interval(three, 3, curved, 1, 0.95, 1000, 1);
    gsl_test_rel(c.value, 2, EXACT, "least squares through (0,0), (1,1), (2,4) has slope 2");
    const gg_interval two = gg_slope_interval(three, 2, curved, 1, 0.95, 1000, 1);
    gsl_test(!isnan(two.value) || !isnan(two.low) || !isnan(two.high),
             "two x are too few for a slope");
}

static void test_slope_interval_holds_the_slope_of_noisy_runs(void)
{
    enum { RUNS = 15 };
    const double x[] = {2, 4, 8, 16, 32};
    double y[5][RUNS];
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 7, GG_NOISE, 0);
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < RUNS; k++) y[i][k] = pow(x[i], 2) * exp(gsl_ran_gaussian(rng, 0.3));
    gsl_rng_free(rng);
    const gg_interval s = gg_slope_interval(x, 5, &y[0][0], RUNS, 0.95, 2000, 1);
    gsl_test(!(s.low < 2 && 2 < s.high && s.low < s.value && s.value < s.high),
             "the interval [%.3f, %.3f] holds the exponent 2 of noisy runs", s.low, s.high);
    gsl_test(!(s.high - s.low < 0.4), "15 runs at 5 x narrow it to less than 0.4");
}

static void test_local_slopes_show_the_bend(void)
{
    const double x[] = {1, 2, 4, 8};
    const double y[4][3] = {{3, 3, 3}, {6, 6, 6}, {24, 24, 24}, {24, INFINITY, INFINITY}};
    gg_interval s[3];
    gsl_test(!gg_local_slopes(x, 4, &y[0][0], 3, 0.95, 500, 1, s), "local slopes have memory");
    gsl_test_rel(s[0].value, 1, EXACT, "from 3 to 6 over a doubling: slope 1");
    gsl_test_rel(s[1].value, 2, EXACT, "from 6 to 24: slope 2");
    gsl_test_rel(s[1].low, 2, EXACT, "equal runs leave no width");
    gsl_test(!isnan(s[2].value) || !isnan(s[2].low), "to an infinite median: no slope");

    enum { RUNS = 25 };
    double noisy[4][RUNS];
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 9, GG_NOISE, 0);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < RUNS; k++)
            noisy[i][k] = (x[i] + x[i] * x[i]) * exp(gsl_ran_gaussian(rng, 0.1));
    gsl_rng_free(rng);
    gg_local_slopes(x, 4, &noisy[0][0], RUNS, 0.95, 1000, 1, s);
    for (int i = 0; i < 3; i++) {
        const double truth = log2((x[i + 1] + x[i + 1] * x[i + 1]) / (x[i] + x[i] * x[i]));
        gsl_test(!(s[i].low <= truth && truth <= s[i].high && s[i].high - s[i].low < 0.4),
                 "[%.2f, %.2f] holds the local slope %.2f of x + x^2", s[i].low, s[i].high,
                 truth);
    }
}

int main(void)
{
    test_quantiles_are_those_of_r();
    test_infinities_are_ranked();
    test_expected_time_by_hand();
    test_intervals_cover_what_they_promise();
    test_slope_of_a_power_law_is_its_exponent();
    test_slope_interval_holds_the_slope_of_noisy_runs();
    test_local_slopes_show_the_bend();
    return gsl_test_summary();
}
