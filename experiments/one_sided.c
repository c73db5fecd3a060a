/* experiments/one_sided.c -- Richardson's table for differences to one side. */
#include "experiments/one_sided.h"

enum { LEVELS = 40, ORDER = 6 };

gg_one_sided gg_one_sided_slope(gg_line *l, double t, double f, double reach, size_t levels,
                                double noise)
{
    double above[ORDER] = {0}; /* the table's last row, and its errors by noise */
    double above_noise[ORDER] = {0};
    gg_one_sided best = {NAN, INFINITY};
    for (size_t j = 0; j < levels && j < LEVELS; j++, reach /= 2) {
        double row[ORDER];
        double row_noise[ORDER];
        const double there = t + reach;
        if (there == t) break;
        row[0] = (gg_line_ask(l, there) - f) / (there - t);
        row_noise[0] = 2 * noise / fabs(there - t);
        for (size_t k = 1; k <= j && k < ORDER; k++) {
            const double weight = (double)(1 << k);
            row[k] = row[k - 1] + (row[k - 1] - above[k - 1]) / (weight - 1);
            row_noise[k] = (weight * row_noise[k - 1] + above_noise[k - 1]) / (weight - 1);
        }
        for (size_t k = 0; k < ORDER; k++) {
            const bool old = j > k;
            const double up = old ? fabs(row[k] - above[k]) : INFINITY;
            const double left = k > 0 && k <= j ? fabs(row[k] - row[k - 1]) : 0;
            const double error = up + left + row_noise[k <= j ? k : 0];
            if (old && error < best.error) best = (gg_one_sided){row[k], error};
        }
        for (size_t k = 0; k <= j && k < ORDER; k++) {
            above[k] = row[k];
            above_noise[k] = row_noise[k];
        }
    }
    return best;
}
