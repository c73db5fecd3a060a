/* losses/learning/rows.h -- one pass over the rows of a model: scores, then the sum of their slopes. */
#ifndef GG_LOSSES_LEARNING_ROWS_H
#define GG_LOSSES_LEARNING_ROWS_H

#include "losses/learning/design.h"
#include "losses/learning/kernel.h"

/* What lies between the scores of some rows and their slopes, while the rows are in the cache.
 * Score k of row first + i is s[64 k + i]; the scores of a direction v follow those of w. It
 * writes d loss / d score over the scores of w.
 * ->     the sum of the losses of `count` rows, at most 64 */
typedef double gg_head(void *context, size_t first, size_t count, double s[]);

/* Rows as they stand in the design; narrow ones also in strips of 64 rows, column by column, so
 * that 8 rows are 8 lanes. */
typedef struct gg_rows {
    size_t count, n; /* rows; columns */
    size_t outputs;  /* scores a row */
    const double *x; /* [count][n] */
    double *strips;  /* [strips][n][64], rows that are missing are 0; NULL: n is large */
    double *sums;    /* [outputs][n][8] */
    double *scores;  /* [2 outputs][64] */
    const gg_kernel *kernel;
} gg_rows;

/* The first line of the cache in memory, which has GG_LINE doubles more than are needed: what
 * begins with a line is read in whole ones. */
enum { GG_LINE = 8 };
double *gg_aligned(double memory[]);

/* doubles that it needs beside the design */
size_t gg_rows_room(size_t rows, size_t n, size_t outputs);
void gg_rows_lay(gg_rows *out, const gg_design *d, size_t outputs, double memory[]);

/* w, v  [outputs][n] a weight vector a score; v may be NULL
 * g     [outputs][n] out, sum of slope times row; NULL: the slopes are not used
 * ->    the sum of what the head gives, the same bits with and without g */
double gg_rows_pass(const gg_rows *r, const double w[], const double v[], gg_head *head,
                    void *context, double g[]);

#endif
