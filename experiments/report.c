/* experiments/report.c -- folders of results as one page that needs no other file. */
#include "experiments/report.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/page.h"
#include "experiments/study.h"

typedef struct chapter { /* one folder */
    gg_results results;
    gg_pictures pictures;
    char figures[4200]; /* the folder with the pictures */
    char prefix[32];    /* of ids on the page */
    char *title, *question;
} chapter;

static const char method[] =
    "<h2 id=\"method\">How the comparison is kept fair</h2>\n"
    "<p>Every optimizer meets the same instances and the same starts, asks through the same "
    "counted window, and has the same budget of calls. Expected evaluations are all that was "
    "spent, by runs that missed the target, too, divided by the number of runs that reached it "
    "(Hansen et al. 2021, doi:10.1080/10556788.2020.1808977); intervals are 95 % bootstrap "
    "intervals over runs. A run that misses is counted as a miss, never dropped. Where a minimum "
    "is unknown, gaps are measured from the least value that any run found.</p>\n";

static gg_status ask_title(chapter *c)
{
    char *name;
    const gg_study *study;
    GG_TRY(gg_results_text(&c->results, "SELECT min(study) FROM main.run", "study", &name));
    const bool known = gg_study_find(name, &study) == GG_OK;
    char text[512];
    snprintf(text, sizeof text, "%s", known ? study->title : "A sweep");
    free(name);
    c->title = malloc(strlen(text) + 1);
    c->question = malloc(strlen(known ? study->question : "") + 1);
    if (!c->title || !c->question) return gg_fail(GG_NO_MEMORY, "no memory for a title");
    strcpy(c->title, text);
    strcpy(c->question, known ? study->question : "");
    return GG_OK;
}

static gg_status chapter_open(chapter *c, const char *folder, size_t place, const char *price,
                              const char *targets)
{
    GG_TRY(gg_results_open(&c->results, folder, price, targets));
    snprintf(c->figures, sizeof c->figures, "%s/figures", folder);
    snprintf(c->prefix, sizeof c->prefix, "r%zu-", place + 1);
    GG_TRY(ask_title(c));
    const gg_figure_request request = {
        .folder = c->figures, .prefix = c->prefix, .format = {true}};
    return gg_figures_draw(&c->pictures, &c->results, &request);
}

static void chapter_close(chapter *c)
{
    gg_pictures_close(&c->pictures);
    gg_results_close(&c->results);
    free(c->title);
    free(c->question);
}

static gg_status write_numbers(chapter *c, FILE *to)
{
    sqlite3_stmt *row;
    GG_TRY(gg_results_ask(&c->results, "SELECT number, words FROM figure_of_page", "numbers",
                          &row));
    fputs("<ul class=\"numbers\">\n", to);
    while (sqlite3_step(row) == SQLITE_ROW)
        gg_page_write(to, "<li><b>%s</b>%s</li>\n", (const char *)sqlite3_column_text(row, 0),
                      (const char *)sqlite3_column_text(row, 1));
    fputs("</ul>\n", to);
    sqlite3_finalize(row);
    return GG_OK;
}

static gg_status write_sentence(chapter *c, FILE *to)
{
    char *words;
    GG_TRY(gg_results_text(&c->results, "SELECT words FROM sentence", "sentence", &words));
    gg_page_write(to, "<p class=\"lead\"><b>In one sentence.</b> %s</p>\n",
                  *words ? words : "There are no runs in these results.");
    free(words);
    return GG_OK;
}

static gg_status write_figures(chapter *c, FILE *to)
{
    for (size_t i = 0; i < c->pictures.count; i++) {
        char anchor[200];
        snprintf(anchor, sizeof anchor, "%s%s", c->prefix, c->pictures.list[i].name);
        GG_TRY(gg_page_figure(to, c->figures, anchor, &c->pictures.list[i]));
    }
    return GG_OK;
}

