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
    gg_problem *asked = p->difference ? p->inner : p;
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
        .slope_squared = INFINITY,
        .best_x = best_x,
        .problem = asked,
        .difference = p->difference,
        .value = asked->loss->value,
        .gradient = asked->loss->gradient,
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
    o->slope_squared = gg_dot(o->n, g, g);
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
    const bool soon = timed < ALWAYS_TIMED || took > WORTH_TIMING || o->problem->noisy ||
                      !o->begun;
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

/* -> seconds from `before` until now without the clock's own */
static double took_since(double before)
{
    static _Thread_local double cost = -1;
    const double now = gg_seconds();
    if (cost < 0) cost = clock_cost();
    return fmax(0, now - before - cost);
}

static void watch_deadline(gg_oracle *o, double now)
{
    if (!(now > o->deadline)) return;
    o->late = true;
    gg_oracle_silence(o);
}

/* f, without noise, is what x is worth. */
static void credit_point(gg_oracle *o, const double x[], double f)
{
    if (!o->begun) o->first = f;
    o->begun = true;
    if (!(f >= o->best)) note(o, x, f);
}

/* The same where f(x) is not yet known; this is judging, and not charged to the method. */
static void score(gg_oracle *o, const double x[])
{
    const double before = gg_seconds();
    const double f = gg_problem_truth(o->problem, x);
    o->scoring_time += took_since(before);
    credit_point(o, x, f);
}

static double ask_slowly(gg_oracle *o, const double x[], double g[])
{
    gg_problem *p = o->problem;
    gg_stopwatch *watch = g ? &o->gradient_time : &o->value_time;
    const double before = gg_seconds();
    const double told = g ? o->gradient(p, x, g) : o->value(p, x);
    const double took = took_since(before);
    keep_time(watch, took);
    plan_next(o, took, watch->timed);
    if (p->noisy && !isnan(told))
        score(o, x);
    else
        credit_point(o, x, told);
    watch_deadline(o, before + took);
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

/* --- differences ----------------------------------------------------------------------------- */

/* Charge `calls` by themselves: the next value or gradient is asked slowly, and plans anew.
 * -> false, and silence, if the budget does not hold them */
static bool charge(gg_oracle *o, size_t calls)
{
    const size_t spent = gg_spent(o);
    if (o->silent || calls > o->limit - spent) {
        gg_oracle_silence(o);
        return false;
    }
    o->next_slow = spent + calls + 1;
    o->until_slow = 1;
    return true;
}

/* From a call of a kind that is always timed: keep its time, look at the deadline. */
static void finish(gg_oracle *o, double before)
{
    const double took = took_since(before);
    o->other_time += took;
    watch_deadline(o, before + took);
}

static double answer(gg_answerer *a, const double x[])
{
    gg_oracle *o = a->whom;
    a->refused = o->silent || gg_spent(o) >= o->limit;
    return gg_value(o, x);
}

/* Nothing is noted: the point lies beside x, which is, by 1e-20. */
static double complex answer_complex(gg_answerer *a, const double complex z[])
{
    gg_oracle *o = a->whom;
    a->refused = !charge(o, 1);
    if (a->refused) return INFINITY;
    o->used.value++;
    o->complex_calls++;
    const double before = gg_seconds();
    const double complex f = o->problem->loss->complex_value(o->problem, z);
    finish(o, before);
    return f;
}

double gg_gradient_by_differences(gg_oracle *o, const double x[], double g[])
{
    gg_answerer a = {o, answer, answer_complex, false};
    const double f = gg_difference_gradient(o->difference, &a, x, g);
    o->slope_squared = a.refused ? INFINITY : gg_dot(o->n, g, g);
    if (!a.refused) return gg_oracle_check(o, f, g);
    gg_fill(o->n, 0, g);
    return INFINITY;
}

/* --- other kinds of questions ---------------------------------------------------------------- */

void gg_hessian_vector(gg_oracle *o, const double x[], const double v[], double hv[])
{
    gg_fill(o->n, 0, hv);
    if (!charge(o, 1)) return;
    o->used.hessian_vector++;
    const double before = gg_seconds();
    o->problem->loss->hessian_vector(o->problem, x, v, hv);
    finish(o, before);
    if (gg_first_broken(o->n, hv) == o->n) return;
    o->broken++;
    gg_fill(o->n, 0, hv);
}

double gg_smooth_part(gg_oracle *o, const double x[], double g[])
{
    gg_fill(o->n, 0, g);
    if (!charge(o, 1)) return INFINITY;
    o->used.gradient++;
    o->smooth_parts++;
    const double before = gg_seconds();
    const double s = o->problem->loss->smooth_part(o->problem, x, g);
    finish(o, before);
    score(o, x);
    return gg_oracle_check(o, isnan(s) ? INFINITY : s, g);
}

void gg_prox(gg_oracle *o, double t, const double x[], double out[])
{
    if (!charge(o, 0)) {
        gg_copy(o->n, x, out);
        return;
    }
    o->used.prox++;
    const double before = gg_seconds();
    o->problem->loss->prox(o->problem, t, x, out);
    finish(o, before);
}

double gg_rounded(gg_oracle *o, gg_rounding by, double width, const double x[], double g[])
{
    gg_fill(o->n, 0, g);
    if (!charge(o, 1)) return INFINITY;
    o->used.gradient++;
    o->smooth_parts++;
    gg_problem *leaf = o->problem;
    while (leaf->inner) leaf = leaf->inner;
    const gg_kink sharp = leaf->kink;
    leaf->kink.by = by;
    leaf->kink.width = width;
    const double before = gg_seconds();
    const double f = o->gradient(o->problem, x, g);
    finish(o, before);
    leaf->kink = sharp;
    score(o, x);
    return gg_oracle_check(o, isnan(f) ? INFINITY : f, g);
}

double gg_sample(gg_oracle *o, const size_t rows[], size_t count, const double x[], double g[])
{
    const size_t all = o->problem->samples;
    const size_t short_of = count > o->credit ? count - o->credit : 0;
    const size_t calls = short_of / all + (short_of % all != 0);
    gg_fill(o->n, 0, g);
    if (!charge(o, calls)) return INFINITY;
    o->credit += calls * all - count;
    o->used.samples += count;
    o->used.gradient += calls;
    o->smooth_parts += calls;
    const double before = gg_seconds();
    const double mean = o->problem->loss->sample(o->problem, rows, count, x, g);
    finish(o, before);
    if (calls) score(o, x);
    return gg_oracle_check(o, isnan(mean) ? INFINITY : mean, g);
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
    return estimate(&o->value_time, o->used.value - o->complex_calls) +
           estimate(&o->gradient_time, o->used.gradient - o->smooth_parts) + o->other_time;
}
