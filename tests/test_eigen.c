/* tests/test_eigen.c -- matrices whose eigenvalues are known in closed form. */
#include <gsl/gsl_math.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>

#include "base/vector.h"
#include "optimizers/eigen.h"

#define N ((size_t)12)

/* The second difference: 2 on the diagonal, -1 beside it. Its k-th eigenvalue is
 * 2 - 2 cos(k pi / (n + 1)), its k-th eigenvector sin(i k pi / (n + 1)), i = 1 ... n. */
static void fill_difference(double a[N * N])
{
    gg_fill(N * N, 0, a);
    for (size_t i = 0; i < N; i++) {
        a[i * N + i] = 2;
        if (i > 0) a[i * N + i - 1] = -1;
        for (size_t j = i + 1; j < N; j++) a[i * N + j] = NAN; /* not to be read */
    }
}

static double known(size_t k)
{
    return 2 - 2 * cos((double)(k + 1) * M_PI / (double)(N + 1));
}

static void test_the_second_difference_has_its_known_axes(void)
{
    double a[N * N];
    double values[N];
    double *work = malloc(gg_eigen_room(N) * sizeof *work);
    fill_difference(a);
    gsl_test(!gg_eigen(N, a, values, work), "a symmetric matrix is decomposed");
    for (size_t k = 0; k < N; k++) {
        gsl_test_abs(values[k], known(k), 1e-14, "eigenvalue %zu is 2 - 2 cos(k pi/(n+1))", k);
        double v[N];
        for (size_t i = 0; i < N; i++)
            v[i] = sin((double)((i + 1) * (k + 1)) * M_PI / (double)(N + 1)) *
                   sqrt(2.0 / (double)(N + 1));
        gsl_test_abs(fabs(gg_dot(N, v, a + k * N)), 1, 1e-13, "row %zu is its eigenvector", k);
    }
    fill_difference(a);
    gsl_test(!gg_eigen_values(N, a, values, work), "its values alone are found");
    for (size_t k = 0; k < N; k++)
        gsl_test_abs(values[k], known(k), 1e-14, "alone, eigenvalue %zu is the same", k);
    free(work);
}

static void test_a_diagonal_keeps_its_digits(void)
{
    double a[N * N] = {0};
    double values[N];
    double *work = malloc(gg_eigen_room(N) * sizeof *work);
    for (size_t i = 0; i < N; i++) a[i * N + i] = ldexp(1, (int)(7 * i % N) - 6);
    gsl_test(!gg_eigen(N, a, values, work), "a diagonal matrix is decomposed");
    for (size_t k = 0; k < N; k++)
        gsl_test_rel(values[k], ldexp(1, (int)k - 6), 1e-14, "its values come in order");
    free(work);
}

static void test_what_is_no_number_is_reported(void)
{
    static const double broken[] = {NAN, INFINITY, -INFINITY};
    double values[N];
    double *work = malloc(gg_eigen_room(N) * sizeof *work);
    for (size_t k = 0; k < 3; k++) {
        double a[N * N];
        fill_difference(a);
        a[5 * N + 2] = broken[k];
        gsl_test(gg_eigen(N, a, values, work), "a matrix with %g in it is refused", broken[k]);
        fill_difference(a);
        a[5 * N + 2] = broken[k];
        gsl_test(gg_eigen_values(N, a, values, work), "its values, too");
    }
    free(work);
}

static void test_one_number_is_its_own_eigenvalue(void)
{
    double a = -3;
    double value = 0;
    double work[16];
    gsl_test(gg_eigen_room(1) > 17 || gg_eigen_values_room(1) > 16, "n = 1 takes little room");
    gsl_test(!gg_eigen_values(1, &a, &value, work) || value != -3, "n = 1 has one value");
}

int main(void)
{
    test_the_second_difference_has_its_known_axes();
    test_a_diagonal_keeps_its_digits();
    test_what_is_no_number_is_reported();
    test_one_number_is_its_own_eigenvalue();
    return gsl_test_summary();
}
