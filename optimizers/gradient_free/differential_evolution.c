/* optimizers/gradient_free/differential_evolution.c -- members move by differences of others. */
#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "optimizers/optimizer.h"
#include "optimizers/variation.h"

enum { STRATEGY, POPULATION, ARCHIVE, MEMORY, P, F, CR, LEAST, SHRINK, RENEW };
enum { TO_PBEST, RANDOM };

static const gg_option options[] = {
    {"strategy", GG_CHOICE, TO_PBEST, TO_PBEST, RANDOM,
     "where a difference is added: on the way to one of the best, or at a random member",
     "to_pbest|random"},
    {"population", GG_WHOLE, 0, 0, 1e6, "members; 0: 20 + 4 n, at most 200", NULL},
    {"archive", GG_REAL, 1, 0, 100, "replaced members that are kept, in populations", NULL},
    {"memory", GG_WHOLE, 6, 0, 1000, "entries of the history of F and CR; 0: both are fixed",
     NULL},
    {"p", GG_REAL, 0.11, 0, 1, "to_pbest: share of the population that is best", NULL},
    {"F", GG_REAL, 0.5, 0, 2, "factor of differences, at first", NULL},
    {"CR", GG_REAL, 0.5, 0, 1, "probability that a coordinate crosses, at first", NULL},
    {"least", GG_WHOLE, 0, 0, 1e6, "members when it has shrunk; 0: 5 + 2 n, at most 100", NULL},
    {"shrink", GG_REAL, 600, 0, 1e12,
     "calls, in units of n, in which the population shrinks to the least; 0: it does not", NULL},
    {"renew", GG_CHOICE, 0, 0, 1, "a fresh population when nobody can be improved any more", "yes|no"},
    {0},
};

typedef struct memory {
    size_t size, archived;
    size_t slot;       /* of the history that is written next */
    size_t born;       /* calls when this population was drawn */
    size_t quiet;      /* generations in a row that improved nobody */
    double row[];
} memory;

/* state: memory; then rows of n doubles: the population, the best first, the archive, a trial;
 * then f[population]; the history of F and of CR; F, CR and weight of the generation's
 * successes; then rank[population], its places from the best to the worst. */
typedef struct herd {
    memory *m;
    size_t n, most, history, archive_most, successes;
    size_t best; /* members that a trial may go towards */
    double *f, *past_F, *past_CR, *good_F, *good_CR, *good_weight;
    double *row, *archive, *trial;
    size_t *rank;
} herd;

enum { PATIENCE = 50 }; /* quiet generations after which nothing more is expected */

static size_t members(const double opt[], size_t n)
{
    const double wanted = opt[POPULATION] > 0 ? opt[POPULATION]
                                              : fmin(20 + 4 * (double)n, 200);
    return wanted < 4 ? 4 : (size_t)wanted;
}

static double population(const double opt[], size_t n)
{
    return (double)members(opt, n);
}

static size_t archive_room(const double opt[], size_t n)
{
    return (size_t)(opt[ARCHIVE] * (double)members(opt, n));
}

static size_t history_room(const double opt[])
{
    return opt[MEMORY] < 1 ? 1 : (size_t)opt[MEMORY];
}

static size_t state_size(const double opt[], size_t n)
{
    const size_t most = members(opt, n);
    const size_t doubles = 4 * most + 2 * history_room(opt) +
                           (most + archive_room(opt, n) + 1) * n;
    return sizeof(memory) + doubles * sizeof(double) + most * sizeof(size_t);
}

static herd open_herd(const double opt[], void *state, size_t n)
{
    herd h = {.m = state,
              .n = n,
              .most = members(opt, n),
              .history = history_room(opt),
              .archive_most = archive_room(opt, n)};
    h.row = h.m->row;
    h.archive = h.row + h.most * n;
    h.trial = h.archive + h.archive_most * n;
    h.f = h.trial + n;
    h.past_F = h.f + h.most;
    h.past_CR = h.past_F + h.history;
    h.good_F = h.past_CR + h.history;
    h.good_CR = h.good_F + h.most;
    h.good_weight = h.good_CR + h.most;
    h.rank = (size_t *)(void *)(h.good_weight + h.most);
    return h;
}

