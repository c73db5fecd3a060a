/* tests/test_curves.c -- what figures draw is what the functions of the same name say. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "experiments/profile.h"
#include "experiments/rank_test.h"
#include "experiments/ranking.h"
#include "experiments/results.h"
#include "experiments/running_time.h"
#include "tests/made_up_store.h"

enum { METHODS = 3, DIMENSIONS = 3, REPS = 11, PROBLEMS = DIMENSIONS * REPS, PRICE = 3 };
static const char *const methods[METHODS] = {"gradient_descent", "nelder_mead", "cma_es"};
static const size_t dimension[DIMENSIONS] = {2, 4, 7};

static gg_calls used[PROBLEMS][METHODS];
static bool hit[PROBLEMS][METHODS];
static size_t n_of[PROBLEMS];

/* What a run costs where a gradient is charged `price`, INFINITY if it missed. */
static double cost_of(size_t problem, size_t method, double price)
{
    const gg_calls *c = &used[problem][method];
    return hit[problem][method] ? (double)c->value + price * (double)c->gradient : INFINITY;
}

/* A run that falls from a gap of 100 to one of 1e-6 with its last call, or to one of 60. */
static void tell(gg_store *s, const char *name, size_t problem, size_t method)
{
    char key[64];
    char loss[16];
    char optimizer[64];
    double x[7] = {0};
    const double gap = hit[problem][method] ? 1e-6 : 60;
    gg_mark marks[2] = {{.used = {.value = 1}, .best = 100},
                        {.used = used[problem][method], .best = gap}};
    snprintf(loss, sizeof loss, "%s", name);
    snprintf(optimizer, sizeof optimizer, "%s", methods[method]);
    snprintf(key, sizeof key, "%s %zu %zu", name, problem, method);
    const gg_job job = {.loss = loss,
                        .optimizer = optimizer,
                        .n = n_of[problem],
                        .seed = 1,
                        .rep = (uint32_t)(problem % REPS),
                        .max_evals = 1000,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    const gg_result r = {.why = GG_STOP_CALLS,
                         .n = n_of[problem],
                         .loss = loss,
                         .optimizer = optimizer,
                         .smoothness = GG_ANALYTIC,
                         .f = gap,
                         .first = 100,
                         .minimum = 0,
                         .x = x,
                         .used = used[problem][method],
                         .price = 2,
                         .trace = {.marks = marks, .count = 2, .minimum = 0}};
    must(gg_store_add(s, "stories", key, &job, &r));
}

/* Costs of a few up to hundreds of calls; one run in five misses. */
static void tell_all(const char *folder)
{
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 5, GG_NOISE, 0);
    for (size_t i = 0; i < PROBLEMS; i++)
        for (size_t m = 0; m < METHODS; m++) {
            const size_t calls = 2 + (size_t)exp(6 * gsl_rng_uniform(rng));
            n_of[i] = dimension[i / REPS];
            used[i][m] = (gg_calls){.value = 1 + (m ? calls : 0), .gradient = m ? 0 : calls};
            hit[i][m] = gsl_rng_uniform(rng) < 0.8;
            tell(s, "sphere", i, m);
        }
    gsl_rng_free(rng);
    gg_store_close(s);
}

static double ask_results(gg_results *r, const char *sql)
{
    return ask(r->store, sql);
}

static void test_performance_profiles_are_those_of_the_function(gg_results *r)
{
    double ratio[PROBLEMS * METHODS];
    char sql[256];
    for (size_t k = 0; k < PROBLEMS * METHODS; k++)
        ratio[k] = cost_of(k / METHODS, k % METHODS, PRICE);
    gg_performance_ratios(ratio, PROBLEMS, METHODS, ratio);
    for (size_t m = 0; m < METHODS; m++)
        for (int i = 0; i <= 60; i += 12) {
            const double times = pow(10, i / 24.0) * (1 + 1e-9);
            snprintf(sql, sizeof sql,
                     "SELECT share FROM performance WHERE optimizer LIKE '%s%%'"
                     " ORDER BY abs(x - %.17g) LIMIT 1",
                     methods[m], times);
            gsl_test_rel(ask_results(r, sql),
                         gg_performance_profile(ratio, PROBLEMS, METHODS, m, times), 1e-12,
                         "the profile of %s at %.1f times the cheapest", methods[m], times);
        }
}

