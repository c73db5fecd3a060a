/* losses/pointwise.c -- subdifferential, policy at kinks, and the catalogue's look-up. */
#include "losses/pointwise.h"

#include <string.h>

#include "losses/number.h"

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_pointwises[i] ? gg_pointwises[i]->name : NULL;
}

gg_status gg_pointwise_find(const char *name, const gg_pointwise **out)
{
    for (size_t i = 0; gg_pointwises[i]; i++)
        if (strcmp(gg_pointwises[i]->name, name) == 0) {
            *out = gg_pointwises[i];
            return GG_OK;
        }
    const char *near = gg_nearest(name, name_at, NULL);
    if (near)
        return gg_fail(GG_NOT_FOUND, "no pointwise loss '%s' (did you mean '%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no pointwise loss '%s'", name);
}

void gg_pointwise_interval(const gg_pointwise *l, const double opt[], double t, double *low,
                           double *high)
{
    double at, left, right;
    for (size_t k = 0; l->kink && l->kink(opt, k, &at, &left, &right); k++)
        if (t == at) {
            *low = fmin(left, right);
            *high = fmax(left, right);
            if (isnan(left)) *low = *high = NAN;
            return;
        }
    *low = *high = isnan(t) ? t : l->slope(opt, t);
}

/* The slope of the piece; at a kink the mean of both sides. */
static double mean_slope(const gg_pointwise *l, const double opt[], double t)
{
    double at, left, right;
    for (size_t i = 0; l->kink(opt, i, &at, &left, &right); i++)
        if (t == at) return (left + right) / 2;
    return l->slope(opt, t);
}

/* Replaces each kink's half-jump times |t - at| by its rounded form. */
static double rounded(const gg_pointwise *l, const double opt[], const gg_kink *k, double t,
                      double *slope)
{
    double value = l->value(opt, t);
    double at, left, right;
    *slope = mean_slope(l, opt, t);
    for (size_t i = 0; l->kink(opt, i, &at, &left, &right); i++) {
        const double half = (right - left) / 2;
        const double u = t - at;
        double rounded_slope;
        const double rounded_abs = gg_kink_abs(k, u, &rounded_slope);
        value += half * (rounded_abs - fabs(u));
        *slope += half * (rounded_slope - ((u > 0) - (u < 0)));
    }
    return value;
}

static double at_epsilon(const gg_pointwise *l, const double opt[], const gg_kink *k, double t)
{
    double slope = mean_slope(l, opt, t);
    double at, left, right;
    for (size_t i = 0; l->kink(opt, i, &at, &left, &right); i++) {
        const double u = t - at;
        const double sign = (double)((u > 0) - (u < 0));
        slope -= (right - left) / 2 * sign * (k->epsilon / (fabs(u) + k->epsilon));
    }
    return slope;
}

double gg_pointwise_ask(const gg_pointwise *l, const double opt[], const gg_kink *k, double t,
                        double *slope)
{
    double at, left, right;
    if (!l->kink || isnan(t)) {
        *slope = isnan(t) ? t : l->slope(opt, t);
        return l->value(opt, t);
    }
    if (k->by != GG_ROUND_NOT) return rounded(l, opt, k, t, slope);
    for (size_t i = 0; l->kink(opt, i, &at, &left, &right); i++) {
        if (isnan(left)) { /* a jump */
            *slope = 0;
            return l->value(opt, t);
        }
        if (t == at && k->at != GG_AT_EPSILON) {
            *slope = gg_kink_pick(k, left, right);
            return l->value(opt, t);
        }
    }
    *slope = k->at == GG_AT_EPSILON ? at_epsilon(l, opt, k, t) : l->slope(opt, t);
    return l->value(opt, t);
}

void gg_pointwise_many(const gg_pointwise *l, const double opt[], const gg_kink *k,
                       size_t count, const double t[], double value[], double slope[])
{
    if (l->many && !l->kink)
        l->many(opt, count, t, value, slope);
    else
        for (size_t i = 0; i < count; i++)
            value[i] = gg_pointwise_ask(l, opt, k, t[i], &slope[i]);
}

/* Each kink's half-jump times |t - at| becomes its rounded form. */
double complex gg_pointwise_complex(const gg_pointwise *l, const double opt[], const gg_kink *k,
                                    double complex t)
{
    double complex value = l->complex_value(opt, t);
    double at, left, right;
    for (size_t i = 0; k->by != GG_ROUND_NOT && l->kink && l->kink(opt, i, &at, &left, &right);
         i++) {
        const double complex u = t - at;
        value += (right - left) / 2 * (gg_kink_abs_complex(k, u) - gg_abs_complex(u));
    }
    return value;
}

void gg_pointwise_rounding(const gg_pointwise *l, const double opt[], const gg_kink *k,
                           double *error, double *curvature)
{
    double at, left, right;
    *error = 0;
    *curvature = l->curvature ? l->curvature(opt) : 0;
    for (size_t i = 0; l->kink && l->kink(opt, i, &at, &left, &right); i++) {
        const double half = fabs(right - left) / 2;
        *error += half * gg_kink_error(k);
        *curvature += half * gg_kink_curvature(k);
    }
}
