/* tests/bench_race_speed.h -- the time that optimizers take for themselves, beside peers'. */
#ifndef GG_TESTS_BENCH_RACE_SPEED_H
#define GG_TESTS_BENCH_RACE_SPEED_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "experiments/statistics.h"
#include "optimizers/method.h"

/* All of a row run in turns, so that a machine that slows down slows all; medians are told. */
enum { TURNS = 9, RIVALS = 3, IN_PLACE = 500 };

static const double TURN = 0.02; /* seconds of a method in a turn, at the least */

/* Microseconds of `per` calls: an evaluation, an iteration, a generation. */
typedef struct speed_row {
    const char *ours;
    size_t n, calls, per;
    bool gradient;
    double bar; /* 0: `share` of the first rival's, in this run */
    double share, quoted;
    const char *rivals[RIVALS], *quoted_from;
} speed_row;

#define SIMPLEXES                                                                            \
    {                                                                                        \
        "gsl:method=nmsimplex2", "nlopt:algorithm=LN_NELDERMEAD", "nlopt:algorithm=LN_SBPLX" \
    }
#define MEMORIES                                        \
    {                                                   \
        "liblbfgs", "nlopt:algorithm=LD_LBFGS:memory=6" \
    }
#define HANSEN "Hansen's C code"

/* On Rosenbrock's valley, in which nobody arrives within so many calls. */
static const speed_row speed_rows[] = {
    {"nelder_mead", 2, 110, 1, false, 0.03, 0, 0, SIMPLEXES, ""},
    {"nelder_mead", 10, 2000, 1, false, 0.06, 0, 0, SIMPLEXES, ""},
    {"nelder_mead", 50, 5000, 1, false, 0.18, 0, 0, SIMPLEXES, ""},
    {"nelder_mead", 200, 5000, 1, false, 0.6, 0, 0, SIMPLEXES, ""},
    {"lbfgs:memory=6", 10, 70, 1, true, 0, 0.5, 0, MEMORIES, ""},
    {"lbfgs:memory=6", 1000, 1000, 1, true, 0, 0.5, 0, MEMORIES, ""},
    {"lbfgs:memory=6", 100000, 60, 1, true, 0, 0.5, 0, MEMORIES, ""},
    {"cma_es", 10, 4000, 10, false, 0.6 * 3.6, 0, 3.6, {NULL}, HANSEN},
    {"cma_es", 50, 15000, 15, false, 0.6 * 43, 0, 43, {NULL}, HANSEN},
    {"cma_es", 100, 17000, 17, false, 0.6 * 183, 0, 183, {NULL}, HANSEN},
    {"cma_es", 200, 9500, 19, false, 0.6 * 827, 0, 827, {NULL}, HANSEN},
    {"genetic:population=100",
     10,
     10000,
     100,
     false,
     15,
     0,
     42,
     {NULL},
     "GAlib, pagmo, openGA"},
    {"genetic:population=100",
     50,
     10000,
     100,
     false,
     60,
     0,
     71,
     {NULL},
     "GAlib, pagmo, openGA"},
    {"differential_evolution:population=100",
     10,
     10000,
     100,
     false,
     12,
     0,
     28,
     {NULL},
     "pagmo"},
    {"differential_evolution:population=100",
     50,
     10000,
     100,
     false,
     40,
     0,
     40,
     {NULL},
     "pagmo"},
};

static void speed_must(gg_status status)
{
    if (status == GG_OK) return;
    fprintf(stderr, "bench_race: %s\n", gg_message());
    exit(2);
}

/* The process's own clock, for others share the machine; but the oracle's is the wall's. */
static double speed_now(const speed_row *row)
{
    return row->n < IN_PLACE ? gg_cpu_seconds() : gg_seconds();
}

static volatile double speed_sink; /* so that no sum is left out */

/* -> seconds of one call of the loss alone */
static double time_loss(const speed_row *row, gg_problem *p)
{
    enum { BATCH = 1000 };
    double *g = calloc(p->n, sizeof *g);
    double total = 0;
    size_t calls = 0;
    const double before = speed_now(row);
    double now = before;
    while (g && now < before + TURN / 4) {
        for (size_t i = 0; i < BATCH; i++)
            total += row->gradient ? p->loss->gradient(p, p->start, g)
                                   : p->loss->value(p, p->start);
        calls += BATCH;
        now = speed_now(row);
    }
    speed_sink = total;
    free(g);
    return (now - before) / (double)calls;
}

/* A method on its loss, ready to start. */
typedef struct speed_run {
    gg_oracle o;
    gg_method m;
} speed_run;

/* Short runs follow each other between two looks at the clock, which costs a microsecond, as much
 * as fifty calls do; not more of them than leave their memories in the first cache. */
enum { CALLS_BETWEEN = 1000, RUNS_MOST = 10 };

static size_t runs_at_once(const speed_row *row)
{
    const size_t runs = row->n < IN_PLACE ? 1 + CALLS_BETWEEN / row->calls : 1;
    return runs < RUNS_MOST ? runs : RUNS_MOST;
}

