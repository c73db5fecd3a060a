/* tests/test_rank_test.c -- signed ranks, signs, Holm's adjustment, superiority. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_test.h>
#include <math.h>

#include "base/random.h"
#include "experiments/rank_test.h"

static const double EXACT = 1e-14;

static void test_published_examples_are_met(void)
{
    /* Darwin's maize, crossed less self-fertilized: Fisher 1935, The Design of Experiments. SciPy's
     * manual (wilcoxon) has 24 and 0.041259765625. */
    const double maize[] = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};
    const double zero[15] = {0};
    const gg_signed_rank m = gg_signed_rank_test(maize, zero, 15);
    gsl_test_rel(m.minus, 24, EXACT, "Darwin's maize: rank sum 24");
    gsl_test_rel(m.p, 0.041259765625, EXACT, "Darwin's maize: p = 0.0413");
    gsl_test(!m.exact || m.pairs != 15 || m.equal != 0, "Darwin's maize: 15 pairs, exact");
    gsl_test_rel(gg_sign_test(13, 2), 2 * 121 / 32768.0, EXACT,
                 "13 of 15 by signs: p = 2 (1 + 15 + 105) / 2^15");

    /* Hollander & Wolfe 1973, p. 29, the Hamilton depression scale; R 4.2's wilcox.test has V = 40 and
     * 0.01953 on one side. */
    const double before[] = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    const double after[] = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    const gg_signed_rank d = gg_signed_rank_test(before, after, 9);
    gsl_test_rel(d.plus, 40, EXACT, "Hollander and Wolfe's patients: rank sum 40");
    gsl_test_rel(d.p, 2 * 10 / 512.0, EXACT, "Hollander and Wolfe's patients: p = 0.0391");
}

static void test_published_table_is_met(void)
{
    /* Hollander & Wolfe 1973, table A.4: P(T <= t) for n pairs, to four places. */
    const struct {
        size_t n, t;
        double p;
    } row[] = {{5, 0, 0.0312}, {10, 8, 0.0244}, {15, 25, 0.0240}};
    const double zero[15] = {0};
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        double d[15];
        size_t left = row[k].t;
        for (size_t i = row[k].n; i > 0; i--) {
            const bool minus = i <= left;
            d[i - 1] = minus ? -(double)i : (double)i;
            if (minus) left -= i;
        }
        gsl_test_abs(gg_signed_rank_test(d, zero, row[k].n).p / 2, row[k].p, 6e-5,
                     "%zu pairs, rank sum %zu: the table's tail", row[k].n, row[k].t);
    }
}

/* Two-sided p by trying every sign. */
static double by_all_signs(const double rank[], unsigned count, double smaller)
{
    unsigned tail = 0;
    for (unsigned signs = 0; signs < 1U << count; signs++) {
        double sum = 0;
        for (unsigned i = 0; i < count; i++) sum += signs >> i & 1 ? rank[i] : 0;
        tail += sum <= smaller;
    }
    return fmin(1, 2.0 * tail / (1U << count));
}

static void test_ties_zeros_and_censored_runs_are_ranked(void)
{
    const double zero[12] = {0};
    const double d[] = {1, -1, 1, 2, 2, -2, 3, 4, 4, 4, 5, 6};
    const double rank[] = {2, 2, 2, 5, 5, 5, 7, 9, 9, 9, 11, 12};
    const gg_signed_rank tied = gg_signed_rank_test(d, zero, 12);
    gsl_test_rel(tied.minus, 7, EXACT, "equal differences share their ranks");
    gsl_test_rel(tied.p, by_all_signs(rank, 12, 7), EXACT, "and p counts every sign of those");

    const double some[] = {0, 1, -2, 3, 4};
    const double kept[] = {2, 3, 4, 5};
    const gg_signed_rank pratt = gg_signed_rank_test(some, zero, 5);
    gsl_test_rel(pratt.minus, 3, EXACT, "a pair without difference has the first rank");
    gsl_test(pratt.equal != 1 || pratt.pairs != 5, "and is counted");
    gsl_test_rel(pratt.p, by_all_signs(kept, 4, 3), EXACT, "but no sign is thrown for it");

    const double a[] = {1, 2, INFINITY, INFINITY, NAN, 3};
    const double b[] = {2, 4, 8, INFINITY, 1, NAN};
    const gg_signed_rank missed = gg_signed_rank_test(a, b, 6);
    gsl_test(missed.pairs != 4 || missed.equal != 1,
             "two runs that missed are equal; a pair with a NaN is no pair");
    gsl_test_rel(missed.plus, 4, EXACT, "one that missed has the greatest rank");
    gsl_test_rel(missed.minus, 5, EXACT, "the others follow");
    gsl_test(gg_signed_rank_test(zero, zero, 12).p != 1, "nothing differs: p = 1");
    gsl_test(gg_signed_rank_test(zero, zero, 0).p != 1, "no pair: p = 1");
}

