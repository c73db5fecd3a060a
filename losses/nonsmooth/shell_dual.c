/* losses/nonsmooth/shell_dual.c -- the dual of Colville's first problem as an exact penalty. */
#include "base/vector.h"
#include "losses/nonsmooth/colville.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

enum { ROWS = 10 };
static const double PENALTY = 100;

/* data: the cubic's size, p_1 ... p_5 and -x: what stands in |u| and in max(0, u) */

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return gg_pieces_size(21);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double multipliers[ROWS] = {
        0, 0, 5.1740407276981726,  0, 3.0611086877584501, 11.839545664800731,
        0, 0, 0.10389619077061578, 0};
    gg_fill(15, 1e-4, p->start);
    p->start[11] = 60;
    gg_fill(15, 0, p->lower);
    gg_fill(15, 60, p->upper);
    gg_copy(5, gg_colville_minimiser, p->minimiser);
    gg_copy(ROWS, multipliers, p->minimiser + 5);
    p->minimum = -gg_colville_minimum;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, (2 + PENALTY * 20 / 2) * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    number *u = p->data;
    const number *y = x + 5;
    number form = 0;
    number income = 0;
    number excess = 0;
    u[0] = 0;
    for (size_t j = 0; j < 5; j++) {
        const double d = gg_colville_d[j];
        number row = 0;
        number dual = 0;
        for (size_t i = 0; i < 5; i++) row += gg_colville_c[i][j] * x[i];
        for (size_t i = 0; i < ROWS; i++) dual += gg_colville_a[i][j] * y[i];
        u[0] += d * x[j] * x[j] * x[j];
        u[1 + j] = dual - 2 * row - 3 * d * x[j] * x[j] - gg_colville_e[j];
        form += row * x[j];
    }
    for (size_t i = 0; i < ROWS; i++) income += gg_colville_b[i] * y[i];
    for (size_t i = 0; i < 15; i++) u[6 + i] = -x[i];
    for (size_t i = 1; i < 21; i++) excess += gg_positive(&p->kink, u[i]);
    return 2 * gg_kinked(&p->kink, u[0]) + form - income + PENALTY * excess;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double s[21];
    const double f = value(p, x);
    const double *u = p->data;
    gg_kink_abs(&p->kink, u[0], &s[0]);
    for (size_t i = 1; i < 21; i++) {
        gg_kink_positive(&p->kink, u[i], &s[i]);
        s[i] *= PENALTY;
    }
    for (size_t i = 0; i < ROWS; i++) {
        g[5 + i] = -gg_colville_b[i] - s[11 + i];
        for (size_t j = 0; j < 5; j++) g[5 + i] += s[1 + j] * gg_colville_a[i][j];
    }
    for (size_t j = 0; j < 5; j++) {
        const double d = gg_colville_d[j];
        g[j] = 6 * (s[0] * d * x[j] - s[1 + j] * d) * x[j] - s[6 + j];
        for (size_t i = 0; i < 5; i++) g[j] += 2 * gg_colville_c[i][j] * (x[i] - s[1 + i]);
    }
    return f;
}

static const gg_known known[] = {{"LV25", "", 15}, {0}};

const gg_loss gg_loss_shell_dual = {
    .name = "shell_dual",
    .title = "Shell dual, as an exact penalty",
    .formula = "2 |sum_j d_j x_j^3| + x'Cx - b'y + 100 (sum_j max(0, p_j) + sum_i max(0, "
               "-x_i) + sum_i max(0, -y_i)), p = A'y - 2Cx - 3 d x^2 - e, x the first five, y "
               "the other ten numbers",
    .derivative = "6 s d_j x_j^2 + 2 (Cx)_j in j, -b_i in y_i, and 100 times the slopes of "
                  "what is positive; at 0 any number between those of both sides (at_kink "
                  "picks)",
    .fails = "where sum_j d_j x_j^3, a p_j or a coordinate is 0",
    .source = "Colville 1968, A comparative study of nonlinear programming codes, IBM New "
              "York scientific center report 320-2949; Luksan & Vlcek 2000, Test problems for "
              "nonsmooth unconstrained and linearly constrained optimization, report V-798, "
              "Czech Academy of Sciences, problem 3.25",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 15,
    .most_n = 15,
    .usual_n = 15,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
