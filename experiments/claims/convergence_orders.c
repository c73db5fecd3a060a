/* experiments/claims/convergence_orders.c -- how the pace itself changes near the minimum. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/walk.h"

enum { MOST_N = 60 };

/* A bowl with a minimum at 0, f = 0: doubles keep their digits down to 1e-300 there.
 * f = x'Ax/2 + cubic |x|^3 / 6, A of the curvatures a */
typedef struct bowl {
    gg_problem problem;
    double a[MOST_N], start[MOST_N], lower[MOST_N], upper[MOST_N];
    double cubic;
} bowl;

static double gradient(gg_problem *p, const double x[], double g[])
{
    const bowl *b = p->data;
    const double r = gg_norm(p->n, x);
    double f = b->cubic * r * r * r / 6;
    for (size_t i = 0; i < p->n; i++) {
        f += b->a[i] / 2 * x[i] * x[i];
        g[i] = (b->a[i] + b->cubic * r / 2) * x[i];
    }
    return f;
}

static double value(gg_problem *p, const double x[])
{
    double g[MOST_N];
    return gradient(p, x, g);
}

static const gg_loss bowl_loss = {
    .name = "bowl", .smoothness = GG_C2, .value = value, .gradient = gradient};

/* Begins at distance 1, anywhere. */
static gg_problem *fill_bowl(bowl *b, size_t n, double cubic, gsl_rng *rng)
{
    double square = 0;
    for (size_t i = 0; i < n; i++) {
        b->start[i] = gsl_ran_ugaussian(rng);
        square += b->start[i] * b->start[i];
    }
    for (size_t i = 0; i < n; i++) b->start[i] /= sqrt(square);
    gg_fill(n, -5, b->lower);
    gg_fill(n, 5, b->upper);
    b->cubic = cubic;
    b->problem = (gg_problem){.loss = &bowl_loss,
                              .n = n,
                              .data = b,
                              .start = b->start,
                              .lower = b->lower,
                              .upper = b->upper,
                              .minimum = 0,
                              .L = NAN,
                              .mu = NAN,
                              .smoothness = GG_C2};
    return &b->problem;
}

/* --- iterations a decade ---------------------------------------------------------------- */

enum { CELLS = 6, MARKS = 10 };
static const size_t dimensions[] = {4, 10, 20};
static const double conditions[] = {100, 1000};
/* log10 |x|; judged are -3, -13, -60 and -90, the others are for the picture */
static const double marks[MARKS] = {-1, -3, -8, -13, -20, -30, -45, -60, -75, -90};

static size_t cell_n(size_t cell)
{
    return dimensions[cell / 2];
}

static double cell_condition(size_t cell)
{
    return conditions[cell % 2];
}

/* Iterations until |x| first falls to each of the marks. */
static gg_status note_marks(gg_numbers *to, gg_problem *p, const char *name,
                            const char *optimizer)
{
    gg_walk w;
    size_t met = 0;
    GG_TRY(gg_walk_open(&w, p, optimizer, NULL, NULL));
    for (size_t k = 0; met < MARKS && k < 1000000; k++) {
        if (k > 0 && gg_walk_step(&w) != GG_GO_ON) break;
        const double distance = gg_norm(p->n, gg_walk_point(&w));
        for (; met < MARKS && distance <= pow(10, marks[met]); met++)
            gg_note(to, name, marks[met], (double)k);
    }
    gg_walk_close(&w);
    return GG_OK;
}

static gg_status time_decades(gg_numbers *to, const gg_trial_at *at)
{
    bowl b;
    char plain[80];
    const size_t n = cell_n(at->point);
    const double condition = cell_condition(at->point);
    gg_problem *p = fill_bowl(&b, n, 1, at->rng);
    for (size_t i = 0; i < n; i++) b.a[i] = pow(condition, (double)i / (double)(n - 1));
    snprintf(plain, sizeof plain, "gradient_descent:step=fixed:size=%.17g",
             1 / (condition + 1));
    GG_TRY(note_marks(to, p, "bfgs", "bfgs:scaling=none:quadratic=0:trial=unit"));
    return note_marks(to, p, "gradient_descent", plain);
}

/* --- Newton's digits -------------------------------------------------------------------- */

enum { STEPS = 60, COLUMNS = 8 };

