/* tests/race.h -- many runs of many methods to a target, on two cores, and what they cost. */
#ifndef GG_TESTS_RACE_H
#define GG_TESTS_RACE_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/random.h"
#include "experiments/run.h"
#include "experiments/statistics.h"
#include "tests/bench_race_table.h"

enum { REPS = 15, DIMENSION_MOST = 10000, PROCESSES = 2 };

/* Repetitions of a case: fewer in high dimensions, where runs differ by little. */
static inline uint32_t race_reps(const race_case *c)
{
    return c->n >= 500 ? REPS / 3 : REPS;
}

/* One method on one case. */
typedef struct race_entry {
    const race_case *on;
    const char *optimizer;
    double target;
    uint64_t seed;
    /* What comes of it, of each repetition: calls, was the target met, and the median of
     * microseconds of the method's own work a call. */
    double cost[REPS], work[REPS];
    bool hit[REPS], done[REPS];
    bool absent; /* not in this build: not built, or its library is not here */
} race_entry;

/* As it goes from a process to its parent. */
typedef struct race_word {
    size_t entry;
    uint32_t rep;
    bool hit, absent;
    double cost, work;
} race_word;

static inline void race_start(const race_entry *e, uint32_t rep, double start[])
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, e->seed, GG_START, rep);
    for (size_t i = 0; i < e->on->n; i++) start[i] = 10 * gsl_rng_uniform(rng) - 5;
    gsl_rng_free(rng);
}

static inline race_word race_once(const race_entry *e, uint32_t rep)
{
    static double start[DIMENSION_MOST];
    const race_case *c = e->on;
    race_start(e, rep, start);
    const gg_job job = {.loss = c->loss,
                        .optimizer = e->optimizer,
                        .n = c->n,
                        .seed = e->seed,
                        .rep = rep,
                        .dare = true,
                        .start = c->uniform ? start : NULL,
                        .max_evals = c->max_evals,
                        .max_seconds = 60,
                        .target = e->target,
                        .minimum = c->minimum > 0 ? &c->minimum : NULL};
    race_word w = {.rep = rep};
    gg_result r;
    if (gg_run(&r, &job) != GG_OK) {
        if (rep == 0) fprintf(stderr, "%s\n", gg_message());
        w.absent = true;
        return w;
    }
    w.cost = (double)(r.used.value + r.used.gradient + r.used.hessian_vector);
    w.hit = r.why == GG_STOP_TARGET;
    w.work = 1e6 * r.times.optimizer / w.cost;
    gg_result_close(&r);
    return w;
}

/* Takes entries from one pipe and says what came of them into another, until there are none. */
static inline void race_work(const race_entry entries[], int jobs, int words)
{
    size_t at = 0;
    while (read(jobs, &at, sizeof at) == (ssize_t)sizeof at) {
        const size_t entry = at / REPS;
        const uint32_t rep = (uint32_t)(at % REPS);
        race_word w = race_once(entries + entry, rep);
        w.entry = entry;
        if (write(words, &w, sizeof w) != (ssize_t)sizeof w) break;
    }
}

static inline void race_must(bool well)
{
    if (well) return;
    perror("bench_race");
    exit(2);
}

static inline void race_take(race_entry entries[], const race_word *w)
{
    race_entry *e = entries + w->entry;
    e->absent = e->absent || w->absent;
    e->cost[w->rep] = w->cost;
    e->work[w->rep] = w->work;
    e->hit[w->rep] = w->hit;
    e->done[w->rep] = true;
}

/* Repetitions [from, to) of the entries that are not yet done. A process that a peer takes down
 * costs that run; the other one goes on with the rest. */
static inline void race_share(race_entry entries[], size_t count, uint32_t from, uint32_t to)
{
    int jobs[2] = {-1, -1};
    int words[2] = {-1, -1};
    race_must(pipe(jobs) == 0 && pipe(words) == 0);
    pid_t child[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        fflush(stdout);
        child[i] = fork();
        race_must(child[i] >= 0);
        if (child[i] > 0) continue;
        close(jobs[1]);
        close(words[0]);
        race_work(entries, jobs[0], words[1]);
        _exit(0);
    }
    close(jobs[0]);
    close(words[1]);
    for (size_t at = 0; at < count * REPS; at++) {
        const uint32_t rep = (uint32_t)(at % REPS);
        const race_entry *e = entries + at / REPS;
        const bool due = rep >= from && rep < to && rep < race_reps(e->on) && !e->done[rep] &&
                         !e->absent;
        if (due) race_must(write(jobs[1], &at, sizeof at) == (ssize_t)sizeof at);
    }
    close(jobs[1]);
    race_word w;
    while (read(words[0], &w, sizeof w) == (ssize_t)sizeof w) race_take(entries, &w);
    close(words[0]);
    for (int i = 0; i < PROCESSES; i++) waitpid(child[i], NULL, 0);
}

/* A method that draws nothing goes one way from one start: where three runs agree to the call,
 * they stand for all. */
static inline void race_repeat(race_entry *e)
{
    const bool alike = e->done[0] && e->done[1] && e->done[2] && e->cost[0] == e->cost[1] &&
                       e->cost[0] == e->cost[2];
    for (uint32_t rep = 3; rep < REPS && ((alike && !e->on->uniform) || e->absent); rep++) {
        e->cost[rep] = e->cost[0];
        e->work[rep] = e->work[rep % 3];
        e->hit[rep] = e->hit[0];
        e->done[rep] = true;
    }
}

static inline void race_all(race_entry entries[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t rep = 0; rep < REPS; rep++)
            entries[i].cost[rep] = (double)entries[i].on->max_evals; /* if a run crashes */
    race_share(entries, count, 0, 3);
    for (size_t i = 0; i < count; i++) race_repeat(entries + i);
    race_share(entries, count, 3, REPS);
}

static inline size_t race_hits(const race_entry *e)
{
    size_t hits = 0;
    for (size_t rep = 0; rep < race_reps(e->on); rep++) hits += e->hit[rep];
    return hits;
}

/* Calls that one arrival costs; INFINITY if there was none. */
static inline double race_expected(const race_entry *e)
{
    return gg_expected_time(e->cost, e->hit, race_reps(e->on));
}

#endif
