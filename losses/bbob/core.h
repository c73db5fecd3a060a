/* losses/bbob/core.h -- formulas in transformed coordinates that several BBOB functions share.
 *
 * Each has a twin for complex numbers, and one that goes back: it writes the derivatives by z
 * to h. */
#ifndef GG_LOSSES_BBOB_CORE_H
#define GG_LOSSES_BBOB_CORE_H

#include "losses/bbob/instance.h"

/* sum_i w_i z_i^2 */
double gg_bbob_squares_real(size_t n, const double w[], const double z[]);
double complex gg_bbob_squares_complex(size_t n, const double w[], const double complex z[]);
void gg_bbob_squares_back(size_t n, const double w[], const double z[], double h[]);
#define gg_bbob_squares(n, w, z) GG_BBOB_OF(z, gg_bbob_squares)(n, w, z)

/* sum_i z_i^2 + 10 (1 - cos 2 pi z_i); and sum_i 1 - cos 2 pi z_i. term [n] is overwritten */
double gg_bbob_dents_real(size_t n, const double z[], double term[]);
double complex gg_bbob_dents_complex(size_t n, const double complex z[], double complex term[]);
double gg_bbob_waves_real(size_t n, const double z[], double term[]);
double complex gg_bbob_waves_complex(size_t n, const double complex z[], double complex term[]);
void gg_bbob_dents_back(size_t n, const double z[], double h[]);
void gg_bbob_waves_back(size_t n, const double z[], double h[]);
#define gg_bbob_dents(n, z, term) GG_BBOB_OF(z, gg_bbob_dents)(n, z, term)
#define gg_bbob_waves(n, z, term) GG_BBOB_OF(z, gg_bbob_waves)(n, z, term)

/* sum_i 100 (z_i^2 - z_(i+1))^2 + (z_i - 1)^2 */
double gg_bbob_valley_real(size_t n, const double z[]);
double complex gg_bbob_valley_complex(size_t n, const double complex z[]);
void gg_bbob_valley_back(size_t n, const double z[], double h[]);
#define gg_bbob_valley(n, z) GG_BBOB_OF(z, gg_bbob_valley)(n, z)

/* How much the Rosenbrock functions are stretched: max(1, sqrt(n) / 8). */
double gg_bbob_stretch(size_t n);

#endif
