/* experiments/evidence.c -- which stored rows a claim's design asks for, and what they say. */
#include "experiments/evidence.h"

#include <math.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/sql.h"

static gg_status insert_rows(sqlite3_stmt *row, const gg_claim *claim, const gg_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        const gg_plan_row *r = &plan->rows[i];
        sqlite3_bind_text(row, 1, claim->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(row, 2, r->cell ? r->cell : "", -1, SQLITE_STATIC);
        sqlite3_bind_double(row, 3, r->at);
        sqlite3_bind_text(row, 4, r->key, -1, SQLITE_STATIC);
        GG_TRY(gg_sql_finish(row, "read a claim's design"));
    }
    return GG_OK;
}

/* One grid at a time: two cells may share a run, and each is to have it. */
static gg_status design_claim(sqlite3_stmt *row, const gg_claim *claim, const char *study,
                              gg_preset preset, uint64_t seed)
{
    gg_status status = GG_OK;
    for (const gg_grid *g = claim->grids; status == GG_OK && g && g->losses; g++) {
        gg_plan plan = {.study = study};
        status = gg_claim_plan_grid(&plan, claim, g, preset, seed);
        if (status == GG_OK) status = insert_rows(row, claim, &plan);
        gg_plan_close(&plan);
    }
    gg_claim trials = *claim;
    trials.grids = NULL;
    gg_plan plan = {.study = study};
    if (status == GG_OK) status = gg_claim_plan(&plan, &trials, preset, seed);
    if (status == GG_OK) status = insert_rows(row, claim, &plan);
    gg_plan_close(&plan);
    return status;
}

static const char SHAPE[] =
    "PRAGMA query_only = 0; PRAGMA temp_store = memory;"
    "DROP TABLE IF EXISTS temp.design; DROP TABLE IF EXISTS temp.judged;"
    "CREATE TEMP TABLE judged(claim TEXT);"
    "CREATE TEMP TABLE design(claim TEXT, cell TEXT, at REAL, key TEXT);";
static const char VIEWS[] =
    "DROP TABLE IF EXISTS temp.designed; DROP TABLE IF EXISTS temp.designed_trial;"
    "CREATE TEMP TABLE designed AS SELECT r.id AS run, d.claim, d.cell, d.at"
    " FROM design d CROSS JOIN main.run r ON r.key = d.key;"
    "CREATE INDEX temp.designed_claim ON designed(claim, cell);"
    "CREATE TEMP TABLE designed_trial AS SELECT t.id AS id, d.claim"
    " FROM design d CROSS JOIN main.trial t ON t.key = d.key;"
    "CREATE INDEX temp.designed_trial_claim ON designed_trial(claim);";
#define MEASURED                                                           \
    " SELECT t.claim, t.trial, t.point, t.rep, n.i, n.name, n.at, n.value" \
    " FROM designed_trial d CROSS JOIN main.trial t ON t.id = d.id"        \
    " CROSS JOIN main.number n ON n.trial = t.id WHERE t.status = 'converged'"
static const char ALL_MEASURED[] = "DROP VIEW IF EXISTS temp.measured;"
                                   "CREATE TEMP VIEW measured AS" MEASURED;

gg_status gg_evidence_design(sqlite3 *db, const char *study, gg_preset preset, uint64_t seed)
{
    sqlite3_stmt *row = NULL;
    GG_TRY(gg_sql_do(db, SHAPE, "prepare to judge"));
    GG_TRY(gg_sql_do(db, "BEGIN", "prepare to judge"));
    gg_status status = gg_sql_prepare(db, "INSERT INTO temp.design VALUES (?, ?, ?, ?)", &row);
    for (size_t i = 0; status == GG_OK && gg_claims[i]; i++)
        if (gg_claim_is_in(gg_claims[i], study) && (preset != GG_QUICK || gg_claims[i]->exact))
            status = design_claim(row, gg_claims[i], study, preset, seed);
    sqlite3_finalize(row);
    GG_TRY(gg_sql_do(db, status == GG_OK ? "COMMIT" : "ROLLBACK", "prepare to judge"));
    GG_TRY(status);
    GG_TRY(gg_sql_do(db, VIEWS, "prepare to judge"));
    return gg_sql_do(db, ALL_MEASURED, "prepare to judge");
}

/* --- one claim's rows ------------------------------------------------------------------------- */

