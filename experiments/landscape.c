/* experiments/landscape.c -- evaluates a loss on the window that its paths need. */
#include "experiments/landscape.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { POINTS = 241 }; /* a side */

static const double MARGIN = 0.12; /* of the window, on each side */

typedef struct window {
    double low[2], high[2];
} window;

static gg_status sql_fail(sqlite3 *db)
{
    return gg_fail(GG_IO, "results.db: %s", sqlite3_errmsg(db));
}

/* Smallest and largest x and y of the paths over a loss. -> false: no path is stored */
static bool find_paths(sqlite3 *db, const char *study, const char *loss, window *w)
{
    sqlite3_stmt *query = NULL;
    static const char text[] = "SELECT min(x), max(x), min(y), max(y) FROM step JOIN run "
                               "ON run.id = step.run WHERE study = ?1 AND loss = ?2";
    if (sqlite3_prepare_v2(db, text, -1, &query, NULL) != SQLITE_OK) return false;
    sqlite3_bind_text(query, 1, study, -1, SQLITE_STATIC);
    sqlite3_bind_text(query, 2, loss, -1, SQLITE_STATIC);
    const bool found = sqlite3_step(query) == SQLITE_ROW &&
                       sqlite3_column_type(query, 0) != SQLITE_NULL;
    for (int i = 0; found && i < 2; i++) {
        w->low[i] = sqlite3_column_double(query, 2 * i);
        w->high[i] = sqlite3_column_double(query, 2 * i + 1);
    }
    sqlite3_finalize(query);
    return found;
}

static void frame(window *w, const gg_problem *p)
{
    for (int i = 0; i < 2; i++) {
        if (!isnan(p->minimiser[i])) {
            w->low[i] = fmin(w->low[i], p->minimiser[i]);
            w->high[i] = fmax(w->high[i], p->minimiser[i]);
        }
        const double margin = MARGIN * (w->high[i] - w->low[i]);
        w->low[i] = fmax(w->low[i] - margin, p->lower[i]);
        w->high[i] = fmin(w->high[i] + margin, p->upper[i]);
    }
}

static gg_status insert(sqlite3 *db, const char *study, const char *loss, gg_problem *p,
                        const window *w)
{
    sqlite3_stmt *add = NULL;
    static const char text[] =
        "INSERT OR REPLACE INTO field VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    if (sqlite3_prepare_v2(db, text, -1, &add, NULL) != SQLITE_OK) return sql_fail(db);
    sqlite3_bind_text(add, 1, study, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 2, loss, -1, SQLITE_STATIC);
    bool ok = true;
    for (int k = 0; ok && k < POINTS * POINTS; k++) {
        const int at[2] = {k % POINTS, k / POINTS};
        double x[2];
        for (int i = 0; i < 2; i++)
            x[i] = w->low[i] + (w->high[i] - w->low[i]) * at[i] / (POINTS - 1);
        sqlite3_bind_int(add, 3, at[0]);
        sqlite3_bind_int(add, 4, at[1]);
        sqlite3_bind_double(add, 5, x[0]);
        sqlite3_bind_double(add, 6, x[1]);
        sqlite3_bind_double(add, 7, gg_problem_truth(p, x)); /* NaN becomes NULL */
        ok = sqlite3_step(add) == SQLITE_DONE;
        sqlite3_reset(add);
    }
    sqlite3_finalize(add);
    return ok ? GG_OK : sql_fail(db);
}

static bool is_stored(sqlite3 *db, const char *study, const char *loss)
{
    sqlite3_stmt *query = NULL;
    static const char text[] = "SELECT 1 FROM field WHERE study = ?1 AND loss = ?2 LIMIT 1";
    if (sqlite3_prepare_v2(db, text, -1, &query, NULL) != SQLITE_OK) return false;
    sqlite3_bind_text(query, 1, study, -1, SQLITE_STATIC);
    sqlite3_bind_text(query, 2, loss, -1, SQLITE_STATIC);
    const bool found = sqlite3_step(query) == SQLITE_ROW;
    sqlite3_finalize(query);
    return found;
}

static gg_status store_one(sqlite3 *db, const char *study, const gg_job *job)
{
    window w;
    if (is_stored(db, study, job->loss) || !find_paths(db, study, job->loss, &w)) return GG_OK;
    gg_problem *p = NULL;
    GG_TRY(gg_problem_open(&p, job->loss, 2, job->seed, job->rep));
    frame(&w, p);
    gg_status status = GG_OK;
    if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        status = sql_fail(db);
    if (status == GG_OK) status = insert(db, study, job->loss, p, &w);
    if (status == GG_OK && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        status = sql_fail(db);
    if (status != GG_OK) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    gg_problem_close(p);
    return status;
}

gg_status gg_landscapes_store(const gg_plan *plan, gg_store *store)
{
    const char *last = "";
    for (size_t i = 0; i < plan->count; i++) {
        const gg_job *job = &plan->rows[i].job;
        if (!job->keep_path || strcmp(job->loss, last) == 0) continue;
        last = job->loss;
        GG_TRY(store_one(gg_store_sql(store), plan->study, job));
    }
    return GG_OK;
}
