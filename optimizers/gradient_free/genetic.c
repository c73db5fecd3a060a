/* optimizers/gradient_free/genetic.c -- a population that breeds, mutates and is selected. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "base/vector.h"
#include "losses/fold.h"
#include "optimizers/gradient_free/herd.h"
#include "optimizers/optimizer.h"
#include "optimizers/variation.h"

enum {
    POPULATION,
    TOURNAMENT,
    CROSSED,
    PARENT_CENTRIC,
    SPREAD,
    LINE,
    BEYOND,
    CROSSOVER,
    ETA,
    ALPHA,
    MUTATION,
    MUTATION_ETA,
    SIGMA,
    RATE,
    ANNEAL,
    REPLACE,
    ELITE,
    RENEW
};
enum { SBX, BLX };
enum { POLYNOMIAL, GAUSSIAN };
enum { STEADY, PLUS, GENERATION };

/* spread: the source has 0.1, for parents of which one is always the best. From parents that
 * won tournaments, 0.4 is measured to be better in all cases looked at.
 * line, beyond: the source crosses along lines alone and goes 0.25 past either parent. Here
 * tournaments of three contract the population faster. Measured in narrow valleys that lie
 * askew: past 0.5 it still collapses, past 2 or 3 it seldom does. */
static const gg_option options[] = {
    {"population", GG_WHOLE, 0, 0, 1e6, "members; 0: 20 + n, at most 200", NULL},
    {"tournament", GG_WHOLE, 3, 1, 1000, "members that are drawn; the best is a parent", NULL},
    {"crossed", GG_REAL, 0.9, 0, 1, "probability that parents cross at all", NULL},
    {"parent_centric", GG_REAL, 0.5, 0, 1, "share of crossings of three, about one of them",
     NULL},
    {"spread", GG_REAL, 0.4, 0, 10,
     "parent_centric: of children, in parents' distances; across at most 1/sqrt(n)", NULL},
    {"line", GG_REAL, 0.2, 0, 1, "share of the other crossings that keep to the parents' line",
     NULL},
    {"beyond", GG_REAL, 3, 0, 100, "line: how far past either parent, in their distances",
     NULL},
    {"crossover", GG_CHOICE, SBX, SBX, BLX, "all others: how coordinates cross one by one",
     "sbx|blx"},
    {"eta", GG_REAL, 15, 0, 1000, "sbx: the larger, the nearer children are to parents", NULL},
    {"alpha", GG_REAL, 0.5, 0, 10, "blx: what the parents' interval is widened by", NULL},
    {"mutation", GG_CHOICE, POLYNOMIAL, POLYNOMIAL, GAUSSIAN, "density of a mutation",
     "polynomial|gaussian"},
    {"mutation_eta", GG_REAL, 15, 0, 1000, "polynomial: the larger, the smaller mutations are",
     NULL},
    {"sigma", GG_REAL, 0.05, 0, 10, "gaussian: standard deviation, in units of the range",
     NULL},
    {"rate", GG_REAL, 0, 0, 1, "probability that a coordinate mutates; 0: 1/n", NULL},
    {"anneal", GG_REAL, 0.8, 0, 1,
     "share of mutations that follow the population's range, not the box", NULL},
    {"replace", GG_CHOICE, STEADY, STEADY, GENERATION,
     "a child takes the worst one's place at once; the best of parents and children survive; "
     "the children",
     "steady|plus|generation"},
    {"elite", GG_WHOLE, 1, 0, 1e6, "generation: parents that survive, the best", NULL},
    {"renew", GG_CHOICE, 0, 0, 1,
     "when no child is better any more: a fresh population; no: it ends, `restart` may follow",
     "yes|no"},
    {0},
};

/* state: memory, with f[2 size]; then rows of n doubles: the population, the best first, as
 * many children, and the population's range; then rank[size], the places of the population
 * from the best to the worst, and kept[size], for the change of generations. */
typedef struct memory {
    size_t size;
    size_t quiet; /* generations in a row of which no child was better than a parent */
    double f[];
} memory;

