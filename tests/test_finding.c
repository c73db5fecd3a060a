/* tests/test_finding.c -- the rule of the verdicts, and the intervals it is given. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/finding.h"

static const gg_band BAND = {"x", 1, 2};

static void expect(double low, double value, double high, gg_judgement verdict,
                   const char *claim)
{
    const gg_judgement found = gg_judge((gg_interval){low, value, high}, &BAND);
    gsl_test(found != verdict, "%s: %s", claim, gg_judgement_name(verdict));
}

static void test_the_rule(void)
{
    expect(1.2, 1.5, 1.8, GG_PASS, "an interval inside the band");
    expect(1, 1.5, 2, GG_PASS, "an interval that is the band");
    expect(0.9, 1.5, 1.8, GG_NOT_ENOUGH_DATA, "an interval over the lower end");
    expect(1.9, 1.95, 2.1, GG_NOT_ENOUGH_DATA, "an interval over the upper end");
    expect(0, 1.5, 9, GG_NOT_ENOUGH_DATA, "an interval around the band");
    expect(2.1, 2.5, 3, GG_FAIL, "an interval above the band");
    expect(0, 0.5, 0.99, GG_FAIL, "an interval below the band");
    expect(NAN, 1.5, 1.8, GG_NOT_ENOUGH_DATA, "an interval with an end that is no number");
    expect(1.5, NAN, 1.8, GG_NOT_ENOUGH_DATA, "a value that is no number");
}

static void test_every_number_must_meet_the_band(void)
{
    const double inside[] = {1.1, 1.9, 1.5};
    const double one_out[] = {1.1, 2.4, 1.5, 0.9};
    const double none[] = {1.5, NAN};
    const gg_interval in = gg_each(inside, 3, &BAND);
    const gg_interval out = gg_each(one_out, 4, &BAND);
    gsl_test(in.low != 1.1 || in.high != 1.9, "inside: from the least to the greatest");
    gsl_test(gg_judge(in, &BAND) != GG_PASS, "and it passes");
    gsl_test(out.value != 2.4, "outside: the number that is furthest out (%g)", out.value);
    gsl_test(gg_judge(out, &BAND) != GG_FAIL, "and it fails, whatever the others are");
    gsl_test(gg_judge(gg_each(none, 2, &BAND), &BAND) != GG_NOT_ENOUGH_DATA,
             "a number that is missing decides nothing");
}

/* Clopper & Pearson 1934. Ends for 0 and n of n in closed form; 4 of 10 from R's binom.test. */
static void test_shares(void)
{
    const gg_interval none = gg_share(0, 20);
    const gg_interval all = gg_share(20, 20);
    const gg_interval some = gg_share(4, 10);
    gsl_test_rel(none.high, 1 - pow(0.025, 1. / 20), 1e-9, "0 of 20: up to 1 - 0.025^(1/20)");
    gsl_test(none.low != 0, "and from 0");
    gsl_test_rel(all.low, pow(0.025, 1. / 20), 1e-9, "20 of 20: from 0.025^(1/20)");
    gsl_test_rel(some.low, 0.12155225, 1e-6, "4 of 10: from 0.1216");
    gsl_test_rel(some.high, 0.73762192, 1e-6, "4 of 10: to 0.7376");
}

static void test_a_median_among_equals_has_no_spread(void)
{
    const double same[] = {3, 3, 3, 3, 3};
    const double spread[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    const gg_interval a = gg_median(same, 5);
    const gg_interval b = gg_median(spread, 9);
    gsl_test(a.low != 3 || a.high != 3, "five equal numbers: their median is exactly that");
    gsl_test(b.value != 5 || b.low >= 5 || b.high <= 5, "1 ... 9: 5, with ends on both sides");
    gsl_test(b.low < 1 || b.high > 9, "and none beyond the numbers");
}

/* Ratios of pairs that all have the same ratio do not depend on which are drawn; a mean of n
 * numbers has an interval of about 1.96 sigma/sqrt(n) on either side. */
static void test_resampling(void)
{
    double a[400];
    double b[400];
    for (int i = 0; i < 400; i++) {
        b[i] = 1 + i % 20;
        a[i] = 2.5 * b[i];
    }
    const gg_interval paired = gg_ratio(a, 400, b, 400, true);
    const gg_interval apart = gg_ratio(a, 400, b, 400, false);
    const gg_interval mean = gg_mean(b, 400);
    const double sigma = sqrt((20 * 20 - 1) / 12.); /* of the numbers 1 ... 20 */
    gsl_test(paired.low != 2.5 || paired.high != 2.5, "in pairs the ratio is exact");
    gsl_test(apart.low >= 2.5 || apart.high <= 2.5, "apart it is not");
    gsl_test_rel(mean.high - mean.low, 2 * 1.96 * sigma / 20, 0.05,
                 "a mean's interval is that of the normal law");
    gsl_test(!isnan(gg_ratio(a, 4, b, 3, true).value), "pairs need as many on both sides");
    gsl_test(!isnan(gg_mean(a, 0).value), "nothing has no mean");
}

static void test_words(void)
{
    char words[96];
    gg_band_words(&BAND, words, sizeof words);
    gsl_test(strcmp(words, "1 ... 2") != 0, "a band: '%s'", words);
    gg_band_words(&(gg_band){"x", 3, INFINITY}, words, sizeof words);
    gsl_test(strcmp(words, ">= 3") != 0, "open above: '%s'", words);
    gg_band_words(&(gg_band){"x", -INFINITY, 3}, words, sizeof words);
    gsl_test(strcmp(words, "<= 3") != 0, "open below: '%s'", words);
    gg_band_words(&(gg_band){"x", 0, 0}, words, sizeof words);
    gsl_test(strcmp(words, "exactly 0") != 0, "one number: '%s'", words);
}

int main(void)
{
    test_the_rule();
    test_every_number_must_meet_the_band();
    test_shares();
    test_a_median_among_equals_has_no_spread();
    test_resampling();
    test_words();
    exit(gsl_test_summary());
}
