/* losses/multimodal/schwefel.c -- the deepest well is far from the second deepest. */
#include "base/vector.h"
#include "losses/kink.h"
#include "losses/loss.h"
#include "losses/multimodal/alternating.h"
#include "losses/number.h"

/* The root of tan r = -r / 2 with r^2 = x nearest to the wall, and -x sin r there, from 60
 * digits. The popular 418.9829 n + f has no minimum of 0: that number is rounded. */
static const double AT = 420.968746359982027312;
static const long double LEAST = -418.98288727243370627479L;
static const double EDGE = 500; /* farther out there are deeper wells, without end */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_start_alternating(p->n, 123.4, -250, p->start);
    gg_fill(p->n, -EDGE, p->lower);
    gg_fill(p->n, EDGE, p->upper);
    gg_fill(p->n, AT, p->minimiser);
    p->minimum = (double)(LEAST * (long double)p->n);
    p->bounded = true;
    return GG_OK;
}

GG_FORMULA(term, { return -x[0] * gg_sin(gg_sqrt(gg_abs(x[0]))); })

static double value(gg_problem *p, const double x[])
{
    double total;
    if (gg_norm_max(p->n, x) > EDGE) return INFINITY;
    GG_SUM(total, p->n, i, term(p, x + i));
    return total;
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (fabs(creal(x[i])) > EDGE) return INFINITY;
        total += term_complex(p, x + i);
    }
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) {
        const double r = sqrt(fabs(x[i]));
        g[i] = -(sin(r) + r * cos(r) / 2);
    }
    const double f = value(p, x);
    if (isinf(f)) gg_fill(p->n, 0, g);
    return f;
}

static const gg_known known[] = {{"SCHWEFEL226", "", 2}, {0}};

const gg_loss gg_loss_schwefel = {
    .name = "schwefel",
    .title = "Schwefel's problem 2.26",
    .formula = "-sum_i x_i sin(sqrt|x_i|), +infinity outside [-500, 500]^n",
    .derivative = "-(sin r + r cos(r) / 2), r = sqrt|x_i|",
    .fails = "nowhere inside the box; C1 but not C2 where a coordinate is 0",
    .source = "Schwefel 1981, Numerical optimization of computer models, problem 2.26",
    .smoothness = GG_C1,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
};
