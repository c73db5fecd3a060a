/* tests/test_interpolant.c -- models that go through all values and change as little as can be. */
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_test.h>

#include "base/random.h"
#include "base/vector.h"
#include "optimizers/gradient_free/interpolant.h"

enum { N = 3, MOST = 10, SQUARES = N * (N + 1) / 2, UNKNOWN = 1 + N + SQUARES };

static double memory[2000];
static size_t best;
static gsl_rng *rng;

static double curved(const double y[])
{
    return exp(y[0]) + 2 * y[1] * y[1] - y[0] * y[2] + sin(3 * y[2]) + pow(y[1], 3);
}

static double square(const double y[])
{
    return 3 + y[0] - 2 * y[2] + 4 * y[0] * y[0] + y[1] * y[1] + 0.5 * y[2] * y[2] -
           y[0] * y[1] + 3 * y[1] * y[2];
}

static gg_interpolant begin(size_t m, double radius, double (*f)(const double y[]))
{
    const gg_interpolant q = gg_interpolant_at(memory, &best, N, m);
    gg_fill(N, 0, q.base);
    gg_fill(N, 1, q.side);
    best = 0;
    for (size_t k = 0; k < m; k++) {
        gg_interpolant_place(&q, k, radius);
        q.f[k] = f(gg_interpolant_point(&q, k));
        if (q.f[k] < q.f[best]) best = k;
    }
    gsl_test(!gg_interpolant_begin(&q, radius), "a fresh set of %zu points determines a model",
             m);
    return q;
}

/* base + y */
static double at(const gg_interpolant *q, double (*f)(const double y[]), const double y[])
{
    double x[N];
    gg_interpolant_show(q, y, x);
    return f(x);
}

/* The model at y. */
static double model(const gg_interpolant *q, const double y[])
{
    const gg_quadratic now = gg_interpolant_quadratic(q);
    double d[N];
    double work[N];
    gg_along(N, y, -1, gg_interpolant_point(q, best), d);
    return q->f[best] + gg_quadratic_change(&now, d, work);
}

static double worst_miss(const gg_interpolant *q)
{
    double most = 0;
    for (size_t k = 0; k < q->m; k++)
        most = fmax(most, fabs(model(q, gg_interpolant_point(q, k)) - q->f[k]));
    return most;
}

/* Take a random point near the best one, as a method would. */
static void take(const gg_interpolant *q, double (*f)(const double y[]), double radius)
{
    double lagrange[MOST + N];
    double y[N];
    for (size_t i = 0; i < N; i++) q->d[i] = radius * (2 * gsl_rng_uniform(rng) - 1);
    gg_along(N, gg_interpolant_point(q, best), 1, q->d, y);
    const double now = at(q, f, y);
    gg_interpolation_step step = {.lagrange = lagrange};
    gg_interpolation_look(&q->set, best, q->d, &step);
    const size_t t = gg_interpolant_choose(q, &step, now < q->f[best], radius);
    if (t < q->m) gg_interpolant_take(q, &step, t, now, now - model(q, y));
}

static void test_the_model_goes_through_all_values(size_t m)
{
    const gg_interpolant q = begin(m, 0.5, curved);
    gsl_test(!(worst_miss(&q) < 1e-12), "the first model goes through %zu values", m);
    for (int k = 0; k < 200; k++) {
        take(&q, curved, 0.5);
        if (k % 50 == 25) gg_interpolant_centre(&q);
        if (k % 50 == 49)
            gsl_test(!(worst_miss(&q) < 1e-9 * (1 + fabs(q.f[best]))),
                     "and after %d points more (%.2g)", k + 1, worst_miss(&q));
    }
    gg_interpolant_mend(&q);
    gsl_test(!(worst_miss(&q) < 1e-11 * (1 + fabs(q.f[best]))), "and when mended (%.2g)",
             worst_miss(&q));
}

/* CLAIMS: (n + 1)(n + 2)/2 values determine a quadratic, one fewer do not. */
static void test_a_quadratic_is_known_from_as_many_values(void)
{
    gg_interpolant q = begin(UNKNOWN, 0.7, square);
    const double far[N] = {5, -7, 9};
    gsl_test_rel(model(&q, far), square(far), 1e-12, "%d values determine a quadratic",
                 UNKNOWN);
    q = begin(UNKNOWN - 1, 0.7, square);
    gsl_test(fabs(model(&q, far) - square(far)) < 1e-3, "one value fewer does not (%g)",
             model(&q, far) - square(far));
}

static void test_axes_are_known_from_the_first_points(void)
{
    const gg_interpolant q = begin(2 * N + 1, 0.5, square);
    const double along[N] = {0, 0, -8};
    gsl_test_rel(model(&q, along), square(along), 1e-12, "2 n + 1 values tell all along axes");
}

/* The Hessian of the model, its upper half. */
static void hessian(const gg_interpolant *q, double h[SQUARES])
{
    const gg_quadratic now = gg_interpolant_quadratic(q);
    size_t at_entry = 0;
    for (size_t i = 0; i < N; i++) {
        double e[N] = {0};
        double column[N];
        e[i] = 1;
        gg_quadratic_multiply(&now, e, column);
        for (size_t j = 0; j <= i; j++) h[at_entry++] = column[j];
    }
}

static void test_the_bend_is_the_norm_of_the_Hessian(void)
{
    const gg_interpolant q = begin(2 * N + 1, 0.5, curved);
    for (int k = 0; k < 10; k++) take(&q, curved, 0.5);
    double h[SQUARES];
    hessian(&q, h);
    double sum = 0;
    size_t at_entry = 0;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++, at_entry++)
            sum += (i == j ? 1 : 2) * h[at_entry] * h[at_entry];
    gsl_test_rel(gg_interpolant_bend(&q), sqrt(sum), 1e-12,
                 "the bend is the norm of the Hessian");
}

