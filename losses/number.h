/* losses/number.h -- a formula written once, for real and for complex numbers.
 *
 * The derivative along one coordinate is Im f(x + i h e_j) / h: without cancellation, and so
 * exact to rounding for any small h (Squire & Trapp 1998, Using complex variables to estimate
 * derivatives of real functions, doi:10.1137/S003614459631241X). It needs f at complex points;
 * these words read the same for both kinds of numbers. Where a formula compares, it compares
 * real parts; |u| is u or -u by the sign of the real part, so that it stays analytic on both
 * sides of its kink. */
#ifndef GG_LOSSES_NUMBER_H
#define GG_LOSSES_NUMBER_H

#include <complex.h>
#include <math.h>

/* Two functions of one body: `static double NAME(gg_problem *p, const double x[])` and its
 * twin NAME_complex. In the body `number` is the type of what depends on x. */
#define GG_FORMULA(name, ...)                                                     \
    static double name(gg_problem *p, const double x[])                           \
    {                                                                             \
        typedef double number;                                                    \
        (void)p;                                                                  \
        (void)(number)0;                                                          \
        __VA_ARGS__                                                               \
    }                                                                             \
    static double complex name##_complex(gg_problem *p, const double complex x[]) \
    {                                                                             \
        typedef double complex number;                                            \
        (void)p;                                                                  \
        (void)(number)0;                                                          \
        __VA_ARGS__                                                               \
    }

/* The same of one number t, for a pointwise loss: NAME(opt, t) and NAME_complex(opt, t). */
#define GG_FORMULA_OF(name, t, ...)                                            \
    static double name(const double opt[], double t)                           \
    {                                                                          \
        typedef double number;                                                 \
        (void)opt;                                                             \
        (void)(number)0;                                                       \
        __VA_ARGS__                                                            \
    }                                                                          \
    static double complex name##_complex(const double opt[], double complex t) \
    {                                                                          \
        typedef double complex number;                                         \
        (void)opt;                                                             \
        (void)(number)0;                                                       \
        __VA_ARGS__                                                            \
    }

static inline double gg_same_real(double u)
{
    return u;
}

static inline double complex gg_abs_complex(double complex u)
{
    return creal(u) < 0 || (creal(u) == 0 && signbit(creal(u))) ? -u : u;
}

static inline double complex gg_floor_complex(double complex u)
{
    return floor(creal(u));
}

static inline double complex gg_log1p_complex(double complex u)
{
    const double a = creal(u); /* the imaginary part is tiny: its square is nothing */
    return log1p(a) + I * (cimag(u) / (1 + a));
}

static inline double complex gg_expm1_complex(double complex u)
{
    const double a = creal(u);
    return expm1(a) + I * (cimag(u) * exp(a));
}

/* A name of a function needs no parentheses: NOLINTBEGIN(bugprone-macro-parentheses) */
#define GG_OF(u, real, complex_) _Generic((u), double complex : complex_, default : real)(u)
/* NOLINTEND(bugprone-macro-parentheses) */
#define gg_real(u) GG_OF(u, gg_same_real, creal) /* what may be compared */
#define gg_abs(u) GG_OF(u, fabs, gg_abs_complex)
#define gg_floor(u) GG_OF(u, floor, gg_floor_complex)
#define gg_sqrt(u) GG_OF(u, sqrt, csqrt)
#define gg_exp(u) GG_OF(u, exp, cexp)
#define gg_expm1(u) GG_OF(u, expm1, gg_expm1_complex)
#define gg_log1p(u) GG_OF(u, log1p, gg_log1p_complex)
#define gg_log(u) GG_OF(u, log, clog)
#define gg_sin(u) GG_OF(u, sin, csin)
#define gg_cos(u) GG_OF(u, cos, ccos)
#define gg_atan(u) GG_OF(u, atan, catan)
#define gg_sinh(u) GG_OF(u, sinh, csinh)
#define gg_tanh(u) GG_OF(u, tanh, ctanh)
#define gg_pow(u, power) _Generic((u), double complex : cpow, default : pow)(u, power)

#endif
