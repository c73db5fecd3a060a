/* optimizers/nonsmooth/sampled_hull.c -- a subdifferential, by sample. */
#include "optimizers/nonsmooth/sampled_hull.h"

#include <gsl/gsl_randist.h>

#include "optimizers/nonsmooth/simplex_qp.h"

size_t gg_sampled_hull_room(size_t n, size_t most)
{
    return most * (n + most + 1) + n + gg_simplex_qp_room(most);
}

gg_sampled_hull gg_sampled_hull_open(size_t n, size_t most, double room[])
{
    gg_sampled_hull h = {.n = n, .most = most, .g = room};
    h.gram = h.g + most * n;
    h.w = h.gram + most * most;
    h.at = h.w + most;
    h.qp = h.at + n;
    return h;
}

void gg_sampled_hull_add(gg_sampled_hull *h, const double g[])
{
    const size_t k = h->count++;
    gg_copy(h->n, g, h->g + k * h->n);
    for (size_t i = 0; i <= k; i++)
        h->gram[i * h->most + k] = h->gram[k * h->most + i] = gg_dot(h->n, h->g + i * h->n,
                                                                     h->g + k * h->n);
    h->w[k] = 0;
}

void gg_sampled_hull_sample(gg_sampled_hull *h, gg_oracle *o, const double x[], double radius,
                            size_t count)
{
    const size_t n = h->n;
    for (size_t k = 0; k < count && h->count < h->most && !o->silent; k++) {
        gsl_ran_dir_nd(o->rng, n, h->at);
        const double r = radius * pow(gsl_rng_uniform_pos(o->rng), 1 / (double)n);
        for (size_t i = 0; i < n; i++) h->at[i] = x[i] + r * h->at[i];
        double *g = h->g + h->count * n;
        const double f = gg_gradient(o, h->at, g);
        if (f < INFINITY) gg_sampled_hull_add(h, g);
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
