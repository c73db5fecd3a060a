/* experiments/report.c -- folders of results as one page that needs nothing beside it. */
#include "experiments/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/html.h"
#include "experiments/report_chapter.h"
#include "experiments/share.h"

/* Chapters come one after the other, parts of the page side by side: each part is gathered in
 * a file of its own until all chapters are done. */
enum {
    CLAIM_LIST,
    QUESTION_LIST,
    FIGURE_LIST,
    TABLE_LIST,
    CLAIMS,
    QUESTIONS,
    FIGURES,
    TABLES,
    FAILURES,
    ORIGINS,
    PARTS
};

typedef struct page {
    FILE *part[PARTS];
    gg_tally tally;
    size_t drawn;
    bool questions; /* a chapter answers some */
    gg_judged_list judged;
    bool claims;           /* some were run */
    gg_report_tests tests; /* of all chapters, with places in the part of the tables */
    const gg_report_request *request;
} page;

static gg_status read_share(const char *name, char **out)
{
    char path[4300];
    GG_TRY(gg_share_path(name, path, sizeof path));
    return gg_share_read(path, out);
}

static gg_status write_share(const char *before, const char *name, const char *after, FILE *to)
{
    char *text;
    GG_TRY(read_share(name, &text));
    fprintf(to, "%s%s%s", before, text, after);
    free(text);
    return GG_OK;
}

static gg_status add_chapter(page *p, const char *folder)
{
    gg_chapter c;
    GG_TRY(gg_chapter_open(&c, folder, p->request->price, p->tally.studies + 1));
    if (p->request->progress) p->request->progress(folder, c.pictures.count);
    gg_status status = gg_chapter_count(&c, &p->tally);
    if (status == GG_OK && c.questions)
        status = gg_report_questions(&c, c.questions, &p->judged, &p->drawn,
                                     p->part[QUESTION_LIST], p->part[QUESTIONS]);
    if (status == GG_OK && !c.questions)
        status = gg_report_figures(&c, &p->drawn, p->part[FIGURE_LIST], p->part[FIGURES]);
    if (status == GG_OK && c.races)
        status = gg_report_tables(&c, &p->tests, p->part[TABLE_LIST], p->part[TABLES]);
    if (status == GG_OK) status = gg_report_failures(&c, p->part[FAILURES]);
    if (status == GG_OK) status = gg_report_origin(&c, p->part[ORIGINS]);
    p->questions = p->questions || c.questions;
    gg_chapter_close(&c);
    return status;
}

/* Every claim of these folders; results without any have no such part. */
static gg_status add_claims(page *p)
{
    GG_TRY(gg_judge_folders(&p->judged, p->request->folders, p->request->count));
    const char *folder = NULL;
    for (size_t i = 0; i < p->judged.count; i++)
        if (*p->judged.list[i].folder) folder = p->judged.list[i].folder;
    p->claims = folder;
    if (!folder) return GG_OK;
    return gg_report_claims(&p->judged, folder, p->part[CLAIM_LIST], p->part[CLAIMS]);
}

static gg_status copy_part(const page *p, int part, FILE *to)
{
    if (part == TABLES) return gg_report_tests_copy(&p->tests, p->part[part], to);
    char bytes[1 << 14];
    FILE *from = p->part[part];
    size_t count;
    if (fflush(from) || ferror(from) || fseek(from, 0, SEEK_SET))
        return gg_fail(GG_IO, "cannot keep parts of the report: %s", strerror(errno));
    while ((count = fread(bytes, 1, sizeof bytes, from)) > 0) fwrite(bytes, 1, count, to);
    if (ferror(from))
        return gg_fail(GG_IO, "cannot read parts of the report: %s", strerror(errno));
    return GG_OK;
}

