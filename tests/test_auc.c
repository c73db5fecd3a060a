/* tests/test_auc.c -- areas that can be counted by hand. */
#include <gsl/gsl_rng.h>
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/auc.h"

static void test_area_is_the_share_of_pairs_won(void)
{
    const double high[] = {1, 2, 3};
    const double low[] = {0, 2};
    gsl_test_rel(gg_auc(high, 3, low, 2).value, 0.75, 1e-15,
                 "1, 2, 3 against 0, 2: four pairs won and one tie of six");
    gsl_test_rel(gg_auc(low, 2, high, 3).value, 0.25, 1e-15, "and the other way round");
    const gg_interval apart = gg_auc((double[]){5, 6, 7}, 3, low, 2);
    gsl_test(apart.low != 1 || apart.value != 1 || apart.high != 1,
             "what is told apart in every pair has area 1, without doubt");
    gsl_test_abs(gg_auc(high, 3, high, 3).value, 0.5, 1e-15, "the same scores have area 1/2");
    const double lost[] = {NAN, 9};
    gsl_test_abs(gg_auc(lost, 2, low, 2).value, 0.5, 1e-15, "a NaN is below everything");
    gsl_test(!isnan(gg_auc(high, 0, low, 2).value), "without a case there is no area");
}

/* Uniform on [0, 1] against the square root of such: P(U < sqrt V) = 2/3. */
static void test_interval_holds_the_true_area(void)
{
    enum { CASES = 200, TRIES = 400 };
    double a[CASES];
    double b[CASES];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int inside = 0;
    for (int k = 0; k < TRIES; k++) {
        for (int i = 0; i < CASES; i++) {
            a[i] = sqrt(gsl_rng_uniform(rng));
            b[i] = gsl_rng_uniform(rng);
        }
        const gg_interval area = gg_auc(a, CASES, b, CASES);
        inside += area.low <= 2.0 / 3 && 2.0 / 3 <= area.high;
    }
    gsl_rng_free(rng);
    gsl_test(inside < 0.92 * TRIES || inside > 0.98 * TRIES,
             "19 intervals in 20 hold the true area: %d of %d", inside, TRIES);
}

int main(void)
{
    test_area_is_the_share_of_pairs_won();
    test_interval_holds_the_true_area();
    return gsl_test_summary();
}
