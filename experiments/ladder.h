/* experiments/ladder.h -- how roughness fades as a line is looked at more and more closely. */
#ifndef GG_EXPERIMENTS_LADDER_H
#define GG_EXPERIMENTS_LADDER_H

#include "experiments/line.h"

/* What values can tell about differentiability, from harmless to worst, so that the worst of
 * several is the largest. */
typedef enum gg_sight {
    GG_SEEN_FLAT, /* constant nearby, but not further away */
    GG_SEEN_SMOOTH,
    GG_SEEN_UNKNOWN, /* noise or infinities hide it */
    GG_SEEN_C1,      /* the slope is continuous, its slope is not */
    GG_SEEN_KINK,
    GG_SEEN_CUSP, /* continuous, but with a slope that is infinite on one side at least */
    GG_SEEN_JUMP
} gg_sight;
const char *gg_sight_name(gg_sight s); /* "smooth", "flat", "unknown", "C1", "kink", ... */

/* Is it a place where f is not twice differentiable? */
static inline bool gg_sight_flags(gg_sight s)
{
    return s >= GG_SEEN_C1;
}

enum { GG_LADDER_ROOM = 64, GG_SIXTH = 7, GG_TENTH = 11 };

/* Roughness S(h): the largest sixth difference of step h near a place. It falls like h^p: 0 at a
 * jump, 1/2 at the cusp of sqrt|t|, 1 at a kink, 2 where the curvature jumps, 6 where f is
 * smooth; so p tells them apart, as long as S stands out of the noise. */
typedef struct gg_ladder {
    size_t levels;            /* where S stands out of the noise */
    double h[GG_LADDER_ROOM]; /* [levels + 1], each half the one before; the last: drowned */
    double s[GG_LADDER_ROOM];
    double at;       /* the place, as far as it could be followed ... */
    double width;    /* ... give or take this */
    double exponent; /* p; NaN with fewer than three levels */
    double score;    /* levels that are left more than a smooth function would have left */
    gg_sight sight;
} gg_ladder;

/* The threshold that S must pass to stand out of noise with this standard deviation. */
double gg_ladder_drowned(double noise);

/* The sixth difference of values in a row. */
static inline double gg_sixth(const double f[GG_SIXTH])
{
    return f[0] + f[6] - 6 * (f[1] + f[5]) + 15 * (f[2] + f[4]) - 20 * f[3];
}

/* The tenth, from which even a fast wave is gone: where it is largest, f is least smooth. */
static inline double gg_tenth(const double f[GG_TENTH])
{
    return f[0] + f[10] - 10 * (f[1] + f[9]) + 45 * (f[2] + f[8]) - 120 * (f[3] + f[7]) +
           210 * (f[4] + f[6]) - 252 * f[5];
}

/* Follow what is least smooth around t from step h downwards, and say what it is.
 * s      S(h) there, which is known; noise: standard deviation of values */
void gg_ladder_follow(gg_ladder *out, gg_line *l, double t, double h, double s, double noise);

/* The same at t itself, where h begins; what is rough beside t is left behind. */
void gg_ladder_stay(gg_ladder *out, gg_line *l, double t, double h, double noise);

#endif
