/* tests/test_views.c -- views of the figures are built when they are asked for, and only then. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/card.h"
#include "experiments/results.h"
#include "tests/made_up_store.h"

static bool is_there(gg_results *r, const char *name)
{
    char sql[160];
    snprintf(sql, sizeof sql,
             "SELECT EXISTS (SELECT 1 FROM temp.sqlite_schema WHERE name = '%s')", name);
    return ask(r->store, sql) == 1;
}

static double number(gg_results *r, const char *sql)
{
    sqlite3_stmt *q;
    must(gg_results_ask(r, sql, "test", &q));
    const double x = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_double(q, 0) : NAN;
    sqlite3_finalize(q);
    return x;
}

static void test_a_question_builds_what_it_needs(gg_results *r)
{
    gsl_test(is_there(r, "attempt") || is_there(r, "hit"),
             "nothing is built before a question");
    gsl_test_int((int)number(r, "SELECT count(*) FROM attempt"), 4, "four runs are there");
    gsl_test(!is_there(r, "charge"), "an attempt is made from its charge");
    gsl_test(is_there(r, "hit"), "and from no target");
    gsl_test(!(number(r, "SELECT count(*) FROM score") > 0), "a score");
    gsl_test(!is_there(r, "hit") || !is_there(r, "hit_cell"), "needs hits, with their index");
    gsl_test(is_there(r, "curve"), "but no curve");
}

static void test_a_lock_lets_views_through_and_nothing_else(gg_results *r)
{
    sqlite3_stmt *q = NULL;
    gg_results_lock(r);
    gsl_test(!(number(r, "SELECT count(*) FROM curve") > 0),
             "a curve is built behind the lock");
    gsl_test(gg_results_ask(r, "CREATE TEMP TABLE mine (x)", "mine", &q) != GG_BAD_INPUT,
             "who asks for a table of his own is refused");
    gsl_test(gg_results_ask(r, "DELETE FROM temp.curve", "mine", &q) != GG_BAD_INPUT,
             "so is who would take one away");
    gsl_test(!(number(r, "SELECT count(*) FROM mean_rank") >= 0), "and the lock opens again");
}

static void test_all_of_them_can_be_built(const char *folder)
{
    gg_results r;
    must(gg_results_open(&r, folder, "5", "1e-2"));
    must(gg_results_all(&r));
    for (size_t i = 0; i < r.views.count; i++)
        gsl_test(!is_there(&r, r.views.list[i].name), "%s is there", r.views.list[i].name);
    gsl_test(r.views.count < 40, "all files were read");
    gg_results_close(&r);
}

static void compile(gg_results *r, const char *figure, const char *query, const char *sql)
{
    sqlite3_stmt *q = NULL;
    const gg_status status = gg_results_ask(r, sql, query, &q);
    gsl_test(status != GG_OK, "%s: its query '%s' finds all that it asks for", figure, query);
    sqlite3_finalize(q);
}

/* The board brings tables of its own. */
static void test_every_figure_finds_its_views(const char *folder)
{
    enum { MOST = 64 };
    static char names[MOST + 1][64];
    size_t many = 0;
    must(gg_card_list(names, MOST, &many));
    for (size_t i = 0; i < many; i++) {
        gg_results r;
        gg_card card;
        must(gg_card_read(&card, names[i]));
        must(gg_results_open(&r, folder, "5", ""));
        const bool alone = card.study && strcmp(card.study, "none") == 0;
        if (card.each && !alone) compile(&r, card.name, "each", card.each);
        for (size_t k = 0; k < card.count && !alone; k++)
            compile(&r, card.name, card.queries[k].name, card.queries[k].sql);
        gg_results_close(&r);
        gg_card_close(&card);
    }
    gsl_test(many < 20, "all figures were read");
}

int main(void)
{
    char folder[64];
    gg_results r;
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    for (size_t i = 0; i < 4; i++) must(add(s, i));
    gg_store_close(s);
    must(gg_results_open(&r, folder, "5", "1e-2"));
    test_a_question_builds_what_it_needs(&r);
    test_a_lock_lets_views_through_and_nothing_else(&r);
    gg_results_close(&r);
    test_all_of_them_can_be_built(folder);
    test_every_figure_finds_its_views(folder);
    made_up_folder_remove(folder);
    return gsl_test_summary();
}