/* |x_k - x*| of every Newton step, x* where it ends. */
static gg_status count_digits(gg_numbers *to, const gg_trial_at *at)
{
    gg_problem *p = NULL;
    char loss[120];
    gg_walk w;
    double way[STEPS][COLUMNS + 1] = {{0}};
    size_t steps = 0;
    snprintf(loss, sizeof loss,
             "linear:data=separable:rows=200:columns=8:data_seed=%lu:pointwise=logistic:"
             "l2=0.01",
             1 + gsl_rng_uniform_int(at->rng, 1000000000));
    GG_TRY(gg_problem_open(&p, loss, 0, at->seed, at->rep));
    const size_t n = p->n;
    const gg_status status = n > COLUMNS + 1
                                 ? gg_fail(GG_BAD_INPUT, "the table has %zu columns", n)
                                 : gg_walk_open(&w, p,
                                                "newton:forcing=0:effort=whole:radius=1e6",
                                                NULL, at->rng);
    if (status == GG_OK) {
        do gg_copy(n, gg_walk_point(&w), way[steps]);
        while (++steps < STEPS && gg_walk_step(&w) == GG_GO_ON);
        for (size_t k = 0; k + 1 < steps; k++)
            gg_note(to, "error", (double)k, gg_distance(n, way[k], way[steps - 1]));
        gg_walk_close(&w);
    }
    gg_problem_close(p);
    return status;
}

/* --- conjugate gradients' end ------------------------------------------------------------- */

enum { COUNTS = 4 };
static const size_t counts[COUNTS] = {2, 5, 10, 20}; /* distinct curvatures, from 1 to 10 */
static const double ENDED = 1e-24;                   /* of the first f: 1e-12 of the distance */

static gg_status end(gg_numbers *to, const gg_trial_at *at)
{
    bowl b;
    gg_walk w;
    const size_t distinct = counts[at->point];
    gg_problem *p = fill_bowl(&b, MOST_N, 0, at->rng);
    for (size_t i = 0; i < MOST_N; i++)
        b.a[i] = 1 + 9 * (double)(i % distinct) / (double)(distinct - 1);
    GG_TRY(gg_walk_open(&w, p, "conjugate_gradient:c2=1e-9:noise=0", NULL, NULL));
    size_t k = 0;
    while (w.oracle.best > ENDED * w.oracle.first && k < 1000 && gg_walk_step(&w) == GG_GO_ON)
        k++;
    gg_note(to, "iterations", (double)distinct,
            w.oracle.best > ENDED * w.oracle.first ? NAN : (double)k);
    gg_walk_close(&w);
    return GG_OK;
}

static const gg_trial trials[] = {
    {"newton",
     "newton with exact steps on 200 rows of 8 normal columns in two classes, logistic loss, "
     "l2=0.01, a data_seed drawn each time: distance of each step from where it ends",
     count_digits, 1, 40, 0},
    {"decades",
     "bfgs, textbook form, and gradient descent with step 1/(k + 1) on x'Ax/2 + |x|^3/6, "
     "n = 4, 10, 20, condition 100, 1000, from distance 1: iterations until |x| = 0.1, 1e-3, "
     "1e-8, 1e-13, 1e-20, 1e-30, 1e-45, 1e-60, 1e-75, 1e-90",
     time_decades, CELLS, 20, 0},
    {"end",
     "conjugate gradients with exact searches on 60 curvatures, 2, 5, 10, 20 of them distinct, "
     "evenly from 1 to 10: iterations to 1e-24 of the first f",
     end, COUNTS, 20, 0},
    {0},
};

/* --- what is found ------------------------------------------------------------------------ */

enum { NEWTON, BFGS, PLAIN, CONJUGATE };
static const gg_band bands[] = {
    {"Newton: order, from the last three errors above 1e-13", 1.9, 2.1},
    {"BFGS: iterations a decade from 1e-3 to 1e-13, over those from 1e-60 to 1e-90", 3,
     INFINITY},
    {"gradient descent: iterations a decade early, over those late", 0.95, 1.05},
    {"conjugate gradients: iterations, less the number of distinct curvatures", 0, 0},
    {0},
};

