/* experiments/price.h -- what a gradient costs on this machine, measured in values. */
#ifndef GG_EXPERIMENTS_PRICE_H
#define GG_EXPERIMENTS_PRICE_H

#include "losses/loss.h"

/* Time of a value with its gradient over the time of a value, at x [n]; least of a few short
 * batches of each in turn. NaN where there is no derivative or no memory. */
double gg_price(gg_problem *p, const double x[]);

#endif
