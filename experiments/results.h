/* experiments/results.h -- a folder of results, opened to be looked at. */
#ifndef GG_EXPERIMENTS_RESULTS_H
#define GG_EXPERIMENTS_RESULTS_H

#include "experiments/store.h"

typedef struct gg_results {
    gg_store *store;
    struct sqlite3 *sql; /* the store's, with the views of plots/views.sql in its TEMP schema */
    const char *folder;
} gg_results;

/* Opens folder/results.db for reading and turns its runs into numbers.
 * price    what a gradient is charged in values: "measured", "n+1" or a number from 0
 * targets  comma-separated gaps: "1e-8" or, of the first gap, "rel:1e-2"
 * fails    GG_BAD_INPUT, and what gg_store_open fails with */
gg_status gg_results_open(gg_results *out, const char *folder, const char *price,
                          const char *targets);
void gg_results_close(gg_results *r);

/* Adds the curves of plots/curves.sql and plots/profiles.sql; a second call does nothing. */
gg_status gg_results_curves(gg_results *r);

/* From now on every query may read, and do nothing else. */
void gg_results_lock(gg_results *r);

/* A prepared query; what is not UTF-8 SQL fails with SQLite's words.
 * `what` names the query in the message. */
struct sqlite3_stmt;
gg_status gg_results_ask(gg_results *r, const char *sql, const char *what,
                         struct sqlite3_stmt **out);

/* The first column of the first row as text, or "" ; the caller frees *out. */
gg_status gg_results_text(gg_results *r, const char *sql, const char *what, char **out);

#endif
