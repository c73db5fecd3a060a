/* tests/test_every_limit.c -- what no method can beat, beaten by none. */
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_test.h>
#include <string.h>

#include "experiments/run.h"
#include "tests/lab.h"

/* The least f that a run of so many calls finds, from the loss's own start. */
static double best(const char *loss, size_t n, const char *optimizer, size_t calls, bool dare)
{
    const gg_job job = {.loss = loss,
                        .optimizer = optimizer,
                        .n = n,
                        .seed = 1,
                        .dare = dare,
                        .max_evals = calls,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    gg_result r;
    lab_must(gg_run(&r, &job));
    const double f = r.f;
    gg_result_close(&r);
    return f;
}

/* Does it know the loss by values and gradients at points that it has stepped to? A Hessian tells
 * more than a gradient; random points around the last are not steps along what was told. */
static bool steps_along_gradients(const gg_optimizer *m)
{
    static const char *const others[] = {"newton", "gradient_sampling", "gsl", "nlopt",
                                         "liblbfgs"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(m->name, others[i]) == 0) return false;
    return m->needs == GG_GRADIENT || m->needs == GG_SUBGRADIENT;
}

/* Nesterov 2004, theorem 2.1.7: on his chain with n = 2 k + 1, from 0, k steps leave at least
 * 3 L R^2 / (32 (k + 1)^2), R the distance to the minimiser. The calls are k + 1. */
static void test_the_chain_is_seen_link_by_link(const gg_optimizer *m)
{
    static const size_t steps[] = {4, 20, 100};
    for (size_t i = 0; i < 3; i++) {
        const size_t k = steps[i];
        const size_t n = 2 * k + 1;
        double square = 0;
        for (size_t j = 1; j <= n; j++) {
            const double x = 1 - (double)j / (double)(n + 1);
            square += x * x;
        }
        const double minimum = -4.0 / 8 * (1 - 1 / (double)(n + 1));
        const double bound = 3 * 4 * square / (32 * (double)((k + 1) * (k + 1)));
        const double gap = best("nesterov_smooth", n, m->name, k + 1, false) - minimum;
        gsl_test(gap < bound * (1 - 1e-9),
                 "%s leaves what any method along gradients must after %zu steps: %g of it",
                 m->name, k, gap / bound);
    }
}

/* Drori & Teboulle 2016: N calls on the resisting maximum, M = R = 1, from 0, leave at least
 * 1 / sqrt(N + 1) if the oracle names the first of the largest coordinates. */
static void test_the_resisting_maximum_resists(const gg_optimizer *m)
{
    static const size_t calls[] = {1, 10, 100};
    for (size_t i = 0; i < 3; i++) {
        const size_t N = calls[i];
        const double minimum = -1 / sqrt((double)N + 1);
        const double bound = 1 / sqrt((double)N + 1);
        const double gap = best("resisting_max", N + 1, m->name, N, true) - minimum;
        gsl_test(gap < bound * (1 - 1e-9),
                 "%s leaves what any method along subgradients must after %zu calls: %g of it",
                 m->name, N, gap / bound);
    }
}

/* Mean e-folds of the distance per call on the sphere, over seeds: a bound of the mean. */
static double progress(const char *optimizer, size_t n, size_t limit)
{
    enum { SEEDS = 15 };
    double total = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gg_problem *p = NULL;
        lab l;
        gsl_rng *rng = gsl_rng_alloc(gg_philox);
        gg_random_open(rng, seed, GG_START, 0);
        lab_must(gg_problem_open(&p, "sphere", n, seed, 0));
        for (size_t i = 0; i < n; i++) p->start[i] = 10 * gsl_rng_uniform(rng) - 5;
        const double first = gg_dot(n, p->start, p->start);
        lab_open(&l, p, optimizer, limit, seed);
        lab_finish(&l);
        const double left = fmax(l.oracle.best, 1e-28 * first);
        total += log(first / left) / 2 / (double)gg_spent(&l.oracle) / SEEDS;
        lab_close(&l);
        gg_problem_close(p);
        gsl_rng_free(rng);
    }
    return total;
}

/* Teytaud & Gelly 2006, General lower bounds for evolutionary algorithms,
 * doi:10.1007/11844297_3: T answers with K outcomes each tell at most K^T balls apart. One
 * comparison a call has 2 outcomes: n / ln 2 calls an e-fold. A method that ranks the lambda
 * points of a generation has lambda! outcomes for lambda calls; whoever compares a point with
 * all points before it, as a simplex does with n + 1, has at most n + 2 outcomes a call. */
static void test_comparisons_tell_no_more_than_they_can(const gg_optimizer *m)
{
    static const size_t dimensions[] = {4, 10, 20};
    if (!(m->invariant & GG_UNDER_MONOTONE)) return;
    gg_settings settings;
    const gg_optimizer *same = NULL;
    lab_must(gg_optimizer_open(&same, &settings, m->name));
    for (size_t d = 0; d < 3; d++) {
        const size_t n = dimensions[d];
        const double members = m->population ? m->population(settings.number, n) : 0;
        const double ranked = gsl_sf_lngamma(members + 1) / fmax(members, 1);
        /* A child that meets all of a population has a place among it, not just a rank in its
         * generation: members + 1 outcomes a call at most. */
        const double placed = members > 0 ? log(members + 1) : log((double)n + 2);
        const bool by_generation = strstr(m->name, "cma_es") != NULL;
        const double most = by_generation ? ranked : fmax(placed, log(2));
        const double rate = (double)n * progress(m->name, n, 100 * n);
        gsl_test(rate > most, "%s gains %g / n e-folds a call, n = %zu, and can %g at most",
                 m->name, rate, n, most);
    }
    gg_settings_close(&settings);
}

/* A single comparison a call: the (1+1)-ES, of which Beyer 2001 knows 0.2025 / n in many
 * dimensions with the best of all steps, and random search. */
static void test_one_comparison_tells_one_bit(void)
{
    static const char *const names[] = {"one_plus_one", "random_search"};
    for (size_t k = 0; k < 2; k++)
        for (size_t n = 4; n <= 40; n *= 2) {
            const double rate = (double)n * progress(names[k], n, 100 * n);
            gsl_test(rate > log(2), "%s gains %g / n e-folds a call, n = %zu, ln 2 at most",
                     names[k], rate, n);
        }
}

int main(void)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        const gg_optimizer *m = gg_optimizers[i];
        if (steps_along_gradients(m) && m->needs == GG_GRADIENT)
            test_the_chain_is_seen_link_by_link(m);
        if (steps_along_gradients(m)) test_the_resisting_maximum_resists(m);
        test_comparisons_tell_no_more_than_they_can(m);
    }
    test_one_comparison_tells_one_bit();
    return gsl_test_summary();
}
