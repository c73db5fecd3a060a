/* experiments/study.h -- a question and its grid of runs; the study binaries' main(). */
#ifndef GG_EXPERIMENTS_STUDY_H
#define GG_EXPERIMENTS_STUDY_H

#include "experiments/store.h"

typedef struct gg_grid {    /* every pair that can meet, does */
    const char *losses;     /* comma-separated specifications; "@smooth" is a suite */
    const char *optimizers; /* comma-separated specifications */
    const char *dimensions; /* "2,10,40"; a loss that does not scale runs once, in its own */
    size_t reps;            /* repetitions, the same instances and starts for all */
    size_t max_evals;       /* calls a run, times n */
    double target;          /* gap that ends a run */
    bool dare;              /* gradient methods also run where there is no gradient */
    bool keep_path;
} gg_grid;

enum { GG_PRESETS = 3 };

/* Constant; one per file: experiments/studies/<name>.c defines gg_study_<name>. */
typedef struct gg_study {
    const char *name, *title, *question;
    gg_grid grids[GG_PRESETS][4];      /* of quick, standard, full; losses NULL ends a list */
    gg_status (*measure)(gg_store *s); /* what no grid can measure; leaves rows; or NULL */
    const char *figures;               /* comma-separated names of plots/<name>.gp */
} gg_study;

extern const gg_study *const gg_studies[]; /* NULL ends it; written by the build */

int gg_study_main(const gg_study *study, int argc, char **argv);

/* fails GG_NOT_FOUND (the nearest name is offered) */
gg_status gg_study_find(const char *name, const gg_study **out);

#endif
