/* tests/test_report.c -- the report's numbers are the store's, and its texts are harmless. */
#include <gsl/gsl_test.h>
#include <sqlite3.h>

#include "experiments/share.h"
#include "tests/shell.h"

static char folder[] = "/tmp/gg_report_XXXXXX";

/* Something for the shell to do, without which the test cannot go on. */
static void must(const char *line)
{
    if (system(line) == 0) return;
    printf("FAIL: the test cannot go on: %s\n", line);
    exit(EXIT_FAILURE);
}

/* A small sweep in $D/a. */
static void make_results(void)
{
    said s;
    if (!mkdtemp(folder) || setenv("D", folder, 1)) exit(EXIT_FAILURE);
    shell_run(&s, "gradgap run --losses sphere,abs_sum,step+shift --dims 2 --reps 4 "
                  "--max-evals 200 --dare "
                  "--optimizers gradient_descent,nelder_mead,random_search -q -o $D/a");
    gsl_test(s.status != 0, "there is a sweep to report on: %s", s.err);
}

static char *page(const char *name)
{
    char path[256];
    char *text = NULL;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (gg_share_read(path, &text) != GG_OK) {
        printf("FAIL: %s\n", gg_message());
        exit(EXIT_FAILURE);
    }
    return text;
}

static size_t occurrences(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, word)); at += strlen(word)) count++;
    return count;
}

/* In the store's file, without our functions and our checks. */
static void change(const char *name, const char *sql)
{
    char path[256];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/%s/results.db", folder, name);
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        printf("FAIL: %s: %s\n", path, sqlite3_errmsg(db));
        exit(EXIT_FAILURE);
    }
    sqlite3_close(db);
}

static void test_a_page_is_written_beside_the_results(void)
{
    said s;
    char where[64];
    shell_run(&s, "gradgap report $D/a -q");
    snprintf(where, sizeof where, "%s/a/report.html\n", folder);
    gsl_test(s.status != 0, "a report is written: %s", s.err);
    gsl_test(strcmp(s.out, where) != 0, "stdout says where it is, and nothing else: %s", s.out);
    gsl_test(*s.err != 0, "--quiet is quiet");
    char *text = page("a/report.html");
    gsl_test(strncmp(text, "<!DOCTYPE html>", 15) != 0 || !strstr(text, "</html>\n"),
             "the page is whole");
    gsl_test(strstr(text, "src=\"http") || strstr(text, "<link"), "nothing is fetched for it");
    free(text);
}

/* 3 losses x 3 methods x 4 repetitions. */
static void test_headline_numbers_are_those_of_the_store(void)
{
    char *text = page("a/report.html");
    gsl_test(!strstr(text, "<dd>36</dd><dt>runs in 1 study</dt>"), "all 36 runs are counted");
    gsl_test(!strstr(text, "of 12 runs</dt>"), "12 of them have gradients");
    gsl_test(!strstr(text, "of 24 runs</dt>"), "24 have not");
    free(text);
}

/* On the sphere, where Newton's step is a gradient step, all arrive; on steps, nobody can. */
static void test_the_sentence_says_who_arrived(void)
{
    char *text = page("a/report.html");
    gsl_test(!strstr(text,
                     "With gradients, some method came within 10⁻⁸ of the minimum on 1 of 1 "
                     "smooth problem"),
             "gradients solve the sphere");
    gsl_test(!strstr(text, "0 of 1 discontinuous ones; without"), "they do not solve steps");
    free(text);
}

static void test_every_method_is_in_the_tables(void)
{
    char *text = page("a/report.html");
    const char *tables = strstr(text, "id=\"tables\"");
    static const char *const labels[] = {"Gradient descent", "Nelder-Mead", "Random search"};
    for (size_t i = 0; i < 3; i++) /* three targets and three losses, and the overview's head */
        gsl_test(occurrences(tables, labels[i]) < 10, "%s has all its rows", labels[i]);
    gsl_test(!strstr(tables, "<b>Gradient descent</b></td>"), "the best is bold");
    gsl_test(!strstr(tables, "Gradient descent*"), "what is dared is marked");
    free(text);
}

/* On steps no gradient is of use; the other two losses have a contest with two sides. */
static void test_sides_are_tested_against_each_other(void)
{
    char *text = page("a/report.html");
    const char *contest = strstr(text, "With gradients against without, tested");
    gsl_test(!contest, "there is a table of tests");
    if (contest) {
        const char *end = strstr(contest, "</table>");
        const char *none = strstr(contest, "none arrives");
        gsl_test(!none || none > end, "who never arrives is not named");
        const char *bound = strstr(contest, "<td>&lt; ");
        gsl_test(!bound || bound > end, "and what is known of it is a bound");
    }
    free(text);
}

