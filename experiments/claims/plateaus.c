/* experiments/claims/plateaus.c -- on terraces differences of values say nothing, ranks do. */
#include "experiments/evidence.h"

enum { STAYS, ARRIVES };

static const gg_band bands[] = {
    [STAYS] = {"share of runs in which BFGS, fed differences of values, never gets lower than "
               "its start",
               0.95, 1},
    [ARRIVES] = {"share of runs in which CMA-ES reaches the lowest terrace, f = 0", 0.95, 1},
    {0},
};

#define LOW "sphere+stairs:height=0.1"
#define FINE "sphere+stairs:height=0.001"

/* Nobody's verdict hangs on `others`: they are there to be looked at. */
static const gg_grid grids[] = {
    {.name = "bfgs",
     .at = 10,
     .losses = LOW ":gradient=forward",
     .optimizers = "bfgs",
     .dimensions = "5",
     .reps = 200,
     .max_evals = 20000,
     .dare = true},
    {.name = "bfgs",
     .at = 1000,
     .losses = FINE ":gradient=forward",
     .optimizers = "bfgs",
     .dimensions = "5",
     .reps = 200,
     .max_evals = 20000,
     .dare = true},
    {.name = "cma_es",
     .at = 10,
     .losses = LOW,
     .optimizers = "cma_es",
     .dimensions = "5",
     .reps = 200,
     .max_evals = 20000},
    {.name = "cma_es",
     .at = 1000,
     .losses = FINE,
     .optimizers = "cma_es",
     .dimensions = "5",
     .reps = 200,
     .max_evals = 20000},
    {.name = "others",
     .at = 10,
     .losses = LOW,
     .optimizers = "nelder_mead,powell,one_plus_one",
     .dimensions = "5",
     .reps = 20,
     .max_evals = 20000},
    {.name = "others",
     .at = 1000,
     .losses = FINE,
     .optimizers = "nelder_mead,powell,one_plus_one",
     .dimensions = "5",
     .reps = 20,
     .max_evals = 20000},
    {0},
};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    static const double terraces[] = {10, 1000};
    for (size_t i = 0; i < 2; i++) {
        gg_table t;
        GG_TRY(gg_evidence_ask(rows, &t,
                               "SELECT sum(cell = 'bfgs'), sum(cell = 'bfgs' AND f = first),"
                               " sum(cell = 'cma_es'), sum(cell = 'cma_es' AND f = 0)"
                               " FROM race WHERE at = ?1 AND status NOT IN ('crashed')",
                               1, terraces[i]));
        const double *count = t.of;
        const bool any = count[0] > 0 && count[2] > 0;
        if (any) {
            gg_find(out, &bands[STAYS], gg_share((size_t)count[1], (size_t)count[0]),
                    (size_t)count[0], "%g terraces per unit of f", terraces[i]);
            gg_find(out, &bands[ARRIVES], gg_share((size_t)count[3], (size_t)count[2]),
                    (size_t)count[2], "%g terraces per unit of f", terraces[i]);
        }
        gg_table_close(&t);
    }
    return GG_OK;
}

const gg_claim gg_claim_plateaus = {
    .name = "plateaus",
    .number = 31,
    .study = "gradient_free_wins",
    .sentence = "On a bowl that is cut into terraces every small difference of values is zero: "
                "BFGS stops where it starts, while CMA-ES walks down to the lowest terrace.",
    .design = "f = floor(K |x|^2) / K for K = 10 and 1000, n = 5, random starts: BFGS with "
              "forward differences of values as its gradient, and CMA-ES. Nelder-Mead, Powell "
              "and a (1+1)-ES run beside them, unjudged.",
    .estimator = "Share of runs whose least f is f at the start (BFGS) or 0 (CMA-ES), with its "
                 "exact binomial interval.",
    .source = "derived: the derivative of a staircase is 0 wherever it exists; comparisons of "
              "points further apart than a terrace still tell up from down",
    .limits =
        "Not every run of BFGS must stay: a probe of length h crosses an edge with "
        "probability about 2 K h |x|_1, about 1e-3 at K = 1000, and the difference is then huge "
        "instead of zero. Wider steps of the differences would see the slope.",
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
