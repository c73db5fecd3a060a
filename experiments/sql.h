/* experiments/sql.h -- SQLite's statements and errors in our words. */
#ifndef GG_EXPERIMENTS_SQL_H
#define GG_EXPERIMENTS_SQL_H

#include <sqlite3.h>

#include "base/status.h"

/* Keep what SQLite says went wrong while `doing`, with the file's path.
 * -> GG_BAD_INPUT damaged; GG_NO_MEMORY; GG_IO all else */
gg_status gg_sql_fail(sqlite3 *db, const char *doing);

/* Statements without parameters, one after another. */
gg_status gg_sql_do(sqlite3 *db, const char *text, const char *doing);

gg_status gg_sql_prepare(sqlite3 *db, const char *text, sqlite3_stmt **out);

/* One step of a statement that gives no row, and back to its beginning. */
gg_status gg_sql_finish(sqlite3_stmt *statement, const char *doing);

#endif
