/* losses/noisy/more_wild.c -- a smooth loss under fast waves that look like rounding errors. */
#include "base/vector.h"
#include "losses/frozen_noise.h"
#include "losses/loss.h"

enum { OF, EPSILON };
enum { SPHERE, ROSENBROCK };

static const gg_option options[] = {
    {"of", GG_CHOICE, SPHERE, SPHERE, ROSENBROCK, "the loss under the noise",
     "sphere|rosenbrock"},
    {"epsilon", GG_REAL, 1e-2, 0, 1, "the largest error, relative to f", NULL},
    {0},
};

static double clean(const gg_problem *p, const double x[])
{
    double total = 0;
    if (p->opt[OF] == SPHERE) return gg_dot(p->n, x, x);
    for (size_t i = 0; i + 1 < p->n; i++) {
        const double u = x[i + 1] - x[i] * x[i];
        total += 100 * u * u + (1 - x[i]) * (1 - x[i]);
    }
    return total;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const bool bowl = p->opt[OF] == SPHERE;
    for (size_t i = 0; i < p->n; i++)
        p->start[i] = bowl ? 2 - 0.3 * (double)(i % 14) : i % 2 ? 1 : -1.2;
    gg_fill(p->n, bowl ? 0 : 1, p->minimiser);
    p->minimum = 0;
    p->sigma = p->opt[EPSILON] * GG_MORE_WILD_RMS * clean(p, p->start);
    p->noisy = true;
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    const double f = clean(p, x);
    return p->quiet ? f : (1 + p->opt[EPSILON] * gg_more_wild(p->n, x)) * f;
}

static const gg_known known[] = {{"MWROSEN", "of=rosenbrock:epsilon=1e-3", 2},
                                 {"MWSPHERE", "of=sphere:epsilon=1e-2", 10},
                                 {0}};

const gg_loss gg_loss_more_wild = {
    .name = "more_wild",
    .title = "More and Wild's deterministic noise",
    .formula = "(1 + epsilon phi(x)) r(x), r a sphere or Rosenbrock's valley, phi = t (4 t^2 - "
               "3), t = 0.9 sin(100 |x|_1) cos(100 |x|_inf) + 0.1 cos(|x|_2)",
    .derivative = "none is offered: that of the noise says nothing about r",
    .fails = "where a coordinate is 0 or two are largest",
    .source = "More & Wild 2009, Benchmarking derivative-free optimization algorithms, "
              "doi:10.1137/080724083; scored, as all noise here, by r",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
};