static gg_status write_contents(const page *p, FILE *to)
{
    fputs("<nav><details open id=\"contents\"><summary>Contents</summary>\n<ol>\n", to);
    if (p->claims) {
        fputs("<li><a href=\"#claims\">Claims</a><ol>\n", to);
        GG_TRY(copy_part(p, CLAIM_LIST, to));
        fputs("</ol></li>\n", to);
    }
    if (p->questions) {
        fputs("<li><a href=\"#questions\">Questions</a>", to);
        GG_TRY(copy_part(p, QUESTION_LIST, to));
        fputs("</li>\n", to);
    }
    fputs("<li><a href=\"#figures\">Figures</a><ol>\n", to);
    GG_TRY(copy_part(p, FIGURE_LIST, to));
    fputs("</ol></li>\n<li><a href=\"#tables\">Tables</a><ol>\n", to);
    GG_TRY(copy_part(p, TABLE_LIST, to));
    fputs("</ol></li>\n<li><a href=\"#failures\">Failures and warnings</a></li>\n"
          "<li><a href=\"#method\">Method in brief</a></li>\n"
          "<li><a href=\"#origin\">Where it comes from</a></li>\n"
          "</ol></details></nav>\n",
          to);
    return GG_OK;
}

static gg_status write_part(const page *p, int part, const char *id, const char *title,
                            FILE *to)
{
    gg_html(to, "<section id=\"%s\" class=\"part\">\n<h2>%s</h2>\n", id, title);
    GG_TRY(copy_part(p, part, to));
    fputs("</section>\n", to);
    return GG_OK;
}

static gg_status write_page(const page *p, FILE *to)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n"
          "<title>What does a gradient buy? A report of gradgap</title>\n",
          to);
    GG_TRY(write_share("<style>\n", "plots/report.css", "</style>\n", to));
    fputs("</head>\n<body>\n<div class=\"page\">\n", to);
    GG_TRY(write_contents(p, to));
    fputs("<main>\n", to);
    gg_report_head(&p->tally, p->claims ? &p->judged : NULL, to);
    if (p->claims) GG_TRY(write_part(p, CLAIMS, "claims", "Claims", to));
    if (p->questions) GG_TRY(write_part(p, QUESTIONS, "questions", "Questions", to));
    GG_TRY(write_part(p, FIGURES, "figures", "Figures", to));
    GG_TRY(write_part(p, TABLES, "tables", "Tables", to));
    GG_TRY(write_part(p, FAILURES, "failures", "Failures and warnings", to));
    fputs("<section id=\"method\" class=\"part\">\n<h2>Method in brief</h2>\n", to);
    gg_report_method(p->request->price, to);
    fputs("</section>\n", to);
    GG_TRY(write_part(p, ORIGINS, "origin", "Where it comes from", to));
    fputs("</main>\n</div>\n", to);
    GG_TRY(write_share("<script>\n", "plots/report.js", "</script>\n", to));
    fputs("</body>\n</html>\n", to);
    return GG_OK;
}

/* To a temporary name, then renamed. */
static gg_status save(const page *p)
{
    char part[4300];
    const char *file = p->request->file;
    snprintf(part, sizeof part, "%s.part", file);
    FILE *to = fopen(part, "w");
    if (!to) return gg_fail(GG_IO, "cannot write '%s': %s", file, strerror(errno));
    gg_status status = write_page(p, to);
    const bool broken = ferror(to) != 0;
    if ((fclose(to) || broken) && status == GG_OK)
        status = gg_fail(GG_IO, "cannot write '%s': %s", file, strerror(errno));
    if (status == GG_OK && rename(part, file))
        status = gg_fail(GG_IO, "cannot write '%s': %s", file, strerror(errno));
    if (status) remove(part);
    return status;
}

gg_status gg_report_write(const gg_report_request *request)
{
    page p = {.request = request};
    gg_status status = GG_OK;
    for (size_t i = 0; i < PARTS && status == GG_OK; i++)
        if (!(p.part[i] = tmpfile()))
            status = gg_fail(GG_IO, "cannot make a temporary file: %s", strerror(errno));
    if (status == GG_OK) status = add_claims(&p);
    for (size_t i = 0; i < request->count && status == GG_OK; i++)
        status = add_chapter(&p, request->folders[i]);
    if (status == GG_OK) status = save(&p);
    for (size_t i = 0; i < PARTS; i++)
        if (p.part[i]) fclose(p.part[i]);
    gg_report_tests_close(&p.tests);
    gg_judged_close(&p.judged);
    return status;
}
