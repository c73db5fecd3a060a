/* experiments/gnuplot.h -- gnuplot processes, a few at once. */
#ifndef GG_EXPERIMENTS_GNUPLOT_H
#define GG_EXPERIMENTS_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"

enum { GG_FORMATS = 3 };
extern const char *const gg_formats[GG_FORMATS]; /* "svg", "pdf", "png" */

/* What a drawing process is told. Everything that came from outside is in data files: a script
 * is code, and a name in it would be. */
typedef struct gg_drawing {
    char folder[4200]; /* with the data; picture.svg ... and gnuplot.log are written there */
    char script[4200]; /* the .gp file */
    bool format[GG_FORMATS];
    bool dark;
} gg_drawing;

/* fails GG_NOT_FOUND: there is no gnuplot */
gg_status gg_gnuplot_find(void);

/* Starts drawing. fails GG_IO: no process */
gg_status gg_gnuplot_start(pid_t *out, const gg_drawing *d);

/* Waits for any one of the `count` processes -> its index in *which, which is then free.
 * fails GG_IO: it died, or said something, or left a file that is not whole */
gg_status gg_gnuplot_wait(const pid_t process[], const gg_drawing drawing[], size_t count,
                          size_t *which);

#endif
