/* experiments/claims/gradient_is_n_numbers.c -- values come one at a time, a gradient all at once. */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "experiments/evidence.h"
#include "experiments/run.h"
#include "losses/oracle.h"

#define BOWL "ellipsoid:condition=10+rotate+shift"
#define DIMENSIONS "4,8,16,32,64,128"
static const size_t dimensions[] = {4, 8, 16, 32, 64, 128};
enum { DIMENSION_COUNT = sizeof dimensions / sizeof *dimensions };

enum { COST, PATH, ENOUGH, FEWER };
static const gg_band bands[] = {
    [COST] = {"values that differences spend beyond n + 1 for each gradient but the last, for "
              "which 1 is enough",
              0, 0},
    [PATH] = {"largest distance between the points of descent by differences and by gradients",
              -INFINITY, 1e-5},
    [ENOUGH] = {"distance of the minimum of a quadratic drawn through (n + 1)(n + 2)/2 values "
                "from the true one",
                -INFINITY, 1e-10},
    [FEWER] = {"the same with one value fewer", 1e-3, INFINITY},
    {0},
};

static const gg_grid grids[] = {
    {.name = "exact",
     .losses = BOWL,
     .optimizers = "gradient_descent:step=fixed",
     .dimensions = DIMENSIONS,
     .reps = 5,
     .max_evals = 1000,
     .target = 1e-6},
    {.name = "forward",
     .losses = BOWL ":gradient=forward",
     .optimizers = "gradient_descent:step=fixed",
     .dimensions = DIMENSIONS,
     .reps = 5,
     .max_evals = 1000,
     .per_dimension = true,
     .target = 1e-6},
    {0},
};

/* --- the way of differences beside the way of gradients ----------------------------------------- */

static gg_status descend(gg_result *out, const gg_trial_at *at, const char *loss)
{
    const size_t n = dimensions[at->point];
    const gg_job job = {.loss = loss,
                        .optimizer = "gradient_descent:step=fixed",
                        .n = n,
                        .seed = at->seed,
                        .rep = at->rep,
                        .draw_start = true,
                        .keep_path = true,
                        .max_evals = 200 * (n + 1),
                        .max_seconds = INFINITY,
                        .target = 1e-6};
    return gg_run(out, &job);
}

static gg_status measure_path(gg_numbers *to, const gg_trial_at *at)
{
    const size_t n = dimensions[at->point];
    gg_result exact, forward;
    double apart = 0;
    GG_TRY(descend(&exact, at, BOWL));
    const gg_status status = descend(&forward, at, BOWL ":gradient=forward");
    if (status == GG_OK) {
        const size_t steps = exact.steps < forward.steps ? exact.steps : forward.steps;
        for (size_t k = 0; k < steps; k++)
            apart = fmax(apart, gg_distance(n, exact.path + k * n, forward.path + k * n));
        gg_note(to, "steps", (double)n, (double)steps);
        gg_note(to, "apart", (double)n, apart);
        gg_result_close(&forward);
    }
    gg_result_close(&exact);
    return status;
}

/* --- a quadratic through values ------------------------------------------------------------------- */

static const size_t quadratics[] = {2, 5, 10, 20};
enum { QUADRATICS = sizeof quadratics / sizeof *quadratics, MOST_N = 20 };

/* c + g'y + y'Hy/2 as unknowns c, g_i, H_ii, H_ij (i < j): their factors at y, `count` of them. */
static void monomials(size_t n, const double y[], double row[])
{
    *row++ = 1;
    for (size_t i = 0; i < n; i++) *row++ = y[i];
    for (size_t i = 0; i < n; i++) *row++ = y[i] * y[i] / 2;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) *row++ = y[i] * y[j];
}

/* The k-th point of a set that determines every quadratic: 0, e_i, -e_i, e_i + e_j. */
static void place(size_t n, size_t k, double y[])
{
    gg_fill(n, 0, y);
    if (k == 0) return;
    if (k <= n) {
        y[k - 1] = 1;
        return;
    }
    if (k <= 2 * n) {
        y[k - n - 1] = -1;
        return;
    }
    k -= 2 * n + 1;
    for (size_t i = 0; i < n; i++) {
        if (k < n - i - 1) {
            y[i] = y[i + 1 + k] = 1;
            return;
        }
        k -= n - i - 1;
    }
}