static void open_run(speed_run *r, const speed_row *row, gg_problem *p, const char *spec)
{
    speed_must(gg_oracle_open(&r->o, p, row->calls + 1));
    speed_must(gg_method_open(&r->m, spec));
    r->o.rng = gsl_rng_alloc(gg_philox);
    gg_random_open(r->o.rng, 1, GG_SEARCH, 0);
    gg_value(&r->o, p->start); /* the first call is a slow one */
    if (row->n >= IN_PLACE) return;
    r->o.next_slow = r->o.limit + 1;
    r->o.until_slow = r->o.limit;
}

static void close_run(speed_run *r)
{
    gg_method_close(&r->m);
    gsl_rng_free(r->o.rng);
    gg_oracle_close(&r->o);
}

/* Some runs. -> seconds a call. Reading clocks costs more than these losses, so the oracle times
 * none of them in low dimensions; what the loss took is then `loss` a call. In high dimensions
 * it is what the oracle has seen, for there the loss is slowed down by what the method does to
 * the caches. */
static double time_runs(const speed_row *row, gg_problem *p, const char *spec, double loss,
                        double *spent)
{
    static speed_run run[RUNS_MOST];
    const size_t count = runs_at_once(row);
    double in_loss = 0;
    for (size_t i = 0; i < count; i++) {
        open_run(run + i, row, p, spec);
        in_loss -= gg_oracle_loss_seconds(&run[i].o);
    }
    const double before = speed_now(row);
    for (size_t i = 0; i < count; i++) {
        gg_oracle *o = &run[i].o;
        speed_must(gg_method_start(&run[i].m, o));
        gg_verdict verdict = GG_GO_ON;
        while (verdict == GG_GO_ON && gg_spent(o) < o->limit)
            verdict = gg_method_step(&run[i].m, o);
    }
    const double took = speed_now(row) - before;
    double calls = 0;
    for (size_t i = 0; i < count; i++) {
        calls += (double)(gg_spent(&run[i].o) - 1);
        in_loss += gg_oracle_loss_seconds(&run[i].o);
        close_run(run + i);
    }
    if (row->n < IN_PLACE) in_loss = loss * calls;
    *spent += took;
    return (took - in_loss) / calls;
}

/* One turn of one method: as many runs as fill it. -> the mean of microseconds a unit */
static double time_turn(const speed_row *row, gg_problem *p, const char *spec)
{
    const double loss = row->n < IN_PLACE ? time_loss(row, p) : 0;
    double spent = 0;
    double total = 0;
    double times = 0;
    for (; spent < TURN; times++) total += time_runs(row, p, spec, loss, &spent);
    return 1e6 * (double)row->per * total / times;
}

static bool speed_has(const char *spec, gg_problem *p)
{
    gg_method m;
    gg_oracle o;
    if (gg_method_open(&m, spec) != GG_OK) return false;
    speed_must(gg_oracle_open(&o, p, 1));
    const gg_optimizer *t = m.table;
    const bool has = !t->check || t->check(m.settings.number, &o) == GG_OK;
    gg_oracle_close(&o);
    gg_method_close(&m);
    return has;
}

static void print_speed(const speed_row *row, const bool has[], double sample[][TURNS])
{
    double median[1 + RIVALS];
    printf("%-38s %6zu", row->ours, row->n);
    for (size_t k = 0; k < 1 + RIVALS; k++) {
        median[k] = has[k] ? gg_quantile(sample[k], TURNS, 0.5) : NAN;
        printf(" %9.4g", median[k]);
    }
    if (row->quoted > 0) printf("  quoted %g (%s)", row->quoted, row->quoted_from);
    if (has[1]) printf("  ratio %.3g", median[0] / median[1]);
    const double bar = row->bar > 0 ? row->bar : row->share * median[1];
    printf("  bar %.3g: %s\n", bar,
           !has[0]              ? "not built"
           : !isfinite(bar)     ? "its peer is absent"
           : (median[0] <= bar) ? "met"
                                : "missed");
    fflush(stdout);
}

/* The rows of one method, by the beginning of its specification; all of them for "". */
static int speed(const char *whose)
{
    printf("Microseconds of an evaluation, an iteration or a generation, less the loss\n"
           "%-38s %6s %9s %9s %9s %9s\n",
           "", "n", "ours", "peer 1", "peer 2", "peer 3");
    for (size_t i = 0; i < sizeof speed_rows / sizeof *speed_rows; i++) {
        const speed_row *row = speed_rows + i;
        if (strncmp(row->ours, whose, strlen(whose)) != 0) continue;
        gg_problem *p = NULL;
        speed_must(gg_problem_open(&p, "rosenbrock", row->n, 1, 0));
        double sample[1 + RIVALS][TURNS];
        bool has[1 + RIVALS];
        const char *spec[1 + RIVALS] = {row->ours};
        for (size_t k = 0; k < RIVALS; k++) spec[k + 1] = row->rivals[k];
        for (size_t k = 0; k < 1 + RIVALS; k++) has[k] = spec[k] && speed_has(spec[k], p);
        for (size_t turn = 0; turn < TURNS; turn++)
            for (size_t k = 0; k < 1 + RIVALS; k++)
                if (has[k]) sample[k][turn] = time_turn(row, p, spec[k]);
        print_speed(row, has, sample);
        gg_problem_close(p);
    }
    return 0;
}

#endif
