/* experiments/summary.c -- one query over the views, row by row. */
#include "experiments/summary.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "experiments/proportion.h"
#include "experiments/running_time.h"

/* Ten times the wanted level and a tenth of it lie far away: 1e-9 only meets rounding. */
static const char query_text[] =
    "WITH chosen AS (SELECT t.kind, t.level FROM target t JOIN wanted w ON w.kind = t.kind AND "
    "abs(w.level - t.level) <= 1e-9 * t.level), "
    "cell AS (SELECT h.loss, h.n, h.optimizer, h.kind, h.level, count(*) AS runs, "
    "sum(h.hit) AS hits, sum(h.cost) AS spent, sum(h.wall) AS waited, "
    "expected_time(h.cost, h.hit) AS cost, running_times(h.cost, h.hit) AS calls, "
    "running_times(h.wall, h.hit) AS clock, quantile(h.cost, 0.5) AS beyond, "
    "quantile(iif(h.hit, h.cost, 9e999), 0.25) AS q1, "
    "quantile(iif(h.hit, h.cost, 9e999), 0.5) AS q2, "
    "quantile(iif(h.hit, h.cost, 9e999), 0.75) AS q3 "
    "FROM hit h JOIN chosen c ON c.kind = h.kind AND c.level = h.level "
    "GROUP BY h.loss, h.n, h.optimizer, h.kind, h.level) "
    "SELECT cell.loss, cell.n, cell.optimizer, contender.label, cell.kind, cell.level, runs, "
    "hits, calls, clock, spent, waited, q1, q2, q3, beyond, "
    "rank() OVER (PARTITION BY cell.loss, cell.n, cell.kind, cell.level "
    "ORDER BY coalesce(cost, 9e999)) AS rank, b.price, "
    "(SELECT class FROM attempt a WHERE a.loss = cell.loss AND a.n = cell.n LIMIT 1), "
    "contender.method "
    "FROM cell JOIN contender ON contender.optimizer = cell.optimizer "
    "LEFT JOIN break_even b ON b.loss = cell.loss AND b.n = cell.n AND b.kind = cell.kind "
    "AND b.level = cell.level "
    "ORDER BY cell.loss, cell.n, cell.kind, cell.level DESC, rank, cell.optimizer";

enum {
    LOSS,
    N,
    OPTIMIZER,
    LABEL,
    KIND,
    LEVEL,
    RUNS,
    HITS,
    CALLS,
    CLOCK,
    SPENT,
    WAITED,
    QUARTILES,
    BEYOND = QUARTILES + 3,
    RANK,
    BREAK_EVEN,
    CLASS,
    METHOD
};

static double number(sqlite3_stmt *q, int column, double missing)
{
    return sqlite3_column_type(q, column) == SQLITE_NULL ? missing
                                                         : sqlite3_column_double(q, column);
}

static const char *text(sqlite3_stmt *q, int column)
{
    const unsigned char *bytes = sqlite3_column_text(q, column);
    return bytes ? (const char *)bytes : "";
}

/* One of the intervals of running_times; NaN for want of memory. */
static gg_interval interval(sqlite3_stmt *q, int column, size_t which)
{
    double x[GG_RUNNING_TIMES];
    for (size_t i = 0; i < GG_RUNNING_TIMES; i++) x[i] = NAN;
    if (sqlite3_column_bytes(q, column) == sizeof x)
        memcpy(x, sqlite3_column_blob(q, column), sizeof x);
    const double *at = x + 3 * which;
    return (gg_interval){.value = at[0], .low = at[1], .high = at[2]};
}

enum { EXPECTED, AVERAGE, SP1 };

/* Without a hit nothing is known but that more is expected than a third of all that was spent. */
static gg_interval expected(sqlite3_stmt *q, int column, int spent)
{
    if (sqlite3_column_int64(q, HITS) > 0) return interval(q, column, EXPECTED);
    return (gg_interval){.value = INFINITY,
                         .low = gg_time_unseen(sqlite3_column_double(q, spent)),
                         .high = INFINITY};
}

bool gg_summary_dared(const char *method, const char *class)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        const gg_optimizer *m = gg_optimizers[i];
        if (strcmp(m->name, method) != 0) continue;
        if (m->needs & (GG_GRADIENT | GG_HESSIAN_VECTOR)) return strcmp(class, "smooth") != 0;
        return (m->needs & GG_SUBGRADIENT) && strcmp(class, "discontinuous") == 0;
    }
    return false;
}

static gg_interval sp1_of(sqlite3_stmt *q)
{
    if (sqlite3_column_int64(q, HITS) > 0) return interval(q, CALLS, SP1);
    return (gg_interval){.value = INFINITY, .low = NAN, .high = NAN};
}

static gg_summary_row read_row(sqlite3_stmt *q)
{
    gg_summary_row row = {.loss = text(q, LOSS),
                          .optimizer = text(q, OPTIMIZER),
                          .label = text(q, LABEL),
                          .n = (size_t)sqlite3_column_int64(q, N),
                          .kind = text(q, KIND),
                          .level = sqlite3_column_double(q, LEVEL),
                          .runs = (size_t)sqlite3_column_int64(q, RUNS),
                          .hits = (size_t)sqlite3_column_int64(q, HITS),
                          .evaluations = expected(q, CALLS, SPENT),
                          .seconds = expected(q, CLOCK, WAITED),
                          .average = interval(q, CALLS, AVERAGE),
                          .sp1 = sp1_of(q),
                          .median_beyond = number(q, BEYOND, NAN),
                          .rank = (size_t)sqlite3_column_int64(q, RANK),
                          .break_even = number(q, BREAK_EVEN, NAN),
                          .dared = gg_summary_dared(text(q, METHOD), text(q, CLASS))};
    row.rate = gg_proportion(row.hits, row.runs, 0.95);
    for (int i = 0; i < 3; i++) row.quartile[i] = number(q, QUARTILES + i, INFINITY);
    return row;
}

gg_status gg_summary_read(gg_results *r,
                          gg_status (*each)(void *context, const gg_summary_row *row),
                          void *context)
{
    sqlite3_stmt *q = NULL;
    GG_TRY(gg_results_ask(r, query_text, "summary", &q));
    gg_status status = GG_OK;
    int code = SQLITE_DONE;
    while (status == GG_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
        const gg_summary_row row = read_row(q);
        status = each(context, &row);
    }
    if (status == GG_OK && code != SQLITE_DONE)
        status = gg_fail(GG_IO, "%s/results.db: %s", r->folder, sqlite3_errmsg(r->sql));
    sqlite3_finalize(q);
    return status;
}