/* Where the quadratic of these coefficients is stationary. */
static void find_stationary(size_t n, const double c[], gsl_vector *y)
{
    gsl_matrix *h = gsl_matrix_alloc(n, n);
    gsl_permutation *p = gsl_permutation_alloc(n);
    const double *g = c + 1;
    const double *square = g + n;
    const double *cross = square + n;
    int sign;
    for (size_t i = 0; i < n; i++) {
        gsl_matrix_set(h, i, i, square[i]);
        for (size_t j = i + 1; j < n; j++, cross++) {
            gsl_matrix_set(h, i, j, *cross);
            gsl_matrix_set(h, j, i, *cross);
        }
        gsl_vector_set(y, i, -g[i]);
    }
    gsl_linalg_LU_decomp(h, p, &sign);
    gsl_linalg_LU_svx(h, p, y);
    gsl_permutation_free(p);
    gsl_matrix_free(h);
}

/* Of all c with A c = f the shortest: with A' = Q R it is Q R'^-1 f.
 *
 * a [columns][values], transposed and spoiled; c [columns], f in its first `values` */
static void solve(gsl_matrix *a, gsl_vector *c)
{
    gsl_vector *tau = gsl_vector_alloc(a->size2);
    gsl_linalg_QR_decomp(a, tau);
    gsl_matrix_view r = gsl_matrix_submatrix(a, 0, 0, a->size2, a->size2);
    gsl_vector_view f = gsl_vector_subvector(c, 0, a->size2);
    gsl_blas_dtrsv(CblasUpper, CblasTrans, CblasNonUnit, &r.matrix, &f.vector);
    gsl_linalg_QR_Qvec(a, tau, c);
    gsl_vector_free(tau);
}

/* The model's minimum through all points but the one `without`, as far from the loss's. Points
 * are `base` + y. */
static double miss(gg_oracle *o, const double base[], size_t without)
{
    const size_t n = o->n;
    const size_t all = (n + 1) * (n + 2) / 2;
    const size_t values = without < all ? all - 1 : all;
    double row[(MOST_N + 1) * (MOST_N + 2) / 2] = {0};
    double y[MOST_N] = {0};
    double x[MOST_N] = {0};
    gsl_matrix *a = gsl_matrix_alloc(all, values);
    gsl_vector *c = gsl_vector_calloc(all);
    for (size_t k = 0, column = 0; k < all; k++) {
        if (k == without) continue;
        place(n, k, y);
        gg_along(n, base, 1, y, x);
        monomials(n, y, row);
        gsl_vector_set(c, column, gg_value(o, x));
        for (size_t i = 0; i < all; i++) gsl_matrix_set(a, i, column, row[i]);
        column++;
    }
    solve(a, c);
    gsl_vector_view to = gsl_vector_view_array(y, n);
    find_stationary(n, c->data, &to.vector);
    gg_along(n, base, 1, y, x);
    gsl_matrix_free(a);
    gsl_vector_free(c);
    return gg_distance(n, x, o->problem->minimiser);
}

static gg_status measure_quadratic(gg_numbers *to, const gg_trial_at *at)
{
    const size_t n = quadratics[at->point];
    const size_t all = (n + 1) * (n + 2) / 2;
    gg_problem *p = NULL;
    gg_oracle o;
    double base[MOST_N] = {0};
    GG_TRY(gg_problem_open(&p, BOWL, n, at->seed, at->rep));
    const gg_status status = gg_oracle_open(&o, p, 3 * all);
    if (status == GG_OK) {
        for (size_t i = 0; i < n; i++)
            base[i] = p->minimiser[i] + 2 * gsl_rng_uniform(at->rng) - 1;
        const size_t without = gsl_rng_uniform_int(at->rng, all);
        gg_note(to, "error", (double)n, miss(&o, base, all));
        gg_note(to, "values", (double)n, (double)o.used.value);
        gg_note(to, "error without one", (double)n, miss(&o, base, without));
        gg_oracle_close(&o);
    }
    gg_problem_close(p);
    return status;
}

static const gg_trial trials[] = {
    {.name = "path",
     .design = "gradient descent with steps 1/L on " BOWL ", from one random start by exact "
               "gradients and by forward differences, to a gap of 1e-6: largest distance of "
               "the k-th points",
     .measure = measure_path,
     .points = DIMENSION_COUNT,
     .reps = 5},
    {.name = "quadratic",
     .design = "the values of " BOWL " at 0, e_i, -e_i, e_i + e_j around a random point within "
               "1 of the minimum in each coordinate, and again without a random one of them; "
               "the shortest vector of coefficients through them",
     .measure = measure_quadratic,
     .points = QUADRATICS,
     .reps = 60},
    {0},
};