#define CALLS(t) t ".value + " t ".gradient + " t ".hessian_vector + " t ".prox"
static const char ROWS[] =
    "DROP TABLE IF EXISTS temp.race; DROP VIEW IF EXISTS temp.marks;"
    "CREATE TEMP TABLE race AS SELECT d.cell, d.at, r.id, r.loss, r.n, r.optimizer, r.rep,"
    " r.status, r.reason, " CALLS(
        "r") " AS calls, r.value,"
             " r.gradient + r.hessian_vector AS gradient, r.prox,"
             " r.f, r.first, r.minimum, r.f - r.minimum AS gap, r.first - r.minimum AS first_gap,"
             " r.max_evals, r.target, r.cpu_optimizer, r.cpu_loss"
             " FROM designed d CROSS JOIN main.run r ON r.id = d.run"
             " WHERE d.claim = (SELECT claim FROM judged) ORDER BY d.cell, d.at, r.n, r.rep;"
             "CREATE INDEX temp.race_cell ON race(cell, at, n, rep);"
             "CREATE TEMP VIEW marks AS SELECT r.cell, r.at, r.id AS run, r.n, r.rep, m.i,"
             " " CALLS(
                 "m") " AS calls, m.value, m.gradient + m.hessian_vector AS gradient, m.prox, m.f,"
                      " m.f - r.minimum AS gap, r.first_gap"
                      " FROM race r CROSS JOIN main.mark m ON m.run = r.id;";
/* Claims join numbers with each other, so those of one claim are a table with an index. */
static const char NUMBERS[] =
    "DROP VIEW IF EXISTS temp.measured; DROP TABLE IF EXISTS temp.noted;"
    "CREATE TEMP TABLE noted AS" MEASURED " AND d.claim = (SELECT claim FROM judged);"
    "CREATE INDEX temp.noted_rep ON noted(rep, at);"
    "CREATE TEMP VIEW measured AS SELECT * FROM noted;";

void gg_evidence_close(sqlite3 *db)
{
    sqlite3_exec(db, "DELETE FROM temp.judged", NULL, NULL, NULL);
    sqlite3_exec(db, ALL_MEASURED, NULL, NULL, NULL);
}

gg_status gg_evidence_open(gg_evidence *out, sqlite3 *db, const gg_claim *claim)
{
    gg_evidence e = {.db = db, .claim = claim};
    sqlite3_stmt *row = NULL;
    gg_evidence_close(db);
    GG_TRY(gg_sql_prepare(db, "INSERT INTO temp.judged VALUES (?)", &row));
    sqlite3_bind_text(row, 1, claim->name, -1, SQLITE_STATIC);
    const gg_status status = gg_sql_finish(row, "prepare to judge");
    sqlite3_finalize(row);
    GG_TRY(status);
    GG_TRY(gg_sql_do(db, ROWS, "prepare to judge"));
    GG_TRY(gg_sql_do(db, NUMBERS, "prepare to judge"));
    double count[2];
    GG_TRY(gg_evidence_number(&e, &count[0],
                              "SELECT count(*) FROM design WHERE claim = (SELECT claim FROM"
                              " judged)",
                              0));
    GG_TRY(gg_evidence_number(
        &e, &count[1],
        "SELECT (SELECT count(*) FROM race WHERE status NOT IN ('crashed', 'timed-out'))"
        " + (SELECT count(*) FROM designed_trial d JOIN main.trial t USING (id)"
        " WHERE d.claim = (SELECT claim FROM judged) AND t.status = 'converged')",
        0));
    e.wanted = (size_t)count[0];
    e.there = (size_t)count[1];
    *out = e;
    return GG_OK;
}

/* --- asking ----------------------------------------------------------------------------------- */

void gg_table_close(gg_table *t)
{
    if (!t) return;
    free(t->of);
    *t = (gg_table){0};
}

static gg_status read_rows(sqlite3_stmt *ask, gg_table *out)
{
    gg_table t = {.columns = (size_t)sqlite3_column_count(ask)};
    size_t room = 0;
    int code;
    while ((code = sqlite3_step(ask)) == SQLITE_ROW) {
        if (t.rows == room) {
            room = room ? 2 * room : 64;
            double *of = realloc(t.of, room * t.columns * sizeof *of);
            if (!of) {
                gg_table_close(&t);
                return gg_fail(GG_NO_MEMORY, "no memory for %zu rows", room);
            }
            t.of = of;
        }
        for (size_t k = 0; k < t.columns; k++)
            t.of[t.rows * t.columns + k] = sqlite3_column_type(ask, (int)k) == SQLITE_NULL
                                               ? NAN
                                               : sqlite3_column_double(ask, (int)k);
        t.rows++;
    }
    *out = t;
    if (code == SQLITE_DONE) return GG_OK;
    gg_table_close(out);
    return gg_sql_fail(sqlite3_db_handle(ask), "judge a claim");
}

