/* losses/bbob_schaffers.h -- what the two Schaffer functions of BBOB share. */
#ifndef GG_LOSSES_BBOB_SCHAFFERS_H
#define GG_LOSSES_BBOB_SCHAFFERS_H

#include "losses/loss.h"

/* f17, f18: instance, matrices and smoothness. */
gg_status gg_bbob_schaffers_build(gg_problem *p, int function, double condition);

double gg_bbob_schaffers(gg_problem *p, const double x[]);
double complex gg_bbob_schaffers_complex(gg_problem *p, const double complex x[]);
double gg_bbob_schaffers_gradient(gg_problem *p, const double x[], double g[]);

#define GG_BBOB_SCHAFFERS_FORMULA                                          \
    "(mean_i sqrt(s_i) (1 + sin^2(50 s_i^0.2)))^2 + 10 f_pen(x) + f_opt, " \
    "s_i = sqrt(z_i^2 + z_(i+1)^2), z = Lambda Q T_asy^0.5(R (x - x_opt))"
#define GG_BBOB_SCHAFFERS_DERIVATIVE                                                      \
    "through every transformation, from 2 mean (1/4 + sin^2/4 + 5 s^0.2 sin(100 s^0.2)) " \
    "sqrt(s) / s^2 z in z_i and z_(i+1); 0 where s = 0"
#define GG_BBOB_SCHAFFERS_FAILS \
    "where z_i = z_(i+1) = 0; there it is steeper than any line unless n = 2"

#endif
