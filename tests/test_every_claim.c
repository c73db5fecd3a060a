/* tests/test_every_claim.c -- what the catalogue of claims promises, looked at for each of them. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/judge.h"
#include "tests/made_up_store.h"

enum { NUMBERS = 35 };

/* --- what is said of them ----------------------------------------------------------------------- */

static void test_numbers_are_one_to_thirty_five_each_once(void)
{
    size_t times[NUMBERS + 1] = {0};
    for (size_t i = 0; gg_claims[i]; i++) {
        const int number = gg_claims[i]->number;
        gsl_test(number < 0 || number > NUMBERS, "%s: number %d", gg_claims[i]->name, number);
        if (number >= 0 && number <= NUMBERS) times[number]++;
        gsl_test((number == 0) != (strncmp(gg_claims[i]->name, "control_", 8) == 0),
                 "%s: number %d, and controls have 0", gg_claims[i]->name, number);
    }
    for (int k = 1; k <= NUMBERS; k++)
        gsl_test_int((int)times[k], 1, "claim %d is there once", k);
    gsl_test(times[0] < 3, "and there are controls (%zu)", times[0]);
}

static void test_names_are_their_own(void)
{
    const gg_claim *found = NULL;
    const gg_study *study = NULL;
    for (size_t i = 0; gg_claims[i]; i++) {
        const char *name = gg_claims[i]->name;
        gsl_test(gg_claim_find(name, &found) != GG_OK || found != gg_claims[i],
                 "'%s' finds its claim, and no other", name);
        gsl_test(strspn(name, "abcdefghijklmnopqrstuvwxyz_") != strlen(name) ||
                     strlen(name) > 28,
                 "'%s' is lower_case_words that fit the table", name);
        gsl_test(gg_study_find(name, &study) == GG_OK, "no study is named '%s'", name);
        gsl_test(gg_study_find(gg_claims[i]->study, &study) != GG_OK,
                 "%s: its study exists: %s", name, gg_claims[i]->study);
        gsl_test(!gg_claim_is_in(gg_claims[i], gg_claims[i]->study), "%s: and runs it", name);
    }
    gsl_test(gg_claim_find("gradient_descent_rat", &found) != GG_NOT_FOUND ||
                 !strstr(gg_message(), "'gradient_descent_rate'"),
             "a wrong name is told with the nearest: %s", gg_message());
}

/* Begins with no word in lower case (a formula may), ends with a full stop, and has no gap inside
 * that the joining of two lines left behind. */
static bool is_prose(const char *text)
{
    const size_t length = text ? strlen(text) : 0;
    if (length < 20 || text[length - 1] != '.') return false;
    if (islower((unsigned char)text[0]) && islower((unsigned char)text[1]) &&
        text[strspn(text, "abcdefghijklmnopqrstuvwxyz")] == ' ')
        return false;
    return !strstr(text, "  ") && !strstr(text, " . ") && !strstr(text, " ,");
}

static void test_words_are_sentences(void)
{
    for (size_t i = 0; gg_claims[i]; i++) {
        const gg_claim *c = gg_claims[i];
        gsl_test(!is_prose(c->sentence), "%s: its sentence is one: %s", c->name, c->sentence);
        gsl_test(!is_prose(c->design), "%s: the design is told in sentences: %s", c->name,
                 c->design);
        gsl_test(!is_prose(c->estimator), "%s: so is the estimator: %s", c->name, c->estimator);
        gsl_test(!is_prose(c->limits), "%s: so are its limits: %s", c->name, c->limits);
        gsl_test(!c->source || strlen(c->source) < 20 || strstr(c->source, "  "),
                 "%s: it has a source: %s", c->name, c->source);
        const bool dated = c->source && strpbrk(c->source, "12") != NULL;
        gsl_test(!dated && !strstr(c->source, "erived"),
                 "%s: the source has a year, or says that it is derived", c->name);
        gsl_test(!c->judge, "%s: something judges it", c->name);
        gsl_test(!c->grids && !c->trials, "%s: something is run for it", c->name);
    }
}

