/* tests/lab.h -- a method on a loss of the test's own, without the loop of experiments/. */
#ifndef GG_TESTS_LAB_H
#define GG_TESTS_LAB_H

#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "optimizers/optimizer.h"

enum { LAB_N = 64 }; /* largest dimension */

/* A problem made of a loss by hand, so that a test may give any function. */
typedef struct lab_problem {
    gg_problem problem;
    double start[LAB_N], lower[LAB_N], upper[LAB_N];
} lab_problem;

static inline gg_problem *lab_problem_fill(lab_problem *l, const gg_loss *loss, size_t n,
                                           double start)
{
    gg_fill(n, start, l->start);
    gg_fill(n, -5, l->lower);
    gg_fill(n, 5, l->upper);
    l->problem = (gg_problem){.loss = loss,
                              .n = n,
                              .start = l->start,
                              .lower = l->lower,
                              .upper = l->upper,
                              .minimum = NAN,
                              .L = NAN,
                              .mu = NAN,
                              .smoothness = loss->smoothness};
    return &l->problem;
}

/* f = f + 0: a split that has no kink. */
static inline void lab_keep(gg_problem *p, double t, const double x[], double out[])
{
    (void)t;
    gg_copy(p->n, x, out);
}

static inline gg_status lab_round_nothing(gg_problem *p)
{
    (void)p;
    return GG_OK;
}

/* A smooth loss that offers what any method may need. */
#define LAB_LOSS(called, f, slopes)                                                      \
    {                                                                                    \
        .name = (called), .smoothness = GG_ANALYTIC, .value = (f), .gradient = (slopes), \
        .smooth_part = (slopes), .prox = lab_keep, .round = lab_round_nothing            \
    }

typedef struct lab {
    gg_oracle oracle;
    const gg_optimizer *method;
    gg_settings settings;
    gsl_rng *rng;
    void *state;
    size_t size; /* bytes of state */
    gg_verdict verdict;
    size_t steps;
} lab;

/* What a test cannot do without: say so and end. */
static inline void lab_must(gg_status status)
{
    if (status == GG_OK) return;
    printf("FAIL: the test cannot be set up: %s\n", gg_message());
    exit(EXIT_FAILURE);
}

/* Does this build hold the method? A library that a peer stands on may be absent. */
static inline bool lab_has(const gg_optimizer *m)
{
    double box[2] = {-5, 5};
    const gg_oracle o = {.n = 1, .start = box, .lower = box, .upper = box + 1};
    gg_settings settings;
    lab_must(gg_settings_open(&settings, m->options, NULL));
    const gg_status status = m->check ? m->check(settings.number, &o) : GG_OK;
    gg_settings_close(&settings);
    return status != GG_NOT_FOUND;
}

/* What a method says of a problem before it starts. */
static inline gg_status lab_check(gg_problem *p, const char *optimizer)
{
    gg_oracle o;
    const gg_optimizer *m = NULL;
    gg_settings s;
    lab_must(gg_oracle_open(&o, p, 1));
    lab_must(gg_optimizer_open(&m, &s, optimizer));
    const gg_status status = m->check ? m->check(s.number, &o) : GG_OK;
    gg_settings_close(&s);
    gg_oracle_close(&o);
    return status;
}

/* The method at its start; ask l->settings before `lab_begin` if options are to be changed. */
static inline void lab_open(lab *l, gg_problem *p, const char *optimizer, size_t limit,
                            uint64_t seed)
{
    *l = (lab){0};
    lab_must(gg_optimizer_open(&l->method, &l->settings, optimizer));
    lab_must(gg_oracle_open(&l->oracle, p, limit));
    l->rng = gsl_rng_alloc(gg_philox);
    gg_random_open(l->rng, seed, GG_SEARCH, 0);
    l->oracle.rng = l->rng;
    l->size = l->method->state_size(l->settings.number, p->n);
    l->state = calloc(1, l->size);
    if (l->method->check) lab_must(l->method->check(l->settings.number, &l->oracle));
    l->method->start(l->settings.number, l->state, &l->oracle);
}

static inline gg_verdict lab_step(lab *l)
{
    l->verdict = l->method->step(l->settings.number, l->state, &l->oracle);
    l->steps++;
    return l->verdict;
}

/* Steps until the method ends, the budget is spent or the oracle is silent. */
static inline gg_verdict lab_finish(lab *l)
{
    while (l->verdict == GG_GO_ON && !l->oracle.silent &&
           gg_spent(&l->oracle) < l->oracle.limit)
        lab_step(l);
    return l->verdict;
}

/* Calls until the best f is at `target` or below; SIZE_MAX if that never happens. */
static inline size_t lab_calls_to(lab *l, double target)
{
    while (l->oracle.best > target) {
        if (l->verdict != GG_GO_ON || l->oracle.silent ||
            gg_spent(&l->oracle) >= l->oracle.limit)
            return SIZE_MAX;
        lab_step(l);
    }
    return gg_spent(&l->oracle);
}

/* Where the method stands. */
static inline const double *lab_point(const lab *l)
{
    const double *x = NULL;
    l->method->points(l->state, l->oracle.n, &x);
    return x;
}

static inline void lab_close(lab *l)
{
    if (l->method->close) l->method->close(l->state);
    gg_settings_close(&l->settings);
    gg_oracle_close(&l->oracle);
    gsl_rng_free(l->rng);
    free(l->state);
}

/* Open, finish, close. -> the least f */
static inline double lab_best(gg_problem *p, const char *optimizer, size_t limit, uint64_t seed)
{
    lab l;
    lab_open(&l, p, optimizer, limit, seed);
    lab_finish(&l);
    const double best = l.oracle.best;
    lab_close(&l);
    return best;
}

static inline int lab_ascending(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a;
    const size_t y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* Calls that runs with the seeds `seed`, `seed` + 1, ... take to come within `gap` of the
 * minimum, in ascending order; SIZE_MAX of one that does not within the limit. */
static inline void lab_race(const char *loss, size_t n, const char *optimizer, double gap,
                            size_t limit, uint64_t seed, size_t runs, size_t calls[])
{
    for (size_t r = 0; r < runs; r++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, loss, n, 1, (uint32_t)r));
        lab_open(&l, p, optimizer, limit, seed + r);
        calls[r] = lab_calls_to(&l, p->minimum + gap);
        lab_close(&l);
        gg_problem_close(p);
    }
    qsort(calls, runs, sizeof *calls, lab_ascending);
}

#endif
