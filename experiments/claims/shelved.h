/* experiments/claims/shelved.h -- a table that a trial made, where losses find it by its name. */
#ifndef GG_EXPERIMENTS_CLAIMS_SHELVED_H
#define GG_EXPERIMENTS_CLAIMS_SHELVED_H

#include "losses/data.h"
#include "losses/loss.h"

/* A copy of cell [rows][features + 1], the answer last, as data=<name> of linear and network
 * until gg_data_close. A name is free again once its table is closed.
 * fails GG_NO_MEMORY */
gg_status gg_shelved_open(const gg_data **out, const char *name, size_t rows, size_t features,
                          const double cell[]);

/* The minimiser of a convex loss of one number: halves [low, high] by the sign of the derivative
 * that the loss gives, until no number lies between. Where the derivative is 0, it ends. */
double gg_shelved_minimiser(gg_problem *p, double low, double high);

/* The same of a specification. fails as gg_problem_open */
gg_status gg_shelved_minimise(double *out, const char *spec, double low, double high);

#endif
