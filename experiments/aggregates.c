/* experiments/aggregates.c -- the statistics as functions of SQL.
 *
 * NULL is a missing number and is left out; 9e999 is +INFINITY and is ranked. What comes out
 * as NaN is NULL. Rows are sorted first, so that the order in which runs ended changes nothing. */
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "experiments/profile.h"
#include "experiments/rank_test.h"
#include "experiments/ranking.h"
#include "experiments/running_time.h"

enum { RESAMPLES = 1000, RESTARTS = 100, SEED = 1 };

static const double LEVEL = 0.95;

enum { COLUMNS = 4 };

typedef struct row {
    double of[COLUMNS]; /* columns that a function does not have are 0 */
} row;

typedef struct rows {
    row *row;
    size_t count, room;
} rows;

static void collect(sqlite3_context *context, int count, sqlite3_value **values)
{
    rows *r = sqlite3_aggregate_context(context, sizeof *r);
    if (!r) {
        sqlite3_result_error_nomem(context);
        return;
    }
    for (int i = 0; i < count; i++)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL) return;
    if (r->count == r->room) {
        const size_t room = r->room ? 2 * r->room : 64;
        row *more = realloc(r->row, room * sizeof *more);
        if (!more) {
            sqlite3_result_error_nomem(context);
            return;
        }
        r->row = more;
        r->room = room;
    }
    row *fresh = &r->row[r->count++];
    *fresh = (row){{0}};
    for (int i = 0; i < count; i++) fresh->of[i] = sqlite3_value_double(values[i]);
}

static int by_all(const void *a, const void *b)
{
    const row *p = a;
    const row *q = b;
    for (size_t i = 0; i < COLUMNS; i++)
        if (p->of[i] != q->of[i]) return (p->of[i] > q->of[i]) - (p->of[i] < q->of[i]);
    return 0;
}

static void answer(sqlite3_context *context, double x)
{
    if (isnan(x))
        sqlite3_result_null(context);
    else
        sqlite3_result_double(context, x);
}

/* The rows as they came; those of an aggregate without any are empty. */
static rows take_unsorted(sqlite3_context *context)
{
    const rows *r = sqlite3_aggregate_context(context, 0);
    return r ? *r : (rows){0};
}

static rows take(sqlite3_context *context)
{
    const rows r = take_unsorted(context);
    if (r.count) qsort(r.row, r.count, sizeof *r.row, by_all);
    return r;
}

/* A column of the rows as an array, or NULL; the caller frees it. */
static double *column(rows r, size_t k)
{
    double *x = malloc((r.count + 1) * sizeof *x);
    for (size_t i = 0; x && i < r.count; i++) x[i] = r.row[i].of[k];
    return x;
}

static bool *flags(rows r, size_t k)
{
    bool *x = malloc((r.count + 1) * sizeof *x);
    for (size_t i = 0; x && i < r.count; i++) x[i] = r.row[i].of[k] != 0;
    return x;
}

/* Sorts by itself. */
static void finish_quantile(sqlite3_context *context)
{
    const rows r = take_unsorted(context);
    double *x = column(r, 0);
    if (x)
        answer(context, r.count ? gg_quantile(x, r.count, r.row[0].of[1]) : NAN);
    else
        sqlite3_result_error_nomem(context);
    free(x);
    free(r.row);
}

/* 'l', 'v' or 'h': which end of an interval the function is for. */
static double end_of(gg_interval i, const char *which)
{
    return *which == 'l' ? i.low : *which == 'h' ? i.high : i.value;
}

static size_t resamples_for(const char *which)
{
    return *which == 'v' ? 0 : RESAMPLES;
}

static void finish_time(sqlite3_context *context)
{
    const char *which = sqlite3_user_data(context);
    const rows r = take(context);
    double *cost = column(r, 0);
    bool *hit = flags(r, 1);
    if (cost && hit) {
        size_t hits = 0;
        for (size_t i = 0; i < r.count; i++) hits += hit[i];
        const gg_interval time = gg_expected_time_interval(cost, hit, r.count, LEVEL,
                                                           resamples_for(which), SEED);
        answer(context, hits ? end_of(time, which) : NAN);
    } else {
        sqlite3_result_error_nomem(context);
    }
    free(hit);
    free(cost);
    free(r.row);
}

