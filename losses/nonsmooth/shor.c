/* losses/nonsmooth/shor.c -- ten bowls, of which the highest counts. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static const double b[10] = {1, 5, 10, 2, 4, 3, 1.7, 2.5, 6, 3.5};
static const double a[10][5] = {
    {0, 0, 0, 0, 0}, {2, 1, 1, 1, 3}, {1, 2, 1, 1, 2}, {1, 4, 1, 2, 2}, {3, 2, 1, 0, 1},
    {0, 2, 1, 0, 1}, {1, 1, 1, 1, 1}, {1, 0, 1, 2, 1}, {0, 0, 2, 1, 0}, {1, 1, 2, 0, 0},
};

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return gg_pieces_size(10);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double least[] = {1.1243510101866157, 0.97946159931365551, 1.4777077519642634,
                                   0.92023348588485765, 1.1242915880048427};
    p->start[4] = 1;
    gg_copy(5, least, p->minimiser);
    p->minimum = 22.600162095770895;
    p->mu = 2;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, p->kink.width * log(10));
}

GG_FORMULA(value, {
    number *u = p->data;
    for (size_t i = 0; i < 10; i++) {
        u[i] = 0;
        for (size_t j = 0; j < 5; j++) u[i] += (x[j] - a[i][j]) * (x[j] - a[i][j]);
        u[i] *= b[i];
    }
    return gg_maximum(&p->kink, 10, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double w[10];
    const double f = value(p, x);
    gg_kink_max(&p->kink, 10, p->data, w);
    gg_fill(5, 0, g);
    for (size_t i = 0; i < 10; i++)
        for (size_t j = 0; j < 5; j++) g[j] += 2 * w[i] * b[i] * (x[j] - a[i][j]);
    return f;
}

static const gg_known known[] = {{"LV12", "", 5}, {0}};

const gg_loss gg_loss_shor = {
    .name = "shor",
    .title = "Shor",
    .formula = "max_i b_i sum_j (x_j - a_ij)^2, i = 1 ... 10",
    .derivative = "2 b_k (x - a_k), k the first maximal i (at_kink=right: the last)",
    .fails = "where two of the ten are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.12",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 5,
    .most_n = 5,
    .usual_n = 5,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
