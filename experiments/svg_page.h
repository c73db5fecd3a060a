/* experiments/svg_page.h -- a figure's SVG as a part of a page, at half the size. */
#ifndef GG_EXPERIMENTS_SVG_PAGE_H
#define GG_EXPERIMENTS_SVG_PAGE_H

#include <stdio.h>

#include "base/status.h"

/* Writes what gg_svg_write wrote: lines as differences to a tenth of a pixel, groups without
 * content and gnuplot's names for its plots left out. The attribute data-whole keeps the view
 * with the head.
 * svg   a whole file of gg_svg_write's, whose id is `name`
 * id    takes the place of `name`, so that two figures of one name fit on a page
 * head  design pixels that are cut from the top, where the page has the headline as text
 * fails GG_BAD_INPUT: not such a file */
gg_status gg_svg_page(const char *svg, const char *name, const char *id, int head, FILE *to);

#endif
