/* tests/test_key.c -- the text that identifies a run. */
#include <gsl/gsl_test.h>

#include "experiments/store.h"
#include "tests/made_up.h"

static void test_keys_tell_runs_apart(void)
{
    char key[12][256];
    char small[2][64];
    const double start[] = {1, 2};
    const double other[] = {1, 3};
    gg_job job[12];
    for (size_t i = 0; i < 12; i++) job[i] = made_up_job(0);
    job[1].n = 3;
    job[2].seed = 2;
    job[3].rep = 1;
    job[4].dare = true;
    job[5].draw_start = true;
    job[6].start = start;
    job[7].start = other;
    job[8].max_evals = 1001;
    job[9].max_seconds = 0.1;
    job[10].target = 1e-9;
    job[11].keep_path = true;
    for (size_t i = 0; i < 12; i++)
        gg_store_key("s", &job[i], "sphere", "random_search", key[i], sizeof key[i]);
    for (size_t i = 0; i < 11; i++)
        for (size_t k = 0; k < i; k++)
            gsl_test(strcmp(key[i], key[k]) == 0, "keys %zu and %zu differ", i, k);
    gsl_test(strcmp(key[0], key[11]) != 0, "what changes no result changes no key");
    gsl_test(!strstr(key[9], "max_seconds=0.1 "), "'%s' can be read", key[9]);
    gg_store_key("s", &job[0], "sphere", "random_search:scale=0.125", small[0], 64);
    gg_store_key("s", &job[0], "sphere", "random_search:scale=0.625", small[1], 64);
    gsl_test(strlen(small[0]) != 63 || strcmp(small[0], small[1]) == 0,
             "keys that do not fit still differ");
}

int main(void)
{
    test_keys_tell_runs_apart();
    return gsl_test_summary();
}
