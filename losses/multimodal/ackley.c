/* losses/multimodal/ackley.c -- a nearly flat plain full of dents, around a deep funnel. */
#include "base/vector.h"
#include "losses/kink.h"
#include "losses/loss.h"
#include "losses/multimodal/alternating.h"
#include "losses/number.h"

#define PI 3.14159265358979323846
#define E 2.71828182845904523536

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_start_alternating(p->n, 14.5, -8.3, p->start);
    gg_fill(p->n, -32.768, p->lower);
    gg_fill(p->n, 32.768, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* The funnel is 20 (1 - exp(-0.2 q)), q >= 0: its slope in q is at most 4. */
static gg_status round_kinks(gg_problem *p)
{
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    p->error = 4 * gg_kink_error(&p->kink);
    return GG_OK;
}

/* Both differences of exponentials are written by expm1, and 1 - cos by sin^2, so that f is 0
 * at 0: term by term they would leave 4.4e-16. */
GG_FORMULA(value, {
    number squares = 0;
    number dents = 0;
    for (size_t i = 0; i < p->n; i++) {
        const number s = gg_sin(PI * x[i]);
        squares += x[i] * x[i];
        dents += s * s;
    }
    const number q = gg_kinked(&p->kink, gg_sqrt(squares / (double)p->n));
    return -20 * gg_expm1(-q / 5) - E * gg_expm1(-2 * dents / (double)p->n);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double n = (double)p->n;
    double dents = 0;
    double squares = 0;
    double slope;
    for (size_t i = 0; i < p->n; i++) {
        squares += x[i] * x[i];
        dents += cos(2 * PI * x[i]);
    }
    const double norm = sqrt(squares / n);
    const double q = gg_kink_abs(&p->kink, norm, &slope);
    const double funnel = norm > 0 ? 4 * exp(-q / 5) * slope / (n * norm) : 0;
    const double wave = 2 * PI * exp(dents / n) / n;
    for (size_t i = 0; i < p->n; i++) g[i] = funnel * x[i] + wave * sin(2 * PI * x[i]);
    return value(p, x);
}

static const gg_known known[] = {{"ACKLEY", "", 2}, {0}};

const gg_loss gg_loss_ackley = {
    .name = "ackley",
    .title = "Ackley's function",
    .formula = "20 + e - 20 exp(-q / 5) - exp((1/n) sum_i cos(2 pi x_i)), "
               "q = sqrt((1/n) sum_i x_i^2)",
    .derivative = "4 exp(-q / 5) x_i / (n q) + 2 pi exp((1/n) sum_k cos(2 pi x_k)) "
                  "sin(2 pi x_i) / n; 0 at 0",
    .fails = "at 0, its minimiser: a cone",
    .source =
        "Ackley 1987, A connectionist machine for genetic hillclimbing, n = 2; Back 1996, "
        "Evolutionary algorithms in theory and practice, any n",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
