/* losses/nonsmooth/chained_lq.c -- lines that turn into parabolas on circles. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(2 * (p->n - 1));
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, -0.5, p->start);
    gg_fill(p->n, sqrt(0.5), p->minimiser);
    p->minimum = (double)(-(long double)(p->n - 1) * sqrtl(2));
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, (double)(p->n - 1) * p->kink.width * log(2));
}

GG_FORMULA(value, {
    number *u = p->data;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const number line = -x[i] - x[i + 1];
        u[2 * i] = line;
        u[2 * i + 1] = line + (x[i] * x[i] + x[i + 1] * x[i + 1] - 1);
    }
    return gg_chain(&p->kink, false, p->n - 1, 2, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *u = p->data;
    double *weight = (double *)p->data + 2 * (p->n - 1);
    gg_chain_weights(&p->kink, false, p->n - 1, 2, u, weight);
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i + 1 < p->n; i++) {
        g[i] += 2 * weight[2 * i + 1] * x[i] - 1;
        g[i + 1] += 2 * weight[2 * i + 1] * x[i + 1] - 1;
    }
    return f;
}

static const gg_known known[] = {{"HMM03", "", 10}, {"LV07", "", 2}, {"lq", "", 2}, {0}};

const gg_loss gg_loss_chained_lq = {
    .name = "chained_lq",
    .title = "Chained LQ; n=2: LQ",
    .formula = "sum_{i<n} max(-x_i - x_{i+1}, -x_i - x_{i+1} + x_i^2 + x_{i+1}^2 - 1)",
    .derivative = "-1 + 2 w_i x_i in i, -1 + 2 w_i x_{i+1} in i+1, summed, w_i = 1 outside "
                  "the circle, else 0; on it any number in [0, 1] (at_kink picks)",
    .fails = "wherever x_i^2 + x_{i+1}^2 = 1 for some i",
    .source = "Haarala, Miettinen & Makela 2004, New limited memory bundle method for "
              "large-scale nonsmooth optimization, Optimization Methods and Software 19(6), "
              "test problem 3; Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained "
              "and linearly constrained optimization, report V-798, Czech Academy of "
              "Sciences, problem 3.7",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 10,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