static void test_figures_are_in_the_page_once(void)
{
    char *text = page("a/report.html");
    const size_t figures = occurrences(text, "<figure ");
    gsl_test(figures == 0, "there are figures");
    gsl_test(occurrences(text, "<svg ") != figures, "each has its picture, once");
    gsl_test(occurrences(text, "data-figure>") != figures, "each is in the contents");
    free(text);
}

/* --- claims and questions ----------------------------------------------------------------------- */

/* The exact claims of one study, in $D/claims. */
static void test_claims_come_first_with_their_numbers(void)
{
    said s;
    shell_run(&s, "rates --preset quick -q --no-figures -o $D/claims");
    gsl_test(s.status != 0, "a study of claims runs: %s", s.err);
    shell_run(&s, "gradgap report $D/claims -q");
    gsl_test(s.status != 0, "it is reported: %s", s.err);
    char *text = page("claims/report.html");
    const char *claims = strstr(text, "<section id=\"claims\"");
    const char *figures = strstr(text, "<section id=\"figures\"");
    gsl_test(!claims || !figures || claims > figures, "claims stand before the figures");
    gsl_test(occurrences(text, "<details class=\"claim\"") < 35, "every claim has its line");
    gsl_test(occurrences(text, "<span class=\"verdict pass\">PASS</span>") != 4,
             "four of them pass");
    gsl_test(!strstr(text,
                     "Of 4 predictions made beforehand on what differentiability is worth, "
                     "4 held.</p>"),
             "the sentence sums the claims up where there is no race");
    gsl_test(!strstr(text, "<dd>4 of 35</dd>") || !strstr(text, "31 not run"),
             "what was not run is not held");
    gsl_test(!strstr(text, "<strong>Source.</strong>") ||
                 !strstr(text, "<strong>Limits.</strong>"),
             "source and limits are given");
    gsl_test(!strstr(text, "measurements that are no runs"), "measurements are counted");
    gsl_test(occurrences(text, "<figure id=\"claims-claim_board\"") != 1, "the board is there");
    gsl_test(occurrences(text, "<figure ") != occurrences(text, "data-figure>"),
             "every figure is in the contents");
    free(text);
}

static void test_texts_of_claims_are_harmless(void)
{
    said s;
    must("cp -r $D/claims $D/e");
    change("e", "UPDATE trial SET checksum = NULL, status = 'failed', "
                "reason = '<script>alert(3)</script>', trial = '<u>8' WHERE id = 1; "
                "UPDATE run SET checksum = NULL, title = '<u>9'");
    shell_run(&s, "gradgap report $D/e -q");
    gsl_test(s.status != 0, "strange measurements do not stop the report: %s", s.err);
    if (s.status) return;
    char *text = page("e/report.html");
    gsl_test(strstr(text, "<script>alert") || strstr(text, "<u>"), "their texts are no markup");
    gsl_test(!strstr(text, "One measurement broke off") ||
                 !strstr(text, "&lt;script&gt;alert(3)&lt;/script&gt;"),
             "what broke off is told, with its reason");
    gsl_test(!strstr(text, "<dd>1</dd><dt><a href=\"#failures\">"), "and counted");
    free(text);
}

/* As if these runs had been asked for by the questions. */
static void test_questions_have_answers_and_verdicts(void)
{
    said s;
    must("cp -r $D/claims $D/f");
    change("f", "UPDATE run SET checksum = NULL, study = 'questions'; "
                "UPDATE trial SET checksum = NULL, study = 'questions'");
    shell_run(&s, "gradgap report $D/f -q");
    gsl_test(s.status != 0, "questions are reported: %s", s.err);
    if (s.status) return;
    char *text = page("f/report.html");
    const char *part = strstr(text, "<section id=\"questions\"");
    gsl_test(!part, "there is a part of questions");
    if (part) {
        gsl_test(occurrences(part, "<p class=\"answer\">") != 7, "seven have an answer");
        gsl_test(occurrences(part, "-question") < 7, "each has its place");
        gsl_test(occurrences(part, "<a href=\"#claim-") < 7, "verdicts lead to the claims");
        gsl_test(occurrences(part, "<figure ") != 7, "each has its figure, empty or not");
    }
    gsl_test(occurrences(text, "<figure ") != occurrences(text, "data-figure>"),
             "every figure is in the contents");
    free(text);
}