static double *member(const herd *h, size_t place)
{
    return h->row + place * h->n;
}

/* By insertion: but for the few that moved, the ranks are in order. */
static void sort_ranks(const herd *h)
{
    for (size_t k = 1; k < h->m->size; k++) {
        const size_t place = h->rank[k];
        const double f = h->f[place];
        size_t at = k;
        for (; at > 0 && h->f[h->rank[at - 1]] > f; at--) h->rank[at] = h->rank[at - 1];
        h->rank[at] = place;
    }
}

static size_t rank_of(const herd *h, size_t place)
{
    size_t rank = 0;
    while (h->rank[rank] != place) rank++;
    return rank;
}

/* The member of this rank and that at `place` change places. */
static void move_rank(const herd *h, size_t rank, size_t place)
{
    const size_t from = h->rank[rank];
    if (from == place) return;
    const size_t other = rank_of(h, place);
    double *x = member(h, from);
    double *y = member(h, place);
    for (size_t i = 0; i < h->n; i++) {
        const double kept = x[i];
        x[i] = y[i];
        y[i] = kept;
    }
    const double f = h->f[from];
    h->f[from] = h->f[place];
    h->f[place] = f;
    h->rank[rank] = place;
    h->rank[other] = from;
}

static void draw_point(double x[], const gg_oracle *o)
{
    for (size_t i = 0; i < o->n; i++)
        x[i] = o->lower[i] + (o->upper[i] - o->lower[i]) * gsl_rng_uniform(o->rng);
}

/* Everybody but the first is drawn in the box; the first is in its place. */
static void settle(const double opt[], const herd *h, gg_oracle *o)
{
    memory *m = h->m;
    m->size = h->most;
    m->archived = 0;
    m->slot = 0;
    m->quiet = 0;
    for (size_t k = 0; k < h->history; k++) {
        h->past_F[k] = opt[F];
        h->past_CR[k] = opt[CR];
    }
    h->f[0] = gg_value(o, h->row);
    h->rank[0] = 0;
    m->born = gg_spent(o);
    for (size_t k = 1; k < m->size; k++) {
        draw_point(member(h, k), o);
        h->f[k] = gg_value(o, member(h, k));
        h->rank[k] = k;
    }
    sort_ranks(h);
    move_rank(h, 0, 0);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    const herd h = open_herd(opt, state, o->n);
    gg_copy(o->n, o->start, h.row);
    for (size_t i = 0; i < o->n; i++) h.row[i] = fmin(fmax(h.row[i], o->lower[i]), o->upper[i]);
    settle(opt, &h, o);
}

typedef struct recipe { /* how one trial is made */
    double F, CR;
    const double *base, *towards, *plus, *minus;
} recipe;

static void choose_factors(const double opt[], const herd *h, gsl_rng *rng, recipe *r)
{
    r->F = opt[F];
    r->CR = opt[CR];
    if (opt[MEMORY] < 1) return;
    const size_t k = gg_draw_below(rng, h->history);
    do r->F = h->past_F[k] + 0.1 * gg_draw_cauchy(rng);
    while (r->F <= 0);
    if (r->F > 1) r->F = 1;
    r->CR = 0;
    if (h->past_CR[k] < 0) return; /* CR has settled at 0 */
    const double near = h->past_CR[k] + gsl_ran_gaussian_ziggurat(rng, 0.1);
    r->CR = near > 0 ? near : 0;
    if (r->CR > 1) r->CR = 1;
}

