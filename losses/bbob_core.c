/* losses/bbob_core.c -- weighted squares, Rastrigin's dents and Rosenbrock's valley. */
#include "losses/bbob_core.h"

#include "losses/bbob_transform.h"

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
PLAIN(gg_bbob_dents, {
    number total = 0;
    for (size_t i = 0; i < n; i++) {
        const number s = gg_sin(PI * gg_bbob_fraction(z[i]));
        total += z[i] * z[i] + 20 * (s * s);
    }
    return total;
})

void gg_bbob_dents_back(size_t n, const double z[], double h[])
{
    for (size_t i = 0; i < n; i++)
        h[i] = 2 * z[i] + 20 * PI * sin(2 * PI * gg_bbob_fraction(z[i]));
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
