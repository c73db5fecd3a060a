/* losses/nonsmooth/mckinnon.c -- where simplices shrink onto a point that is not stationary. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { TAU, THETA, PHI };

static const gg_option options[] = {
    {"tau", GG_REAL, 1, 1, 10, "the power of |x_1|: 1 a kink, above 1 smooth", NULL},
    {"theta", GG_REAL, 15, 1e-6, 1e6, "steepness to the right", NULL},
    {"phi", GG_REAL, 10, 1, 1e6, "how much steeper it is to the left", NULL},
    GG_KINK_OPTIONS,
    {0},
};

/* What multiplies |x_1|^tau on either side. */
static double steepness(const gg_problem *p, bool left)
{
    return p->opt[THETA] * (left ? p->opt[PHI] : 1);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const double tau = p->opt[TAU];
    const double most = fmax(steepness(p, true), steepness(p, false));
    const double least = fmin(steepness(p, true), steepness(p, false));
    gg_fill(2, 1, p->start);
    gg_fill(2, -2, p->lower);
    gg_fill(2, 2, p->upper);
    p->minimiser[0] = 0;
    p->minimiser[1] = -0.5;
    p->minimum = -0.25;
    p->smoothness = tau > 2 ? GG_C2 : tau > 1 ? GG_C1 : GG_LIPSCHITZ;
    if (tau == 2) p->L = fmax(2 * most, 2);
    if (tau == 2) p->mu = fmin(2 * least, 2);
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    const double most = fmax(steepness(p, true), steepness(p, false));
    if (p->opt[TAU] > 1)
        return gg_fail(GG_BAD_INPUT, "smooth cannot round mckinnon off: tau=%g has no kink",
                       p->opt[TAU]);
    gg_round_in_place(p, most * gg_kink_error(&p->kink));
    p->smoothness = GG_C1;
    p->L = fmax(most * gg_kink_curvature(&p->kink), 2);
    return GG_OK;
}

GG_FORMULA(value, {
    const number size = gg_kinked(&p->kink, x[0]);
    const double steep = steepness(p, gg_real(x[0]) <= 0);
    const number well = p->opt[TAU] == 1 ? size : gg_pow(size, p->opt[TAU]);
    return steep * well + x[1] + x[1] * x[1];
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double tau = p->opt[TAU];
    double side = (x[0] > 0) - (x[0] < 0);
    if (tau == 1) gg_kink_abs(&p->kink, x[0], &side);
    g[0] = steepness(p, side < 0) * side * tau * pow(fabs(x[0]), tau - 1);
    g[1] = 1 + 2 * x[1];
    return value(p, x);
}

static const gg_known known[] = {{"MCK1", "", 2},
                                 {"MCK2", "tau=2:theta=6:phi=60", 2},
                                 {"MCK3", "tau=3:theta=6:phi=400", 2},
                                 {0}};

const gg_loss gg_loss_mckinnon = {
    .name = "mckinnon",
    .title = "McKinnon's function",
    .formula = "theta phi |x_1|^tau + x_2 + x_2^2 if x_1 <= 0; theta x_1^tau + x_2 + x_2^2 if "
               "x_1 >= 0",
    .derivative = "(-theta phi tau |x_1|^(tau-1) or theta tau x_1^(tau-1), 1 + 2 x_2); tau=1: "
                  "at x_1 = 0 any number between (at_kink picks)",
    .fails = "tau=1: where x_1 = 0; tau>1: nowhere",
    .source = "McKinnon 1998, Convergence of the Nelder-Mead simplex method to a "
              "nonstationary point, SIAM Journal on Optimization 9(1), "
              "doi:10.1137/S1052623496303482",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 2,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
