/* experiments/audit.h -- do the rows of a run add up? */
#ifndef GG_EXPERIMENTS_AUDIT_H
#define GG_EXPERIMENTS_AUDIT_H

#include "experiments/evidence.h"

/* Of the runs that a claim is judged from: how many there are, and how many do not add up: spent
 * more calls than their budget, have a curve that goes back in calls or up in f, does not end at
 * the run's best f or goes on behind its last call, or stopped at a target that they did not
 * meet, or are below the minimum. `first` [room] says what is wrong with the first of them.
 * fails GG_BAD_INPUT, GG_NO_MEMORY */
gg_status gg_audit(gg_evidence *e, size_t *runs, size_t *wrong, char first[], size_t room);

#endif
