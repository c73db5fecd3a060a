/* experiments/trace.h -- a convergence curve: what was reached, after how many calls. */
#ifndef GG_EXPERIMENTS_TRACE_H
#define GG_EXPERIMENTS_TRACE_H

#include "losses/oracle.h"

typedef struct gg_mark {
    gg_calls used;
    double wall, cpu; /* seconds since the run began, less what tracing took */
    double best;      /* least f so far, noise-free */
} gg_mark;

/* Between two improvements a best-so-far curve does not move: these marks are the curve. Kept
 * are ten per tenfold of the gap f - minimum, every tenth of the first gap, ten per tenfold of
 * calls, and the first and the last improvement. So the call that first met a gap of 10^(k/10),
 * or of 10^-j times the first gap, is known exactly. Where the minimum is unknown, an
 * improvement by 1 % of |f| takes the place of the gaps. */
typedef struct gg_trace {
    gg_mark *marks; /* [count] */
    size_t count, room;
    double minimum; /* NaN: unknown */
    double target;  /* gap that is enough: the oracle falls silent there */
    bool reached;   /* it was */
    double next_gap,
        next_tenth; /* the next gap 10^(k/10), and tenth of the first gap, to mark */
    double wall_zero, cpu_zero; /* the clocks when the run began */
    double wall_read, cpu_read; /* the clocks when the CPU's was last read */
    double spent;               /* seconds that tracing took */
    bool lost;                  /* no memory for a mark */
} gg_trace;

/* Be the watcher of `o` from now on, and stop it at a gap of `target` (-INFINITY: never). */
void gg_trace_watch(gg_trace *t, gg_oracle *o, double target);
/* Mark the last improvement, if it is not marked yet. */
void gg_trace_finish(gg_trace *t, const gg_oracle *o);
void gg_trace_close(gg_trace *t);

#endif
