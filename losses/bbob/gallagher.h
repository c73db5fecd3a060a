/* losses/bbob/gallagher.h -- what the two Gallagher functions of BBOB share. */
#ifndef GG_LOSSES_BBOB_GALLAGHER_H
#define GG_LOSSES_BBOB_GALLAGHER_H

#include "losses/loss.h"

/* Bytes of p->data with `count` peaks. */
size_t gg_bbob_gallagher_size(size_t n, size_t count);

/* f21 has 101 peaks, f22 21. */
gg_status gg_bbob_gallagher_build(gg_problem *p, int function, size_t count);

double gg_bbob_gallagher(gg_problem *p, const double x[]);
double complex gg_bbob_gallagher_complex(gg_problem *p, const double complex x[]);
double gg_bbob_gallagher_gradient(gg_problem *p, const double x[], double g[]);

#endif