static void test_many_pairs_are_normal(void)
{
    enum { PAIRS = 90 };
    const double zero[PAIRS] = {0};
    double d[PAIRS];
    double minus = 0;
    for (int i = 0; i < PAIRS; i++) { /* triples of equal sizes */
        const int size = i / 3 + 1;
        const bool less = i % 7 < 3;
        d[i] = less ? -size : size;
        minus += less ? 3 * size - 1 : 0;
    }
    /* Hollander & Wolfe 1973, 3.1: the variance, less the sum of (t^3 - t) / 48 over ties */
    const double n = PAIRS;
    const double mean = n * (n + 1) / 4;
    const double variance = n * (n + 1) * (2 * n + 1) / 24 - n / 3 * (27 - 3) / 48;
    const double z = (mean - fmin(minus, 2 * mean - minus) - 0.5) / sqrt(variance);
    const gg_signed_rank t = gg_signed_rank_test(d, zero, PAIRS);
    gsl_test(t.exact, "90 pairs are many");
    gsl_test_rel(t.minus, minus, EXACT, "the rank sum of 90 pairs in triples");
    gsl_test_rel(t.p, 2 * gsl_cdf_ugaussian_Q(z), 1e-12,
                 "p is normal, its variance corrected for ties as in the textbook");

    const gg_signed_rank few = gg_signed_rank_test(d, zero, GG_EXACT_PAIRS);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < GG_EXACT_PAIRS; i++) {
        const double rank = i < 63 ? 3 * (i / 3) + 2 : 64;
        sum += rank / 2;
        squares += rank * rank / 4;
    }
    const double far = (sum - fmin(few.plus, few.minus) - 0.5) / sqrt(squares);
    gsl_test(!few.exact, "64 pairs are still counted out");
    gsl_test_rel(few.p, 2 * gsl_cdf_ugaussian_Q(far), 0.01, "and the normal p is near by then");
}

static void test_false_alarms_are_as_rare_as_promised(void)
{
    enum { TRIALS = 4000, PAIRS = 12 };
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 7, GG_NOISE, 0);
    unsigned alarms = 0;
    for (int t = 0; t < TRIALS; t++) {
        double a[PAIRS];
        double b[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            a[i] = gsl_ran_exponential(rng, 1);
            b[i] = gsl_ran_exponential(rng, 1);
        }
        alarms += gg_signed_rank_test(a, b, PAIRS).p <= 0.05;
    }
    gsl_rng_free(rng);
    /* The largest attainable level below 0.05 with 12 pairs is 2 P(T <= 13) = 174 / 4096. */
    gsl_test_abs((double)alarms / TRIALS, 174 / 4096.0, 0.0128,
                 "12 pairs alike: 4.25 %% false alarms, give or take 4 deviations");
}

