/* losses/frozen_noise.c -- errors that the point decides, smooth-looking or wild. */
#include "losses/frozen_noise.h"

#include <stdint.h>

#include "base/vector.h"

double gg_more_wild(size_t n, const double x[])
{
    double sum;
    GG_SUM(sum, n, i, fabs(x[i]));
    const double most = gg_norm_max(n, x);
    const double t = 0.9 * sin(100 * sum) * cos(100 * most) + 0.1 * cos(gg_norm(n, x));
    return t * (4 * t * t - 3);
}

static uint64_t mixed(uint64_t z)
{
    z += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

double gg_hash_noise(size_t n, const double x[])
{
    uint64_t h = 0x243F6A8885A308D3U; /* the first digits of pi - 3 */
    for (size_t i = 0; i < n; i++) {
        uint64_t bits;
        memcpy(&bits, x + i, sizeof bits);
        h = mixed(h ^ bits);
    }
    return 2 * ((double)(h >> 11) * 0x1p-53) - 1;
}
