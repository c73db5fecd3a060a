/* experiments/claims/monotone_maps.c -- who only compares cannot see a kink that bends heights. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "experiments/evidence.h"
#include "experiments/run.h"
#include "optimizers/method.h"

enum { SAME, APART };
static const gg_band bands[] = {
    [SAME] =
        {"points asked for on m(|x|^2) that are not bit for bit those on |x|^2, in all runs", 0,
         0},
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

/* --- every point that is asked for ------------------------------------------------------------- */

enum { ROOM = 40 * (STEPS + 1) }; /* a generation has at most 40 points */

typedef struct question {
    double x[N];
    double q, m; /* |x|^2, and what is answered */
    size_t turn;
} question;

typedef struct record {
    const gg_loss *loss; /* that answers */
    size_t count;
    question asked[ROOM];
} record;

static double listen(gg_problem *p, const double x[])
{
    record *r = p->foreign;
    gg_problem *in = p->inner;
    const double m = r->loss->value(p, x);
    const double q = in ? in->loss->value(in, x) : m;
    if (r->count == ROOM) return m;
    question *now = &r->asked[r->count];
    *now = (question){.q = q, .m = m, .turn = r->count++};
    gg_copy(N, x, now->x);
    return m;
}

static void walk(gg_method *m, gg_oracle *o)
{
    for (size_t k = 0; k < STEPS && !o->silent; k++)
        if (gg_method_step(m, o) != GG_GO_ON) return;
}

/* The method's way on a problem, from `start`, with the random numbers that `rng` has next. */
static gg_status follow(record *to, gg_problem *p, const char *method, const double start[],
                        const gsl_rng *rng)
{
    gg_method m;
    gg_oracle o;
    gg_loss heard = *p->loss;
    heard.value = listen;
    to->loss = p->loss;
    to->count = 0;
    p->loss = &heard;
    p->foreign = to;
    gg_status status = gg_method_open(&m, method);
    if (status == GG_OK) {
        status = gg_oracle_open(&o, p, ROOM);
        if (status == GG_OK) {
            o.start = start;
            o.rng = gsl_rng_clone(rng);
            status = gg_method_start(&m, &o);
            if (status == GG_OK) walk(&m, &o);
            gsl_rng_free(o.rng);
            gg_oracle_close(&o);
        }
        gg_method_close(&m);
    }
    p->foreign = NULL;
    p->loss = to->loss;
    return status;
}

static gg_status ask_through(record *to, const gg_trial_at *at, const char *map,
                             const double start[])
{
    char loss[64];
    gg_problem *p = NULL;
    snprintf(loss, sizeof loss, map ? "sphere+map:of=%s" : "sphere", map);
    GG_TRY(gg_problem_open(&p, loss, N, at->seed, at->rep));
    const gg_status status = follow(to, p, methods[at->point], start, at->rng);
    gg_problem_close(p);
    return status;
}

static int by_height(const void *a, const void *b)
{
    const question *x = a;
    const question *y = b;
    if (x->q != y->q) return (x->q > y->q) - (x->q < y->q);
    return (x->turn > y->turn) - (x->turn < y->turn);
}

/* The first turn at which an answer equals an earlier one though the heights differ: rounding
 * has made a tie that the map does not make. Spoils the order. -> count: never */
static size_t first_tie(record *r)
{
    size_t first = r->count;
    qsort(r->asked, r->count, sizeof *r->asked, by_height);
    for (size_t k = 1, head = 0; k < r->count; k++) {
        const question *low = &r->asked[head];
        const question *now = &r->asked[k];
        if (now->q == low->q) continue;
        const size_t later = now->turn > low->turn ? now->turn : low->turn;
        if (now->m == low->m && later < first) first = later;
        head = k;
    }
    return first;
}

static bool same_bits(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size) == 0;
}

static size_t count_differing(const record *a, const record *b, size_t until)
{
    size_t count = 0;
    for (size_t k = 0; k < until; k++)
        count += k >= a->count || k >= b->count ||
                 !same_bits(a->asked[k].x, b->asked[k].x, sizeof a->asked[k].x);
    return count;
}

