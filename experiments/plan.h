/* experiments/plan.h -- a grid of runs, written out, and carried out into a store. */
#ifndef GG_EXPERIMENTS_PLAN_H
#define GG_EXPERIMENTS_PLAN_H

#include "experiments/store.h"

typedef struct gg_grid { /* every pair that can meet, does */
    const char *name;    /* of the cell, where a claim reads it; NULL: none */
    double at;           /* where the cell lies on the claim's axis: a condition number ... */
    const char *losses;  /* comma-separated specifications; "@smooth" is a suite */
    const char *optimizers; /* comma-separated specifications; "@gradient_free" is a drawer */
    const char *dimensions; /* "2,10,40"; a loss that does not scale runs once, in its own;
                               of a suite, each loss takes those that it can, or its own */
    size_t reps;            /* repetitions, the same instances and starts for all */
    size_t max_evals;       /* calls a run, times n if per_dimension */
    double max_seconds;     /* wall; 0: no limit */
    double target;          /* gap that ends a run; 0: 1e-8 */
    bool per_dimension;     /* max_evals is for one dimension */
    bool dare;              /* gradient methods also run where there is no gradient */
    bool own_start;         /* all begin at the loss's own start, not at random ones */
    bool keep_path;         /* keep the way of two-dimensional runs, and the landscape */
    bool go_on;             /* no target: every run spends its budget */
    bool again; /* another stream for the method's own draws: same name, other luck */
} gg_grid;

typedef struct gg_plan_row {
    gg_job job;       /* strings owned by the plan */
    char *key;        /* gg_store_key */
    const char *cell; /* the grid's name, or the trial's */
    double at;        /* the grid's */
} gg_plan_row;

typedef struct gg_plan {
    const char *study;
    gg_plan_row *rows; /* [count] */
    size_t count, room;
    size_t refused; /* pairs left out because the method needs what the loss lacks */
} gg_plan;

/* Append a grid's runs. A pair that cannot meet is left out and counted; a wrong name or value
 * is an error. fails GG_NOT_FOUND, GG_BAD_INPUT, GG_NO_MEMORY */
gg_status gg_plan_add(gg_plan *plan, const gg_grid *grid, uint64_t seed);
/* Append a trial's measurements, `reps` of each point. `owner` is the claim's name.
 * fails GG_NO_MEMORY */
gg_status gg_plan_add_trial(gg_plan *plan, const char *owner, const gg_trial *trial,
                            size_t reps, uint64_t seed);
void gg_plan_close(gg_plan *plan);

typedef struct gg_outcome {
    size_t done, skipped; /* runs of now; runs that were stored already */
    size_t failed;        /* of now: failed, crashed or timed-out */
    size_t stuck;         /* of now: the method gave up */
    size_t broke_down;    /* of now: failed, but dared to */
    int signal;           /* that interrupted; 0: none */
} gg_outcome;

/* Carry out what is not stored yet, on `workers` processes (0: one a core). SIGINT and SIGTERM
 * stop it; what is complete is stored. fails GG_IO, GG_NO_MEMORY */
gg_status gg_plan_run(const gg_plan *plan, gg_store *store, size_t workers, bool quiet,
                      gg_outcome *out);

/* One line a run on `to`: for --dry-run and --list-runs. */
void gg_plan_print(const gg_plan *plan, FILE *to);

#endif