static void test_bands_have_words_and_ends_in_order(void)
{
    for (size_t i = 0; gg_claims[i]; i++) {
        size_t count = 0;
        for (const gg_band *b = gg_claims[i]->bands; b && b->what; b++, count++) {
            gsl_test(strlen(b->what) < 10, "%s: a band in words: %s", gg_claims[i]->name,
                     b->what);
            gsl_test(!(b->from <= b->to), "%s: its ends are in order: %g, %g",
                     gg_claims[i]->name, b->from, b->to);
            gsl_test(!isfinite(b->from) && !isfinite(b->to),
                     "%s: one of them is a number, so that it can be missed",
                     gg_claims[i]->name);
        }
        gsl_test(count == 0, "%s: it has bands (%zu)", gg_claims[i]->name, count);
    }
}

static void test_trials_have_names_and_designs(void)
{
    for (size_t i = 0; gg_claims[i]; i++)
        for (const gg_trial *t = gg_claims[i]->trials; t && t->name; t++) {
            gsl_test(!t->design || strlen(t->design) < 20 || !t->measure,
                     "%s, %s: measures, and says what", gg_claims[i]->name, t->name);
            gsl_test(t->points == 0 || t->reps == 0, "%s, %s: at some points, some times",
                     gg_claims[i]->name, t->name);
            for (const gg_trial *u = gg_claims[i]->trials; u < t; u++)
                gsl_test(strcmp(u->name, t->name) == 0, "%s: one trial is named %s",
                         gg_claims[i]->name, t->name);
        }
}

/* --- what is run for them ----------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    return strcmp(((const gg_plan_row *)a)->key, ((const gg_plan_row *)b)->key);
}

/* -> rows; SIZE_MAX if it cannot be planned, or two rows have one key */
static size_t count_rows(const gg_claim *claim, gg_preset preset)
{
    gg_plan plan = {.study = claim->study};
    const gg_status status = gg_claim_plan(&plan, claim, preset, 1);
    gsl_test(status != GG_OK, "%s: its design can be planned at %s%s%s", claim->name,
             gg_preset_name(preset), status ? ": " : "", status ? gg_message() : "");
    size_t twins = 0;
    if (plan.count) qsort(plan.rows, plan.count, sizeof *plan.rows, by_key);
    for (size_t i = 1; i < plan.count; i++)
        twins += strcmp(plan.rows[i - 1].key, plan.rows[i].key) == 0;
    gsl_test(twins != 0, "%s: no two of its rows have one key (%zu do)", claim->name, twins);
    const size_t count = status == GG_OK ? plan.count : SIZE_MAX;
    gg_plan_close(&plan);
    return count;
}

static void test_designs_open_at_every_preset(void)
{
    for (size_t i = 0; gg_claims[i]; i++) {
        const gg_claim *c = gg_claims[i];
        const size_t standard = count_rows(c, GG_STANDARD);
        for (const gg_grid *g = c->grids; g && g->losses; g++)
            gsl_test(!g->name || !*g->name || g->reps == 0 || g->max_evals == 0,
                     "%s: a grid of %s has a name, repetitions and a budget", c->name,
                     g->losses);
        gsl_test(standard == 0, "%s: there is something to run", c->name);
        gsl_test(count_rows(c, GG_QUICK) != (c->exact ? standard : 0),
                 "%s: quick runs %s of it", c->name, c->exact ? "all" : "nothing");
        gsl_test(count_rows(c, GG_FULL) != standard * (c->full ? c->full : 1),
                 "%s: full has %zu times the repetitions", c->name, c->full ? c->full : 1);
    }
}

/* --- verdicts on too little --------------------------------------------------------------------- */

