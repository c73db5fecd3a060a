/* losses/discontinuous/nearest_whole.h -- to the nearest whole number, halves up, without a rounding error. */
#ifndef GG_LOSSES_DISCONTINUOUS_NEAREST_WHOLE_H
#define GG_LOSSES_DISCONTINUOUS_NEAREST_WHOLE_H

#include <math.h>

/* floor(x + 1/2) without rounding x + 1/2: just below 1/2 it is 0. Not round(), which takes
 * halves away from 0. */
static inline double gg_nearest_whole(double x)
{
    const double low = floor(x);
    return x - low >= 0.5 ? low + 1 : low;
}

#endif
