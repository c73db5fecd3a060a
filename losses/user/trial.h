/* losses/user/trial.h -- a first look at a loss that a user brings. */
#ifndef GG_LOSSES_USER_TRIAL_H
#define GG_LOSSES_USER_TRIAL_H

#include "losses/loss.h"

/* Asks for f at the start, and, where the loss claims to be smooth, compares its slope along one
 * random direction with a difference. `who` is named in messages. Once a process for each
 * specification: the workers of a sweep inherit that it was done.
 * fails GG_BAD_INPUT the start's f is NaN; a component of the gradient, which is named, is not
 *       finite or contradicts the values */
gg_status gg_trial(gg_problem *p, const char *who, gsl_rng *rng);

#endif
