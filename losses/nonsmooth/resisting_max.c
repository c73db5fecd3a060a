/* losses/nonsmooth/resisting_max.c -- the function that gives nothing away for n - 1 steps. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { RADIUS };

static const gg_option options[] = {
    {"radius", GG_REAL, 1, 1e-6, 1e6, "R, the distance from the start, 0, to the minimiser",
     NULL},
    GG_KINK_OPTIONS,
    {0},
};

/* data: the coordinates and |x| less what keeps it below them for a while */

static size_t data_size(const gg_problem *p)
{
    return gg_pieces_size(p->n + 1);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, -p->opt[RADIUS] / sqrt((double)p->n), p->minimiser);
    gg_fill(p->n, -2 * p->opt[RADIUS], p->lower);
    gg_fill(p->n, 2 * p->opt[RADIUS], p->upper);
    p->minimum = -p->opt[RADIUS] / sqrt((double)p->n);
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, gg_kink_error(&p->kink) + p->kink.width * log((double)p->n + 1));
}

GG_FORMULA(value, {
    number *u = p->data;
    number square = 0;
    for (size_t i = 0; i < p->n; i++) {
        u[i] = x[i];
        square += x[i] * x[i];
    }
    u[p->n] = gg_kinked(&p->kink, gg_sqrt(square)) -
              p->opt[RADIUS] * (1 + 1 / sqrt((double)p->n));
    return gg_maximum(&p->kink, p->n + 1, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double *u = p->data;
    double *weight = u + p->n + 1;
    double square = 0;
    double slope;
    for (size_t i = 0; i < p->n; i++) {
        u[i] = x[i];
        square += x[i] * x[i];
    }
    const double root = sqrt(square);
    u[p->n] = gg_kink_abs(&p->kink, root, &slope) -
              p->opt[RADIUS] * (1 + 1 / sqrt((double)p->n));
    const double f = gg_kink_max(&p->kink, p->n + 1, u, weight);
    const double along = root > 0 ? weight[p->n] * slope / root : 0;
    for (size_t i = 0; i < p->n; i++) g[i] = weight[i] + along * x[i];
    return f;
}

const gg_loss gg_loss_resisting_max = {
    .name = "resisting_max",
    .title = "The resisting oracle: N steps of any subgradient method leave R / sqrt(N + 1)",
    .formula = "max(max_i x_i, |x| - R (1 + 1 / sqrt(n))), n = N + 1, R = radius",
    .derivative = "e_k, k the first maximal i (at_kink=right: the last), or x / |x| if |x| is "
                  "the largest",
    .fails = "where two of the pieces are largest",
    .source = "Drori & Teboulle 2016, An optimal variant of Kelley's cutting-plane method, "
              "Mathematical Programming 160, arXiv:1409.2636",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 11,
    .options = options,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
