/* losses/nonsmooth/max_abs.c -- the maximum norm: one coordinate speaks for all. */
#include "base/vector.h"
#include "losses/loss.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++)
        p->start[i] = i < p->n / 2 ? (double)(i + 1) : -(double)(i + 1);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* |u| is rounded with width w, the maximum of n of them to a log-sum-exp of width w. Where the
 * slope of |u| is s its curvature is at most (1 - s^2) / w (Huber, Gaussian: that of
 * gg_kink_curvature), and the log-sum-exp adds at most s^2 / w. */
static gg_status round_kinks(gg_problem *p)
{
    const double w = p->kink.width;
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    const bool apart = p->kink.by == GG_ROUND_HUBER || p->kink.by == GG_ROUND_GAUSSIAN;
    p->L = (apart ? gg_kink_curvature(&p->kink) : 0) + 1 / w;
    p->error = gg_kink_error(&p->kink) + w * log((double)p->n);
    return GG_OK;
}

/* The first maximal |x_i|, or the last one if at_kink=right; a NaN is above all. */
static size_t largest(const gg_problem *p, const double x[])
{
    size_t k = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (isnan(x[i])) return i;
        const bool tie = fabs(x[i]) == fabs(x[k]) && p->kink.at == GG_AT_RIGHT;
        if (fabs(x[i]) > fabs(x[k]) || tie) k = i;
    }
    return k;
}

/* w log((1/n) sum_i exp(u_i / w)), u_i = |x_i| rounded; g, unless NULL, is its gradient. */
static double rounded(const gg_problem *p, const double x[], double g[])
{
    const double w = p->kink.width;
    double slope;
    const double most = gg_kink_abs(&p->kink, x[largest(p, x)], &slope);
    double total = 0;
    for (size_t i = 0; i < p->n; i++) {
        const double u = gg_kink_abs(&p->kink, x[i], &slope);
        const double weight = u == most ? 1 : exp((u - most) / w);
        total += weight;
        if (g) g[i] = weight * slope;
    }
    for (size_t i = 0; g && i < p->n; i++) g[i] /= total;
    return most + w * log(total / (double)p->n);
}

static double value(gg_problem *p, const double x[])
{
    return p->kink.by == GG_ROUND_NOT ? fabs(x[largest(p, x)]) : rounded(p, x, NULL);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    if (p->kink.by != GG_ROUND_NOT) return rounded(p, x, g);
    const size_t k = largest(p, x);
    gg_fill(p->n, 0, g);
    return gg_kink_abs(&p->kink, x[k], &g[k]);
}

static double complex value_complex(gg_problem *p, const double complex x[])
{
    size_t k = 0;
    for (size_t i = 1; i < p->n; i++)
        if (fabs(creal(x[i])) > fabs(creal(x[k]))) k = i;
    const double complex most = gg_kink_abs_complex(&p->kink, x[k]);
    double complex total = 0;
    if (p->kink.by == GG_ROUND_NOT) return most;
    for (size_t i = 0; i < p->n; i++)
        total += cexp((gg_kink_abs_complex(&p->kink, x[i]) - most) / p->kink.width);
    return most + p->kink.width * clog(total / (double)p->n);
}

static const gg_known known[] = {{"LV20", "", 20}, {"maxl", "", 20}, {0}};

const gg_loss gg_loss_max_abs = {
    .name = "max_abs",
    .title = "Largest absolute value",
    .formula = "max_i |x_i|",
    .derivative = "sgn(x_k) in k, the first maximal i (at_kink=right: the last), else 0",
    .fails = "where two |x_i| are largest, and at 0",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem 3.20",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
