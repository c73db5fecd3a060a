/* tests/bench_race.c -- how many calls optimizers take to a target, side by side. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "experiments/run.h"
#include "experiments/statistics.h"

enum { REPS = 15, DIMENSION_MOST = 10000 };

/* One cell: a loss in a dimension, a target, a budget. */
typedef struct cell {
    const char *loss;
    size_t n, max_evals;
    double target;
    bool uniform; /* starts uniform in [-5, 5]^n, else the loss's own */
    uint64_t seed;
} cell;

typedef struct score {
    double expected; /* calls */
    int hits;
    double step; /* median of microseconds of the optimizer's own work per call */
} score;

static double start[DIMENSION_MOST];

static void draw_start(const cell *c, uint32_t rep, size_t n)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, c->seed, GG_START, rep);
    for (size_t i = 0; i < n; i++) start[i] = 10 * gsl_rng_uniform(rng) - 5;
    gsl_rng_free(rng);
}

static bool race(const cell *c, const char *optimizer, score *out)
{
    double cost[REPS];
    double work[REPS];
    bool hit[REPS];
    *out = (score){0};
    for (uint32_t rep = 0; rep < REPS; rep++) {
        draw_start(c, rep, c->n);
        const gg_job job = {.loss = c->loss,
                            .optimizer = optimizer,
                            .n = c->n,
                            .seed = c->seed,
                            .rep = rep,
                            .dare = true,
                            .start = c->uniform ? start : NULL,
                            .max_evals = c->max_evals,
                            .max_seconds = 60,
                            .target = c->target};
        gg_result r;
        if (gg_run(&r, &job) != GG_OK) {
            printf("  %s\n", gg_message());
            return false;
        }
        cost[rep] = (double)(r.used.value + r.used.gradient + r.used.hessian_vector);
        hit[rep] = r.why == GG_STOP_TARGET;
        out->hits += hit[rep];
        work[rep] = 1e6 * r.times.optimizer / cost[rep];
        gg_result_close(&r);
    }
    out->expected = gg_expected_time(cost, hit, REPS);
    out->step = gg_quantile(work, REPS, 0.5);
    return true;
}

static int usage(void)
{
    puts("bench_race [uniform] [seed=K] LOSS N TARGET MAX_EVALS OPTIMIZER...\n"
         "Expected calls to the target over 15 repetitions, starts the loss's own, or uniform\n"
         "in [-5, 5]^n. A fused value and gradient is one call.\n"
         "  bench_race rosenbrock 10 1e-6 100000 gradient_descent nelder_mead");
    return 2;
}

int main(int argc, char **argv)
{
    cell c = {.seed = 1};
    int at = 1;
    if (at < argc && strcmp(argv[at], "uniform") == 0) {
        c.uniform = true;
        at++;
    }
    if (at < argc && strncmp(argv[at], "seed=", 5) == 0)
        c.seed = strtoull(argv[at++] + 5, NULL, 10);
    if (argc - at < 5) return usage();
    c.loss = argv[at++];
    c.n = strtoul(argv[at++], NULL, 10);
    c.target = strtod(argv[at++], NULL);
    c.max_evals = (size_t)strtod(argv[at++], NULL);
    if (c.n > DIMENSION_MOST) return usage();
    for (; at < argc; at++) {
        score s;
        if (race(&c, argv[at], &s))
            printf("%-40s %12.6g  %2d/%d  %8.3g us\n", argv[at], s.expected, s.hits, REPS,
                   s.step);
        fflush(stdout);
    }
    return 0;
}