static void note_design(gg_store *s, const char *study, const char *preset)
{
    must(gg_store_note(s, "study", study));
    must(gg_store_note(s, "preset", preset));
    must(gg_store_note(s, "seed", "1"));
}

static void expect_not_run(const gg_judged_list *list, const char *study)
{
    for (size_t i = 0; i < list->count; i++)
        gsl_test(list->list[i].verdict != GG_NOT_RUN || list->list[i].there != 0,
                 "%s without rows, %s: NOT RUN", study, list->list[i].claim->name);
}

static void test_an_empty_store_has_run_nothing(void)
{
    char folder[64];
    made_up_folder(folder);
    for (size_t i = 0; gg_studies[i]; i++) {
        gg_judged_list list;
        gg_store *s = open_store(folder, GG_STORE_WRITE);
        note_design(s, gg_studies[i]->name, "standard");
        must(gg_judge_store(&list, s, folder));
        expect_not_run(&list, gg_studies[i]->name);
        gg_judged_close(&list);
        gg_store_close(s);
    }
    made_up_folder_remove(folder);
}

/* A run of a few calls; a trial that was done and noted nothing. */
static void make_row(gg_result *out, const gg_job *planned)
{
    gg_job job = *planned;
    if (job.max_evals > 20) job.max_evals = 20;
    if (!job.trial) {
        must(gg_run(out, &job));
        return;
    }
    *out = (gg_result){.why = GG_STOP_CONVERGED,
                       .loss = made_up_text(""),
                       .optimizer = made_up_text(job.optimizer)};
}

/* The first row of every grid and trial, where the design has others, too. */
static void store_first_rows(gg_store *s, const gg_claim *claim)
{
    gg_plan plan = {.study = claim->study};
    must(gg_claim_plan(&plan, claim, GG_STANDARD, 1));
    for (size_t i = 0; i < plan.count; i++) {
        const gg_plan_row *row = &plan.rows[i];
        gg_result result;
        if (i && strcmp(row->cell, row[-1].cell) == 0) continue;
        if (gg_store_has(s, row->key)) continue;
        make_row(&result, &row->job);
        must(gg_store_add(s, claim->study, row->key, &row->job, &result));
        gg_result_close(&result);
    }
    gg_plan_close(&plan);
}

static void expect_no_pass(const gg_judged_list *list, const char *study)
{
    for (size_t i = 0; i < list->count; i++) {
        const gg_judged *j = &list->list[i];
        if (strcmp(j->claim->study, study) != 0) continue;
        gsl_test(j->verdict == GG_NOT_RUN || j->there == 0, "%s: %zu of its %zu rows are there",
                 j->claim->name, j->there, j->wanted);
        gsl_test(j->verdict == GG_PASS, "%s: that is not enough to pass", j->claim->name);
        gsl_test(!j->claim->grids && j->verdict != GG_NOT_ENOUGH_DATA,
                 "%s: nothing was measured, which refutes nothing", j->claim->name);
    }
}

static void test_a_few_rows_pass_nothing(void)
{
    for (size_t i = 0; gg_studies[i]; i++) {
        char folder[64];
        gg_judged_list list;
        made_up_folder(folder);
        gg_store *s = open_store(folder, GG_STORE_WRITE);
        note_design(s, gg_studies[i]->name, "standard");
        for (size_t k = 0; gg_claims[k]; k++)
            if (strcmp(gg_claims[k]->study, gg_studies[i]->name) == 0)
                store_first_rows(s, gg_claims[k]);
        const gg_status status = gg_judge_store(&list, s, folder);
        gsl_test(status != GG_OK, "%s: judged from a few rows%s%s", gg_studies[i]->name,
                 status ? ": " : "", status ? gg_message() : "");
        if (status == GG_OK) {
            expect_no_pass(&list, gg_studies[i]->name);
            gg_judged_close(&list);
        }
        gg_store_close(s);
        made_up_folder_remove(folder);
    }
}

