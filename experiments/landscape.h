/* experiments/landscape.h -- two-dimensional losses on a grid, for contours under paths. */
#ifndef GG_EXPERIMENTS_LANDSCAPE_H
#define GG_EXPERIMENTS_LANDSCAPE_H

#include "experiments/plan.h"

/* Store the landscape under every loss of the plan whose paths are kept, once: a square grid
 * around the stored paths and the minimiser, within the loss's box.
 * fails GG_IO, GG_NO_MEMORY, and what gg_problem_open fails with */
gg_status gg_landscapes_store(const gg_plan *plan, gg_store *store);

#endif
