/* optimizers/gradient_free/evolution.c -- sample, rank, move, learn. */
#include "optimizers/gradient_free/evolution.h"

#include <gsl/gsl_sort_double.h>

#include "base/vector.h"
#include "optimizers/gradient_free/covariance.h"
#include "optimizers/gradient_free/halt.h"
#include "optimizers/gradient_free/regime.h"
#include "optimizers/gradient_free/strategy.h"
#include "optimizers/normal.h"

/* state: memory; then, for the largest population p, rows of n doubles: the mean and p samples,
 * the paths p_sigma and p_c, p + 1 normal vectors and as many steps; weights[p], shares[p + 1] and
 * f[p]; order[p]; the covariance. Steps are in units of sigma and the box's sides. */
typedef struct memory {
    gg_strategy s;
    gg_regime regime;
    gg_halt halt;
    double sigma, sigma_first; /* in units of the box's side; when this run began */
    double best;               /* least f of all runs before this one */
    double path_left;          /* share of p_sigma's first value that is still in it, squared */
    size_t generation;         /* of this run */
    size_t until_factor, gap;  /* generations between two roots */
    size_t began;              /* calls when this run began */
    double rows[];
} memory;

typedef struct evolution { /* the state's parts */
    memory *m;
    size_t n;
    double *mean, *x, *p_sigma, *p_c, *z, *y, *weights, *shares, *f;
    size_t *order;
    gg_covariance v;
} evolution;

double gg_evolution_population(const double opt[], size_t n)
{
    const double given = opt[GG_EVOLUTION_POPULATION];
    return given > 0 ? given : (double)gg_strategy_population(n);
}

static size_t most_samples(const double opt[], size_t n)
{
    const size_t first = (size_t)gg_evolution_population(opt, n);
    return gg_regime_most((gg_regime_kind)opt[GG_EVOLUTION_RESTART], first, n);
}

size_t gg_evolution_size(gg_evolution_kind kind, const double opt[], size_t n)
{
    const size_t p = most_samples(opt, n);
    const size_t rows = (1 + p) + 2 + (p + 1) + (p + 1);
    return sizeof(memory) + p * sizeof(size_t) +
           sizeof(double) *
               (rows * n + 3 * p + 1 + gg_covariance_room(kind.diagonal, kind.symmetric, n));
}

static evolution open_state(gg_evolution_kind kind, const double opt[], void *state, size_t n)
{
    const size_t p = most_samples(opt, n);
    evolution e = {.m = state, .n = n};
    e.mean = e.m->rows;
    e.x = e.mean + n;
    e.p_sigma = e.x + p * n;
    e.p_c = e.p_sigma + n;
    e.z = e.p_c + n;
    e.y = e.z + (p + 1) * n;
    e.weights = e.y + (p + 1) * n;
    e.shares = e.weights + p;
    e.f = e.shares + p + 1;
    e.order = (size_t *)(void *)(e.f + p);
    e.v = gg_covariance_open(kind.diagonal, kind.symmetric, n, (double *)(void *)(e.order + p));
    return e;
}

/* A run with the population and the step that the regime says, about the mean. */
static void begin_run(evolution *e, const double opt[], const gg_oracle *o)
{
    memory *m = e->m;
    m->s = gg_strategy_make(e->n, m->regime.lambda, opt[GG_EVOLUTION_ACTIVE] == 0,
                            e->v.diagonal, e->weights);
    m->sigma = m->sigma_first = opt[GG_EVOLUTION_SIGMA] * m->regime.sigma;
    m->path_left = 1;
    m->generation = 0;
    m->began = gg_spent(o);
    const double learns = 10 * (double)e->n * (m->s.c_1 + m->s.c_mu);
    m->gap = m->until_factor = e->v.diagonal || learns >= 1 ? 1 : (size_t)(1 / learns);
    gg_fill(e->n, 0, e->p_sigma);
    gg_fill(e->n, 0, e->p_c);
    gg_covariance_reset(&e->v);
    gg_halt_begin(&m->halt, e->n);
    for (size_t k = 0; k < m->s.lambda; k++) gg_copy(e->n, e->mean, e->x + k * e->n);
}

void gg_evolution_start(gg_evolution_kind kind, const double opt[], void *state, gg_oracle *o)
{
    evolution e = open_state(kind, opt, state, o->n);
    gg_copy(o->n, o->start, e.mean);
    e.m->best = INFINITY;
    e.m->regime = gg_regime_make((size_t)gg_evolution_population(opt, o->n),
                                 most_samples(opt, o->n));
    gg_value(o, e.mean); /* so that nobody loses a start that is good */
    begin_run(&e, opt, o);
}

static bool sample_and_ask(evolution *e, gg_oracle *o)
{
    const size_t n = e->n;
    const size_t lambda = e->m->s.lambda;
    const double sigma = e->m->sigma;
    gg_normal_fill(o->rng, lambda * n, e->z);
    gg_covariance_sample(&e->v, lambda, e->z, e->y);
    for (size_t k = 0; k < lambda; k++) {
        double *x = e->x + k * n;
        const double *y = e->y + k * n;
        for (size_t i = 0; i < n; i++)
            x[i] = e->mean[i] + sigma * (o->upper[i] - o->lower[i]) * y[i];
        e->f[k] = gg_value(o, x);
        if (o->silent) return false;
    }
    gsl_sort_index(e->order, e->f, 1, lambda);
    return true;
}

/* out = sum of the first weights times the best rows */
static void recombine(const evolution *e, const double rows[], double out[])
{
    gg_fill(e->n, 0, out);
    for (size_t k = 0; k < e->m->s.mu; k++)
        gg_along(e->n, out, e->weights[k], rows + e->order[k] * e->n, out);
}

