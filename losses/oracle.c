/* losses/oracle.c -- counting, budget, best answer and clock of every call. */
#include "losses/oracle.h"

#include <stdlib.h>
#include <time.h>

#include "base/vector.h"

enum { STRIDE = 251, ALWAYS_TIMED = 16, RING = 31 };

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
        .value = p->loss->value,
        .gradient = p->loss->gradient,
        .mark_below = INFINITY,
        .deadline = INFINITY,
        .until_slow = 1,
        .next_slow = 1,
    };
    return GG_OK;
}

void gg_oracle_close(gg_oracle *o)
{
    if (!o) return;
    free(o->best_x);
    o->best_x = NULL;
}

void gg_oracle_silence(gg_oracle *o)
{
    o->silent = true;
    o->next_slow = gg_spent(o) + 1;
    o->until_slow = 1;
}

/* The call is not charged: the next one is as this one was. */
static double refuse(gg_oracle *o, double g[])
{
    o->silent = true;
    o->until_slow = 1;
    if (g) gg_fill(o->n, 0, g);
    return INFINITY;
}

/* A better f, without noise, or one that is not a number. */
static void note(gg_oracle *o, const double x[], double f)
{
    if (isnan(f)) {
        o->broken++;
    } else if (f < o->best) {
        o->best = f;
        for (size_t i = 0; i < o->n; i++) o->best_x[i] = x[i]; /* mostly a few numbers */
        if (isinf(f)) {
            o->unbounded = true;
            gg_oracle_silence(o);
        }
        const bool due = f <= o->mark_below || gg_spent(o) >= o->mark_at;
        if (due && o->on_best) o->on_best(o->watcher, o);
    }
}

double gg_oracle_note(gg_oracle *o, const double x[], double f)
{
    note(o, x, f);
    return isnan(f) ? INFINITY : f;
}

/* A gradient that is not finite: the end where f is, else nothing can be learned from it. */
double gg_oracle_check(gg_oracle *o, double f, double g[])
{
    const size_t lost = gg_first_broken(o->n, g);
    if (lost == o->n) return f;
    if (isfinite(f)) {
        o->lost = lost + 1;
        o->lost_value = g[lost];
        gg_oracle_silence(o);
    }
    gg_fill(o->n, 0, g);
    return f;
}

/* When to come back here: to time a call, to score a noisy one, to refuse one too many. */
static void plan_next(gg_oracle *o, double took, size_t timed)
{
    const bool soon = timed < ALWAYS_TIMED || took > WORTH_TIMING || o->problem->noisy;
    const size_t spent = gg_spent(o);
    const size_t left = o->limit - spent + 1;
    const size_t stride = soon ? 1 : STRIDE;
    o->until_slow = left < stride ? left : stride;
    o->next_slow = spent + o->until_slow;
}

static void keep_time(gg_stopwatch *watch, double took)
{
    watch->ring[watch->timed % RING] = took;
    watch->timed++;
    watch->total += took;
}

static double ask_slowly(gg_oracle *o, const double x[], double g[])
{
    static _Thread_local double cost = -1;
    if (cost < 0) cost = clock_cost();
    gg_problem *p = o->problem;
    gg_stopwatch *watch = g ? &o->gradient_time : &o->value_time;
    const double before = gg_seconds();
    const double told = g ? o->gradient(p, x, g) : o->value(p, x);
    const double after = gg_seconds();
    const double took = fmax(0, after - before - cost);
    keep_time(watch, took);
    plan_next(o, took, watch->timed);
    const double f = p->noisy && !isnan(told) ? gg_problem_truth(p, x) : told;
    if (gg_spent(o) == 1) o->first = f;
    if (!(f >= o->best)) note(o, x, f);
    if (after > o->deadline) {
        o->late = true;
        gg_oracle_silence(o);
    }
    return isnan(told) ? INFINITY : told;
}

double gg_value_slowly(gg_oracle *o, const double x[])
{
    if (o->silent || gg_spent(o) > o->limit) return refuse(o, NULL);
    o->used.value++;
    return ask_slowly(o, x, NULL);
}

double gg_gradient_slowly(gg_oracle *o, const double x[], double g[])
{
    if (o->silent || gg_spent(o) > o->limit) return refuse(o, g);
    o->used.gradient++;
    return gg_oracle_check(o, ask_slowly(o, x, g), g);
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
