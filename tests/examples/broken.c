/* tests/examples/broken.c -- a shared library with one fault, which FAULT_<name> chooses. */
#include <math.h>
#include <stdlib.h>

#include "losses/plugin.h"

#ifndef FAULT_value
static double value(size_t n, const double x[])
{
#ifdef FAULT_crash
    if (x[n - 1] < -3) abort();
#endif
#ifdef FAULT_start
    return NAN;
#endif
    return x[0] * x[0] + x[n - 1];
}
#endif

#ifdef FAULT_gradient
static double gradient(size_t n, const double x[], double g[])
{
    for (size_t i = 0; i < n; i++) g[i] = 0;
    g[0] = 2 * x[0];
    g[n - 1] -= 1; /* the sign */
    return value(n, x);
}
#endif

const gradgap_plugin GRADGAP_PLUGIN = {
#ifdef FAULT_abi
    .abi = GRADGAP_PLUGIN_ABI + 41,
#else
    .abi = GRADGAP_PLUGIN_ABI,
#endif
#ifndef FAULT_value
    .value = value,
#endif
#ifdef FAULT_gradient
    .gradient = gradient,
#endif
};
