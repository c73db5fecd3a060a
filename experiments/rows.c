/* experiments/rows.c -- writes runs as rows, and finds the rows that were damaged since. */
#include "experiments/rows.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "experiments/sql.h"

#define RUN_COLUMNS                                                                        \
    "key, study, loss, class, n, optimizer, method, title, family, seed, rep, dare, "      \
    "max_evals, max_seconds, target, status, reason, f, first, minimum, value, gradient, " \
    "hessian_vector, prox, samples, wall, cpu, wall_loss, wall_optimizer, wall_logging, "  \
    "cpu_loss, cpu_optimizer, cpu_logging, price"
#define MARK_COLUMNS "i, value, gradient, hessian_vector, prox, samples, wall, cpu, f"
#define STEP_COLUMNS "i, spent, x, y"

/* A hand that writes the parameters of a statement in turn, and sums up what it wrote. */
typedef struct pen {
    sqlite3_stmt *statement;
    int at;
    uint64_t sum;
} pen;

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * 0x9e3779b97f4a7c15U;
    return sum ^ sum >> 32;
}

static uint64_t mix_text(uint64_t sum, const char *text, size_t length)
{
    sum = mix(sum, length);
    for (size_t i = 0; i < length; i += sizeof sum) {
        uint64_t word = 0;
        memcpy(&word, text + i, length - i < sizeof word ? length - i : sizeof word);
        sum = mix(sum, word);
    }
    return sum;
}

static uint64_t mix_real(uint64_t sum, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return mix(sum, x == 0 ? 0 : bits); /* SQLite does not keep the sign of zero */
}

static const uint64_t NOTHING = 0x6c6c756eU; /* stands for NULL */

static void put_text(pen *p, const char *text)
{
    sqlite3_bind_text(p->statement, ++p->at, text, -1, SQLITE_STATIC);
    p->sum = mix_text(p->sum, text, strlen(text));
}

static void put_whole(pen *p, uint64_t k, bool saturates)
{
    if (saturates && k > INT64_MAX) k = INT64_MAX;
    sqlite3_bind_int64(p->statement, ++p->at, (sqlite3_int64)k);
    p->sum = mix(p->sum, k);
}

static void put_real(pen *p, double x)
{
    if (isfinite(x))
        sqlite3_bind_double(p->statement, ++p->at, x);
    else
        sqlite3_bind_null(p->statement, ++p->at);
    p->sum = isfinite(x) ? mix_real(p->sum, x) : mix(p->sum, NOTHING);
}

static void put_calls(pen *p, const gg_calls *used)
{
    put_whole(p, used->value, true);
    put_whole(p, used->gradient, true);
    put_whole(p, used->hessian_vector, true);
    put_whole(p, used->prox, true);
    put_whole(p, used->samples, true);
}

/* The same sum, of the columns of a row that was read. */
static uint64_t sum_row(sqlite3_stmt *row, int from, uint64_t sum)
{
    for (int i = from; i < sqlite3_column_count(row); i++)
        switch (sqlite3_column_type(row, i)) {
        case SQLITE_INTEGER: sum = mix(sum, (uint64_t)sqlite3_column_int64(row, i)); break;
        case SQLITE_FLOAT: sum = mix_real(sum, sqlite3_column_double(row, i)); break;
        case SQLITE_NULL: sum = mix(sum, NOTHING); break;
        default: {
            const void *text = sqlite3_column_blob(row, i);
            sum = mix_text(sum, text, (size_t)sqlite3_column_bytes(row, i));
        }
        }
    return sum;
}

void gg_rows_close(gg_rows *r)
{
    sqlite3_finalize(r->begin);
    sqlite3_finalize(r->commit);
    sqlite3_finalize(r->run);
    sqlite3_finalize(r->mark);
    sqlite3_finalize(r->step);
    sqlite3_finalize(r->seal);
    sqlite3_finalize(r->note);
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
        {&r.seal, "UPDATE run SET checksum = ? WHERE id = ?"},
        {&r.note,
         "INSERT INTO note (key, value, checksum) VALUES (?1, ?2, ?3) ON CONFLICT (key)"
         " DO UPDATE SET value = ?2, checksum = ?3"},
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

static void put_method(pen *p, const char *spec)
{
    char name[64];
    const gg_optimizer *m = NULL;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(spec, ":"), spec);
    for (size_t i = 0; gg_optimizers[i]; i++)
        if (strcmp(gg_optimizers[i]->name, name) == 0) m = gg_optimizers[i];
    put_text(p, spec);
    /* A bound text is read when the statement runs, so none may be on this function's stack. */
    sqlite3_bind_text(p->statement, ++p->at, name, -1, SQLITE_TRANSIENT);
    p->sum = mix_text(p->sum, name, strlen(name));
    put_text(p, m ? m->title : "");
    put_text(p, family_of(spec));
}

