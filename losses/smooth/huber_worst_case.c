/* losses/smooth/huber_worst_case.c -- what gradient descent is slowest on: a barely rounded cone. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { STEPS, RADIUS, LIPSCHITZ };

static const gg_option options[] = {
    {"steps", GG_WHOLE, 10, 0, 1e9, "N, how many steps of size 1/L it is the worst for", NULL},
    {"radius", GG_REAL, 1, 1e-12, 1e12, "R, from the start to the minimiser", NULL},
    {"lipschitz", GG_REAL, 1, 1e-12, 1e12, "L, the curvature of the rounding", NULL},
    {0},
};

/* how far from the minimiser the rounding reaches */
static double width(const gg_problem *p)
{
    return p->opt[RADIUS] / (2 * p->opt[STEPS] + 1);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 0, p->start);
    p->start[0] = p->opt[RADIUS];
    gg_fill(p->n, -2 * p->opt[RADIUS], p->lower);
    gg_fill(p->n, 2 * p->opt[RADIUS], p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    p->L = p->opt[LIPSCHITZ];
    p->mu = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    const double w = width(p);
    number square = 0;
    for (size_t i = 0; i < p->n; i++) square += x[i] * x[i];
    if (gg_real(square) < w * w) return p->opt[LIPSCHITZ] / 2 * square;
    return p->opt[LIPSCHITZ] * w * (gg_sqrt(square) - w / 2);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double w = width(p);
    const double slope = p->opt[LIPSCHITZ] * fmin(1, w / gg_norm(p->n, x));
    for (size_t i = 0; i < p->n; i++) g[i] = slope * x[i];
    return value(p, x);
}

const gg_loss gg_loss_huber_worst_case = {
    .name = "huber_worst_case",
    .title = "Drori and Teboulle's worst case of gradient descent",
    .formula = "L/2 |x|^2 if |x| < w, else L w (|x| - w/2), w = R / (2 N + 1)",
    .derivative = "L x, or L w x / |x|",
    .fails = "nowhere; the second derivative jumps at |x| = w",
    .source = "Drori & Teboulle 2014, Performance of first-order methods for smooth convex "
              "minimization: a novel approach, theorem 3.2, doi:10.1007/s10107-013-0653-0",
    .smoothness = GG_C1,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 1,
    .options = options,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
