/* experiments/claims/monotone_maps.c -- who only compares cannot see a kink that bends heights. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "experiments/evidence.h"
#include "experiments/run.h"
#include "optimizers/optimizer.h"

enum { SAME, APART };
static const gg_band bands[] = {
    [SAME] = {"steps that are not bit for bit those on |x|^2, in all runs on m(|x|^2)", 0, 0},
    [APART] =
        {"gradient descent: orders of magnitude between the last distances on m(|x|^2) and "
         "on |x|^2",
         10, INFINITY},
    {0},
};

static const char *const maps[] = {"sqrt", "eighth_root", "log", "expm1"};
enum { MAPS = sizeof maps / sizeof *maps, STEPS = 500, N = 5, METHODS = 9 };

/* Every one of the catalogue that says that it only compares; the table grows with it. */
static const char *const methods[METHODS] = {
    "one_plus_one",  "cma_es",         "nelder_mead",
    "genetic",       "pattern_search", "separable_cma_es",
    "random_search", "particle_swarm", "differential_evolution",
};

/* The sphere, or through a map. */
static gg_status run_on(gg_result *out, const gg_trial_at *at, const char *map,
                        const char *method, size_t max_evals)
{
    char loss[64];
    snprintf(loss, sizeof loss, map ? "sphere+map:of=%s" : "sphere", map);
    const gg_job job = {.loss = loss,
                        .optimizer = method,
                        .n = N,
                        .seed = at->seed,
                        .rep = at->rep,
                        .dare = true,
                        .draw_start = true,
                        .keep_path = true,
                        .max_evals = max_evals,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    return gg_run(out, &job);
}

/* Of the first STEPS points those that differ in any bit; one that is not there, differs. */
static size_t differing(const gg_result *a, const gg_result *b)
{
    size_t count = 0;
    for (size_t k = 0; k < STEPS; k++) {
        const bool there = k < a->steps;
        if (!there && k >= b->steps) break;
        count += there != (k < b->steps) ||
                 memcmp(a->path + k * N, b->path + k * N, N * sizeof(double)) != 0 ||
                 a->path_at[k] != b->path_at[k];
    }
    return count;
}

/* So many calls that there are STEPS steps: a generation has at most 40 points. */
enum { CALLS = 40 * (STEPS + 1) };

static gg_status measure_steps(gg_numbers *to, const gg_trial_at *at)
{
    const char *method = methods[at->point];
    gg_result plain;
    GG_TRY(run_on(&plain, at, NULL, method, CALLS));
    gg_status status = GG_OK;
    gg_note(to, "steps", 0, (double)(plain.steps < STEPS ? plain.steps : STEPS));
    for (size_t k = 0; k < MAPS && status == GG_OK; k++) {
        gg_result bent;
        status = run_on(&bent, at, maps[k], method, CALLS);
        if (status != GG_OK) break;
        gg_note(to, "differing", (double)k, (double)differing(&plain, &bent));
        gg_result_close(&bent);
    }
    gg_result_close(&plain);
    return status;
}

/* The last distances of gradient descent with steps of 0.1; the first number is on |x|^2. */
static gg_status measure_descent(gg_numbers *to, const gg_trial_at *at)
{
    static const char *const roots[] = {NULL, "sqrt", "eighth_root"};
    for (size_t k = 0; k < sizeof roots / sizeof *roots; k++) {
        gg_result r;
        GG_TRY(run_on(&r, at, roots[k], "gradient_descent:step=fixed:size=0.1", STEPS + 1));
        const size_t last = r.steps < STEPS ? r.steps : STEPS;
        gg_note(to, "steps", (double)k, (double)last);
        gg_note(to, "distance", (double)k,
                last > 0 ? gg_norm(N, r.path + (last - 1) * N) : NAN);
        gg_result_close(&r);
    }
    return GG_OK;
}

static const gg_trial trials[] = {
    {.name = "steps",
     .design = "n = 5, random starts: 500 steps on |x|^2 and on its root, eighth root, "
               "logarithm and exp(.) - 1, by every method that only compares",
     .measure = measure_steps,
     .points = METHODS,
     .reps = 10},
    {.name = "descent",
     .design = "the same starts: 500 steps of gradient descent, 0.1 times the gradient, on "
               "|x|^2, its root and its eighth root",
     .measure = measure_descent,
     .points = 1,
     .reps = 10},
    {0},
};

/* --- the verdict ------------------------------------------------------------------------------ */

static gg_status judge_method(gg_evidence *rows, gg_findings *out, size_t point)
{
    double steps, wrong, runs;
    GG_TRY(
        gg_evidence_number(rows, &steps,
                           "SELECT sum(value) FROM measured WHERE trial = 'steps' AND name = "
                           "'steps' AND point = ?1",
                           1, (double)point));
    GG_TRY(
        gg_evidence_number(rows, &wrong,
                           "SELECT sum(value) FROM measured WHERE trial = 'steps' AND name = "
                           "'differing' AND point = ?1",
                           1, (double)point));
    GG_TRY(gg_evidence_number(rows, &runs,
                              "SELECT count(*) FROM measured WHERE trial = 'steps' AND name = "
                              "'differing' AND point = ?1",
                              1, (double)point));
    gg_find(out, &bands[SAME], gg_exactly(wrong), (size_t)runs, "%s, %g steps on each map",
            methods[point], steps);
    return GG_OK;
}

/* A method that only compares and is not among those that ran: not enough data. */
static void find_absent(gg_findings *out)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        bool here = !(gg_optimizers[i]->invariant & GG_UNDER_MONOTONE);
        for (size_t k = 0; k < METHODS; k++)
            here = here || strcmp(methods[k], gg_optimizers[i]->name) == 0;
        if (!here) gg_find(out, &bands[SAME], gg_exactly(NAN), 0, "%s", gg_optimizers[i]->name);
    }
}

