/* experiments/profile.c -- runtime distributions, restarts, performance and data profiles. */
#include "experiments/profile.h"

#include <math.h>

#include "base/random.h"

double gg_share_reached(const double cost[], size_t count, double budget)
{
    size_t within = 0;
    for (size_t i = 0; i < count; i++) within += isfinite(cost[i]) && cost[i] <= budget;
    return count ? (double)within / (double)count : NAN;
}

static double restarted(const double cost[], const bool hit[], size_t count, size_t first,
                        gsl_rng *rng)
{
    double spent = cost[first];
    for (size_t k = first; !hit[k]; spent += cost[k]) k = gsl_rng_uniform_int(rng, count);
    return spent;
}

bool gg_restarted_times(const double cost[], const bool hit[], size_t count, size_t draws,
                        uint64_t seed, double out[])
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (!rng || count == 0) {
        gsl_rng_free(rng);
        return false;
    }
    bool any = false;
    for (size_t i = 0; i < count; i++) any = any || hit[i];
    gg_random_open(rng, seed, GG_BOOTSTRAP, 0);
    for (size_t k = 0; k < draws; k++)
        out[k] = any ? restarted(cost, hit, count, k % count, rng) : INFINITY;
    gsl_rng_free(rng);
    return true;
}

void gg_performance_ratios(const double cost[], size_t problems, size_t methods, double ratio[])
{
    for (size_t i = 0; i < problems; i++) {
        double least = INFINITY;
        for (size_t j = 0; j < methods; j++) least = fmin(least, cost[i * methods + j]);
        for (size_t j = 0; j < methods; j++) {
            const double c = cost[i * methods + j];
            ratio[i * methods + j] = isfinite(c) ? c / least : INFINITY;
        }
    }
}

double gg_performance_profile(const double ratio[], size_t problems, size_t methods,
                              size_t method, double times)
{
    size_t within = 0;
    for (size_t i = 0; i < problems; i++) {
        const double r = ratio[i * methods + method];
        within += isfinite(r) && r <= times;
    }
    return problems ? (double)within / (double)problems : NAN;
}

void gg_pair_ratios(const double a[], const double b[], size_t problems, double ratio[])
{
    for (size_t i = 0; i < problems; i++)
        ratio[i] = isfinite(a[i]) ? a[i] / fmin(a[i], b[i]) : INFINITY;
}

double gg_data_profile(const double cost[], const size_t n[], size_t problems, double units)
{
    size_t within = 0;
    for (size_t i = 0; i < problems; i++)
        within += isfinite(cost[i]) && cost[i] <= units * ((double)n[i] + 1);
    return problems ? (double)within / (double)problems : NAN;
}
