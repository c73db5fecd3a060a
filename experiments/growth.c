/* experiments/growth.c -- exponents, one query over the views. */
#include "experiments/growth.h"

#include <math.h>
#include <sqlite3.h>

static const char query_text[] =
    "SELECT h.loss, h.optimizer, h.kind, h.level, "
    "slope_value(h.n, iif(h.hit, h.cost, 9e999)), slope_low(h.n, iif(h.hit, h.cost, 9e999)), "
    "slope_high(h.n, iif(h.hit, h.cost, 9e999)), local_slopes(h.n, iif(h.hit, h.cost, 9e999)) "
    "FROM hit h JOIN wanted w ON w.kind = h.kind AND abs(w.level - h.level) <= 1e-9 * h.level "
    "WHERE h.loss IN (SELECT loss FROM attempt GROUP BY loss HAVING count(DISTINCT n) >= 3) "
    "GROUP BY h.loss, h.kind, h.level, h.optimizer HAVING count(DISTINCT h.n) >= 3 "
    "ORDER BY h.loss, h.kind, h.level DESC, h.optimizer";

static double number(sqlite3_stmt *q, int column)
{
    return sqlite3_column_type(q, column) == SQLITE_NULL ? NAN
                                                         : sqlite3_column_double(q, column);
}

static const char *text(sqlite3_stmt *q, int column)
{
    const unsigned char *bytes = sqlite3_column_text(q, column);
    return bytes ? (const char *)bytes : "";
}

gg_status gg_growth_read(gg_results *r, gg_status (*each)(void *context, const gg_growth *row),
                         void *context)
{
    sqlite3_stmt *q = NULL;
    GG_TRY(gg_results_ask(r, query_text, "growth", &q));
    gg_status status = GG_OK;
    int code = SQLITE_DONE;
    while (status == GG_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
        const gg_growth row = {
            .loss = text(q, 0),
            .optimizer = text(q, 1),
            .kind = text(q, 2),
            .level = number(q, 3),
            .slope = {.value = number(q, 4), .low = number(q, 5), .high = number(q, 6)},
            .local = text(q, 7)};
        status = each(context, &row);
    }
    if (status == GG_OK && code != SQLITE_DONE)
        status = gg_fail(GG_IO, "%s/results.db: %s", r->folder, sqlite3_errmsg(r->sql));
    sqlite3_finalize(q);
    return status;
}
