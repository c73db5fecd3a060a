/* losses/wrappers/box.c -- a loss on its box, continued to all of R^n. */
#include "base/vector.h"
#include "losses/fold.h"
#include "losses/loss.h"

enum { BY, WEIGHT };
enum { REFLECT, PROJECT };

static const gg_option options[] = {
    {"by", GG_CHOICE, REFLECT, REFLECT, PROJECT,
     "beyond a wall: f at the mirror image, or f at the nearest point and a penalty",
     "reflect|project"},
    {"weight", GG_REAL, 1, 0, 1e12, "of the penalty, times squared sides beyond the wall",
     NULL},
    {0},
};

/* data: y[n] the point in the box, s[n] the slopes of the fold, v[n] a vector there */

static size_t data_size(const gg_problem *p)
{
    return 3 * p->n * sizeof(double);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    if (p->smoothness > GG_LIPSCHITZ) p->smoothness = GG_LIPSCHITZ;
    p->L = p->mu = NAN;
    p->convex = p->bounded = false;
    for (size_t i = 0; i < p->n; i++) /* a minimum outside the box is none of the new loss */
        if (p->minimiser[i] < p->lower[i] || p->minimiser[i] > p->upper[i]) p->minimum = NAN;
    if (isnan(p->minimum)) gg_fill(p->n, NAN, p->minimiser);
    return GG_OK;
}

/* How many sides x_i lies beyond its wall; negative below. */
static double beyond(const gg_problem *p, size_t i, double x)
{
    const double y = gg_clamp(x, p->lower[i], p->upper[i]);
    return y == x ? 0 : (x - y) / (p->upper[i] - p->lower[i]);
}

/* Sets y and s. -> the penalty */
static double enter(const gg_problem *p, const double x[])
{
    double *y = p->data;
    double *s = y + p->n;
    const bool mirror = p->opt[BY] == REFLECT;
    double penalty = 0;
    for (size_t i = 0; i < p->n; i++) {
        const double low = p->lower[i];
        const double high = p->upper[i];
        const double far = mirror ? 0 : beyond(p, i, x[i]);
        y[i] = mirror ? gg_fold(x[i], low, high) : gg_clamp(x[i], low, high);
        s[i] = mirror ? gg_fold_slope(x[i], low, high) : far == 0;
        penalty += far * far;
    }
    return p->opt[WEIGHT] * penalty;
}

static double value(gg_problem *p, const double x[])
{
    const double penalty = enter(p, x);
    return p->inner->loss->value(p->inner, p->data) + penalty;
}

/* d/dx_i weight ((x_i - y_i) / side)^2 */
static double push(const gg_problem *p, size_t i, double x)
{
    const double far = p->opt[BY] == PROJECT ? beyond(p, i, x) : 0;
    return far == 0 ? 0 : 2 * p->opt[WEIGHT] * far / (p->upper[i] - p->lower[i]);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double penalty = enter(p, x);
    const double *s = (const double *)p->data + p->n;
    const double f = p->inner->loss->gradient(p->inner, p->data, g);
    for (size_t i = 0; i < p->n; i++) g[i] = s[i] * g[i] + push(p, i, x[i]);
    return f + penalty;
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    enter(p, x);
    const double *s = (const double *)p->data + p->n;
    double *u = (double *)p->data + 2 * p->n;
    for (size_t i = 0; i < p->n; i++) u[i] = s[i] * v[i];
    p->inner->loss->hessian_vector(p->inner, p->data, u, hv);
    for (size_t i = 0; i < p->n; i++) {
        const double side = p->upper[i] - p->lower[i];
        const bool held = p->opt[BY] == PROJECT && s[i] == 0;
        hv[i] = s[i] * hv[i] + (held ? 2 * p->opt[WEIGHT] * v[i] / (side * side) : 0);
    }
}

const gg_loss gg_loss_box = {
    .name = "box",
    .title = "Walls that one can cross",
    .formula = "f(y) with y = x inside the box; beyond a wall y is x reflected at the walls, "
               "or (by=project) the nearest point of the box, and weight |(x - y) / side|^2 is "
               "added",
    .derivative = "grad f(y) with the sign of each reflection; by=project: 0 across a wall, "
                  "and the penalty's",
    .fails = "where f does, and at the walls",
    .source = "Helwig, Branke & Mostaghim 2013, Experimental analysis of bound handling "
              "techniques in particle swarm optimization, doi:10.1109/TEVC.2012.2189404",
    .smoothness = GG_LIPSCHITZ,
    .wraps = true,
    .options = options,
    .data_size = data_size,
    .build = build,
    .value = value,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
};
