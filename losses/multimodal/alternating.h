/* losses/multimodal/alternating.h -- a start on both sides of 0 that differs from coordinate to coordinate. */
#ifndef GG_LOSSES_MULTIMODAL_ALTERNATING_H
#define GG_LOSSES_MULTIMODAL_ALTERNATING_H

#include <stddef.h>

/* start = (odd, even, 0.99 odd, 0.99 even, 0.98 odd, ...): no two coordinates of the first 200
 * begin alike, so that none is solved by solving another. */
static inline void gg_start_alternating(size_t n, double odd, double even, double start[])
{
    for (size_t i = 0; i < n; i++)
        start[i] = (i % 2 ? even : odd) * (1 - 0.01 * (double)(i / 2 % 100));
}

#endif