static void test_holm_adjusts_downward(void)
{
    /* By hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, and 0.04 raised to the one before. */
    const double p[] = {0.01, 0.04, NAN, 0.03, 0.005};
    double q[5];
    gsl_test(!gg_holm(p, 5, q), "Holm's adjustment has memory");
    gsl_test_rel(q[4], 0.02, EXACT, "the least p times 4");
    gsl_test_rel(q[0], 0.03, EXACT, "the next times 3");
    gsl_test_rel(q[3], 0.06, EXACT, "the next times 2");
    gsl_test_rel(q[1], 0.06, EXACT, "the greatest is no less than the one before");
    gsl_test(!isnan(q[2]), "what is no test stays none, and counts for none");
    double high[] = {0.9, 0.8};
    gg_holm(high, 2, high);
    gsl_test(high[0] != 1 || high[1] != 1, "no p is above 1");
}

static void test_superiority_is_the_mann_whitney_share(void)
{
    /* Hollander & Wolfe 1973, p. 69, water through placentas; R 4.2's wilcox.test has W = 35 of
     * 10 x 5. */
    const double x[] = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    const double y[] = {1.15, 0.88, 0.90, 0.74, 1.21};
    gsl_test_rel(gg_superiority(y, 5, x, 10, 0.95).value, 35 / 50.0, EXACT,
                 "the lesser sample is ahead in 35 of 50 pairs");
    const double a[] = {1, 2, INFINITY, NAN};
    const double b[] = {2, INFINITY};
    gsl_test_rel(gg_superiority(a, 4, b, 2, 0.95).value, (2 + 1.5 + 0.5) / 6, EXACT,
                 "equal costs count half, two that missed are equal, NaN is none");
    gsl_test(!isnan(gg_superiority(a, 0, b, 2, 0.95).value), "nobody against somebody: NaN");
}

static void test_ends_of_superiority_solve_their_equation(void)
{
    /* Hanley & McNeil 1982, equation 2, with (m + n) / 2 in place of m and of n, as Newcombe
     * has it. */
    const double low[] = {1, 3, 4, 6, 9, 12};
    const double high[] = {2, 5, 7, 8, 10, 11, 13, 14};
    const double z = gsl_cdf_ugaussian_Pinv(0.975);
    const gg_interval i = gg_superiority(low, 6, high, 8, 0.95);
    const double ends[] = {i.low, i.high};
    for (int k = 0; k < 2; k++) {
        const double t = ends[k];
        const double q1 = t / (2 - t);
        const double q2 = 2 * t * t / (1 + t);
        const double s = (t * (1 - t) + 6 * (q1 - t * t) + 6 * (q2 - t * t)) / 48;
        gsl_test_rel(fabs(t - i.value), z * sqrt(s), 1e-10,
                     "the %s end is 1.96 of its own deviations away", k ? "upper" : "lower");
    }
    const double one[] = {1};
    const double two[] = {2};
    const gg_interval pair = gg_superiority(one, 1, two, 1, 0.95);
    gsl_test_rel(pair.low, 1 / (1 + z * z), 1e-10, "one pair: Wilson's interval of 1 of 1");
    gsl_test(pair.high != 1, "all ahead: up to 1");
}

static void test_superiority_covers_what_it_promises(void)
{
    enum { TRIALS = 2000, RUNS = 15 };
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 11, GG_NOISE, 0);
    unsigned covered = 0;
    for (int t = 0; t < TRIALS; t++) {
        double a[RUNS];
        double b[RUNS];
        for (int i = 0; i < RUNS; i++) {
            a[i] = gsl_ran_exponential(rng, 1);
            b[i] = gsl_ran_exponential(rng, 4);
        }
        const gg_interval i = gg_superiority(a, RUNS, b, RUNS, 0.95);
        covered += i.low <= 0.8 && 0.8 <= i.high;
    }
    gsl_rng_free(rng);
    gsl_test_abs((double)covered / TRIALS, 0.95, 0.02,
                 "95 %% intervals hold the chance 4 / 5 of exponential costs");
}

int main(void)
{
    test_published_examples_are_met();
    test_published_table_is_met();
    test_ties_zeros_and_censored_runs_are_ranked();
    test_many_pairs_are_normal();
    test_false_alarms_are_as_rare_as_promised();
    test_holm_adjusts_downward();
    test_superiority_is_the_mann_whitney_share();
    test_ends_of_superiority_solve_their_equation();
    test_superiority_covers_what_it_promises();
    return gsl_test_summary();
}
