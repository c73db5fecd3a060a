/* optimizers/gradient_free/halt.h -- when a run of an evolution strategy has nothing to win. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_HALT_H
#define GG_OPTIMIZERS_GRADIENT_FREE_HALT_H

#include "optimizers/gradient_free/covariance.h"

/* What is remembered of the values of one run; they are only compared, but for rounding. */
typedef struct gg_halt {
    double best;         /* least f of the run, ... */
    double shrunk_best;  /* ... and when its samples had shrunk to a hundredth ... */
    size_t shrunk;       /* ... 1: they have (no bool: nothing pads a state) */
    double level;        /* the best of some generation, and ... */
    size_t same;         /* ... generations since then whose best differs by rounding alone */
    double window[2][2]; /* least best and least median of the window before, and of this */
    size_t in_window, until_condition;
} gg_halt;

/* A generation, for the tests to look at. */
typedef struct gg_generation {
    size_t n, lambda, count; /* count: generations of this run */
    double best, median;     /* of its values */
    double before; /* least shrunk_best of the runs before; +INFINITY: there are none */
    double sigma, sigma_first;   /* in units of the box; of this run */
    double x_tolerance;          /* share of sigma_first that is too small */
    const double *mean, *p_c;    /* [n] */
    const double *lower, *upper; /* [n] the box */
    const gg_covariance *v;
} gg_generation;

void gg_halt_begin(gg_halt *h, size_t n);

/* -> why the run is to end, static text; NULL: it is not. *arrived: nothing is left but rounding.
 * source Hansen 2009, Benchmarking a BI-population CMA-ES on the BBOB-2009 function testbed,
 *        section 2, doi:10.1145/1570256.1570333; Auger & Hansen 2005,
 *        doi:10.1109/CEC.2005.1554902 */
const char *gg_halt_look(gg_halt *h, const gg_generation *g, bool *arrived);

#endif
