/* experiments/sql.c -- SQLite's statements and errors in our words. */
#include "experiments/sql.h"

#include <stddef.h>

gg_status gg_sql_fail(sqlite3 *db, const char *doing)
{
    const char *name = sqlite3_db_filename(db, "main");
    const char *path = name && *name ? name : "results.db";
    const int code = sqlite3_extended_errcode(db);
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return gg_fail(GG_BAD_INPUT, "%s is damaged (%s): %s", path, doing, sqlite3_errmsg(db));
    case SQLITE_NOMEM: return gg_fail(GG_NO_MEMORY, "%s: no memory to %s", path, doing);
    case SQLITE_FULL:
        return gg_fail(GG_IO,
                       "%s: cannot %s: the disk is full, or a file size limit is reached", path,
                       doing);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return gg_fail(GG_IO, "%s: cannot %s: another process is using it", path, doing);
    default: break;
    }
    if (code == SQLITE_IOERR_WRITE)
        return gg_fail(GG_IO,
                       "%s: cannot %s: a file size limit is reached, or the disk is full", path,
                       doing);
    return gg_fail(GG_IO, "%s: cannot %s: %s", path, doing, sqlite3_errmsg(db));
}

gg_status gg_sql_do(sqlite3 *db, const char *text, const char *doing)
{
    if (sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK) return GG_OK;
    return gg_sql_fail(db, doing);
}

gg_status gg_sql_prepare(sqlite3 *db, const char *text, sqlite3_stmt **out)
{
    if (sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK)
        return GG_OK;
    return gg_sql_fail(db, "prepare a query");
}

gg_status gg_sql_finish(sqlite3_stmt *statement, const char *doing)
{
    const int code = sqlite3_step(statement);
    gg_status status = GG_OK;
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        status = gg_sql_fail(sqlite3_db_handle(statement), doing);
    sqlite3_reset(statement);
    return status;
}
