/* losses/nonsmooth/goffin.c -- the largest coordinate against the mean: an unending floor. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++) p->start[i] = (double)(i + 1) - ((double)p->n + 1) / 2;
    gg_fill(p->n, -(double)p->n / 2, p->lower);
    gg_fill(p->n, (double)p->n / 2, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* The rounded maximum is not below the mean of the coordinates, and equal to it at 0. */
static gg_status round_kinks(gg_problem *p)
{
    return gg_round_in_place(p, (double)p->n * p->kink.width * log((double)p->n));
}

GG_FORMULA(value, {
    number sum = 0;
    for (size_t i = 0; i < p->n; i++) sum += x[i];
    return (double)p->n * gg_maximum(&p->kink, p->n, x) - sum;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_kink_max(&p->kink, p->n, x, g);
    for (size_t i = 0; i < p->n; i++) g[i] = (double)p->n * g[i] - 1;
    return value(p, x);
}

static const gg_known known[] = {{"LV22", "", 50}, {0}};

const gg_loss gg_loss_goffin = {
    .name = "goffin",
    .title = "Goffin",
    .formula = "n max_i x_i - sum_i x_i",
    .derivative = "n - 1 in k, the first maximal i (at_kink=right: the last), else -1",
    .fails = "where two x_i are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.22",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 50,
    .options = options,
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
