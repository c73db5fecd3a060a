/* tests/test_covariance.c -- the learnt covariance against the same sums written out. */
#include <gsl/gsl_test.h>
#include <stdlib.h>

#include "base/vector.h"
#include "optimizers/gradient_free/covariance.h"

#define ROWS ((size_t)5)

static size_t n; /* small ones go another way than large ones */

static double *room_for(bool diagonal, bool symmetric)
{
    return calloc(gg_covariance_room(diagonal, symmetric, n), sizeof(double));
}

static void fill_rows(double rows[5 * 40])
{
    for (size_t i = 0; i < ROWS * n; i++) rows[i] = cos(1 + 1.7 * (double)i);
}

static const double weights[ROWS] = {0.3, 0.2, 0.1, -0.01, -0.02};
enum { POSITIVE = 3 };

/* The unit matrix, decayed by a half, and the rows' outer products. */
static double known(size_t i, size_t j)
{
    double rows[5 * 40] = {0};
    double sum = i == j ? 0.5 : 0;
    fill_rows(rows);
    for (size_t k = 0; k < ROWS; k++) sum += weights[k] * rows[k * n + i] * rows[k * n + j];
    return sum;
}

static void learn_once(const gg_covariance *v)
{
    double rows[5 * 40] = {0};
    fill_rows(rows);
    gg_covariance_reset(v);
    gg_covariance_learn(v, 0.5, ROWS, POSITIVE, weights, rows);
}

static void test_what_is_learnt_is_the_sum_of_outer_products(void)
{
    double *room = room_for(false, false);
    const gg_covariance v = gg_covariance_open(false, false, n, room);
    learn_once(&v);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++)
            gsl_test_abs(v.c[i * n + j], known(i, j), 1e-15, "C[%zu][%zu]", i, j);
        gsl_test_abs(gg_covariance_variance(&v, i), known(i, i), 1e-15, "variance %zu", i);
    }
    free(room);
    room = room_for(true, false);
    const gg_covariance d = gg_covariance_open(true, false, n, room);
    learn_once(&d);
    for (size_t i = 0; i < n; i++)
        gsl_test_abs(gg_covariance_variance(&d, i), known(i, i), 1e-15,
                     "a diagonal learns variance %zu alone", i);
    free(room);
}

/* The root is seen through what is sampled with the unit vectors. */
static void test_a_root_times_itself_is_the_covariance(bool symmetric)
{
    double *room = room_for(false, symmetric);
    const gg_covariance v = gg_covariance_open(false, symmetric, n, room);
    double unit[40 * 40] = {0};
    double y[40 * 40];
    for (size_t i = 0; i < n; i++) unit[i * n + i] = 1;
    learn_once(&v);
    gsl_test(!gg_covariance_factor(&v), "a positive definite matrix has a root");
    gg_covariance_sample(&v, n, unit, y);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = 0; /* column k of R is row k of y */
            for (size_t k = 0; k < n; k++) sum += y[k * n + i] * y[k * n + j];
            gsl_test_abs(sum, known(i, j), 1e-14, "(R R')[%zu][%zu], symmetric %d", i, j,
                         symmetric);
            if (symmetric)
                gsl_test_abs(y[i * n + j], y[j * n + i], 1e-14, "R is its own transpose");
        }
    free(room);
}

static void test_what_has_no_root_is_refused(bool diagonal, bool symmetric)
{
    static const double bad[] = {-1, 0, NAN, INFINITY};
    for (size_t k = 0; k < 4; k++) {
        double *room = room_for(diagonal, symmetric);
        const gg_covariance v = gg_covariance_open(diagonal, symmetric, n, room);
        gg_covariance_reset(&v);
        v.c[diagonal ? 3 : 3 * (n + 1)] = bad[k];
        gsl_test(gg_covariance_factor(&v), "a variance of %g has no root", bad[k]);
        double y[40];
        const double z[40] = {0, 0, 0, 1};
        gg_covariance_sample(&v, 1, z, y);
        gsl_test(y[3] != 1 || y[4] != 0, "the root is as it was");
        gsl_test(gg_covariance_condition(&v) < INFINITY, "its condition is infinite");
        free(room);
    }
}

/* [[2, 1], [1, 2]] beside variances of 1 and 30: eigenvalues 1 and 3, 1, and 30. */
static void test_the_condition_is_the_eigenvalues_ratio(void)
{
    double *room = room_for(false, false);
    const gg_covariance v = gg_covariance_open(false, false, n, room);
    gg_covariance_reset(&v);
    v.c[0] = v.c[n + 1] = 2;
    v.c[n] = 1;
    v.c[6 * (n + 1)] = 30;
    gsl_test_rel(gg_covariance_condition(&v), 30, 1e-14, "the condition is 30");
    free(room);
}

int main(void)
{
    static const size_t dimensions[] = {7, 40};
    for (size_t d = 0; d < 2; d++) {
        n = dimensions[d];
        test_what_is_learnt_is_the_sum_of_outer_products();
        test_a_root_times_itself_is_the_covariance(false);
        test_a_root_times_itself_is_the_covariance(true);
        test_what_has_no_root_is_refused(false, false);
        test_what_has_no_root_is_refused(false, true);
        test_what_has_no_root_is_refused(true, false);
        test_the_condition_is_the_eigenvalues_ratio();
    }
    return gsl_test_summary();
}