static void test_texts_of_the_store_are_harmless(void)
{
    said s;
    must("cp -r $D/a $D/b");
    change("b", "UPDATE run SET checksum = NULL, status = 'failed', title = 'X\"><u>7', "
                "reason = '<script>alert(1)</script> & more' WHERE optimizer LIKE 'nelder%'; "
                "UPDATE run SET checksum = NULL, loss = '<i>x' WHERE loss LIKE 'sphere%'; "
                "UPDATE note SET checksum = NULL, value = '<img src=x onerror=alert(2)>' "
                "WHERE key = 'machine'");
    shell_run(&s, "gradgap report $D/b -q");
    gsl_test(s.status != 0, "strange texts do not stop the report: %s", s.err);
    if (s.status) return;
    char *text = page("b/report.html");
    gsl_test(strstr(text, "<script>alert") != NULL, "a reason is no script");
    gsl_test(strstr(text, "<img") != NULL, "a note is no picture");
    gsl_test(strstr(text, "<u>7") || strstr(text, "<i>x"), "labels and losses are no markup");
    gsl_test(!strstr(text, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"),
             "the reason is shown");
    gsl_test(!strstr(text, "<dd>12</dd><dt><a href=\"#failures\">"), "12 runs broke off");
    gsl_test(!strstr(text, "<td>4 of 4</td>"), "they are counted by class");
    free(text);
}

static void test_results_of_one_side_make_a_report(void)
{
    said s;
    must("cp -r $D/a $D/d");
    change("d", "DELETE FROM mark WHERE run IN (SELECT id FROM run WHERE family = 'gradient'); "
                "DELETE FROM run WHERE family = 'gradient'");
    shell_run(&s, "gradgap report $D/d -q");
    gsl_test(s.status != 0, "there need not be methods with gradients: %s", s.err);
    if (s.status) return;
    char *text = page("d/report.html");
    gsl_test(!strstr(text, "Without gradients, some method came"),
             "the sentence is of one side");
    gsl_test(strstr(text, "met 10⁻⁸ with gradients") != NULL, "no share of nothing is given");
    gsl_test(strstr(text, "<h4></h4>") != NULL, "no figure is without a headline");
    free(text);
}

static void test_two_folders_of_one_study_do_not_collide(void)
{
    said s;
    must("cp -r $D/a $D/c");
    shell_run(&s, "gradgap report $D/a $D/c --price n+1 -q -o $D/two.html");
    gsl_test(s.status != 0, "two folders make one report: %s", s.err);
    char *text = page("two.html");
    gsl_test(!strstr(text, "<dd>72</dd><dt>runs in 2 studies</dt>"), "runs are added up");
    gsl_test(!strstr(text, "--price n+1"), "the price is part of how to do it again");
    for (const char *at = text; (at = strstr(at, " id=\"")); at++) {
        char id[128];
        const size_t length = strcspn(at + 5, "\"") + 6;
        snprintf(id, sizeof id, "%.*s", (int)length + 4 < 127 ? (int)length + 5 : 127, at);
        if (occurrences(text, id) > 1) {
            gsl_test(1, "no two elements have one name: %s", id);
            break;
        }
    }
    free(text);
}

static void test_nothing_is_left_of_a_report_that_fails(void)
{
    said s;
    shell_run(&s, "gradgap report $D/a $D/none -q -o $D/bad.html");
    gsl_test(s.status != 2 || !strstr(s.err, "/none") || shell_lines(s.err) != 1,
             "a folder without results is named, in one line: %s", s.err);
    gsl_test(system("ls $D/bad.html* >/dev/null 2>&1") == 0, "nothing is left behind");
    must("mkdir $D/share && cp -r '" GG_SOURCE
         "/plots' $D/share && rm $D/share/plots/report.js");
    char share[64];
    snprintf(share, sizeof share, "%s/share", folder);
    setenv("GRADGAP_SHARE", share, 1);
    shell_run(&s, "gradgap report $D/a -q -o $D/bad.html");
    unsetenv("GRADGAP_SHARE");
    gsl_test(s.status != 2 || !strstr(s.err, "report.js"), "a missing part is named: %s",
             s.err);
    gsl_test(system("ls $D/bad.html* >/dev/null 2>&1") == 0, "half a page is not left behind");
    shell_run(&s, "gradgap report $D/a -q -o /no_such_folder/x.html");
    gsl_test(s.status != 2 || !strstr(s.err, "/no_such_folder/x.html") ||
                 shell_lines(s.err) != 1,
             "a page that cannot be written is named, in one line: %s", s.err);
    shell_run(&s, "gradgap report $D/a -q --price cheap");
    gsl_test(s.status != 2 || !strstr(s.err, "cheap") || shell_lines(s.err) != 1,
             "a bad price is named, in one line: %s", s.err);
    shell_run(&s, "gradgap report");
    gsl_test(s.status != 2 || shell_lines(s.err) != 1, "a folder is needed: %s", s.err);
}

int main(void)
{
    make_results();
    test_a_page_is_written_beside_the_results();
    test_headline_numbers_are_those_of_the_store();
    test_the_sentence_says_who_arrived();
    test_every_method_is_in_the_tables();
    test_sides_are_tested_against_each_other();
    test_figures_are_in_the_page_once();
    test_claims_come_first_with_their_numbers();
    test_texts_of_claims_are_harmless();
    test_questions_have_answers_and_verdicts();
    test_texts_of_the_store_are_harmless();
    test_results_of_one_side_make_a_report();
    test_two_folders_of_one_study_do_not_collide();
    test_nothing_is_left_of_a_report_that_fails();
    must("rm -rf $D");
    return gsl_test_summary();
}
