/* losses/nonsmooth/wolfe_normalised.c -- a kink on a ray; without a bottom. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { GAMMA };

static const gg_option options[] = {
    {"gamma", GG_REAL, 16.0 / 9, 1, 1e6, "stretches x_2; steepest descent starts at (gamma, 1)",
     NULL},
    GG_KINK_OPTIONS,
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    p->start[0] = p->opt[GAMMA];
    p->start[1] = 1;
    return GG_OK;
}

/* |x_2| is rounded to r(x_2) + e, e the rounding's error: |x_2| at least and nowhere 0, so that
 * the kink at the origin goes too. As f grows with |x_2| by gamma / sqrt(1 + gamma) |x_2| at
 * most, f of it less that many e lies below f. */
static gg_status round_kinks(gg_problem *p)
{
    return gg_round_in_place(p,
                             p->opt[GAMMA] / sqrt(1 + p->opt[GAMMA]) * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    const double gamma = p->opt[GAMMA];
    const double e = gg_kink_error(&p->kink);
    const double lost = gamma / sqrt(1 + gamma) * e;
    const number r = gg_kinked(&p->kink, x[1]) + e;
    if (gg_real(x[0]) > gg_real(r)) return gg_sqrt(x[0] * x[0] + gamma * r * r) - lost;
    return (x[0] + gamma * r) / sqrt(1 + gamma) - lost;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double gamma = p->opt[GAMMA];
    double slope;
    const double r = gg_kink_abs(&p->kink, x[1], &slope) + gg_kink_error(&p->kink);
    const double root = x[0] > r ? sqrt(x[0] * x[0] + gamma * r * r) : sqrt(1 + gamma);
    g[0] = (x[0] > r ? x[0] : 1) / root;
    g[1] = gamma * (x[0] > r ? r : 1) * slope / root;
    return value(p, x);
}

static const gg_known known[] = {{"WOLFE2", "", 2}, {0}};

const gg_loss gg_loss_wolfe_normalised = {
    .name = "wolfe_normalised",
    .title = "Wolfe's function, normalised; unbounded below",
    .formula = "sqrt(x_1^2 + gamma x_2^2) if x_1 > |x_2|; (x_1 + gamma |x_2|) / sqrt(1 + "
               "gamma) otherwise",
    .derivative = "of the pieces; at x_2 = 0 >= x_1 the second is s gamma / sqrt(1 + gamma), "
                  "s any number in [-1, 1] (at_kink picks)",
    .fails = "where x_2 = 0 and x_1 <= 0",
    .source = "Wolfe 1975, A method of conjugate subgradients for minimizing "
              "nondifferentiable functions, Mathematical Programming Study 3; in the form of "
              "Boyd & Vandenberghe's lectures on subgradients",
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
