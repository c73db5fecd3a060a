/* experiments/rows.c -- writes runs as rows, and finds the rows that were damaged since. */
#include "experiments/rows.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "experiments/pen.h"
#include "experiments/sql.h"

#define RUN_COLUMNS                                                                        \
    "key, study, loss, class, n, optimizer, method, title, family, seed, rep, dare, "      \
    "max_evals, max_seconds, target, status, reason, f, first, minimum, value, gradient, " \
    "hessian_vector, prox, samples, wall, cpu, wall_loss, wall_optimizer, wall_logging, "  \
    "cpu_loss, cpu_optimizer, cpu_logging, price"
#define MARK_COLUMNS "i, value, gradient, hessian_vector, prox, samples, wall, cpu, f"
#define STEP_COLUMNS "i, spent, x, y"
#define CROWD_COLUMNS "k, i, x, y"
#define TRIAL_COLUMNS \
    "key, study, claim, trial, design, point, seed, rep, status, reason, wall, cpu"
#define NUMBER_COLUMNS "i, name, at, value"

void gg_rows_close(gg_rows *r)
{
    sqlite3_finalize(r->begin);
    sqlite3_finalize(r->commit);
    sqlite3_finalize(r->run);
    sqlite3_finalize(r->mark);
    sqlite3_finalize(r->step);
    sqlite3_finalize(r->crowd);
    sqlite3_finalize(r->seal);
    sqlite3_finalize(r->note);
    sqlite3_finalize(r->trial);
    sqlite3_finalize(r->number);
    sqlite3_finalize(r->seal_trial);
    *r = (gg_rows){0};
}

gg_status gg_rows_open(gg_rows *out, sqlite3 *db)
{
    gg_rows r = {.db = db};
    const struct {
        sqlite3_stmt **statement;
        const char *text;
    } all[] = {
        {&r.begin, "BEGIN IMMEDIATE"},
        {&r.commit, "COMMIT"},
        {&r.run, "INSERT INTO run (" RUN_COLUMNS
                 ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                 " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&r.mark,
         "INSERT INTO mark (run, " MARK_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&r.step, "INSERT INTO step (run, " STEP_COLUMNS ") VALUES (?, ?, ?, ?, ?)"},
        {&r.crowd, "INSERT INTO crowd (run, " CROWD_COLUMNS ") VALUES (?, ?, ?, ?, ?)"},
        {&r.seal, "UPDATE run SET checksum = ? WHERE id = ?"},
        {&r.note,
         "INSERT INTO note (key, value, checksum) VALUES (?1, ?2, ?3) ON CONFLICT (key)"
         " DO UPDATE SET value = ?2, checksum = ?3"},
        {&r.trial,
         "INSERT INTO trial (" TRIAL_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&r.number, "INSERT INTO number (trial, " NUMBER_COLUMNS ") VALUES (?, ?, ?, ?, ?)"},
        {&r.seal_trial, "UPDATE trial SET checksum = ? WHERE id = ?"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const gg_status status = gg_sql_prepare(db, all[i].text, all[i].statement);
        if (status == GG_OK) continue;
        gg_rows_close(&r);
        return status;
    }
    *out = r;
    return GG_OK;
}

static const char *family_of(const char *spec)
{
    const gg_optimizer *m = NULL;
    gg_settings settings;
    if (gg_optimizer_open(&m, &settings, spec) != GG_OK) return "";
    const char *family = gg_optimizer_family(m, settings.number);
    gg_settings_close(&settings);
    return family;
}

static void put_method(gg_pen *p, const char *spec)
{
    char name[64];
    const gg_optimizer *m = NULL;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(spec, ":"), spec);
    for (size_t i = 0; gg_optimizers[i]; i++)
        if (strcmp(gg_optimizers[i]->name, name) == 0) m = gg_optimizers[i];
    gg_put_text(p, spec);
    gg_put_copy(p, name);
    gg_put_text(p, m ? m->title : "");
    gg_put_text(p, family_of(spec));
}

