/* tests/test_random.c -- Philox against its published answers, and the streams. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <gsl/gsl_test.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"

enum { DRAWS = 100000 };

/* Random123's kat_vectors, "philox4x32 10". */
static const struct {
    uint32_t counter[4], key[2], answer[4];
} known[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

static void test_philox_gives_the_published_answers(gsl_rng *rng)
{
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        gsl_rng_set(rng, 0);
        char *state = gsl_rng_state(rng); /* begins with the key, then the counter */
        memcpy(state, known[k].key, sizeof known[k].key);
        memcpy(state + sizeof known[k].key, known[k].counter, sizeof known[k].counter);
        for (size_t i = 0; i < 4; i++) {
            const unsigned long word = gsl_rng_get(rng);
            gsl_test(word != known[k].answer[i],
                     "word %zu of known answer %zu is %08" PRIx32 " (got %08lx)", i, k,
                     known[k].answer[i], word);
        }
    }
}

static void test_a_stream_begins_where_its_name_says(gsl_rng *rng)
{
    gg_random_open(rng, 0, GG_INSTANCE, 0);
    gsl_test(gsl_rng_get(rng) != 0x6627e8d5,
             "stream (0, instance, 0) is Philox with key 0 from counter 0");
    const unsigned long next = gsl_rng_get(rng);
    for (int i = 0; i < 1000; i++) gsl_rng_get(rng);
    gg_random_open(rng, 0, GG_INSTANCE, 0);
    gsl_rng_get(rng);
    gsl_test(gsl_rng_get(rng) != next, "a stream opened again is the same sequence");
}

static void test_words_are_those_that_come_one_by_one(gsl_rng *rng)
{
    static const size_t counts[] = {0, 1, 2, 3, 4, 5, 9, 64, 7};
    uint32_t words[64];
    gsl_rng *alone = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_SEARCH, 1);
    gg_random_open(alone, 3, GG_SEARCH, 1);
    size_t wrong = 0;
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
        gg_random_words(rng, counts[k], words);
        for (size_t i = 0; i < counts[k]; i++) wrong += words[i] != gsl_rng_get(alone);
    }
    gsl_test(wrong != 0 || gsl_rng_get(rng) != gsl_rng_get(alone),
             "words by the block are the words that come one by one");
    gsl_rng_free(alone);
}

static int ascending(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a;
    const uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void test_streams_do_not_overlap(gsl_rng *rng)
{
    enum { EACH = 2000, SEEDS = 3, INDICES = 4, ALL = EACH * SEEDS * INDICES * 6 };
    static const uint64_t seeds[SEEDS] = {1, 2, UINT64_C(1) << 32};
    uint64_t *pairs = malloc(ALL * sizeof *pairs);
    size_t count = 0;
    for (size_t s = 0; s < SEEDS; s++)
        for (int purpose = GG_INSTANCE; purpose <= GG_DATA; purpose++)
            for (uint32_t index = 0; index < INDICES; index++) {
                gg_random_open(rng, seeds[s], (gg_stream)purpose, index);
                for (int i = 0; i < EACH; i++, count++) {
                    const uint64_t high = gsl_rng_get(rng);
                    pairs[count] = high << 32 | gsl_rng_get(rng);
                }
            }
    qsort(pairs, count, sizeof *pairs, ascending);
    size_t equal = 0;
    for (size_t i = 1; i < count; i++) equal += pairs[i] == pairs[i - 1];
    gsl_test(equal != 0, "no two of %zu pairs of words from 72 streams are equal (%zu are)",
             count, equal);
    free(pairs);
}

static void test_uniforms_have_the_moments_of_uniforms(gsl_rng *rng, double u[])
{
    gg_random_open(rng, 7, GG_SEARCH, 3);
    double least = 1;
    double most = 0;
    for (size_t i = 0; i < DRAWS; i++) {
        u[i] = gsl_rng_uniform(rng);
        if (u[i] < least) least = u[i];
        if (u[i] > most) most = u[i];
    }
    /* four standard errors: 4 sqrt(1/12 / N) and 4 sqrt(1/180 / N) */
    gsl_test_abs(gsl_stats_mean(u, 1, DRAWS), 0.5, 3.66e-3, "the mean of uniforms is 1/2");
    gsl_test_abs(gsl_stats_variance(u, 1, DRAWS), 1.0 / 12, 9.5e-4,
                 "the variance of uniforms is 1/12");
    gsl_test_abs(gsl_stats_lag1_autocorrelation(u, 1, DRAWS), 0, 1.27e-2,
                 "successive uniforms are not correlated");
    gsl_test(least < 0 || most >= 1, "uniforms lie in [0, 1)");
}

static void test_uniforms_fill_cells_evenly(const double u[])
{
    enum { CELLS = 256 };
    double found[CELLS] = {0};
    for (size_t i = 0; i < DRAWS; i++) found[(size_t)(u[i] * CELLS)]++;
    double chi2 = 0;
    const double expected = (double)DRAWS / CELLS;
    for (size_t c = 0; c < CELLS; c++)
        chi2 += (found[c] - expected) * (found[c] - expected) / expected;
    const double p = gsl_cdf_chisq_Q(chi2, CELLS - 1);
    gsl_test(p < 1e-4 || p > 1 - 1e-4, "chi-square over %d cells is believable (p = %g)", CELLS,
             p);
}

static void test_all_53_bits_of_a_uniform_are_used(const double u[])
{
    size_t ones[53] = {0};
    for (size_t i = 0; i < DRAWS; i++) {
        const uint64_t bits = (uint64_t)(u[i] * 0x1p53);
        for (size_t b = 0; b < 53; b++) ones[b] += bits >> b & 1;
    }
    for (size_t b = 0; b < 53; b++) /* five standard errors */
        gsl_test_abs((double)ones[b] / DRAWS, 0.5, 7.91e-3, "bit %zu of a uniform is fair", b);
}

static void test_a_copied_state_continues_alike(gsl_rng *rng)
{
    gg_random_open(rng, 11, GG_NOISE, 5);
    for (int i = 0; i < 7; i++) gsl_rng_get(rng); /* inside a block */
    gsl_rng *twin = gsl_rng_alloc(gg_philox);
    memcpy(gsl_rng_state(twin), gsl_rng_state(rng), gsl_rng_size(rng));
    int differ = 0;
    for (int i = 0; i < 1000; i++) differ += gsl_rng_get(twin) != gsl_rng_get(rng);
    gsl_test(differ, "a generator with copied bytes gives the same words");
    gsl_test(gsl_rng_size(rng) != 96, "its state has 96 bytes");
    gsl_rng_free(twin);
}

int main(void)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    double *u = malloc(DRAWS * sizeof *u);
    test_philox_gives_the_published_answers(rng);
    test_a_stream_begins_where_its_name_says(rng);
    test_words_are_those_that_come_one_by_one(rng);
    test_streams_do_not_overlap(rng);
    test_uniforms_have_the_moments_of_uniforms(rng, u);
    test_uniforms_fill_cells_evenly(u);
    test_all_53_bits_of_a_uniform_are_used(u);
    test_a_copied_state_continues_alike(rng);
    free(u);
    gsl_rng_free(rng);
    return gsl_test_summary();
}
