/* experiments/claims/control_forward_difference.c -- a gradient from values costs n + 1 of them. */
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/evidence.h"

/* Methods that ask for one gradient a step, and nothing else; they stop by its length. */
#define METHODS                                                              \
    "gradient_descent:step=fixed:size=0.01:stop_gradient=1e-3,"              \
    "gradient_descent:step=fixed:size=0.01:momentum=0.5:stop_gradient=1e-3," \
    "nesterov:size=0.01:restart=none:stop_gradient=1e-3"

#define GRID(cell, where, loss)                                                     \
    {                                                                               \
        .name = (cell), .at = (where), .losses = (loss), .optimizers = METHODS,     \
        .dimensions = "2,5,10,20,50", .reps = 3, .max_evals = 500000, .go_on = true \
    }
#define TWICE(where, loss) \
    GRID("exact", where, loss), GRID("differences", where, loss ":gradient=forward")
static const gg_grid grids[] = {TWICE(1, "sphere+shift"),
                                TWICE(2, "ellipsoid:condition=30+rotate+shift"),
                                TWICE(3, "abs_sum+smooth:width=1+shift"),
                                {0}};

enum { PRICE, ASKED };
static const gg_band bands[] = {
    [PRICE] =
        {"values of a run with differences over gradients of the same run with derivatives, "
         "in units of n + 1",
         1, 1},
    [ASKED] = {"gradients asked of the loss by runs with differences", 0, 0},
    {0},
};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    static const double dimension[] = {2, 5, 10, 20, 50};
    for (size_t i = 0; i < sizeof dimension / sizeof *dimension; i++) {
        double *price = NULL;
        size_t count = 0;
        GG_TRY(gg_evidence_column(rows, &price, &count,
                                  "SELECT iif(a.value = 0 AND a.status = 'converged'"
                                  " AND b.status = 'converged',"
                                  " 1.0 * b.value / (a.gradient * (a.n + 1)), NULL)"
                                  " FROM race a JOIN race b ON b.cell = 'differences'"
                                  " AND b.at = a.at AND b.n = a.n AND b.rep = a.rep"
                                  " AND b.optimizer = a.optimizer"
                                  " WHERE a.cell = 'exact' AND a.n = ?1",
                                  1, dimension[i]));
        gg_find(out, &bands[PRICE], gg_each(price, count, &bands[PRICE]), count, "n = %g",
                dimension[i]);
        free(price);
    }
    double asked;
    double runs;
    GG_TRY(gg_evidence_number(rows, &asked,
                              "SELECT sum(gradient) FROM race WHERE cell = 'differences'", 0));
    GG_TRY(gg_evidence_number(rows, &runs,
                              "SELECT count(*) FROM race WHERE cell = 'differences'", 0));
    gg_find(out, &bands[ASKED], gg_exactly(asked), (size_t)runs, "all of them");
    return GG_OK;
}

const gg_claim gg_claim_control_forward_difference = {
    .name = "control_forward_difference",
    .number = 0,
    .study = "controls",
    .sentence =
        "A gradient taken from forward differences is charged exactly n + 1 values, and "
        "leads the method along the same way.",
    .design =
        "Gradient descent, with and without momentum, and Nesterov's method, steps of "
        "0.01, until the gradient is shorter than 1e-3; three smooth losses, n = 2 ... 50, "
        "three instances; with derivatives, and with forward differences.",
    .estimator = "Values of the one run over (n + 1) gradients of the other, for every pair of "
                 "runs.",
    .source = "derived: a forward difference needs f(x) and f at n points beside it",
    .limits =
        "The ratio is exact because both runs take equally many steps; at a gradient much "
        "shorter than 1e-3 the error of the differences would change their number.",
    .exact = true,
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
