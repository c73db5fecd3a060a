/* experiments/claims/gradient_descent_worst_case.c -- smooth losses at their slowest. */
#include <math.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/evidence.h"

/* N steps of 1/L on the loss that is worst for N steps: N + 1 calls. */
#define RACE(steps, text)                                                             \
    {                                                                                 \
        .name = "worst", .at = (steps), .losses = "huber_worst_case:steps=" text,     \
        .optimizers = "gradient_descent:step=fixed", .dimensions = "1,10", .reps = 1, \
        .max_evals = (steps) + 1, .own_start = true, .go_on = true                    \
    }
static const gg_grid grids[] = {
    RACE(1, "1"), RACE(10, "10"), RACE(100, "100"), RACE(1000, "1000"), {0},
};

static const gg_band bands[] = {
    {"gap after N steps, over L R^2 / (4 N + 2)", 1 - 1e-9, 1 + 1e-9},
    {0},
};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (const gg_grid *g = grids; g->losses; g++) {
        double *ratio = NULL;
        size_t count = 0;
        GG_TRY(gg_evidence_column(rows, &ratio, &count,
                                  "SELECT gap * (4 * at + 2) FROM race WHERE at = ?1", 1,
                                  g->at));
        gg_find(out, &bands[0], gg_each(ratio, count, &bands[0]), count, "N = %g", g->at);
        free(ratio);
    }
    return GG_OK;
}

const gg_claim gg_claim_gradient_descent_worst_case = {
    .name = "gradient_descent_worst_case",
    .number = 4,
    .study = "rates",
    .sentence =
        "N steps of gradient descent leave at most L R^2 / (4 N + 2) of any smooth convex "
        "loss, and exactly that of one that is |x| with its kink barely rounded off.",
    .design = "Huber's function of |x|, rounded within R / (2 N + 1), from the distance R = 1, "
              "L = 1; N = 1, 10, 100, 1000 steps of 1/L; one unknown and ten.",
    .estimator = "Gap after N steps, over L R^2 / (4 N + 2).",
    .source = "Drori & Teboulle 2014, Performance of first-order methods for smooth convex "
              "minimization: a novel approach, doi:10.1007/s10107-013-0653-0",
    .limits =
        "Each N has a worst loss of its own. That it is the worst is proved, not measured: "
        "the run shows that it is attained.",
    .exact = true,
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
