/* losses/spectrum.h -- numbers from 1 to the condition, evenly apart in their logarithms. */
#ifndef GG_LOSSES_SPECTRUM_H
#define GG_LOSSES_SPECTRUM_H

#include <math.h>
#include <stddef.h>

/* a_i = condition^((i - 1) / (n - 1)), i = 1 ... n; 1 if n = 1 */
static inline void gg_spectrum(size_t n, double condition, double a[])
{
    const double last = n > 1 ? (double)(n - 1) : 1;
    for (size_t i = 0; i < n; i++) a[i] = pow(condition, (double)i / last);
}

#endif