static gg_status ask_list(gg_evidence *e, gg_table *out, const char *sql, size_t count,
                          va_list numbers)
{
    sqlite3_stmt *ask = NULL;
    *out = (gg_table){0};
    if (sqlite3_prepare_v2(e->db, sql, -1, &ask, NULL) != SQLITE_OK)
        return gg_fail(GG_BAD_INPUT, "claim %s: %s in: %s", e->claim->name,
                       sqlite3_errmsg(e->db), sql);
    for (size_t i = 0; i < count; i++)
        sqlite3_bind_double(ask, (int)i + 1, va_arg(numbers, double));
    const gg_status status = read_rows(ask, out);
    sqlite3_finalize(ask);
    return status;
}

gg_status gg_evidence_ask(gg_evidence *e, gg_table *out, const char *sql, size_t count, ...)
{
    va_list numbers;
    va_start(numbers, count);
    const gg_status status = ask_list(e, out, sql, count, numbers);
    va_end(numbers);
    return status;
}

gg_status gg_evidence_number(gg_evidence *e, double *out, const char *sql, size_t count, ...)
{
    gg_table t;
    va_list numbers;
    va_start(numbers, count);
    const gg_status status = ask_list(e, &t, sql, count, numbers);
    va_end(numbers);
    GG_TRY(status);
    *out = t.rows ? t.of[0] : NAN;
    gg_table_close(&t);
    return GG_OK;
}

gg_status gg_evidence_column(gg_evidence *e, double **out, size_t *rows, const char *sql,
                             size_t count, ...)
{
    gg_table t;
    va_list numbers;
    va_start(numbers, count);
    const gg_status status = ask_list(e, &t, sql, count, numbers);
    va_end(numbers);
    GG_TRY(status);
    for (size_t i = 0; i < t.rows && t.columns > 1; i++) t.of[i] = t.of[i * t.columns];
    *rows = t.rows;
    *out = t.of ? t.of : malloc(sizeof **out);
    return *out ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory to judge a claim");
}

gg_status gg_evidence_times(gg_evidence *e, gg_table *out, const char *cell, double level,
                            bool relative, double price)
{
    char *sql = sqlite3_mprintf(
        "SELECT r.at, r.n, r.rep,"
        " iif(?3 = 0, 0, coalesce(m.value, r.value) + coalesce(m.prox, r.prox))"
        " + iif(?3 = 0, 1, ?3) * coalesce(m.gradient + m.hessian_vector, r.gradient),"
        " m.run IS NOT NULL"
        " FROM race r LEFT JOIN main.mark m ON m.run = r.id AND m.i = ("
        "SELECT min(k.i) FROM main.mark k WHERE k.run = r.id"
        " AND k.f - r.minimum <= ?1 * iif(?2, r.first_gap, 1.0))"
        " WHERE r.cell = %Q ORDER BY r.at, r.n, r.rep",
        cell);
    if (!sql) return gg_fail(GG_NO_MEMORY, "no memory to judge a claim");
    const gg_status status = gg_evidence_ask(e, out, sql, 3, level, relative ? 1.0 : 0.0,
                                             price);
    sqlite3_free(sql);
    return status;
}

gg_interval gg_times_slope(const gg_table *times, size_t column)
{
    gg_groups g = {0};
    gg_interval slope = gg_exactly(NAN);
    double *xy = malloc((2 * times->rows + 1) * sizeof *xy);
    for (size_t i = 0; xy && i < times->rows; i++) {
        const double *row = times->of + i * times->columns;
        xy[2 * i] = row[column];
        xy[2 * i + 1] = row[4] != 0 ? row[3] : INFINITY;
    }
    if (xy && gg_group(&g, xy, xy + 1, 2, times->rows))
        slope = gg_slope_interval(g.x, g.count, g.y, g.runs, 0.95, 2000, 1);
    gg_groups_close(&g);
    free(xy);
    return slope;
}
