/* experiments/aggregates.c -- the statistics as functions of SQL.
 *
 * NULL is a missing number and is left out; 9e999 is +INFINITY and is ranked. What comes out
 * as NaN is NULL. Rows are sorted first, so that the order in which runs ended changes nothing. */
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "experiments/statistics.h"

enum { RESAMPLES = 1000, SEED = 1 };

static const double LEVEL = 0.95;

typedef struct pair {
    double a, b;
} pair;

typedef struct rows {
    pair *row;
    size_t count, room;
} rows;

static void collect(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    rows *r = sqlite3_aggregate_context(context, sizeof *r);
    if (!r) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (sqlite3_value_type(values[0]) == SQLITE_NULL ||
        sqlite3_value_type(values[1]) == SQLITE_NULL)
        return;
    if (r->count == r->room) {
        const size_t room = r->room ? 2 * r->room : 64;
        pair *row = realloc(r->row, room * sizeof *row);
        if (!row) {
            sqlite3_result_error_nomem(context);
            return;
        }
        r->row = row;
        r->room = room;
    }
    r->row[r->count++] = (pair){sqlite3_value_double(values[0]),
                                sqlite3_value_double(values[1])};
}

static int by_both(const void *a, const void *b)
{
    const pair *p = a;
    const pair *q = b;
    if (p->a != q->a) return (p->a > q->a) - (p->a < q->a);
    return (p->b > q->b) - (p->b < q->b);
}

static void answer(sqlite3_context *context, double x)
{
    if (isnan(x))
        sqlite3_result_null(context);
    else
        sqlite3_result_double(context, x);
}

/* The rows, sorted; those of an aggregate without any are empty. */
static rows take(sqlite3_context *context)
{
    const rows *r = sqlite3_aggregate_context(context, 0);
    if (!r) return (rows){0};
    if (r->count) qsort(r->row, r->count, sizeof *r->row, by_both);
    return *r;
}

static void finish_quantile(sqlite3_context *context)
{
    const rows r = take(context);
    double *x = malloc((r.count + 1) * sizeof *x);
    if (x) {
        for (size_t i = 0; i < r.count; i++) x[i] = r.row[i].a;
        answer(context, r.count ? gg_quantile(x, r.count, r.row[0].b) : NAN);
    } else {
        sqlite3_result_error_nomem(context);
    }
    free(x);
    free(r.row);
}

/* 'l', 'v' or 'h': which end of an interval the function is for. */
static double end_of(gg_interval i, const char *which)
{
    return *which == 'l' ? i.low : *which == 'h' ? i.high : i.value;
}

static void finish_time(sqlite3_context *context)
{
    const char *which = sqlite3_user_data(context);
    const rows r = take(context);
    double *cost = malloc((r.count + 1) * sizeof *cost);
    bool *hit = malloc((r.count + 1) * sizeof *hit);
    if (cost && hit) {
        size_t hits = 0;
        for (size_t i = 0; i < r.count; i++) {
            cost[i] = r.row[i].a;
            hit[i] = r.row[i].b != 0;
            hits += hit[i];
        }
        const size_t resamples = *which == 'v' ? 0 : RESAMPLES;
        const gg_interval time = gg_expected_time_interval(cost, hit, r.count, LEVEL, resamples,
                                                           SEED);
        answer(context, hits ? end_of(time, which) : NAN);
    } else {
        sqlite3_result_error_nomem(context);
    }
    free(hit);
    free(cost);
    free(r.row);
}

/* How many different x there are, and how many rows the most frequent has. */
static size_t count_groups(rows r, size_t *runs)
{
    size_t groups = 0;
    size_t length = 0;
    *runs = 0;
    for (size_t i = 0; i < r.count; i++) {
        const bool fresh = i == 0 || r.row[i].a != r.row[i - 1].a;
        groups += fresh;
        length = fresh ? 1 : length + 1;
        if (length > *runs) *runs = length;
    }
    return groups;
}

static void spread(rows r, size_t groups, size_t runs, double x[], double y[])
{
    for (size_t k = 0; k < groups * runs; k++) y[k] = NAN;
    size_t group = 0;
    size_t length = 0;
    for (size_t i = 0; i < r.count; i++) {
        if (i && r.row[i].a != r.row[i - 1].a) {
            group++;
            length = 0;
        }
        x[group] = r.row[i].a;
        y[group * runs + length++] = r.row[i].b;
    }
}

static void finish_slope(sqlite3_context *context)
{
    const char *which = sqlite3_user_data(context);
    const rows r = take(context);
    size_t runs;
    const size_t groups = count_groups(r, &runs);
    double *x = calloc(groups + 1, sizeof *x);
    double *y = calloc(groups + 1, (runs + 1) * sizeof *y);
    if (x && y) {
        spread(r, groups, runs, x, y);
        const size_t resamples = *which == 'v' ? 0 : RESAMPLES;
        answer(context,
               end_of(gg_slope_interval(x, groups, y, runs, LEVEL, resamples, SEED), which));
    } else {
        sqlite3_result_error_nomem(context);
    }
    free(y);
    free(x);
    free(r.row);
}

static void power_of_ten(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    answer(context, pow(10, sqlite3_value_double(values[0])));
}

int gg_statistics_register(sqlite3 *db)
{
    static const struct {
        const char *name, *which;
        void (*finish)(sqlite3_context *context);
    } aggregates[] = {
        {"quantile", "v", finish_quantile}, {"expected_time", "v", finish_time},
        {"expected_low", "l", finish_time}, {"expected_high", "h", finish_time},
        {"slope_value", "v", finish_slope}, {"slope_low", "l", finish_slope},
        {"slope_high", "h", finish_slope},
    };
    enum { FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS };
    static char ends[] = "lvh"; /* SQLite hands them back as pointers that are not const */
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates; i++) {
        char *which = ends;
        while (*which != *aggregates[i].which) which++;
        const int status = sqlite3_create_function_v2(
            db, aggregates[i].name, 2, FLAGS, which, NULL, collect, aggregates[i].finish, NULL);
        if (status != SQLITE_OK) return status;
    }
    return sqlite3_create_function_v2(db, "pow10", 1, FLAGS, NULL, power_of_ten, NULL, NULL,
                                      NULL);
}
