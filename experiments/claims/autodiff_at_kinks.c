/* experiments/claims/autodiff_at_kinks.c -- what the chain rule says where the chain has a kink. */
#include <math.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/claims/shelved.h"
#include "experiments/evidence.h"
#include "experiments/run.h"

enum { AT_KINK, BESIDE, OTHER_WAY, NEVER_MOVES, EVOLUTION, HITS };

static const gg_band bands[] = {
    {"derivative that backpropagation gives of relu(x) - relu(-x), which is x, at 0", 0, 0},
    {"the same at x = 1e-300", 1, 1},
    {"the same function written as x, at 0", 1, 1},
    {"how far gradient descent moves in 1000 steps from the top of ||x| - 1|", 0, 0},
    {"median evaluations of a (1+1)-ES from that top to f <= 0.01", 0, 60},
    {"share of descents from random starts that ever stand on that top", 0, 0},
    {0},
};

/* One row: a feature of 1, and an answer so low that |y - s| is s and a constant. */
static const double one_row[] = {1, -10};

#define READ ":pointwise=absolute:data=autodiff_at_kinks"

/* The derivative by x of a network whose coefficients are x along, at x: g'along. */
static gg_status differentiate(double *out, const char *spec, double x, size_t n,
                               const double along[], const double rest[])
{
    gg_problem *p;
    double w[7], g[7];
    GG_TRY(gg_problem_open(&p, spec, n, 0, 0));
    for (size_t j = 0; j < n; j++) w[j] = x * along[j] + rest[j];
    p->loss->gradient(p, w, g);
    *out = 0;
    for (size_t j = 0; j < n; j++) *out += along[j] * g[j];
    gg_problem_close(p);
    return GG_OK;
}

/* Coefficients of two hidden units: what they weigh the feature by, their biases, what the
 * output weighs them by, its bias. Of no hidden unit: a weight and a bias. */
static gg_status differentiate_all(gg_numbers *to)
{
    static const double along[] = {1, -1, 0, 0, 0, 0, 0};
    static const double difference[] = {0, 0, 0, 0, 1, -1, 0};
    static const double line[] = {1, 0};
    static const double nothing[] = {0, 0};
    const char *const pair = "network:hidden=2:activation=relu" READ;
    const char *const other = "network:hidden=2:activation=relu:at_kink=right" READ;
    double d;
    GG_TRY(differentiate(&d, pair, 0, 7, along, difference));
    gg_note(to, "relu(x) - relu(-x)", 0, d);
    GG_TRY(differentiate(&d, pair, 1e-300, 7, along, difference));
    gg_note(to, "relu(x) - relu(-x)", 1e-300, d);
    GG_TRY(differentiate(&d, other, 0, 7, along, difference));
    gg_note(to, "the same, relu'(0) = 1", 0, d);
    GG_TRY(differentiate(&d, "network:hidden=none" READ, 0, 2, line, nothing));
    gg_note(to, "x", 0, d);
    return GG_OK;
}

static gg_status measure_derivatives(gg_numbers *to, const gg_trial_at *at)
{
    const gg_data *table;
    (void)at;
    GG_TRY(gg_shelved_open(&table, "autodiff_at_kinks", 1, 1, one_row));
    const gg_status status = differentiate_all(to);
    gg_data_close(table);
    return status;
}

enum { STEPS = 1000, STARTS = 1000, SHORT = 200 };
static const double STEP = 0.01;

/* No method's test ends it: it goes on for all its steps. */
static gg_status measure_top(gg_numbers *to, const gg_trial_at *at)
{
    gg_problem *p;
    double g = 0;
    double farthest = 0;
    (void)at;
    GG_TRY(gg_problem_open(&p, "nested_abs", 1, 0, 0));
    double x = p->start[0];
    for (size_t k = 0; k < STEPS; k++) {
        p->loss->gradient(p, &x, &g);
        x -= STEP * g;
        farthest = fmax(farthest, fabs(x - p->start[0]));
    }
    gg_problem_close(p);
    gg_note(to, "moved", STEP, farthest);
    return GG_OK;
}

static gg_status measure_starts(gg_numbers *to, const gg_trial_at *at)
{
    for (uint32_t start = 0; start < STARTS; start++) {
        gg_result r;
        const gg_job job = {.loss = "nested_abs",
                            .optimizer = "gradient_descent:step=fixed:size=0.01",
                            .n = 1,
                            .seed = at->seed,
                            .rep = start,
                            .dare = true,
                            .draw_start = true,
                            .keep_path = true,
                            .max_evals = SHORT,
                            .max_seconds = INFINITY,
                            .target = -INFINITY};
        GG_TRY(gg_run(&r, &job));
        size_t hits = 0;
        for (size_t k = 0; k < r.steps; k++) hits += r.path[k] == 0;
        gg_note(to, "stood on the top", start, hits > 0);
        gg_note(to, "steps", start, (double)r.steps);
        gg_result_close(&r);
    }
    return GG_OK;
}

