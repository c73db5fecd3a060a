/* losses/nonsmooth/max_hilbert.c -- the largest row of a matrix that is nearly singular. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(2 * p->n);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_in_place(p, gg_kink_error(&p->kink) + p->kink.width * log((double)p->n));
}

/* The rows of Hilbert's matrix times x in s, and their sizes in u. */
GG_FORMULA(value, {
    number *s = p->data;
    number *u = s + p->n;
    for (size_t i = 0; i < p->n; i++) {
        number row = 0;
        for (size_t j = 0; j < p->n; j++) row += x[j] / (double)(i + j + 1);
        s[i] = row;
        u[i] = gg_kinked(&p->kink, row);
    }
    return gg_maximum(&p->kink, p->n, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *s = p->data;
    double *weight = (double *)p->data + 2 * p->n;
    gg_kink_max(&p->kink, p->n, s + p->n, weight);
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i < p->n; i++) {
        double slope;
        if (weight[i] == 0) continue;
        gg_kink_abs(&p->kink, s[i], &slope);
        for (size_t j = 0; j < p->n; j++) g[j] += weight[i] * slope / (double)(i + j + 1);
    }
    return f;
}

static const gg_known known[] = {{"HMM02", "", 10}, {"LV23", "", 50}, {"mxhilb", "", 50}, {0}};

const gg_loss gg_loss_max_hilbert = {
    .name = "max_hilbert",
    .title = "Largest row of Hilbert's matrix (MXHILB)",
    .formula = "max_i |s_i|, s_i = sum_j x_j / (i + j - 1)",
    .derivative = "sgn(s_k) / (k + j - 1) in j, k the first maximal i (at_kink=right: the "
                  "last)",
    .fails = "where two |s_i| are largest, and at 0",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.23, after Kiwiel; Haarala, Miettinen & Makela 2004, New limited memory "
              "bundle method for large-scale nonsmooth optimization, Optimization Methods and "
              "Software 19(6), test problem 2",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 1,
    .most_n = 10000,
    .usual_n = 50,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
