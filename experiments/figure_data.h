/* experiments/figure_data.h -- a figure's queries, written as files for gnuplot and for people. */
#ifndef GG_EXPERIMENTS_FIGURE_DATA_H
#define GG_EXPERIMENTS_FIGURE_DATA_H

#include <stdio.h>

#include "experiments/card.h"
#include "experiments/results.h"

struct sqlite3_stmt;

typedef struct gg_figure_data {
    char *headline, *subline; /* of the head query; "" if it has no row */
    size_t rows;              /* of the first query after the head */
} gg_figure_data;

/* Writes <folder>/<query>.tsv and <query>.<k>.tsv for gnuplot, and all numbers of data and
 * split queries to `csv`, in one table.
 * each   the row that binds :parameters, or NULL
 * fails  GG_BAD_INPUT (SQL, with figure and query), GG_IO, GG_NO_MEMORY */
gg_status gg_figure_data_write(gg_figure_data *out, gg_results *r, const gg_card *card,
                               struct sqlite3_stmt *each, const char *folder, FILE *csv);
void gg_figure_data_close(gg_figure_data *d);

#endif
