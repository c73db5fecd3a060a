/* tests/hull.h -- is a vector a Clarke subgradient? A hull of gradients nearby tells.
 *
 * The Clarke subdifferential at x is the hull of all limits of gradients at points that tend to
 * x. Gradients at random points within a small radius stand for the limits, and some that are
 * sought where the hull still ends too early: a step against a direction c leads to where c'g
 * is small, as for a convex f. The distance to their hull is found by pairwise Frank-Wolfe
 * steps. source Lacoste-Julien & Jaggi 2015, On the global linear convergence of Frank-Wolfe
 * optimization variants, algorithm 2 */
#ifndef GG_TESTS_HULL_H
#define GG_TESTS_HULL_H

#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "base/vector.h"
#include "losses/loss.h"

enum { HULL_N = 64, HULL_ATOMS = 700, HULL_FIRST = 100, HULL_STEPS = 200 };

static const double HULL_RADIUS =
    1e-10; /* above rounding, which moves kinks by 1e-15, below all waves */
/* How near counts as within: where the hull is round, as for lengths of vectors that vanish,
 * Frank-Wolfe steps take many atoms for each further digit. */
static const double HULL_CLOSE = 1e-4;

typedef struct hull {
    size_t n, count;
    double atom[HULL_ATOMS][HULL_N];
    double weight[HULL_ATOMS];
    double rest[HULL_N]; /* the nearest point so far less g */
    double scale;        /* the largest gradient seen */
} hull;

/* The gradient at x + radius (u + a little at random), u no longer than 1. */
static inline void hull_look(hull *h, gg_problem *p, const double x[], const double u[],
                             double random, gsl_rng *rng)
{
    double y[HULL_N] = {0};
    double *g = h->atom[h->count];
    for (size_t i = 0; i < h->n; i++) {
        const double by = u[i] + random * (2 * gsl_rng_uniform(rng) - 1);
        y[i] = x[i] + HULL_RADIUS * fmax(1, fabs(x[i])) * by;
    }
    p->loss->gradient(p, y, g);
    h->weight[h->count++] = 0;
    h->scale = fmax(h->scale, gg_norm(h->n, g));
}

/* One step from the atom farthest along `rest` to the one farthest against it. */
static inline void hull_step(hull *h)
{
    size_t to = 0;
    size_t from = 0;
    double low = INFINITY;
    double high = -INFINITY;
    for (size_t k = 0; k < h->count; k++) {
        const double along = gg_dot(h->n, h->rest, h->atom[k]);
        if (along < low) {
            low = along;
            to = k;
        }
        if (h->weight[k] > 0 && along > high) {
            high = along;
            from = k;
        }
    }
    const double far = gg_distance(h->n, h->atom[to], h->atom[from]);
    if (!(high > low) || far == 0) return;
    const double t = fmin(h->weight[from], (high - low) / (far * far));
    h->weight[from] -= t;
    h->weight[to] += t;
    for (size_t i = 0; i < h->n; i++) h->rest[i] += t * (h->atom[to][i] - h->atom[from][i]);
}

/* The distance from g to the hull of gradients near x, over the largest of them; less than
 * HULL_CLOSE if g is in it. */
static inline double hull_distance(gg_problem *p, const double x[], const double g[],
                                   gsl_rng *rng)
{
    static hull h;
    static const double nowhere[HULL_N];
    double u[HULL_N] = {0};
    h.n = p->n;
    h.count = 0;
    h.scale = 1;
    while (h.count < HULL_FIRST) hull_look(&h, p, x, nowhere, 1, rng);
    h.weight[0] = 1;
    for (size_t i = 0; i < h.n; i++) h.rest[i] = h.atom[0][i] - g[i];
    while (h.count < HULL_ATOMS) {
        for (size_t k = 0; k < HULL_STEPS; k++) hull_step(&h);
        const double far = gg_norm(h.n, h.rest);
        if (!(far > HULL_CLOSE / 3 * h.scale)) break;
        for (size_t i = 0; i < h.n; i++) u[i] = -h.rest[i] / far;
        hull_look(&h, p, x, u, 1e-3, rng);
        if (h.count < HULL_ATOMS && h.count % 2 == 0) hull_look(&h, p, x, u, 1, rng);
    }
    return gg_norm(h.n, h.rest) / h.scale;
}

#endif
