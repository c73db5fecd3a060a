/* experiments/trace.h -- a convergence curve: what was reached, after how many calls. */
#ifndef GG_EXPERIMENTS_TRACE_H
#define GG_EXPERIMENTS_TRACE_H

#include "losses/oracle.h"

/* Between two improvements a best-so-far curve does not move: these marks are the curve. Kept
 * are ten per tenfold of the gap, ten per tenfold of calls, every tenth of the first gap, and
 * the first and the last improvement. So the call that first met a gap of 10^(k/10), or of
 * 10^-j times the first gap, is known exactly. Without a known minimum: every improvement by
 * 1 % of |f|. */
typedef struct gg_mark {
    gg_calls used;
    double wall, cpu; /* seconds since the run began */
    double best;      /* least f so far, noise-free */
} gg_mark;

typedef struct gg_trace {
    gg_mark *marks; /* [count] */
    size_t count, room;
    double minimum;             /* NaN: unknown */
    double wall_zero, cpu_zero; /* clocks when the run began */
    double spent;               /* seconds this trace took itself */
    bool lost;                  /* no memory for a mark */
} gg_trace;

/* Be the watcher of `o` from now on. */
void gg_trace_watch(gg_trace *t, gg_oracle *o);
/* The last improvement, if it is not marked yet. */
void gg_trace_finish(gg_trace *t, gg_oracle *o);
void gg_trace_close(gg_trace *t);

#endif
