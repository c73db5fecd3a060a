/* experiments/rows.h -- a run as rows of the store, sealed by a checksum. */
#ifndef GG_EXPERIMENTS_ROWS_H
#define GG_EXPERIMENTS_ROWS_H

#include <sqlite3.h>

#include "experiments/run.h"

typedef struct gg_rows { /* statements that write */
    sqlite3 *db;
    sqlite3_stmt *begin, *commit, *run, *mark, *step, *crowd, *seal, *note, *trial, *number,
        *seal_trial;
    char doing[64]; /* what an error message says was tried */
} gg_rows;

gg_status gg_rows_open(gg_rows *out, sqlite3 *db);
void gg_rows_close(gg_rows *r);

/* A run, its marks and its steps, or a trial and its numbers: all or nothing. */
gg_status gg_rows_add(gg_rows *r, const char *study, const char *key, const gg_job *job,
                      const gg_result *result);

/* A note, over the one with the same key. */
gg_status gg_rows_note(gg_rows *r, const char *key, const char *value);

/* Does every row say what was written? fails GG_BAD_INPUT, with the first that does not */
gg_status gg_rows_check(sqlite3 *db);

#endif
