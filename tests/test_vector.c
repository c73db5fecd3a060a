/* tests/test_vector.c -- the order of additions, and the norms. */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_test.h>
#include <stdint.h>

#include "base/vector.h"

enum { MOST = 67 };

static double x[MOST], y[MOST];

static void fill(void)
{
    for (size_t i = 0; i < MOST; i++) {
        x[i] = sin(1 + 3.7 * (double)i) * pow(10, (double)(i % 9) - 4);
        y[i] = cos(2 + 1.3 * (double)i) * pow(10, 4 - (double)(i % 7));
    }
}

/* x'y as the header promises it: lane k adds the terms k, k + 8, ..., then pairwise; then the
 * rest of less than eight, one by one. */
static double eight_lanes(size_t n)
{
    volatile double lane[8] = {0};
    volatile double rest = 0;
    for (size_t i = 0; i < n; i++) {
        volatile double term = x[i] * y[i];
        if (i < n - n % 8)
            lane[i % 8] = lane[i % 8] + term;
        else
            rest = rest + term;
    }
    volatile double a = lane[0] + lane[4];
    volatile double b = lane[2] + lane[6];
    volatile double c = lane[1] + lane[5];
    volatile double d = lane[3] + lane[7];
    volatile double even = a + b;
    volatile double odd = c + d;
    volatile double whole = even + odd;
    return whole + rest;
}

static void test_dot_adds_in_eight_lanes(void)
{
    for (size_t n = 0; n <= MOST; n++) {
        const double got = gg_dot(n, x, y);
        const double want = eight_lanes(n);
        uint64_t got_bits = 0;
        uint64_t want_bits = 0;
        memcpy(&got_bits, &got, sizeof got);
        memcpy(&want_bits, &want, sizeof want);
        gsl_test(got_bits != want_bits, "the bits of x'y are those of eight lanes, n = %zu", n);
    }
}

static void test_norms_agree_with_blas(void)
{
    for (size_t n = 1; n <= MOST; n += 11) {
        const gsl_vector_const_view v = gsl_vector_const_view_array(x, n);
        gsl_test_rel(gg_norm(n, x), gsl_blas_dnrm2(&v.vector), 1e-14,
                     "the 2-norm is that of BLAS, n = %zu", n);
        const size_t at = gsl_blas_idamax(&v.vector);
        gsl_test(gg_norm_max(n, x) != fabs(x[at]),
                 "the maximum norm is the largest |x_i|, n = %zu", n);
    }
}

static void test_distance_is_a_norm_of_a_difference(void)
{
    const double a[3] = {1, 2, 3};
    const double b[3] = {3, 5, -3};
    gsl_test(gg_distance(3, a, b) != 7, "the distance of (1,2,3) and (3,5,-3) is 7");
    gsl_test(gg_distance(3, a, a) != 0, "the distance of a point from itself is 0");
}

static void test_along_may_overwrite_its_arguments(void)
{
    double a[3] = {1, 2, 3};
    double d[3] = {10, 20, 30};
    gg_along(3, a, 0.5, d, a);
    gsl_test(a[0] != 6 || a[1] != 12 || a[2] != 18, "x + t d may be written over x");
    gg_along(3, a, -1, d, d);
    gsl_test(d[0] != -4 || d[1] != -8 || d[2] != -12, "x + t d may be written over d");
}

static void test_the_first_broken_number_is_found(void)
{
    double a[4] = {1, 2, 3, 4};
    gsl_test(gg_first_broken(4, a) != 4, "finite numbers are not broken");
    a[3] = INFINITY;
    gsl_test(gg_first_broken(4, a) != 3, "an infinity is broken");
    a[1] = NAN;
    gsl_test(gg_first_broken(4, a) != 1, "the first broken number is meant");
    gsl_test(gg_first_broken(0, a) != 0, "no numbers, none broken");
}

int main(void)
{
    fill();
    test_dot_adds_in_eight_lanes();
    test_norms_agree_with_blas();
    test_distance_is_a_norm_of_a_difference();
    test_along_may_overwrite_its_arguments();
    test_the_first_broken_number_is_found();
    return gsl_test_summary();
}