static void test_pairs_are_those_of_the_function(gg_results *r)
{
    double a[PROBLEMS];
    double b[PROBLEMS];
    double ratio[PROBLEMS];
    char sql[256];
    for (size_t i = 0; i < PROBLEMS; i++) {
        a[i] = cost_of(i, 0, PRICE);
        b[i] = cost_of(i, 2, PRICE);
    }
    gg_pair_ratios(a, b, PROBLEMS, ratio);
    for (int i = 0; i <= 48; i += 24) {
        const double times = pow(10, i / 24.0) * (1 + 1e-9);
        snprintf(sql, sizeof sql,
                 "SELECT share FROM duel_line l WHERE optimizer LIKE 'gradient_descent%%'"
                 " AND place = (SELECT place FROM duel WHERE b LIKE 'cma_es%%' LIMIT 1)"
                 " ORDER BY abs(x - %.17g) LIMIT 1",
                 times);
        gsl_test_rel(ask_results(r, sql), gg_performance_profile(ratio, PROBLEMS, 1, 0, times),
                     1e-12, "gradient descent against CMA-ES alone at %.0f times", times);
    }
}

static void test_data_profiles_are_those_of_the_function(gg_results *r)
{
    double cost[PROBLEMS];
    char sql[256];
    for (int w = 1; w <= 2; w++)
        for (size_t m = 0; m < METHODS; m++)
            for (int i = 0; i <= 24; i += 6) {
                const double units = pow(10, i / 12.0);
                for (size_t k = 0; k < PROBLEMS; k++)
                    cost[k] = cost_of(k, m, w == 1 ? (double)n_of[k] + 1 : 2);
                snprintf(sql, sizeof sql,
                         "SELECT share FROM data_profile WHERE class = 'smooth' AND w = %d"
                         " AND tau = 5 AND optimizer LIKE '%s%%' AND abs(x - %.17g) < 1e-9 * x",
                         w, methods[m], units);
                gsl_test_rel(ask_results(r, sql), gg_data_profile(cost, n_of, PROBLEMS, units),
                             1e-12, "%s, %s: problems solved in %.1f (n + 1)", methods[m],
                             w == 1 ? "n + 1" : "measured", units);
            }
}

static void test_mean_ranks_are_those_of_friedman(gg_results *r)
{
    double median[DIMENSIONS * METHODS];
    double mean[METHODS];
    gg_friedman t;
    char sql[256];
    for (size_t d = 0; d < DIMENSIONS; d++)
        for (size_t m = 0; m < METHODS; m++) {
            double cost[REPS];
            for (size_t k = 0; k < REPS; k++) cost[k] = cost_of(d * REPS + k, m, PRICE);
            median[d * METHODS + m] = gg_quantile(cost, REPS, 0.5);
        }
    gg_friedman_test(median, DIMENSIONS, METHODS, mean, &t);
    for (size_t m = 0; m < METHODS; m++) {
        snprintf(sql, sizeof sql,
                 "SELECT mean FROM mean_rank WHERE row = 2 AND optimizer LIKE '%s%%'",
                 methods[m]);
        gsl_test_rel(ask_results(r, sql), mean[m], 1e-12, "the mean rank of %s", methods[m]);
    }
    gsl_test_rel(ask_results(r, "SELECT apart FROM mean_rank"),
                 gg_critical_difference(METHODS, DIMENSIONS, 0.05), 1e-12,
                 "and what keeps two apart");
}

/* Three losses in one n, so that they have a sheet. A gap of 100 meets the first of the 51
 * targets, 1e-6 the first 41, and 60 the first two: 100 and 10^1.8. */
