/* experiments/claims/multimodal.c -- many valleys: 10^n starts against one wide look. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "experiments/evidence.h"
#include "optimizers/method.h"

enum { RATIO_3, RATIO_5, CHANCE_2, CHANCE_3, SOLVED };

static const gg_band bands[] = {
    [RATIO_3] = {"expected cost of L-BFGS from random starts over that of CMA-ES, a gradient "
                 "counted as 4 values",
                 3, INFINITY},
    [RATIO_5] = {"expected cost of L-BFGS from random starts over that of CMA-ES, a gradient "
                 "counted as 4 values",
                 100, INFINITY},
    [CHANCE_2] = {"chance that a start leads L-BFGS to the lowest valley, over 0.1^n", 0.5, 2},
    [CHANCE_3] = {"chance that a start leads L-BFGS to the lowest valley, over 0.1^n", 0.5, 2},
    [SOLVED] = {"share of runs in which CMA-ES finds the lowest valley", 1, 1},
    {0},
};

/* --- starts of L-BFGS, one after another -------------------------------------------------------- */

#define DESCENT "lbfgs:stop_gradient=1e-4" /* a gap of at most 1e-11 is left in a valley */

enum { LONGEST = 10000 };

static const double TARGET = 1e-8;

static const struct {
    size_t n, starts; /* starts of one measurement */
} points[] = {{2, 2000}, {3, 10000}, {4, 10000}, {5, 40000}, {10, 4000}};

typedef struct tally {
    double hits, calls;
} tally;

/* One start, drawn in the box, until the method ends or has met the target. */
static gg_status descend(tally *t, gg_problem *p, gg_method *m, double start[], gsl_rng *rng)
{
    gg_oracle o;
    GG_TRY(gg_oracle_open(&o, p, LONGEST));
    for (size_t j = 0; j < p->n; j++) start[j] = gsl_ran_flat(rng, p->lower[j], p->upper[j]);
    o.start = start;
    o.rng = rng;
    const gg_status status = gg_method_start(m, &o);
    while (status == GG_OK && !o.silent && o.best > TARGET)
        if (gg_method_step(m, &o) != GG_GO_ON) break;
    t->hits += o.best <= TARGET;
    t->calls += (double)(o.used.value + o.used.gradient);
    gg_oracle_close(&o);
    return status;
}

static gg_status measure(gg_numbers *to, const gg_trial_at *at)
{
    const size_t n = points[at->point].n;
    const size_t starts = points[at->point].starts;
    gg_problem *p = NULL;
    GG_TRY(gg_problem_open(&p, "rastrigin", n, at->seed, at->rep));
    double *start = malloc(n * sizeof *start);
    tally t = {0, 0};
    gg_status status = start ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for a start");
    for (size_t i = 0; i < starts && status == GG_OK; i++) {
        gg_method m;
        status = gg_method_open(&m, DESCENT);
        if (status != GG_OK) break;
        status = descend(&t, p, &m, start, at->rng);
        gg_method_close(&m);
    }
    free(start);
    gg_problem_close(p);
    gg_note(to, "starts", (double)n, (double)starts);
    gg_note(to, "hits", (double)n, t.hits);
    gg_note(to, "calls", (double)n, t.calls);
    return status;
}

static const gg_trial trials[] = {
    {.name = "starts",
     .design = DESCENT " from starts uniform in the box, to a gap of 1e-8, at most 10000 calls "
                       "each; noted for batches of starts: how many, hits, calls",
     .measure = measure,
     .points = sizeof points / sizeof *points,
     .reps = 20},
    {0},
};

static const gg_grid grids[] = {
    {.name = "cma_es",
     .losses = "rastrigin",
     .optimizers = "cma_es",
     .dimensions = "2,3,4,5,10",
     .reps = 50,
     .max_evals = 2000000},
    {.name = "multistart", /* to be looked at; the verdict comes from the starts */
     .losses = "rastrigin",
     .optimizers = DESCENT ":restart=random",
     .dimensions = "2,3,5",
     .reps = 10,
     .max_evals = 100000},
    {0},
};

/* --- judging ----------------------------------------------------------------------------------- */

static const double PRICE = 4; /* values that a value with its gradient costs */

typedef struct scores {
    gg_interval chance, cost; /* a start's; expected calls to the target */
    size_t starts;
} scores;

/* Hits come one by one, as in a Poisson process: bounds of their expected number, exact
 * (Garwood 1936). Without a hit the upper one is 3 at 0.95: the rule of three. */
static gg_interval expected_hits(double hits)
{
    if (isnan(hits)) return gg_exactly(NAN);
    if (hits == 0) return (gg_interval){0, 0, gsl_cdf_chisq_Pinv(0.95, 2) / 2};
    return (gg_interval){gsl_cdf_chisq_Pinv(0.025, 2 * hits) / 2, hits,
                         gsl_cdf_chisq_Pinv(0.975, 2 * hits + 2) / 2};
}

