/* experiments/one_sided.c -- Richardson's table for differences to one side. */
#include "experiments/one_sided.h"

enum { LEVELS = 40, ORDER = 6 };

/* The table's last row, how much each entry differs from the one above it, and what noise makes
 * of it. */
typedef struct row {
    double of[ORDER], change[ORDER], noise[ORDER];
} row;

/* The next row from the difference over step h. */
static row extend(const row *above, size_t j, double difference, double noise, double h)
{
    row r = {.of = {difference}, .noise = {2 * noise / fabs(h)}};
    for (size_t k = 1; k <= j && k < ORDER; k++) {
        const double weight = (double)(1 << k);
        r.of[k] = r.of[k - 1] + (r.of[k - 1] - above->of[k - 1]) / (weight - 1);
        r.noise[k] = (weight * r.noise[k - 1] + above->noise[k - 1]) / (weight - 1);
    }
    for (size_t k = 0; k < j && k < ORDER; k++) r.change[k] = fabs(r.of[k] - above->of[k]);
    return r;
}

/* Column k changes from row to row, and shrinks by 2^(k + 1): a change that is smaller by chance
 * is not believed. */
static double error_of(const row *r, const row *above, size_t k)
{
    const double expected = ldexp(above->change[k], -(int)k - 1);
    const double left = k > 0 ? fabs(r->of[k] - r->of[k - 1]) : r->change[0];
    return fmax(r->change[k], expected) + left + r->noise[k];
}

gg_one_sided gg_one_sided_slope(gg_line *l, double t, double f, double reach, size_t levels,
                                double noise)
{
    row above = {{0}, {0}, {0}};
    gg_one_sided best = {NAN, INFINITY};
    for (size_t j = 0; j < levels && j < LEVELS; j++, reach /= 2) {
        const double there = t + reach;
        if (there == t) break;
        const double difference = (gg_line_ask(l, there) - f) / (there - t);
        const row r = extend(&above, j, difference, noise, there - t);
        for (size_t k = 0; k + 1 < j && k < ORDER; k++) {
            const double error = error_of(&r, &above, k);
            if (error < best.error) best = (gg_one_sided){r.of[k], error};
        }
        above = r;
    }
    return best;
}
