/* experiments/price.c -- short batches of values and of gradients, in turn. */
#include "experiments/price.h"

#include <math.h>
#include <stdlib.h>

#include "losses/oracle.h"

enum { BATCHES = 5 };

static const double BATCH_SECONDS = 5e-6; /* long against a clock reading */

static double batch(gg_problem *p, const double x[], double g[], size_t calls)
{
    const double before = gg_seconds();
    for (size_t i = 0; i < calls; i++) {
        if (g)
            p->loss->gradient(p, x, g);
        else
            p->loss->value(p, x);
    }
    return (gg_seconds() - before) / (double)calls;
}

double gg_price(gg_problem *p, const double x[])
{
    if (!(gg_problem_offers(p) & GG_DERIVATIVE)) return NAN;
    double *g = malloc(p->n * sizeof *g);
    if (!g) return NAN;
    batch(p, x, g, 1); /* warm */
    const double once = batch(p, x, NULL, 1);
    const size_t calls = once < BATCH_SECONDS ? (size_t)fmin(BATCH_SECONDS / once + 1, 200) : 1;
    double value = INFINITY;
    double gradient = INFINITY;
    for (int i = 0; i < BATCHES; i++) {
        value = fmin(value, batch(p, x, NULL, calls));
        gradient = fmin(gradient, batch(p, x, g, calls));
    }
    free(g);
    return value > 0 ? gradient / value : NAN;
}
