/* optimizers/gradient_free/genetic.c -- a population that breeds, mutates and is selected. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "base/vector.h"
#include "optimizers/optimizer.h"
#include "optimizers/variation.h"

enum {
    POPULATION,
    TOURNAMENT,
    CROSSOVER,
    ETA,
    ALPHA,
    CROSSED,
    PCX,
    ALONG,
    LINE,
    BEYOND,
    MUTATION,
    MUTATION_ETA,
    SIGMA,
    RATE,
    ANNEAL,
    REPLACE,
    ELITE
};
enum { SBX, BLX };
enum { POLYNOMIAL, GAUSSIAN };
enum { PLUS, GENERATION, STEADY };

/* line, beyond: the source crosses along lines alone and goes 0.25 past either parent. Here
 * tournaments of three contract the population faster. Measured in narrow valleys that lie
 * askew: past 0.5 it still collapses, past 2 or 3 it seldom does, for a tenth more calls on a
 * sphere. */
static const gg_option options[] = {
    {"population", GG_WHOLE, 0, 0, 1e6, "members; 0: 10 + 2 n, at least 30, at most 200", NULL},
    {"tournament", GG_WHOLE, 3, 1, 1000, "members that are drawn; the best is a parent", NULL},
    {"crossover", GG_CHOICE, SBX, SBX, BLX, "how two parents have two children", "sbx|blx"},
    {"eta", GG_REAL, 15, 0, 1000, "sbx: the larger, the nearer children are to parents", NULL},
    {"alpha", GG_REAL, 0.5, 0, 10, "blx: what the parents' interval is widened by", NULL},
    {"crossed", GG_REAL, 0.9, 0, 1, "probability that two parents cross at all", NULL},
    {"pcx", GG_REAL, 0, 0, 1, "share pcx", NULL},
    {"along", GG_REAL, 0.1, 0, 10, "pcx widths", NULL},
    {"line", GG_REAL, 0.4, 0, 1, "share of crossings along the line through the parents", NULL},
    {"beyond", GG_REAL, 3, 0, 100, "line: how far past either parent, in their distances",
     NULL},
    {"mutation", GG_CHOICE, POLYNOMIAL, POLYNOMIAL, GAUSSIAN, "density of a mutation",
     "polynomial|gaussian"},
    {"mutation_eta", GG_REAL, 20, 0, 1000, "polynomial: the larger, the smaller mutations are",
     NULL},
    {"sigma", GG_REAL, 0.05, 0, 10, "gaussian: standard deviation, in units of the range",
     NULL},
    {"rate", GG_REAL, 0, 0, 1, "probability that a coordinate mutates; 0: 1/n", NULL},
    {"anneal", GG_REAL, 0.8, 0, 1,
     "share of mutations that follow the population's range, not the box", NULL},
    {"replace", GG_CHOICE, PLUS, PLUS, STEADY,
     "survivors: the best of parents and children, or the children", "plus|generation|steady"},
    {"elite", GG_WHOLE, 1, 0, 1e6, "generation: parents that survive, the best", NULL},
    {0},
};

/* state: memory, with f[2 size]; then rows of n doubles: the population, the best first, as
 * many children, and the population's range; then rank[size], the places of the population
 * from the best to the worst, and kept[size], for the change of generations. */
typedef struct memory {
    size_t size;
    double f[];
} memory;

typedef struct herd { /* the state's parts */
    size_t n, size;
    double *f, *row, *range;
    size_t *rank, *kept;
    double log_spared; /* log of the probability that a coordinate does not mutate */
    size_t ahead;      /* coordinates from here to the next that mutates */
} herd;

static size_t population(const double opt[], size_t n)
{
    const double wanted = opt[POPULATION] > 0 ? opt[POPULATION]
                                              : fmin(fmax(30, 10 + 2 * (double)n), 200);
    return wanted < 4 ? 4 : 2 * (size_t)(wanted / 2); /* children come in pairs */
}

static size_t state_size(const double opt[], size_t n)
{
    const size_t size = population(opt, n);
    return sizeof(memory) + (2 * size + (2 * size + 1) * n) * sizeof(double) +
           2 * size * sizeof(size_t);
}

static herd open_herd(void *state, size_t n)
{
    memory *m = state;
    herd h = {.n = n, .size = m->size, .f = m->f, .row = m->f + 2 * m->size};
    h.range = h.row + 2 * m->size * n;
    h.rank = (size_t *)(void *)(h.range + n);
    h.kept = h.rank + m->size;
    return h;
}

