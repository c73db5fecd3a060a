/* losses/nonsmooth/wolfe.c -- a kink on a ray; steepest descent is lured to its end. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    p->start[0] = 3;
    p->start[1] = 2;
    p->minimiser[0] = -1;
    p->minimiser[1] = 0;
    p->minimum = -8;
    return GG_OK;
}

/* |x_2| is rounded to r(x_2) + e, e the rounding's error: |x_2| at least and nowhere 0, so that
 * the kink at the origin goes too. As f grows with |x_2| by 16 |x_2| at most, f of it less 16 e
 * lies below f, and has the same minimum. */
static gg_status round_kinks(gg_problem *p)
{
    return gg_round_in_place(p, 16 * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    const double e = gg_kink_error(&p->kink);
    const number r = gg_kinked(&p->kink, x[1]) + e;
    const number a = x[0];
    const number far = a * a * a;
    if (gg_real(a) > gg_real(r)) return 5 * gg_sqrt(9 * a * a + 16 * r * r) - 16 * e;
    return 9 * a + 16 * r - (gg_real(a) <= 0 ? far * far * far : 0) - 16 * e;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double slope;
    const double r = gg_kink_abs(&p->kink, x[1], &slope) + gg_kink_error(&p->kink);
    const double a = x[0];
    const double root = sqrt(9 * a * a + 16 * r * r);
    const double square = a * a;
    g[0] = a > r ? 45 * a / root : a > 0 ? 9 : 9 - 9 * square * square * square * square;
    g[1] = a > r ? 80 * r / root * slope : 16 * slope;
    return value(p, x);
}

static const gg_known known[] = {{"LV10", "", 2}, {0}};

const gg_loss gg_loss_wolfe = {
    .name = "wolfe",
    .title = "Wolfe's function",
    .formula = "5 sqrt(9 x_1^2 + 16 x_2^2) if x_1 > |x_2|; 9 x_1 + 16 |x_2| if 0 < x_1 <= "
               "|x_2|; 9 x_1 + 16 |x_2| - x_1^9 if x_1 <= 0",
    .derivative = "of the pieces; at x_2 = 0 >= x_1 the second is 16 s, s any number in [-1, "
                  "1] (at_kink picks)",
    .fails = "where x_2 = 0 and x_1 <= 0",
    .source = "Wolfe 1975, A method of conjugate subgradients for minimizing "
              "nondifferentiable functions, Mathematical Programming Study 3; Luksan & Vlcek "
              "2000, Test problems for nonsmooth unconstrained and linearly constrained "
              "optimization, report V-798, Czech Academy of Sciences, problem 3.10",
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
