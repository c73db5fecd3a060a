/* experiments/profile.c -- runtime distributions, performance profiles, data profiles. */
#include "experiments/profile.h"

#include <math.h>

double gg_share_reached(const double cost[], size_t count, double budget)
{
    size_t within = 0;
    for (size_t i = 0; i < count; i++) within += isfinite(cost[i]) && cost[i] <= budget;
    return count ? (double)within / (double)count : NAN;
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