static gg_status read_starts(gg_evidence *rows, double n, scores *out)
{
    gg_table t;
    GG_TRY(gg_evidence_ask(rows, &t,
                           "SELECT sum(iif(name = 'starts', value, 0)),"
                           " sum(iif(name = 'hits', value, 0)),"
                           " sum(iif(name = 'calls', value, 0))"
                           " FROM measured WHERE trial = 'starts' AND at = ?1",
                           1, n));
    const double starts = t.of[0];
    const double calls = t.of[2];
    const gg_interval hits = expected_hits(t.of[1]);
    out->starts = starts > 0 ? (size_t)starts : 0;
    out->chance = (gg_interval){hits.low / starts, hits.value / starts, hits.high / starts};
    out->cost = (gg_interval){calls / hits.high, calls / hits.value, calls / hits.low};
    gg_table_close(&t);
    return GG_OK;
}

static gg_status read_cma(gg_evidence *rows, double n, gg_interval *cost, size_t *runs,
                          size_t *solved)
{
    gg_table t;
    GG_TRY(gg_evidence_ask(rows, &t,
                           "SELECT calls, gap <= target FROM race"
                           " WHERE cell = 'cma_es' AND n = ?1",
                           1, n));
    double *calls = malloc((t.rows + 1) * sizeof *calls);
    bool *hit = malloc((t.rows + 1) * sizeof *hit);
    *runs = t.rows;
    *solved = 0;
    for (size_t i = 0; calls && hit && i < t.rows; i++) {
        calls[i] = t.of[2 * i];
        hit[i] = t.of[2 * i + 1] != 0;
        *solved += hit[i];
    }
    if (calls && hit) *cost = gg_expected_time_interval(calls, hit, t.rows, 0.95, 2000, 1);
    const bool memory = calls && hit;
    free(calls);
    free(hit);
    gg_table_close(&t);
    return memory ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory to judge a claim");
}

/* Both intervals at their ends: it is wider than it need be. */
static gg_interval ratio_of(gg_interval a, gg_interval b)
{
    return (gg_interval){PRICE * a.low / b.high, PRICE * a.value / b.value,
                         PRICE * a.high / b.low};
}

static gg_interval times(gg_interval a, double k)
{
    return (gg_interval){a.low * k, a.value * k, a.high * k};
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    static const struct {
        double n;
        const gg_band *ratio, *chance;
    } cells[] = {{3, &bands[RATIO_3], &bands[CHANCE_3]},
                 {5, &bands[RATIO_5], NULL},
                 {2, NULL, &bands[CHANCE_2]},
                 {4, NULL, NULL},
                 {10, NULL, NULL}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        const double n = cells[i].n;
        scores s;
        gg_interval cost = {NAN, NAN, NAN};
        size_t runs;
        size_t solved;
        GG_TRY(read_starts(rows, n, &s));
        GG_TRY(read_cma(rows, n, &cost, &runs, &solved));
        if (cells[i].ratio && s.starts && runs)
            gg_find(out, cells[i].ratio, ratio_of(s.cost, cost), s.starts + runs, "n = %g", n);
        if (cells[i].chance && s.starts)
            gg_find(out, cells[i].chance, times(s.chance, pow(10, n)), s.starts, "n = %g", n);
        if (runs)
            gg_find(out, &bands[SOLVED], gg_exactly((double)solved / (double)runs), runs,
                    "n = %g", n);
    }
    return GG_OK;
}

const gg_claim gg_claim_multimodal = {
    .name = "multimodal",
    .number = 29,
    .study = "gradient_free_wins",
    .sentence =
        "Where there are many valleys, a descent that begins at random finds the lowest "
        "one once in about 10^n starts, while CMA-ES, which looks at many points at "
        "once, always finds it.",
    .design = "Rastrigin's egg box, targets f - f* = 1e-8. L-BFGS from starts uniform in the "
              "box [-5.12, 5.12]^n, each until |g| <= 1e-4: 20000 starts for n = 2, 100000 for "
              "3, 400000 for 5. CMA-ES with doubled populations after each restart, n = 2, 3, "
              "4, 5, 10.",
    .estimator = "Expected running time: all calls over all hits; of L-BFGS with a value and "
                 "its gradient counted as 4 values. Interval of the hits: exact for a Poisson "
                 "count, the rule of three if there are none; of CMA-ES: bootstrap over runs.",
    .source = "derived: a valley is 1 wide and the box 10.24, so a start lies in the lowest "
              "valley with probability about 0.1^n; restarts: Auger & Hansen 2005, A restart "
              "CMA evolution strategy with increasing population size, "
              "doi:10.1109/CEC.2005.1554902",
    .limits =
        "It turns round in few dimensions: at n = 2, counted in calls, the gradient is "
        "ahead. And the valleys lie on a bowl, which is what CMA-ES follows; without such "
        "a trend nobody does better than chance.",
    .bands = bands,
    .grids = grids,
    .trials = trials,
    .judge = judge,
};
