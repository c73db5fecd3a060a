/* tests/test_summary.c -- a table of few runs, with numbers that a hand can check. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/summary.h"
#include "tests/made_up_store.h"

/* A run that fell to a gap of `gap` at its last mark, after that many calls. */
typedef struct story {
    const char *optimizer;
    size_t value, gradient;
    double gap;
} story;

/* Target 1e-2. Values only: hits at 10 and 30 calls, a miss after 50. With gradients: hits at
 * 4 gradients, and at 2 values and 6 gradients, a miss after 10 gradients. */
static const story stories[] = {
    {"random_search", 10, 0, 1e-3},   {"random_search", 30, 0, 1e-2},
    {"random_search", 50, 0, 0.5},    {"gradient_descent", 0, 4, 0},
    {"gradient_descent", 2, 6, 1e-5}, {"gradient_descent", 0, 10, 1},
};
enum { STORIES = sizeof stories / sizeof *stories };

static void tell_story(gg_store *s, size_t i)
{
    const story *told = &stories[i];
    char key[64];
    char loss[] = "sphere";
    char optimizer[64];
    gg_mark marks[2] = {{.used = {.value = 1}, .best = 100},
                        {.used = {.value = told->value, .gradient = told->gradient},
                         .wall = 1e-3,
                         .cpu = 1e-3,
                         .best = told->gap}};
    double x[2] = {0, 0};
    snprintf(optimizer, sizeof optimizer, "%s", told->optimizer);
    snprintf(key, sizeof key, "story %zu", i);
    const gg_job job = {.loss = loss,
                        .optimizer = optimizer,
                        .n = 2,
                        .seed = 1,
                        .rep = (uint32_t)i,
                        .max_evals = 100,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    const gg_result r = {.why = GG_STOP_CALLS,
                         .n = 2,
                         .loss = loss,
                         .optimizer = optimizer,
                         .smoothness = GG_ANALYTIC,
                         .f = told->gap,
                         .first = 100,
                         .minimum = 0,
                         .x = x,
                         .used = marks[1].used,
                         .times = {.wall = 1e-3, .cpu = 1e-3, .loss = 1e-3},
                         .price = 2,
                         .trace = {.marks = marks, .count = 2, .minimum = 0}};
    must(gg_store_add(s, "stories", key, &job, &r));
}

static gg_summary_row rows[2]; /* without gradients, with */
static size_t seen;

static gg_status keep(void *context, const gg_summary_row *row)
{
    (void)context;
    seen++;
    rows[strcmp(row->optimizer, "gradient_descent") == 0] = *row;
    return GG_OK;
}

static void summarise(const char *folder, const char *price, const char *targets)
{
    gg_results results;
    seen = 0;
    must(gg_results_open(&results, folder, price, targets));
    must(gg_summary_read(&results, keep, NULL));
    gg_results_close(&results);
}

static void test_expected_times_are_those_by_hand(const char *folder)
{
    summarise(folder, "1", "1e-2");
    gsl_test_int((int)seen, 2, "a row for each method");
    gsl_test_int((int)rows[0].hits, 2, "two of three runs hit");
    gsl_test_int((int)rows[0].runs, 3, "of three");
    gsl_test_rel(rows[0].evaluations.value, (10 + 30 + 50) / 2., 1e-15,
                 "what a miss spent is counted: (10 + 30 + 50) / 2");
    gsl_test_rel(rows[1].evaluations.value, (4 + 8 + 10) / 2., 1e-15,
                 "a gradient at a price of 1: (4 + 8 + 10) / 2");
    gsl_test_rel(rows[0].quartile[1], 30, 1e-15, "the median ranks a miss behind all");
    gsl_test(isfinite(rows[0].quartile[2]) != 0, "the third quartile is a miss");
    gsl_test(rows[1].rank != 1 || rows[0].rank != 2, "the fewer evaluations rank first");
    gsl_test(!(rows[0].evaluations.low <= 45 && rows[0].evaluations.high >= 45),
             "the interval holds the estimate");
}

static void test_averages_are_those_by_hand(const char *folder)
{
    summarise(folder, "1", "1e-2");
    gsl_test_rel(rows[0].average.value, 20, 1e-15, "those that hit took (10 + 30) / 2");
    gsl_test_rel(rows[0].rate.value, 2 / 3., 1e-15, "two of three did");
    gsl_test_rel(rows[0].sp1.value, 30, 1e-15, "SP1 is 20 / (2 / 3)");
    gsl_test(!(rows[0].average.low >= 10 && rows[0].average.high <= 30),
             "no resample of 10 and 30 has a mean outside");
    gsl_test_abs(rows[0].rate.low, 0.094299, 1e-6, "2 of 3, Clopper and Pearson: from 0.0943");
    gsl_test_abs(rows[0].rate.high, 0.991596, 1e-6, "to 0.9916");
}

static void test_no_hit_is_a_bound(const char *folder)
{
    summarise(folder, "1", "1e-4");
    gsl_test_rel(rows[0].evaluations.low, (10 + 30 + 50) / 3., 1e-15,
                 "three misses spent 90: at 95 %%, 30 or more are expected");
    gsl_test_rel(rows[0].seconds.low, 1e-3, 1e-12, "and of three milliseconds one");
    gsl_test_rel(rows[0].median_beyond, 30, 1e-15, "the median run spent 30, and missed");
    gsl_test(!isnan(rows[0].average.value) || !isnan(rows[0].sp1.low),
             "there is no average, and SP1 has no bound");
    gsl_test(rows[0].rate.value != 0, "the rate is 0");
    gsl_test_rel(rows[0].rate.high, 1 - cbrt(0.025), 1e-12,
                 "and at most 1 - 0.025^(1/3), two-sided");
}

static void test_the_price_of_a_gradient_is_a_switch(const char *folder)
{
    static const struct {
        const char *price;
        double each;
    } prices[] = {{"1", 1}, {"5", 5}, {"n+1", 3}, {"measured", 2}, {"2.5", 2.5}};
    for (size_t i = 0; i < 5; i++) {
        summarise(folder, prices[i].price, "1e-2");
        gsl_test_rel(rows[1].evaluations.value, (2 + 20 * prices[i].each) / 2, 1e-15,
                     "price %s: (2 + 20 x %g) / 2", prices[i].price, prices[i].each);
        gsl_test_rel(rows[0].evaluations.value, 45, 1e-15, "price %s: values cost the same",
                     prices[i].price);
    }
    gsl_test_rel(rows[1].break_even, (45 * 2 - 2) / 20., 1e-12,
                 "both are level where (2 + 20 p) / 2 = 45: p = 4.4");
}

static void test_targets_are_chosen(const char *folder)
{
    summarise(folder, "1", "1e-4");
    gsl_test_int((int)rows[0].hits, 0, "no run without gradients met 1e-4");
    gsl_test(isfinite(rows[0].evaluations.value) != 0, "then its expected time is infinite");
    gsl_test_int((int)rows[1].hits, 2, "two with gradients did");
    summarise(folder, "1", "rel:1e-5");
    gsl_test_int((int)rows[0].hits, 1, "1e-5 of a first gap of 100 is 1e-3");
    summarise(folder, "1", "1e-2,1e-4,rel:1e-5");
    gsl_test_int((int)seen, 6, "three targets, two methods");
    gg_results results;
    gsl_test(gg_results_open(&results, folder, "much", "1e-2") != GG_BAD_INPUT ||
                 !strstr(gg_message(), "much"),
             "a price that is none is refused by name");
    gsl_test(gg_results_open(&results, folder, "1", "1e-2,x") != GG_BAD_INPUT,
             "so is a target that is none");
}

int main(void)
{
    char folder[64];
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    for (size_t i = 0; i < STORIES; i++) tell_story(s, i);
    gg_store_close(s);
    test_expected_times_are_those_by_hand(folder);
    test_averages_are_those_by_hand(folder);
    test_no_hit_is_a_bound(folder);
    test_the_price_of_a_gradient_is_a_switch(folder);
    test_targets_are_chosen(folder);
    made_up_folder_remove(folder);
    return gsl_test_summary();
}
