/* optimizers/variation.c -- crossover and mutation of real vectors. */
#include "optimizers/variation.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/vector.h"
#include "optimizers/normal.h"

enum { COINS = 16 }; /* coordinates that the bits of one draw decide on */

/* The 16th root of a number in (0, 1) of 32 bits: that of its power of two from a table, that of the
 * rest, in [1, 2), by the polynomial that agrees with it at eight Chebyshev points, both ends
 * among them; to 2e-8, which no chance can tell. Four square roots that wait for each other take
 * three times as long. */
static double root_16(double x)
{
    static const double two[16] = {1,
                                   1.0442737824274138,
                                   1.0905077326652577,
                                   1.1387886347566916,
                                   1.189207115002721,
                                   1.241857812073484,
                                   1.2968395546510096,
                                   1.3542555469368927,
                                   1.4142135623730951,
                                   1.4768261459394993,
                                   1.5422108254079407,
                                   1.6104903319492543,
                                   1.681792830507429,
                                   1.7562521603732995,
                                   1.8340080864093424,
                                   1.9152065613971474};
    static const double c[8] = {1.0256654163404715,      0.042736046442504283,
                                -0.013356998560597284,   0.0057512473861682702,
                                -0.0027827716547335754,  0.0014588312991145182,
                                -0.00098254452443881889, 0.00055981965906138904};
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const size_t power = (size_t)(bits >> 52) - (1023 - 32); /* 32 more than that of two */
    const uint64_t rest = (bits & (UINT64_MAX >> 12)) | (UINT64_C(1023) << 52);
    double t;
    memcpy(&t, &rest, sizeof t);
    t -= 1.5;
    const double tt = t * t;
    const double low = (c[0] + c[1] * t) + (c[2] + c[3] * t) * tt;
    const double high = (c[4] + c[5] * t) + (c[6] + c[7] * t) * tt;
    return (low + high * (tt * tt)) * two[power % 16] * (power < 16 ? 0.25 : 0.5);
}

/* x^(1/(eta + 1)) of a number in (0, 1) of 32 bits; the usual eta = 15 without pow */
static double root(double x, double eta)
{
    return eta == 15 ? root_16(x) : pow(x, 1 / (eta + 1));
}

/* Two children apart by beta times what they were; beta or 1/beta with equal chance, chosen
 * by place: a branch here is mispredicted every other time. */
static void spread(gsl_rng *rng, double eta, double *c, double *d)
{
    const uint32_t word = gg_draw_word(rng);
    const double nearer = root((double)(word | 1) * 0x1p-32, eta);
    const double beta[2] = {nearer, 1 / nearer};
    const double mean = 0.5 * (*c + *d);
    const double half = 0.5 * (*d - *c) * beta[word & 1];
    *c = mean - half;
    *d = mean + half;
}

void gg_crossover_sbx(gsl_rng *rng, double eta, size_t n, const double a[], const double b[],
                      double c[], double d[])
{
    for (size_t from = 0; from < n; from += COINS) {
        uint32_t coins = gg_draw_word(rng); /* two for each coordinate */
        const size_t to = n - from < COINS ? n : from + COINS;
        size_t crossed[COINS];
        size_t count = 0;
        for (size_t i = from; i < to; i++, coins >>= 2) {
            const double both[2] = {a[i], b[i]};
            const size_t change = coins & 1;
            c[i] = both[change];
            d[i] = both[1 - change];
            crossed[count] = i;
            count += coins >> 1 & 1;
        }
        for (size_t k = 0; k < count; k++) spread(rng, eta, &c[crossed[k]], &d[crossed[k]]);
    }
}

void gg_crossover_blx(gsl_rng *rng, double alpha, size_t n, const double a[], const double b[],
                      double c[], double d[])
{
    for (size_t i = 0; i < n; i++) {
        const double length = b[i] - a[i];
        const double from = a[i] - alpha * length;
        c[i] = from + (1 + 2 * alpha) * length * gsl_rng_uniform(rng);
        d[i] = from + (1 + 2 * alpha) * length * gsl_rng_uniform(rng);
    }
}

void gg_crossover_line(gsl_rng *rng, double beyond, size_t n, const double a[],
                       const double b[], double c[], double d[])
{
    const double s = (1 + 2 * beyond) * gsl_rng_uniform(rng) - beyond;
    const double t = (1 + 2 * beyond) * gsl_rng_uniform(rng) - beyond;
    for (size_t i = 0; i < n; i++) {
        const double length = b[i] - a[i];
        c[i] = a[i] + s * length;
        d[i] = a[i] + t * length;
    }
}

void gg_crossover_pcx(gsl_rng *rng, double along, double across, size_t n,
                      const double *restrict a, const double *restrict b,
                      const double *restrict c, double *restrict x, double *restrict y)
{
    /* d = 3 (a - mean) = -(u + v) with u = b - a and v = c - a. These two are equally far from
     * the line along d, on opposite sides of it: |u|^2 - (d'u)^2 / |d|^2 is the determinant of
     * their products over |d|^2, for both. */
    double uu;
    double uv;
    double vv;
    GG_SUM(uu, n, i, (b[i] - a[i]) * (b[i] - a[i]));
    GG_SUM(uv, n, i, (b[i] - a[i]) * (c[i] - a[i]));
    GG_SUM(vv, n, i, (c[i] - a[i]) * (c[i] - a[i]));
    const double dd = uu + vv + 2 * uv;
    /* else they are one point, or a is the mean and the line has no direction */
    const double part = dd > 1e-14 * (uu + vv) ? 1 / dd : 0;
    const double wide = across * sqrt(fmax(uu * (vv * part) - uv * (uv * part), 0));
    double zd;
    gg_normal_fill(rng, n, x);
    GG_SUM(zd, n, i, (x[i] *= wide) * (2 * a[i] - b[i] - c[i]));
    double along_it;
    gg_normal_fill(rng, 1, &along_it);
    const double turn = along / 3 * along_it - zd * part;
    for (size_t i = 0; i < n; i++) {
        const double way = x[i] + turn * (2 * a[i] - b[i] - c[i]);
        x[i] = a[i] + way;
        y[i] = a[i] - way;
    }
}

double gg_mutation_polynomial(gsl_rng *rng, double eta)
{
    const uint32_t word = gg_draw_word(rng);
    const double delta = 1 - root((double)(word | 1) * 0x1p-32, eta);
    const double either[2] = {delta, -delta};
    return either[word & 1];
}