static double *member(const herd *h, size_t place)
{
    return h->row + place * h->n;
}

/* Put the one at `place` among the first `count` ranks, before its equals: new blood drifts
 * over a plateau. Past the last rank it drops out, as does who is pushed there. */
static void enlist(herd *h, size_t count, size_t place)
{
    const double f = h->f[place];
    if (count == h->size && h->f[h->rank[count - 1]] < f) return;
    size_t low = 0;
    for (size_t left = count; left > 0;) { /* halves, without a branch to mispredict */
        const size_t half = (left + 1) / 2;
        low += (h->f[h->rank[low + half - 1]] < f) * half;
        left -= half;
    }
    const size_t behind = (count < h->size ? count : h->size - 1) - low;
    memmove(&h->rank[low + 1], &h->rank[low], behind * sizeof *h->rank);
    h->rank[low] = place;
}

static void swap_members(herd *h, size_t a, size_t b)
{
    double *x = member(h, a);
    double *y = member(h, b);
    for (size_t i = 0; i < h->n; i++) {
        const double kept = x[i];
        x[i] = y[i];
        y[i] = kept;
    }
    const double f = h->f[a];
    h->f[a] = h->f[b];
    h->f[b] = f;
}

/* The best to the first place, for whoever draws the state. */
static void put_best_first(herd *h)
{
    if (h->rank[0] == 0) return;
    size_t of_first = 1;
    while (h->rank[of_first] != 0) of_first++;
    swap_members(h, 0, h->rank[0]);
    h->rank[of_first] = h->rank[0];
    h->rank[0] = 0;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    m->size = population(opt, o->n);
    herd h = open_herd(state, o->n);
    for (size_t k = 0; k < h.size; k++) {
        double *x = member(&h, k);
        for (size_t i = 0; i < o->n; i++)
            x[i] = k == 0 ? o->start[i]
                          : o->lower[i] + (o->upper[i] - o->lower[i]) * gsl_rng_uniform(o->rng);
        h.f[k] = gg_value(o, x);
        enlist(&h, k, k);
    }
    put_best_first(&h);
}

/* An annealed mutation has this many times the population's range: with the usual eta it is on
 * average as long as that range, so that a population can widen again. Measured: half of that
 * loses Rastrigin's minimum at times, less everything. */
static const double REACH = 24;

/* The winner of a tournament: the lowest of a few ranks. */
static const double *choose_parent(const herd *h, size_t entrants, gsl_rng *rng)
{
    size_t best = h->size - 1;
    for (size_t k = 0; k < entrants; k++) {
        const size_t rank = gg_draw_below(rng, h->size);
        if (rank < best) best = rank;
    }
    return member(h, h->rank[best]);
}

static void measure_range(const herd *h)
{
    double *low = member(h, h->size); /* the children's rows are free now */
    double *high = member(h, h->size + 1);
    gg_copy(h->n, h->row, low);
    gg_copy(h->n, h->row, high);
    for (size_t k = 1; k < h->size; k++) {
        const double *x = member(h, k);
        for (size_t i = 0; i < h->n; i++) {
            low[i] = x[i] < low[i] ? x[i] : low[i];
            high[i] = x[i] > high[i] ? x[i] : high[i];
        }
    }
    for (size_t i = 0; i < h->n; i++) h->range[i] = high[i] - low[i];
}

static void mutate_one(const double opt[], const herd *h, size_t i, double x[],
                       const gg_oracle *o)
{
    double range = o->upper[i] - o->lower[i];
    const double annealed = REACH * h->range[i];
    if (annealed < range && gg_draw_chance(o->rng) < opt[ANNEAL]) range = annealed;
    x[i] += range * (opt[MUTATION] == POLYNOMIAL
                         ? gg_mutation_polynomial(o->rng, opt[MUTATION_ETA])
                         : gsl_ran_gaussian_ziggurat(o->rng, opt[SIGMA]));
}

/* Coordinates to pass over until the next one that mutates: geometric. */
static size_t gap(const herd *h, gsl_rng *rng)
{
    const double passed = log(gg_draw_chance(rng)) / h->log_spared;
    return (size_t)fmin(passed, 1e15);
}

/* Each coordinate with its probability, and one at least if the child is a mere copy. What is
 * left to pass over goes on in the next child: one draw per mutation, not one per child. */
