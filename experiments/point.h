/* experiments/point.h -- a point as users write it. */
#ifndef GG_EXPERIMENTS_POINT_H
#define GG_EXPERIMENTS_POINT_H

#include "losses/loss.h"

/* Comma-separated numbers, or `start`, `minimizer`, `zeros`, `@FILE`, `-` for standard input.
 * x [p->n] out. fails GG_BAD_INPUT, GG_NOT_FOUND, GG_IO */
gg_status gg_point_read(const gg_problem *p, const char *text, double x[]);

#endif
