/* experiments/claims/first_order_floor.c -- what no method along gradients gets below. */
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "base/vector.h"
#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/walk.h"

enum { K = 100, N = 2 * K + 1 };

/* The floor 3 L R^2 / (32 (K + 1)^2), R = |x*|; L = 4 is the chain's usual one. */
static double floor_of_gap(void)
{
    double square = 0;
    for (size_t i = 1; i <= N; i++) {
        const double x = 1 - (double)i / (N + 1);
        square += x * x;
    }
    return 3 * 4 * square / (32 * (double)((K + 1) * (K + 1)));
}

/* The gap of conjugate gradients after each of K iterations. */
static gg_status conjugate(gg_numbers *to, const gg_trial_at *at)
{
    gg_problem *p = NULL;
    gg_walk w;
    GG_TRY(gg_problem_open(&p, "nesterov_smooth", N, at->seed, at->rep));
    const gg_status status = gg_walk_open(&w, p, "conjugate_gradient:c2=1e-9:noise=0", NULL,
                                          NULL);
    if (status == GG_OK) {
        for (size_t k = 1; k <= K; k++) {
            gg_walk_step(&w);
            gg_note(to, "gap", (double)k, w.oracle.best - p->minimum);
        }
        gg_walk_close(&w);
    }
    gg_problem_close(p);
    return status;
}

/* g becomes H^-1 g, H asked column by column. */
static gg_status solve(gg_oracle *o, const double x[], double g[])
{
    double unit[N] = {0};
    gsl_matrix *H = gsl_matrix_alloc(N, N);
    if (!H) return gg_fail(GG_NO_MEMORY, "no memory for a Hessian of %d columns", N);
    for (size_t j = 0; j < N; j++) {
        unit[j] = 1;
        gg_hessian_vector(o, x, unit, gsl_matrix_ptr(H, j, 0));
        unit[j] = 0;
    }
    gsl_vector_view b = gsl_vector_view_array(g, N);
    const int sound = gsl_linalg_cholesky_decomp1(H);
    if (sound == 0) gsl_linalg_cholesky_svx(H, &b.vector);
    gsl_matrix_free(H);
    return sound == 0 ? GG_OK : gg_fail(GG_BAD_INPUT, "the chain's Hessian has no root");
}

/* One step of Newton's method with the whole Hessian. */
static gg_status newton(gg_numbers *to, const gg_trial_at *at)
{
    gg_problem *p = NULL;
    gg_oracle o;
    double x[N];
    double d[N];
    GG_TRY(gg_problem_open(&p, "nesterov_smooth", N, at->seed, at->rep));
    gg_status status = gg_oracle_open(&o, p, SIZE_MAX / 2);
    if (status == GG_OK) {
        gg_copy(N, p->start, x);
        gg_gradient(&o, x, d);
        status = solve(&o, x, d);
        gg_along(N, x, -1, d, x);
        gg_note(to, "gap", 1, gg_value(&o, x) - p->minimum);
        gg_oracle_close(&o);
    }
    gg_problem_close(p);
    return status;
}

static const gg_trial trials[] = {
    {"conjugate_gradients",
     "gap after each of 100 iterations of conjugate gradients with exact searches on "
     "nesterov_smooth, n = 201, from 0",
     conjugate, 1, 1, 0},
    {"newton", "gap after one step with the whole Hessian on nesterov_smooth, n = 201, from 0",
     newton, 1, 1, 0},
    {0},
};

/* K + 1 calls: the start, and what K gradients lead to. */
#define RACE(i, optimizer)                                                                     \
    {                                                                                          \
        .name = "by_calls", .at = (i), .losses = "nesterov_smooth", .optimizers = (optimizer), \
        .dimensions = "201", .reps = 1, .max_evals = K + 1, .own_start = true, .go_on = true   \
    }
