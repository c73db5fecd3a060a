/* losses/nonsmooth/active_faces.c -- a well like a spike, with up to n + 1 faces at once. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

/* data: n + 1 sizes u = log(1 + |y|) and the y before them */

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(2 * (p->n + 1));
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* The logarithm is not steeper than 1. */
static gg_status round_kinks(gg_problem *p)
{
    return gg_round_in_place(p,
                             gg_kink_error(&p->kink) + p->kink.width * log((double)(p->n + 1)));
}

GG_FORMULA(value, {
    number *y = p->data;
    number *u = y + p->n + 1;
    y[p->n] = 0;
    for (size_t i = 0; i < p->n; i++) {
        y[i] = x[i];
        y[p->n] -= x[i];
    }
    for (size_t i = 0; i <= p->n; i++) u[i] = gg_log1p(gg_kinked(&p->kink, y[i]));
    return gg_maximum(&p->kink, p->n + 1, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *y = p->data;
    double *slope = (double *)p->data + 2 * (p->n + 1);
    gg_kink_max(&p->kink, p->n + 1, y + p->n + 1, slope);
    for (size_t i = 0; i <= p->n; i++) {
        double side;
        if (slope[i] == 0) continue;
        const double size = gg_kink_abs(&p->kink, y[i], &side);
        slope[i] *= side / (1 + size);
    }
    for (size_t i = 0; i < p->n; i++) g[i] = slope[i] - slope[p->n];
    return f;
}

static const gg_known known[] = {{"HMM06", "", 10}, {0}};

const gg_loss gg_loss_active_faces = {
    .name = "active_faces",
    .title = "Number of active faces",
    .formula = "max_{i<=n+1} log(1 + |y_i|), y_i = x_i, y_{n+1} = -sum_j x_j",
    .derivative = "sgn(y_k) / (1 + |y_k|) times the derivative of y_k, k the first maximal i "
                  "(at_kink=right: the last)",
    .fails = "where two |y_i| are largest, and at 0",
    .source = "Haarala, Miettinen & Makela 2004, New limited memory bundle method for "
              "large-scale nonsmooth optimization, Optimization Methods and Software 19(6), "
              "test problem 6",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 1,
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
