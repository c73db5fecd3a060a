/* optimizers/gradient_based/step_schedule.h -- how steps become shorter as a run goes on. */
#ifndef GG_OPTIMIZERS_GRADIENT_BASED_STEP_SCHEDULE_H
#define GG_OPTIMIZERS_GRADIENT_BASED_STEP_SCHEDULE_H

#include "losses/oracle.h"

typedef enum gg_step_schedule {
    GG_STEPS_AUTO,     /* constant where gradients are exact, else cosine */
    GG_STEPS_CONSTANT, /* 1 */
    GG_STEPS_INVERSE,  /* 1 / (1 + k / knee) at step k = 0, 1, ... */
    GG_STEPS_ROOT,     /* 1 / sqrt(1 + k / knee) */
    GG_STEPS_COSINE,   /* (1 + cos(pi u)) / 2, u the share of the budget that is spent */
    GG_STEPS_STAIRS,   /* 1, 1/10 from half of the budget on, 1/100 from three quarters on */
} gg_step_schedule;

#define GG_STEP_SCHEDULES "auto|constant|inverse|sqrt|cosine|stairs"

/* The share of the first step that step k is long.
 *
 * exact  do gradients have no error? For GG_STEPS_AUTO.
 * knee   steps after which it has fallen to a half, or to 0.7
 * source inverse: Robbins & Monro 1951, doi:10.1214/aoms/1177729586; cosine: Loshchilov &
 *        Hutter 2017, SGDR, without restarts */
double gg_step_share(gg_step_schedule schedule, bool exact, double k, double knee,
                     const gg_oracle *o);

#endif
