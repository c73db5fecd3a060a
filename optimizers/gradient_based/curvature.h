/* optimizers/gradient_based/curvature.h -- an inverse Hessian made of steps. */
#ifndef GG_OPTIMIZERS_GRADIENT_BASED_CURVATURE_H
#define GG_OPTIMIZERS_GRADIENT_BASED_CURVATURE_H

#include <stddef.h>

/* The last `most` pairs (s, y = H s) with s'y > 0, in a ring. The ring, gg_curvature_size
 * numbers, belongs to whoever holds this. */
typedef struct gg_curvature {
    size_t n, most;
    size_t count, next; /* pairs held; the place of the next one */
    double scale;       /* of the first matrix, scale I */
} gg_curvature;

/* Numbers in the ring. */
size_t gg_curvature_size(size_t n, size_t most);

/* The pair that is `back` before the newest: its s and y [n], in the ring. */
double *gg_curvature_step(const gg_curvature *c, double ring[], size_t back);
double *gg_curvature_change(const gg_curvature *c, double ring[], size_t back);

/* Keep (s, y), and forget the oldest where there is no room. A pair whose s'y is not clearly
 * positive is left out. -> was it kept? */
int gg_curvature_add(gg_curvature *c, double ring[], const double s[], const double y[]);

/* out = -B r: B the BFGS matrix of the pairs from the oldest to the newest. out may not be r.
 * source Nocedal 1980, Updating quasi-Newton matrices with limited storage,
 *        doi:10.1090/S0025-5718-1980-0572855-7 */
void gg_curvature_turn(const gg_curvature *c, double ring[], const double r[], double out[]);

#endif
