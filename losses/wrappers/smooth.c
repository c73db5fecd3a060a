/* losses/wrappers/smooth.c -- the same landscape with its kinks rounded off. */
#include "losses/loss.h"

enum { BY, WIDTH };

static const gg_option options[] = {
    {"by", GG_CHOICE, 0, 0, 2, "what |u| becomes; a maximum becomes a log-sum-exp",
     "sqrt|huber|softplus"},
    {"width", GG_REAL, 0.1, 1e-12, 1e6, "of the rounding, in units of |u|", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_problem *in = p->inner;
    if (in->inner)
        return gg_fail(GG_BAD_INPUT, "smooth follows the loss itself: write %s+smooth+...",
                       gg_problem_leaf(p)->loss->name);
    if (!in->loss->round || in->smoothness == GG_DISCONTINUOUS)
        return gg_fail(GG_BAD_INPUT, "smooth cannot round %s off: it has no kinks, or jumps",
                       in->loss->name);
    in->kink.by = (gg_rounding)(GG_ROUND_SQRT + (int)p->opt[BY]);
    in->kink.width = p->opt[WIDTH];
    GG_TRY(in->loss->round(in));
    p->smoothness = in->smoothness;
    p->minimum = in->minimum;
    p->L = in->L;
    p->mu = in->mu;
    p->error = in->error;
    for (size_t i = 0; i < p->n; i++) p->minimiser[i] = in->minimiser[i];
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    return p->inner->loss->value(p->inner, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    return p->inner->loss->gradient(p->inner, x, g);
}

const gg_loss gg_loss_smooth = {
    .name = "smooth",
    .title = "Kinks rounded off",
    .formula = "|u| -> sqrt(u^2 + w^2) - w, or Huber's function, or w log cosh(u / w); "
               "max_i u_i -> w log sum_i exp(u_i / w) - w log m",
    .derivative = "of the rounded formula",
    .fails = "nowhere",
    .source = "Nesterov 2005, Smooth minimization of non-smooth functions, section 4, "
              "doi:10.1007/s10107-004-0552-5; Beck & Teboulle 2012, Smoothing and first order "
              "methods, doi:10.1137/100818327",
    .smoothness = GG_C1,
    .wraps = true,
    .options = options,
    .build = build,
    .value = value,
    .gradient = gradient,
};
