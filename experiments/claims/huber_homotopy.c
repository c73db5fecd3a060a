/* experiments/claims/huber_homotopy.c -- a kink is sharpened, and nothing else is changed. */
#include <math.h>

#include "experiments/claims/spans.h"

#define HUBER(width) "abs_sum+smooth:by=huber:width=" width "+start:from=1:to=2"
#define SHARP "abs_sum+start:from=1:to=2"
#define BOOK "cma_es:mirrored=no:damping=1:learning=1:restart=none"

#define RUNS(cell, inverse, loss, optimizer, times, calls)                            \
    {                                                                                 \
        .name = (cell), .at = (inverse), .losses = (loss), .optimizers = (optimizer), \
        .dimensions = "10", .reps = (times), .own_start = true, .max_evals = (calls), \
        .target = 1e-3                                                                \
    }
#define KNOB(cell, optimizer, times)                               \
    RUNS(cell, 1, HUBER("1"), optimizer, times, 100000),           \
        RUNS(cell, 2, HUBER("0.5"), optimizer, times, 100000),     \
        RUNS(cell, 5, HUBER("0.2"), optimizer, times, 100000),     \
        RUNS(cell, 10, HUBER("0.1"), optimizer, times, 100000),    \
        RUNS(cell, 20, HUBER("0.05"), optimizer, times, 100000),   \
        RUNS(cell, 50, HUBER("0.02"), optimizer, times, 100000),   \
        RUNS(cell, 100, HUBER("0.01"), optimizer, times, 100000),  \
        RUNS(cell, 200, HUBER("0.005"), optimizer, times, 100000), \
        RUNS(cell, 500, HUBER("0.002"), optimizer, times, 100000), \
        RUNS(cell, 1000, HUBER("0.001"), optimizer, times, 100000)

/* Cells "sharp ..." stand at 0: no width, and no 1/width. */
static const gg_grid grids[] = {
    KNOB("gradient descent", "gradient_descent:step=fixed", 1),
    KNOB("Nesterov", "nesterov:constants=known:momentum=sequence:restart=gradient", 1),
    KNOB("L-BFGS", "lbfgs", 1),
    KNOB("CMA-ES", BOOK, 20),
    KNOB("evolution", "one_plus_one", 20),
    RUNS("CMA-ES", 10000, HUBER("0.0001"), BOOK, 20, 100000),
    RUNS("evolution", 10000, HUBER("0.0001"), "one_plus_one", 20, 100000),
    RUNS("sharp CMA-ES", 0, SHARP, BOOK, 20, 100000),
    RUNS("sharp evolution", 0, SHARP, "one_plus_one", 20, 100000),
    RUNS("sharp Polyak", 0, SHARP, "subgradient:rule=polyak:metric=none:average=none", 1,
         100000),
    RUNS("sharp subgradient", 0, SHARP,
         "subgradient:rule=constant:size=1e-4:normalise=no:metric=none:average=none", 1,
         100000),
    {0}};

enum { DESCENT, MOMENTUM, RANKS, PRICE };

static const gg_band bands[] = {
    [DESCENT] = {"slope of steps over 1/width, gradient descent", 0.97, 1.03},
    [MOMENTUM] = {"slope of steps over 1/width, Nesterov", 0.45, 0.62},
    [RANKS] = {"slope of evaluations over 1/width, CMA-ES", -INFINITY, 0.15},
    [PRICE] = {"steps of gradient descent at width 0.001 over those at 1", 500, INFINITY},
    {0}};

/* Calls after the one at the start, which all make: steps of a method with a call a step. */
static gg_status ask_steps(gg_evidence *rows, gg_table *out, const char *cell)
{
    GG_TRY(gg_evidence_times(rows, out, cell, 1e-3, false, 1));
    for (size_t i = 0; i < out->rows; i++) out->of[i * out->columns + GG_TIMES_COST] -= 1;
    return GG_OK;
}

static gg_status judge_slope(gg_evidence *rows, const char *cell, double from, const char *at,
                             const gg_band *band, gg_findings *out)
{
    gg_table t;
    GG_TRY(ask_steps(rows, &t, cell));
    const gg_table part = gg_times_within(&t, GG_TIMES_AT, from, INFINITY);
    gg_find(out, band, gg_times_slope(&part, GG_TIMES_AT), part.rows, "%s", at);
    gg_table_close(&t);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    gg_table t;
    GG_TRY(judge_slope(rows, "gradient descent", 1, "width 1 ... 0.001", &bands[DESCENT], out));
    GG_TRY(judge_slope(rows, "Nesterov", 10, "width 0.1 ... 0.001", &bands[MOMENTUM], out));
    GG_TRY(judge_slope(rows, "CMA-ES", 1, "width 1 ... 0.0001", &bands[RANKS], out));
    GG_TRY(ask_steps(rows, &t, "gradient descent"));
    const gg_table sharp = gg_times_within(&t, GG_TIMES_AT, 1000, 1000);
    const gg_table round = gg_times_within(&t, GG_TIMES_AT, 1, 1);
    gg_find(out, &bands[PRICE], gg_times_ratio(&sharp, &round), sharp.rows + round.rows,
            "width 0.001");
    gg_table_close(&t);
    return GG_OK;
}

const gg_claim gg_claim_huber_homotopy = {
    .name = "huber_homotopy",
    .number = 34,
    .study = "one_knob",
    .sentence = "Turn only the sharpness of a kink, and gradient descent pays in proportion to "
                "it, Nesterov its square root, and CMA-ES, which sees only ranks, next to "
                "nothing.",
    .design =
        "The sum of Huber's functions of ten coordinates with widths 1 to 0.001 (to 0.0001 "
        "for methods without gradients, and 0): the minimiser, the minimum, the scale and "
        "the start, evenly from 1 to 2, stay as they are. Each method runs until its own "
        "loss is at most 1e-3: gradient descent with step 1/L, Nesterov with restarts, "
        "L-BFGS, CMA-ES as the tutorial has it, a (1+1)-ES; without any rounding also a "
        "subgradient method with the step of the theory, 1e-3/10, and Polyak's.",
    .estimator =
        "Calls after the one at the start, to the first value of at most 1e-3; least "
        "squares of their log median over log 1/width. Methods without chance run once; "
        "for CMA-ES the interval is a bootstrap over runs.",
    .source = "derived: L = 1/width, and gradient descent moves by one width a step; Nesterov "
              "1983, A method of solving a convex programming problem with convergence rate "
              "O(1/k^2)",
    .limits =
        "The square root is met only where the width is small. Coordinates are apart from "
        "each other, which suits all methods alike. L-BFGS is not bound by either law. The "
        "(1+1)-ES, too, sees only ranks, and fails at the sharp kink.",
    .exact = true,
    .full = 2,
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
