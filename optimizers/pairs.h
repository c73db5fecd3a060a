/* optimizers/pairs.h -- an inverse Hessian made of the last few steps. */
#ifndef GG_OPTIMIZERS_PAIRS_H
#define GG_OPTIMIZERS_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

/* The last `most` pairs (s, y = H s) with s'y > 0, in a ring. The ring, gg_pairs_size
 * numbers, belongs to whoever holds this. */
typedef struct gg_pairs {
    size_t n, most;
    size_t count, next; /* pairs held; the place of the next one */
    double scale;       /* of the first matrix, scale I */
} gg_pairs;

/* Numbers in the ring. */
size_t gg_pairs_size(size_t n, size_t most);

/* The pair that is `back` before the newest: its s and y [n], in the ring. */
double *gg_pairs_step(const gg_pairs *c, double ring[], size_t back);
double *gg_pairs_change(const gg_pairs *c, double ring[], size_t back);

/* Keep (s, y), and forget the oldest where there is no room. A pair whose s'y is not clearly
 * positive is left out. -> was it kept? */
bool gg_pairs_add(gg_pairs *c, double ring[], const double s[], const double y[]);

/* out = -B r: B the BFGS matrix of the pairs from the oldest to the newest. out may not be r.
 * source Nocedal 1980, Updating quasi-Newton matrices with limited storage,
 *        doi:10.1090/S0025-5718-1980-0572855-7 */
void gg_pairs_turn(const gg_pairs *c, double ring[], const double r[], double out[]);

#endif
