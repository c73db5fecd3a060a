/* tests/test_report.c -- the page: whole, self-contained, and inert whatever a store says. */
#include <gsl/gsl_test.h>

#include "experiments/gnuplot.h"
#include "experiments/report.h"
#include "experiments/share.h"
#include "tests/made_up_store.h"

enum { ROOM = 128 };

/* A store with a run that crashed, whose words would be code on a page that believed them. */
static void make_hostile(char folder[64])
{
    made_up_folder(folder);
    gg_store_close(open_store(folder, GG_STORE_WRITE));
    change(
        folder,
        "INSERT INTO run VALUES (1, 'k', 'run', 'x<script>alert(1)</script>', 'smooth', 2, "
        "'nelder_mead', 'nelder_mead', '<b>Nelder</b>', 'gradient-free', 1, 0, 0, 1000, NULL, "
        "1e-8, 'crashed', '\"><img src=x onerror=alert(2)>', 0.5, 100, 0, 100, 0, 0, 0, 0, "
        "0.5, 0.5, 0.1, 0.1, 0.1, NULL, NULL);"
        "INSERT INTO mark VALUES (1, 0, 1, 0, 0, 0, 0, 0.001, 0.001, 100), "
        "(1, 1, 100, 0, 0, 0, 0, 0.1, 0.1, 0.5);"
        "INSERT INTO note VALUES ('command', 'run </pre><script>alert(3)</script>', NULL)");
}

static char *write_report(const char *folder, const char *page)
{
    char *text;
    const char *const folders[] = {folder};
    const gg_status status = gg_report_write(folders, 1, "5", "rel:1e-2", page);
    gsl_test(status != GG_OK, "a report is written: %s", status ? gg_message() : "");
    if (status || gg_share_read(page, &text)) exit(EXIT_FAILURE);
    return text;
}

/* Removes a folder with all that is in it. */
static void remove_all(const char *folder)
{
    char command[ROOM];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    gsl_test(system(command), "the folder of the test is removed");
}

/* How often `words` stand in `text`. */
static size_t times(const char *text, const char *words)
{
    size_t found = 0;
    for (const char *at = text; (at = strstr(at, words)); at++) found++;
    return found;
}

static void test_hostile_words_are_inert(void)
{
    char folder[64];
    char page[ROOM];
    make_hostile(folder);
    path_of(folder, "report.html", page);
    char *text = write_report(folder, page);
    gsl_test(times(text, "<script") != 0, "no name becomes a script");
    gsl_test(times(text, "<img") != 0, "no reason becomes a picture");
    gsl_test(times(text, "<b>Nelder</b>") != 0, "no title becomes markup");
    gsl_test(times(text, "&lt;script&gt;alert(3)") == 0, "they are there, as words");
    gsl_test(times(text, "crashed") == 0, "the run that crashed is told");
    free(text);
    remove_all(folder);
}

static void test_the_page_needs_no_other_file(void)
{
    char folder[64];
    char page[ROOM];
    make_hostile(folder);
    path_of(folder, "report.html", page);
    char *text = write_report(folder, page);
    gsl_test(times(text, " src=\"") + times(text, "url(http") + times(text, "@import") != 0,
             "nothing is fetched");
    gsl_test(times(text, "<svg ") == 0 || times(text, "</svg>") != times(text, "<svg "),
             "figures stand in the page, whole");
    gsl_test(times(text, "<figure ") != times(text, "data:text/csv"),
             "each figure has its numbers with it");
    gsl_test(times(text, "name=\"viewport\"") != 1, "a phone is told its width");
    gsl_test(times(text, "</html>") != 1, "the page is whole");
    free(text);
    remove_all(folder);
}

static void test_nothing_half_is_left(void)
{
    char folder[64];
    made_up_folder(folder);
    const char *const folders[] = {folder};
    char page[ROOM];
    path_of(folder, "report.html", page);
    gsl_test(gg_report_write(folders, 1, "5", "1e-8", page) != GG_NOT_FOUND,
             "a folder without results is refused: %s", gg_message());
    gsl_test(access(page, F_OK) == 0, "and there is no page");
    remove_all(folder);
    make_hostile(folder);
    const char *const good[] = {folder};
    gsl_test(gg_report_write(good, 1, "5", "1e-8", "/nowhere/at/all.html") != GG_IO,
             "a page that cannot be written: %s", gg_message());
    remove_all(folder);
}

int main(void)
{
    setenv("GRADGAP_SHARE", GG_SOURCE, 1);
    if (gg_gnuplot_find()) {
        printf("SKIPPED: %s\n", gg_message());
        return 77;
    }
    test_hostile_words_are_inert();
    test_the_page_needs_no_other_file();
    test_nothing_half_is_left();
    return gsl_test_summary();
}
