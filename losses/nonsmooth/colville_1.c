/* losses/nonsmooth/colville_1.c -- Colville's first problem as an exact penalty. */
#include "base/vector.h"
#include "losses/nonsmooth/colville.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

enum { ROWS = 10 };
static const double PENALTY = 50;

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return gg_pieces_size(ROWS + 1);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    p->start[4] = 1;
    gg_fill(5, 0, p->lower);
    gg_fill(5, 1, p->upper);
    gg_copy(5, gg_colville_minimiser, p->minimiser);
    p->minimum = gg_colville_minimum;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, PENALTY * p->kink.width * log(ROWS + 1));
}

GG_FORMULA(value, {
    number *u = p->data;
    number cost = 0;
    for (size_t j = 0; j < 5; j++) {
        number row = 0;
        for (size_t i = 0; i < 5; i++) row += gg_colville_c[i][j] * x[i];
        cost += x[j] * (gg_colville_d[j] * x[j] * x[j] + gg_colville_e[j] + row);
    }
    u[0] = 0;
    for (size_t i = 0; i < ROWS; i++) {
        u[i + 1] = gg_colville_b[i];
        for (size_t j = 0; j < 5; j++) u[i + 1] -= gg_colville_a[i][j] * x[j];
    }
    return cost + PENALTY * gg_maximum(&p->kink, ROWS + 1, u);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double w[ROWS + 1];
    const double f = value(p, x);
    gg_kink_max(&p->kink, ROWS + 1, p->data, w);
    for (size_t j = 0; j < 5; j++) {
        g[j] = 3 * gg_colville_d[j] * x[j] * x[j] + gg_colville_e[j];
        for (size_t i = 0; i < 5; i++) g[j] += 2 * gg_colville_c[i][j] * x[i];
        for (size_t i = 0; i < ROWS; i++) g[j] -= PENALTY * w[i + 1] * gg_colville_a[i][j];
    }
    return f;
}

static const gg_known known[] = {{"LV13", "", 5}, {0}};

const gg_loss gg_loss_colville_1 = {
    .name = "colville_1",
    .title = "Colville 1, as an exact penalty; a local minimum, unbounded below",
    .formula = "d'x^3 + x'Cx + e'x + 50 max(0, max_i (b - Ax)_i); its minimum is that over x "
               ">= 0, where the problem lives and f is convex; where x_j goes to -infinity so "
               "does f",
    .derivative = "3 d_j x_j^2 + e_j + 2 (Cx)_j - 50 a_kj, k the first maximal row "
                  "(at_kink=right: the last) if b_k > (Ax)_k, else without it",
    .fails = "where two rows, or a row and 0, are largest",
    .source = "Colville 1968, A comparative study of nonlinear programming codes, IBM New "
              "York scientific center report 320-2949; Luksan & Vlcek 2000, Test problems for "
              "nonsmooth unconstrained and linearly constrained optimization, report V-798, "
              "Czech Academy of Sciences, problem 3.13",
    .smoothness = GG_LIPSCHITZ,
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
