/* optimizers/gradient_free/differential_evolution.c -- members move by differences of others. */
#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "losses/fold.h"
#include "optimizers/gradient_free/herd.h"
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
     "calls, in units of n, in which the population shrinks to the least; 0: it does not",
     NULL},
    {"renew", GG_CHOICE, 0, 0, 1,
     "when nobody is improved any more: a fresh population; no: it ends, `restart` may follow",
     "yes|no"},
    {0},
};

typedef struct memory {
    size_t size, archived;
    size_t slot;  /* of the history that is written next */
    size_t born;  /* calls when this population was drawn */
    size_t quiet; /* generations in a row that improved nobody */
    double row[];
} memory;

/* state: memory; then rows of n doubles: the population, the best first, the archive, a trial;
 * then f[population]; the history of F and of CR; F and CR of the generation's successes; then
 * rank[population], its places from the best to the worst. */
typedef struct stock {
    memory *m;
    gg_herd herd; /* its size is that of m */
    size_t most, history, archive_most, successes;
    size_t best; /* members that a trial may go towards */
    double *past_F, *past_CR, *good_F, *good_CR;
    double *archive, *trial;
} stock;

enum { PATIENCE = 50 }; /* quiet generations after which nothing more is expected */

static size_t members(const double opt[], size_t n)
{
    const double wanted = opt[POPULATION] > 0 ? opt[POPULATION] : fmin(20 + 4 * (double)n, 200);
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
    const size_t doubles = 3 * most + 2 * history_room(opt) +
                           (most + archive_room(opt, n) + 1) * n;
    return sizeof(memory) + doubles * sizeof(double) + most * sizeof(size_t);
}

static stock open_stock(const double opt[], void *state, size_t n)
{
    memory *m = state;
    stock s = {.m = m,
               .herd = {.n = n, .size = m->size, .row = m->row},
               .most = members(opt, n),
               .history = history_room(opt),
               .archive_most = archive_room(opt, n)};
    s.archive = m->row + s.most * n;
    s.trial = s.archive + s.archive_most * n;
    s.herd.f = s.trial + n;
    s.past_F = s.herd.f + s.most;
    s.past_CR = s.past_F + s.history;
    s.good_F = s.past_CR + s.history;
    s.good_CR = s.good_F + s.most;
    s.herd.rank = (size_t *)(void *)(s.good_CR + s.most);
    return s;
}

/* All members anew but the first, and nothing learnt. */
static void settle(const double opt[], stock *s, gg_oracle *o)
{
    memory *m = s->m;
    m->size = s->herd.size = s->most;
    m->archived = 0;
    m->slot = 0;
    m->quiet = 0;
    m->born = gg_spent(o);
    for (size_t k = 0; k < s->history; k++) {
        s->past_F[k] = opt[F];
        s->past_CR[k] = opt[CR];
    }
    gg_herd_found(&s->herd, o);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    stock s = open_stock(opt, state, o->n);
    for (size_t i = 0; i < o->n; i++)
        s.herd.row[i] = gg_clamp(o->start[i], o->lower[i], o->upper[i]);
    settle(opt, &s, o);
}

typedef struct recipe { /* how one trial is made */
    double F, CR;
    double round; /* added to the last place of CR before the rest is cut off; in [0, 1) */
    size_t sure;  /* a coordinate that crosses */
    const double *base, *towards, *plus, *minus;
} recipe;

static void choose_factors(const double opt[], const stock *s, gsl_rng *rng, recipe *r)
{
    uint32_t word = gg_draw_word(rng);
    r->sure = gg_take_below(&word, s->herd.n);
    if (s->herd.n > 1024) word = gg_draw_word(rng);
    const size_t k = gg_take_below(&word, s->history);
    r->round = (double)word * 0x1p-32;
    r->F = opt[F];
    r->CR = opt[CR];
    if (opt[MEMORY] < 1) return;
    do r->F = s->past_F[k] + 0.1 * gg_draw_cauchy(rng);
    while (r->F <= 0);
    if (r->F > 1) r->F = 1;
    r->CR = 0;
    if (s->past_CR[k] < 0) return; /* CR has settled at 0 */
    const double near = s->past_CR[k] + gsl_ran_gaussian_ziggurat(rng, 0.1);
    r->CR = near > 0 ? near : 0;
    if (r->CR > 1) r->CR = 1;
}

