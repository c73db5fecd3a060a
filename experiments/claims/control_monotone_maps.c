/* experiments/claims/control_monotone_maps.c -- who only compares goes the same way on sqrt f. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/random.h"
#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/walk.h"

enum { N = 6, CALLS = 400, STEPS = 400 };

/* A stretched bowl, steeper on one side than on the other and along no axis, and what is done to
 * its value. In one that is even, points across from each other have values that differ by
 * rounding alone, and their roots are ties. */
static double bowl(const double x[], double g[])
{
    double f = 0;
    for (size_t j = 0; g && j < N; j++) g[j] = 0;
    for (size_t i = 0; i < N; i++) {
        const double weight = pow(30, (double)i / (N - 1));
        double u = x[i] - 0.3 * (double)i;
        for (size_t j = 0; j < i; j++) u += 0.37 / (double)(1 + i) * x[j];
        f += weight * u * u + expm1(u / 2) - u / 2;
        const double slope = 2 * weight * u + 0.5 * expm1(u / 2);
        if (g) g[i] += slope;
        for (size_t j = 0; g && j < i; j++) g[j] += 0.37 / (double)(1 + i) * slope;
    }
    return f;
}
static double plain(gg_problem *p, const double x[])
{
    (void)p;
    return bowl(x, NULL);
}
static double scaled(gg_problem *p, const double x[])
{
    return 1024 * plain(p, x);
}
static double cubed(gg_problem *p, const double x[])
{
    const double f = plain(p, x);
    return f * f * f;
}
static double root(gg_problem *p, const double x[])
{
    return sqrt(plain(p, x));
}
static double eighth_root(gg_problem *p, const double x[])
{
    return sqrt(sqrt(root(p, x)));
}
static double logarithm(gg_problem *p, const double x[])
{
    return log(plain(p, x));
}

/* The root's gradient is another one: who uses it goes another way. */
static double plain_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    return bowl(x, g);
}
static double root_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    const double f = sqrt(bowl(x, g));
    for (size_t i = 0; i < N; i++) g[i] /= 2 * f;
    return f;
}

#define LOSS(called, of, slopes)                                                         \
    {                                                                                    \
        .name = (called), .smoothness = GG_ANALYTIC, .value = (of), .gradient = (slopes) \
    }
static const gg_loss losses[] = {
    LOSS("f", plain, plain_gradient),   LOSS("1024 f", scaled, NULL),
    LOSS("f^3", cubed, NULL),           LOSS("sqrt f", root, root_gradient),
    LOSS("f^(1/8)", eighth_root, NULL), LOSS("log f", logarithm, NULL)};
enum { LOSSES = sizeof losses / sizeof *losses, SQRT = 3 };

/* Where a method stood after each step, until it had asked CALLS times. */
typedef struct way {
    double x[STEPS][N];
    size_t steps, calls;
} way;

/* Starts are short binary numbers: so a mesh that comes back to a point comes back to that point,
 * and not to its neighbour, whose value differs by rounding alone. */
static gg_status go(way *out, const gg_loss *loss, const char *optimizer, uint64_t seed,
                    uint32_t rep)
{
    double lower[N];
    double upper[N];
    double start[N];
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (!rng) return gg_fail(GG_NO_MEMORY, "no memory for random numbers");
    gg_random_open(rng, seed, GG_TRIAL, rep);
    for (size_t i = 0; i < N; i++) {
        lower[i] = -5;
        upper[i] = 5;
        start[i] = floor(10240 * gsl_rng_uniform(rng)) / 1024 - 5;
    }
    gg_problem p = {.loss = loss,
                    .n = N,
                    .start = start,
                    .lower = lower,
                    .upper = upper,
                    .minimum = NAN,
                    .L = NAN,
                    .mu = NAN,
                    .smoothness = GG_ANALYTIC};
    gg_walk w;
    gg_status status = gg_walk_open(&w, &p, optimizer, start, rng);
    if (status == GG_OK) {
        out->steps = 0;
        while (gg_spent(&w.oracle) < CALLS && out->steps < STEPS &&
               gg_walk_step(&w) == GG_GO_ON)
            memcpy(out->x[out->steps++], gg_walk_point(&w), sizeof out->x[0]);
        out->calls = gg_spent(&w.oracle);
        gg_walk_close(&w);
    }
    gsl_rng_free(rng);
    return status;
}

