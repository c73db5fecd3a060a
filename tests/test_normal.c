/* tests/test_normal.c -- normal numbers against the normal distribution. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "optimizers/normal.h"

enum { DRAWS = 2000000 };

/* E x^k is 1 3 5 ... (k-1) for even k and 0 for odd; the error of a mean of x^k is
 * sqrt((E x^2k - (E x^k)^2) / DRAWS). */
static double moment(int k)
{
    return k % 2 ? 0 : k == 0 ? 1 : gsl_sf_doublefact((unsigned)k - 1);
}

static void test_moments_are_those_of_the_normal(const double x[])
{
    for (int k = 1; k <= 8; k++) {
        double sum;
        GG_SUM(sum, DRAWS, i, pow(x[i], k));
        const double error = sqrt((moment(2 * k) - moment(k) * moment(k)) / DRAWS);
        gsl_test_abs(sum / DRAWS, moment(k), 4 * error, "moment %d, within 4 deviations", k);
    }
}

/* Kolmogorov 1933: sqrt(N) sup |F_N - F| is above 1.95 once in a thousand. */
static void test_the_distribution_function_is_the_normal_one(double x[])
{
    gsl_sort(x, 1, DRAWS);
    double most = 0;
    for (size_t i = 0; i < DRAWS; i++) {
        const double p = gsl_cdf_ugaussian_P(x[i]);
        most = fmax(most, fabs(p - (double)i / DRAWS));
        most = fmax(most, fabs(p - (double)(i + 1) / DRAWS));
    }
    gsl_test(sqrt(DRAWS) * most > 1.95, "the Kolmogorov-Smirnov distance is %g < 1.95",
             sqrt(DRAWS) * most);
}

/* Beyond 3.654 the method draws in another way; a wrong tail is lost in the test above. */
static void test_tails_are_as_heavy_as_they_should_be(const double x[])
{
    static const double from[] = {2.5, 3, 3.5, 3.6, 3.7, 4, 4.3};
    for (size_t k = 0; k < sizeof from / sizeof *from; k++)
        for (int side = -1; side <= 1; side += 2) {
            double count = 0;
            for (size_t i = 0; i < DRAWS; i++) count += side * x[i] > from[k];
            const double mean = DRAWS * gsl_cdf_ugaussian_Q(from[k]);
            gsl_test_abs(count, mean, 4 * sqrt(mean), "numbers beyond %g", side * from[k]);
        }
}

/* 64 cells of equal probability: chi squared with 63 degrees is above 108 in 0.04 %. And of
 * neighbours in the sequence: 16 x 16 cells, 255 degrees, above 335 in 0.06 %. */
static void test_cells_fill_evenly(const double x[])
{
    double cell[64] = {0};
    double pair[256] = {0};
    for (size_t i = 0; i < DRAWS; i += 2) {
        const double p = gsl_cdf_ugaussian_P(x[i]);
        const double q = gsl_cdf_ugaussian_P(x[i + 1]);
        cell[(size_t)(64 * p) % 64]++;
        pair[16 * ((size_t)(16 * p) % 16) + (size_t)(16 * q) % 16]++;
    }
    double alone = 0;
    double together = 0;
    const double mean = DRAWS / 2.0;
    for (size_t k = 0; k < 64; k++) alone += pow(cell[k] - mean / 64, 2) / (mean / 64);
    for (size_t k = 0; k < 256; k++) together += pow(pair[k] - mean / 256, 2) / (mean / 256);
    gsl_test(alone > 108, "64 cells fill evenly (chi squared %g)", alone);
    gsl_test(together > 335, "neighbours are independent (chi squared %g)", together);
}

static size_t differences(size_t n, const double a[], const double b[])
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += a[i] != b[i];
    return count;
}

static void test_the_same_seed_gives_the_same_numbers(gsl_rng *rng)
{
    double a[300];
    double b[300];
    gg_random_open(rng, 4, GG_SEARCH, 0);
    gg_normal_fill(rng, 300, a);
    gg_random_open(rng, 4, GG_SEARCH, 0);
    gg_normal_fill(rng, 300, b);
    gsl_test(differences(300, a, b) != 0, "the same seed gives the same numbers");
    gg_random_open(rng, 4, GG_SEARCH, 1);
    gg_normal_fill(rng, 300, b);
    gsl_test(differences(300, a, b) != 300, "another stream gives others");
    gg_normal_fill(rng, 0, b);
    gsl_test(gg_first_broken(300, a) != 300, "they are numbers");
}

int main(void)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    double *x = malloc(DRAWS * sizeof *x);
    test_the_same_seed_gives_the_same_numbers(rng);
    gg_random_open(rng, 20, GG_SEARCH, 0);
    gg_normal_fill(rng, DRAWS, x);
    test_cells_fill_evenly(x);
    test_moments_are_those_of_the_normal(x);
    test_tails_are_as_heavy_as_they_should_be(x);
    test_the_distribution_function_is_the_normal_one(x);
    free(x);
    gsl_rng_free(rng);
    return gsl_test_summary();
}
