/* tests/test_figure.c -- figures: cards, numbers, pictures, and what must not get into them. */
#include <gsl/gsl_test.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "experiments/board.h"
#include "experiments/card.h"
#include "experiments/figure.h"
#include "experiments/label.h"
#include "experiments/share.h"
#include "tests/made_up_store.h"

static void must_write(const char *path, const char *text)
{
    FILE *to = fopen(path, "w");
    if (!to || fputs(text, to) < 0 || fclose(to)) exit(EXIT_FAILURE);
}

/* Two runs with, two without gradients on one loss; gaps, calls and targets are easy to work out
 * by hand: minimum 0, first f 100.
 *   runs 1 and 2, gradient descent: f = 0.5 after 10 and 20 gradients; 2 misses 1e-2 of 100
 *   runs 3 and 4, Nelder-Mead:      f = 0.5 after 100 and 300 values */
#define RUNS                                                                                      \
    "INSERT INTO run SELECT column1, column1, 'run', '%s', 'smooth', 2, column2, column2, "       \
    "column3, column4, 1, column1, 0, 1000, NULL, 1e-8, 'max-evals', '', column5, 100, 0, "       \
    "column6, column7, 0, 0, 0, 0.3, 0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, NULL, NULL FROM (VALUES " \
    "(1, 'gradient_descent', 'Gradient descent', 'gradient', 0.5, 0, 10), "                       \
    "(2, 'gradient_descent', 'Gradient descent', 'gradient', 5.0, 0, 20), "                       \
    "(3, 'nelder_mead', 'Nelder-Mead', 'gradient-free', 0.5, 100, 0), "                           \
    "(4, 'nelder_mead', 'Nelder-Mead', 'gradient-free', 0.5, 300, 0));"                           \
    "INSERT INTO mark SELECT id, 0, value > 0, value = 0, 0, 0, 0, 0.001, 0.001, first FROM run;" \
    "INSERT INTO mark SELECT id, 1, value, gradient, 0, 0, 0, 0.1 * id, 0.1, f FROM run;"

static void open_runs(gg_results *out, const char *folder, const char *loss)
{
    char sql[4096];
    gg_store_close(open_store(folder, GG_STORE_WRITE));
    snprintf(sql, sizeof sql, RUNS, loss);
    change(folder, sql);
    must(gg_results_open(out, folder, "5", "rel:1e-2"));
}

static double number(gg_results *r, const char *sql)
{
    sqlite3_stmt *q;
    must(gg_results_ask(r, sql, "test", &q));
    const double x = sqlite3_step(q) == SQLITE_ROW && sqlite3_column_type(q, 0) != SQLITE_NULL
                         ? sqlite3_column_double(q, 0)
                         : NAN;
    sqlite3_finalize(q);
    return x;
}

/* Removes a folder with all that is in it. */
static void remove_all(const char *folder)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    gsl_test(system(command), "the folder of the test is removed");
}

static void test_specifications_are_made_readable(void)
{
    char text[256];
    gg_label_name("abs_sum:at_kink=zero+smooth:width=0.1", text, sizeof text);
    gsl_test(strcmp(text, "Abs sum") != 0, "a loss's name loses its options: %s", text);
    gg_label_rest("abs_sum:at_kink=zero+smooth:width=1e+3", text, sizeof text);
    gsl_test(strcmp(text, "at kink zero + smooth, width 1e+3") != 0,
             "what is left names options and wrappers: %s", text);
    gg_label_landscape("abs_sum+shift+stairs:height=1e-3", text, sizeof text);
    gsl_test(strcmp(text, "abs_sum+shift") != 0, "stairs do not change the landscape: %s",
             text);
    gg_label_landscape("abs_sum+smooth:width=0.1+shift", text, sizeof text);
    gsl_test(strcmp(text, "abs_sum+shift") != 0, "nor does smoothing, wherever: %s", text);
    gg_label_landscape("linear:data=iris:pointwise=zero_one:l1=0.1", text, sizeof text);
    gsl_test(strcmp(text, "linear:data=iris:l1=0.1") != 0,
             "nor does the choice of a pointwise loss: %s", text);
}

