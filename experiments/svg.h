/* experiments/svg.h -- gnuplot's SVG, made fit for pages: light and dark, unique ids, a title. */
#ifndef GG_EXPERIMENTS_SVG_H
#define GG_EXPERIMENTS_SVG_H

#include <stdio.h>

#include "base/status.h"

/* Drops the white ground, adds font fall-backs and the colours of dark mode, prefixes every id
 * with `id`, names the picture by `title`.
 * fails GG_BAD_INPUT: not a whole SVG of gnuplot's */
gg_status gg_svg_write(const char *svg, const char *id, const char *title, FILE *to);

/* Text with & < > " ' as entities; control characters as blanks. */
void gg_svg_text(const char *text, FILE *to);

#endif