/* The change of least Frobenius norm that has these values at the set's points: minimise
 * |h|^2 with off-diagonals twice, subject to P (c, g, h) = f, by its own KKT system. */
static void least_change(const gg_interpolant *q, const double f[], double h[SQUARES])
{
    const size_t order = UNKNOWN + q->m;
    gsl_matrix *k = gsl_matrix_calloc(order, order);
    gsl_vector *right = gsl_vector_calloc(order);
    gsl_vector *x = gsl_vector_alloc(order);
    gsl_permutation *p = gsl_permutation_alloc(order);
    for (size_t r = 0; r < q->m; r++) {
        const double *y = gg_interpolant_point(q, r);
        double row[UNKNOWN] = {1};
        size_t at_entry = 1 + N;
        gg_copy(N, y, row + 1);
        for (size_t i = 0; i < N; i++)
            for (size_t j = 0; j <= i; j++) row[at_entry++] = (i == j ? 0.5 : 1) * y[i] * y[j];
        for (size_t c = 0; c < UNKNOWN; c++) {
            gsl_matrix_set(k, UNKNOWN + r, c, row[c]);
            gsl_matrix_set(k, c, UNKNOWN + r, row[c]);
        }
        gsl_vector_set(right, UNKNOWN + r, f[r]);
    }
    size_t at_entry = 1 + N;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++, at_entry++)
            gsl_matrix_set(k, at_entry, at_entry, i == j ? 1 : 2);
    int sign = 0;
    gsl_linalg_LU_decomp(k, p, &sign);
    gsl_linalg_LU_solve(k, p, right, x);
    for (size_t i = 0; i < SQUARES; i++) h[i] = gsl_vector_get(x, 1 + N + i);
    gsl_matrix_free(k);
    gsl_vector_free(right);
    gsl_vector_free(x);
    gsl_permutation_free(p);
}

/* g'd + d'Hd / 2, of H its upper half */
static double change_by(const double g[], const double h[SQUARES], const double d[])
{
    double sum = gg_dot(N, g, d);
    size_t at_entry = 0;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++) sum += (i == j ? 0.5 : 1) * h[at_entry++] * d[i] * d[j];
    return sum;
}

static void test_an_update_is_the_least_change(void)
{
    const gg_interpolant q = begin(2 * N + 1, 0.5, curved);
    for (int k = 0; k < 20; k++) {
        double before[SQUARES];
        double after[SQUARES];
        double change[SQUARES];
        double points[MOST * N] = {0};
        double miss[MOST] = {0};
        hessian(&q, before);
        gg_copy(q.m * N, q.set.y, points);
        const size_t stood = best;
        double gradient[N] = {0};
        gg_copy(N, q.gradient, gradient);
        const double f = q.f[best];
        take(&q, curved, 0.3);
        /* What the old model misses at the point that came. */
        for (size_t t = 0; t < q.m && t < MOST; t++) {
            const double *y = gg_interpolant_point(&q, t);
            if (gg_distance(N, y, points + t * N) == 0) continue;
            double d[N];
            gg_along(N, y, -1, points + stood * N, d);
            miss[t] = q.f[t] - f - change_by(gradient, before, d);
        }
        hessian(&q, after);
        least_change(&q, miss, change);
        for (size_t i = 0; i < SQUARES; i++)
            gsl_test_abs(after[i] - before[i], change[i], 1e-9,
                         "entry %zu of the Hessian changes as the least change does", i);
    }
}

static void test_a_new_place_is_in_the_ball_and_far_from_the_zeros(void)
{
    const gg_interpolant q = begin(2 * N + 1, 0.5, curved);
    for (int k = 0; k < 30; k++) take(&q, curved, 0.5);
    for (size_t t = 0; t < q.m; t++) {
        if (t == best) continue;
        const double radius = 0.3;
        gg_interpolant_reach(&q, t, radius);
        gsl_test(!(gg_norm(N, q.d) <= radius * (1 + 1e-14)), "the new place is in the ball");
        double lagrange[MOST + N];
        double chosen[N];
        gg_copy(N, q.d, chosen);
        gg_interpolation_step step = {.lagrange = lagrange};
        gg_interpolation_look(&q.set, best, chosen, &step);
        const double reached = fabs(lagrange[t]);
        double most = 0;
        for (int i = 0; i < 3000; i++) {
            double d[N];
            for (size_t j = 0; j < N; j++) d[j] = 2 * gsl_rng_uniform(rng) - 1;
            const double length = gg_norm(N, d);
            for (size_t j = 0; j < N; j++) d[j] *= radius / length;
            gg_interpolation_look(&q.set, best, d, &step);
            most = fmax(most, fabs(lagrange[t]));
        }
        gsl_test(!(reached >= 0.8 * most),
                 "|l_t| is there nearly as large as at the best of 3000 places (%g, %g)",
                 reached, most);
    }
}

int main(void)
{
    rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    if (gg_interpolant_doubles(N, MOST) > sizeof memory / sizeof *memory) return 1;
    for (size_t m = N + 2; m <= MOST; m++) test_the_model_goes_through_all_values(m);
    test_a_quadratic_is_known_from_as_many_values();
    test_axes_are_known_from_the_first_points();
    test_the_bend_is_the_norm_of_the_Hessian();
    test_an_update_is_the_least_change();
    test_a_new_place_is_in_the_ball_and_far_from_the_zeros();
    gsl_rng_free(rng);
    return gsl_test_summary();
}