static void mutate(const double opt[], herd *h, bool copy, double x[], const gg_oracle *o)
{
    if (copy && h->ahead >= h->n) mutate_one(opt, h, gg_draw_below(o->rng, h->n), x, o);
    for (; h->ahead < h->n; h->ahead += 1 + gap(h, o->rng)) mutate_one(opt, h, h->ahead, x, o);
    h->ahead -= h->n;
    for (size_t i = 0; i < h->n; i++) {
        x[i] = x[i] < o->lower[i] ? o->lower[i] : x[i];
        x[i] = x[i] > o->upper[i] ? o->upper[i] : x[i];
    }
}

/* Two children at `place` and behind it. */
static void breed(const double opt[], herd *h, size_t place, const gg_oracle *o)
{
    const size_t entrants = (size_t)opt[TOURNAMENT];
    const double *a = choose_parent(h, entrants, o->rng);
    const double *b = choose_parent(h, entrants, o->rng);
    double *c = member(h, place);
    double *d = member(h, place + 1);
    const double u = gg_draw_chance(o->rng);
    const bool copy = a == b || u >= opt[CROSSED];
    if (!copy && gg_draw_chance(o->rng) < opt[PCX]) {
        const double *e = choose_parent(h, 1, o->rng);
        b = choose_parent(h, 1, o->rng);
        const double across = fmin(opt[ALONG], 1 / sqrt((double)h->n));
        gg_crossover_pcx(o->rng, opt[ALONG], across, h->n, a, b, e, c, d);
    } else if (copy) {
        gg_copy(h->n, a, c);
        gg_copy(h->n, b, d);
    } else if (u < opt[CROSSED] * opt[LINE]) {
        gg_crossover_line(o->rng, opt[BEYOND], h->n, a, b, c, d);
    } else if (opt[CROSSOVER] == SBX) {
        gg_crossover_sbx(o->rng, opt[ETA], h->n, a, b, c, d);
    } else {
        gg_crossover_blx(o->rng, opt[ALPHA], h->n, a, b, c, d);
    }
    mutate(opt, h, copy, c, o);
    mutate(opt, h, copy, d, o);
}

/* Survivors among the children move to the places of those who dropped out. */
static void settle(herd *h)
{
    memset(h->kept, 0, h->size * sizeof *h->kept);
    for (size_t r = 0; r < h->size; r++)
        if (h->rank[r] < h->size) h->kept[h->rank[r]] = 1;
    size_t place = 0;
    for (size_t r = 0; r < h->size; r++) {
        if (h->rank[r] < h->size) continue;
        while (h->kept[place]) place++;
        gg_copy(h->n, member(h, h->rank[r]), member(h, place));
        h->f[place] = h->f[h->rank[r]];
        h->rank[r] = place++;
    }
    put_best_first(h);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    herd h = open_herd(state, o->n);
    const double rate = opt[RATE] > 0 ? opt[RATE] : 1 / (double)o->n;
    h.log_spared = log1p(-rate);
    h.ahead = gap(&h, o->rng);
    measure_range(&h);
    if (opt[REPLACE] == STEADY) {
        for (size_t k = 0; k < h.size && !o->silent; k += 2) {
            breed(opt, &h, h.size, o);
            for (size_t j = h.size; j < h.size + 2; j++) {
                const double f = gg_value(o, member(&h, j));
                const size_t w = h.rank[h.size - 1];
                if (f > h.f[w]) continue;
                gg_copy(h.n, member(&h, j), member(&h, w));
                h.f[w] = f;
                enlist(&h, h.size - 1, w);
            }
        }
        put_best_first(&h);
        return GG_GO_ON;
    }
    for (size_t k = h.size; k < 2 * h.size; k += 2) breed(opt, &h, k, o);
    size_t count = opt[REPLACE] == PLUS ? h.size : (size_t)fmin(opt[ELITE], (double)h.size);
    for (size_t k = h.size; k < 2 * h.size; k++) {
        h.f[k] = gg_value(o, member(&h, k));
        enlist(&h, count, k);
        if (count < h.size) count++;
    }
    settle(&h);
    return GG_GO_ON;
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
    .source = "Holland 1975, Adaptation in natural and artificial systems; real-coded: Deb & "
              "Agrawal 1995, Simulated binary crossover for continuous search space, Complex "
              "Systems 9; blend crossover: Eshelman & Schaffer 1993, "
              "doi:10.1016/B978-0-08-094832-4.50018-0; line crossover: Muehlenbein & "
              "Schlierkamp-Voosen 1993, doi:10.1162/evco.1993.1.1.25",
    .needs = GG_VALUE,
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
