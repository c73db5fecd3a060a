/* experiments/probe_segment.h -- Probe S: finds where f is not smooth, anywhere on a segment. */
#ifndef GG_EXPERIMENTS_PROBE_SEGMENT_H
#define GG_EXPERIMENTS_PROBE_SEGMENT_H

#include "experiments/ladder.h"

enum { GG_SEGMENT_CELLS = 256, GG_SEGMENT_PLACES = 8 };

typedef struct gg_place {
    gg_sight sight;
    double at, width;                            /* it is at `at`, give or take this */
    double exponent;                             /* p, see ladder.h */
    double left, right, left_error, right_error; /* derivatives to both sides */
    double size;                                 /* of a jump, its height; else right - left */
} gg_place;

typedef struct gg_segment {
    gg_sight sight;  /* the worst that was seen */
    double noise;    /* standard deviation of values; NaN: f is not finite */
    double blind;    /* a kink whose slopes differ by less than this would not be seen */
    double range;    /* largest less smallest value */
    double exponent; /* of the roughest place, whatever it is; NaN: nothing to see */
    double score;    /* see ladder.h: the largest of the places'; higher is less smooth */
    size_t count;    /* places that are flagged, in order; there may be more */
    gg_place place[GG_SEGMENT_PLACES];
    double f[GG_SEGMENT_CELLS + 1]; /* at from, ..., to */
} gg_segment;

/* 257 values, and a closer look at the roughest places: about 400 values where f is smooth, some
 * thousand for each place that is found. noise: standard deviation of values; NaN: estimated */
void gg_segment_probe(gg_segment *out, gg_line *l, double noise);

/* The worst place, or NULL. */
const gg_place *gg_segment_worst(const gg_segment *s);

#endif
