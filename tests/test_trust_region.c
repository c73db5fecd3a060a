/* tests/test_trust_region.c -- steps in a ball, beside eigenvectors. */
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_test.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "optimizers/gradient_free/trust_region.h"

enum { N = 8, M = 3 };
static const size_t entries = (size_t)N * N;

typedef struct made { /* a random quadratic, and its Hessian in full */
    double gradient[N], hessian[N * N], weight[M], point[M * N], whole[N * N];
    gg_quadratic q;
} made;

static gsl_rng *rng;

static double draw(void)
{
    return 2 * gsl_rng_uniform(rng) - 1;
}

/* lift: what is added to the diagonal */
static void make(made *a, double lift)
{
    a->q = (gg_quadratic){.n = N,
                          .m = M,
                          .gradient = a->gradient,
                          .hessian = a->hessian,
                          .weight = a->weight,
                          .point = a->point};
    for (size_t i = 0; i < N; i++) {
        a->gradient[i] = draw();
        for (size_t j = 0; j <= i; j++)
            a->hessian[i * N + j] = a->hessian[j * N + i] = draw() + (i == j ? lift : 0);
    }
    for (size_t k = 0; k < M; k++) a->weight[k] = draw();
    for (size_t k = 0; k < (size_t)M * N; k++) a->point[k] = draw();
    gg_copy(entries, a->hessian, a->whole);
    for (size_t k = 0; k < M; k++)
        for (size_t i = 0; i < N; i++)
            for (size_t j = 0; j < N; j++)
                a->whole[i * N + j] += a->weight[k] * a->point[k * N + i] * a->point[k * N + j];
}

static double change(const made *a, const double d[])
{
    double f = gg_dot(N, a->gradient, d);
    for (size_t i = 0; i < N; i++) f += 0.5 * d[i] * gg_dot(N, a->whole + i * N, d);
    return f;
}

static void test_the_two_parts_make_one_hessian(void)
{
    made a;
    double d[N];
    double work[N];
    make(&a, 0);
    for (size_t i = 0; i < N; i++) d[i] = draw();
    gsl_test_rel(gg_quadratic_change(&a.q, d, work), change(&a, d), 1e-13,
                 "weights and points add to the Hessian");
    a.q.hessian = NULL;
    for (size_t i = 0; i < entries; i++) a.whole[i] -= a.hessian[i];
    gsl_test_rel(gg_quadratic_change(&a.q, d, work), change(&a, d), 1e-13,
                 "no explicit part is zero");
}

/* More points than variables, and than are taken at a time. */
static void test_a_Hessian_is_what_its_products_say(void)
{
    enum { ORDER = 5, POINTS = 300 };
    static double point[ORDER * POINTS], weight[POINTS];
    double whole[ORDER * ORDER];
    double work[ORDER * ORDER];
    for (size_t k = 0; k < POINTS; k++) weight[k] = draw();
    for (size_t i = 0; i < (size_t)ORDER * POINTS; i++) point[i] = draw();
    const gg_quadratic q = {.n = ORDER, .m = POINTS, .weight = weight, .point = point};
    gg_quadratic_form(&q, work, whole);
    for (size_t j = 0; j < ORDER; j++) {
        double e[ORDER] = {0};
        double column[ORDER];
        e[j] = 1;
        gg_quadratic_multiply(&q, e, column);
        for (size_t i = 0; i < ORDER; i++) {
            double sum = 0;
            for (size_t k = 0; k < POINTS; k++)
                sum += weight[k] * point[k * ORDER + i] * point[k * ORDER + j];
            gsl_test_abs(column[i], sum, 1e-12, "H e_%zu is a sum over the points", j);
            gsl_test_abs(whole[i * ORDER + j], sum, 1e-12, "and so is H written out");
        }
    }
}

/* The least value in the ball by eigenvectors and bisection of the secular equation. */
static double least(const made *a, double radius)
{
    gsl_matrix *h = gsl_matrix_alloc(N, N);
    gsl_matrix *v = gsl_matrix_alloc(N, N);
    gsl_vector *e = gsl_vector_alloc(N);
    gsl_eigen_symmv_workspace *w = gsl_eigen_symmv_alloc(N);
    double c[N] = {0};
    for (size_t i = 0; i < entries; i++) h->data[i] = a->whole[i];
    gsl_eigen_symmv(h, e, v, w);
    for (size_t k = 0; k < N; k++)
        for (size_t i = 0; i < N; i++) c[k] += gsl_matrix_get(v, i, k) * a->gradient[i];
    double low = fmax(0, -gsl_vector_min(e));
    double high = low + 2 * gg_norm(N, c) / radius;
    double f = 0;
    for (int i = 0; i < 200; i++) {
        const double shift = i == 0 ? low : 0.5 * (low + high);
        double size = 0;
        f = 0;
        for (size_t k = 0; k < N; k++) {
            const double d = -c[k] / (gsl_vector_get(e, k) + shift);
            size += d * d;
            f += c[k] * d + 0.5 * gsl_vector_get(e, k) * d * d;
        }
        if (i == 0 && low == 0 && size <= radius * radius) break;
        if (size > radius * radius)
            low = shift;
        else
            high = shift;
    }
    gsl_eigen_symmv_free(w);
    gsl_vector_free(e);
    gsl_matrix_free(v);
    gsl_matrix_free(h);
    return f;
}

