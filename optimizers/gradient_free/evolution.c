/* optimizers/gradient_free/evolution.c -- sample, rank, move, learn. */
#include "optimizers/gradient_free/evolution.h"

#include <gsl/gsl_sort_double.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/gradient_free/covariance.h"
#include "optimizers/gradient_free/halt.h"
#include "optimizers/gradient_free/strategy.h"
#include "optimizers/normal.h"

/* state: memory; then, for the largest population p, rows of n doubles: the mean and p samples,
 * the paths p_sigma and p_c, p + 1 normal vectors and p steps; weights[p], shares[p + 1] and
 * f[p]; order[p] and chosen[p]; the covariance. Steps are in units of sigma and the box's sides.
 * Where samples are mirrored, samples 2 k and 2 k + 1 are the k-th step and its opposite. */
typedef struct memory {
    gg_strategy s;
    gg_regime regime;
    gg_halt halt;
    double low, middle;        /* least and median value of the last generation */
    double sigma, sigma_first; /* in units of the box's side; when this run began */
    double best;               /* least f of the runs before this one */
    double shrunk_best;        /* the same when they had shrunk */
    double path_left;          /* share of p_sigma's first value that is still in it, squared */
    size_t generation;         /* of this run */
    size_t until_factor, gap;  /* generations between two roots */
    size_t began;              /* calls when this run began */
    double rows[];
} memory;

typedef struct evolution { /* the state's parts */
    memory *m;
    size_t n, steps; /* steps of a generation: half of lambda if they are mirrored */
    double *mean, *x, *p_sigma, *p_c, *z, *y, *weights, *shares, *f;
    size_t *order;  /* samples from the best to the worst */
    size_t *chosen; /* of them, those that the mean may be made of, as many as mu or more */
    bool mirrored;
    gg_covariance v;
} evolution;

/* A root is good until the covariance has learnt this share of a variance, over n. The tutorial
 * has a tenth; half as many roots or less cost no calls. */
static const double LAZY = 2;

double gg_evolution_population(const double opt[], size_t n)
{
    const double given = opt[GG_EVOLUTION_POPULATION];
    return given > 0 ? fmax(2, given) : (double)gg_strategy_population(n);
}

static size_t most_samples(const double opt[], size_t n)
{
    const size_t first = (size_t)gg_evolution_population(opt, n);
    return gg_regime_most((gg_regime_kind)opt[GG_EVOLUTION_RESTART], first, n);
}

size_t gg_evolution_size(gg_evolution_kind kind, const double opt[], size_t n)
{
    const size_t p = most_samples(opt, n);
    const size_t rows = (1 + p) + 2 + (p + 1) + p;
    return sizeof(memory) + 2 * p * sizeof(size_t) +
           sizeof(double) *
               (rows * n + 3 * p + 1 + gg_covariance_room(kind.diagonal, kind.symmetric, n));
}

static void set_steps(evolution *e)
{
    e->steps = e->mirrored ? (e->m->s.lambda + 1) / 2 : e->m->s.lambda;
}

static evolution open_state(gg_evolution_kind kind, const double opt[], void *state, size_t n)
{
    const memory *m = state;
    const size_t p = m->regime.most;
    evolution e = {.m = state, .n = n, .mirrored = opt[GG_EVOLUTION_MIRRORED] == 0};
    e.mean = e.m->rows;
    e.x = e.mean + n;
    e.p_sigma = e.x + p * n;
    e.p_c = e.p_sigma + n;
    e.z = e.p_c + n;
    e.y = e.z + (p + 1) * n;
    e.weights = e.y + p * n;
    e.shares = e.weights + p;
    e.f = e.shares + p + 1;
    e.order = (size_t *)(void *)(e.f + p);
    e.chosen = e.order + p;
    e.v = gg_covariance_open(kind.diagonal, kind.symmetric, n,
                             (double *)(void *)(e.chosen + p));
    set_steps(&e);
    return e;
}

/* Weights and rates for a population. */
static void populate(evolution *e, const double opt[], size_t lambda)
{
    memory *m = e->m;
    const gg_haste haste = {opt[GG_EVOLUTION_DAMPING], opt[GG_EVOLUTION_LEARNING]};
    m->s = gg_strategy_make(e->n, lambda, haste, opt[GG_EVOLUTION_ACTIVE] == 0, e->v.diagonal,
                            e->weights);
    const double learns = LAZY * (double)e->n * (m->s.c_1 + m->s.c_mu);
    m->gap = m->until_factor = e->v.diagonal || learns >= 1 ? 1 : (size_t)(1 / learns);
    set_steps(e);
    for (size_t k = 0; k < lambda; k++) gg_copy(e->n, e->mean, e->x + k * e->n);
}

/* A run with the population and the step that the regime says, about the mean. */
static void begin_run(evolution *e, const double opt[], const gg_oracle *o)
{
    memory *m = e->m;
    populate(e, opt, m->regime.lambda);
    m->sigma = m->sigma_first = opt[GG_EVOLUTION_SIGMA] * m->regime.sigma;
    m->path_left = 1;
    m->generation = 0;
    m->began = gg_spent(o);
    gg_fill(e->n, 0, e->p_sigma);
    gg_fill(e->n, 0, e->p_c);
    gg_covariance_reset(&e->v);
    gg_halt_begin(&m->halt, e->n);
}

void gg_evolution_start(gg_evolution_kind kind, const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    m->regime = gg_regime_make((size_t)gg_evolution_population(opt, o->n),
                               most_samples(opt, o->n));
    m->best = m->shrunk_best = INFINITY;
    evolution e = open_state(kind, opt, state, o->n);
    gg_copy(o->n, o->start, e.mean);
    gg_value(o, e.mean); /* so that nobody loses a start that is good */
    begin_run(&e, opt, o);
}

