/* experiments/taped.h -- formulas as they are written on a tape. */
#ifndef GG_EXPERIMENTS_TAPED_H
#define GG_EXPERIMENTS_TAPED_H

#include "experiments/tape.h"

/* Each begins an empty tape, whose first entries are the variables x [n]; the last is f. */

/* x_1 x_2 ... x_n */
void gg_taped_product(gg_tape *t, size_t n, const double x[]);

/* sum_i 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2, i = 1 ... n-1; n at least 2 */
void gg_taped_rosenbrock(gg_tape *t, size_t n, const double x[]);

/* A network with one hidden layer, asked about one row of data: (s - y)^2 / 2,
 * s = sum_h v_h tanh(sum_d w_hd z_d).
 *
 * x  [hidden * inputs + hidden] w row by row, then v; z and y are constants
 * z  [inputs] */
void gg_taped_network(gg_tape *t, size_t hidden, size_t inputs, const double x[],
                      const double z[], double y);

#endif
