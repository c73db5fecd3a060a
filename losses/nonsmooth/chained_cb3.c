/* losses/nonsmooth/chained_cb3.c -- for every two neighbours the highest of three bowls. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { FORM };
enum { SUM_OF_MAXIMA, MAXIMUM_OF_SUMS };

static const gg_option options[] = {
    {"form", GG_CHOICE, SUM_OF_MAXIMA, 0, 1,
     "where the maximum is taken: in each term, or of the sums",
     "sum_of_maxima|maximum_of_sums"},
    GG_KINK_OPTIONS,
    {0},
};

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(3 * (p->n - 1));
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 2, p->start);
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 2 * (double)(p->n - 1);
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    const double terms = p->opt[FORM] == MAXIMUM_OF_SUMS ? 1 : (double)(p->n - 1);
    return gg_round_moving(p, terms * p->kink.width * log(3));
}

GG_FORMULA(value, {
    number *u = p->data;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const number a = x[i];
        const number b = x[i + 1];
        u[3 * i] = a * a * a * a + b * b;
        u[3 * i + 1] = (2 - a) * (2 - a) + (2 - b) * (2 - b);
        u[3 * i + 2] = 2 * gg_exp(b - a);
    }
    return gg_chain(&p->kink, p->opt[FORM] == MAXIMUM_OF_SUMS, p->n - 1, 3, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *u = p->data;
    double *weight = (double *)p->data + 3 * (p->n - 1);
    gg_chain_weights(&p->kink, p->opt[FORM] == MAXIMUM_OF_SUMS, p->n - 1, 3, u, weight);
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i + 1 < p->n; i++) {
        const double *w = weight + 3 * i;
        const double tilt = w[2] == 0 ? 0 : w[2] * u[3 * i + 2];
        g[i] += 4 * w[0] * x[i] * x[i] * x[i] - 2 * w[1] * (2 - x[i]) - tilt;
        g[i + 1] += 2 * w[0] * x[i + 1] - 2 * w[1] * (2 - x[i + 1]) + tilt;
    }
    return f;
}

static const gg_known known[] = {{"HMM04", "", 10},
                                 {"HMM05", "form=maximum_of_sums", 10},
                                 {"LV04", "", 2},
                                 {"cb3", "", 2},
                                 {0}};

const gg_loss gg_loss_chained_cb3 = {
    .name = "chained_cb3",
    .title = "Chained CB3; n=2: Charalambous and Bandler 3",
    .formula = "sum_{i<n} max(x_i^4 + x_{i+1}^2, (2 - x_i)^2 + (2 - x_{i+1})^2, 2 exp(x_{i+1} "
               "- x_i)); form=maximum_of_sums: the three are summed over i first",
    .derivative = "that of the first maximal piece (at_kink=right: the last), summed over i",
    .fails = "where two of the three are largest",
    .source = "Haarala, Miettinen & Makela 2004, New limited memory bundle method for "
              "large-scale nonsmooth optimization, Optimization Methods and Software 19(6), "
              "test problem 4 (I, sum of maxima) and 5 (II, maximum of sums); Luksan & Vlcek "
              "2000, Test problems for nonsmooth unconstrained and linearly constrained "
              "optimization, report V-798, Czech Academy of Sciences, problem 3.4",
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
