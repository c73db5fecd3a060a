/* experiments/figure.h -- from a folder of results to pictures. */
#ifndef GG_EXPERIMENTS_FIGURE_H
#define GG_EXPERIMENTS_FIGURE_H

#include "experiments/gnuplot.h"
#include "experiments/results.h"

/* One picture that was drawn. Files: <folder>/<name>.svg ... and <name>.csv with its numbers. */
typedef struct gg_picture {
    char name[160];  /* "convergence_calls_n10" */
    char figure[64]; /* "convergence_calls" */
    char *headline, *subline, *how;
} gg_picture;

typedef struct gg_pictures {
    gg_picture *list;
    size_t count, room;
} gg_pictures;

typedef struct gg_figure_request {
    const char *names;  /* comma-separated; NULL: all that belong to the studies in the file */
    const char *folder; /* where they go; is made */
    bool format[GG_FORMATS];
    bool dark;
    void (*progress)(const char *name); /* called as each is ready; NULL: nothing */
} gg_figure_request;

/* Draws figures, two at a time. Afterwards `r` can only be read.
 * fails GG_NOT_FOUND no such figure (the nearest is offered), no gnuplot; GG_BAD_INPUT a
 *       figure's SQL; GG_IO; GG_NO_MEMORY */
gg_status gg_figures_draw(gg_pictures *out, gg_results *r, const gg_figure_request *request);
void gg_pictures_close(gg_pictures *p);

#endif
