/* experiments/claims/effective_rank.c -- directions that do not matter cost nothing. */
#include <math.h>

#include "experiments/claims/spans.h"

/* RGF's step is 1/(r + 4), which the method knows as share/((n + 4) L): L = (r + 4)/(n + 4).
 * The (1+1)-ES begins with the best mutations for r dimensions, 1.224 |x|/r at |x| = sqrt r, in
 * units of a box of side 10, and adapts them as fast as in r dimensions. */
#define RGF(L) "random_gradient_free:step=fixed:share=1:L=" L
#define ES(sigma, damping) "one_plus_one:sigma=" sigma ":damping=" damping
#define ES_5 ES("0.054738944", "2.118033989")
#define ES_20 ES("0.027369472", "3.236067977")

#define BOWL(cell, ratio, loss, optimizer, size, times, calls)                               \
    {                                                                                        \
        .name = (cell), .at = (ratio), .losses = "ellipsoid:condition=1" loss,               \
        .optimizers = (optimizer), .dimensions = (size), .reps = (times), .own_start = true, \
        .max_evals = (calls), .target = 1e-7                                                 \
    }
#define LOW(cell, ratio, rank, optimizer, size) \
    BOWL(cell, ratio, ":rank=" rank, optimizer, size, 120, 100000)
#define FULL(cell, optimizer, size) BOWL(cell, 1, "", optimizer, size, 3, 1000000)

static const gg_grid grids[] = {LOW("RGF 5", 1, "5", RGF("1"), "5"),
                                LOW("RGF 5", 10, "5", RGF("0.1666666666666667"), "50"),
                                LOW("RGF 5", 100, "5", RGF("0.0178571428571429"), "500"),
                                LOW("RGF 20", 1, "20", RGF("1"), "20"),
                                LOW("RGF 20", 10, "20", RGF("0.1176470588235294"), "200"),
                                LOW("RGF 20", 100, "20", RGF("0.0119760479041916"), "2000"),
                                LOW("ES 5", 1, "5", ES_5, "5"),
                                LOW("ES 5", 10, "5", ES_5, "50"),
                                LOW("ES 5", 100, "5", ES_5, "500"),
                                LOW("ES 20", 1, "20", ES_20, "20"),
                                LOW("ES 20", 10, "20", ES_20, "200"),
                                LOW("ES 20", 100, "20", ES_20, "2000"),
                                FULL("RGF 5 full", RGF("1"), "500"),
                                FULL("RGF 20 full", RGF("1"), "2000"),
                                FULL("ES 5 full", ES("0.0054738944", "12.18033989"), "500"),
                                FULL("ES 20 full", ES("0.0027369472", "23.36067977"), "2000"),
                                {0}};

enum { SAME, FULLY };

static const gg_band bands[] = {
    [SAME] = {"evaluations in 100 r dimensions over those in r, rank r", 0.8, 1.25},
    [FULLY] = {"the same with all 100 r directions curved", 20, INFINITY},
    {0}};

static const struct {
    const char *low, *full, *at;
} cases[] = {{"RGF 5", "RGF 5 full", "random gradient-free, r = 5"},
             {"RGF 20", "RGF 20 full", "random gradient-free, r = 20"},
             {"ES 5", "ES 5 full", "(1+1)-ES, r = 5"},
             {"ES 20", "ES 20 full", "(1+1)-ES, r = 20"}};
enum { CASES = sizeof cases / sizeof *cases };

static gg_status judge_same(gg_evidence *rows, size_t k, gg_findings *out)
{
    gg_table t;
    GG_TRY(gg_evidence_times(rows, &t, cases[k].low, 1e-6, true, 1));
    const gg_table few = gg_times_within(&t, GG_TIMES_AT, 1, 1);
    const gg_table many = gg_times_within(&t, GG_TIMES_AT, 100, 100);
    gg_find(out, &bands[SAME], gg_times_ratio(&many, &few), many.rows + few.rows, "%s",
            cases[k].at);
    gg_table_close(&t);
    return GG_OK;
}

static gg_status judge_full(gg_evidence *rows, size_t k, gg_findings *out)
{
    gg_table low;
    gg_table full;
    GG_TRY(gg_evidence_times(rows, &low, cases[k].low, 1e-6, true, 1));
    const gg_status status = gg_evidence_times(rows, &full, cases[k].full, 1e-6, true, 1);
    if (status == GG_OK) {
        const gg_table few = gg_times_within(&low, GG_TIMES_AT, 1, 1);
        gg_find(out, &bands[FULLY], gg_times_ratio(&full, &few), full.rows + few.rows, "%s",
                cases[k].at);
        gg_table_close(&full);
    }
    gg_table_close(&low);
    return status;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (size_t k = 0; k < CASES; k++) GG_TRY(judge_same(rows, k, out));
    for (size_t k = 0; k < CASES; k++) GG_TRY(judge_full(rows, k, out));
    return GG_OK;
}

const gg_claim gg_claim_effective_rank = {
    .name = "effective_rank",
    .number = 33,
    .study = "scaling",
    .sentence =
        "A method without gradients pays for the directions in which the loss bends, not "
        "for the number of its variables: a loss that depends on r of 100 r variables "
        "costs what it costs in r dimensions.",
    .design =
        "Half the squared length of the first r coordinates, r = 5 and 20, in n = r, 10 r "
        "and 100 r dimensions, from (1, ..., 1), until 1e-6 of the first gap is left: "
        "random gradient-free with step 1/(r + 4), and a (1+1)-ES whose first mutations "
        "and damping are set from r; both also with all n coordinates and r = n.",
    .estimator = "Ratio of median evaluations, interval by bootstrap over runs.",
    .source =
        "derived: a Gaussian direction in n dimensions, seen along r of them, is a Gaussian "
        "direction in r; Golovin et al. 2020, Gradientless descent: high-dimensional "
        "zeroth-order optimization, arXiv:1911.06317",
    .limits =
        "The rank must be known, or the step found out: both methods are told r. A loss "
        "that bends a little in all directions is not of low rank. The useless coordinates "
        "wander off, which is no harm here and may be elsewhere.",
    .full = 3,
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
