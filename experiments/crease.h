/* experiments/crease.h -- finds a kink of a loss on a segment, from values alone. */
#ifndef GG_EXPERIMENTS_CREASE_H
#define GG_EXPERIMENTS_CREASE_H

#include "losses/loss.h"

/* Halves the segment from a to a + d again and again, towards where f bends most: a kink bends
 * in proportion to the width, everything smooth to its square.
 *
 * steep   what slopes along d are like; a kink changes the slope by 1e-3 of it at least
 * y       [n] room for a point
 * at      out: the kink is at a + at d, ...
 * width   out: ... give or take this much of d
 * -> false: no kink was met */
bool gg_crease_find(gg_problem *p, const double a[], const double d[], double steep, double y[],
                    double *at, double *width);

#endif
