/* experiments/views.c -- views by name: a word in a query is enough to have one built. */
#include "experiments/views.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/share.h"

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Is `word` in the text, with no letter beside it? More words are found than are names of
 * views: one built in vain costs time and nothing else. */
static bool mentions(const char *text, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at += length)
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[length])) return true;
    return false;
}

/* Behind the next semicolon that ends a line. */
static const char *end_of_statement(const char *sql)
{
    const char *end = strstr(sql, ";\n");
    return end ? end + 2 : sql + strlen(sql);
}

/* Past blank lines and comments. */
static const char *begin_of_statement(const char *sql)
{
    for (;;) {
        sql += strspn(sql, " \r\n");
        if (strncmp(sql, "--", 2) != 0) return sql;
        sql += strcspn(sql, "\n");
    }
}

static bool read_name(const char *sql, char name[48])
{
    return sscanf(sql, "CREATE TEMP TABLE %47[a-z_]", name) == 1 ||
           sscanf(sql, "CREATE TEMP VIEW %47[a-z_]", name) == 1;
}

static gg_status append(gg_view *view, const char *sql, size_t length)
{
    const size_t old = view->sql ? strlen(view->sql) : 0;
    char *longer = realloc(view->sql, old + length + 1);
    if (!longer) return gg_fail(GG_NO_MEMORY, "no memory for a view");
    memcpy(longer + old, sql, length);
    longer[old + length] = 0;
    view->sql = longer;
    return GG_OK;
}

static gg_status make_room(gg_views *v)
{
    if (v->count < v->room) return GG_OK;
    const size_t room = v->room ? 2 * v->room : 64;
    gg_view *larger = realloc(v->list, room * sizeof *larger);
    if (!larger) return gg_fail(GG_NO_MEMORY, "no memory for %zu views", room);
    v->list = larger;
    v->room = room;
    return GG_OK;
}

static gg_status read_all(gg_views *v, const char *text, const char *file)
{
    const size_t before = v->count;
    for (const char *at = begin_of_statement(text); *at;) {
        const char *end = end_of_statement(at);
        gg_view view = {.built = false};
        if (read_name(at, view.name)) {
            GG_TRY(make_room(v));
            v->list[v->count++] = view;
        } else if (v->count == before) {
            return gg_fail(GG_BAD_INPUT, "%s does not begin with CREATE TEMP TABLE or VIEW",
                           file);
        }
        GG_TRY(append(&v->list[v->count - 1], at, (size_t)(end - at)));
        at = begin_of_statement(end);
    }
    return GG_OK;
}

gg_status gg_views_read(gg_views *v, const char *file)
{
    char path[4096];
    char *text;
    GG_TRY(gg_share_path(file, path, sizeof path));
    GG_TRY(gg_share_read(path, &text));
    const gg_status status = read_all(v, text, file);
    free(text);
    return status;
}

/* Views are made from views before them, so the recursion ends at the first. */
static gg_status build(gg_views *v, sqlite3 *db, size_t before, const char *sql)
{
    for (size_t i = 0; i < before; i++) {
        gg_view *view = &v->list[i];
        if (view->built || !mentions(sql, view->name)) continue;
        GG_TRY(build(v, db, i, view->sql));
        view->built = true;
        if (sqlite3_exec(db, view->sql, NULL, NULL, NULL))
            return gg_fail(GG_BAD_INPUT, "the view %s: %s", view->name, sqlite3_errmsg(db));
    }
    return GG_OK;
}

gg_status gg_views_build(gg_views *v, sqlite3 *db, const char *sql)
{
    return build(v, db, v->count, sql);
}

bool gg_views_wait(const gg_views *v, const char *sql)
{
    for (size_t i = 0; i < v->count; i++)
        if (!v->list[i].built && mentions(sql, v->list[i].name)) return true;
    return false;
}

gg_status gg_views_build_all(gg_views *v, sqlite3 *db)
{
    for (size_t i = 0; i < v->count; i++) GG_TRY(gg_views_build(v, db, v->list[i].name));
    return GG_OK;
}

void gg_views_close(gg_views *v)
{
    for (size_t i = 0; i < v->count; i++) free(v->list[i].sql);
    free(v->list);
    *v = (gg_views){0};
}