static uint64_t put_run(sqlite3_stmt *statement, const char *study, const char *key,
                        const gg_job *job, const gg_result *r)
{
    pen p = {statement, 0, 0};
    put_text(&p, key);
    put_text(&p, study);
    put_text(&p, r->loss ? r->loss : job->loss);
    put_text(&p, gg_smoothness_class(r->smoothness));
    put_whole(&p, r->n, true);
    put_method(&p, r->optimizer ? r->optimizer : job->optimizer);
    put_whole(&p, job->seed, false);
    put_whole(&p, job->rep, true);
    put_whole(&p, job->dare, true);
    put_whole(&p, job->max_evals, true);
    put_real(&p, job->max_seconds);
    put_real(&p, job->target);
    put_text(&p, gg_stop_name(r->why));
    put_text(&p, r->reason);
    put_real(&p, r->f);
    put_real(&p, r->first);
    put_real(&p, r->minimum);
    put_calls(&p, &r->used);
    put_real(&p, r->times.wall);
    put_real(&p, r->times.cpu);
    put_real(&p, r->times.loss);
    put_real(&p, r->times.optimizer);
    put_real(&p, r->times.logging);
    put_real(&p, r->times.cpu_loss);
    put_real(&p, r->times.cpu_optimizer);
    put_real(&p, r->times.cpu_logging);
    put_real(&p, r->price);
    return p.sum;
}

static gg_status add_marks(gg_rows *rows, sqlite3_int64 run, const gg_trace *t, uint64_t *sum)
{
    for (size_t i = 0; i < t->count; i++) {
        const gg_mark *m = &t->marks[i];
        pen p = {rows->mark, 1, *sum};
        sqlite3_bind_int64(rows->mark, 1, run);
        put_whole(&p, i, true);
        put_calls(&p, &m->used);
        put_real(&p, m->wall);
        put_real(&p, m->cpu);
        put_real(&p, m->best);
        GG_TRY(gg_sql_finish(rows->mark, rows->doing));
        *sum = p.sum;
    }
    return GG_OK;
}

/* A path is kept where it can be drawn: in the plane. */
static gg_status add_steps(gg_rows *rows, sqlite3_int64 run, const gg_result *r, uint64_t *sum)
{
    for (size_t i = 0; r->n == 2 && r->path && i < r->steps; i++) {
        pen p = {rows->step, 1, *sum};
        sqlite3_bind_int64(rows->step, 1, run);
        put_whole(&p, i, true);
        put_whole(&p, r->path_at[i], true);
        put_real(&p, r->path[2 * i]);
        put_real(&p, r->path[2 * i + 1]);
        GG_TRY(gg_sql_finish(rows->step, rows->doing));
        *sum = p.sum;
    }
    return GG_OK;
}

static gg_status add_all(gg_rows *rows, const char *study, const char *key, const gg_job *job,
                         const gg_result *result)
{
    uint64_t sum = put_run(rows->run, study, key, job, result);
    GG_TRY(gg_sql_finish(rows->run, rows->doing));
    const sqlite3_int64 id = sqlite3_last_insert_rowid(rows->db);
    GG_TRY(add_marks(rows, id, &result->trace, &sum));
    GG_TRY(add_steps(rows, id, result, &sum));
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
                        40 * (result->path ? result->steps : 0);
    snprintf(r->doing, sizeof r->doing, "store a run of about %zu bytes", need);
    GG_TRY(gg_sql_finish(r->begin, r->doing));
    const gg_status status = add_all(r, study, key, job, result);
    if (status != GG_OK && !sqlite3_get_autocommit(r->db))
        sqlite3_exec(r->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

gg_status gg_rows_note(gg_rows *r, const char *key, const char *value)
{
    pen p = {r->note, 0, 0};
    put_text(&p, key);
    put_text(&p, value);
    sqlite3_bind_int64(r->note, 3, (sqlite3_int64)p.sum);
    return gg_sql_finish(r->note, "store a note");
}

/* Continue `sum` over the rows of one table that belong to `run`. */
static gg_status sum_part(sqlite3_stmt *part, sqlite3_int64 run, uint64_t *sum)
{
    int code;
    sqlite3_bind_int64(part, 1, run);
    while ((code = sqlite3_step(part)) == SQLITE_ROW) *sum = sum_row(part, 0, *sum);
    if (code != SQLITE_DONE) return gg_sql_fail(sqlite3_db_handle(part), "read a run");
    sqlite3_reset(part);
    return GG_OK;
}

/* Rows of `all` begin with an id, or a zero, and the checksum; parts [2] may be NULL. */
static gg_status check_sums(sqlite3_stmt *all, sqlite3_stmt *const parts[2], const char *what)
{
    sqlite3 *db = sqlite3_db_handle(all);
    int code;
    while ((code = sqlite3_step(all)) == SQLITE_ROW) {
        const sqlite3_int64 id = sqlite3_column_int64(all, 0);
        if (sqlite3_column_type(all, 1) == SQLITE_NULL) continue;
        uint64_t sum = sum_row(all, 2, 0);
        for (int i = 0; i < 2; i++)
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
        "SELECT rowid, checksum, key, value FROM note",
    };
    enum { COUNT = sizeof texts / sizeof *texts };
    sqlite3_stmt *statement[COUNT] = {NULL};
    gg_status status = GG_OK;
    for (int i = 0; i < COUNT && status == GG_OK; i++)
        status = gg_sql_prepare(db, texts[i], &statement[i]);
    if (status == GG_OK) status = check_structure(statement[0]);
    if (status == GG_OK) status = check_sums(statement[1], statement + 2, "run");
    if (status == GG_OK)
        status = check_sums(statement[4], (sqlite3_stmt *const[2]){NULL, NULL}, "note");
    for (int i = 0; i < COUNT; i++) sqlite3_finalize(statement[i]);
    return status;
}
