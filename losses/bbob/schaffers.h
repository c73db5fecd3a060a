/* losses/bbob/schaffers.h -- what the two Schaffer functions of BBOB share. */
#ifndef GG_LOSSES_BBOB_SCHAFFERS_H
#define GG_LOSSES_BBOB_SCHAFFERS_H

#include "losses/loss.h"

/* f17, f18: instance, matrices and smoothness. */
gg_status gg_bbob_schaffers_build(gg_problem *p, int function, double condition);

double gg_bbob_schaffers(gg_problem *p, const double x[]);
double complex gg_bbob_schaffers_complex(gg_problem *p, const double complex x[]);
double gg_bbob_schaffers_gradient(gg_problem *p, const double x[], double g[]);

#endif