static void test_numbers_are_made_readable(void)
{
    static const struct {
        double x;
        const char *text;
    } cases[] = {{0, "0"},
                 {1.234567, "1.23"},
                 {12345, "12,300"},
                 {1234567, "1,230,000"},
                 {9.97e-9, "1×10⁻⁸"},
                 {3.21e-7, "3.2×10⁻⁷"},
                 {-0.05, "-0.05"},
                 {INFINITY, "∞"},
                 {NAN, "–"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        gg_label_number(cases[i].x, text, sizeof text);
        gsl_test(strcmp(text, cases[i].text) != 0, "%g is written '%s'", cases[i].x, text);
    }
}

static void test_views_agree_with_a_hand(void)
{
    char folder[64];
    gg_results r;
    made_up_folder(folder);
    open_runs(&r, folder, "sphere");
    /* 1e-2 of the first gap is 1. Run 2 spends 20 gradients and misses: (10 + 20) 5 / 1. */
    gsl_test_rel(number(&r, "SELECT cost FROM score WHERE kind = 'relative' AND level = 0.01 "
                            "AND family = 'gradient'"),
                 150, 1e-12, "a miss costs all that was spent, at 5 a gradient");
    gsl_test_rel(number(&r, "SELECT cost FROM score WHERE kind = 'relative' AND level = 0.01 "
                            "AND family = 'gradient-free'"),
                 200, 1e-12, "without a miss the expected cost is the mean");
    /* 30 p / 1 = 200 */
    gsl_test_rel(number(&r, "SELECT price FROM break_even WHERE kind = 'relative' "
                            "AND level = 0.01"),
                 200.0 / 30, 1e-12, "both draw level where a gradient counts 20/3");
    gsl_test_int((int)number(&r, "SELECT count(*) FROM hit WHERE kind = 'absolute' "
                                 "AND level = 1 AND hit"),
                 3, "three runs come within 1 of the minimum");
    must(gg_results_all(&r));
    gsl_test_rel(number(&r, "SELECT mid FROM curve WHERE clock = 'calls' AND optimizer = "
                            "'nelder_mead' AND x > 180 AND x < 220"),
                 (100 + 0.5) / 2, 1e-12, "at 200 calls one of two runs is down: the median");
    gg_results_close(&r);
    remove_all(folder);
}

static void test_a_bad_price_is_refused(void)
{
    char folder[64];
    gg_results r;
    made_up_folder(folder);
    open_runs(&r, folder, "sphere");
    gg_results_close(&r);
    gsl_test(gg_results_open(&r, folder, "-1", "") != GG_BAD_INPUT, "a price of -1 is refused");
    gsl_test(gg_results_open(&r, folder, "n+2", "") != GG_BAD_INPUT, "so is n+2: %s",
             gg_message());
    gsl_test(gg_results_open(&r, folder, "5", "rel:x") != GG_BAD_INPUT,
             "and a target rel:x: %s", gg_message());
    remove_all(folder);
}

/* A share folder whose plots/ are the real ones and one figure more. */
static void share_with(const char *folder, const char *name, const char *card)
{
    char command[512];
    char path[256];
    snprintf(command, sizeof command,
             "mkdir -p '%s/share' && cp -r '%s/plots' '%s/share/plots'", folder, GG_SOURCE,
             folder);
    if (system(command)) exit(EXIT_FAILURE);
    snprintf(path, sizeof path, "%s/share/plots/%s.gp", folder, name);
    must_write(path, card);
    snprintf(path, sizeof path, "%s/share", folder);
    setenv("GRADGAP_SHARE", path, 1);
}

static gg_status draw(const char *folder, const char *names, const char *loss)
{
    char out[128];
    gg_results r;
    gg_pictures pictures = {0};
    open_runs(&r, folder, loss);
    snprintf(out, sizeof out, "%s/out", folder);
    const gg_figure_request request = {
        .names = names, .folder = out, .format = {true, true, true}};
    const gg_status status = gg_figures_draw(&pictures, &r, &request);
    gg_pictures_close(&pictures);
    gg_results_close(&r);
    return status;
}

static bool is_file(const char *folder, const char *name)
{
    char path[256];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return stat(path, &about) == 0 && about.st_size > 0;
}

/* Does folder/name contain `words`? */
static bool says(const char *folder, const char *name, const char *words)
{
    char path[256];
    char *text;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (gg_share_read(path, &text)) return false;
    const bool found = strstr(text, words) != NULL;
    free(text);
    return found;
}

#define INK "load 'style.gp'\nW = 400; H = 200\nload 'open.gp'\nplot 'rows.tsv' using 1:2\n"

static void test_a_file_is_a_figure(void)
{
    char folder[64];
    made_up_folder(folder);
    share_with(folder, "mine",
               "# plots/mine.gp -- a test.\n#: title  Mine\n"
               "#: head   SELECT 'Two of ' || count(*) AS headline, 'below' AS subline\n"
               "#:          FROM main.run\n"
               "#: data rows  SELECT id, f FROM main.run ORDER BY id\n" INK);
    gsl_test(draw(folder, "mine", "sphere") != GG_OK, "a new file is drawn: %s", gg_message());
    gsl_test(!is_file(folder, "out/mine.svg") || !is_file(folder, "out/mine.pdf") ||
                 !is_file(folder, "out/mine.png"),
             "in three formats");
    gsl_test(!says(folder, "out/mine.svg", "Two of 4"), "its headline comes from its query");
    gsl_test(!says(folder, "out/mine.csv", "\nrows,2,5\n"),
             "beside it stands a table with its numbers");
    remove_all(folder);
}

static void test_a_figure_cannot_write(void)
{
    char folder[64];
    made_up_folder(folder);
    share_with(
        folder, "thief",
        "# plots/thief.gp -- a test.\n#: title  Thief\n"
        "#: head   SELECT 1, 2\n#: data rows  DELETE FROM main.run RETURNING id, f\n" INK);
    gsl_test(draw(folder, "thief", "sphere") != GG_BAD_INPUT, "a figure that deletes: %s",
             gg_message());
    gg_store *s = open_store(folder, GG_STORE_READ);
    gsl_test_int((int)count(s, "SELECT count(*) FROM run"), 4, "has deleted nothing");
    gg_store_close(s);
    remove_all(folder);
}

static void test_a_name_is_no_code(void)
{
    char folder[64];
    char at[256];
    made_up_folder(folder);
    share_with(folder, "unused", "# plots/unused.gp -- a test, no figure.\n");
    gsl_test(draw(folder, "convergence_calls",
                  "x\"; system(\"touch pwned\"); \"`touch pwned`{/:") != GG_OK,
             "a loss with the name of a command is drawn: %s", gg_message());
    snprintf(at, sizeof at, "find '%s' -name pwned | grep -q .", folder);
    gsl_test(system(at) == 0, "and the command is not obeyed");
    remove_all(folder);
}

static void test_nothing_to_plot_is_said(void)
{
    char folder[64];
    made_up_folder(folder);
    share_with(folder, "empty",
               "# plots/empty.gp -- a test.\n#: title  Empty\n"
               "#: head   SELECT 'Nothing' AS headline, 'at all' AS subline\n"
               "#: data rows  SELECT id, f FROM main.run WHERE id > 99\n" INK);
    gsl_test(draw(folder, "empty", "sphere") != GG_OK, "a figure without data is drawn: %s",
             gg_message());
    gsl_test(!says(folder, "out/empty.svg", "Nothing to plot"), "and says that it has none");
    remove_all(folder);
}

/* One claim with a finding in its band, one that was not run. */
static gg_status draw_board(const char *folder, const char *name, double value)
{
    static const gg_band band = {"exponent of {/:Bold n} `touch pwned`", 0.9, 1.1};
    const gg_claim claims[] = {
        {.name = name, .number = 1, .study = "rates", .sentence = name},
        {.name = "other", .number = 2, .study = "rates", .sentence = ""}};
    gg_finding finding = {.band = &band,
                          .at = "\"; system(\"touch pwned\"); \"",
                          .is = {value, value - 0.02, value + 0.02},
                          .runs = 3};
    finding.verdict = gg_judge(finding.is, &band);
    gg_judged judged[] = {{.claim = &claims[0],
                           .verdict = finding.verdict,
                           .findings = {.list = &finding, .count = 1},
                           .wanted = 3,
                           .there = 3},
                          {.claim = &claims[1], .verdict = GG_NOT_RUN}};
    const gg_judged_list list = {judged, 2};
    char out[128];
    gg_pictures pictures = {0};
    snprintf(out, sizeof out, "%s/out", folder);
    const gg_figure_request request = {.folder = out, .format = {true}};
    const gg_status status = gg_board_draw(&pictures, &list, folder, &request);
    gg_pictures_close(&pictures);
    return status;
}

static void test_the_board_shows_what_was_found(void)
{
    char folder[64];
    gg_results r;
    made_up_folder(folder);
    open_runs(&r, folder, "sphere");
    gg_results_close(&r);
    gsl_test(draw_board(folder, "some_claim", 1) != GG_OK, "the board is drawn: %s",
             gg_message());
    gsl_test(!says(folder, "out/claim_board.svg", "1 of 2 claims pass, 1 were not run") &&
                 !says(folder, "out/claim_board.svg", "1 of 2 claims pass, 1 was not run"),
             "it counts what passed and what was not run");
    gsl_test(!says(folder, "out/claim_board.svg", "some claim"), "it names the claim");
    gsl_test(draw_board(folder, "some_claim", 2) != GG_OK, "a claim that fails is drawn, too");
    gsl_test(!says(folder, "out/claim_board.svg", "0 of 2 claims pass, 1 fail"), "and counted");
    remove_all(folder);
}

static void test_a_name_on_the_board_is_no_code(void)
{
    char folder[64];
    char at[256];
    gg_results r;
    made_up_folder(folder);
    open_runs(&r, folder, "sphere");
    gg_results_close(&r);
    gsl_test(draw_board(folder,
                        "x\"; system(\"touch pwned\"); \"`touch pwned`{/:</text><script>",
                        1) != GG_OK,
             "a claim with the name of a command is drawn: %s", gg_message());
    snprintf(at, sizeof at, "find '%s' . -maxdepth 3 -name pwned | grep -q .", folder);
    gsl_test(system(at) == 0, "and the command is not obeyed");
    gsl_test(says(folder, "out/claim_board.svg", "<script>"), "nor is it markup");
    remove_all(folder);
}

static void test_what_is_wrong_is_named(void)
{
    char folder[64];
    made_up_folder(folder);
    share_with(folder, "bad", "# plots/bad.gp -- a test.\n#: titel  Bad\n" INK);
    gg_card card;
    gsl_test(gg_card_read(&card, "bad") != GG_BAD_INPUT || !strstr(gg_message(), "bad.gp:2"),
             "a misspelt word is told with its line: %s", gg_message());
    share_with(folder, "bad",
               "# plots/bad.gp -- a test.\n#: title  Bad\n#: head  SELECT 1, 2\n"
               "#: data rows  SELECT id, f FROM main.run\nload 'style.gp'\nplot 1 +\n");
    gsl_test(draw(folder, "bad", "sphere") != GG_IO, "gnuplot's error ends it: %s",
             gg_message());
    gsl_test(is_file(folder, "out/bad.svg"), "and leaves no picture");
    remove_all(folder);
    made_up_folder(folder);
    unsetenv("GRADGAP_SHARE");
    setenv("GRADGAP_SHARE", GG_SOURCE, 1);
    gsl_test(draw(folder, "scalling", "sphere") != GG_NOT_FOUND ||
                 !strstr(gg_message(), "did you mean 'scaling'"),
             "a figure that is not there: %s", gg_message());
    remove_all(folder);
}

static void test_without_gnuplot_there_is_one_line(void)
{
    char kept[4096];
    snprintf(kept, sizeof kept, "%s", getenv("PATH"));
    setenv("PATH", "/nowhere", 1);
    gsl_test(gg_gnuplot_find() != GG_NOT_FOUND || !strstr(gg_message(), "not installed"),
             "no gnuplot: %s", gg_message());
    setenv("PATH", kept, 1);
}

int main(void)
{
    setenv("GRADGAP_SHARE", GG_SOURCE, 1);
    test_specifications_are_made_readable();
    test_numbers_are_made_readable();
    test_views_agree_with_a_hand();
    test_a_bad_price_is_refused();
    test_without_gnuplot_there_is_one_line();
    if (gg_gnuplot_find()) {
        printf("NOT TESTED: pictures; %s\n", gg_message());
        return gsl_test_summary();
    }
    test_a_file_is_a_figure();
    test_a_figure_cannot_write();
    test_a_name_is_no_code();
    test_nothing_to_plot_is_said();
    setenv("GRADGAP_SHARE", GG_SOURCE, 1);
    test_the_board_shows_what_was_found();
    test_a_name_on_the_board_is_no_code();
    test_what_is_wrong_is_named();
    return gsl_test_summary();
}
