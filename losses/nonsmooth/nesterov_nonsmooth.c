/* losses/nonsmooth/nesterov_nonsmooth.c -- a step shows one coordinate. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, -1 / (double)p->n, p->minimiser);
    p->minimum = -0.5 / (double)p->n;
    p->mu = 1;
    return GG_OK;
}

/* Alike in all coordinates and strictly convex: the minimiser has equal ones, where the rounded
 * maximum is the maximum. */
static gg_status round_kinks(gg_problem *p)
{
    gg_round_in_place(p, p->kink.width * log((double)p->n));
    p->L = 1 + 1 / p->kink.width;
    return GG_OK;
}

GG_FORMULA(value, {
    number square = 0;
    for (size_t i = 0; i < p->n; i++) square += x[i] * x[i];
    return gg_maximum(&p->kink, p->n, x) + square / 2;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_kink_max(&p->kink, p->n, x, g);
    for (size_t i = 0; i < p->n; i++) g[i] += x[i];
    return value(p, x);
}

static const gg_known known[] = {{"NESTNS", "", 10}, {0}};

const gg_loss gg_loss_nesterov_nonsmooth = {
    .name = "nesterov_nonsmooth",
    .title = "Nesterov's worst case for nonsmooth convex functions",
    .formula = "max_i x_i + |x|^2 / 2",
    .derivative = "e_k + x, k the first maximal i (at_kink=right: the last)",
    .fails = "where two x_i are largest, as they all are at the start",
    .source = "Nesterov 2004, Introductory lectures on convex optimization, section 3.2.1, "
              "with gamma = mu = 1 and k = n",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 10,
    .options = options,
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
