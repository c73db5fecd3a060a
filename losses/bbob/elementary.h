/* losses/bbob/elementary.h -- log, exp, sin and cos that compilers write several at a time.
 *
 * The library's are right for every double, and calls; these are expressions, for arguments in
 * the ranges that are said, and right to about one unit in the last place. Their twins for
 * complex numbers have the same bits in the real part and take the imaginary part for tiny:
 * its square is nothing. Series are Taylor's, as far as they matter. */
#ifndef GG_LOSSES_BBOB_ELEMENTARY_H
#define GG_LOSSES_BBOB_ELEMENTARY_H

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const double gg_bbob_magic = 0x1.8p52; /* added, it leaves the nearest whole number */

static inline uint64_t gg_bbob_bits(double u)
{
    uint64_t bits;
    memcpy(&bits, &u, sizeof bits);
    return bits;
}

static inline double gg_bbob_from_bits(uint64_t bits)
{
    double u;
    memcpy(&u, &bits, sizeof u);
    return u;
}

/* |u| < 2^51 for this and the next two; ties to even. */
static inline double gg_bbob_nearest(double u)
{
    return (u + gg_bbob_magic) - gg_bbob_magic;
}

static inline double gg_bbob_floor(double u)
{
    const double near = gg_bbob_nearest(u);
    return near > u ? near - 1 : near;
}

/* u less the nearest whole number, in [-0.5, 0.5]: what sin(pi u) and cos(2 pi u) need. */
static inline double gg_bbob_fraction_real(double u)
{
    return u - gg_bbob_nearest(u);
}

static inline double complex gg_bbob_fraction_complex(double complex u)
{
    return u - gg_bbob_nearest(creal(u));
}

/* Normal u > 0: u = 2^e m, log m = 2 artanh((m - 1) / (m + 1)), m in [sqrt(1/2), sqrt 2]. */
static inline double gg_bbob_log_real(double u)
{
    const uint64_t root = 0x3fe6a09e667f3bcdULL; /* of 1/2 */
    const uint64_t shifted = gg_bbob_bits(u) + (0x3ff0000000000000ULL - root);
    const double e = gg_bbob_from_bits((shifted >> 52) | 0x4330000000000000ULL) -
                     (0x1p52 + 1023);
    const double m = gg_bbob_from_bits((shifted & 0x000fffffffffffffULL) + root);
    const double s = (m - 1) / (m + 1);
    const double q = s * s;
    const double qq = q * q;
    const double low = (1. / 3 + q * (1. / 5)) + qq * (1. / 7 + q * (1. / 9));
    const double high = (1. / 11 + q * (1. / 13)) + qq * (1. / 15 + q * (1. / 17));
    const double tail = q * (low + qq * qq * (high + qq * qq * (1. / 19)));
    return e * 0x1.62e42fee00000p-1 + (2 * s + (2 * s * tail + e * 0x1.a39ef35793c76p-33));
}

/* |u| <= 1/8 */
static inline double gg_bbob_exp_small(double u)
{
    const double q = u * u;
    const double low = (1. / 2 + u * (1. / 6)) + q * (1. / 24 + u * (1. / 120));
    const double high = (1. / 720 + u * (1. / 5040)) + q * (1. / 40320 + u * (1. / 362880));
    return 1 + (u + q * (low + q * q * high));
}