typedef struct stock { /* the state's parts */
    gg_herd herd;
    double *range;
    size_t *kept;
    double per_log_spared; /* 1 / log of the probability that a coordinate does not mutate */
    double across;         /* spread of parent-centric children */
    size_t ahead;          /* coordinates from here to the next that mutates */
} stock;

enum { PATIENCE = 50 }; /* quiet generations after which nothing more is expected */

static size_t members(const double opt[], size_t n)
{
    const double wanted = opt[POPULATION] > 0 ? opt[POPULATION] : fmin(20 + (double)n, 200);
    return wanted < 4 ? 4 : 2 * (size_t)(wanted / 2); /* children come in pairs */
}

static double population(const double opt[], size_t n)
{
    return (double)members(opt, n);
}

static size_t state_size(const double opt[], size_t n)
{
    const size_t size = members(opt, n);
    return sizeof(memory) + (2 * size + (2 * size + 1) * n) * sizeof(double) +
           2 * size * sizeof(size_t);
}

static stock open_stock(void *state, size_t n)
{
    memory *m = state;
    stock s = {.herd = {.n = n, .size = m->size, .f = m->f, .row = m->f + 2 * m->size}};
    s.range = s.herd.row + 2 * m->size * n;
    s.herd.rank = (size_t *)(void *)(s.range + n);
    s.kept = s.herd.rank + m->size;
    return s;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    m->size = members(opt, o->n);
    stock s = open_stock(state, o->n);
    for (size_t i = 0; i < o->n; i++)
        s.herd.row[i] = gg_clamp(o->start[i], o->lower[i], o->upper[i]);
    gg_herd_found(&s.herd, o);
}

/* An annealed mutation has this many times the population's range: with the usual eta it is on
 * average as long as that range, so that a population can widen again. Measured: half of that
 * loses Rastrigin's minimum at times, less everything. */
static const double REACH = 24;

/* The winner of a tournament: the lowest of a few ranks. Three ranks of at most ten bits are
 * taken from one word. */
static const double *choose_parent(const stock *s, size_t entrants, gsl_rng *rng)
{
    const size_t size = s->herd.size;
    const bool small = size <= 1024;
    size_t best = size - 1;
    uint32_t word = 0;
    for (size_t k = 0; k < entrants; k++) {
        if (!small || k % 3 == 0) word = gg_draw_word(rng);
        const size_t rank = gg_take_below(&word, size);
        best = rank < best ? rank : best;
    }
    return gg_herd_member(&s->herd, s->herd.rank[best]);
}

static void measure_range(const stock *s)
{
    double *low = gg_herd_member(&s->herd, s->herd.size); /* the children's rows are free now */
    double *high = gg_herd_member(&s->herd, s->herd.size + 1);
    gg_copy(s->herd.n, s->herd.row, low);
    gg_copy(s->herd.n, s->herd.row, high);
    for (size_t k = 1; k < s->herd.size; k++) {
        const double *x = gg_herd_member(&s->herd, k);
        for (size_t i = 0; i < s->herd.n; i++) {
            low[i] = x[i] < low[i] ? x[i] : low[i];
            high[i] = x[i] > high[i] ? x[i] : high[i];
        }
    }
    for (size_t i = 0; i < s->herd.n; i++) s->range[i] = high[i] - low[i];
}

static void mutate_one(const double opt[], const stock *s, size_t i, double x[],
                       const gg_oracle *o)
{
    double range = o->upper[i] - o->lower[i];
    const double annealed = REACH * s->range[i];
    if (annealed < range && gg_draw_chance(o->rng) < opt[ANNEAL]) range = annealed;
    x[i] += range * (opt[MUTATION] == POLYNOMIAL
                         ? gg_mutation_polynomial(o->rng, opt[MUTATION_ETA])
                         : gsl_ran_gaussian_ziggurat(o->rng, opt[SIGMA]));
}

/* Coordinates to pass over until the next one that mutates: geometric. */
static size_t gap(const stock *s, gsl_rng *rng)
{
    const double passed = log(gg_draw_chance(rng)) * s->per_log_spared;
    return passed < 1e15 ? (size_t)passed : (size_t)1e15;
}

