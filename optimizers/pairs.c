/* optimizers/pairs.c -- two loops over a ring of steps and changes. */
#include "optimizers/pairs.h"

#include "base/vector.h"

/* ring: s [most][n], y [most][n], 1 / s'y [most], and the weights of the two loops [most] */

static const double CLEARLY = 1e-14; /* share of |s| |y| that s'y has at least */

size_t gg_pairs_size(size_t n, size_t most)
{
    return 2 * most * n + 2 * most;
}

static size_t place(const gg_pairs *c, size_t back)
{
    return (c->next + c->most - 1 - back) % c->most;
}

double *gg_pairs_step(const gg_pairs *c, double ring[], size_t back)
{
    return ring + place(c, back) * c->n;
}

double *gg_pairs_change(const gg_pairs *c, double ring[], size_t back)
{
    return ring + (c->most + place(c, back)) * c->n;
}

bool gg_pairs_add(gg_pairs *c, double ring[], const double s[], const double y[])
{
    const double sy = gg_dot(c->n, s, y);
    const double yy = gg_dot(c->n, y, y);
    const double ss = gg_dot(c->n, s, s);
    if (!(sy > CLEARLY * sqrt(ss) * sqrt(yy)) || !isfinite(1 / sy) || !isfinite(sy / yy))
        return false;
    gg_copy(c->n, s, ring + c->next * c->n);
    gg_copy(c->n, y, ring + (c->most + c->next) * c->n);
    ring[2 * c->most * c->n + c->next] = 1 / sy;
    c->scale = sy / yy;
    c->next = (c->next + 1) % c->most;
    if (c->count < c->most) c->count++;
    return true;
}

void gg_pairs_turn(const gg_pairs *c, double ring[], const double r[], double out[])
{
    const size_t n = c->n;
    const double *inverse = ring + 2 * c->most * n;
    double *weight = ring + 2 * c->most * n + c->most;
    for (size_t i = 0; i < n; i++) out[i] = -r[i];
    for (size_t back = 0; back < c->count; back++) {
        const size_t k = place(c, back);
        weight[k] = inverse[k] * gg_dot(n, ring + k * n, out);
        gg_along(n, out, -weight[k], ring + (c->most + k) * n, out);
    }
    for (size_t i = 0; i < n && c->count; i++) out[i] *= c->scale;
    for (size_t back = c->count; back-- > 0;) {
        const size_t k = place(c, back);
        const double other = inverse[k] * gg_dot(n, ring + (c->most + k) * n, out);
        gg_along(n, out, weight[k] - other, ring + k * n, out);
    }
}