static void put(double to[3], gg_interval x)
{
    to[0] = x.value;
    to[1] = x.low;
    to[2] = x.high;
}

static void finish_times(sqlite3_context *context)
{
    const rows r = take(context);
    double *cost = column(r, 0);
    bool *hit = flags(r, 1);
    if (cost && hit) {
        double out[GG_RUNNING_TIMES];
        const gg_average_time t = gg_average_time_of(cost, hit, r.count, LEVEL, RESAMPLES,
                                                     SEED);
        put(out, t.expected);
        put(out + 3, t.hits);
        put(out + 6, t.sp1);
        sqlite3_result_blob(context, out, sizeof out, SQLITE_TRANSIENT);
    } else {
        sqlite3_result_error_nomem(context);
    }
    free(hit);
    free(cost);
    free(r.row);
}

static void finish_ratio(sqlite3_context *context)
{
    const char *which = sqlite3_user_data(context);
    const rows r = take(context);
    double *cost[2] = {column(r, 0), column(r, 2)};
    bool *hit[2] = {flags(r, 1), flags(r, 3)};
    if (cost[0] && cost[1] && hit[0] && hit[1]) {
        const gg_costs a = {cost[0], hit[0], r.count};
        const gg_costs b = {cost[1], hit[1], r.count};
        answer(context,
               end_of(gg_time_ratio(a, b, true, LEVEL, resamples_for(which), SEED), which));
    } else {
        sqlite3_result_error_nomem(context);
    }
    for (size_t i = 0; i < 2; i++) {
        free(hit[i]);
        free(cost[i]);
    }
    free(r.row);
}

/* Of pairs: 'p' of their signed ranks, or an end of the chance that a is the lesser. */
static void finish_pairs(sqlite3_context *context)
{
    const char *which = sqlite3_user_data(context);
    const rows r = take(context);
    double *a = column(r, 0);
    double *b = column(r, 1);
    if (!a || !b)
        sqlite3_result_error_nomem(context);
    else if (*which == 'p')
        answer(context, r.count ? gg_signed_rank_test(a, b, r.count).p : NAN);
    else
        answer(context, end_of(gg_superiority(a, r.count, b, r.count, LEVEL), which));
    free(b);
    free(a);
    free(r.row);
}

static bool group(rows r, gg_groups *out)
{
    static const row none = {{0}};
    const double *of = r.count ? r.row->of : none.of;
    return gg_group(out, of, of + 1, COLUMNS, r.count);
}

static void finish_slope(sqlite3_context *context)
{
    const char *which = sqlite3_user_data(context);
    const rows r = take(context);
    gg_groups g;
    if (group(r, &g))
        answer(context, end_of(gg_slope_interval(g.x, g.count, g.y, g.runs, LEVEL,
                                                 resamples_for(which), SEED),
                               which));
    else
        sqlite3_result_error_nomem(context);
    gg_groups_close(&g);
    free(r.row);
}

/* A number of JSON, which has no infinity and no NaN. */
static void append(sqlite3_str *text, char before, double x)
{
    sqlite3_str_appendf(text, isfinite(x) ? "%c%.9g" : "%cnull", before, x);
}

static void give_text(sqlite3_context *context, sqlite3_str *text)
{
    char *json = sqlite3_str_finish(text);
    if (json)
        sqlite3_result_text(context, json, -1, sqlite3_free);
    else
        sqlite3_result_error_nomem(context);
}

