/* experiments/arm.c -- interpolation at Chebyshev's points, over shorter and shorter stretches. */
#include "experiments/arm.h"

#include <float.h>

enum { LEVELS = 20 };

static const double PI = 3.14159265358979323846;
/* Interpolation makes of noise 1 in the values at most this in value and slope at the base. */
static const double VALUE_GAIN = 2;
static const double SLOPE_GAIN = 72; /* over the reach: 2 (nodes - 1)^2 */

static void interpolate(gg_arm *a, gg_line *l, double base, double reach)
{
    for (int i = 0; i < GG_ARM_NODES; i++) {
        const double x = (1 - cos(PI * i / (GG_ARM_NODES - 1))) / 2;
        a->node[i] = base + x * reach;
        a->c[i] = gg_line_ask(l, a->node[i]);
    }
    for (int k = 1; k < GG_ARM_NODES; k++)
        for (int i = GG_ARM_NODES - 1; i >= k; i--)
            a->c[i] = (a->c[i] - a->c[i - 1]) / (a->node[i] - a->node[i - k]);
}

double gg_arm_at(const gg_arm *a, double t, double *slope)
{
    double value = a->c[GG_ARM_NODES - 1];
    *slope = 0;
    for (int i = GG_ARM_NODES - 2; i >= 0; i--) {
        *slope = *slope * (t - a->node[i]) + value;
        value = value * (t - a->node[i]) + a->c[i];
    }
    return value;
}

void gg_arm_fit(gg_arm *out, gg_line *l, double base, double reach, double noise)
{
    gg_arm longer = {{0}, {0}, 0, 0};
    double longer_slope = NAN;
    double longer_middle = NAN;
    *out = (gg_arm){.value_error = INFINITY, .slope_error = INFINITY};
    const double least = 1e3 * DBL_EPSILON * fmax(fabs(base), fabs(reach));
    for (int k = 0; k < LEVELS && fabs(reach) > least; k++, reach /= 2) {
        gg_arm a;
        double slope;
        double ignored;
        interpolate(&a, l, base, reach);
        const double quarter = base + reach / 4;
        const double middle = gg_arm_at(&a, quarter, &ignored);
        gg_arm_at(&a, base, &slope);
        const double apart = fabs(slope - longer_slope);
        longer.slope_error = apart + SLOPE_GAIN * noise / fabs(reach);
        longer.value_error = fabs(middle - longer_middle) + VALUE_GAIN * noise;
        if (longer.slope_error < out->slope_error) {
            a.slope_error = longer.slope_error;
            a.value_error = longer.value_error;
            *out = a;
        }
        longer = a;
        longer_slope = slope;
        longer_middle = gg_arm_at(&a, base + reach / 8, &ignored);
    }
}
