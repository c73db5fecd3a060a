/* tests/examples/sphere.c -- a loss of your own as a shared library. */
#include "losses/plugin.h"

static double value(size_t n, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < n; i++) f += x[i] * x[i];
    return f;
}

static double gradient(size_t n, const double x[], double g[])
{
    for (size_t i = 0; i < n; i++) g[i] = 2 * x[i];
    return value(n, x);
}

static const double least = 0;

const gradgap_plugin GRADGAP_PLUGIN = {
    .abi = GRADGAP_PLUGIN_ABI,
    .class = GRADGAP_SMOOTH,
    .value = value,
    .gradient = gradient,
    .minimum = &least,
    .title = "A sphere",
};