/* Two indices from words, the second below `all`, and none of them k: drawn among the others and
 * moved past what is left out, so that none is drawn in vain. */
static void draw_two(uint32_t *word, uint32_t *other, size_t count, size_t all, size_t k,
                     size_t two[2])
{
    two[0] = gg_take_below(word, count - 1);
    two[0] += two[0] >= k;
    const size_t low = k < two[0] ? k : two[0];
    const size_t high = k < two[0] ? two[0] : k;
    two[1] = gg_take_below(other, all - 2);
    two[1] += two[1] >= low;
    two[1] += two[1] >= high;
}

/* An index below `count` that is none of three. */
static size_t draw_third(gsl_rng *rng, size_t count, size_t k, const size_t two[2])
{
    size_t third = gg_draw_below(rng, count);
    while (third == k || third == two[0] || third == two[1]) third = gg_draw_below(rng, count);
    return third;
}

enum { FEW = 1 << 22 }; /* choices that one word makes, each as likely as any to 1/1024 */

/* All different, but that one of the best may be any of them. */
static void choose_members(const double opt[], const stock *s, size_t k, gsl_rng *rng,
                           recipe *r)
{
    const memory *m = s->m;
    const bool random = opt[STRATEGY] == RANDOM;
    const size_t all = random ? m->size : m->size + m->archived;
    size_t two[2];
    uint32_t word[3] = {gg_draw_word(rng)};
    const bool few = (double)m->size * (double)all * (double)s->best <= FEW;
    if (!few) gg_random_words(rng, 2, word + 1);
    draw_two(word, few ? word : word + 1, m->size, all, k, two);
    r->plus = gg_herd_member(&s->herd, two[0]);
    r->minus = two[1] < m->size ? gg_herd_member(&s->herd, two[1])
                                : s->archive + (two[1] - m->size) * s->herd.n;
    if (random) {
        r->base = r->towards = gg_herd_member(&s->herd, draw_third(rng, m->size, k, two));
        return;
    }
    const size_t rank = gg_take_below(few ? word : word + 2, s->best);
    r->base = gg_herd_member(&s->herd, k);
    r->towards = gg_herd_member(&s->herd, s->herd.rank[rank]);
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
        const double new = base[i] + factor *step;
        const double low = 0.5 * (lower[i] + x[i]);
        const double high = 0.5 * (upper[i] + x[i]);
        const double risen = new < lower[i] ? low : new;
        v[i] = risen > upper[i] ? high : risen;
    }
}

/* Each coordinate of x comes into v unless it crosses, and one crosses for sure. Chosen by
 * place: a branch here is mispredicted every other time. Eight bits decide on one; CR is rounded
 * to them up or down by chance, so that each crosses with probability CR. */
static void cross(const recipe *r, size_t n, const double x[], double v[], gsl_rng *rng)
{
    enum { AT_ONCE = 4 }; /* coordinates that a word decides on */
    const double *const from[2] = {x, v};
    const uint32_t limit = (uint32_t)(r->CR * 0x1p8 + r->round);
    const double crossed = v[r->sure];
    size_t i = 0;
    for (; i + AT_ONCE <= n; i += AT_ONCE) {
        const uint32_t word = gg_draw_word(rng);
        v[i] = from[(word & 0xff) < limit][i];
        v[i + 1] = from[(word >> 8 & 0xff) < limit][i + 1];
        v[i + 2] = from[(word >> 16 & 0xff) < limit][i + 2];
        v[i + 3] = from[word >> 24 < limit][i + 3];
    }
    for (uint32_t word = i < n ? gg_draw_word(rng) : 0; i < n; i++, word >>= 8)
        v[i] = from[(word & 0xff) < limit][i];
    v[r->sure] = crossed;
}

/* The one replaced goes to the archive, to a random place when that is full. */
static void keep(const stock *s, const double x[], gsl_rng *rng)
{
    memory *m = s->m;
    const size_t room = (size_t)((double)s->archive_most * (double)m->size / (double)s->most);
    if (room == 0) return;
    const size_t at = m->archived < room ? m->archived++ : gg_draw_below(rng, room);
    gg_copy(s->herd.n, x, s->archive + at * s->herd.n);
}