static gg_status judge_descent(gg_evidence *rows, gg_findings *out)
{
    static const char *const names[] = {"on |x|^2", "on |x|", "on |x|^(1/4)"};
    for (size_t k = 1; k < sizeof names / sizeof *names; k++) {
        double *x;
        size_t count;
        GG_TRY(gg_evidence_column(rows, &x, &count,
                                  "SELECT log10(b.value / a.value) FROM measured a JOIN "
                                  "measured b USING (trial, point, rep, name) WHERE trial = "
                                  "'descent' AND name = 'distance' AND a.at = 0 AND b.at = ?1",
                                  1, (double)k));
        gg_find(out, &bands[APART], gg_each(x, count, &bands[APART]), count, "%s", names[k]);
        free(x);
    }
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (size_t k = 0; k < METHODS; k++) GG_TRY(judge_method(rows, out, k));
    find_absent(out);
    return judge_descent(rows, out);
}

const gg_claim gg_claim_monotone_maps = {
    .name = "monotone_maps",
    .number = 23,
    .study = "zeroth_order",
    .sentence =
        "A method that only compares cannot tell a parabola from the kink, cusp or pole that an "
        "increasing function makes of it: it goes the same way, bit for bit, where gradient "
        "descent is stopped.",
    .design = "|x|^2 and its root (a kink), eighth root (a cusp), logarithm (a pole) and "
              "exp(.) - 1, n = 5: 500 steps from the same random start with the same random "
              "numbers by each method that only compares; 500 steps of gradient descent of 0.1 "
              "times the gradient.",
    .estimator = "Steps at which the point or the number of calls differs in any bit, summed "
                 "over all runs and maps; log10 of the ratio of gradient descent's last "
                 "distances, the worst of all starts.",
    .source =
        "derived: equal answers to all comparisons lead to equal steps; on |x| a step of h "
        "ends at a distance between 0 and h for ever",
    .limits =
        "Where rounding makes equal what was not, ways part: exp(q) itself, unlike exp(q) - "
        "1, is 1 for all q below 1e-16. And only the heights may be bent: kinks in the "
        "level sets are seen by every method.",
    .exact = true,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
