/* experiments/ecnoise.h -- how large the noise of computed values is, from a table of differences. */
#ifndef GG_EXPERIMENTS_ECNOISE_H
#define GG_EXPERIMENTS_ECNOISE_H

#include "experiments/line.h"

/* The noise of f near t, as a standard deviation: rounding errors or noise proper, from nine
 * values in a row; the spacing is mended up to four times if it was too short or too long.
 *
 * step    the first spacing
 * ->      0 if values do not differ at all; NaN if no level was found, or f is not finite
 * source  More & Wild 2011, Estimating computational noise, section 5, doi:10.1137/100786125 */
double gg_ecnoise(gg_line *l, double t, double step);

/* The median of that over nine places of the line, and never less than rounding: the machine's
 * epsilon times the largest |f| that was met. NaN if f is not finite at one of them. */
double gg_ecnoise_along(gg_line *l);

#endif