/* Points are compared up to the first tie of rounding, that one included: it was asked for
 * before the tie was seen. */
static gg_status compare(gg_numbers *to, const gg_trial_at *at, record of[3])
{
    double start[N];
    for (size_t i = 0; i < N; i++) start[i] = 10 * gsl_rng_uniform(at->rng) - 5;
    GG_TRY(ask_through(&of[0], at, NULL, start));
    for (size_t k = 0; k < MAPS; k++) {
        GG_TRY(ask_through(&of[1], at, maps[k], start));
        of[2] = of[1];
        const size_t tie = first_tie(&of[2]);
        const bool tied = tie < of[1].count;
        const size_t longer = of[0].count > of[1].count ? of[0].count : of[1].count;
        const size_t until = tied ? tie + 1 : longer;
        gg_note(to, "points", (double)k, (double)until);
        gg_note(to, "asked", (double)k, (double)longer);
        gg_note(to, "differing", (double)k, (double)count_differing(&of[0], &of[1], until));
    }
    return GG_OK;
}

static gg_status measure_steps(gg_numbers *to, const gg_trial_at *at)
{
    record *of = calloc(3, sizeof *of);
    if (!of) return gg_fail(GG_NO_MEMORY, "no memory for %d points", 3 * ROOM);
    const gg_status status = compare(to, at, of);
    free(of);
    return status;
}

/* --- gradient descent beside it ------------------------------------------------------------------ */

/* The last distances of gradient descent with steps of 0.1; the first number is on |x|^2. */
static gg_status measure_descent(gg_numbers *to, const gg_trial_at *at)
{
    static const char *const losses[] = {"sphere", "sphere+map:of=sqrt",
                                         "sphere+map:of=eighth_root"};
    for (size_t k = 0; k < sizeof losses / sizeof *losses; k++) {
        const gg_job job = {.loss = losses[k],
                            .optimizer = "gradient_descent:step=fixed:size=0.1",
                            .n = N,
                            .seed = at->seed,
                            .rep = at->rep,
                            .dare = true,
                            .draw_start = true,
                            .keep_path = true,
                            .max_evals = STEPS + 1,
                            .max_seconds = INFINITY,
                            .target = -INFINITY};
        gg_result r;
        GG_TRY(gg_run(&r, &job));
        gg_note(to, "steps", (double)k, (double)r.steps);
        gg_note(to, "distance", (double)k,
                r.steps > 0 ? gg_norm(N, r.path + (r.steps - 1) * N) : NAN);
        gg_result_close(&r);
    }
    return GG_OK;
}

static const gg_trial trials[] = {
    {.name = "steps",
     .design =
         "n = 5, random starts: 500 steps on |x|^2 and on its root, eighth root, "
         "logarithm and exp(.) - 1, by every method that only compares; all points that are "
         "asked for, up to the first two answers that rounding makes equal",
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
    gg_table t;
    GG_TRY(gg_evidence_ask(rows, &t,
                           "SELECT sum((name = 'points') * value), sum((name = 'differing') * "
                           "value), sum(name = 'points') FROM measured WHERE trial = 'steps' "
                           "AND point = ?1",
                           1, (double)point));
    if (t.rows)
        gg_find(out, &bands[SAME], gg_exactly(t.of[1]), (size_t)t.of[2], "%s, %g points",
                methods[point], t.of[0]);
    gg_table_close(&t);
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
    .estimator = "Points that are asked for and differ in any bit, summed over all runs and "
                 "maps. Log10 of the ratio of gradient descent's last distances, the worst of "
                 "all starts.",
    .source =
        "derived: equal answers to all comparisons lead to equal steps; on |x| a step of h "
        "ends at a distance between 0 and h for ever",
    .limits =
        "Ways part where rounding makes two answers equal that were not, and are compared "
        "up to there: it happens to differential evolution, which asks for points that "
        "differ in the last bits, and to all on exp(q), unlike exp(q) - 1, which is 1 for "
        "q below 1e-16. Only heights may be bent: kinks in the level sets are seen by "
        "every method.",
    .exact = true,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