static void finish_local(sqlite3_context *context)
{
    const rows r = take(context);
    sqlite3_str *text = sqlite3_str_new(sqlite3_context_db_handle(context));
    gg_groups g;
    gg_interval *out = group(r, &g) ? calloc(g.count + 1, sizeof *out) : NULL;
    sqlite3_str_appendchar(text, 1, '[');
    if (out && g.count &&
        gg_local_slopes(g.x, g.count, g.y, g.runs, LEVEL, RESAMPLES, SEED, out))
        for (size_t i = 0; i + 1 < g.count; i++) {
            if (i) sqlite3_str_appendchar(text, 1, ',');
            append(text, '[', g.x[i]);
            append(text, ',', g.x[i + 1]);
            append(text, ',', out[i].value);
            append(text, ',', out[i].low);
            append(text, ',', out[i].high);
            sqlite3_str_appendchar(text, 1, ']');
        }
    sqlite3_str_appendchar(text, 1, ']');
    give_text(context, text);
    free(out);
    gg_groups_close(&g);
    free(r.row);
}

/* The least multiple of the runs that is enough, so that each is as often the first. */
static size_t draws_of(size_t runs)
{
    return runs ? (RESTARTS + runs - 1) / runs * runs : 0;
}

static void finish_restarts(sqlite3_context *context)
{
    const rows r = take(context);
    const size_t draws = draws_of(r.count);
    double *cost = column(r, 0);
    bool *hit = flags(r, 1);
    double *out = malloc((draws + 1) * sizeof *out);
    sqlite3_str *text = sqlite3_str_new(sqlite3_context_db_handle(context));
    if (cost && hit && out && gg_restarted_times(cost, hit, r.count, draws, SEED, out)) {
        for (size_t k = 0; k < draws; k++) append(text, k ? ',' : '[', out[k]);
        sqlite3_str_appendall(text, "]");
    } else {
        sqlite3_str_appendall(text, "[]");
    }
    give_text(context, text);
    free(out);
    free(hit);
    free(cost);
    free(r.row);
}

static void power_of_ten(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    answer(context, pow(10, sqlite3_value_double(values[0])));
}

static void difference(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const double methods = sqlite3_value_double(values[0]);
    const double problems = sqlite3_value_double(values[1]);
    answer(context, methods >= 2 && problems >= 1
                        ? gg_critical_difference((size_t)methods, (size_t)problems, 1 - LEVEL)
                        : NAN);
}

int gg_statistics_register(sqlite3 *db)
{
    static const struct {
        const char *name, *which;
        int columns;
        void (*finish)(sqlite3_context *context);
    } aggregates[] = {
        {"quantile", "v", 2, finish_quantile},    {"expected_time", "v", 2, finish_time},
        {"expected_low", "l", 2, finish_time},    {"expected_high", "h", 2, finish_time},
        {"slope_value", "v", 2, finish_slope},    {"slope_low", "l", 2, finish_slope},
        {"slope_high", "h", 2, finish_slope},     {"time_ratio", "v", 4, finish_ratio},
        {"time_ratio_low", "l", 4, finish_ratio}, {"time_ratio_high", "h", 4, finish_ratio},
        {"signed_rank", "p", 2, finish_pairs},    {"ahead", "v", 2, finish_pairs},
        {"ahead_low", "l", 2, finish_pairs},      {"ahead_high", "h", 2, finish_pairs},
        {"restarted", "v", 2, finish_restarts},   {"running_times", "v", 2, finish_times},
        {"local_slopes", "v", 2, finish_local},
    };
    enum { FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS };
    static char ends[] = "lvhp"; /* SQLite hands them back as pointers that are not const */
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates; i++) {
        char *which = ends;
        while (*which != *aggregates[i].which) which++;
        const int status = sqlite3_create_function_v2(db, aggregates[i].name,
                                                      aggregates[i].columns, FLAGS, which, NULL,
                                                      collect, aggregates[i].finish, NULL);
        if (status != SQLITE_OK) return status;
    }
    const int status = sqlite3_create_function_v2(db, "critical_difference", 2, FLAGS, NULL,
                                                  difference, NULL, NULL, NULL);
    if (status != SQLITE_OK) return status;
    return sqlite3_create_function_v2(db, "pow10", 1, FLAGS, NULL, power_of_ten, NULL, NULL,
                                      NULL);
}