/* An index below `count` that is none of the two. */
static size_t draw_other(gsl_rng *rng, size_t count, size_t a, size_t b)
{
    size_t k = gg_draw_below(rng, count);
    while (k == a || k == b) k = gg_draw_below(rng, count);
    return k;
}

/* All different, but that one of the best may be any of them. */
static void choose_members(const double opt[], const herd *h, size_t k, gsl_rng *rng, recipe *r)
{
    const memory *m = h->m;
    const size_t a = draw_other(rng, m->size, k, k);
    const bool random = opt[STRATEGY] == RANDOM;
    const size_t b = draw_other(rng, random ? m->size : m->size + m->archived, k, a);
    r->plus = member(h, a);
    r->minus = b < m->size ? member(h, b) : h->archive + (b - m->size) * h->n;
    if (random) {
        size_t base = draw_other(rng, m->size, k, a);
        while (base == b) base = draw_other(rng, m->size, k, a);
        r->base = r->towards = member(h, base);
        return;
    }
    r->base = member(h, k);
    r->towards = member(h, h->rank[gg_draw_below(rng, h->best)]);
}

/* v = base + F (towards - base) + F (plus - minus); a coordinate that would leave the box goes
 * half way from where it was, x, to the wall. */
static void mutate(const recipe *r, size_t n, const double x[], const double lower[],
                   const double upper[], double *restrict v)
{
    const double *const base = r->base;
    const double *const towards = r->towards;
    const double *const plus = r->plus;
    const double *const minus = r->minus;
    const double factor = r->F;
    for (size_t i = 0; i < n; i++) { /* without branches, so that it becomes vectors */
        const double step = (towards[i] - base[i]) + (plus[i] - minus[i]);
        const double new = base[i] + factor * step;
        const double low = 0.5 * (lower[i] + x[i]);
        const double high = 0.5 * (upper[i] + x[i]);
        const double risen = new < lower[i] ? low : new;
        v[i] = risen > upper[i] ? high : risen;
    }
}

/* Each coordinate of x comes into v unless it crosses, and one crosses for sure. Chosen by
 * place: a branch here is mispredicted every other time. */
static void cross(double share, size_t n, const double x[], double v[], gsl_rng *rng)
{
    const double *const from[2] = {x, v};
    const uint32_t limit = (uint32_t)(share * 0x1p16);
    const size_t sure = gg_draw_below(rng, n);
    const double crossed = v[sure];
    size_t i = 0;
    for (; i + 1 < n; i += 2) { /* each word decides on two */
        const uint32_t word = gg_draw_word(rng);
        v[i] = from[(word & 0xffff) < limit][i];
        v[i + 1] = from[word >> 16 < limit][i + 1];
    }
    if (i < n) v[i] = from[gg_draw_word(rng) >> 16 < limit][i];
    v[sure] = crossed;
}

/* The one replaced goes to the archive, to a random place when that is full. */
static void keep(const herd *h, const double x[], gsl_rng *rng)
{
    memory *m = h->m;
    const size_t room = (size_t)((double)h->archive_most * (double)m->size / (double)h->most);
    if (room == 0) return;
    const size_t at = m->archived < room ? m->archived++ : gg_draw_below(rng, room);
    gg_copy(h->n, x, h->archive + at * h->n);
}

static void select_one(herd *h, size_t k, const recipe *r, gg_oracle *o)
{
    const double f = gg_value(o, h->trial);
    if (f > h->f[k] || o->silent) return;
    double *x = member(h, k);
    if (f < h->f[k]) {
        keep(h, x, o->rng);
        h->good_F[h->successes] = r->F;
        h->good_CR[h->successes] = r->CR;
        h->good_weight[h->successes++] = 1;
    }
    gg_copy(h->n, h->trial, x);
    h->f[k] = f;
}

/* The Lehmer mean, sum of w g^2 over sum of w g; 0 if all are. */
static double lehmer(size_t count, const double w[], const double g[])
{
    double above;
    double below;
    GG_SUM(above, count, i, w[i] * g[i] * g[i]);
    GG_SUM(below, count, i, w[i] * g[i]);
    return below > 0 ? above / below : 0;
}

