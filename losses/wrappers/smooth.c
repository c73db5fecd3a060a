/* losses/wrappers/smooth.c -- the same landscape with its kinks rounded off, or all blurred. */
#include "losses/loss.h"
#include "losses/wrappers/randomised.h"

enum { BY, WIDTH, SAMPLES };
enum { GAUSSIAN = GG_ROUND_GAUSSIAN - GG_ROUND_SQRT };

static const gg_option options[] = {
    {"by", GG_CHOICE, 0, 0, GAUSSIAN,
     "what |u| becomes, a maximum a log-sum-exp; gaussian blurs what has no kinks to round",
     "sqrt|huber|softplus|logsumexp|gaussian"},
    {"width", GG_REAL, 0.1, 1e-12, 1e6, "of the rounding, in units of |u|; of the blur, of x",
     NULL},
    {"samples", GG_WHOLE, 16, 1, 1e6, "pairs of points in an estimate of the blurred loss",
     NULL},
    {0},
};

/* Whether the loss as a whole is blurred, by values at random points: a formula that has kinks
 * and no jumps is rounded, exactly, where it stands alone. data: only if blurred */
static bool blurred(const gg_problem *p)
{
    const gg_problem *in = p->inner;
    const bool kinks = !in->inner && in->loss->round && in->smoothness < GG_C1;
    return p->opt[BY] == GAUSSIAN && !(kinks && in->smoothness > GG_DISCONTINUOUS);
}

static size_t data_size(const gg_problem *p)
{
    return blurred(p) ? gg_randomised_size(p->n) : 0;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_problem *in = p->inner;
    if (blurred(p)) {
        gg_randomised_open(p, p->opt[WIDTH], (size_t)p->opt[SAMPLES]);
        return GG_OK;
    }
    if (in->inner)
        return gg_fail(GG_BAD_INPUT,
                       "smooth follows the loss itself: write %s+smooth+..., or by=gaussian",
                       gg_problem_leaf(p)->loss->name);
    if (!in->loss->round || in->smoothness == GG_DISCONTINUOUS)
        return gg_fail(GG_BAD_INPUT,
                       "smooth cannot round %s off: it has no kinks, or jumps; by=gaussian can",
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
    return p->data ? gg_randomised_ask(p, x, NULL) : p->inner->loss->value(p->inner, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    return p->data ? gg_randomised_ask(p, x, g) : p->inner->loss->gradient(p->inner, x, g);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    return p->inner->loss->complex_value(p->inner, x);
}

const gg_loss gg_loss_smooth = {
    .name = "smooth",
    .title = "Kinks rounded off",
    .formula =
        "|u| -> sqrt(u^2 + w^2) - w (at most w below |u|); Huber's function (w/2); softplus "
        "and logsumexp: w log cosh(u / w) (w log 2); gaussian: E|u + w z| - w sqrt(2/pi), z "
        "normal (w sqrt(2/pi)); max_i u_i -> w log((1/m) sum_i exp(u_i / w)) (w log m). "
        "by=gaussian where there is nothing to round, or jumps, or wrappers: E f(x + w z), "
        "the mean over 2 samples values, anew at every call, scored by f itself; off by at "
        "most L w^2 n / 2, a jump has no bound",
    .derivative = "of the rounded formula; blurred: the mean of (f(x + w z) - f(x - w z)) z / "
                  "(2 w)",
    .fails = "nowhere",
    .source = "Nesterov 2005, Smooth minimization of non-smooth functions, section 4, "
              "doi:10.1007/s10107-004-0552-5; Beck & Teboulle 2012, Smoothing and first order "
              "methods, doi:10.1137/100818327; Nesterov & Spokoiny 2017, Random gradient-free "
              "minimization of convex functions, doi:10.1007/s10208-015-9296-2",
    .smoothness = GG_C1,
    .wraps = true,
    .options = options,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
};