/* Order from errors e0 > e1 > e2 in a row: log(e2/e1) / log(e1/e0). */
static gg_status judge_newton(gg_evidence *rows, gg_findings *out)
{
    static const char sql[] =
        "WITH e AS (SELECT rep, at, value, lag(value, 1) OVER w AS before, "
        "lag(value, 2) OVER w AS first FROM measured WHERE trial = 'newton' AND value > 1e-13 "
        "WINDOW w AS (PARTITION BY rep ORDER BY at)) "
        "SELECT rep, first, before, value FROM e WHERE at = (SELECT max(at) FROM e l "
        "WHERE l.rep = e.rep) ORDER BY rep";
    gg_table t;
    GG_TRY(gg_evidence_ask(rows, &t, sql, 0));
    double *q = calloc(t.rows + 1, sizeof *q);
    for (size_t i = 0; q && i < t.rows; i++) {
        const double *e = t.of + i * t.columns + 1;
        q[i] = log(e[2] / e[1]) / log(e[1] / e[0]);
    }
    if (q) gg_find(out, &bands[NEWTON], gg_median(q, t.rows), t.rows, "n = 8");
    const bool lost = !q;
    free(q);
    gg_table_close(&t);
    return lost ? gg_fail(GG_NO_MEMORY, "no memory for Newton's orders") : GG_OK;
}

static gg_status judge_decades(gg_evidence *rows, gg_findings *out, const char *name,
                               const gg_band *band)
{
    for (size_t cell = 0; cell < CELLS; cell++) {
        char sql[512];
        double *ratio = NULL;
        size_t count = 0;
        snprintf(
            sql, sizeof sql,
            "SELECT (max(iif(at = -13, value, NULL)) - max(iif(at = -3, value, NULL))) / "
            "10.0 / ((max(iif(at = -90, value, NULL)) - max(iif(at = -60, value, NULL))) / "
            "30.0) FROM measured WHERE trial = 'decades' AND name = '%s' AND point = ?1 "
            "GROUP BY rep",
            name);
        GG_TRY(gg_evidence_column(rows, &ratio, &count, sql, 1, (double)cell));
        gg_find(out, band, gg_median(ratio, count), count, "n = %zu, k = %g", cell_n(cell),
                cell_condition(cell));
        free(ratio);
    }
    return GG_OK;
}

static gg_status judge_end(gg_evidence *rows, gg_findings *out)
{
    for (size_t c = 0; c < COUNTS; c++) {
        double *more = NULL;
        size_t count = 0;
        GG_TRY(gg_evidence_column(rows, &more, &count,
                                  "SELECT value - at FROM measured WHERE trial = 'end' "
                                  "AND point = ?1",
                                  1, (double)c));
        gg_find(out, &bands[CONJUGATE], gg_each(more, count, &bands[CONJUGATE]), count,
                "%zu distinct", counts[c]);
        free(more);
    }
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_newton(rows, out));
    GG_TRY(judge_decades(rows, out, "bfgs", &bands[BFGS]));
    GG_TRY(judge_decades(rows, out, "gradient_descent", &bands[PLAIN]));
    return judge_end(rows, out);
}

const gg_claim gg_claim_convergence_orders = {
    .name = "convergence_orders",
    .number = 5,
    .study = "rates",
    .sentence =
        "Near a minimum Newton's method doubles its correct digits at every step, BFGS "
        "takes ever fewer steps for a digit, gradient descent always the same number, and "
        "on a quadratic conjugate gradients end after as many steps as there are distinct "
        "curvatures.",
    .design =
        "Newton with exact steps: logistic loss with l2 = 0.01 on 40 tables of 200 rows and "
        "8 columns. BFGS and gradient descent: x'Ax/2 + |x|^3/6, n = 4, 10, 20, condition "
        "k = 100, 1000, 20 starts at distance 1. Conjugate gradients: n = 60, condition 10, "
        "2, 5, 10 or 20 distinct curvatures.",
    .estimator =
        "Newton: log(e2/e1)/log(e1/e0) of the last errors above 1e-13, median. Decades: "
        "iterations from |x| = 1e-3 to 1e-13 over 10, divided by those from 1e-60 to "
        "1e-90 over 30, median. Conjugate gradients: iterations to 1e-24 of the first f, "
        "every start.",
    .source = "Nocedal & Wright 2006, Numerical optimization, chapters 3, 5 and 6, "
              "doi:10.1007/978-0-387-40065-5; Dennis & More 1974, A characterization of "
              "superlinear convergence, doi:10.1090/S0025-5718-1974-0343581-1",
    .limits =
        "The minimum lies at 0 with f = 0, where doubles keep their digits down to 1e-300: "
        "down to 1e-10, as far as most fits can be followed, the gain of BFGS cannot be seen. "
        "How large it is depends on the search: ours is nearly exact and leaves little to "
        "gain, so the factor of 3 is not reached, though each digit takes fewer steps than the "
        "one before. With a condition of 1e4 rounding makes conjugate gradients take twice the "
        "steps.",
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
