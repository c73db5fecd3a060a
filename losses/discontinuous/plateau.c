/* losses/discontinuous/plateau.c -- the 1-norm in whole steps: one plateau around another. */
#include "base/vector.h"
#include "losses/loss.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double start[] = {1.7, -2.4, 0.3, 3.3, -0.9};
    for (size_t i = 0; i < p->n; i++) p->start[i] = start[i % 5];
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    double total;
    GG_SUM(total, p->n, i, fabs(x[i])); /* its kinks are inside plateaus: no policy is needed */
    return floor(total);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 0, g);
    return value(p, x);
}

static const gg_known known[] = {{"PLATEAU", "", 5}, {0}};

const gg_loss gg_loss_plateau = {
    .name = "plateau",
    .title = "Plateaus of the 1-norm",
    .formula = "floor(sum_i |x_i|)",
    .derivative = "0 almost everywhere",
    .fails = "wherever sum_i |x_i| is a whole number above 0",
    .source = "this project; the step function of Yao, Liu & Lin 1999, "
              "doi:10.1109/4235.771163, with steps that no coordinate sees alone",
    .smoothness = GG_DISCONTINUOUS,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = gg_value_of_real_parts,
    .gradient = gradient,
};
