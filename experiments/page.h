/* experiments/page.h -- the pieces that a report's page is made of. */
#ifndef GG_EXPERIMENTS_PAGE_H
#define GG_EXPERIMENTS_PAGE_H

#include <stdio.h>

#include "experiments/figure.h"

/* <!doctype html> to <main>: the look of the page, light and dark, wide and narrow. */
void gg_page_open(FILE *to, const char *title);
void gg_page_close(FILE *to);

/* printf whose %s are escaped for HTML; nothing but %s. */
void gg_page_write(FILE *to, const char *format, ...);

/* A query as a table in a box that scrolls; columns whose values are numbers stand right.
 * An empty one says `nothing` instead. fails GG_BAD_INPUT (SQL) */
gg_status gg_page_table(FILE *to, gg_results *r, const char *sql, const char *nothing);

/* Heading, inlined SVG, how to read it, and its numbers as a link that needs no other file.
 * folder  where the picture's files are. fails GG_NOT_FOUND, GG_IO, GG_NO_MEMORY */
gg_status gg_page_figure(FILE *to, const char *folder, const char *anchor,
                         const gg_picture *picture);

#endif