static gg_status write_price(chapter *c, FILE *to)
{
    fputs("<h3>The price of a gradient</h3>\n", to);
    GG_TRY(gg_page_table(
        to, &c->results,
        "SELECT b.loss, b.n, t.label AS target, c.price AS \"charged here\", "
        "c.measured AS \"as measured\", b.price AS \"break-even\", "
        "CASE WHEN b.price IS NULL THEN 'nobody arrived' "
        "WHEN b.price > c.price THEN 'a gradient pays' ELSE 'doing without is cheaper' END "
        "AS verdict FROM break_even b JOIN chosen t ON t.kind = b.kind AND t.level = b.level "
        "JOIN charge c ON c.loss = b.loss AND c.n = b.n "
        "ORDER BY b.loss, b.n, b.kind DESC, b.level DESC",
        "No loss was met with and without gradients."));
    fputs(
        "<p class=\"how\">Evaluations a gradient is charged, what it took on this machine, and "
        "the charge at which the best method without gradients draws level: ∞ where only "
        "gradients arrived, 0 where they lose even for nothing.</p>\n",
        to);
    return GG_OK;
}

static const char problem_query[] =
    "SELECT rank, label AS optimizer, target, hits || '/' || runs AS success, "
    "cost AS evaluations, spelled(cost_low) || ' – ' || spelled(cost_high) AS \"95 %%\", "
    "wall AS seconds, spelled(wall_low) || ' – ' || spelled(wall_high) AS \"95 %%\", "
    "gap AS \"last gap\", spelled(gap_low) || ' – ' || spelled(gap_high) AS quartiles "
    "FROM summary_kept WHERE loss = %Q AND n = %d";

static gg_status write_problem(chapter *c, FILE *to, const char *loss, int n, const char *class)
{
    char number[16];
    snprintf(number, sizeof number, "%d", n);
    gg_page_write(to, "<details><summary><b>%s</b>, n = %s, %s</summary>\n", loss, number,
                  class);
    char *sql = sqlite3_mprintf(problem_query, loss, n);
    if (!sql) return gg_fail(GG_NO_MEMORY, "no memory for a table");
    const gg_status status = gg_page_table(to, &c->results, sql,
                                           "No runs beside those whose paths are shown.");
    sqlite3_free(sql);
    fputs("</details>\n", to);
    return status;
}

static gg_status write_problems(chapter *c, FILE *to)
{
    sqlite3_stmt *row;
    GG_TRY(
        gg_results_ask(&c->results,
                       "SELECT loss, n, min(class) FROM attempt GROUP BY loss, n "
                       "ORDER BY min(class) = 'discontinuous', min(class) = 'kinked', loss, n",
                       "problems", &row));
    fputs("<h3>Problem by problem</h3>\n", to);
    gg_status status = GG_OK;
    while (status == GG_OK && sqlite3_step(row) == SQLITE_ROW)
        status = write_problem(c, to, (const char *)sqlite3_column_text(row, 0),
                               sqlite3_column_int(row, 1),
                               (const char *)sqlite3_column_text(row, 2));
    sqlite3_finalize(row);
    return status;
}

static gg_status write_failures(chapter *c, FILE *to)
{
    fputs("<h3>Runs that broke, and warnings</h3>\n", to);
    GG_TRY(gg_page_table(
        to, &c->results,
        "SELECT status, loss, n, optimizer, count(*) AS runs, reason FROM main.run "
        "WHERE status IN ('failed', 'crashed', 'timed-out') "
        "GROUP BY status, loss, n, optimizer, reason ORDER BY status, loss, n LIMIT 200",
        "No run failed, crashed or was timed out."));
    return gg_page_table(
        to, &c->results,
        "SELECT 'few runs' AS warning, 'intervals need about 30 runs a case; the least here is ' "
        "|| min(runs) AS words FROM score HAVING min(runs) < 30 "
        "UNION ALL SELECT 'minimum unknown', loss || ', n = ' || n || ': gaps are above the best "
        "found' FROM attempt WHERE NOT known GROUP BY loss, n "
        "UNION ALL SELECT 'not shown', label || ' is in the tables, but no line was free for it' "
        "FROM contender WHERE optimizer NOT IN (SELECT optimizer FROM shown)",
        "No warnings.");
}

