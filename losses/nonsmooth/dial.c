/* losses/nonsmooth/dial.c -- one valley, and a knob from smooth over kinked to stairs. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { TURN };

static const gg_option options[] = {
    {"turn", GG_REAL, 1, 0, 2,
     "0 a parabola, to 1 ever sharper up to the kink, to 2 cut into stairs of height turn - 1",
     NULL},
    GG_KINK_OPTIONS,
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const double turn = p->opt[TURN];
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    p->smoothness = turn == 0  ? GG_ANALYTIC
                    : turn < 1 ? GG_C1
                    : turn > 1 ? GG_DISCONTINUOUS
                               : GG_LIPSCHITZ;
    p->convex = turn <= 1;
    if (turn == 0) p->L = p->mu = 2;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    if (p->opt[TURN] != 1)
        return gg_fail(GG_BAD_INPUT, "smooth cannot round dial off: turn=%g has no kink",
                       p->opt[TURN]);
    gg_round_in_place(p, (double)p->n * gg_kink_error(&p->kink));
    p->L = gg_kink_curvature(&p->kink);
    return GG_OK;
}

GG_FORMULA(value, {
    const double q = fmax(1, 2 - p->opt[TURN]);
    const double height = p->opt[TURN] - 1;
    number total = 0;
    for (size_t i = 0; i < p->n; i++) {
        const number size = gg_kinked(&p->kink, x[i]);
        total += q == 1 ? size : gg_pow(size, q);
    }
    return height > 0 && !isinf(gg_real(total)) ? height * gg_floor(total / height) : total;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double q = fmax(1, 2 - p->opt[TURN]);
    for (size_t i = 0; i < p->n; i++)
        g[i] = p->opt[TURN] > 1 ? 0 : gg_power_slope(&p->kink, q, x[i]);
    return value(p, x);
}

const gg_loss gg_loss_dial = {
    .name = "dial",
    .title = "One knob from a parabola to stairs",
    .formula = "sum_i |x_i|^(2 - turn) for turn <= 1; h floor(sum_i |x_i| / h), h = turn - 1, "
               "above",
    .derivative = "(2 - turn) sgn(x_i) |x_i|^(1 - turn); turn=1: where x_i = 0, any number in "
                  "[-1, 1] (at_kink picks); above, 0 almost everywhere",
    .fails = "turn=0: nowhere; below 1 only the second derivative, where a coordinate is 0; "
             "turn=1: there the first one too; above 1 it jumps wherever sum_i |x_i| is a "
             "multiple of h",
    .source = "this project: the sum of powers of Nemirovskii & Nesterov 1985, then the "
              "stairs of its end",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