/* --- the verdict ------------------------------------------------------------------------------ */

static gg_status judge_costs(gg_evidence *rows, gg_findings *out)
{
    for (size_t i = 0; i < DIMENSION_COUNT; i++) {
        double *x;
        size_t count;
        GG_TRY(
            gg_evidence_column(rows, &x, &count,
                               "SELECT f.calls - ((e.calls - 1) * (f.n + 1) + 1) FROM race f "
                               "JOIN race e USING (n, rep) WHERE f.cell = 'forward' AND "
                               "e.cell = 'exact' AND f.status = 'target' AND e.status = "
                               "'target' AND f.n = ?1",
                               1, (double)dimensions[i]));
        gg_find(out, &bands[COST], gg_each(x, count, &bands[COST]), count, "n = %zu",
                dimensions[i]);
        free(x);
    }
    return GG_OK;
}

/* The numbers of one name, in dimension n. */
static gg_status read(gg_evidence *rows, double **x, size_t *count, int which, size_t n)
{
    static const char *const asks[] = {
        [PATH] = "SELECT value FROM measured WHERE name = 'apart' AND at = ?1",
        [ENOUGH] = "SELECT value FROM measured WHERE name = 'error' AND at = ?1",
        [FEWER] = "SELECT value FROM measured WHERE name = 'error without one' AND at = ?1",
    };
    return gg_evidence_column(rows, x, count, asks[which], 1, (double)n);
}

static gg_status judge_each(gg_evidence *rows, gg_findings *out, int which, size_t n)
{
    double *x;
    size_t count;
    GG_TRY(read(rows, &x, &count, which, n));
    gg_find(out, &bands[which], gg_each(x, count, &bands[which]), count, "n = %zu", n);
    free(x);
    return GG_OK;
}

static gg_status judge_fewer(gg_evidence *rows, gg_findings *out, size_t n)
{
    double *x;
    size_t count;
    GG_TRY(read(rows, &x, &count, FEWER, n));
    gg_find(out, &bands[FEWER], gg_median(x, count), count, "n = %zu, %zu values", n,
            (n + 1) * (n + 2) / 2 - 1);
    free(x);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_costs(rows, out));
    for (size_t i = 0; i < DIMENSION_COUNT; i++)
        GG_TRY(judge_each(rows, out, PATH, dimensions[i]));
    for (size_t i = 0; i < QUADRATICS; i++)
        GG_TRY(judge_each(rows, out, ENOUGH, quadratics[i]));
    for (size_t i = 0; i < QUADRATICS; i++) GG_TRY(judge_fewer(rows, out, quadratics[i]));
    return GG_OK;
}

const gg_claim gg_claim_gradient_is_n_numbers = {
    .name = "gradient_is_n_numbers",
    .number = 19,
    .study = "zeroth_order",
    .sentence =
        "A gradient is n numbers, and values come one at a time: descent by forward differences "
        "goes the way of gradient descent and pays n + 1 values for each gradient; a quadratic "
        "is known from (n + 1)(n + 2)/2 values and not from one fewer.",
    .design =
        "Gradient descent with steps 1/L on a turned and shifted ellipsoid of condition 10, "
        "n = 4 ... 128, by gradients and by forward differences from the same start, to a "
        "gap of 1e-6; quadratics through values of the same ellipsoid, n = 2 ... 20.",
    .estimator =
        "Values of the one run less (n + 1) (calls - 1) + 1, calls those of the other: the run "
        "ends with the value at the last point, whose gradient nobody needs. Largest distance "
        "of points of equal rank. Distance of the model's minimum from the true one: the worst "
        "of all, or with one value fewer the median.",
    .source = "derived: a forward difference of n components takes f(x) and n values beside; "
              "a quadratic has 1 + n + n(n + 1)/2 coefficients. Conn, Scheinberg & Vicente "
              "2009, Introduction to derivative-free optimization",
    .limits =
        "A calibration of the counters before all else. The points are well spread, for through "
        "badly placed ones rounding is magnified; methods that assume most of the curvature to "
        "be small get along with fewer values, but do not know the quadratic. Near the minimum "
        "differences are blind below a gap of about n 1e-16.",
    .exact = true,
    .bands = bands,
    .grids = grids,
    .trials = trials,
    .judge = judge,
};
