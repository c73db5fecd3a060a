/* losses/oracle.h -- the counted, budgeted, timed window onto a problem. */
#ifndef GG_LOSSES_ORACLE_H
#define GG_LOSSES_ORACLE_H

#include "base/vector.h"
#include "losses/difference.h"
#include "losses/loss.h"

typedef struct gg_calls {
    size_t value, gradient, hessian_vector, prox, samples; /* samples: rows looked at */
} gg_calls;

/* Times of a few calls stand for all of them: reading a clock costs more than a small loss.
 * The first calls and then one in 251 are timed; all of them while one takes over 4 us. */
typedef struct gg_stopwatch {
    double ring[31]; /* seconds, the newest samples */
    size_t timed;    /* calls timed so far */
    double total;    /* seconds of those */
} gg_stopwatch;

/* Counts every question, keeps the best answer, and falls silent when a budget is spent: from
 * then on it says +INFINITY, with a zero gradient, without calling the loss. So methods read
 * like their pseudo-code, and none can overdraw. NaN is told as +INFINITY and counted.
 *
 * Where the gradient is to come from values (losses/difference.h), gg_gradient asks gg_value for
 * each of them: all are counted, charged, timed and kept if they are best, and used.gradient
 * stays 0. If the budget ends in between, the whole gradient is refused: +INFINITY and zeros. */
typedef struct gg_oracle {
    size_t n;
    const double *start, *lower, *upper; /* [n] where the run begins; its box */
    double L, mu;                        /* as in gg_problem */
    double minimum;                      /* as in gg_problem; for the Polyak step alone */
    gsl_rng *rng;                        /* the method's own stream */
    gg_calls used;
    size_t limit;      /* calls of all kinds: the budget */
    bool silent;       /* the budget, the time or the loss's goodwill is spent */
    bool late;         /* silent because `deadline` passed */
    bool unbounded;    /* silent because f was -INFINITY */
    size_t broken;     /* answers that were NaN */
    size_t lost;       /* 1 + the first component of a gradient that was not finite at a
                            finite f; silent because of it. 0: none */
    double lost_value; /* that component: NaN or an infinity */
    double first;      /* f at the first call, noise-free */
    double best;       /* least f answered, noise-free; +INFINITY before the first */
    double *best_x;    /* [n] where */
    const char *why;   /* a method that ends says why, in words; static text */

    gg_problem *problem;       /* without the part that takes differences: */
    gg_difference *difference; /* the oracle takes them itself; NULL: no differences */
    double (*value)(gg_problem *p, const double x[]); /* the problem's, at hand */
    double (*gradient)(gg_problem *p, const double x[], double g[]);
    double mark_below; /* on_best is called when best falls to this or below, ... */
    size_t mark_at;    /* ... or improves at this call or later */
    void (*on_best)(void *watcher, struct gg_oracle *o);
    void *watcher;
    double deadline;   /* on gg_seconds()' clock; INFINITY: none */
    size_t until_slow; /* calls until the next that is timed, judged or refused, ... */
    size_t next_slow;  /* ... which is this one */
    gg_stopwatch value_time, gradient_time;
    double slope_squared; /* |g|^2 of the last gradient that was asked; INFINITY before */
    double other_time;    /* seconds of calls of other kinds, which are all timed */
    double scoring_time;  /* seconds for scores that nobody is charged for */
    size_t complex_calls; /* among used.value, and ... */
    size_t smooth_parts; /* ... among used.gradient, rounded ones too: they are in other_time */
    size_t credit;       /* rows of the last call charged that are not yet looked at */
    bool begun;          /* `first` is set, if only to NaN */
} gg_oracle;

/* An oracle onto `p` with a budget of `limit` calls. start, rng, on_best, deadline are the
 * caller's to set. fails GG_NO_MEMORY */
gg_status gg_oracle_open(gg_oracle *o, gg_problem *p, size_t limit);
void gg_oracle_close(gg_oracle *o);

/* Calls of all kinds. Not their sum: that would wait for the counter just written. */
static inline size_t gg_spent(const gg_oracle *o)
{
    return o->next_slow - o->until_slow;
}

/* Answer no more. */
void gg_oracle_silence(gg_oracle *o);

/* Parts of gg_value and gg_gradient that are rare, or longer than a call. */
double gg_value_slowly(gg_oracle *o, const double x[]);
double gg_gradient_slowly(gg_oracle *o, const double x[], double g[]);
double gg_gradient_by_differences(gg_oracle *o, const double x[], double g[]);
double gg_oracle_note(gg_oracle *o, const double x[], double f);
double gg_oracle_check(gg_oracle *o, double f, double g[]);

/* f(x), charged one call. Here, so that a small loss is not dwarfed by the way to it. */
static inline double gg_value(gg_oracle *o, const double x[])
{
    if (--o->until_slow == 0) return gg_value_slowly(o, x);
    o->used.value++;
    const double f = o->value(o->problem, x);
    return f >= o->best ? f : gg_oracle_note(o, x, f);
}

/* f(x) and its gradient g [n], or what stands for it; charged one call, or each value that
 * differences take. */
static inline double gg_gradient(gg_oracle *o, const double x[], double g[])
{
    if (o->difference) return gg_gradient_by_differences(o, x, g);
    if (--o->until_slow == 0) return gg_gradient_slowly(o, x, g);
    o->used.gradient++;
    double f = o->gradient(o->problem, x, g);
    if (!(f >= o->best)) f = gg_oracle_note(o, x, f);
    o->slope_squared = gg_dot(o->n, g, g);
    return isfinite(o->slope_squared) ? f : gg_oracle_check(o, f, g);
}

/* hv = H(x) v [n]; charged one call. Zeros in silence, or if a number of it is not finite. */
void gg_hessian_vector(gg_oracle *o, const double x[], const double v[], double hv[]);

/* s(x) and its gradient g [n], f = s + r; charged one call, as a gradient. x is scored by f(x),
 * uncharged, as noisy calls are. -> s(x) */
double gg_smooth_part(gg_oracle *o, const double x[], double g[]);

/* The prox of r at x with step t, as in gg_loss; out [n] may be x. Counted and not charged, for
 * it looks at no data; out = x in silence. */
void gg_prox(gg_oracle *o, double t, const double x[], double out[]);

/* f with its kinks rounded off, and its gradient g [n]: |u| and maxima as gg_kink_abs and
 * gg_kink_max have them for this form and width; charged one call. x is scored by f(x),
 * uncharged. -> the rounded f(x) */
double gg_rounded(gg_oracle *o, gg_rounding by, double width, const double x[], double g[]);

/* The gradient g [n] of the mean over `count` of the rows, as in gg_loss. The fair currency is
 * passes over the data: every `samples` rows, begun or finished, are charged one call and count
 * as one gradient, for a pass costs what that costs; used.samples counts rows. At each call that
 * is charged x is scored by f(x), uncharged. -> that mean */
double gg_sample(gg_oracle *o, const size_t rows[], size_t count, const double x[], double g[]);

/* Seconds spent inside the loss, from the timed calls. */
double gg_oracle_loss_seconds(const gg_oracle *o);

/* Monotonic wall clock and this process's CPU clock, in seconds. */
double gg_seconds(void);
double gg_cpu_seconds(void);

#endif
