/* optimizers/gradient_free/herd.c -- a population and its ranks. */
#include "optimizers/gradient_free/herd.h"

#include <gsl/gsl_rng.h>

#include "base/vector.h"

void gg_herd_draw(const gg_oracle *o, double x[])
{
    for (size_t i = 0; i < o->n; i++)
        x[i] = o->lower[i] + (o->upper[i] - o->lower[i]) * gsl_rng_uniform(o->rng);
}

void gg_herd_enlist(const gg_herd *h, size_t count, size_t place)
{
    const double f = h->f[place];
    if (count == h->size && h->f[h->rank[count - 1]] < f) return;
    size_t low = 0;
    for (size_t left = count; left > 0;) { /* halves, without a branch to mispredict */
        const size_t half = (left + 1) / 2;
        low += (h->f[h->rank[low + half - 1]] < f) * half;
        left -= half;
    }
    const size_t behind = (count < h->size ? count : h->size - 1) - low;
    memmove(&h->rank[low + 1], &h->rank[low], behind * sizeof *h->rank);
    h->rank[low] = place;
}

void gg_herd_sort(const gg_herd *h)
{
    for (size_t k = 1; k < h->size; k++) { /* by insertion */
        const size_t place = h->rank[k];
        const double f = h->f[place];
        size_t at = k;
        for (; at > 0 && h->f[h->rank[at - 1]] > f; at--) h->rank[at] = h->rank[at - 1];
        h->rank[at] = place;
    }
}

void gg_herd_move(const gg_herd *h, size_t rank, size_t place)
{
    const size_t from = h->rank[rank];
    if (from == place) return;
    size_t other = 0;
    while (h->rank[other] != place) other++;
    double *x = gg_herd_member(h, from);
    double *y = gg_herd_member(h, place);
    for (size_t i = 0; i < h->n; i++) {
        const double kept = x[i];
        x[i] = y[i];
        y[i] = kept;
    }
    const double f = h->f[from];
    h->f[from] = h->f[place];
    h->f[place] = f;
    h->rank[rank] = place;
    h->rank[other] = from;
}

void gg_herd_found(const gg_herd *h, gg_oracle *o)
{
    for (size_t k = 0; k < h->size; k++) {
        if (k > 0) gg_herd_draw(o, gg_herd_member(h, k));
        h->f[k] = gg_value(o, gg_herd_member(h, k));
        gg_herd_enlist(h, k, k);
    }
    gg_herd_move(h, 0, 0);
}
