/* experiments/trace.c -- which improvements are kept. */
#include "experiments/trace.h"

#include <math.h>
#include <stdlib.h>

static const double PER_TENFOLD = 10;
static const double TENTH_ROOT = 1.2589254117941673; /* of 10: ten steps are a tenfold */
static const double CPU_STALE = 1e-4;                /* s */
static const double ROUNDING = 1e-12; /* marks come this much early rather than late */

/* The largest unit 10^(k / per_tenfold), k whole, below `gap` > 0. */
static double next_below(double gap, double unit, double per_tenfold)
{
    double k = ceil(per_tenfold * log10(gap / unit));
    double next = unit * pow(10, k / per_tenfold);
    while (next >= gap) next = unit * pow(10, --k / per_tenfold);
    return next;
}

/* The CPU's clock at wall time `now`. Reading it takes a call of the kernel, so soon after a
 * reading the process is taken to have run all the time. */
static double cpu_clock(gg_trace *t, double now)
{
    if (now - t->wall_read > CPU_STALE) {
        t->cpu_read = gg_cpu_seconds();
        t->wall_read = now;
    }
    return t->cpu_read + (now - t->wall_read);
}

/* Marks come `ROUNDING` too early rather than too late. */
static void set_thresholds(gg_trace *t, gg_oracle *o)
{
    const double spent = (double)gg_spent(o);
    o->mark_at = (size_t)fmax(spent + 1, ceil(spent * TENTH_ROOT));
    if (isnan(t->minimum)) {
        o->mark_below = o->best - 0.01 * fabs(o->best);
        return;
    }
    const double gap = o->best - t->minimum;
    o->mark_below = -INFINITY;
    if (!(gap > 0) || isinf(gap)) return;
    const double first = o->first - t->minimum;
    const bool has_first = first > 0 && !isinf(first);
    if (gap <= t->next_gap) t->next_gap = next_below(gap, 1, PER_TENFOLD);
    if (gap <= t->next_tenth) t->next_tenth = has_first ? next_below(gap, first, 1) : -INFINITY;
    const double next = fmax(t->next_gap, t->next_tenth);
    o->mark_below = t->minimum +
                    fmax(next, gap > t->target ? t->target : next) * (1 + ROUNDING);
}

static void keep(gg_trace *t, const gg_oracle *o, double now)
{
    if (t->count == t->room) {
        const size_t room = t->room ? 2 * t->room : 64;
        gg_mark *more = realloc(t->marks, room * sizeof *more);
        if (!more) {
            t->lost = true;
            return;
        }
        t->marks = more;
        t->room = room;
    }
    t->marks[t->count++] = (gg_mark){o->used, now - t->wall_zero - t->spent,
                                     cpu_clock(t, now) - t->cpu_zero - t->spent, o->best};
}

static void on_best(void *watcher, gg_oracle *o)
{
    gg_trace *t = watcher;
    const double before = gg_seconds();
    keep(t, o, before);
    if (o->best - t->minimum <= t->target) {
        t->reached = true;
        gg_oracle_silence(o);
    }
    set_thresholds(t, o);
    t->spent += gg_seconds() - before;
}

void gg_trace_watch(gg_trace *t, gg_oracle *o, double target)
{
    *t = (gg_trace){.minimum = o->minimum,
                    .target = target,
                    .next_gap = INFINITY,
                    .next_tenth = INFINITY,
                    .cpu_zero = gg_cpu_seconds(),
                    .wall_zero = gg_seconds()};
    t->wall_read = t->wall_zero;
    t->cpu_read = t->cpu_zero;
    o->on_best = on_best;
    o->watcher = t;
    o->mark_below = INFINITY;
}

void gg_trace_finish(gg_trace *t, const gg_oracle *o)
{
    const bool marked = t->count && t->marks[t->count - 1].best <= o->best;
    if (!marked && o->best < INFINITY) keep(t, o, gg_seconds());
}

void gg_trace_close(gg_trace *t)
{
    if (!t) return;
    free(t->marks);
    t->marks = NULL;
    t->count = t->room = 0;
}
