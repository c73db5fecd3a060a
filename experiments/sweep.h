/* experiments/sweep.h -- a plan from the command line into DIR/results.db, with what is said. */
#ifndef GG_EXPERIMENTS_SWEEP_H
#define GG_EXPERIMENTS_SWEEP_H

#include "experiments/arguments.h"
#include "experiments/plan.h"

typedef struct gg_sweep {
    const char *directory;
    size_t workers; /* 0: one a core */
    bool quiet, dry_run;
    const char *command; /* that repeats it */
    const char *preset;  /* of a study; NULL: it is none, and seed does not count */
    uint64_t seed;
} gg_sweep;

/* The options -o, --jobs, --resume, --dry-run (and --list-runs, the same), as an argp child
 * whose input is a gg_sweep. */
extern const struct argp gg_sweep_argp;

/* Carry the plan out and say what came of it on stderr.
 * -> GG_EXIT_OK, GG_EXIT_FELL_SHORT (a run failed or crashed), GG_EXIT_CANNOT, or 128 + signal;
 *    *stored says whether results may be looked at */
int gg_sweep_run(const gg_plan *plan, const gg_sweep *sweep, bool *stored);

#endif
