/* losses/bbob/transform.h -- the transformations of the BBOB functions, and their derivatives.
 *
 * Each has a twin for complex numbers, chosen by the kind of its argument, and one that goes
 * back: it multiplies h, the derivative by the output, by the transformation's own. */
#ifndef GG_LOSSES_BBOB_TRANSFORM_H
#define GG_LOSSES_BBOB_TRANSFORM_H

#include "losses/bbob/instance.h"

/* T_osz: z = sgn(y) exp(l + 0.049 (sin(a l) + sin(b l))), l = log |y|; a = 10, b = 7.9 where
 * y > 0, else 5.5, 3.1. At 0, where it has no derivative but bounded slopes on both sides, that
 * of y stands for it.
 *
 * log_y, log_z  [n]  out: log |y|, log |z| */
void gg_bbob_oscillate_real(size_t n, const double y[], double log_y[], double log_z[],
                            double z[]);
void gg_bbob_oscillate_complex(size_t n, const double complex y[], double complex log_y[],
                               double complex log_z[], double complex z[]);
void gg_bbob_oscillate_back(size_t n, const double y[], const double log_y[], const double z[],
                            double h[]);
#define gg_bbob_oscillate(n, y, log_y, log_z, z) \
    GG_BBOB_OF(y, gg_bbob_oscillate)(n, y, log_y, log_z, z)

/* T_asy: z = y^(1 + beta i / (n - 1) sqrt y) where y > 0, else y; i from 0. log_y is needed
 * where y > 0. */
void gg_bbob_lean_real(const gg_bbob *b, double beta, const double y[], const double log_y[],
                       double z[]);
void gg_bbob_lean_complex(const gg_bbob *b, double beta, const double complex y[],
                          const double complex log_y[], double complex z[]);
void gg_bbob_lean_back(const gg_bbob *b, double beta, const double y[], const double log_y[],
                       const double z[], double h[]);
#define gg_bbob_lean(b, beta, y, log_y, z) GG_BBOB_OF(y, gg_bbob_lean)(b, beta, y, log_y, z)

/* log |y| */
void gg_bbob_logs_real(size_t n, const double y[], double log_y[]);
void gg_bbob_logs_complex(size_t n, const double complex y[], double complex log_y[]);
#define gg_bbob_logs(n, y, log_y) GG_BBOB_OF(y, gg_bbob_logs)(n, y, log_y)

/* f_pen: sum_i max(0, |x_i| - wall)^2; and weight times its gradient added to g. */
double gg_bbob_penalty_real(size_t n, double wall, const double x[]);
double complex gg_bbob_penalty_complex(size_t n, double wall, const double complex x[]);
void gg_bbob_penalty_back(size_t n, double wall, double weight, const double x[], double g[]);
#define gg_bbob_penalty(n, wall, x) GG_BBOB_OF(x, gg_bbob_penalty)(n, wall, x)

#endif
