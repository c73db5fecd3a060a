/* optimizers/variation.c -- crossover and mutation of real vectors. */
#include "optimizers/variation.h"

#include <math.h>
#include <stdbool.h>

/* x^(1/(eta + 1)); the usual eta = 15 without pow, four times as fast */
static double root(double x, double eta)
{
    if (eta == 15) return sqrt(sqrt(sqrt(sqrt(x))));
    return pow(x, 1 / (eta + 1));
}

static double spread_factor(gsl_rng *rng, double eta)
{
    const double u = gsl_rng_uniform(rng);
    return u <= 0.5 ? root(2 * u, eta) : root(1 / (2 * (1 - u)), eta);
}

void gg_crossover_sbx(gsl_rng *rng, double eta, size_t n, const double a[], const double b[],
                      double c[], double d[])
{
    unsigned long coins = 0;
    for (size_t i = 0; i < n; i++) {
        coins = i % 16 == 0 ? gsl_rng_get(rng) : coins >> 2; /* two for each coordinate */
        double low = a[i];
        double high = b[i];
        if ((coins & 1) && low != high) {
            const double mean = 0.5 * (low + high);
            const double half = 0.5 * (high - low) * spread_factor(rng, eta);
            low = mean - half;
            high = mean + half;
        }
        const bool change = coins & 2;
        c[i] = change ? high : low;
        d[i] = change ? low : high;
    }
}

void gg_crossover_blx(gsl_rng *rng, double alpha, size_t n, const double a[], const double b[],
                      double c[], double d[])
{
    for (size_t i = 0; i < n; i++) {
        const double length = b[i] - a[i];
        const double from = a[i] - alpha * length;
        c[i] = from + (1 + 2 * alpha) * length * gsl_rng_uniform(rng);
        d[i] = from + (1 + 2 * alpha) * length * gsl_rng_uniform(rng);
    }
}

double gg_mutation_polynomial(gsl_rng *rng, double eta)
{
    const double u = gsl_rng_uniform(rng);
    return u < 0.5 ? pow(2 * u, 1 / (eta + 1)) - 1 : 1 - pow(2 * (1 - u), 1 / (eta + 1));
}
