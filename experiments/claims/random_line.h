/* experiments/claims/random_line.h -- random smooth functions of one number, and what breaks them. */
#ifndef GG_EXPERIMENTS_CLAIMS_RANDOM_LINE_H
#define GG_EXPERIMENTS_CLAIMS_RANDOM_LINE_H

#include <gsl/gsl_rng.h>

#include "experiments/line.h"

typedef enum gg_breach { GG_UNBROKEN, GG_BROKEN_SLOPE, GG_BROKEN_VALUE } gg_breach;

/* On [-1, 1]: a polynomial of degree 6, a wave, an exponential, a Runge function, or a wave and
 * an exponential; with a kink or a jump of a size that is measured in units of the noise. */
typedef struct gg_random_line {
    int family;
    double c[7];
    gg_breach breach;
    double size, where; /* of the breach: change of slope, or of value */
    double sigma;       /* of a normal error, drawn anew for each value; 0: rounding alone */
    gsl_rng *rng;
} gg_random_line;

/* The breach's size is `ratio` times the noise: sigma, or the machine's epsilon times the
 * largest |f|. It lies within 0.9 of the middle, at `where` unless that is NaN. */
void gg_random_line_draw(gg_random_line *out, gg_breach breach, double ratio, double sigma,
                         double where, gsl_rng *rng);

/* For gg_line. */
double gg_random_line_value(void *line, double t);

#endif
