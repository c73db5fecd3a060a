/* tests/test_tune.c -- configurations that are tried, and seeds that only they see. */
#include <gsl/gsl_test.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/store.h"
#include "experiments/suite.h"
#include "experiments/tune.h"
#include "optimizers/method.h"
#include "tests/shell.h"

static char **draw(const char *spec, size_t count, uint64_t seed)
{
    char **list = NULL;
    if (gg_tune_configurations(&list, spec, count, seed) == GG_OK) return list;
    printf("FAIL: %s: %s\n", spec, gg_message());
    exit(EXIT_FAILURE);
}

static size_t length(char **list)
{
    size_t count = 0;
    while (list[count]) count++;
    return count;
}

static void test_configurations_differ(void)
{
    char **list = draw("nelder_mead", 6, 1);
    bool alike = false;
    for (size_t i = 0; list[i]; i++)
        for (size_t k = 0; k < i; k++) alike = alike || strcmp(list[i], list[k]) == 0;
    gsl_test(length(list) != 6 || alike, "six configurations are six");
    gsl_test(!list[0] || strcmp(list[0], "nelder_mead") != 0, "the default is the first");
    gg_list_close(list);
}

static void test_there_are_no_more_than_there_are(void)
{
    char **list = draw("random_search", 9, 1);
    gsl_test(length(list) != 1, "random search has one configuration");
    gg_list_close(list);
}

static void test_what_is_given_stays(void)
{
    char **list = draw("nelder_mead:edge=0.07", 3, 1);
    bool kept = true;
    for (size_t i = 0; list[i]; i++) kept = kept && strstr(list[i], "edge=0.07") != NULL;
    gsl_test(!kept, "an option that the specification sets is not tuned: %s", list[1]);
    gg_list_close(list);
}

static void test_a_seed_is_a_choice(void)
{
    char **a = draw("nelder_mead", 4, 1);
    char **b = draw("nelder_mead", 4, 1);
    bool same = true;
    for (size_t i = 0; a[i]; i++) same = same && strcmp(a[i], b[i]) == 0;
    gsl_test(!same, "the same seed draws the same configurations");
    gg_list_close(a);
    gg_list_close(b);
}

/* Every list `tune` of the catalogue is made of values that can be read. */
static void test_every_value_worth_trying_is_one(void)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        const char *name = gg_optimizers[i]->name;
        char **list = NULL;
        gsl_test(gg_tune_configurations(&list, name, 40, 7) != GG_OK,
                 "%s: what is worth trying can be tried", name);
        gg_list_close(list);
    }
}

/* Rows of a store that meet a condition; -1 without a store. */
static long long count(const char *folder, const char *where)
{
    char query[256];
    gg_store *store = NULL;
    sqlite3_stmt *q = NULL;
    long long number = -1;
    snprintf(query, sizeof query, "SELECT count(*) FROM run WHERE %s", where);
    if (gg_store_open(&store, folder, GG_STORE_READ) != GG_OK) return -1;
    if (sqlite3_prepare_v2(gg_store_sql(store), query, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        number = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    gg_store_close(store);
    return number;
}

/* Trials are kept apart, and nothing that they saw is seen by the race. */
static void test_the_race_is_on_other_seeds(void)
{
    char folder[] = "/tmp/gradgap-tune-XXXXXX";
    char line[256];
    char trials[64];
    static said s;
    if (!mkdtemp(folder)) exit(EXIT_FAILURE);
    snprintf(trials, sizeof trials, "%s/tuning", folder);
    snprintf(line, sizeof line,
             "gradgap tune sphere nelder_mead random_search -n 2 -o %s -c 3 "
             "-R 2 -e 300 -q",
             folder);
    shell_run(&s, line);
    gsl_test(s.status != 0, "gradgap tune ends well: %s", s.err);
    gsl_test(count(trials, "1") != 8, "three configurations and one, twice each: %lld",
             count(trials, "1"));
    gsl_test(count(trials, "seed < 4611686018427387904") != 0, "every trial has a tuning seed");
    gsl_test(count(folder, "seed >= 4611686018427387904") != 0, "no run of the race has one");
    gsl_test(count(folder, "optimizer = 'random_search'") != 2, "the race is of all defaults");
    snprintf(line, sizeof line,
             "gradgap run --losses sphere --optimizers nelder_mead -o %s "
             "--seed 4611686018427387904",
             folder);
    shell_run(&s, line);
    gsl_test(s.status != 2 || !strstr(s.err, "--seed"), "no other run may have one: %s", s.err);
    snprintf(line, sizeof line, "rm -rf %s", folder);
    gsl_test(system(line) != 0, "the folder is cleared away");
}

int main(void)
{
    test_configurations_differ();
    test_there_are_no_more_than_there_are();
    test_what_is_given_stays();
    test_a_seed_is_a_choice();
    test_every_value_worth_trying_is_one();
    test_the_race_is_on_other_seeds();
    return gsl_test_summary();
}
