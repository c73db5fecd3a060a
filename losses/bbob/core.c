/* losses/bbob/core.c -- weighted squares, Rastrigin's dents and Rosenbrock's valley. */
#include "losses/bbob/core.h"

#include "losses/bbob/elementary.h"

#define PI 3.14159265358979323846

/* Two functions of one body, which reads n, w and z. */
#define WEIGHTED(name, ...)                                                             \
    double name##_real(size_t n, const double w[], const double z[])                    \
    {                                                                                   \
        typedef double number;                                                          \
        __VA_ARGS__                                                                     \
    }                                                                                   \
    double complex name##_complex(size_t n, const double w[], const double complex z[]) \
    {                                                                                   \
        typedef double complex number;                                                  \
        __VA_ARGS__                                                                     \
    }
#define PLAIN(name, ...)                                              \
    double name##_real(size_t n, const double z[])                    \
    {                                                                 \
        typedef double number;                                        \
        __VA_ARGS__                                                   \
    }                                                                 \
    double complex name##_complex(size_t n, const double complex z[]) \
    {                                                                 \
        typedef double complex number;                                \
        __VA_ARGS__                                                   \
    }

#define TERMS(name, ...)                                                                     \
    double name##_real(size_t n, const double z[], double term[])                            \
    {                                                                                        \
        typedef double number;                                                               \
        __VA_ARGS__                                                                          \
    }                                                                                        \
    double complex name##_complex(size_t n, const double complex z[], double complex term[]) \
    {                                                                                        \
        typedef double complex number;                                                       \
        __VA_ARGS__                                                                          \
    }

WEIGHTED(gg_bbob_squares, {
    number total;
    GG_BBOB_SUM(total, n, i, w[i] * (z[i] * z[i]));
    return total;
})

void gg_bbob_squares_back(size_t n, const double w[], const double z[], double h[])
{
    for (size_t i = 0; i < n; i++) h[i] = 2 * w[i] * z[i];
}

/* 1 - cos 2 pi z is written as 2 sin^2 pi z, which is exact near whole numbers. */
static void ripple_real(size_t n, const double *restrict z, double *restrict term)
{
    for (size_t i = 0; i < n; i++) {
        const double s = gg_bbob_sin_near(PI * gg_bbob_fraction_real(z[i]));
        term[i] = 2 * (s * s);
    }
}

static void ripple_complex(size_t n, const double complex z[], double complex term[])
{
    for (size_t i = 0; i < n; i++) {
        const double complex angle = PI * gg_bbob_fraction_complex(z[i]);
        const double s = gg_bbob_sin_near(creal(angle));
        term[i] = 2 * (s * s) + I * (cimag(angle) * 4 * s * gg_bbob_cos_near(creal(angle)));
    }
}

TERMS(gg_bbob_waves, {
    number total;
    GG_BBOB_OF(z, ripple)(n, z, term);
    GG_BBOB_SUM(total, n, i, term[i]);
    return total;
})

TERMS(gg_bbob_dents, {
    number total;
    GG_BBOB_OF(z, ripple)(n, z, term);
    GG_BBOB_SUM(total, n, i, z[i] * z[i] + 10 * term[i]);
    return total;
})

void gg_bbob_waves_back(size_t n, const double z[], double h[])
{
    for (size_t i = 0; i < n; i++)
        h[i] = 2 * PI * gg_bbob_sin_real(2 * PI * gg_bbob_fraction_real(z[i]));
}

void gg_bbob_dents_back(size_t n, const double z[], double h[])
{
    gg_bbob_waves_back(n, z, h);
    for (size_t i = 0; i < n; i++) h[i] = 2 * z[i] + 10 * h[i];
}

PLAIN(gg_bbob_valley, {
    number steep;
    number flat;
    GG_BBOB_SUM(steep, n - 1, i, (z[i] * z[i] - z[i + 1]) * (z[i] * z[i] - z[i + 1]));
    GG_BBOB_SUM(flat, n - 1, i, (z[i] - 1) * (z[i] - 1));
    return 100 * steep + flat;
})

void gg_bbob_valley_back(size_t n, const double z[], double h[])
{
    h[0] = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const double off = z[i] * z[i] - z[i + 1];
        h[i] += 400 * off * z[i] + 2 * (z[i] - 1);
        h[i + 1] = -200 * off;
    }
}

double gg_bbob_stretch(size_t n)
{
    return fmax(1, sqrt((double)n) / 8);
}
