/* tests/test_aggregates.c -- the statistics as functions of SQL. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <sqlite3.h>

#include "experiments/statistics.h"

static const double EXACT = 1e-14;

/* The one number that a query gives; NaN for NULL, -12345 if the query fails. */
static double ask(sqlite3 *db, const char *query)
{
    sqlite3_stmt *s = NULL;
    double x = -12345;
    if (sqlite3_prepare_v2(db, query, -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW)
        x = sqlite3_column_type(s, 0) == SQLITE_NULL ? NAN : sqlite3_column_double(s, 0);
    sqlite3_finalize(s);
    return x;
}

/* Darwin's maize once more (tests/test_rank_test.c), and sums that are done by hand. */
static void test_sql_knows_pairs(void)
{
    sqlite3 *db = NULL;
    sqlite3_open(":memory:", &db);
    gg_statistics_register(db);
    sqlite3_exec(
        db,
        "CREATE TABLE maize AS SELECT column1 AS d FROM (VALUES (6), (8), (14), (16), (23),"
        " (24), (28), (29), (41), (-48), (49), (56), (60), (-67), (75));"
        "CREATE TABLE race AS SELECT column1 AS a, column2 AS b FROM"
        " (VALUES (10, 20), (20, 40), (30, 60));",
        NULL, NULL, NULL);
    gsl_test_rel(ask(db, "SELECT signed_rank(d, 0) FROM maize"), 0.041259765625, EXACT,
                 "signed_rank of Darwin's maize is SciPy's");
    gsl_test(!isnan(ask(db, "SELECT signed_rank(d, 0) FROM maize WHERE d = 0")),
             "signed_rank of no pair is NULL");
    gsl_test_rel(ask(db, "SELECT signed_rank(a, 9e999) FROM race"), 0.25, EXACT,
                 "three of three against runs that missed: p = 2 / 8");
    gsl_test_rel(ask(db, "SELECT ahead(a, b) FROM race"), 7.5 / 9, EXACT,
                 "10, 20, 30 are less than 20, 40, 60 in 7 of 9 pairs, and once equal");
    gsl_test(ask(db, "SELECT ahead_low(a, b) < 7.5 / 9 AND ahead_high(a, b) > 7.5 / 9"
                     " FROM race") != 1,
             "and its bounds are on both sides");
    gsl_test_rel(ask(db, "SELECT time_ratio(a, 1, b, 1) FROM race"), 0.5, EXACT,
                 "half the cost: time_ratio 0.5");
    gsl_test_rel(ask(db, "SELECT time_ratio_low(a, 1, b, 1) FROM race"), 0.5, EXACT,
                 "in every resample of pairs");
    gsl_test_rel(ask(db, "SELECT time_ratio(a, 1, b, b < 30) FROM race"), 20 / 120.0, EXACT,
                 "against one that arrived once in three: 20 over 120");
    gsl_test_abs(ask(db, "SELECT critical_difference(4, 14)"), 1.25, 5e-3,
                 "critical_difference(4, 14) is Demsar's 1.25");
    gsl_test(!isnan(ask(db, "SELECT critical_difference(1, 14)")),
             "that of one method is NULL");
    gsl_test_rel(ask(db,
                     "SELECT sum(value) / 102 FROM (SELECT restarted(a, a < 30) AS r FROM race)"
                     ", json_each(r) WHERE value IN (10, 20)"),
                 (34 * 10 + 34 * 20) / 102.0, EXACT,
                 "restarted: of 102 draws a third is 10 at once, a third 20");
    gsl_test(ask(db, "SELECT min(value) FROM (SELECT restarted(a, a < 30) AS r FROM race),"
                     " json_each(r) WHERE value NOT IN (10, 20)") != 40,
             "a miss of 30 is followed by 10 or more");
    gsl_test(!isnan(ask(db, "SELECT sum(value) FROM (SELECT restarted(a, 0) AS r FROM race),"
                            " json_each(r)")),
             "where none arrives, all are null");
    gsl_test(ask(db, "SELECT length(running_times(a, 1)) FROM race") != 72,
             "running_times are nine doubles");
    gsl_test_rel(ask(db, "SELECT json_extract(local_slopes(a, a * a), '$[1][2]') FROM race"), 2,
                 EXACT, "local_slopes of a square are 2, from 20 to 30 too");
    gsl_test(ask(db, "SELECT json_extract(local_slopes(a, b), '$[1][1]') FROM race") != 30,
             "and say where to");
    sqlite3_close(db);
}

static void test_sql_knows_them_too(void)
{
    sqlite3 *db = NULL;
    sqlite3_open(":memory:", &db);
    gsl_test(gg_statistics_register(db) != SQLITE_OK, "a database takes the functions");
    sqlite3_exec(
        db,
        "CREATE TABLE t (x REAL, hit INTEGER); INSERT INTO t VALUES (10, 1), (100, 0),"
        "(30, 1), (100, 0), (NULL, 1);"
        "CREATE TABLE p (x REAL, y REAL); INSERT INTO p VALUES (1, 5), (2, 20), (4, 80),"
        "(8, 9e999), (8, NULL), (4, 80), (2, 20), (1, 5);",
        NULL, NULL, NULL);
    gsl_test_rel(ask(db, "SELECT quantile(x, 0.5) FROM t"), 65, EXACT,
                 "quantile leaves NULL out");
    gsl_test(!isnan(ask(db, "SELECT quantile(x, 0.5) FROM t WHERE x < 0")),
             "the quantile of no row is NULL");
    gsl_test(ask(db, "SELECT quantile(y, 1) FROM p") != INFINITY,
             "infinity passes through SQL");
    gsl_test_rel(ask(db, "SELECT expected_time(x, hit) FROM t"), 120, EXACT,
                 "expected_time is (10+100+30+100) / 2");
    gsl_test(!isnan(ask(db, "SELECT expected_time(x, 0) FROM t")),
             "expected_time is NULL without a success");
    gsl_test(!isnan(ask(db, "SELECT expected_low(x, 0) FROM t")) ||
                 !isnan(ask(db, "SELECT expected_high(x, 0) FROM t")),
             "so are its bounds");
    gsl_test(ask(db, "SELECT expected_high(x, hit) FROM t") != INFINITY,
             "a bound above all resamples with a success is 9e999");
    gsl_test(ask(db, "SELECT expected_low(x, hit) = "
                     "(SELECT expected_low(x, hit) FROM (SELECT * FROM t ORDER BY x DESC)) "
                     "FROM (SELECT * FROM t ORDER BY x)") != 1,
             "the order of the rows changes no bound");
    gsl_test_rel(ask(db, "SELECT slope_value(x, y) FROM p"), 2, EXACT,
                 "slope_value of 5 x^2 is 2, a censored x left out");
    gsl_test(ask(db, "SELECT slope_low(x, y) = slope_high(x, y) FROM p") != 1,
             "exact rows leave the slope's bounds equal");
    gsl_test(!isnan(ask(db, "SELECT slope_value(x, y) FROM p WHERE x < 4")),
             "two x are too few: NULL");
    gsl_test_rel(ask(db, "SELECT pow10(-3)"), 1e-3, EXACT, "pow10(-3) is 0.001");
    gsl_test(!isnan(ask(db, "SELECT pow10(NULL)")), "pow10(NULL) is NULL");
    sqlite3_close(db);
}

int main(void)
{
    test_sql_knows_them_too();
    test_sql_knows_pairs();
    return gsl_test_summary();
}
