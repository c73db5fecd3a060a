/* experiments/views.h -- tables and views of plots/NAME.sql, built when something asks for them. */
#ifndef GG_EXPERIMENTS_VIEWS_H
#define GG_EXPERIMENTS_VIEWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* A CREATE TEMP TABLE or VIEW with what follows it up to the next: its index, its last rows. */
typedef struct gg_view {
    char name[48];
    char *sql;
    bool built;
} gg_view;

typedef struct gg_views {
    gg_view *list;
    size_t count, room;
} gg_views;

/* Adds the views of a file of plots/. A statement ends with a semicolon at the end of a line;
 * what a view is made from stands before it, in this file or one that was read before.
 * fails GG_NOT_FOUND, GG_IO, GG_NO_MEMORY; GG_BAD_INPUT: begins with something else */
gg_status gg_views_read(gg_views *v, const char *file);

/* Builds every view whose name is a word of `sql`, after those that it is made from.
 * fails GG_BAD_INPUT with SQLite's words */
struct sqlite3;
gg_status gg_views_build(gg_views *v, struct sqlite3 *db, const char *sql);

/* Would gg_views_build do anything? */
bool gg_views_wait(const gg_views *v, const char *sql);

/* All of them. */
gg_status gg_views_build_all(gg_views *v, struct sqlite3 *db);
void gg_views_close(gg_views *v);

#endif
