/* losses/data.h -- tables of data: those that ship, and a user's CSV. */
#ifndef GG_LOSSES_DATA_H
#define GG_LOSSES_DATA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* A table, read once and never changed: rows of numbers, and of labels where a column is text.
 * Shared by all problems of a process; a column with a cell that is not a number is text. */
typedef struct gg_data {
    const char *name; /* as it was asked for */
    size_t rows, columns;
    char **column; /* [columns] names from the header line */
    double *cell;  /* [rows][columns] NaN in a text column */
    char **label;  /* [rows][columns] the text; NULL in a numeric column, or where all are */
    bool *text;    /* [columns] */
} gg_data;

typedef struct gg_dataset { /* one that ships: losses/data/<name>.csv */
    const char *name;
    const char *target; /* its column of answers */
    const char *title, *source;
    const unsigned char *csv;
    size_t size; /* bytes of csv */
} gg_dataset;

extern const gg_dataset gg_datasets[]; /* name NULL ends it; written by the build */

/* The shipped set of that name; or the synthetic one in its usual size with seed 1; else the
 * file at that path (a name without '/' or '.' is not taken for a path), which is LIBSVM's if it
 * ends in .libsvm or .svm and CSV if not. Opened again, it is the same table, counted.
 * fails GG_NOT_FOUND no such set or file; GG_BAD_INPUT with file:line:column: what csv.h and
 *       libsvm.h refuse; GG_NO_MEMORY; GG_IO */
gg_status gg_data_open(const gg_data **out, const char *name);
void gg_data_close(const gg_data *d);

/* Zeros in numeric columns x1 ... x<features> and a last one; `out` keeps its name.
 * fails GG_NO_MEMORY */
gg_status gg_data_frame(gg_data *out, size_t rows, size_t features, const char *last);

/* Free all that a table holds, but not its name. */
void gg_data_clear(gg_data *d);

/* -> index of the column, or d->columns */
size_t gg_data_column(const gg_data *d, const char *name);

/* The shipped set's own target column; the last column of a user's file. */
const char *gg_data_target(const gg_data *d);

#endif