static uint64_t put_run(sqlite3_stmt *statement, const char *study, const char *key,
                        const gg_job *job, const gg_result *r)
{
    gg_pen p = {statement, 0, 0};
    gg_put_text(&p, key);
    gg_put_text(&p, study);
    gg_put_text(&p, r->loss ? r->loss : job->loss);
    gg_put_text(&p, gg_smoothness_class(r->smoothness));
    gg_put_whole(&p, r->n, true);
    put_method(&p, r->optimizer ? r->optimizer : job->optimizer);
    gg_put_whole(&p, job->seed, false);
    gg_put_whole(&p, job->rep, true);
    gg_put_whole(&p, job->dare, true);
    gg_put_whole(&p, job->max_evals, true);
    gg_put_real(&p, job->max_seconds);
    gg_put_real(&p, job->target);
    gg_put_text(&p, gg_stop_name(r->why));
    gg_put_text(&p, r->reason);
    gg_put_real(&p, r->f);
    gg_put_real(&p, r->first);
    gg_put_real(&p, r->minimum);
    gg_put_calls(&p, &r->used);
    gg_put_real(&p, r->times.wall);
    gg_put_real(&p, r->times.cpu);
    gg_put_real(&p, r->times.loss);
    gg_put_real(&p, r->times.optimizer);
    gg_put_real(&p, r->times.logging);
    gg_put_real(&p, r->times.cpu_loss);
    gg_put_real(&p, r->times.cpu_optimizer);
    gg_put_real(&p, r->times.cpu_logging);
    gg_put_real(&p, r->price);
    return p.sum;
}

static gg_status add_marks(gg_rows *rows, sqlite3_int64 run, const gg_trace *t, uint64_t *sum)
{
    for (size_t i = 0; i < t->count; i++) {
        const gg_mark *m = &t->marks[i];
        gg_pen p = {rows->mark, 1, *sum};
        sqlite3_bind_int64(rows->mark, 1, run);
        gg_put_whole(&p, i, true);
        gg_put_calls(&p, &m->used);
        gg_put_real(&p, m->wall);
        gg_put_real(&p, m->cpu);
        gg_put_real(&p, m->best);
        GG_TRY(gg_sql_finish(rows->mark, rows->doing));
        *sum = p.sum;
    }
    return GG_OK;
}

/* A path is kept where it can be drawn: in the plane. */
static gg_status add_steps(gg_rows *rows, sqlite3_int64 run, const gg_result *r, uint64_t *sum)
{
    for (size_t i = 0; r->n == 2 && r->path && i < r->steps; i++) {
        gg_pen p = {rows->step, 1, *sum};
        sqlite3_bind_int64(rows->step, 1, run);
        gg_put_whole(&p, i, true);
        gg_put_whole(&p, r->path_at[i], true);
        gg_put_real(&p, r->path[2 * i]);
        gg_put_real(&p, r->path[2 * i + 1]);
        GG_TRY(gg_sql_finish(rows->step, rows->doing));
        *sum = p.sum;
    }
    return GG_OK;
}

static gg_status add_crowd(gg_rows *rows, sqlite3_int64 run, const gg_result *r, uint64_t *sum)
{
    for (size_t k = 0; r->crowd && k < r->crowd_rows; k++) {
        gg_pen p = {rows->crowd, 1, *sum};
        sqlite3_bind_int64(rows->crowd, 1, run);
        gg_put_whole(&p, k, true);
        gg_put_whole(&p, (uint64_t)r->crowd[3 * k], true);
        gg_put_real(&p, r->crowd[3 * k + 1]);
        gg_put_real(&p, r->crowd[3 * k + 2]);
        GG_TRY(gg_sql_finish(rows->crowd, rows->doing));
        *sum = p.sum;
    }
    return GG_OK;
}

