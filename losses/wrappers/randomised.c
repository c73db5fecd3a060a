/* losses/wrappers/randomised.c -- the mean of a loss over normal steps, from pairs of them. */
#include "losses/wrappers/randomised.h"

#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "losses/wrappers/noise_stream.h"

typedef struct blur { /* then u[n], y[n], the generator and its state */
    double width;
    size_t pairs;
    double *u, *y;
    gsl_rng *rng;
} blur;

size_t gg_randomised_size(size_t n)
{
    return sizeof(blur) + 2 * n * sizeof(double) + gg_noise_size();
}

void gg_randomised_open(gg_problem *p, double width, size_t pairs)
{
    blur *b = p->data;
    b->width = width;
    b->pairs = pairs;
    b->u = (double *)(b + 1);
    b->y = b->u + p->n;
    b->rng = (gsl_rng *)(b->y + p->n);
    gg_noise_open(p, b->rng);
    p->smoothness = GG_ANALYTIC;
    p->noisy = true;
    p->sigma = NAN;
    /* |f_w - f| <= L w^2 n / 2 (theorem 1 there); a jump has no bound. L and mu stay those of f */
    p->error += p->L * width * width * (double)p->n / 2;
    p->alone = GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT;
    p->withheld = ~(GG_VALUE | p->alone);
}

static bool inside(const gg_problem *p, const double x[])
{
    for (size_t i = 0; p->bounded && i < p->n; i++)
        if (!(x[i] >= p->lower[i] && x[i] <= p->upper[i])) return false;
    return true;
}

/* f(x + t u), of a bounded f at the nearest point of its box. */
static double beside(gg_problem *p, const blur *b, const double x[], double t)
{
    gg_along(p->n, x, t, b->u, b->y);
    for (size_t i = 0; p->bounded && i < p->n; i++)
        b->y[i] = fmin(fmax(b->y[i], p->lower[i]), p->upper[i]);
    return p->inner->loss->value(p->inner, b->y);
}

double gg_randomised_ask(gg_problem *p, const double x[], double g[])
{
    blur *b = p->data;
    const double count = (double)b->pairs;
    double total = 0;
    if (g) gg_fill(p->n, 0, g);
    if (p->quiet && !g) return p->inner->loss->value(p->inner, x);
    if (!inside(p, x)) return INFINITY;
    for (size_t k = 0; k < b->pairs; k++) {
        for (size_t i = 0; i < p->n; i++) b->u[i] = gsl_ran_gaussian_ziggurat(b->rng, 1);
        const double ahead = beside(p, b, x, b->width);
        const double behind = beside(p, b, x, -b->width);
        total += (ahead + behind) / 2;
        if (g) gg_along(p->n, g, (ahead - behind) / (2 * b->width * count), b->u, g);
    }
    return p->quiet ? p->inner->loss->value(p->inner, x) : total / count;
}
