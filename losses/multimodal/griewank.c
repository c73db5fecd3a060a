/* losses/multimodal/griewank.c -- a wide bowl with a product of waves on it. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/multimodal/alternating.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_start_alternating(p->n, 123.4, -321, p->start);
    gg_fill(p->n, -600, p->lower);
    gg_fill(p->n, 600, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* `missing` is 1 less the product so far. 1 - cos t is written as 2 sin^2(t / 2), so that
 * nothing cancels near 0. */
GG_FORMULA(value, {
    number squares = 0;
    number missing = 0;
    for (size_t i = 0; i < p->n; i++) {
        const number s = gg_sin(x[i] / (2 * sqrt((double)(i + 1))));
        squares += x[i] * x[i];
        missing += 2 * s * s * (1 - missing);
    }
    return squares / 4000 + missing;
})

/* The product over the others is one before times one after: a cosine may be 0, and so is not
 * divided by. */
static double gradient(gg_problem *p, const double x[], double g[])
{
    double before = 1;
    double after = 1;
    for (size_t i = 0; i < p->n; i++) {
        g[i] = before;
        before *= cos(x[i] / sqrt((double)(i + 1)));
    }
    for (size_t i = p->n; i-- > 0;) {
        const double root = sqrt((double)(i + 1));
        g[i] = x[i] / 2000 + sin(x[i] / root) / root * g[i] * after;
        after *= cos(x[i] / root);
    }
    return value(p, x);
}

static const gg_known known[] = {{"GRIEWANK", "", 2}, {0}};

const gg_loss gg_loss_griewank = {
    .name = "griewank",
    .title = "Griewank's function",
    .formula = "1 + (1/4000) sum_i x_i^2 - prod_i cos(x_i / sqrt i)",
    .derivative = "x_i / 2000 + sin(x_i / sqrt i) / sqrt(i) prod_(k != i) cos(x_k / sqrt k)",
    .fails = "nowhere",
    .source =
        "Griewank 1981, Generalized descent for global optimization, Journal of Optimization "
        "Theory and Applications 34, doi:10.1007/BF00933356",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
