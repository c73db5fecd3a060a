/* experiments/look.h -- one component of a gradient against what values say of it. */
#ifndef GG_EXPERIMENTS_LOOK_H
#define GG_EXPERIMENTS_LOOK_H

#include "losses/loss.h"

typedef enum gg_witness {
    GG_BY_CENTRAL,    /* differences to both sides at once */
    GG_BY_FORWARD,    /* to one side */
    GG_BY_COMPLEX,    /* the complex step */
    GG_BY_BOTH_SIDES, /* between the slopes on both sides; central, if f is C1 */
} gg_witness;

/* A point, and what is told there. */
typedef struct gg_look {
    gg_problem *p;
    gsl_rng *rng;
    size_t n;
    double *x;         /* [n] the point */
    double *y;         /* [n] a probe */
    double *g;         /* [n] what is told at x: a mean, if it is noisy */
    double *spread;    /* [n] standard error of that */
    double *usual;     /* [n] mean size of told components, the caller's to set */
    double *room;      /* [n] */
    double complex *z; /* [n] a complex probe */
    double f;          /* at x, without noise as far as the loss can do so */
    double noise;      /* standard deviation that is left */
    double grain;      /* what rounding errors of values are relative to */
} gg_look;

typedef struct gg_finding {
    double severity;  /* in units of what is allowed; above 1: wrong; INFINITY: see low */
    double error;     /* relative to the larger of both */
    double low, high; /* what values say; NaN: they say nothing */
} gg_finding;

/* Ask for the gradient at l->x, several times if it is not the same twice.
 * -> false: f is not finite there, or huge */
bool gg_look_listen(gg_look *l);

/* Component i of what was told at l->x. step: the longest that is tried; 0: chosen. For the
 * complex step l->z is l->x. */
gg_finding gg_look_ask(gg_look *l, gg_witness w, size_t i, double step);

#endif