/* A trial that is no worse takes its parent's place at once, not when the generation ends as in
 * the source: that costs fewer calls and no second population. */
static void select_one(stock *s, size_t k, const recipe *r, gg_oracle *o)
{
    const double f = gg_value(o, s->trial);
    if (f > s->herd.f[k] || o->silent) return;
    double *x = gg_herd_member(&s->herd, k);
    if (f < s->herd.f[k]) {
        keep(s, x, o->rng);
        s->good_F[s->successes] = r->F;
        s->good_CR[s->successes++] = r->CR;
    }
    gg_copy(s->herd.n, s->trial, x);
    s->herd.f[k] = f;
}

/* The Lehmer mean, sum of g^2 over sum of g; 0 if all are. The source weights it by the gain in
 * f; here all successes count alike, so that f is only compared. */
static double lehmer(size_t count, const double g[])
{
    double sum;
    GG_SUM(sum, count, i, g[i]);
    return sum > 0 ? gg_dot(count, g, g) / sum : 0;
}

static void learn(const stock *s)
{
    memory *m = s->m;
    if (s->successes == 0) return;
    s->past_F[m->slot] = lehmer(s->successes, s->good_F);
    const double cr = lehmer(s->successes, s->good_CR);
    s->past_CR[m->slot] = cr > 0 && s->past_CR[m->slot] >= 0 ? cr : -1;
    m->slot = (m->slot + 1) % s->history;
}

/* The worst leave as calls are spent; not over the whole budget, as in the source, which serves
 * who looks at the end alone. */
static void shrink(const double opt[], stock *s, const gg_oracle *o)
{
    memory *m = s->m;
    if (opt[SHRINK] == 0) return;
    const double last = fmin(opt[SHRINK] * (double)s->herd.n, (double)o->limit);
    const double gone = fmin((double)(gg_spent(o) - m->born) / last, 1);
    const double asked = opt[LEAST] > 0 ? fmax(opt[LEAST], 4)
                                        : fmin(5 + 2 * (double)s->herd.n, 100);
    const double least = fmin(asked, (double)s->most);
    const size_t wanted = (size_t)(least + (1 - gone) * ((double)s->most - least) + 0.5);
    while (s->herd.size > wanted) {
        gg_herd_move(&s->herd, s->herd.size - 1, s->herd.size - 1);
        s->herd.size--;
    }
    m->size = s->herd.size;
    const size_t room = (size_t)((double)s->archive_most * (double)m->size / (double)s->most);
    if (m->archived > room) m->archived = room;
}

static gg_verdict look(const double opt[], stock *s, gg_oracle *o)
{
    memory *m = s->m;
    m->quiet = s->successes > 0 ? 0 : m->quiet + 1;
    if (m->quiet < PATIENCE) return GG_GO_ON;
    if (opt[RENEW] == 0) {
        gg_herd_draw(o, s->herd.row);
        settle(opt, s, o);
        return GG_GO_ON;
    }
    o->why = isfinite(s->herd.f[0]) ? "no member can be improved any more"
                                    : "f is not finite at any member";
    return isfinite(s->herd.f[0]) ? GG_DONE : GG_STUCK;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    stock s = open_stock(opt, state, o->n);
    s.best = (size_t)fmin(fmax(2, opt[P] * (double)s.m->size + 0.5), (double)s.m->size);
    for (size_t k = 0; k < s.m->size && !o->silent; k++) {
        const double *x = gg_herd_member(&s.herd, k);
        recipe r;
        choose_factors(opt, &s, o->rng, &r);
        choose_members(opt, &s, k, o->rng, &r);
        mutate(&r, s.herd.n, x, o->lower, o->upper, s.trial);
        cross(&r, s.herd.n, x, s.trial, o->rng);
        select_one(&s, k, &r, o);
    }
    if (opt[MEMORY] >= 1) learn(&s);
    gg_herd_sort(&s.herd);
    gg_herd_move(&s.herd, 0, 0);
    shrink(opt, &s, o);
    return look(opt, &s, o);
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
