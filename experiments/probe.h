/* experiments/probe.h -- is a loss differentiable, at a point or along lines through its box? */
#ifndef GG_EXPERIMENTS_PROBE_H
#define GG_EXPERIMENTS_PROBE_H

#include "experiments/probe_point.h"
#include "experiments/probe_segment.h"
#include "losses/loss.h"

/* A loss along x + t d, for gg_line. */
typedef struct gg_ray_of {
    gg_problem *p;
    const double *x, *d; /* [n] */
    double *y;           /* [n] room */
} gg_ray_of;

double gg_ray_value(void *ray, double t);

typedef struct gg_probe_place { /* of a line */
    size_t line;
    gg_place is;
} gg_probe_place;

/* What was seen. Everything it points to is its own. */
typedef struct gg_probe {
    size_t n;
    bool at_point;
    gg_sight sight;     /* the worst direction's, or place's */
    double *x;          /* [n] the point; along lines: the worst place, or NaN */
    double *direction;  /* [n] a unit vector: that in which `sight` was seen, or in which
                                  the slope is largest */
    double left, right; /* derivatives along it, to both sides */
    double error;       /* bound of the error of both */
    double width;       /* place: give or take this; point: what is smooth below that
                                   along the direction may look kinked */
    double size;        /* of a jump its height, else right - left */
    double noise;       /* standard deviation of values: the largest met; NaN: not finite */
    double blind;       /* a kink whose slopes differ by less would not be seen: the
                                  largest of all lines */
    double exponent;    /* see ladder.h */
    size_t evaluations;
    size_t lines;                  /* directions at a point, or lines through the box */
    size_t seen[GG_SEEN_JUMP + 1]; /* how many of them were what */
    size_t count, room;            /* places, line by line */
    gg_probe_place *places;        /* [count] */
    double *from, *along;          /* [lines][n] where t = 0; unit vectors */
    double view;                   /* at a point: the longest step that was taken */
    double *reach;                 /* [lines][2] where they begin and end */
} gg_probe;

/* At x: along the axes (32 drawn at random if there are more), 8 random directions and, last,
 * the steepest. Only values are asked. rng: of type gg_philox.
 * fails GG_NO_MEMORY */
gg_status gg_probe_at(gg_probe *out, gg_problem *p, const double x[], gsl_rng *rng);

/* Along `lines` random lines through the box. fails GG_NO_MEMORY */
gg_status gg_probe_lines(gg_probe *out, gg_problem *p, size_t lines, gsl_rng *rng);

void gg_probe_close(gg_probe *p);

#endif
