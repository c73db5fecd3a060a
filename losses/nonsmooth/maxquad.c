/* losses/nonsmooth/maxquad.c -- five bowls in ten dimensions, of which the highest counts. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

enum { N = 10, BOWLS = 5 };

/* data: BOWLS pieces, room as for complex numbers; then the matrices and the slopes */
typedef struct bowls {
    double complex piece[BOWLS];
    double a[BOWLS][N][N];
    double b[BOWLS][N];
} bowls;

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return sizeof(bowls);
}

static void fill(bowls *all, size_t k)
{
    const double sine = sin((double)(k + 1));
    for (size_t i = 0; i < N; i++) {
        const double row = (double)(i + 1);
        all->b[k][i] = exp(row / (double)(k + 1)) * sin(row * (double)(k + 1));
        for (size_t j = i + 1; j < N; j++) {
            const double column = (double)(j + 1);
            all->a[k][i][j] = all->a[k][j][i] = exp(row / column) * cos(row * column) * sine;
        }
    }
    for (size_t i = 0; i < N; i++) {
        double total = (double)(i + 1) / 10 * fabs(sine);
        for (size_t j = 0; j < N; j++) total += j == i ? 0 : fabs(all->a[k][i][j]);
        all->a[k][i][i] = total;
    }
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double least[N] = {-0.12625658077472546,   -0.03437830256204083,
                                    -0.0068571983269814785, 0.026360658246337907,
                                    0.067294922689741493,   -0.27839950075199371,
                                    0.074218664544693572,   0.13852404783729688,
                                    0.084031223125332427,   0.038580309772730859};
    for (size_t k = 0; k < BOWLS; k++) fill(p->data, k);
    gg_fill(N, 1, p->start);
    gg_fill(N, -1, p->lower);
    gg_fill(N, 1, p->upper);
    gg_copy(N, least, p->minimiser);
    p->minimum = -0.84140833459641489;
    p->mu = 1.304064510341615; /* twice the least eigenvalue of the third matrix */
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, p->kink.width * log(BOWLS));
}

GG_FORMULA(value, {
    const bowls *all = p->data;
    number *u = p->data;
    for (size_t k = 0; k < BOWLS; k++) {
        number total = 0;
        for (size_t i = 0; i < N; i++) {
            number row = -all->b[k][i];
            for (size_t j = 0; j < N; j++) row += all->a[k][i][j] * x[j];
            total += row * x[i];
        }
        u[k] = total;
    }
    return gg_maximum(&p->kink, BOWLS, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double w[BOWLS];
    const bowls *all = p->data;
    const double f = value(p, x);
    gg_kink_max(&p->kink, BOWLS, p->data, w);
    gg_fill(N, 0, g);
    for (size_t k = 0; k < BOWLS; k++)
        for (size_t i = 0; w[k] != 0 && i < N; i++)
            g[i] += w[k] * (2 * gg_dot(N, all->a[k][i], x) - all->b[k][i]);
    return f;
}

static const gg_known known[] = {{"LV16", "", 10}, {0}};

const gg_loss gg_loss_maxquad = {
    .name = "maxquad",
    .title = "Lemarechal's maximum of quadratics (MAXQUAD)",
    .formula = "max_{k<=5} x'A_k x - b_k'x, (A_k)_ij = (A_k)_ji = exp(i/j) cos(ij) sin k for "
               "i < j, (A_k)_ii = i/10 |sin k| + sum_{j != i} |(A_k)_ij|, (b_k)_i = exp(i/k) "
               "sin(ik)",
    .derivative = "2 A_k x - b_k, k the first maximal one (at_kink=right: the last)",
    .fails = "where two of the five are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.16",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 10,
    .most_n = 10,
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
