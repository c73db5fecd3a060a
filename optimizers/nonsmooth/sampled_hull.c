/* optimizers/nonsmooth/sampled_hull.c -- a subdifferential, by sample. */
#include "optimizers/nonsmooth/sampled_hull.h"

#include <gsl/gsl_randist.h>

#include "optimizers/nonsmooth/simplex_qp.h"

size_t gg_sampled_hull_room(size_t n, size_t most)
{
    return most * (2 * n + most + 1) + gg_simplex_qp_room(most);
}

gg_sampled_hull gg_sampled_hull_open(size_t n, size_t most, size_t count, double room[])
{
    gg_sampled_hull h = {.n = n, .most = most, .count = count, .g = room};
    h.at = h.g + most * n;
    h.gram = h.at + most * n;
    h.w = h.gram + most * most;
    h.qp = h.w + most;
    return h;
}

void gg_sampled_hull_add(gg_sampled_hull *h, const double x[], const double g[])
{
    const size_t k = h->count;
    if (k == h->most) return;
    gg_copy(h->n, g, h->g + k * h->n);
    gg_copy(h->n, x, h->at + k * h->n);
    h->w[k] = 0;
    h->count++;
    for (size_t i = 0; i <= k; i++)
        h->gram[i * h->most + k] = h->gram[k * h->most + i] = gg_dot(h->n, h->g + i * h->n,
                                                                     h->g + k * h->n);
}

void gg_sampled_hull_trim(gg_sampled_hull *h, const double x[], double radius, size_t most)
{
    const size_t n = h->n;
    const size_t before = h->count;
    size_t left = 0;
    for (size_t k = 0; k < before; k++)
        if (gg_distance(n, h->at + k * n, x) <= radius) left++;
    h->count = 0;
    for (size_t k = 0; k < before; k++) {
        if (!(gg_distance(n, h->at + k * n, x) <= radius)) continue;
        if (left-- <= most) gg_sampled_hull_add(h, h->at + k * n, h->g + k * n);
    }
}

void gg_sampled_hull_sample(gg_sampled_hull *h, gg_oracle *o, const double x[], double radius,
                            size_t count)
{
    const size_t n = h->n;
    for (size_t k = 0; k < count && h->count < h->most && !o->silent; k++) {
        double *at = h->at + h->count * n;
        double *g = h->g + h->count * n;
        gsl_ran_dir_nd(o->rng, n, at);
        gg_along(n, x, radius * pow(gsl_rng_uniform_pos(o->rng), 1 / (double)n), at, at);
        if (gg_gradient(o, at, g) < INFINITY) gg_sampled_hull_add(h, at, g);
    }
}

double gg_sampled_hull_nearest(gg_sampled_hull *h, double p[])
{
    gg_fill(h->n, 0, p);
    if (h->count == 0) return 0;
    gg_simplex_qp(h->count, h->most, h->gram, NULL, h->w, h->qp);
    for (size_t k = 0; k < h->count; k++)
        if (h->w[k] > 0) gg_along(h->n, p, h->w[k], h->g + k * h->n, p);
    return gg_norm(h->n, p);
}
