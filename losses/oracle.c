/* losses/oracle.c -- counting, budget, best answer and clock of every call. */
#include "losses/oracle.h"

#include <stdlib.h>
#include <time.h>

#include "base/vector.h"

enum { STRIDE = 61, ALWAYS_TIMED = 16, RING = 31 };

static const double WORTH_TIMING = 4e-6; /* s; two clock readings are 1 % of that */

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double gg_seconds(void)
{
    return seconds(CLOCK_MONOTONIC);
}

double gg_cpu_seconds(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

/* What timing nothing reads: subtracted from every sample. */
static double clock_cost(void)
{
    double least = INFINITY;
    for (int i = 0; i < 50; i++) {
        const double before = gg_seconds();
        least = fmin(least, gg_seconds() - before);
    }
    return least;
}

gg_status gg_oracle_open(gg_oracle *o, gg_problem *p, size_t limit)
{
    double *best_x = calloc(p->n, sizeof *best_x);
    if (!best_x) return gg_fail(GG_NO_MEMORY, "no memory for a point of %zu numbers", p->n);
    *o = (gg_oracle){
        .n = p->n,
        .start = p->start,
        .lower = p->lower,
        .upper = p->upper,
        .L = p->L,
        .mu = p->mu,
        .minimum = p->minimum,
        .limit = limit,
        .first = NAN,
        .best = INFINITY,
        .best_x = best_x,
        .problem = p,
        .mark_below = INFINITY,
        .deadline = INFINITY,
        .until_slow = 1,
    };
    return GG_OK;
}

void gg_oracle_close(gg_oracle *o)
{
    if (!o) return;
    free(o->best_x);
    o->best_x = NULL;
}

static double silence(gg_oracle *o, double g[])
{
    o->silent = true;
    if (g) gg_fill(o->n, 0, g);
    return INFINITY;
}

/* The rare outcomes of a call: a better f, or one that is not a number. -> what is told */
static double notable(gg_oracle *o, const double x[], double f, double told)
{
    if (isnan(f)) {
        o->broken++;
        return INFINITY;
    }
    if (f < o->best) {
        o->best = f;
        gg_copy(o->n, x, o->best_x);
        if (isinf(f)) o->silent = o->unbounded = true;
        const bool due = f <= o->mark_below || o->spent >= o->mark_at;
        if (due && o->on_best) o->on_best(o->watcher, o);
    }
    return told;
}

static void keep_time(gg_oracle *o, gg_stopwatch *watch, double took)
{
    watch->ring[watch->timed % RING] = took;
    watch->timed++;
    watch->total += took;
    o->until_slow = watch->timed < ALWAYS_TIMED || took > WORTH_TIMING ? 1 : STRIDE;
}

/* A call that is timed, or whose problem is noisy and is scored without its noise. */
static double slow_call(gg_oracle *o, const double x[], double g[])
{
    static _Thread_local double cost = -1;
    if (cost < 0) cost = clock_cost();
    gg_problem *p = o->problem;
    const double before = gg_seconds();
    const double told = g ? p->loss->gradient(p, x, g) : p->loss->value(p, x);
    const double after = gg_seconds();
    keep_time(o, g ? &o->gradient_time : &o->value_time, fmax(0, after - before - cost));
    if (after > o->deadline) o->silent = o->late = true;
    double f = told;
    if (p->noisy) {
        f = isnan(told) ? told : gg_problem_truth(p, x);
        o->until_slow = 1;
    }
    if (o->spent == 1) o->first = f;
    return f < o->best || isnan(f) ? notable(o, x, f, told) : told;
}

double gg_value(gg_oracle *o, const double x[])
{
    if (o->silent || o->spent >= o->limit) return silence(o, NULL);
    o->used.value++;
    o->spent++;
    if (--o->until_slow == 0) return slow_call(o, x, NULL);
    const double f = o->problem->loss->value(o->problem, x);
    return f >= o->best ? f : notable(o, x, f, f);
}

double gg_gradient(gg_oracle *o, const double x[], double g[])
{
    if (o->silent || o->spent >= o->limit) return silence(o, g);
    o->used.gradient++;
    o->spent++;
    double f;
    if (--o->until_slow == 0) {
        f = slow_call(o, x, g);
    } else {
        f = o->problem->loss->gradient(o->problem, x, g);
        if (!(f >= o->best)) f = notable(o, x, f, f);
    }
    const size_t lost = gg_first_broken(o->n, g);
    if (lost == o->n) return f;
    if (isfinite(f)) {
        o->lost = lost + 1;
        o->lost_value = g[lost];
        o->silent = true;
    }
    gg_fill(o->n, 0, g); /* nothing can be learned far out, where f is not finite either */
    return f;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The timed calls as they were; each other one as the median of the newest samples, so that
 * one interruption of the process is not multiplied. */
static double estimate(const gg_stopwatch *watch, size_t calls)
{
    if (watch->timed == 0) return 0;
    double sorted[RING];
    const size_t count = watch->timed < RING ? watch->timed : RING;
    gg_copy(count, watch->ring, sorted);
    qsort(sorted, count, sizeof *sorted, ascending);
    return watch->total + sorted[count / 2] * (double)(calls - watch->timed);
}

double gg_oracle_loss_seconds(const gg_oracle *o)
{
    return estimate(&o->value_time, o->used.value) +
           estimate(&o->gradient_time, o->used.gradient);
}