/* |u| <= 700 */
static inline double gg_bbob_exp_real(double u)
{
    const double shifted = u * 1.44269504088896340736 + gg_bbob_magic;
    const double k = shifted - gg_bbob_magic;
    const double r = (u - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33;
    const double q = r / 2; /* within 0.174, and so squared below */
    const double qq = q * q;
    const double low = (1. / 2 + q * (1. / 6)) + qq * (1. / 24 + q * (1. / 120));
    const double high = (1. / 720 + q * (1. / 5040)) + qq * (1. / 40320 + q * (1. / 362880));
    const double tail = q + qq * (low + qq * qq * (high + qq * qq * (1. / 3628800)));
    const double power = gg_bbob_from_bits((gg_bbob_bits(shifted) << 52) +
                                           0x3ff0000000000000ULL);
    return power * (1 + tail * (2 + tail));
}

/* |r| <= pi / 2 */
static inline double gg_bbob_sin_near(double r)
{
    const double q = r * r;
    const double qq = q * q;
    const double low = (1. / 6 - q * (1. / 120)) + qq * (1. / 5040 - q * (1. / 362880));
    const double high = (1. / 39916800 - q * (1. / 6227020800.)) +
                        qq * (1. / 1307674368000. - q * (1. / 355687428096000.));
    const double last = 1. / 121645100408832000. - q * (1. / 51090942171709440000.);
    return r - r * (q * (low + qq * qq * (high + qq * qq * last)));
}

static inline double gg_bbob_cos_near(double r)
{
    const double q = r * r;
    const double qq = q * q;
    const double low = (1. / 24 - q * (1. / 720)) + qq * (1. / 40320 - q * (1. / 3628800));
    const double high = (1. / 479001600 - q * (1. / 87178291200.)) +
                        qq * (1. / 20922789888000. - q * (1. / 6402373705728000.));
    const double last = 1. / 2432902008176640000. - q * (1. / 1124000727777607680000.);
    return 1 - (q / 2 - qq * (low + qq * qq * (high + qq * qq * last)));
}

/* |u| < 10^6: u less k pi, the sign (-1)^k in *sign's first bit. */
static inline double gg_bbob_reduce(double u, uint64_t *sign)
{
    const double shifted = u * 0.318309886183790671538 + gg_bbob_magic;
    const double k = shifted - gg_bbob_magic;
    *sign = gg_bbob_bits(shifted) << 63;
    return (u - k * 3.14159265346825122834) - k * 1.21542010130123844986e-10;
}

static inline double gg_bbob_sin_real(double u)
{
    uint64_t sign;
    const double r = gg_bbob_reduce(u, &sign);
    return gg_bbob_from_bits(gg_bbob_bits(gg_bbob_sin_near(r)) ^ sign);
}

static inline double gg_bbob_cos_real(double u)
{
    uint64_t sign;
    const double r = gg_bbob_reduce(u, &sign);
    return gg_bbob_from_bits(gg_bbob_bits(gg_bbob_cos_near(r)) ^ sign);
}

static inline double complex gg_bbob_log_complex(double complex u)
{
    return gg_bbob_log_real(creal(u)) + I * (cimag(u) / creal(u));
}

static inline double complex gg_bbob_exp_complex(double complex u)
{
    const double e = gg_bbob_exp_real(creal(u));
    return e + I * (cimag(u) * e);
}

static inline double complex gg_bbob_sin_complex(double complex u)
{
    return gg_bbob_sin_real(creal(u)) + I * (cimag(u) * gg_bbob_cos_real(creal(u)));
}

static inline double complex gg_bbob_cos_complex(double complex u)
{
    return gg_bbob_cos_real(creal(u)) - I * (cimag(u) * gg_bbob_sin_real(creal(u)));
}

/* In a GG_FORMULA: the function for the kind of number. */
#define GG_BBOB_AT(u, name) \
    _Generic((u), double complex : name##_complex, default : name##_real)(u)
#define gg_bbob_fraction(u) GG_BBOB_AT(u, gg_bbob_fraction)
#define gg_bbob_sin(u) GG_BBOB_AT(u, gg_bbob_sin)
#define gg_bbob_cos(u) GG_BBOB_AT(u, gg_bbob_cos)

/* For fewer numbers than this the library's log and exp are sooner done: tables, not series. */
enum { GG_BBOB_FEW = 4 };

/* Whether all numbers have a size for which all of these hold. */
static inline bool gg_bbob_tame(size_t n, const double u[])
{
    uint64_t tame = 0;
    for (size_t i = 0; i < n; i++) tame += (fabs(u[i]) > 1e-300) & (fabs(u[i]) < 1e4);
    return tame == n;
}

#endif
