/* experiments/board.c -- hands the verdicts to the figure of the claim board. */
#include "experiments/board.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "experiments/sql.h"

static const double EDGE = 4; /* of the picture */

/* Beyond the ends of a band a tenfold distance is one unit more, up to the picture's edge. */
static double fold_far(double u)
{
    if (fabs(u) <= 1) return u;
    return copysign(fmin(1 + log10(fabs(u)), EDGE), u);
}

double gg_board_place(double x, const gg_band *band)
{
    if (isnan(x)) return NAN;
    const bool from = isfinite(band->from);
    const bool to = isfinite(band->to);
    if (isinf(x)) return copysign(EDGE, x);
    if (from && to && band->from == band->to) {
        const double unit = band->from != 0 ? fabs(band->from) : 1;
        return fold_far((x - band->from) / (1e-2 * unit));
    }
    if (from && to) return fold_far((2 * x - band->from - band->to) / (band->to - band->from));
    const double edge = from ? band->from : band->to;
    const double unit = edge != 0 ? fabs(edge) : 1;
    const double inside = (from ? x - edge : edge - x) / unit; /* 0 at the edge, 1 a unit in */
    const double u = fold_far(inside - 1);
    return from ? u : -u;
}

static const char SHAPE[] =
    "CREATE TEMP TABLE verdict(place INTEGER, number INTEGER, claim TEXT, study TEXT,"
    " sentence TEXT, verdict TEXT, why TEXT, rows INTEGER, missing INTEGER);"
    "CREATE TEMP TABLE finding(place INTEGER, claim TEXT, turn INTEGER, decisive INTEGER,"
    " what TEXT, at TEXT, verdict TEXT, value REAL, low REAL, high REAL, from_ REAL, to_ REAL,"
    " words TEXT, x REAL, x_low REAL, x_high REAL)";

static void put_text(sqlite3_stmt *row, int at, const char *text)
{
    sqlite3_bind_text(row, at, text, -1, SQLITE_TRANSIENT);
}

static gg_status add_verdict(sqlite3_stmt *row, int place, const gg_judged *j)
{
    sqlite3_bind_int(row, 1, place);
    sqlite3_bind_int(row, 2, j->claim->number);
    put_text(row, 3, j->claim->name);
    put_text(row, 4, j->claim->study);
    put_text(row, 5, j->claim->sentence);
    put_text(row, 6, gg_judgement_name(j->verdict));
    put_text(row, 7, j->why);
    sqlite3_bind_int64(row, 8, (sqlite3_int64)j->there);
    sqlite3_bind_int64(row, 9, (sqlite3_int64)(j->wanted - j->there));
    return gg_sql_finish(row, "show a verdict");
}

static gg_status add_finding(sqlite3_stmt *row, int place, const gg_judged *j, size_t i)
{
    const gg_finding *f = &j->findings.list[i];
    char words[96];
    gg_band_words(f->band, words, sizeof words);
    const double places[] = {gg_board_place(f->is.value, f->band),
                             gg_board_place(f->is.low, f->band),
                             gg_board_place(f->is.high, f->band)};
    sqlite3_bind_int(row, 1, place);
    put_text(row, 2, j->claim->name);
    sqlite3_bind_int64(row, 3, (sqlite3_int64)i);
    sqlite3_bind_int(row, 4, i == j->decisive);
    put_text(row, 5, f->band->what);
    put_text(row, 6, f->at);
    put_text(row, 7, gg_judgement_name(f->verdict));
    sqlite3_bind_double(row, 8, f->is.value);
    sqlite3_bind_double(row, 9, f->is.low);
    sqlite3_bind_double(row, 10, f->is.high);
    sqlite3_bind_double(row, 11, f->band->from);
    sqlite3_bind_double(row, 12, f->band->to);
    put_text(row, 13, words);
    for (int k = 0; k < 3; k++) sqlite3_bind_double(row, 14 + k, places[k]);
    return gg_sql_finish(row, "show a finding");
}

static gg_status fill(sqlite3 *db, const gg_judged_list *judged)
{
    sqlite3_stmt *verdict = NULL;
    sqlite3_stmt *finding = NULL;
    GG_TRY(gg_sql_do(db, SHAPE, "show verdicts"));
    gg_status status = gg_sql_prepare(
        db, "INSERT INTO temp.verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", &verdict);
    if (status == GG_OK)
        status = gg_sql_prepare(db,
                                "INSERT INTO temp.finding VALUES"
                                " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                &finding);
    for (size_t i = 0; status == GG_OK && i < judged->count; i++) {
        status = add_verdict(verdict, (int)i + 1, &judged->list[i]);
        for (size_t k = 0; status == GG_OK && k < judged->list[i].findings.count; k++)
            status = add_finding(finding, (int)i + 1, &judged->list[i], k);
    }
    sqlite3_finalize(verdict);
    sqlite3_finalize(finding);
    return status;
}

gg_status gg_board_draw(gg_pictures *out, const gg_judged_list *judged, const char *store,
                        const gg_figure_request *request)
{
    gg_results results;
    gg_figure_request board = *request;
    board.names = "claim_board";
    GG_TRY(gg_results_open(&results, store, "5", ""));
    gg_status status = fill(results.sql, judged);
    if (status == GG_OK) status = gg_figures_draw(out, &results, &board);
    gg_results_close(&results);
    return status;
}
