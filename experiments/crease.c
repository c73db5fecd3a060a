/* experiments/crease.c -- bisection towards the greatest bend. */
#include "experiments/crease.h"

#include <float.h>
#include <math.h>

#include "base/vector.h"

enum { HALVINGS = 60 };

static const double CHANGE = 1e-3;  /* of slope that makes a kink, in units of the slopes */
static const double RESOLVED = 128; /* a bend is told from rounding errors of this many eps */

static double bend(const double f[3])
{
    return fabs(f[0] - 2 * f[1] + f[2]);
}

bool gg_crease_find(gg_problem *p, const double a[], const double d[], double steep, double y[],
                    double *at, double *width)
{
    double low = 0;
    double wide = 1;
    double change = 0;
    for (int k = 0; k < HALVINGS; k++) {
        double f[5];
        double largest = 0;
        for (int i = 0; i < 5; i++) {
            gg_along(p->n, a, low + i * wide / 4, d, y);
            f[i] = gg_problem_truth(p, y);
            largest = fmax(largest, fabs(f[i]));
        }
        int most = 0;
        for (int i = 1; i < 3; i++)
            if (bend(f + i) > bend(f + most)) most = i;
        if (!isfinite(largest)) return false;
        if (bend(f + most) <= RESOLVED * DBL_EPSILON * (largest + steep)) break;
        change = bend(f + most) / (wide / 4);
        low += most * wide / 4;
        wide /= 2;
    }
    *at = low + wide / 2;
    *width = wide;
    return change > CHANGE * steep;
}
