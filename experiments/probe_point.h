/* experiments/probe_point.h -- Probe P: is f differentiable at a given place of a line? */
#ifndef GG_EXPERIMENTS_PROBE_POINT_H
#define GG_EXPERIMENTS_PROBE_POINT_H

#include "experiments/ladder.h"
#include "experiments/one_sided.h"

typedef struct gg_point_probe {
    gg_sight sight;
    gg_one_sided left, right; /* derivatives to both sides; infinite at a cusp or a jump */
    double z;                 /* |right - left| over the sum of their errors; above 3: a kink */
    double noise;             /* standard deviation of values; NaN: f is not finite */
    double blind;    /* a kink whose slopes differ by less than this would not be seen */
    double width;    /* as close as it was looked: what is smooth below that looks kinked */
    double exponent; /* see ladder.h; NaN: nothing stands out */
} gg_point_probe;

/* At l->from < t < l->to; steps begin at `reach`, as long as t +- reach is on the line and f is
 * finite there, else shorter. About 60 values, 90 more for the noise; some hundred where f is
 * not smooth. noise: standard deviation of values; NaN: estimated */
void gg_point_probe_at(gg_point_probe *out, gg_line *l, double t, double reach, double noise);

#endif
