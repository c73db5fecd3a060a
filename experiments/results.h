/* experiments/results.h -- a folder of results, opened to be looked at. */
#ifndef GG_EXPERIMENTS_RESULTS_H
#define GG_EXPERIMENTS_RESULTS_H

#include "experiments/store.h"
#include "experiments/views.h"

typedef struct gg_results {
    gg_store *store;
    struct sqlite3 *sql; /* the store's, with views of plots/ in its TEMP schema */
    gg_views views;      /* those that a query asked for are there, the others wait */
    bool locked;
    const char *folder;
} gg_results;

/* Opens folder/results.db for reading, to turn its runs into numbers.
 * price    what a gradient is charged in values: "measured", "n+1" or a number from 0
 * targets  comma-separated gaps: "1e-8" or, of the first gap, "rel:1e-2"
 * fails    GG_BAD_INPUT, and what gg_store_open fails with */
gg_status gg_results_open(gg_results *out, const char *folder, const char *price,
                          const char *targets);
void gg_results_close(gg_results *r);

/* Builds every view, for who does not ask by gg_results_ask. */
gg_status gg_results_all(gg_results *r);

/* Builds the views that a query mentions. */
gg_status gg_results_need(gg_results *r, const char *sql);

/* From now on every query may read, and do nothing else; views are still built. */
void gg_results_lock(gg_results *r);

/* A prepared query, after gg_results_need; what is not UTF-8 SQL fails with SQLite's words.
 * `what` names the query in the message. */
struct sqlite3_stmt;
gg_status gg_results_ask(gg_results *r, const char *sql, const char *what,
                         struct sqlite3_stmt **out);

/* The first column of the first row as text, or "" ; the caller frees *out. */
gg_status gg_results_text(gg_results *r, const char *sql, const char *what, char **out);

#endif
