/* losses/learning/lanes.h -- exp and log without branches, so that several are computed at once.
 *
 * A loop over these is written by compilers for as many lanes as the machine has; a call of the
 * C library is not. Every lane does the same operations in the same order, so that the bits do
 * not depend on how many there are. A NaN stays one. */
#ifndef GG_LOSSES_LEARNING_LANES_H
#define GG_LOSSES_LEARNING_LANES_H

#include <stdint.h>
#include <string.h>

/* Before a function whose loops should fill the lanes of this machine, whichever it is: it is
 * compiled for some widths, and the first call picks one. Sanitizers run too late for that. */
#if defined(__has_feature) /* clang's word for what gcc defines */
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define GG_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GG_SANITIZED
#endif
#if defined(__GNUC__) && defined(__x86_64__) && defined(__gnu_linux__) && \
    defined(__OPTIMIZE__) && !defined(GG_SANITIZED)
#define GG_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define GG_WIDE
#endif

/* exp(t) for t <= 0, and exp(t) - 1 without cancellation, both to a few units in the last
 * place; below -700 as at -700. t = k log 2 + r, |r| <= log(2) / 2, and Taylor's series of
 * exp(r) - 1 to degree 13, whose rest is below 2e-17 r. */
static inline double gg_lane_exp(double t, double *minus_one)
{
    const double rounder = 0x1.8p52; /* a sum with it has no digits behind the point */
    const double clipped = t < -700 ? -700 : t;
    const double shifted = clipped * 0x1.71547652b82fep0 + rounder;
    const double k = shifted - rounder;
    const double r = (clipped - k * 0x1.62e42fefa38p-1) - k * 0x1.ef35793c7673p-45;
    double q = 1.0 / 6227020800;
    q = q * r + 1.0 / 479001600;
    q = q * r + 1.0 / 39916800;
    q = q * r + 1.0 / 3628800;
    q = q * r + 1.0 / 362880;
    q = q * r + 1.0 / 40320;
    q = q * r + 1.0 / 5040;
    q = q * r + 1.0 / 720;
    q = q * r + 1.0 / 120;
    q = q * r + 1.0 / 24;
    q = q * r + 1.0 / 6;
    q = q * r + 0.5;
    q = r + r * r * q;
    uint64_t bits; /* the last ones of `shifted` are k: moved up, they are an exponent */
    double power;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits << 52) + (UINT64_C(1023) << 52);
    memcpy(&power, &bits, sizeof power);
    *minus_one = (power - 1) + power * q;
    return power + power * q;
}

/* log(1 + e) for e in [0, 1]: 2 artanh(s), s = e / (2 + e) <= 1/3, by Taylor's series to s^33. */
static inline double gg_lane_log1p(double e)
{
    const double s = e / (2 + e);
    const double z = s * s;
    double q = 1.0 / 33;
    for (int k = 31; k > 1; k -= 2) q = q * z + 1.0 / k;
    return 2 * (s + s * z * q);
}

#endif