static uint64_t put_trial(sqlite3_stmt *statement, const char *study, const char *key,
                          const gg_job *job, const gg_result *r)
{
    gg_pen p = {statement, 0, 0};
    gg_put_text(&p, key);
    gg_put_text(&p, study);
    gg_put_text(&p, job->optimizer);
    gg_put_text(&p, job->trial->name);
    gg_put_text(&p, job->trial->design);
    gg_put_whole(&p, job->point, true);
    gg_put_whole(&p, job->seed, false);
    gg_put_whole(&p, job->rep, true);
    gg_put_text(&p, gg_stop_name(r->why));
    gg_put_text(&p, r->reason);
    gg_put_real(&p, r->times.wall);
    gg_put_real(&p, r->times.cpu);
    return p.sum;
}

static gg_status add_trial(gg_rows *rows, const char *study, const char *key, const gg_job *job,
                           const gg_result *r)
{
    uint64_t sum = put_trial(rows->trial, study, key, job, r);
    GG_TRY(gg_sql_finish(rows->trial, rows->doing));
    const sqlite3_int64 id = sqlite3_last_insert_rowid(rows->db);
    for (size_t i = 0; i < r->numbers.count; i++) {
        gg_pen p = {rows->number, 1, sum};
        sqlite3_bind_int64(rows->number, 1, id);
        gg_put_whole(&p, i, true);
        gg_put_text(&p, r->numbers.list[i].name);
        gg_put_real(&p, r->numbers.list[i].at);
        gg_put_real(&p, r->numbers.list[i].value);
        GG_TRY(gg_sql_finish(rows->number, rows->doing));
        sum = p.sum;
    }
    sqlite3_bind_int64(rows->seal_trial, 1, (sqlite3_int64)sum);
    sqlite3_bind_int64(rows->seal_trial, 2, id);
    GG_TRY(gg_sql_finish(rows->seal_trial, rows->doing));
    return gg_sql_finish(rows->commit, rows->doing);
}

static gg_status add_all(gg_rows *rows, const char *study, const char *key, const gg_job *job,
                         const gg_result *result)
{
    uint64_t sum = put_run(rows->run, study, key, job, result);
    GG_TRY(gg_sql_finish(rows->run, rows->doing));
    const sqlite3_int64 id = sqlite3_last_insert_rowid(rows->db);
    GG_TRY(add_marks(rows, id, &result->trace, &sum));
    GG_TRY(add_steps(rows, id, result, &sum));
    GG_TRY(add_crowd(rows, id, result, &sum));
    sqlite3_bind_int64(rows->seal, 1, (sqlite3_int64)sum);
    sqlite3_bind_int64(rows->seal, 2, id);
    GG_TRY(gg_sql_finish(rows->seal, rows->doing));
    return gg_sql_finish(rows->commit, rows->doing);
}