static void test_targets_are_counted(const char *folder)
{
    static const char *const losses[] = {"sphere", "abs_sum", "max_abs"};
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    double met = 0;
    for (size_t i = 0; i < PROBLEMS; i++) {
        n_of[i] = 4;
        tell(s, losses[i / REPS], i, 1);
        met += hit[i][1] ? 41 : 2;
    }
    gg_store_close(s);
    gg_results r;
    must(gg_results_open(&r, folder, "3", "1e-8"));
    must(gg_results_all(&r));
    gsl_test_rel(ask_results(&r, "SELECT max(share) FROM target_share"), met / 51 / PROBLEMS,
                 1e-12, "%.0f of 51 targets times %d runs are met", met, PROBLEMS);
    gsl_test_rel(
        ask_results(&r,
                    "SELECT share FROM target_share WHERE x < 0.27 ORDER BY x DESC LIMIT 1"),
        1 / 51.0, 1e-12, "the first call, a quarter of n, meets the target 100");
    gsl_test(ask_results(&r, "SELECT count(*) FROM target_share WHERE again < share - 1e-12") !=
                 0,
             "restarts, simulated, never take away what was reached");
    gsl_test(ask_results(&r, "SELECT max(again) > max(share) FROM target_share") != 1,
             "and add where runs missed");
    gsl_test_rel(ask_results(&r, "SELECT max(again) FROM target_share"), 41 / 51.0, 1e-12,
                 "till all 41 targets that some run met are met, and no other");
    gg_results_close(&r);
}

static void test_contest_is_that_of_the_functions(gg_results *r)
{
    double a[REPS];
    double b[REPS];
    double log_a[REPS];
    double log_b[REPS];
    double spent_a[REPS];
    double spent_b[REPS];
    bool hit_a[REPS];
    bool hit_b[REPS];
    const double simplex = ask_results(
        r, "SELECT free LIKE 'nelder_mead%' FROM contest WHERE n = 2");
    const size_t m = simplex > 0 ? 1 : 2;
    for (size_t k = 0; k < REPS; k++) {
        hit_a[k] = hit[k][0];
        hit_b[k] = hit[k][m];
        a[k] = cost_of(k, 0, PRICE);
        b[k] = cost_of(k, m, PRICE);
        log_a[k] = log(a[k]);
        log_b[k] = log(b[k]);
        spent_a[k] = (double)used[k][0].value + PRICE * (double)used[k][0].gradient;
        spent_b[k] = (double)used[k][m].value;
    }
    const gg_interval first = gg_superiority(a, REPS, b, REPS, 0.95);
    gsl_test_rel(ask_results(r, "SELECT p FROM contest WHERE n = 2"),
                 gg_signed_rank_test(log_a, log_b, REPS).p, 1e-12, "the p of signed ranks");
    gsl_test_rel(ask_results(r, "SELECT first FROM contest WHERE n = 2"), first.value, 1e-12,
                 "the chance that a gradient is sooner");
    gsl_test_rel(ask_results(r, "SELECT first_low FROM contest WHERE n = 2"), first.low, 1e-12,
                 "its lower end");
    gsl_test_rel(ask_results(r, "SELECT times FROM contest WHERE n = 2"),
                 gg_expected_time(spent_b, hit_b, REPS) /
                     gg_expected_time(spent_a, hit_a, REPS),
                 1e-12, "the ratio of expected times");
    gsl_test(ask_results(r, "SELECT pairs FROM contest WHERE n = 2") != REPS,
             "every pair counts");
}

int main(void)
{
    char folder[64];
    gg_results r;
    made_up_folder(folder);
    tell_all(folder);
    must(gg_results_open(&r, folder, "3", "1e-8"));
    must(gg_results_all(&r));
    test_performance_profiles_are_those_of_the_function(&r);
    test_pairs_are_those_of_the_function(&r);
    test_data_profiles_are_those_of_the_function(&r);
    test_mean_ranks_are_those_of_friedman(&r);
    test_contest_is_that_of_the_functions(&r);
    gg_results_close(&r);
    made_up_folder_remove(folder);
    made_up_folder(folder);
    test_targets_are_counted(folder);
    made_up_folder_remove(folder);
    return gsl_test_summary();
}