static const gg_trial trials[] = {
    {"derivative",
     "backpropagation through networks of the library, one row, the output itself as loss; the "
     "derivative by x of their coefficients, which are x, -x and constants",
     measure_derivatives, 1, 1, 0},
    {"top",
     "1000 steps of 0.01 along the derivative of ||x| - 1| that sgn(0) = 0 gives, from 0",
     measure_top, 1, 1, 0},
    {"starts", "gradient descent with steps of 0.01 from 1000 random starts in [-2, 2]",
     measure_starts, 1, 1, 0},
    {0},
};

static const gg_grid grids[] = {
    {.name = "evolution",
     .losses = "nested_abs",
     .optimizers = "one_plus_one",
     .dimensions = "1",
     .reps = 200,
     .max_evals = 1000,
     .target = 1e-2,
     .own_start = true},
    {.name = "descent",
     .losses = "nested_abs",
     .optimizers = "gradient_descent:step=fixed:size=0.01",
     .dimensions = "1",
     .reps = 1,
     .max_evals = 1000,
     .target = 1e-2,
     .dare = true,
     .own_start = true},
    {0},
};

/* A number that a trial noted once. */
static gg_status judge_one(gg_evidence *rows, gg_findings *out, size_t band, const char *at,
                           const char *sql)
{
    double x;
    GG_TRY(gg_evidence_number(rows, &x, sql, 0));
    gg_find(out, &bands[band], gg_exactly(x), 1, "%s", at);
    return GG_OK;
}

static gg_status judge_evolution(gg_evidence *rows, gg_findings *out)
{
    gg_table t;
    GG_TRY(gg_evidence_times(rows, &t, "evolution", 1e-2, false, 1));
    double *cost = malloc((t.rows + 1) * sizeof *cost);
    for (size_t i = 0; cost && i < t.rows; i++)
        cost[i] = t.of[i * t.columns + 4] > 0 ? t.of[i * t.columns + 3] : INFINITY;
    const size_t runs = t.rows;
    gg_table_close(&t);
    if (!cost) return gg_fail(GG_NO_MEMORY, "no memory for %zu times", runs);
    gg_find(out, &bands[EVOLUTION], gg_median(cost, runs), runs, "start 0");
    free(cost);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_one(rows, out, AT_KINK, "relu'(0) = 0",
                     "SELECT value FROM measured WHERE trial = 'derivative' AND name = "
                     "'relu(x) - relu(-x)' AND at = 0"));
    GG_TRY(judge_one(rows, out, BESIDE, "x = 1e-300",
                     "SELECT value FROM measured WHERE trial = 'derivative' AND name = "
                     "'relu(x) - relu(-x)' AND at > 0"));
    GG_TRY(judge_one(rows, out, OTHER_WAY, "no hidden unit",
                     "SELECT value FROM measured WHERE trial = 'derivative' AND name = 'x'"));
    GG_TRY(judge_one(rows, out, NEVER_MOVES, "start 0, sgn(0) = 0",
                     "SELECT value FROM measured WHERE trial = 'top' AND name = 'moved'"));
    GG_TRY(judge_evolution(rows, out));
    double *hits;
    size_t runs;
    GG_TRY(gg_evidence_column(rows, &hits, &runs,
                              "SELECT value FROM measured WHERE trial = 'starts' AND name = "
                              "'stood on the top'",
                              0));
    double share = runs > 0 ? 0 : NAN;
    for (size_t i = 0; i < runs; i++) share += hits[i] / (double)runs;
    free(hits);
    gg_find(out, &bands[HITS], gg_exactly(share), runs, "random starts");
    return GG_OK;
}

const gg_claim gg_claim_autodiff_at_kinks = {
    .name = "autodiff_at_kinks",
    .number = 15,
    .study = "zero_over_zero",
    .sentence =
        "At a kink automatic differentiation may give a number that is no derivative: with "
        "relu'(0) = 0 it says 0 of relu(x) - relu(-x), which is x, and with sgn(0) = 0 it takes "
        "the local maximum of ||x| - 1| for a place to rest; yet a descent from a random start "
        "never meets such a point.",
    .design =
        "Backpropagation through two ways to write x; 1000 gradient steps and 200 runs of a "
        "(1+1)-ES from the top of ||x| - 1|, and gradient descent from 1000 random starts.",
    .estimator =
        "The derivatives as they are; the greatest distance from the start; the median "
        "of evaluations; the share of descents with an iterate at exactly 0.",
    .source =
        "Kakade & Lee 2018, Provably correct automatic subdifferentiation for qualified "
        "programs, arXiv:1809.08530; Bolte & Pauwels 2021, Conservative set valued fields, "
        "automatic differentiation, stochastic gradient methods and deep learning, "
        "doi:10.1007/s10107-020-01501-5",
    .limits =
        "The points where it happens have no volume: starts at round numbers, dead units and "
        "rounded data put iterates there, random starts do not. 0 does lie in Clarke's "
        "subdifferential of ||x| - 1| at 0; of x at 0 it does not.",
    .exact = true,
    .full = 2,
    .bands = bands,
    .grids = grids,
    .trials = trials,
    .judge = judge,
};
