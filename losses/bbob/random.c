/* losses/bbob/random.c -- uniform and normal numbers, rotations, orders of the BBOB instances. */
#include "losses/bbob/random.h"

#include <math.h>

#include "base/vector.h"

#define PI 3.14159265358979323846

enum { WARM_UP = 40, TABLE = 32 };

/* 16807 seed modulo 2^31 - 1 without overflow, by Schrage's division. A larger first seed is
 * within the range after two or three steps. */
static int64_t congruence(int64_t seed)
{
    const int64_t part = (int64_t)floor((double)seed / 127773);
    const int64_t next = 16807 * (seed - part * 127773) - 2836 * part;
    return next < 0 ? next + 2147483647 : next;
}

void gg_bbob_begin(gg_bbob_stream *s, int64_t seed)
{
    if (seed < 0) seed = -seed;
    s->seed = seed < 1 ? 1 : seed;
    for (int i = WARM_UP - 1; i >= 0; i--) {
        s->seed = congruence(s->seed);
        if (i < TABLE) s->table[i] = s->seed;
    }
    s->last = s->table[0];
}

double gg_bbob_uniform(gg_bbob_stream *s)
{
    const size_t at = (size_t)floor((double)s->last / 67108865);
    s->seed = congruence(s->seed);
    s->last = s->table[at];
    s->table[at] = s->seed;
    const double u = (double)s->last / 2.147483647e9;
    return u == 0 ? 1e-99 : u;
}

void gg_bbob_uniforms(int64_t seed, size_t count, double out[])
{
    gg_bbob_stream s;
    gg_bbob_begin(&s, seed);
    for (size_t i = 0; i < count; i++) out[i] = gg_bbob_uniform(&s);
}

void gg_bbob_gaussians(int64_t seed, size_t count, double out[])
{
    gg_bbob_stream radius;
    gg_bbob_stream angle; /* the same numbers, `count` ahead */
    gg_bbob_begin(&radius, seed);
    gg_bbob_begin(&angle, seed);
    for (size_t i = 0; i < count; i++) gg_bbob_uniform(&angle);
    for (size_t i = 0; i < count; i++) {
        const double r = sqrt(-2 * log(gg_bbob_uniform(&radius)));
        out[i] = r * cos(2 * PI * gg_bbob_uniform(&angle));
        if (out[i] == 0) out[i] = 1e-99;
    }
}

static double dot_in_order(size_t n, const double x[], const double y[])
{
    double total = 0;
    for (size_t i = 0; i < n; i++) total += x[i] * y[i];
    return total;
}

void gg_bbob_rotation(int64_t seed, size_t n, double columns[])
{
    gg_bbob_gaussians(seed, n * n, columns);
    for (size_t i = 0; i < n; i++) {
        double *column = columns + i * n;
        for (size_t j = 0; j < i; j++) {
            const double *before = columns + j * n;
            gg_along(n, column, -dot_in_order(n, column, before), before, column);
        }
        const double norm = sqrt(dot_in_order(n, column, column));
        for (size_t k = 0; k < n; k++) column[k] /= norm;
    }
}

void gg_bbob_order(size_t count, const double numbers[], size_t order[])
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && numbers[order[at - 1]] > numbers[i]; at--) order[at] = order[at - 1];
        order[at] = i;
    }
}
