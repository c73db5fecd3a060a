/* losses/nonsmooth/chained_crescent.c -- moon-shaped valleys, one for every two neighbours. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { FORM };
enum { SUM_OF_MAXIMA, MAXIMUM_OF_SUMS };

static const gg_option options[] = {
    {"form", GG_CHOICE, MAXIMUM_OF_SUMS, 0, 1,
     "where the maximum is taken: in each term, or of the sums",
     "sum_of_maxima|maximum_of_sums"},
    GG_KINK_OPTIONS,
    {0},
};

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(2 * (p->n - 1));
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++) p->start[i] = i % 2 ? 2 : -1.5;
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    const double terms = p->opt[FORM] == MAXIMUM_OF_SUMS ? 1 : (double)(p->n - 1);
    return gg_round_moving(p, terms * p->kink.width * log(2));
}

GG_FORMULA(value, {
    number *u = p->data;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const number b = x[i + 1];
        const number round = x[i] * x[i] + (b - 1) * (b - 1);
        u[2 * i] = round + b - 1;
        u[2 * i + 1] = -round + b + 1;
    }
    return gg_chain(&p->kink, p->opt[FORM] == MAXIMUM_OF_SUMS, p->n - 1, 2, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *u = p->data;
    double *weight = (double *)p->data + 2 * (p->n - 1);
    gg_chain_weights(&p->kink, p->opt[FORM] == MAXIMUM_OF_SUMS, p->n - 1, 2, u, weight);
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i + 1 < p->n; i++) {
        const double side = weight[2 * i] - weight[2 * i + 1];
        g[i] += 2 * side * x[i];
        g[i + 1] += 2 * side * (x[i + 1] - 1) + 1;
    }
    return f;
}

static const gg_known known[] = {{"HMM09", "form=maximum_of_sums", 10},
                                 {"HMM10", "form=sum_of_maxima", 10},
                                 {"LV02", "", 2},
                                 {"crescent", "", 2},
                                 {0}};

const gg_loss gg_loss_chained_crescent = {
    .name = "chained_crescent",
    .title = "Chained crescent; n=2: crescent",
    .formula = "max(sum_{i<n} c_i + x_{i+1} - 1, sum_{i<n} -c_i + x_{i+1} + 1), c_i = x_i^2 + "
               "(x_{i+1} - 1)^2; form=sum_of_maxima: the larger is taken for each i",
    .derivative = "2 s x_i in i, 2 s (x_{i+1} - 1) + 1 in i+1, summed, s = 1 where the first "
                  "is larger, -1 where the second is; where they are equal any number between "
                  "(at_kink picks)",
    .fails = "where both are equal: n=2, on the circle c_1 = 1",
    .source = "Haarala, Miettinen & Makela 2004, New limited memory bundle method for "
              "large-scale nonsmooth optimization, Optimization Methods and Software 19(6), "
              "test problem 9 (I, maximum of sums) and 10 (II, sum of maxima); Luksan & Vlcek "
              "2000, Test problems for nonsmooth unconstrained and linearly constrained "
              "optimization, report V-798, Czech Academy of Sciences, problem 3.2",
    .smoothness = GG_LIPSCHITZ,
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
