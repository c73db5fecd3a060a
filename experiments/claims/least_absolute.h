/* experiments/claims/least_absolute.h -- a fit with absolute values, and its exact minimum. */
#ifndef GG_EXPERIMENTS_CLAIMS_LEAST_ABSOLUTE_H
#define GG_EXPERIMENTS_CLAIMS_LEAST_ABSOLUTE_H

#include <stddef.h>

#include "base/status.h"

enum { GG_FIT_ROWS = 256, GG_FIT_COLUMNS = 32 }; /* at most */

typedef struct gg_absolute_fit {
    size_t rows, columns;
    const double *A, *b; /* [rows][columns], [rows] */
} gg_absolute_fit;

/* mean |a'x - b|; g [columns] or NULL: a subgradient, 0 for a row that fits exactly */
double gg_least_absolute(const gg_absolute_fit *t, const double x[], double g[]);

/* The minimiser, a vertex: as many rows as columns fit exactly, and the slopes of the others are
 * outweighed by numbers within [-1, 1] of those. From vertex to vertex along the edge that falls
 * steepest, each time to where f is lowest on it.
 *
 * x      [columns] out
 * fails  GG_BAD_INPUT: rows in no general position, too many of them
 * source Bloomfield & Steiger 1980, Least absolute deviations curve-fitting,
 *        doi:10.1137/0901019 */
gg_status gg_least_absolute_solve(const gg_absolute_fit *t, double x[]);

#endif