gg_status gg_rows_add(gg_rows *r, const char *study, const char *key, const gg_job *job,
                      const gg_result *result)
{
    /* A row's header and its numbers, none of which takes more than eight bytes. */
    const size_t need = 600 + 80 * result->trace.count +
                        40 * (result->path ? result->steps : 0) + 30 * result->crowd_rows +
                        40 * result->numbers.count;
    snprintf(r->doing, sizeof r->doing, "store a run of about %zu bytes", need);
    GG_TRY(gg_sql_finish(r->begin, r->doing));
    const gg_status status = job->trial ? add_trial(r, study, key, job, result)
                                        : add_all(r, study, key, job, result);
    if (status != GG_OK && !sqlite3_get_autocommit(r->db))
        sqlite3_exec(r->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

gg_status gg_rows_note(gg_rows *r, const char *key, const char *value)
{
    gg_pen p = {r->note, 0, 0};
    gg_put_text(&p, key);
    gg_put_text(&p, value);
    sqlite3_bind_int64(r->note, 3, (sqlite3_int64)p.sum);
    return gg_sql_finish(r->note, "store a note");
}

/* Continue `sum` over the rows of one table that belong to `run`. */
static gg_status sum_part(sqlite3_stmt *part, sqlite3_int64 run, uint64_t *sum)
{
    int code;
    sqlite3_bind_int64(part, 1, run);
    while ((code = sqlite3_step(part)) == SQLITE_ROW) *sum = gg_sum_row(part, 0, *sum);
    if (code != SQLITE_DONE) return gg_sql_fail(sqlite3_db_handle(part), "read a run");
    sqlite3_reset(part);
    return GG_OK;
}

/* Rows of `all` begin with an id, or a zero, and the checksum; parts [3] may be NULL. */
static gg_status check_sums(sqlite3_stmt *all, sqlite3_stmt *const parts[3], const char *what)
{
    sqlite3 *db = sqlite3_db_handle(all);
    int code;
    while ((code = sqlite3_step(all)) == SQLITE_ROW) {
        const sqlite3_int64 id = sqlite3_column_int64(all, 0);
        if (sqlite3_column_type(all, 1) == SQLITE_NULL) continue;
        uint64_t sum = gg_sum_row(all, 2, 0);
        for (int i = 0; i < 3; i++)
            if (parts[i]) GG_TRY(sum_part(parts[i], id, &sum));
        if (sum != (uint64_t)sqlite3_column_int64(all, 1))
            return gg_fail(GG_BAD_INPUT, "%s is damaged: %s %" PRId64 " is not what was stored",
                           sqlite3_db_filename(db, "main"), what, (int64_t)id);
    }
    return code == SQLITE_DONE ? GG_OK : gg_sql_fail(db, "read a run");
}

static gg_status check_structure(sqlite3_stmt *check)
{
    sqlite3 *db = sqlite3_db_handle(check);
    if (sqlite3_step(check) != SQLITE_ROW) return gg_sql_fail(db, "check it");
    const char *verdict = (const char *)sqlite3_column_text(check, 0);
    if (verdict && strcmp(verdict, "ok") == 0) return GG_OK;
    return gg_fail(GG_BAD_INPUT, "%s is damaged: %.200s", sqlite3_db_filename(db, "main"),
                   verdict ? verdict : "no memory to check it");
}

gg_status gg_rows_check(sqlite3 *db)
{
    static const char *const texts[] = {
        "PRAGMA integrity_check(1)",
        "SELECT id, checksum, " RUN_COLUMNS " FROM run ORDER BY id",
        "SELECT " MARK_COLUMNS " FROM mark WHERE run = ? ORDER BY i",
        "SELECT " STEP_COLUMNS " FROM step WHERE run = ? ORDER BY i",
        "SELECT " CROWD_COLUMNS " FROM crowd WHERE run = ? ORDER BY k",
        "SELECT id, checksum, " TRIAL_COLUMNS " FROM trial ORDER BY id",
        "SELECT " NUMBER_COLUMNS " FROM number WHERE trial = ? ORDER BY i",
        "SELECT rowid, checksum, key, value FROM note",
    };
    enum { COUNT = sizeof texts / sizeof *texts };
    sqlite3_stmt *statement[COUNT] = {NULL};
    gg_status status = GG_OK;
    for (int i = 0; i < COUNT && status == GG_OK; i++)
        status = gg_sql_prepare(db, texts[i], &statement[i]);
    if (status == GG_OK) status = check_structure(statement[0]);
    const struct {
        int all, parts, count;
        const char *what;
    } kinds[] = {{1, 2, 3, "run"}, {5, 6, 1, "trial"}, {7, 8, 0, "note"}};
    for (int k = 0; k < 3 && status == GG_OK; k++) {
        sqlite3_stmt *parts[3] = {NULL};
        for (int i = 0; i < kinds[k].count; i++) parts[i] = statement[kinds[k].parts + i];
        status = check_sums(statement[kinds[k].all], parts, kinds[k].what);
    }
    for (int i = 0; i < COUNT; i++) sqlite3_finalize(statement[i]);
    return status;
}