static size_t step_of(const evolution *e, size_t sample)
{
    return e->mirrored ? sample / 2 : sample;
}

static double sign_of(const evolution *e, size_t sample)
{
    return e->mirrored && sample % 2 ? -1 : 1;
}

/* Of a step and its opposite the mean takes the better one: both would cancel, and the mean's
 * step with them. */
static void choose(evolution *e)
{
    const size_t lambda = e->m->s.lambda;
    double *taken = e->shares; /* not in use before `learn` */
    gg_fill(e->steps, 0, taken);
    size_t count = 0;
    for (size_t k = 0; k < lambda; k++) {
        const size_t step = step_of(e, e->order[k]);
        if (taken[step] == 0) e->chosen[count++] = e->order[k];
        taken[step] = 1;
    }
}

static bool sample_and_ask(evolution *e, gg_oracle *o)
{
    const size_t n = e->n;
    const size_t lambda = e->m->s.lambda;
    gg_normal_fill(o->rng, e->steps * n, e->z);
    gg_covariance_sample(&e->v, e->steps, e->z, e->y);
    for (size_t k = 0; k < lambda; k++) {
        double *x = e->x + k * n;
        const double *y = e->y + step_of(e, k) * n;
        const double t = sign_of(e, k) * e->m->sigma;
        for (size_t i = 0; i < n; i++)
            x[i] = e->mean[i] + t * (o->upper[i] - o->lower[i]) * y[i];
        e->f[k] = gg_value(o, x);
        if (o->silent) return false;
    }
    gsl_sort_index(e->order, e->f, 1, lambda);
    e->m->low = e->f[e->order[0]];
    e->m->middle = e->f[e->order[lambda / 2]];
    choose(e);
    return true;
}

/* out = sum of the first weights times the rows of those that are chosen */
static void recombine(const evolution *e, const double rows[], double out[])
{
    gg_fill(e->n, 0, out);
    for (size_t k = 0; k < e->m->s.mu; k++) {
        const size_t sample = e->chosen[k];
        gg_along(e->n, out, sign_of(e, sample) * e->weights[k],
                 rows + step_of(e, sample) * e->n, out);
    }
}

/* The mean, and both paths. -> |p_sigma|; *stalls: p_c waits, because p_sigma is long */
static double move(evolution *e, const gg_oracle *o, bool *stalls)
{
    memory *m = e->m;
    const gg_strategy *s = &m->s;
    double *step = e->z + e->steps * e->n; /* the row that is left over */
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

/* Rows for the covariance where the normal vectors were, those with positive weights first. ->
 * how many have one */
static size_t gather(evolution *e, const double weight[])
{
    const size_t n = e->n;
    double *rows = e->z;
    size_t count = 0;
    gg_copy(n, e->p_c, rows);
    e->shares[count++] = e->m->s.c_1;
    size_t positive = 0;
    for (int bad = 0; bad < 2; bad++) {
        for (size_t k = 0; k < e->steps; k++) {
            if ((weight[k] < 0) != (bad == 1)) continue;
            gg_copy(n, e->y + k * n, rows + count * n);
            e->shares[count++] = weight[k];
        }
        if (!bad) positive = count;
    }
    return positive;
}

/* Rank one, rank mu, and the bad ones with negative weights, each as long as a usual one. */
static void learn(evolution *e, bool stalls)
{
    const gg_strategy *s = &e->m->s;
    const size_t n = e->n;
    double *weight = e->f; /* of the steps; the values have been looked at */
    gg_fill(e->steps, 0, weight);
    for (size_t k = 0; k < s->lambda; k++) {
        const size_t step = step_of(e, e->order[k]);
        const double *z = e->z + step * n;
        const double w = s->c_mu * e->weights[k];
        weight[step] += w < 0 ? w * (double)n / fmax(gg_dot(n, z, z), 1e-300) : w;
    }
    const size_t positive = gather(e, weight);
    const double lost = stalls ? s->c_1 * s->c_c * (2 - s->c_c) : 0;
    const double keep = 1 + lost - s->c_1 - s->c_mu * s->weights_sum;
    gg_covariance_learn(&e->v, keep, e->steps + 1, positive, e->shares, e->z);
}

/* -> false: the covariance has lost its numbers */
static bool adapt(evolution *e, const gg_oracle *o)
{
    memory *m = e->m;
    bool stalls = false;
    const double length = move(e, o, &stalls);
    learn(e, stalls);
    /* at most e times as long, so that one odd generation does not throw it away */
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
                             .best = m->low,
                             .median = m->middle,
                             .before = m->shrunk_best,
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
    m->shrunk_best = fmin(m->shrunk_best, m->halt.shrunk_best);
    if (kind == GG_REGIME_NONE) {
        o->why = isfinite(m->best) ? why : "f is finite nowhere that it has looked";
        return arrived && isfinite(m->best) ? GG_DONE : GG_STUCK;
    }
    gg_regime_next(&m->regime, kind, (double)(gg_spent(o) - m->began), o->rng);
    gg_box_draw(o, e->mean);
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
    if (why) return end_run(&e, opt, why, arrived, o);
    if (m->halt.shrunk && m->s.lambda > m->regime.first) /* one hollow needs no crowd */
        populate(&e, opt, m->regime.first);
    return GG_GO_ON;
}

size_t gg_evolution_points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1 + m->s.lambda;
}