static const gg_grid grids[] = {
    RACE(0, "gradient_descent"),
    RACE(1, "gradient_descent:step=armijo"),
    RACE(2, "gradient_descent:step=fixed:momentum=0.9"),
    RACE(3, "nesterov:momentum=sequence:restart=none"),
    RACE(4, "nesterov"),
    RACE(5, "nesterov:momentum=optimized:restart=none"),
    RACE(6, "conjugate_gradient"),
    RACE(7, "barzilai_borwein"),
    RACE(8, "lbfgs"),
    RACE(9, "bfgs"),
    RACE(10, "adam"),
    RACE(11, "sgd"),
    RACE(12, "subgradient"),
    RACE(13, "bundle"),
    RACE(14, "bfgs_nonsmooth"),
    {0},
};

static const char *const names[] = {
    "gradient descent 1/L",
    "gradient descent, search",
    "heavy ball",
    "Nesterov, sequence",
    "Nesterov, restarts",
    "optimized gradient method",
    "conjugate gradients",
    "Barzilai-Borwein",
    "L-BFGS",
    "BFGS",
    "Adam",
    "stochastic gradients, exact",
    "subgradients",
    "bundle",
    "BFGS for kinks",
};
enum { METHODS = sizeof names / sizeof *names };

enum { MET, EVERY, CONTROL };
static const gg_band bands[] = {
    {"conjugate gradients: gap after 100 iterations, over the floor", 1.0, 1.05},
    {"gap after 100 steps along gradients (101 calls), over the floor", 1.0, INFINITY},
    {"control, the Hessian is told: gap after 1 step, over the floor (0 but for rounding)",
     -1e-9, 1e-9},
    {0},
};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    const double least = floor_of_gap();
    double gap = NAN;
    GG_TRY(gg_evidence_number(rows, &gap,
                              "SELECT value FROM measured "
                              "WHERE trial = 'conjugate_gradients' AND at = ?1",
                              1, (double)K));
    gg_find(out, &bands[MET], gg_exactly(gap / least), 1, "n = %d", N);
    for (size_t m = 0; m < METHODS; m++) {
        GG_TRY(
            gg_evidence_number(rows, &gap, "SELECT gap FROM race WHERE at = ?1", 1, (double)m));
        gg_find(out, &bands[EVERY], gg_exactly(gap / least), 1, "%s", names[m]);
    }
    GG_TRY(
        gg_evidence_number(rows, &gap, "SELECT value FROM measured WHERE trial = 'newton'", 0));
    gg_find(out, &bands[CONTROL], gg_exactly(gap / least), 1, "Newton, n = %d", N);
    return GG_OK;
}

const gg_claim gg_claim_first_order_floor = {
    .name = "first_order_floor",
    .number = 3,
    .study = "rates",
    .sentence =
        "On Nesterov's chain no method that moves along gradients gets below "
        "3 L R^2 / (32 (k + 1)^2) in k steps, conjugate gradients reach that almost "
        "exactly, and one Newton step ends at the minimum: what is told sets the limit.",
    .design =
        "The chain with n = 2 k + 1 = 201 unknowns, from 0. Fifteen methods of the suite "
        "with k + 1 = 101 calls; conjugate gradients with 100 iterations; one step with the "
        "whole Hessian.",
    .estimator =
        "Least gap met, over 3 L R^2 / (32 (k + 1)^2), R the distance from the start to "
        "the minimiser, k = 100.",
    .source = "Nesterov 2004, Introductory lectures on convex optimization, section 2.1.2, "
              "doi:10.1007/978-1-4419-8853-9",
    .limits =
        "The floor belongs to k = (n - 1)/2: the chain for other k is another one, and after "
        "n steps conjugate gradients have arrived. It holds for the worst smooth convex loss, "
        "not for every one. A call of a line search counts as a step in the first race, not "
        "in that of conjugate gradients' iterations.",
    .exact = true,
    .bands = bands,
    .grids = grids,
    .trials = trials,
    .judge = judge,
};
