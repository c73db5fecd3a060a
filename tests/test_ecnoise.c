/* tests/test_ecnoise.c -- noise of a known size is measured. */
#include <float.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_test.h>

#include "experiments/ecnoise.h"

typedef struct noisy {
    gsl_rng *rng;
    double sigma;
} noisy;

static double wave(void *context, double t)
{
    const noisy *n = context;
    return 3 + sin(5 * t) + gsl_ran_gaussian(n->rng, n->sigma);
}

static void test_noise_is_measured_to_a_tenth(void)
{
    enum { TRIES = 301 };
    noisy n = {.rng = gsl_rng_alloc(gsl_rng_mt19937)};
    for (n.sigma = 1e-12; n.sigma < 1; n.sigma *= 1e3) {
        double one[TRIES];
        double many[TRIES];
        gg_line l = {.f = wave, .context = &n, .from = -1, .to = 1};
        for (int i = 0; i < TRIES; i++) {
            one[i] = gg_ecnoise(&l, 0.3, 1e-10) / n.sigma;
            many[i] = gg_ecnoise_along(&l) / n.sigma;
        }
        gsl_sort(one, 1, TRIES);
        gsl_sort(many, 1, TRIES);
        gsl_test_rel(one[TRIES / 2], 1, 0.2, "noise of %g: the usual measurement", n.sigma);
        gsl_test_rel(many[TRIES / 2], 1, 0.2, "noise of %g: along a line", n.sigma);
        gsl_test(many[0] < 0.5 || many[TRIES - 1] > 2,
                 "noise of %g: the worst of %d is off by less than 2", n.sigma, TRIES);
    }
    gsl_rng_free(n.rng);
}

static double exponential(void *context, double t)
{
    (void)context;
    return exp(t);
}
static double constant(void *context, double t)
{
    (void)context;
    (void)t;
    return -7;
}
static double stair(void *context, double t)
{
    (void)context;
    return floor(1000 * t);
}
static double broken(void *context, double t)
{
    (void)context;
    return log(t);
}

static void test_rounding_is_noise(void)
{
    gg_line l = {.f = exponential, .from = -1, .to = 1};
    const double noise = gg_ecnoise_along(&l);
    gsl_test(noise < 0.2 * DBL_EPSILON || noise > 10 * DBL_EPSILON,
             "exp has the noise of its rounding: %g", noise);
    l.f = constant;
    gsl_test(gg_ecnoise(&l, 0, 1e-10) != 0, "a constant has none");
    gsl_test_rel(gg_ecnoise_along(&l), 7 * DBL_EPSILON, 1e-15,
                 "along a line it has that of a rounding");
    l.f = stair;
    gsl_test(gg_ecnoise_along(&l) > 1e-9, "stairs are no noise: %g", gg_ecnoise_along(&l));
    l.f = broken;
    gsl_test(!isnan(gg_ecnoise_along(&l)) || l.broken == 0, "what is not finite is told");
}

int main(void)
{
    test_noise_is_measured_to_a_tenth();
    test_rounding_is_noise();
    return gsl_test_summary();
}
