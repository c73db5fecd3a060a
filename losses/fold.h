/* losses/fold.h -- how a number that lies outside an interval is brought into it. */
#ifndef GG_LOSSES_FOLD_H
#define GG_LOSSES_FOLD_H

#include <math.h>

/* the nearest number in [low, high] */
static inline double gg_clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* x reflected at low and high until it lies between them; inside, x itself; NaN stays. */
static inline double gg_fold(double x, double low, double high)
{
    if (x >= low && x <= high) return x;
    const double width = high - low;
    if (!(width > 0)) return isnan(x) ? x : low;
    if (isinf(x)) return x > 0 ? high : low;
    const double y = fmod(fabs(x - low), 2 * width);
    return gg_clamp(y <= width ? low + y : low + (2 * width - y), low, high);
}

/* The slope of gg_fold where it has one: 1 or -1. */
static inline double gg_fold_slope(double x, double low, double high)
{
    if (x >= low && x <= high) return 1;
    const double width = high - low;
    if (!(width > 0) || !isfinite(x)) return 0;
    const double way = x >= low ? 1 : -1;
    return fmod(fabs(x - low), 2 * width) <= width ? way : -way;
}

#endif
