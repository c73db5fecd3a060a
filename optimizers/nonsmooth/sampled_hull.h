/* optimizers/nonsmooth/sampled_hull.h -- gradients from around a point, and their hull. */
#ifndef GG_OPTIMIZERS_NONSMOOTH_SAMPLED_HULL_H
#define GG_OPTIMIZERS_NONSMOOTH_SAMPLED_HULL_H

#include "losses/oracle.h"

/* The hull of gradients at points near x stands for the subdifferential at x: the nearer its
 * nearest point is to 0, the nearer x is to being stationary, and minus that point leads down. */
typedef struct gg_sampled_hull {
    size_t n, most, count;
    double *g;    /* [most][n] the gradients, ... */
    double *at;   /* [most][n] ... and where */
    double *gram; /* [most][most] */
    double *w;    /* [most] weights of the nearest point, to begin with next time */
    double *qp;   /* room for the search */
} gg_sampled_hull;

/* doubles that a hull of `most` gradients takes */
size_t gg_sampled_hull_room(size_t n, size_t most);

/* A hull whose parts lie in `room`, with as many gradients as lie there. */
gg_sampled_hull gg_sampled_hull_open(size_t n, size_t most, size_t count, double room[]);

/* Put the gradient g [n] at x [n] into it, unless it is full. */
void gg_sampled_hull_add(gg_sampled_hull *h, const double x[], const double g[]);

/* Keep the newest that lie within that radius of x, so many at most. */
void gg_sampled_hull_trim(gg_sampled_hull *h, const double x[], double radius, size_t most);

/* `count` gradients at points uniform in the ball of that radius around x, fewer if the oracle
 * falls silent; where f is not finite none is taken. */
void gg_sampled_hull_sample(gg_sampled_hull *h, gg_oracle *o, const double x[], double radius,
                            size_t count);

/* p [n], the point nearest to 0 -> |p| */
double gg_sampled_hull_nearest(gg_sampled_hull *h, double p[]);

#endif
