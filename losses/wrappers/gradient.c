/* losses/wrappers/gradient.c -- the gradient from values, each of them paid for. */
#include "base/random.h"
#include "losses/difference.h"
#include "losses/loss.h"

enum { BY, STEP };

/* by is a text, and not a choice, so that it is always written. */
static const gg_option options[] = {
    {"by", GG_TEXT, 0, 0, 0, "forward, central, complex or spsa; exact: nothing changes",
     "forward"},
    {"step", GG_REAL, 0, 0, 1e300,
     "in units of x; 0: chosen for each coordinate from the error of a value", NULL},
    {0},
};

/* data: a gg_difference, z[n], x[n], y[n], the generator, then its state */

static size_t data_size(const gg_problem *p)
{
    return sizeof(gg_difference) + p->n * (sizeof(double complex) + 2 * sizeof(double)) +
           sizeof(gsl_rng) + gg_philox->size;
}

static gg_status read_by(const gg_problem *p, gg_difference_by *by)
{
    const gg_problem *q = p->inner;
    if (!gg_difference_read(p->text[BY], by))
        return gg_fail(GG_BAD_INPUT,
                       "gradient='%s' is not one of exact|forward|central|complex|spsa",
                       p->text[BY]);
    if (*by != GG_COMPLEX_STEP || gg_problem_offers(q) & GG_COMPLEX) return GG_OK;
    while (q->inner && q->loss->complex_value) q = q->inner;
    return gg_fail(GG_BAD_INPUT,
                   "gradient=complex needs f at complex points, and %s has no such form",
                   q->loss->name);
}

/* Directions go on where the instance's stream stands: nothing reads it after this part. */
static void build_stream(gsl_rng *own, const gsl_rng *rng)
{
    own->type = gg_philox;
    own->state = own + 1;
    gsl_rng_memcpy(own, rng);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    gg_difference *d = p->data;
    d->z = (double complex *)(d + 1);
    d->x = (double *)(d->z + p->n);
    d->y = d->x + p->n;
    d->rng = (gsl_rng *)(d->y + p->n);
    build_stream(d->rng, rng);
    GG_TRY(read_by(p, &d->by));
    d->n = p->n;
    d->step = p->opt[STEP];
    d->sigma = p->sigma;
    d->L = p->L;
    d->lower = p->bounded ? p->lower : NULL;
    d->upper = p->bounded ? p->upper : NULL;
    p->difference = d;
    p->alone = GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT;
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    return p->inner->loss->value(p->inner, x);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    return p->inner->loss->complex_value(p->inner, x);
}

static double answer(gg_answerer *a, const double x[])
{
    return value(a->whom, x);
}

static double complex answer_complex(gg_answerer *a, const double complex x[])
{
    return complex_value(a->whom, x);
}

/* For whoever asks the problem itself; an oracle takes the differences, and charges them. */
static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_answerer a = {p, answer, answer_complex, false};
    return gg_difference_gradient(p->difference, &a, x, g);
}

const gg_loss gg_loss_gradient = {
    .name = "gradient",
    .title = "The gradient from values",
    .formula = "f(x); LOSS:gradient=BY is another way to write LOSS+gradient:by=BY",
    .derivative =
        "forward: (f(x + h e_i) - f(x)) / h, n + 1 values; central: (f(x + h e_i) - f(x - h "
        "e_i)) / 2h, 2n + 1 values; complex: Im f(x + i h e_i) / h, n + 1 values, of which n are "
        "complex and take 2 to 4 times as long; spsa: (f(x + h d) - f(x - h d)) / (2 h d_i), d_i "
        "= +-1 at random, 3 values. A run is charged for every one. With step=0, e the error of a "
        "value, max(eps (1 + |f|), sigma), and L the curvature, (1 + |f|) / max(1, |x_i|)^2 where "
        "unknown: forward h = 2 sqrt(e / L), 8^(1/4) sqrt(e / L) if e is noise; central, spsa h = "
        "(3 e / (1 + |f|))^(1/3) max(1, |x_i|). No probe leaves the walls of a bounded f",
    .fails = "where f does; there a difference is the slope of a chord",
    .source =
        "More & Wild 2012, Estimating derivatives of noisy simulations, "
        "doi:10.1145/2168773.2168777; Gill, Murray, Saunders & Wright 1983, Computing "
        "forward-difference intervals for numerical optimization, doi:10.1137/0904025; Squire "
        "& Trapp 1998, Using complex variables to estimate derivatives of real functions, "
        "doi:10.1137/S003614459631241X; Spall 1992, Multivariate stochastic approximation "
        "using a simultaneous perturbation gradient approximation, doi:10.1109/9.119632",
    .smoothness = GG_ANALYTIC,
    .wraps = true,
    .options = options,
    .data_size = data_size,
    .build = build,
    .value = value,
    .gradient = gradient,
    .complex_value = complex_value,
};