/* --- exact claims, carried out ------------------------------------------------------------------ */

static const char *const cheap[] = {"gradient_descent_worst_case", "first_order_floor",
                                    "gradient_descent_rate"};
enum { CHEAP = sizeof cheap / sizeof *cheap };

/* Everything but times, in an order that does not depend on who was done first. */
static const char EVERYTHING[] =
    "SELECT group_concat(t, char(10)) FROM ("
    "SELECT key || status || quote(f) || quote(first) || quote(minimum) || value || gradient"
    " || (SELECT group_concat(t) FROM (SELECT i || ' ' || m.value || ' ' || m.gradient || ' ' ||"
    " quote(m.f) AS t FROM mark m WHERE run = run.id ORDER BY i)) AS t FROM run"
    " UNION ALL SELECT key || status || (SELECT group_concat(t) FROM (SELECT name || ' ' ||"
    " quote(at) || ' ' || quote(value) AS t FROM number WHERE trial = trial.id ORDER BY i))"
    " FROM trial ORDER BY 1)";

static char *read_everything(gg_store *s)
{
    sqlite3_stmt *q = NULL;
    char *copy = NULL;
    if (sqlite3_prepare_v2(gg_store_sql(s), EVERYTHING, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW && sqlite3_column_text(q, 0))
        copy = made_up_text((const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    return copy;
}

static void expect_passes(const gg_judged_list *list, size_t workers)
{
    for (size_t k = 0; k < CHEAP; k++)
        for (size_t i = 0; i < list->count; i++) {
            const gg_judged *j = &list->list[i];
            if (strcmp(j->claim->name, cheap[k]) != 0) continue;
            gsl_test(j->verdict != GG_PASS, "%s, %zu workers: PASS, it is %s", cheap[k],
                     workers, gg_judgement_name(j->verdict));
            gsl_test(j->there != j->wanted || j->there == 0, "%s: from all of its %zu rows",
                     cheap[k], j->wanted);
        }
}

/* -> all that is stored then, the caller's to free */
static char *carry_out(size_t workers)
{
    char folder[64];
    gg_outcome outcome;
    gg_judged_list list;
    gg_plan plan = {.study = "rates"};
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    note_design(s, "rates", "quick");
    for (size_t k = 0; k < CHEAP; k++) {
        const gg_claim *claim = NULL;
        must(gg_claim_find(cheap[k], &claim));
        must(gg_claim_plan(&plan, claim, GG_QUICK, 1));
    }
    must(gg_plan_run(&plan, s, workers, true, &outcome));
    gsl_test(outcome.failed != 0 || outcome.done != plan.count, "%zu rows, none failed",
             outcome.done);
    gg_plan_close(&plan);
    must(gg_judge_store(&list, s, folder));
    expect_passes(&list, workers);
    gg_judged_close(&list);
    char *everything = read_everything(s);
    gg_store_close(s);
    made_up_folder_remove(folder);
    return everything;
}

static void test_cheap_claims_pass_with_the_same_bits_every_time(void)
{
    char *one = carry_out(1);
    char *two = carry_out(2);
    char *again = carry_out(1);
    gsl_test(!one || strlen(one) < 10000, "rows can be read");
    gsl_test(!one || !two || strcmp(one, two) != 0, "two workers store what one does");
    gsl_test(!one || !again || strcmp(one, again) != 0, "so does another time");
    free(one);
    free(two);
    free(again);
}

int main(void)
{
    test_numbers_are_one_to_thirty_five_each_once();
    test_names_are_their_own();
    test_words_are_sentences();
    test_bands_have_words_and_ends_in_order();
    test_trials_have_names_and_designs();
    test_designs_open_at_every_preset();
    test_an_empty_store_has_run_nothing();
    test_a_few_rows_pass_nothing();
    test_cheap_claims_pass_with_the_same_bits_every_time();
    return gsl_test_summary();
}
