/* losses/nonsmooth/max_squares.c -- the largest square: n parabolas, of which one is seen. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(p->n);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++)
        p->start[i] = i < p->n / 2 ? (double)(i + 1) : -(double)(i + 1);
    gg_fill(p->n, -(double)p->n, p->lower);
    gg_fill(p->n, (double)p->n, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* The rounded maximum is not below the mean of the squares, and 0 at 0. */
static gg_status round_kinks(gg_problem *p)
{
    return gg_round_in_place(p, p->kink.width * log((double)p->n));
}

GG_FORMULA(value, {
    number *u = p->data;
    for (size_t i = 0; i < p->n; i++) u[i] = x[i] * x[i];
    return gg_maximum(&p->kink, p->n, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    gg_kink_max(&p->kink, p->n, p->data, g);
    for (size_t i = 0; i < p->n; i++) g[i] *= 2 * x[i];
    return f;
}

static const gg_known known[] = {{"HMM01", "", 10}, {"LV19", "", 20}, {"maxq", "", 20}, {0}};

const gg_loss gg_loss_max_squares = {
    .name = "max_squares",
    .title = "Largest square (MAXQ)",
    .formula = "max_i x_i^2",
    .derivative = "2 x_k in k, the first maximal i (at_kink=right: the last), else 0",
    .fails = "where two x_i^2 are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.19; Haarala, Miettinen & Makela 2004, New limited memory bundle method for "
              "large-scale nonsmooth optimization, Optimization Methods and Software 19(6), "
              "test problem 1",
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