static void bring_in(size_t n, const double *restrict lower, const double *restrict upper,
                     double *restrict x)
{
    for (size_t i = 0; i < n; i++) { /* in two steps, so that it becomes vectors */
        const double risen = x[i] < lower[i] ? lower[i] : x[i];
        x[i] = risen > upper[i] ? upper[i] : risen;
    }
}

/* Each coordinate with its probability, and one at least if the child is a mere copy. What is
 * left to pass over goes on in the next child: one draw per mutation, not one per child. */
static void mutate(const double opt[], stock *s, bool copy, double x[], const gg_oracle *o)
{
    if (copy && s->ahead >= s->herd.n)
        mutate_one(opt, s, gg_draw_below(o->rng, s->herd.n), x, o);
    for (; s->ahead < s->herd.n; s->ahead += 1 + gap(s, o->rng))
        mutate_one(opt, s, s->ahead, x, o);
    s->ahead -= s->herd.n;
    bring_in(s->herd.n, o->lower, o->upper, x);
}

/* Two children of winners a and b, by coordinates or along their line: u, uniform in (0, 1),
 * decides. */
static void cross(const double opt[], const stock *s, double u, const double a[],
                  const double b[], double c[], double d[], gsl_rng *rng)
{
    if (u < opt[LINE])
        gg_crossover_line(rng, opt[BEYOND], s->herd.n, a, b, c, d);
    else if (opt[CROSSOVER] == SBX)
        gg_crossover_sbx(rng, opt[ETA], s->herd.n, a, b, c, d);
    else
        gg_crossover_blx(rng, opt[ALPHA], s->herd.n, a, b, c, d);
}

/* Two children at `place` and behind it. One number makes all decisions, from the rarest. */
static void breed(const double opt[], stock *s, size_t place, const gg_oracle *o)
{
    const size_t entrants = (size_t)opt[TOURNAMENT];
    double *c = gg_herd_member(&s->herd, place);
    double *d = gg_herd_member(&s->herd, place + 1);
    const double *a = choose_parent(s, entrants, o->rng);
    const double u = gg_draw_chance(o->rng);
    const double central = opt[CROSSED] * opt[PARENT_CENTRIC];
    bool copy = false;
    if (u < central) {
        const double *e = gg_herd_member(&s->herd, gg_draw_below(o->rng, s->herd.size));
        const double *g = gg_herd_member(&s->herd, gg_draw_below(o->rng, s->herd.size));
        gg_crossover_pcx(o->rng, opt[SPREAD], s->across, s->herd.n, a, e, g, c, d);
    } else {
        const double *b = choose_parent(s, entrants, o->rng);
        copy = a == b || u >= opt[CROSSED];
        if (copy) {
            gg_copy(s->herd.n, a, c);
            gg_copy(s->herd.n, b, d);
        } else {
            cross(opt, s, (u - central) / (opt[CROSSED] - central), a, b, c, d, o->rng);
        }
    }
    mutate(opt, s, copy, c, o);
    mutate(opt, s, copy, d, o);
}

/* A child that is no worse than the worst takes its place at once. -> whether it is better */
static bool admit(stock *s, size_t child, gg_oracle *o)
{
    const double f = gg_value(o, gg_herd_member(&s->herd, child));
    const size_t worst = s->herd.rank[s->herd.size - 1];
    if (f > s->herd.f[worst] || o->silent) return false;
    const bool better = f < s->herd.f[worst];
    gg_copy(s->herd.n, gg_herd_member(&s->herd, child), gg_herd_member(&s->herd, worst));
    s->herd.f[worst] = f;
    gg_herd_enlist(&s->herd, s->herd.size - 1, worst);
    return better;
}

/* As many children as there are members, pair by pair. -> whether one was better */
static bool replace_steadily(const double opt[], stock *s, gg_oracle *o)
{
    bool better = false;
    for (size_t k = 0; k < s->herd.size && !o->silent; k += 2) {
        breed(opt, s, s->herd.size, o);
        better |= admit(s, s->herd.size, o);
        better |= admit(s, s->herd.size + 1, o);
    }
    gg_herd_move(&s->herd, 0, 0);
    return better;
}

