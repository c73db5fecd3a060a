/* experiments/results.c -- a folder of results, opened to be looked at. */
#include "experiments/results.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "experiments/judge.h"
#include "experiments/label.h"
#include "experiments/share.h"

static gg_status sql_failed(gg_results *r, const char *what)
{
    return gg_fail(GG_BAD_INPUT, "%s: %s: %s", r->folder, what, sqlite3_errmsg(r->sql));
}

static gg_status run_text(gg_results *r, const char *sql, const char *what)
{
    return sqlite3_exec(r->sql, sql, NULL, NULL, NULL) ? sql_failed(r, what) : GG_OK;
}

static int only_reading(void *unused, int action, const char *a, const char *b, const char *c,
                        const char *d)
{
    (void)unused, (void)a, (void)b, (void)c, (void)d;
    const bool reads = action == SQLITE_SELECT || action == SQLITE_READ ||
                       action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE;
    return reads ? SQLITE_OK : SQLITE_DENY;
}

static void set_lock(gg_results *r, bool locked)
{
    sqlite3_set_authorizer(r->sql, NULL, NULL);
    sqlite3_exec(r->sql, locked ? "PRAGMA query_only = 1" : "PRAGMA query_only = 0", NULL, NULL,
                 NULL);
    if (locked) sqlite3_set_authorizer(r->sql, only_reading, NULL);
}

void gg_results_lock(gg_results *r)
{
    set_lock(r, true);
    r->locked = true;
}

gg_status gg_results_need(gg_results *r, const char *sql)
{
    if (!gg_views_wait(&r->views, sql)) return GG_OK;
    if (r->locked) set_lock(r, false);
    const gg_status status = gg_views_build(&r->views, r->sql, sql);
    if (r->locked) set_lock(r, true);
    return status;
}

gg_status gg_results_all(gg_results *r)
{
    return gg_views_build_all(&r->views, r->sql);
}

gg_status gg_results_ask(gg_results *r, const char *sql, const char *what, sqlite3_stmt **out)
{
    GG_TRY(gg_results_need(r, sql));
    if (sqlite3_prepare_v2(r->sql, sql, -1, out, NULL) || !*out) return sql_failed(r, what);
    return GG_OK;
}

gg_status gg_results_text(gg_results *r, const char *sql, const char *what, char **out)
{
    sqlite3_stmt *ask;
    GG_TRY(gg_results_ask(r, sql, what, &ask));
    const char *text = "";
    if (sqlite3_step(ask) == SQLITE_ROW && sqlite3_column_text(ask, 0))
        text = (const char *)sqlite3_column_text(ask, 0);
    *out = malloc(strlen(text) + 1);
    if (*out) strcpy(*out, text);
    sqlite3_finalize(ask);
    return *out ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for a line of text");
}

/* One row: text and number, bound, not pasted. */
static gg_status insert(gg_results *r, const char *sql, const char *text, double number,
                        int place)
{
    sqlite3_stmt *row;
    GG_TRY(gg_results_ask(r, sql, "settings", &row));
    sqlite3_bind_text(row, 1, text, -1, SQLITE_TRANSIENT);
    sqlite3_bind_double(row, 2, number);
    if (sqlite3_bind_parameter_count(row) > 2) sqlite3_bind_int(row, 3, place);
    const int status = sqlite3_step(row);
    sqlite3_finalize(row);
    return status == SQLITE_DONE ? GG_OK : sql_failed(r, "settings");
}

static gg_status set_price(gg_results *r, const char *price)
{
    double number = 0;
    const bool word = strcmp(price, "measured") == 0 || strcmp(price, "n+1") == 0;
    if (!word && (gg_number_read(price, &number) || !(number >= 0 && number <= 1e12)))
        return gg_fail(GG_BAD_INPUT,
                       "--price=%s is not 'measured', 'n+1' or a number in [0, 1e12]", price);
    GG_TRY(run_text(r, "CREATE TEMP TABLE setting(mode TEXT, price REAL)", "settings"));
    return insert(r, "INSERT INTO setting VALUES(?, ?)", price, number, 0);
}

static gg_status set_targets(gg_results *r, const char *targets)
{
    GG_TRY(run_text(r, "CREATE TEMP TABLE wanted(kind TEXT, level REAL)", "settings"));
    for (const char *at = targets; *at;) {
        char word[64];
        const size_t length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)(length < 63 ? length : 63), at);
        const bool relative = strncmp(word, "rel:", 4) == 0;
        double level;
        if (gg_number_read(word + (relative ? 4 : 0), &level) || !(level > 0 && level < 1e300))
            return gg_fail(GG_BAD_INPUT, "--target: '%s' is not a gap like 1e-8 or rel:1e-2",
                           word);
        GG_TRY(insert(r, "INSERT INTO wanted VALUES(?, ?)", relative ? "relative" : "absolute",
                      level, 0));
        at += length + (at[length] == ',');
    }
    return GG_OK;
}

/* plots/identity.csv: "method,linetype,cast,tone"; a linetype of 0: none of its own */
static gg_status read_identity(gg_results *r)
{
    char path[4096];
    char *text;
    GG_TRY(run_text(r,
                    "CREATE TEMP TABLE identity(method TEXT, linetype INTEGER, casting INTEGER,"
                    " tone INTEGER, place INTEGER)",
                    "settings"));
    GG_TRY(gg_share_path("plots/identity.csv", path, sizeof path));
    GG_TRY(gg_share_read(path, &text));
    gg_status status = GG_OK;
    int place = 0;
    const char *at = text + strcspn(text, "\n"); /* behind the heading */
    while (*at && status == GG_OK) {
        at += strspn(at, "\r\n");
        char method[64];
        char row[160];
        int linetype;
        int cast;
        int tone;
        if (sscanf(at, "%63[a-z0-9_],%d,%d,%d", method, &linetype, &cast, &tone) == 4) {
            snprintf(row, sizeof row,
                     "INSERT INTO identity VALUES('%s', nullif(%d, 0), %d, %d, %d)", method,
                     linetype, cast, tone, place++);
            status = run_text(r, row, "settings");
        }
        at += strcspn(at, "\n");
    }
    free(text);
    return status;
}

void gg_results_close(gg_results *r)
{
    if (r && r->store) gg_store_close(r->store);
    if (r) gg_views_close(&r->views);
    if (r) *r = (gg_results){0};
}

gg_status gg_results_open(gg_results *out, const char *folder, const char *price,
                          const char *targets)
{
    gg_results r = {.folder = folder};
    GG_TRY(gg_store_open(&r.store, folder, GG_STORE_READ));
    r.sql = gg_store_sql(r.store); /* query_only would forbid TEMP tables, too */
    gg_status status = gg_label_register(r.sql) ? sql_failed(&r, "functions") : GG_OK;
    if (status == GG_OK)
        status = run_text(&r, "PRAGMA query_only = 0; PRAGMA temp_store = memory", "settings");
    if (status == GG_OK) status = gg_judge_design(r.store);
    if (status == GG_OK) status = set_price(&r, price);
    if (status == GG_OK) status = set_targets(&r, targets);
    if (status == GG_OK) status = read_identity(&r);
    if (status == GG_OK) status = gg_views_read(&r.views, "plots/views.sql");
    if (status == GG_OK) status = gg_views_read(&r.views, "plots/curves.sql");
    if (status == GG_OK) status = gg_views_read(&r.views, "plots/profiles.sql");
    if (status == GG_OK)
        *out = r;
    else
        gg_results_close(&r);
    return status;
}
