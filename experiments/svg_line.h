/* experiments/svg_line.h -- gnuplot's lines, written shorter. */
#ifndef GG_EXPERIMENTS_SVG_LINE_H
#define GG_EXPERIMENTS_SVG_LINE_H

#include <stdbool.h>
#include <stdio.h>

/* "M1.00,2.00 L3.00,4.00 Z", or the corners of a polygon, up to the quote: relative, in tenths of a
 * pixel, and without corners that lie within a seventh of a pixel of the line without them.
 * -> the quote */
const char *gg_svg_line(const char *at, bool polygon, FILE *to);

/* Is all of the text, up to a quote, of that kind? */
bool gg_svg_is_line(const char *at);

#endif