/* The mean, and both paths. -> |p_sigma|; *stalls: p_c waits, because p_sigma is long */
static double move(evolution *e, const gg_oracle *o, bool *stalls)
{
    memory *m = e->m;
    const gg_strategy *s = &m->s;
    double *step = e->y + s->lambda * e->n; /* the row that is left over */
    recombine(e, e->z, step);
    const double share = sqrt(s->c_sigma * (2 - s->c_sigma) * s->mu_eff);
    for (size_t i = 0; i < e->n; i++)
        e->p_sigma[i] = (1 - s->c_sigma) * e->p_sigma[i] + share * step[i];
    const double length = gg_norm(e->n, e->p_sigma);
    m->path_left *= (1 - s->c_sigma) * (1 - s->c_sigma);
    const double n = (double)e->n;
    *stalls = !(length < (1.4 + 2 / (n + 1)) * s->chi_n * sqrt(1 - m->path_left));
    recombine(e, e->y, step);
    for (size_t i = 0; i < e->n; i++)
        e->mean[i] += m->sigma * (o->upper[i] - o->lower[i]) * step[i];
    const double held = *stalls ? 0 : sqrt(s->c_c * (2 - s->c_c) * s->mu_eff);
    for (size_t i = 0; i < e->n; i++) e->p_c[i] = (1 - s->c_c) * e->p_c[i] + held * step[i];
    return length;
}

/* Rank one, rank mu, and the bad ones with negative weights, each as long as a usual one. */
static void learn(evolution *e, bool stalls)
{
    const gg_strategy *s = &e->m->s;
    const size_t n = e->n;
    const size_t count = e->weights[s->lambda - 1] < 0 ? s->lambda : s->mu;
    e->shares[0] = s->c_1;
    for (size_t k = 0; k < count; k++) {
        const double *z = e->z + e->order[k] * n;
        const double size = k < s->mu ? 1 : (double)n / fmax(gg_dot(n, z, z), 1e-300);
        e->shares[k + 1] = s->c_mu * e->weights[k] * size;
    }
    double *ranked = e->z; /* the normal vectors are no longer needed */
    gg_copy(n, e->p_c, ranked);
    for (size_t k = 0; k < count; k++) gg_copy(n, e->y + e->order[k] * n, ranked + (k + 1) * n);
    const double lost = stalls ? s->c_1 * s->c_c * (2 - s->c_c) : 0;
    const double keep = 1 + lost - s->c_1 - s->c_mu * s->weights_sum;
    gg_covariance_learn(&e->v, keep, count + 1, s->mu + 1, e->shares, ranked);
}

/* -> false: the covariance has lost its numbers */
static bool adapt(evolution *e, const gg_oracle *o)
{
    memory *m = e->m;
    bool stalls = false;
    const double length = move(e, o, &stalls);
    learn(e, stalls);
    m->sigma *= exp(fmin(1, m->s.c_sigma / m->s.d_sigma * (length / m->s.chi_n - 1)));
    m->generation++;
    if (!isfinite(m->sigma) || gg_first_broken(e->n, e->mean) < e->n) return false;
    if (--m->until_factor > 0) return true;
    m->until_factor = m->gap;
    return gg_covariance_factor(&e->v);
}

static const char *look(evolution *e, const double opt[], const gg_oracle *o, bool *arrived)
{
    memory *m = e->m;
    const gg_generation g = {.n = e->n,
                             .lambda = m->s.lambda,
                             .count = m->generation,
                             .best = e->f[e->order[0]],
                             .median = e->f[e->order[m->s.lambda / 2]],
                             .before = m->best,
                             .sigma = m->sigma,
                             .sigma_first = m->sigma_first,
                             .x_tolerance = opt[GG_EVOLUTION_X_TOLERANCE],
                             .mean = e->mean,
                             .p_c = e->p_c,
                             .lower = o->lower,
                             .upper = o->upper,
                             .v = &e->v};
    return gg_halt_look(&m->halt, &g, arrived);
}

/* The run has come to its end: so has the method, or it begins again elsewhere in the box. */
static gg_verdict end_run(evolution *e, const double opt[], const char *why, bool arrived,
                          gg_oracle *o)
{
    memory *m = e->m;
    const gg_regime_kind kind = (gg_regime_kind)opt[GG_EVOLUTION_RESTART];
    m->best = fmin(m->best, m->halt.best);
    if (kind == GG_REGIME_NONE) {
        o->why = isfinite(m->best) ? why : "f is finite nowhere that it has looked";
        return arrived && isfinite(m->best) ? GG_DONE : GG_STUCK;
    }
    gg_regime_next(&m->regime, kind, (double)(gg_spent(o) - m->began), o->rng);
    for (size_t i = 0; i < e->n; i++)
        e->mean[i] = o->lower[i] + (o->upper[i] - o->lower[i]) * gsl_rng_uniform(o->rng);
    begin_run(e, opt, o);
    return GG_GO_ON;
}

gg_verdict gg_evolution_step(gg_evolution_kind kind, const double opt[], void *state,
                             gg_oracle *o)
{
    evolution e = open_state(kind, opt, state, o->n);
    memory *m = e.m;
    if (o->silent || !sample_and_ask(&e, o)) return GG_GO_ON;
    bool arrived = false;
    const char *why = "the covariance is no longer positive definite";
    if (adapt(&e, o)) why = look(&e, opt, o, &arrived);
    if (!why && (double)(gg_spent(o) - m->began) >= m->regime.limit)
        why = "a small run has had its share";
    return why ? end_run(&e, opt, why, arrived, o) : GG_GO_ON;
}

size_t gg_evolution_points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1 + m->s.lambda;
}
