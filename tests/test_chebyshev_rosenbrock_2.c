/* tests/test_chebyshev_rosenbrock_2.c -- 2^(n-1) points look stationary, one is least. */
#include <gsl/gsl_test.h>

#include "base/random.h"
#include "tests/hull.h"
#include "tests/reference.h"

static void check_point(const reference *r, size_t row, gsl_rng *rng)
{
    static const double nothing[HULL_N];
    double x[HULL_N] = {0};
    gg_problem *p = NULL;
    const char *text = reference_at(r, row, "x");
    const double f = reference_number(reference_at(r, row, "f"));
    const size_t n = reference_numbers(text, HULL_N, x);
    const gg_status status = gg_problem_open(&p, reference_at(r, row, "id"), n, 1, 0);
    gsl_test(status != GG_OK, "NCR2 opens with n=%zu", n);
    if (status != GG_OK) return;
    gsl_test(p->loss->value(p, x) != f, "f(%s) = %g", text, f);
    gsl_test(!(hull_distance(p, x, nothing, rng) <= HULL_CLOSE),
             "0 is a Clarke subgradient at %s", text);
    x[0] += 0.01;
    gsl_test(!(hull_distance(p, x, nothing, rng) > 1e-2), "and is none a little to the right");
    gg_problem_close(p);
}

static void test_the_listed_points_are_stationary_in_clarke_s_sense(void)
{
    reference r = reference_open("ncr2_clarke_points.csv");
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 11, GG_START, 0);
    for (size_t i = 0; i < r.rows; i++) check_point(&r, i, rng);
    gsl_test(r.rows != 14, "%zu points were checked: 2^(n-1) of them for n = 2, 3, 4", r.rows);
    gsl_rng_free(rng);
    reference_close(&r);
}

/* Along the fold, where x_{i+1} = 2 |x_i| - 1, f is |x_1 - 1| / 4: a small step towards x_1 = 1
 * leads lower. */
static void test_only_the_minimiser_is_a_local_minimum(void)
{
    reference r = reference_open("ncr2_clarke_points.csv");
    for (size_t i = 0; i < r.rows; i++) {
        double x[HULL_N] = {0};
        gg_problem *p = NULL;
        const size_t n = reference_numbers(reference_at(&r, i, "x"), HULL_N, x);
        const int least = strncmp(reference_at(&r, i, "kind"), "global", 6) == 0;
        if (gg_problem_open(&p, "NCR2", n, 1, 0) != GG_OK) continue;
        const double f = p->loss->value(p, x);
        x[0] += least ? -1e-3 : 1e-3;
        for (size_t j = 0; j + 1 < n; j++) x[j + 1] = 2 * fabs(x[j]) - 1;
        const double there = p->loss->value(p, x);
        gsl_test(least ? there <= f : there >= f, "n=%zu, point %zu: along the fold f %s", n, i,
                 least ? "rises" : "falls");
        gg_problem_close(p);
    }
    reference_close(&r);
}

int main(void)
{
    test_the_listed_points_are_stationary_in_clarke_s_sense();
    test_only_the_minimiser_is_a_local_minimum();
    return gsl_test_summary();
}
