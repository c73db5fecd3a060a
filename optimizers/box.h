/* optimizers/box.h -- what methods take from the box: a length, and a point at random. */
#ifndef GG_OPTIMIZERS_BOX_H
#define GG_OPTIMIZERS_BOX_H

#include <math.h>

#include "losses/oracle.h"

/* The longest side: what a step is measured by that has no other unit. */
static inline double gg_box_side(const gg_oracle *o)
{
    double side = 0;
    for (size_t i = 0; i < o->n; i++) side = fmax(side, o->upper[i] - o->lower[i]);
    return side;
}

/* x [n] uniform in the box, from the method's own stream */
static inline void gg_box_draw(const gg_oracle *o, double x[])
{
    for (size_t i = 0; i < o->n; i++)
        x[i] = o->lower[i] + (o->upper[i] - o->lower[i]) * gsl_rng_uniform(o->rng);
}

#endif