/* Along the negative gradient. */
static double cauchy(const made *a, double radius)
{
    const double g = gg_norm(N, a->gradient);
    double curvature = 0;
    for (size_t i = 0; i < N; i++)
        curvature += a->gradient[i] * gg_dot(N, a->whole + i * N, a->gradient);
    curvature /= g * g;
    const double t = curvature > 0 ? fmin(g / curvature, radius) : radius;
    return g * t - 0.5 * curvature * t * t;
}

static void test_steps_are_short_and_low(double lift, double radius, double tolerance)
{
    static double work[3 * N * N + 8 * N];
    if (gg_trust_region_work(N) > sizeof work / sizeof *work) abort();
    for (int i = 0; i < 50; i++) {
        made a;
        double d[N];
        make(&a, lift);
        const gg_trust_step s = gg_trust_region(&a.q, radius, tolerance, work, d);
        const double f = change(&a, d);
        gsl_test(!(gg_norm(N, d) <= radius * (1 + 1e-15)), "|d| = %g is at most %g",
                 gg_norm(N, d), radius);
        gsl_test_abs(gg_norm(N, d), s.length, 1e-14 * radius, "its length is told");
        gsl_test_abs(s.decrease, -f, 1e-9 * fabs(f), "and what it gains");
        gsl_test(!(-f >= cauchy(&a, radius) * (1 - 2e-4)),
                 "it gains as much as the gradient's direction (%g, %g)", -f,
                 cauchy(&a, radius));
        if (tolerance < 1e-6) /* and the radius is met to 1e-4 */
            gsl_test(!(f <= least(&a, radius) * (1 - 2e-4)), "it is the lowest (%g, %g)", f,
                     least(&a, radius));
        gsl_test(s.curvature > 0 && s.length > radius * (1 - 1e-9),
                 "curvature is told for steps that end inside");
    }
}

static void test_an_interior_step_is_newtons(void)
{
    static double work[3 * N * N + 8 * N];
    made a;
    double d[N];
    make(&a, 9);
    const gg_trust_step s = gg_trust_region(&a.q, 1e3, 1e-14, work, d);
    for (size_t i = 0; i < N; i++)
        gsl_test_abs(gg_dot(N, a.whole + i * N, d), -a.gradient[i], 1e-12, "H d = -g");
    gsl_test(!(s.curvature > 0 && s.curvature < 20), "and a curvature was met (%g)",
             s.curvature);
}

static void test_nothing_comes_of_nothing(void)
{
    static double work[3 * N * N + 8 * N];
    made a;
    double d[N];
    make(&a, 0);
    gg_fill(N, 0, a.gradient);
    gsl_test(gg_trust_region(&a.q, 1, 1e-2, work, d).length != 0 || gg_norm(N, d) != 0,
             "a zero gradient gives no step");
    a.gradient[3] = NAN;
    gsl_test(gg_trust_region(&a.q, 1, 1e-2, work, d).length != 0 || gg_norm(N, d) != 0,
             "nor does NaN");
    make(&a, 0);
    a.hessian[5] = INFINITY;
    gsl_test(gg_trust_region(&a.q, 1, 1e-2, work, d).length != 0 || gg_norm(N, d) != 0,
             "nor an infinite Hessian");
}

int main(void)
{
    rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    test_the_two_parts_make_one_hessian();
    test_a_Hessian_is_what_its_products_say();
    static const double lifts[] = {-5, 0, 5};
    static const double radii[] = {1e-6, 0.1, 10};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            test_steps_are_short_and_low(lifts[i], radii[j], 1e-12);
            test_steps_are_short_and_low(lifts[i], radii[j], 0.3);
        }
    test_an_interior_step_is_newtons();
    test_nothing_comes_of_nothing();
    gsl_rng_free(rng);
    return gsl_test_summary();
}
