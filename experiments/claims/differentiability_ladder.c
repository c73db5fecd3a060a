/* experiments/claims/differentiability_ladder.c -- from the kink to the bowl, step by step. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/walk.h"

enum { RUNGS = 6, STEPS = 5, WINDOW = 200, STARTS = 5 };
static const double powers[RUNGS] = {1, 1.1, 1.25, 1.5, 1.75, 1.9};
static const double sizes[STEPS] = {0.1, 0.03, 0.01, 0.003, 0.001};

/* Steps that are surely enough from |x| <= 2: x falls by h p x^(p-1) each, and what is left of
 * the way to the cycle shrinks by (3 - 2 p)^2 every other one. */
static size_t steps_to_the_cycle(double p, double h)
{
    return (size_t)(1.2 * pow(2, 2 - p) / (h * p * (2 - p))) + 400;
}

/* Mean of |x|^p over a late window. */
static gg_status stall(gg_problem *problem, double p, double h, const double *start,
                       double *floor)
{
    char optimizer[80];
    gg_walk w;
    double total = 0;
    snprintf(optimizer, sizeof optimizer, "gradient_descent:step=fixed:size=%.17g", h);
    GG_TRY(gg_walk_open(&w, problem, optimizer, start, NULL));
    for (size_t k = steps_to_the_cycle(p, h); k > 0; k--) gg_walk_step(&w);
    for (size_t k = 0; k < WINDOW; k++) {
        gg_walk_step(&w);
        total += gg_problem_truth(problem, gg_walk_point(&w));
    }
    *floor = total / WINDOW;
    gg_walk_close(&w);
    return GG_OK;
}

static gg_status climb(gg_numbers *to, const gg_trial_at *at)
{
    const double p = powers[at->point];
    char loss[40];
    gg_problem *problem = NULL;
    gg_status status = GG_OK;
    snprintf(loss, sizeof loss, "pnorm:p=%g", p);
    GG_TRY(gg_problem_open(&problem, loss, 1, at->seed, at->rep));
    gg_note(to, "power", 0, p);
    for (size_t i = 0; i < STEPS && status == GG_OK; i++) {
        const double start = (0.5 + gsl_rng_uniform(at->rng)) * (at->rep % 2 ? -1 : 1);
        double floor = NAN;
        status = stall(problem, p, sizes[i], &start, &floor);
        gg_note(to, "floor", sizes[i], floor);
    }
    gg_problem_close(problem);
    return status;
}

static const gg_trial trials[] = {
    {"ladder",
     "gradient_descent, fixed steps h = 0.1 ... 0.001, on |x|^p, p = 1, 1.1, 1.25, 1.5, 1.75, "
     "1.9, from 0.5 <= |x| <= 1.5: mean f over 200 steps once the cycle is reached",
     climb, RUNGS, STARTS, 0},
    {0},
};

enum { SLOPE, LEVEL };
static const gg_band bands[] = {
    {"exponent of h in the floor, over p / (2 - p)", 0.99, 1.01},
    {"height of the floor, over (h p / 2)^(p / (2 - p))", 0.99, 1.01},
    {0},
};

/* floor [STEPS][STARTS] of a rung, the steps from long to short */
static gg_status judge_rung(gg_evidence *rows, gg_findings *out, size_t rung, bool levels)
{
    const double p = powers[rung];
    const double exponent = p / (2 - p);
    double *floors = NULL;
    size_t count = 0;
    GG_TRY(gg_evidence_column(rows, &floors, &count,
                              "SELECT value FROM measured WHERE name = 'floor' AND point = ?1 "
                              "ORDER BY at DESC, rep",
                              1, (double)rung));
    const size_t starts = count / STEPS;
    gg_interval is = gg_slope_interval(sizes, STEPS, floors, starts, 0.95, 2000, 1);
    is = (gg_interval){is.low / exponent, is.value / exponent, is.high / exponent};
    if (levels) {
        for (size_t i = 0; i < starts * STEPS; i++)
            floors[i] /= pow(sizes[i / starts] * p / 2, exponent);
        is = gg_each(floors, count, &bands[LEVEL]);
    }
    gg_find(out, &bands[levels ? LEVEL : SLOPE], is, count, "p = %g", p);
    free(floors);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (size_t rung = 0; rung < RUNGS; rung++) GG_TRY(judge_rung(rows, out, rung, false));
    for (size_t rung = 0; rung < RUNGS; rung++) GG_TRY(judge_rung(rows, out, rung, true));
    return GG_OK;
}

const gg_claim gg_claim_differentiability_ladder = {
    .name = "differentiability_ladder",
    .number = 8,
    .study = "nonsmooth_floors",
    .sentence =
        "On |x|^p a fixed step h stalls at the height (h p / 2)^(p / (2 - p)): the kink "
        "p = 1 costs in proportion to h, and the nearer p comes to the bowl p = 2, the "
        "faster the floor sinks, until there is none.",
    .design =
        "Gradient descent in one dimension, p = 1, 1.1, 1.25, 1.5, 1.75, 1.9, h = 0.1, 0.03, "
        "0.01, 0.003, 0.001, five starts on either side.",
    .estimator =
        "Mean f over 200 late steps; slope of the logarithm of its median over that of h, "
        "divided by p / (2 - p); its height divided by the foretold one, every start and "
        "step.",
    .source =
        "derived: the way ends in jumps from x to -x, x - h p x^(p-1) = -x, so "
        "x = (h p / 2)^(1 / (2 - p)); small errors shrink by (3 - 2 p)^2 every other step",
    .limits =
        "In one dimension. At p = 1 the two ends of the jump depend on the start, and their "
        "mean does not.",
    .exact = true,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