/* Survivors among the children move to the places of those who dropped out. */
static void settle(stock *s)
{
    memset(s->kept, 0, s->herd.size * sizeof *s->kept);
    for (size_t r = 0; r < s->herd.size; r++)
        if (s->herd.rank[r] < s->herd.size) s->kept[s->herd.rank[r]] = 1;
    size_t place = 0;
    for (size_t r = 0; r < s->herd.size; r++) {
        if (s->herd.rank[r] < s->herd.size) continue;
        while (s->kept[place]) place++;
        gg_copy(s->herd.n, gg_herd_member(&s->herd, s->herd.rank[r]),
                gg_herd_member(&s->herd, place));
        s->herd.f[place] = s->herd.f[s->herd.rank[r]];
        s->herd.rank[r] = place++;
    }
    gg_herd_move(&s->herd, 0, 0);
}

/* -> whether a child was better than the worst parent */
static bool change_generations(const double opt[], stock *s, gg_oracle *o)
{
    const double worst = s->herd.f[s->herd.rank[s->herd.size - 1]];
    bool better = false;
    for (size_t k = s->herd.size; k < 2 * s->herd.size; k += 2) breed(opt, s, k, o);
    size_t count = opt[REPLACE] == PLUS ? s->herd.size
                                        : (size_t)fmin(opt[ELITE], (double)s->herd.size);
    for (size_t k = s->herd.size; k < 2 * s->herd.size; k++) {
        s->herd.f[k] = gg_value(o, gg_herd_member(&s->herd, k));
        better |= s->herd.f[k] < worst;
        gg_herd_enlist(&s->herd, count, k);
        if (count < s->herd.size) count++;
    }
    settle(s);
    return better;
}

static gg_verdict renew_or_end(const double opt[], stock *s, gg_oracle *o)
{
    if (opt[RENEW] == 0) {
        gg_herd_draw(o, s->herd.row);
        gg_herd_found(&s->herd, o);
        return GG_GO_ON;
    }
    const bool finite = isfinite(s->herd.f[0]);
    o->why = finite ? "no child is better any more" : "f is not finite at any member";
    return finite ? GG_DONE : GG_STUCK;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    stock s = open_stock(state, o->n);
    memory *m = state;
    const double rate = opt[RATE] > 0 ? opt[RATE] : 1 / (double)o->n;
    s.per_log_spared = 1 / log1p(-rate);
    s.across = fmin(opt[SPREAD], 1 / sqrt((double)o->n));
    s.ahead = gap(&s, o->rng);
    measure_range(&s);
    const bool better = opt[REPLACE] == STEADY ? replace_steadily(opt, &s, o)
                                               : change_generations(opt, &s, o);
    m->quiet = better ? 0 : m->quiet + 1;
    if (m->quiet < PATIENCE) return GG_GO_ON;
    m->quiet = 0;
    return renew_or_end(opt, &s, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->f + 2 * m->size;
    return m->size;
}

const gg_optimizer gg_optimizer_genetic = {
    .name = "genetic",
    .title = "Genetic algorithm",
    .summary = "a population of real vectors: tournaments, crossover, mutation, survival",
    .source =
        "Holland 1975, Adaptation in natural and artificial systems; real-coded: Deb & "
        "Agrawal 1995, Simulated binary crossover for continuous search space, Complex "
        "Systems 9; parent-centric: Deb, Anand & Joshi 2002, "
        "doi:10.1162/106365602760972767; blend: Eshelman & Schaffer 1993, "
        "doi:10.1016/B978-0-08-094832-4.50018-0; line: Muehlenbein & "
        "Schlierkamp-Voosen 1993, doi:10.1162/evco.1993.1.1.25; steady: Whitley 1989, The "
        "GENITOR algorithm and selection pressure",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .searches_box = true,
    .calls = "population",
    .flops = "20 n population",
    .memory = "(2 population + 1) n + 4 population",
    .tune = "population=20|50|100|200:tournament=2|3|5:parent_centric=0|0.5|0.9:"
            "line=0|0.2|0.5:crossover=sbx|blx",
    .options = options,
    .population = population,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