static void learn(const herd *h)
{
    memory *m = h->m;
    if (h->successes == 0) return;
    h->past_F[m->slot] = lehmer(h->successes, h->good_weight, h->good_F);
    const double cr = lehmer(h->successes, h->good_weight, h->good_CR);
    h->past_CR[m->slot] = cr > 0 && h->past_CR[m->slot] >= 0 ? cr : -1;
    m->slot = (m->slot + 1) % h->history;
}

/* The worst leave as calls are spent. */
static void shrink(const double opt[], const herd *h, const gg_oracle *o)
{
    memory *m = h->m;
    if (opt[SHRINK] == 0) return;
    const double last = fmin(opt[SHRINK] * (double)h->n, (double)o->limit);
    const double gone = fmin((double)(gg_spent(o) - m->born) / last, 1);
    const double asked = opt[LEAST] > 0 ? fmax(opt[LEAST], 4)
                                        : fmin(5 + 2 * (double)h->n, 100);
    const double least = fmin(asked, (double)h->most);
    const size_t wanted = (size_t)(least + (1 - gone) * ((double)h->most - least) + 0.5);
    while (m->size > wanted) {
        move_rank(h, m->size - 1, m->size - 1);
        m->size--;
    }
    const size_t room = (size_t)((double)h->archive_most * (double)m->size / (double)h->most);
    if (m->archived > room) m->archived = room;
}

static gg_verdict look(const double opt[], const herd *h, gg_oracle *o)
{
    memory *m = h->m;
    m->quiet = h->successes > 0 ? 0 : m->quiet + 1;
    if (m->quiet < PATIENCE) return GG_GO_ON;
    if (opt[RENEW] == 0) {
        draw_point(h->row, o);
        settle(opt, h, o);
        return GG_GO_ON;
    }
    o->why = isfinite(h->f[0]) ? "no member can be improved any more"
                               : "f is not finite at any member";
    return isfinite(h->f[0]) ? GG_DONE : GG_STUCK;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    herd h = open_herd(opt, state, o->n);
    h.best = (size_t)fmin(fmax(2, opt[P] * (double)h.m->size + 0.5), (double)h.m->size);
    for (size_t k = 0; k < h.m->size && !o->silent; k++) {
        const double *x = member(&h, k);
        recipe r;
        choose_factors(opt, &h, o->rng, &r);
        choose_members(opt, &h, k, o->rng, &r);
        mutate(&r, h.n, x, o->lower, o->upper, h.trial);
        cross(r.CR, h.n, x, h.trial, o->rng);
        select_one(&h, k, &r, o);
    }
    if (opt[MEMORY] >= 1) learn(&h);
    sort_ranks(&h);
    move_rank(&h, 0, 0);
    shrink(opt, &h, o);
    return look(opt, &h, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->row;
    return m->size;
}

const gg_optimizer gg_optimizer_differential_evolution = {
    .name = "differential_evolution",
    .title = "Differential evolution",
    .summary = "members move by differences of others, by factors that have served before",
    .source = "Storn & Price 1997, doi:10.1023/A:1008202821328; history of factors, SHADE: "
              "Tanabe & Fukunaga 2013, doi:10.1109/CEC.2013.6557555; shrinking population, "
              "L-SHADE: the same 2014, doi:10.1109/CEC.2014.6900380; archive and best: Zhang & "
              "Sanderson 2009, JADE, doi:10.1109/TEVC.2009.2014613",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .searches_box = true,
    .calls = "population",
    .flops = "8 n population",
    .memory = "(3 population + 1) n + 5 population",
    .tune = "population=30|50|100|200:p=0.05|0.11|0.2:CR=0.2|0.5|0.8:archive=0|1|2",
    .options = options,
    .population = population,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
