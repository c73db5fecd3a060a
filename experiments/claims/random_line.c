/* experiments/claims/random_line.c -- draws a family, its numbers and a breach. */
#include "experiments/claims/random_line.h"

#include <float.h>
#include <gsl/gsl_randist.h>

enum { POLYNOMIAL, WAVE, EXPONENTIAL, RUNGE, MIXED, FAMILIES };

static double smooth_part(const gg_random_line *q, double t)
{
    const double *c = q->c;
    double y = 0;
    switch (q->family) {
    case POLYNOMIAL:
        for (int i = 6; i >= 0; i--) y = y * t + c[i];
        return y;
    case WAVE: return c[0] * sin(c[1] * t + c[2]);
    case EXPONENTIAL: return exp(c[3] * t);
    case RUNGE: return 1 / (1 + 25 * (t - c[4]) * (t - c[4]));
    default: return c[0] * sin(c[1] * t + c[2]) + c[5] * exp(c[3] * t);
    }
}

double gg_random_line_value(void *line, double t)
{
    const gg_random_line *q = line;
    const double u = t - q->where;
    double y = smooth_part(q, t);
    if (q->breach == GG_BROKEN_SLOPE) y += q->size / 2 * fabs(u);
    if (q->breach == GG_BROKEN_VALUE && u >= 0) y += q->size;
    if (q->sigma > 0) y += gsl_ran_gaussian_ziggurat(q->rng, q->sigma);
    return y;
}

static double within(gsl_rng *rng, double low, double high)
{
    return low + (high - low) * gsl_rng_uniform(rng);
}

void gg_random_line_draw(gg_random_line *out, gg_breach breach, double ratio, double sigma,
                         double where, gsl_rng *rng)
{
    double largest = 0;
    *out = (gg_random_line){.family = (int)gsl_rng_uniform_int(rng, FAMILIES),
                            .breach = breach,
                            .sigma = sigma,
                            .rng = rng};
    for (int i = 0; i < 7; i++) out->c[i] = gsl_ran_gaussian_ziggurat(rng, 1);
    if (out->family != POLYNOMIAL) {
        out->c[1] = within(rng, 1, 6);
        out->c[2] = within(rng, 0, 6.283185307179586);
        out->c[3] = within(rng, -3, 3);
        out->c[4] = within(rng, -0.5, 0.5);
    }
    const double place = within(rng, -0.9, 0.9);
    const double sign = gsl_rng_uniform(rng) < 0.5 ? -1 : 1;
    out->where = isnan(where) ? place : where;
    for (int i = 0; i <= 200; i++)
        largest = fmax(largest, fabs(smooth_part(out, -1 + 0.01 * i)));
    out->size = sign * ratio * fmax(sigma, DBL_EPSILON * largest);
}