static gg_status write_provenance(chapter *c, FILE *to)
{
    fputs("<h3>Where this comes from</h3>\n", to);
    gg_page_write(to, "<p>%s/results.db; figures are drawn from it alone.</p>\n",
                  c->results.folder);
    GG_TRY(gg_page_table(to, &c->results,
                         "SELECT key, value FROM main.note UNION ALL SELECT 'seeds', "
                         "group_concat(DISTINCT seed) FROM main.run ORDER BY 1",
                         "The file says nothing about itself."));
    char *command;
    GG_TRY(gg_results_text(&c->results, "SELECT value FROM main.note WHERE key = 'command'",
                           "command", &command));
    if (*command) gg_page_write(to, "<p>To reproduce:</p>\n<pre>%s</pre>\n", command);
    free(command);
    return GG_OK;
}

static gg_status write_chapter(chapter *c, bool alone, FILE *to)
{
    gg_page_write(to, "<section id=\"%schapter\">\n<h2>%s</h2>\n<p>%s</p>\n", c->prefix,
                  c->title, c->question);
    if (!alone) GG_TRY(write_sentence(c, to)); /* else it stands above the contents */
    GG_TRY(write_numbers(c, to));
    GG_TRY(write_figures(c, to));
    GG_TRY(write_price(c, to));
    GG_TRY(write_problems(c, to));
    GG_TRY(write_failures(c, to));
    GG_TRY(write_provenance(c, to));
    fputs("</section>\n", to);
    return GG_OK;
}

static void write_contents(const chapter c[], size_t count, FILE *to)
{
    fputs("<nav aria-label=\"Contents\">\n<ul>\n", to);
    for (size_t k = 0; k < count; k++) {
        gg_page_write(to, "<li><a href=\"#%schapter\">%s</a><ul>\n", c[k].prefix, c[k].title);
        for (size_t i = 0; i < c[k].pictures.count; i++)
            gg_page_write(to, "<li><a href=\"#%s%s-figure\">%s</a></li>\n", c[k].prefix,
                          c[k].pictures.list[i].name, c[k].pictures.list[i].headline);
        fputs("</ul></li>\n", to);
    }
    fputs("<li><a href=\"#method\">How the comparison is kept fair</a></li>\n</ul>\n</nav>\n",
          to);
}

static gg_status write_page(chapter c[], size_t count, FILE *to)
{
    gg_page_open(to, "What does a gradient buy?");
    fputs("<h1>What does a gradient buy, and what is lost without one?</h1>\n", to);
    if (count == 1) GG_TRY(write_sentence(&c[0], to));
    write_contents(c, count, to);
    for (size_t k = 0; k < count; k++) GG_TRY(write_chapter(&c[k], count == 1, to));
    fputs(method, to);
    gg_page_close(to);
    return GG_OK;
}

static gg_status write_file(chapter c[], size_t count, const char *path)
{
    char part[4200];
    if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part)
        return gg_fail(GG_BAD_INPUT, "-o: the path is too long");
    FILE *to = fopen(part, "w");
    if (!to) return gg_fail(GG_IO, "cannot write '%s': %s", part, strerror(errno));
    gg_status status = write_page(c, count, to);
    const bool broken = ferror(to) != 0;
    if ((fclose(to) || broken) && status == GG_OK)
        status = gg_fail(GG_IO, "cannot write '%s': %s", part, strerror(errno));
    if (status == GG_OK && rename(part, path))
        status = gg_fail(GG_IO, "cannot write '%s': %s", path, strerror(errno));
    if (status) remove(part);
    return status;
}

gg_status gg_report_write(const char *const folders[], size_t count, const char *price,
                          const char *targets, const char *path)
{
    chapter *chapters = calloc(count ? count : 1, sizeof *chapters);
    if (!chapters) return gg_fail(GG_NO_MEMORY, "no memory for a report");
    gg_status status = GG_OK;
    for (size_t k = 0; k < count && status == GG_OK; k++)
        status = chapter_open(&chapters[k], folders[k], k, price, targets);
    if (status == GG_OK) status = write_file(chapters, count, path);
    for (size_t k = 0; k < count; k++) chapter_close(&chapters[k]);
    free(chapters);
    return status;
}
