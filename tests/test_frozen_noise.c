/* tests/test_frozen_noise.c -- errors that the point decides: their size, and whose they are. */
#include <gsl/gsl_test.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/frozen_noise.h"
#include "losses/loss.h"
#include "tests/reference.h"

enum { MOST_N = 16, POINTS = 20000 };

static gg_problem *open(const char *spec, size_t n)
{
    gg_problem *p = NULL;
    gsl_test(gg_problem_open(&p, spec, n, 1, 0) != GG_OK, "%s opens", spec);
    return p;
}

static void compare_with_reference(const char *id, const char *spec)
{
    reference r = reference_open("vectors.csv");
    size_t seen = 0;
    for (size_t i = 0; i < r.rows; i++) {
        double x[MOST_N];
        if (strcmp(reference_at(&r, i, "id"), id) != 0) continue;
        const size_t n = reference_numbers(reference_at(&r, i, "x"), MOST_N, x);
        gg_problem *p = open(spec, n);
        gsl_test_rel(p->loss->value(p, x), reference_number(reference_at(&r, i, "f")), 1e-14,
                     "%s is %s at %s", spec, id, reference_at(&r, i, "point"));
        gsl_test(gg_problem_truth(p, x) != gg_dot(n, x, x), "%s is scored by the sphere", spec);
        gg_problem_close(p);
        seen++;
    }
    gsl_test(seen < 3, "three rows of %s are compared", id);
    reference_close(&r);
}

static void test_the_wrapper_makes_the_catalogues_losses(void)
{
    compare_with_reference("MWSPHERE", "sphere+noise:kind=more_wild:sigma=1e-2");
    compare_with_reference("HASHSPHERE", "sphere+noise:kind=hash:sigma=1e-2");
}

/* The formula in long double, where 100 |x| rounds differently. */
static void test_waves_follow_their_formula(void)
{
    static const double at[][3] = {{0, 0, 0}, {1, -2, 3}, {-0.013, 0.4, 1e-5}, {-7, 7, 0.5}};
    for (size_t k = 0; k < 4; k++) {
        const double *x = at[k];
        long double sum = 0, square = 0, most = 0;
        for (size_t i = 0; i < 3; i++) {
            sum += fabsl(x[i]);
            square += (long double)x[i] * x[i];
            most = fmaxl(most, fabsl(x[i]));
        }
        const long double t = 0.9L * sinl(100 * sum) * cosl(100 * most) +
                              0.1L * cosl(sqrtl(square));
        gsl_test_abs(gg_more_wild(3, x), (double)(4 * t * t * t - 3 * t), 1e-12,
                     "More and Wild's phi at point %zu", k);
    }
}

static void test_errors_have_the_size_that_is_told(void)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    double waves = 0, mean = 0, square = 0, most = 0;
    gg_random_open(rng, 3, GG_START, 0);
    for (int k = 0; k < POINTS; k++) {
        double x[4];
        for (size_t i = 0; i < 4; i++) x[i] = 20 * gsl_rng_uniform(rng) - 10;
        const double phi = gg_more_wild(4, x);
        const double h = gg_hash_noise(4, x);
        most = fmax(most, fmax(fabs(phi), fabs(h)));
        waves += phi * phi / POINTS;
        mean += h / POINTS;
        square += h * h / POINTS;
    }
    gsl_test(most > 1, "no error is larger than 1");
    gsl_test(fabs(sqrt(waves) - GG_MORE_WILD_RMS) > 0.01,
             "waves have their root mean square: %g", sqrt(waves));
    gsl_test(fabs(mean) > 5 / sqrt(3.0 * POINTS), "hashes have mean 0: %g", mean);
    gsl_test(fabs(square - 1.0 / 3) > 5 * sqrt(4.0 / 45 / POINTS),
             "hashes have variance 1/3: %g", square);
    gsl_rng_free(rng);
}

static void test_the_point_decides_and_nothing_else(void)
{
    static const char *const kinds[] = {"more_wild", "hash"};
    const double x[] = {0.5, -1.25, 2};
    const double beside[] = {0.5, -1.25, 2.0000000000000004};
    for (size_t i = 0; i < 2; i++) {
        char spec[128];
        snprintf(spec, sizeof spec, "sphere+noise:kind=%s:sigma=0.1", kinds[i]);
        gg_problem *p = open(spec, 3);
        const double f = p->loss->value(p, x);
        gsl_test(p->loss->value(p, x) != f, "%s: the same x has the same value", spec);
        gsl_test(gg_problem_offers(p) != GG_VALUE, "%s offers values only", spec);
        gsl_test(!p->noisy || !(p->sigma > 0), "%s knows that it is noisy", spec);
        const double jump = fabs(p->loss->value(p, beside) - f);
        gsl_test(i == 0 ? jump > 1e-9 : jump < 1e-9, "%s: the next double's error is %s: %g",
                 spec, i ? "another" : "the same", jump);
        gg_problem_close(p);
    }
}

int main(void)
{
    test_the_wrapper_makes_the_catalogues_losses();
    test_waves_follow_their_formula();
    test_errors_have_the_size_that_is_told();
    test_the_point_decides_and_nothing_else();
    return gsl_test_summary();
}
