/* tests/test_lad_vertex.c -- the exact solver of least absolute deviations, and least points found. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "experiments/claims/lad_vertex.h"
#include "experiments/claims/shelved.h"

enum { N = GG_LAD_N, M = GG_LAD_ROWS };

static gsl_rng *stream(uint32_t index)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (!rng) exit(EXIT_FAILURE);
    gg_random_open(rng, 1, GG_TRIAL, index);
    return rng;
}

static void test_a_system_is_solved(void)
{
    double a[N][N] = {{0, 2, 1}, {1, 1, 0}, {3, 0, -1}};
    double b[N] = {7, 3, 0};
    gg_lad_solve(a, b);
    gsl_test_abs(b[0], 1, 1e-15, "0 2 1, 1 1 0, 3 0 -1 by 1 2 3 is 7 3 0: x_1");
    gsl_test_abs(b[1], 2, 1e-15, "x_2");
    gsl_test_abs(b[2], 3, 1e-15, "x_3");
}

/* Conditions that are necessary and sufficient for a convex loss: three rows are fitted, and
 * numbers in [-1, 1] in place of their signs make the sum of sgn(r) x vanish. */
static void test_the_vertex_is_optimal(void)
{
    for (uint32_t k = 0; k < 20; k++) {
        gg_lad d;
        gsl_rng *rng = stream(k);
        gg_lad_draw(&d, rng);
        gsl_rng_free(rng);
        const gg_lad_vertex v = gg_lad_best(&d);
        double sum[N] = {0};
        double x[N];
        size_t zeros = 0;
        bool within = true;
        for (size_t i = 0; i < M; i++) {
            const double r = gg_lad_residual(&d, i, v.w);
            double sign = r > 0 ? 1 : -1;
            for (size_t j = 0; j < N; j++)
                if (v.row[j] == i) sign = v.dual[j];
            zeros += fabs(r) < 1e-12;
            within = within && fabs(sign) <= 1;
            gg_lad_row(&d, i, x);
            for (size_t j = 0; j < N; j++) sum[j] += sign * x[j];
        }
        gsl_test(zeros != N || !within, "data %u: three residuals are 0, duals within [-1, 1]",
                 k);
        gsl_test_abs(hypot(sum[0], hypot(sum[1], sum[2])), 0, 1e-12,
                     "data %u: the subgradient that the duals name is 0", k);
    }
}

static void test_halving_finds_mean_and_median(void)
{
    static const double y[] = {4, -1, 0.5, 10, 2};
    const gg_data *table;
    double mean = NAN;
    double median = NAN;
    if (gg_shelved_open(&table, "shelved", 5, 0, y) != GG_OK) exit(EXIT_FAILURE);
    gg_status status = gg_shelved_minimise(&mean, "linear:data=shelved:pointwise=square", -50,
                                           50);
    if (status == GG_OK)
        status = gg_shelved_minimise(&median, "linear:data=shelved:pointwise=absolute", -50,
                                     50);
    gsl_test(status != GG_OK, "a loss finds the table by its name");
    gsl_test_abs(mean, 3.1, 1e-14, "squares: the mean of 4, -1, 0.5, 10, 2");
    gsl_test_abs(median, 2, 1e-14, "absolute values: the median");
    gg_data_close(table);
    gsl_test(gg_shelved_minimise(&mean, "linear:data=shelved", -1, 1) != GG_NOT_FOUND,
             "closed, it is not found any more");
}

int main(void)
{
    test_a_system_is_solved();
    test_the_vertex_is_optimal();
    test_halving_finds_mean_and_median();
    return gsl_test_summary();
}