static bool same(const way *a, const way *b)
{
    return a->steps == b->steps && a->calls == b->calls &&
           memcmp(a->x, b->x, a->steps * sizeof a->x[0]) == 0;
}

/* 1 for each map on which the way is the same, bit for bit, else 0. */
static gg_status compare_ways(gg_numbers *to, const gg_trial_at *at)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        const gg_optimizer *m = gg_optimizers[i];
        if (!(m->invariant & GG_UNDER_MONOTONE) ||
            strcmp(gg_optimizer_drawers[i], "peers") == 0)
            continue;
        way a;
        GG_TRY(go(&a, &losses[0], m->name, at->seed, at->rep));
        for (size_t k = 1; k < LOSSES; k++) {
            way b;
            GG_TRY(go(&b, &losses[k], m->name, at->seed, at->rep));
            gg_note(to, m->name, (double)k, same(&a, &b));
        }
        gg_note(to, "steps", (double)i, (double)a.steps);
    }
    return GG_OK;
}

/* Gradient descent must see the root: else nothing was compared. */
static gg_status descend(gg_numbers *to, const gg_trial_at *at)
{
    static const char method[] = "gradient_descent:step=fixed:size=0.01";
    way a;
    way b;
    GG_TRY(go(&a, &losses[0], method, at->seed, at->rep));
    GG_TRY(go(&b, &losses[SQRT], method, at->seed, at->rep));
    gg_note(to, "same", 0, same(&a, &b));
    return GG_OK;
}

enum { REPS = 20 };
static const gg_trial trials[] = {
    {"compare",
     "every method that says it only compares values, 400 calls on an uneven, turned bowl f, "
     "n = 6, and on 1024 f, f^3, sqrt f, f^(1/8), log f, from a random start "
     "of ten binary digits after the point",
     compare_ways, 1, REPS, 0},
    {"descend", "gradient descent with steps of 0.01, 400 calls on that f and on sqrt f",
     descend, 1, REPS, 0},
    {0},
};

enum { RANKS, SLOPES };
static const gg_band bands[] = {
    [RANKS] = {"methods that only compare: share of ways that are bit-identical on f and on an "
               "increasing function of f",
               1, 1},
    [SLOPES] = {"gradient descent: share of ways that are bit-identical on f and on sqrt f", 0,
                0},
    {0},
};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (size_t k = 1; k < LOSSES; k++) {
        double share;
        double count;
        GG_TRY(gg_evidence_number(rows, &share,
                                  "SELECT avg(value) FROM measured WHERE trial = 'compare'"
                                  " AND name <> 'steps' AND at = ?1",
                                  1, (double)k));
        GG_TRY(gg_evidence_number(rows, &count,
                                  "SELECT count(*) FROM measured WHERE trial = 'compare'"
                                  " AND name <> 'steps' AND at = ?1",
                                  1, (double)k));
        gg_find(out, &bands[RANKS], gg_exactly(share), (size_t)count, "%s", losses[k].name);
    }
    double share;
    GG_TRY(gg_evidence_number(rows, &share,
                              "SELECT avg(value) FROM measured WHERE trial = 'descend'", 0));
    gg_find(out, &bands[SLOPES], gg_exactly(share), REPS, "%s", losses[SQRT].name);
    return GG_OK;
}

const gg_claim gg_claim_control_monotone_maps = {
    .name = "control_monotone_maps",
    .number = 0,
    .study = "controls",
    .sentence =
        "A method that only compares values takes the same steps, to the last bit, on f "
        "and on every increasing function of f; gradient descent does not.",
    .design = "Every method of the catalogue that says it only compares, 400 calls from 20 "
              "random starts, on a bowl and on five increasing functions of it.",
    .estimator = "Share of pairs of ways that are equal bit for bit, every step looked at.",
    .source = "derived: comparisons of values are those of an increasing function of them",
    .limits =
        "A function that presses values together, as the root or the logarithm, may round "
        "two different ones to the same number. So nothing is compared after 400 calls, the "
        "bowl is not even, and starts are short binary numbers: else a pattern search meets "
        "points that are the same but for rounding, and their values are ties.",
    .exact = true,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
