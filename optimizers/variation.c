/* optimizers/variation.c -- crossover and mutation of real vectors. */
#include "optimizers/variation.h"

#include <math.h>

#include "base/vector.h"
#include "optimizers/normal.h"

enum { COINS = 16 }; /* coordinates that the bits of one draw decide on */

/* x^(1/(eta + 1)); the usual eta = 15 without pow, four times as fast */
static double root(double x, double eta)
{
    if (eta == 15) return sqrt(sqrt(sqrt(sqrt(x))));
    return pow(x, 1 / (eta + 1));
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
