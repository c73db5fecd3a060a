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

/* 2^k for -1022 <= k <= 1023, k in the low bits of a sum with 0x1.8p52 */
static inline double gg_lane_power(double sum)
{
    uint64_t bits;
    double power;
    memcpy(&bits, &sum, sizeof bits);
    bits = (bits + 1023) << 52;
    memcpy(&power, &bits, sizeof power);
    return power;
}

/* exp(u) for u <= 0 within 1 unit in the last place, and exp(u) - 1 without cancellation:
 * u = k log 2 + r, exp(r) by the polynomial of degree 13 that comes nearest on |r| <= log(2) / 2
 * in the places of Chebyshev (error 2e-20). 2^k is made of two factors, since it may be too
 * small to be one. */
static inline double gg_lane_exp(double u, double *minus_one)
{
    const double big = 0x1.8p52; /* a sum with it has no digits behind the point */
    const double clipped = u < -800 ? -800 : u;
    const double k = (clipped * 0x1.71547652b82fep0 + big) - big;
    const double r = (clipped - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33;
    double q = 0x1.61bfd62b11746p-33;
    q = q * r + 0x1.1f7f50c120cd3p-29;
    q = q * r + 0x1.ae642c6b11d22p-26;
    q = q * r + 0x1.27e4d403115d8p-22;
    q = q * r + 0x1.71de3a5aac2f8p-19;
    q = q * r + 0x1.a01a01a9f1ebep-16;
    q = q * r + 0x1.a01a01a0196a2p-13;
    q = q * r + 0x1.6c16c16c15a54p-10;
    q = q * r + 0x1.1111111111111p-7;
    q = q * r + 0x1.5555555555557p-5;
    q = q * r + 0x1.5555555555555p-3;
    q = q * r + 0x1.0000000000000p-1;
    const double rise = r + r * r * q;
    const double half = k * 0.5 + big;
    const double rest = (k - (half - big)) + big;
    const double first = gg_lane_power(half);
    const double second = gg_lane_power(rest);
    const double power = first * second;
    *minus_one = (power - 1) + power * rise;
    return (1 + rise) * first * second;
}

/* log(1 + e) for 0 <= e <= 1 as 2 artanh(z), z = e / (2 + e) <= 1/3; artanh(z) / z by the
 * polynomial in z^2 that comes nearest on [0, 1/9] (error 1e-18). */
static inline double gg_lane_log1p(double e)
{
    const double z = e / (2 + e);
    const double s = z * z;
    double q = 0x1.5d10fe31f78afp-4;
    q = q * s + 0x1.54f84325caff7p-5;
    q = q * s + 0x1.f00870190116dp-5;
    q = q * s + 0x1.1064420706daap-4;
    q = q * s + 0x1.3b1e2beb19a37p-4;
    q = q * s + 0x1.745caf733858ep-4;
    q = q * s + 0x1.c71c7445bd40dp-4;
    q = q * s + 0x1.249249201bd42p-3;
    q = q * s + 0x1.99999999a1c52p-3;
    q = q * s + 0x1.5555555555527p-2;
    return 2 * (z + z * (s * q));
}

#endif
