/* experiments/claims/genetic_price.c -- a genetic algorithm has nearly the right power of n. */
#include <math.h>

#include "experiments/claims/spans.h"

/* Children are blends of two winners of tournaments of two, all coordinates crossed, none
 * mutated; the best one survives. So only crossover and the population's size are on trial. */
#define CROSSED                                                                        \
    "genetic:tournament=2:crossed=1:parent_centric=0:line=0:mutation=gaussian:sigma=0" \
    ":replace=generation:elite=1:renew=no:"
#define BLEND CROSSED "crossover=blx:alpha=0.5:population="
/* Children are spread as their parents are, neither wider nor narrower: (sqrt 3 - 1)/2. */
#define NEUTRAL CROSSED "crossover=blx:alpha=0.3660254:population="
#define BINARY CROSSED "crossover=sbx:eta=15:population="

#define SPHERE(cell, optimizer, sizes, times)                                             \
    {                                                                                     \
        .name = (cell), .losses = "sphere+shift", .optimizers = (optimizer),              \
        .dimensions = (sizes), .reps = (times), .max_evals = 3000, .per_dimension = true, \
        .target = 1e-6                                                                    \
    }
#define TURNED(cell, optimizer, sizes)                                                   \
    {                                                                                    \
        .name = (cell), .losses = "ellipsoid:condition=100+rotate+shift",                \
        .optimizers = (optimizer), .dimensions = (sizes), .reps = 10, .max_evals = 3000, \
        .per_dimension = true, .target = 1e-6                                            \
    }
/* The population is 20 + 5 n: a grid for each n. */
#define GROWING(cell, optimizer, times)                                                       \
    SPHERE(cell, optimizer "30", "2", times), SPHERE(cell, optimizer "40", "4", times),       \
        SPHERE(cell, optimizer "60", "8", times), SPHERE(cell, optimizer "100", "16", times), \
        SPHERE(cell, optimizer "180", "32", times), SPHERE(cell, optimizer "340", "64", times)

/* Judged are the first three. The others tell in the figure what other operators do. */
static const gg_grid grids[] = {GROWING("blend", BLEND, 40),
                                SPHERE("blend of 50", BLEND "50", "2,4,8,16,32,64", 40),
                                SPHERE("evolution", "one_plus_one", "2,4,8,16,32,64", 40),
                                GROWING("neutral blend", NEUTRAL, 10),
                                SPHERE("neutral blend of 50", NEUTRAL "50", "32,64", 10),
                                GROWING("binary", BINARY, 10),
                                TURNED("turned blend", BLEND "40", "4"),
                                TURNED("turned blend", BLEND "60", "8"),
                                TURNED("turned blend", BLEND "100", "16"),
                                TURNED("turned blend", BLEND "180", "32"),
                                {0}};

enum { GROWTH, PRICE, SMALL };

static const gg_band bands[] = {
    [GROWTH] = {"slope of evaluations over n, blend crossover, population 20 + 5 n", 1.1, 1.6},
    [PRICE] = {"evaluations for the same progress, over those of a (1+1)-ES", 5, INFINITY},
    [SMALL] = {"share of runs that arrive with a population of 50", 0, 0.2},
    {0}};

static const double SIZES[] = {2, 4, 8, 16, 32, 64};
enum { COUNT = sizeof SIZES / sizeof *SIZES };

/* The same number of e-folds was run through by both, so their ratio is that of the costs. */
static void judge_price(const gg_table *genetic, const gg_table *evolution, gg_findings *out)
{
    for (size_t i = 1; i < COUNT; i++) {
        const gg_table a = gg_times_within(genetic, GG_TIMES_N, SIZES[i], SIZES[i]);
        const gg_table b = gg_times_within(evolution, GG_TIMES_N, SIZES[i], SIZES[i]);
        gg_find(out, &bands[PRICE], gg_times_ratio(&a, &b), a.rows + b.rows, "n = %g",
                SIZES[i]);
    }
}

static gg_status judge_small(gg_evidence *rows, gg_findings *out)
{
    gg_table t;
    GG_TRY(gg_evidence_times(rows, &t, "blend of 50", 1e-4, true, 1));
    for (size_t i = 0; i < COUNT; i++) {
        if (SIZES[i] < 32) continue;
        const gg_table part = gg_times_within(&t, GG_TIMES_N, SIZES[i], SIZES[i]);
        size_t hits = 0;
        for (size_t k = 0; k < part.rows; k++)
            hits += part.of[k * part.columns + GG_TIMES_HIT] != 0;
        gg_find(out, &bands[SMALL], gg_share(hits, part.rows), part.rows, "n = %g", SIZES[i]);
    }
    gg_table_close(&t);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    gg_table genetic;
    gg_table evolution;
    GG_TRY(gg_evidence_times(rows, &genetic, "blend", 1e-4, true, 1));
    gg_find(out, &bands[GROWTH], gg_times_slope(&genetic, GG_TIMES_N), genetic.rows,
            "n = 2 ... 64");
    gg_status status = gg_evidence_times(rows, &evolution, "evolution", 1e-4, true, 1);
    if (status == GG_OK) {
        judge_price(&genetic, &evolution, out);
        gg_table_close(&evolution);
        status = judge_small(rows, out);
    }
    gg_table_close(&genetic);
    return status;
}

const gg_claim gg_claim_genetic_price = {
    .name = "genetic_price",
    .number = 25,
    .study = "scaling",
    .sentence = "A genetic algorithm grows with the dimension nearly as it must, but pays at "
                "least five times what the simplest evolution strategy pays, and it fails "
                "altogether if its population does not grow too.",
    .design = "Sphere with its minimiser at a random place, starts uniform in [-5, 5]^n, n = 2 "
              "to 64, until 1e-4 of the first gap is left or 3000 n evaluations are spent: a "
              "genetic algorithm of generations with tournaments of two, blend crossover "
              "(alpha = 0.5), no mutation and one survivor, with 20 + 5 n members and with 50; "
              "and a (1+1)-ES with the 1/5 rule.",
    .estimator =
        "Least squares of log median evaluations over log n, interval by bootstrap over "
        "runs; ratio of median evaluations, interval by bootstrap; exact interval of a "
        "share of runs. A run that misses counts as infinite.",
    .source =
        "No theorem gives the constants; crossover: Eshelman & Schaffer 1993, Real-coded "
        "genetic algorithms and interval-schemata, doi:10.1016/B978-0-08-094832-4.50018-0",
    .limits =
        "A sphere is the easiest case for crossover by coordinates, and genetic algorithms "
        "are made for losses with many valleys. Blends with alpha = 0.5 spread a population "
        "unless selection is strong, and in many dimensions it hardly is: with blends that "
        "keep the spread (alpha = 0.366) the slope is smaller, and 50 members fail. This is "
        "a textbook one: the suite's own, with other operators, is better.",
    .full = 3,
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
