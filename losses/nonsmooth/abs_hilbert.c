/* losses/nonsmooth/abs_hilbert.c -- the 1-norm through a matrix that is nearly singular. */
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
    return gg_round_in_place(p, (double)p->n * gg_kink_error(&p->kink));
}

/* The rows of Hilbert's matrix times x in s, and their sizes in u. */
GG_FORMULA(value, {
    number *s = p->data;
    number *u = s + p->n;
    number total = 0;
    for (size_t i = 0; i < p->n; i++) {
        number row = 0;
        for (size_t j = 0; j < p->n; j++) row += x[j] / (double)(i + j + 1);
        s[i] = row;
        u[i] = gg_kinked(&p->kink, row);
        total += u[i];
    }
    return total;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *s = p->data;
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i < p->n; i++) {
        double slope;
        gg_kink_abs(&p->kink, s[i], &slope);
        for (size_t j = 0; j < p->n; j++) g[j] += slope / (double)(i + j + 1);
    }
    return f;
}

static const gg_known known[] = {{"LV24", "", 50}, {"l1hilb", "", 50}, {0}};

const gg_loss gg_loss_abs_hilbert = {
    .name = "abs_hilbert",
    .title = "1-norm through Hilbert's matrix (L1HILB)",
    .formula = "sum_i |s_i|, s_i = sum_j x_j / (i + j - 1)",
    .derivative = "sum_i sgn(s_i) / (i + j - 1) in j; at s_i = 0 any number in [-1, 1] "
                  "(at_kink picks)",
    .fails = "wherever some s_i = 0",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.24, after Kiwiel",
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
