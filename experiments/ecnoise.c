/* experiments/ecnoise.c -- the difference table: what does not shrink from column to column. */
#include "experiments/ecnoise.h"

#include <float.h>
#include <gsl/gsl_sort.h>

enum { VALUES = 9, ORDERS = VALUES - 1, TRIES = 5, PLACES = 9 };

static const double FIRST_STEP = 1e-10; /* of the line's length */
static const double LAST_STEP = 1e-6;   /* beyond, a stair would be taken for noise */

typedef enum outcome { FOUND, TOO_SHORT, TOO_LONG } outcome;

/* The level of noise that order k of the table shows. */
static double level_of(size_t k, const double t[])
{
    double squares = 0;
    double factor = 1; /* (k!)^2 / (2k)! */
    for (size_t i = 1; i <= k; i++) factor *= (double)i / (double)(k + i);
    for (size_t i = 0; i < VALUES - k; i++) squares += t[i] * t[i];
    return sqrt(factor * squares / (double)(VALUES - k));
}

static bool changes_sign(size_t count, const double t[])
{
    bool up = false;
    bool down = false;
    for (size_t i = 0; i < count; i++) {
        up = up || t[i] > 0;
        down = down || t[i] < 0;
    }
    return up && down;
}

/* f [VALUES] becomes the table's last column. */
static outcome read_table(double f[], double *noise)
{
    double level[ORDERS + 1] = {0};
    bool changes[ORDERS + 1] = {false};
    size_t same = 0;
    for (size_t k = 1; k <= ORDERS; k++) {
        for (size_t i = 0; i < VALUES - k; i++) f[i] = f[i + 1] - f[i];
        for (size_t i = 0; k == 1 && i < VALUES - 1; i++) same += f[i] == 0;
        level[k] = level_of(k, f);
        changes[k] = changes_sign(VALUES - k, f);
    }
    *noise = 0;
    if (2 * same >= VALUES - 1) return TOO_SHORT;
    for (size_t k = 1; k + 2 <= ORDERS; k++) {
        const double low = fmin(level[k], fmin(level[k + 1], level[k + 2]));
        const double high = fmax(level[k], fmax(level[k + 1], level[k + 2]));
        *noise = level[k];
        if (high <= 4 * low && changes[k]) return FOUND;
    }
    return TOO_LONG;
}

double gg_ecnoise(gg_line *l, double t, double step)
{
    double noise = 0;
    for (int k = 0; k < TRIES; k++) {
        double f[VALUES];
        const double most = (l->to - l->from) / ORDERS;
        const double h = fmin(step, most);
        const double start = fmax(l->from, fmin(t - ORDERS * h / 2, l->to - ORDERS * h));
        for (int i = 0; i < VALUES; i++) {
            f[i] = gg_line_ask(l, start + i * h);
            if (!isfinite(f[i])) return NAN;
        }
        switch (read_table(f, &noise)) {
        case FOUND: return noise;
        case TOO_SHORT:
            if (step > LAST_STEP / 2 * (l->to - l->from)) return 0;
            step *= 100;
            break;
        case TOO_LONG: step /= 30; break;
        }
    }
    return noise == 0 ? 0 : NAN;
}

double gg_ecnoise_along(gg_line *l)
{
    double seen[PLACES];
    double largest = 0;
    size_t count = 0;
    const double length = l->to - l->from;
    for (int i = 0; i < PLACES; i++) {
        const double t = l->from + length * fmod(0.05 + 0.618033988749895 * i, 1);
        largest = fmax(largest, fabs(gg_line_ask(l, t)));
        const size_t broken = l->broken;
        const double noise = gg_ecnoise(l, t, FIRST_STEP * length);
        if (l->broken > broken) return NAN;
        if (!isnan(noise)) seen[count++] = noise;
    }
    if (count == 0 || !isfinite(largest)) return NAN;
    gsl_sort(seen, 1, count);
    return fmax(DBL_EPSILON * largest, seen[count / 2]);
}
