/* experiments/summary.c -- the table of results, row by row. */
#include "experiments/summary.h"

#include <math.h>
#include <sqlite3.h>

static const char query[] =
    "SELECT loss, class, optimizer, label, family, kind, target, n, runs, broken, hits, rank, "
    "level, rate, cost_low, cost, cost_high, wall_low, wall, wall_high, gap_low, gap, gap_high, "
    "break_even, known FROM summary";

static const char *text(sqlite3_stmt *row, int k)
{
    const unsigned char *found = sqlite3_column_text(row, k);
    return found ? (const char *)found : "";
}

static size_t whole(sqlite3_stmt *row, int k)
{
    return (size_t)sqlite3_column_int64(row, k);
}

static double number(sqlite3_stmt *row, int k)
{
    return sqlite3_column_type(row, k) == SQLITE_NULL ? NAN : sqlite3_column_double(row, k);
}

static gg_interval interval(sqlite3_stmt *row, int k)
{
    return (gg_interval){number(row, k), number(row, k + 1), number(row, k + 2)};
}

gg_status gg_summary_each(gg_results *r,
                          gg_status (*look)(void *context, const gg_summary_row *row),
                          void *context)
{
    sqlite3_stmt *at;
    GG_TRY(gg_results_ask(r, query, "summary", &at));
    gg_status status = GG_OK;
    int state = SQLITE_DONE;
    while (status == GG_OK && (state = sqlite3_step(at)) == SQLITE_ROW) {
        const gg_summary_row row = {.loss = text(at, 0),
                                    .class = text(at, 1),
                                    .optimizer = text(at, 2),
                                    .label = text(at, 3),
                                    .family = text(at, 4),
                                    .kind = text(at, 5),
                                    .target = text(at, 6),
                                    .n = whole(at, 7),
                                    .runs = whole(at, 8),
                                    .broken = whole(at, 9),
                                    .hits = whole(at, 10),
                                    .rank = whole(at, 11),
                                    .level = number(at, 12),
                                    .rate = number(at, 13),
                                    .evaluations = interval(at, 14),
                                    .seconds = interval(at, 17),
                                    .gap = interval(at, 20),
                                    .break_even = number(at, 23),
                                    .known = whole(at, 24) != 0};
        status = look(context, &row);
    }
    if (status == GG_OK && state != SQLITE_DONE)
        status = gg_fail(GG_BAD_INPUT, "%s: summary: %s", r->folder, sqlite3_errmsg(r->sql));
    sqlite3_finalize(at);
    return status;
}
