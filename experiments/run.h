/* experiments/run.h -- one loss, one optimizer, one budget: the only loop there is. */
#ifndef GG_EXPERIMENTS_RUN_H
#define GG_EXPERIMENTS_RUN_H

#include "experiments/trace.h"
#include "experiments/trial.h"
#include "optimizers/method.h"

typedef enum gg_stop {
    GG_RUNNING,
    GG_STOP_TARGET,    /* "target": f - minimum fell to the target */
    GG_STOP_CONVERGED, /* "converged": the method says that it has arrived */
    GG_STOP_CALLS,     /* "max-evals" */
    GG_STOP_TIME,      /* "max-seconds" */
    GG_STOP_FAILED,    /* "failed": the loss or the method broke down; reason says how */
    GG_STOP_CRASHED,   /* "crashed": the process died; the pool says how */
    GG_STOP_TIMED_OUT, /* "timed-out": the process was killed for not answering */
} gg_stop;
const char *gg_stop_name(gg_stop s);

typedef struct gg_job {
    const char *loss, *optimizer; /* specifications */
    size_t n;                     /* 0: the loss's usual one */
    uint64_t seed;                /* of every random number, with ... */
    uint32_t rep;                 /* ... the repetition, from 0 */
    bool dare;           /* let a method that needs a gradient make do with what there is */
    bool draw_start;     /* a random start in the box, from (seed, rep); else the loss's own */
    bool keep_path;      /* keep where the method stands after every step */
    const double *start; /* [n] overrides both; NULL: none */
    size_t max_evals;    /* calls of all kinds, each charged 1 */
    double max_seconds;  /* wall; INFINITY: no limit */
    double target;       /* gap f - minimum that is enough; -INFINITY: go on */
    const double *minimum; /* of a loss that does not know its own; NULL: unknown */
    bool again;            /* another stream for the method's draws; instance and start stay */
    const gg_trial
        *trial;   /* NULL; else this measurement instead of a run, with .seed, .rep ... */
    size_t point; /* ... and this point; loss is "", optimizer the claim's name */
} gg_job;

/* Seconds of a run, on one core: loss + optimizer + logging = wall, and the same for cpu_*. The
 * CPU's are split in the proportions of the wall's, for a run is one thread that never waits. */
typedef struct gg_times {
    double wall, loss, optimizer, logging;
    double cpu, cpu_loss, cpu_optimizer, cpu_logging;
} gg_times;

/* What a run leaves. Everything it points to is its own. */
typedef struct gg_result {
    gg_stop why;
    bool stuck;       /* failed, because the method itself gave up: a result, not a mishap */
    char reason[256]; /* for failed, crashed, timed-out; else "" */
    size_t n;
    char *loss, *optimizer; /* canonical specifications */
    gg_smoothness smoothness;
    double f, first, minimum; /* least f, f at the start, the loss's minimum or NaN */
    double *x;                /* [n] where f is least */
    gg_calls used;
    gg_times times;
    double
        price; /* measured: time of value with gradient over time of value; NaN: no gradient */
    gg_trace trace;
    size_t steps;    /* rows of path */
    double *path;    /* [steps][n] where the method stood; NULL unless kept */
    size_t *path_at; /* [steps] calls spent by then */
    size_t crowd_rows;
    double
        *crowd; /* [crowd_rows][3] step, x, y: all points of its first steps, for a film; of a
                      run in the plane whose path is kept, if the method has several */
    gg_numbers numbers; /* what a trial noted */
} gg_result;

/* Did a run fail, crash or time out? A method that gave up did not, nor one that was dared and
 * broke down: that is what one races it for. */
bool gg_run_failed(const gg_job *job, const gg_result *r);

/* One whole run, or a trial's measurement.
 * fails GG_NOT_FOUND, GG_BAD_INPUT (also a pair that cannot be, with the reason), GG_NO_MEMORY */
gg_status gg_run(gg_result *out, const gg_job *job);
/* A job's trial: "converged" once it has measured, "failed" with its message if it cannot.
 * fails GG_NO_MEMORY */
gg_status gg_trial_run(gg_result *out, const gg_job *job);
void gg_result_close(gg_result *r);

/* May this method meet this problem? fails GG_BAD_INPUT with the reason */
gg_status gg_run_allows(const gg_method *m, const gg_problem *p, bool dare);

#endif
