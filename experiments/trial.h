/* experiments/trial.h -- an experiment that is no race: it measures, and notes numbers. */
#ifndef GG_EXPERIMENTS_TRIAL_H
#define GG_EXPERIMENTS_TRIAL_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct gg_number { /* one thing that was measured */
    char name[32];         /* what: "error", "evaluations" */
    double at;             /* where, on the axis that matters: a step, a dimension; or 0 */
    double value;          /* NaN and infinities are kept as "no number" */
} gg_number;

typedef struct gg_numbers {
    gg_number *list; /* [count], in the order in which they were noted */
    size_t count, room;
    bool lost; /* no memory for one of them: the trial fails */
} gg_numbers;

void gg_note(gg_numbers *to, const char *name, double at, double value);
void gg_numbers_close(gg_numbers *n);

/* Which of a trial's measurements this is. Equal values give equal numbers (but for times). */
typedef struct gg_trial_at {
    size_t point; /* from 0: a row of the trial's own table of settings */
    uint32_t rep; /* repetition, from 0 */
    uint64_t seed;
    gsl_rng
        *rng; /* the stream (seed, GG_TRIAL, point and rep): use no other, or gg_run's own */
} gg_trial_at;

/* Constant. Runs in a worker of its own, as an optimizer's run does. */
typedef struct gg_trial {
    const char *name; /* "ladder": names its rows beside the claim's name */
    const char
        *design; /* what is done, in words; part of the rows' key: change it with the code */
    gg_status (*measure)(gg_numbers *to, const gg_trial_at *at);
    size_t points; /* measured at the points 0 ... points - 1 */
    size_t reps;   /* of each point */
    double limit;  /* s, wall, that one measurement may take; 0: 60 */
} gg_trial;

#endif
