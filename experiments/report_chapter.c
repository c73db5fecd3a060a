/* experiments/report_chapter.c -- a folder of results on its way into the report. */
#include "experiments/report_chapter.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/study.h"

const char *const gg_class_names[GG_CLASSES] = {"smooth", "kinked", "discontinuous"};

static char *copy_text(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    if (copy) strcpy(copy, text);
    return copy;
}

static void row_close(gg_summary_row *row)
{
    union {
        const char *lent;
        char *owned;
    } text[] = {{row->loss}, {row->optimizer}, {row->label}, {row->kind}};
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) free(text[i].owned);
}

static gg_status keep_row(void *context, const gg_summary_row *row)
{
    gg_summary_list *list = context;
    if (list->count == list->room) {
        const size_t room = list->room ? 2 * list->room : 256;
        gg_summary_row *larger = realloc(list->row, room * sizeof *larger);
        if (!larger) return gg_fail(GG_NO_MEMORY, "no memory for %zu rows", room);
        list->row = larger;
        list->room = room;
    }
    gg_summary_row *kept = &list->row[list->count++];
    *kept = *row;
    kept->loss = copy_text(row->loss);
    kept->optimizer = copy_text(row->optimizer);
    kept->label = copy_text(row->label);
    kept->kind = copy_text(row->kind);
    if (kept->loss && kept->optimizer && kept->label && kept->kind) return GG_OK;
    return gg_fail(GG_NO_MEMORY, "no memory for a summary");
}

const char *gg_chapter_text(sqlite3_stmt *q, int column)
{
    const unsigned char *text = sqlite3_column_text(q, column);
    return text ? (const char *)text : "";
}

gg_status gg_chapter_next(gg_chapter *c, sqlite3_stmt *q, bool *more)
{
    const int code = sqlite3_step(q);
    *more = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE) return GG_OK;
    return gg_fail(GG_IO, "%s/results.db: %s", c->folder, sqlite3_errmsg(c->results.sql));
}

/* By loss, n, target from wide to narrow and rank; parts of the first gap before gaps. */
static int compare_rows(const void *a, const void *b)
{
    const gg_summary_row *r = a;
    const gg_summary_row *s = b;
    int order = strcmp(r->loss, s->loss);
    if (order == 0) order = (r->n > s->n) - (r->n < s->n);
    if (order == 0) order = strcmp(s->kind, r->kind);
    if (order == 0) order = (r->level < s->level) - (r->level > s->level);
    if (order == 0) order = (r->rank > s->rank) - (r->rank < s->rank);
    return order ? order : strcmp(r->optimizer, s->optimizer);
}

/* A question that a reader can be asked; a sweep of the user's own has none. */
static gg_status find_title(gg_chapter *c)
{
    char *name;
    const gg_study *study;
    GG_TRY(gg_results_text(&c->results,
                           "SELECT group_concat(study) FROM (SELECT study FROM main.run UNION "
                           "SELECT study FROM main.trial)",
                           "studies", &name));
    snprintf(c->study, sizeof c->study, "%s", name);
    free(name);
    c->races = true;
    if (gg_study_find(c->study, &study) == GG_OK) {
        snprintf(c->title, sizeof c->title, "%s", study->question);
        c->races = study->grids[GG_STANDARD];
        c->questions = study->questions;
    } else if (strcmp(c->study, "run") == 0) {
        snprintf(c->title, sizeof c->title, "What do these runs show?");
    } else {
        snprintf(c->title, sizeof c->title, "%s", *c->study ? c->study : "No runs");
    }
    return GG_OK;
}

static gg_status fill(gg_chapter *c)
{
    char figures[4200];
    snprintf(figures, sizeof figures, "%s/figures", c->folder);
    const gg_figure_request request = {.folder = figures, .format = {true}};
    GG_TRY(find_title(c));
    GG_TRY(gg_figures_draw(&c->pictures, &c->results, &request));
    if (!c->races) return GG_OK;
    GG_TRY(gg_summary_read(&c->results, keep_row, &c->rows));
    if (c->rows.count > 1) qsort(c->rows.row, c->rows.count, sizeof *c->rows.row, compare_rows);
    return GG_OK;
}

gg_status gg_chapter_open(gg_chapter *out, const char *folder, const char *price, size_t number)
{
    gg_chapter c = {.folder = folder, .price = price};
    snprintf(c.id, sizeof c.id, "s%zu", number);
    GG_TRY(gg_results_open(&c.results, folder, price, "rel:1e-2,rel:1e-5,1e-8"));
    const gg_status status = fill(&c);
    if (status == GG_OK)
        *out = c;
    else
        gg_chapter_close(&c);
    return status;
}

void gg_chapter_close(gg_chapter *c)
{
    if (!c) return;
    for (size_t i = 0; i < c->rows.count; i++) row_close(&c->rows.row[i]);
    free(c->rows.row);
    gg_pictures_close(&c->pictures);
    gg_results_close(&c->results);
    *c = (gg_chapter){0};
}

/* Runs that were to stop at a wider gap, or whose minimum is unknown, cannot meet 1e-8. */
static const char after_1e8[] =
    "WITH method AS (SELECT a.class, a.loss, a.n, a.family = 'gradient' AS side, "
    "count(*) AS runs, sum(h.hit) AS hits FROM hit h "
    "JOIN attempt a ON a.id = h.run JOIN main.run r ON r.id = h.run "
    "WHERE h.kind = 'absolute' AND h.level = pow10(-8) AND a.known "
    "AND (r.target IS NULL OR r.target <= 1.000001e-8) "
    "GROUP BY a.class, a.loss, a.n, a.optimizer), "
    "problem AS (SELECT class, side, max(2 * hits >= runs) AS solved, sum(runs) AS runs, "
    "sum(hits) AS hits FROM method GROUP BY class, loss, n, side) "
    "SELECT class, side, count(*), sum(solved), sum(runs), sum(hits) FROM problem "
    "GROUP BY class, side";
static const char totals[] =
    "SELECT count(*), coalesce(sum(status IN ('failed', 'crashed', 'timed-out')), 0), "
    "coalesce(sum(cpu), 0.0) FROM (SELECT status, cpu FROM main.run UNION ALL SELECT status, cpu "
    "FROM main.trial)";

gg_status gg_chapter_count(gg_chapter *c, gg_tally *tally)
{
    sqlite3_stmt *q;
    bool more;
    GG_TRY(gg_results_ask(&c->results, totals, "totals", &q));
    gg_status status = gg_chapter_next(c, q, &more);
    tally->runs += (size_t)sqlite3_column_int64(q, 0);
    tally->failed += (size_t)sqlite3_column_int64(q, 1);
    tally->cpu += sqlite3_column_double(q, 2);
    tally->studies++;
    sqlite3_finalize(q);
    if (status || !c->races) return status;
    GG_TRY(gg_results_ask(&c->results, after_1e8, "runs after 1e-8", &q));
    while ((status = gg_chapter_next(c, q, &more)) == GG_OK && more) {
        const char *class = gg_chapter_text(q, 0);
        const int side = sqlite3_column_int(q, 1);
        for (size_t k = 0; k < GG_CLASSES; k++) {
            if (strcmp(class, gg_class_names[k]) != 0) continue;
            gg_score *score = &tally->score[k][side];
            score->problems += (size_t)sqlite3_column_int64(q, 2);
            score->solved += (size_t)sqlite3_column_int64(q, 3);
            score->runs += (size_t)sqlite3_column_int64(q, 4);
            score->hits += (size_t)sqlite3_column_int64(q, 5);
        }
    }
    sqlite3_finalize(q);
    return status;
}
