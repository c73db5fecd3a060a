/* losses/kink.c -- |u|, sharp or rounded, with the slope that was asked for. */
#include "losses/kink.h"

static double sharp(const gg_kink *k, double u, double *slope)
{
    const double size = fabs(u);
    switch (k->at) {
    case GG_AT_NAIVE: *slope = u / size; return size;
    case GG_AT_EPSILON:
        *slope = isinf(u) ? copysign(1, u) : u / (size + k->epsilon);
        return size;
    case GG_AT_LEFT: *slope = u > 0 ? 1 : -1; break;
    case GG_AT_RIGHT: *slope = u < 0 ? -1 : 1; break;
    case GG_AT_ZERO: *slope = (u > 0) - (u < 0); break;
    }
    if (isnan(u)) *slope = u;
    return size;
}

double gg_kink_abs(const gg_kink *k, double u, double *slope)
{
    const double w = k->width;
    const double size = fabs(u);
    switch (k->by) {
    case GG_ROUND_NOT: return sharp(k, u, slope);
    case GG_ROUND_SQRT: {
        const double root = hypot(u, w);
        *slope = isinf(u) ? copysign(1, u) : u / root;
        return isinf(u) ? size : u * (u / (root + w)); /* no cancellation near 0 */
    }
    case GG_ROUND_HUBER:
        *slope = size <= w ? u / w : copysign(1, u);
        if (isnan(u)) *slope = u;
        return size <= w ? u * (u / (2 * w)) : size - w / 2;
    case GG_ROUND_SOFTPLUS: {
        *slope = tanh(u / w);
        if (size >= w) return size + w * log1p(exp(-2 * size / w)) - w * log(2);
        const double s = sinh(u / (2 * w));
        return w * log1p(2 * s * s); /* w log cosh(u/w) */
    }
    }
    return size;
}

double gg_kink_pick(const gg_kink *k, double left, double right)
{
    const double low = fmin(left, right);
    const double high = fmax(left, right);
    switch (k->at) {
    case GG_AT_LEFT: return left;
    case GG_AT_RIGHT: return right;
    case GG_AT_EPSILON: return (left + right) / 2;
    case GG_AT_NAIVE: return NAN;
    case GG_AT_ZERO: break;
    }
    return low > 0 ? low : high < 0 ? high : 0;
}

double gg_kink_error(const gg_kink *k)
{
    switch (k->by) {
    case GG_ROUND_SQRT: return k->width;
    case GG_ROUND_HUBER: return k->width / 2;
    case GG_ROUND_SOFTPLUS: return k->width * log(2);
    case GG_ROUND_NOT: break;
    }
    return 0;
}

double gg_kink_curvature(const gg_kink *k)
{
    return k->by == GG_ROUND_NOT ? INFINITY : 1 / k->width;
}
