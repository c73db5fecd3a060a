/* experiments/page.c -- the pieces that a report's page is made of. */
#include "experiments/page.h"

#include <math.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/label.h"
#include "experiments/share.h"
#include "experiments/svg.h"

enum { HEAD = 36 }; /* design pixels of a figure's own headline; plots/open.gp */

static const char look[] =
    ":root{color-scheme:light dark;--ink:#1f2328;--muted:#5b6470;--soft:#c9ced6;--ground:#fff;"
    "--box:#f6f7f9;--link:#00619a}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--muted:#9ba3af;--soft:#3a414b;"
    "--ground:#14171c;--box:#1b2027;--link:#56b4e9}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 Lato,\"Open Sans\","
    "\"Segoe UI\",\"Helvetica Neue\",Arial,\"DejaVu Sans\",sans-serif;overflow-wrap:anywhere}\n"
    "main{max-width:1120px;margin:0 auto;padding:16px}\n"
    "a{color:var(--link)}h1{font-size:1.8rem;line-height:1.2;margin:.5em 0}\n"
    "h2{margin:2.2em 0 .4em;border-bottom:1px solid var(--soft)}h3{margin:1.8em 0 .2em}\n"
    ".muted,figcaption,.how{color:var(--muted);font-size:.92rem}\n"
    "nav ul{columns:2 22em;padding-left:1.2em;font-size:.95rem}\n"
    ".lead{font-size:1.2rem}\n"
    ".numbers{display:flex;flex-wrap:wrap;gap:8px;padding:0;list-style:none}\n"
    ".numbers li{background:var(--box);border-radius:6px;padding:8px 14px;flex:1 1 130px}\n"
    ".numbers b{display:block;font-size:1.35rem}\n"
    "figure{margin:0 0 1em}figcaption{margin-top:.8em}.box{overflow-x:auto;max-width:100%}\n"
    ".box svg{display:block;width:100%;height:auto;min-width:620px}\n"
    "table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums}\n"
    "th,td{padding:3px 12px 3px 0;text-align:left;border-bottom:1px solid var(--soft);"
    "overflow-wrap:normal;white-space:nowrap;vertical-align:top}\n"
    "td.n,th.n{text-align:right}details{margin:.4em 0}summary{cursor:pointer}\n"
    "code,pre{font-size:.88rem;background:var(--box);border-radius:4px;padding:1px 4px}\n"
    "pre{padding:10px;overflow-x:auto}\n";

void gg_page_write(FILE *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    for (const char *c = format; *c; c++) {
        if (c[0] == '%' && c[1] == 's') {
            gg_svg_text(va_arg(arguments, const char *), to);
            c++;
        } else {
            fputc(*c, to);
        }
    }
    va_end(arguments);
}

void gg_page_open(FILE *to, const char *title)
{
    gg_page_write(to,
                  "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<title>%s</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n",
                  title);
    fputs(look, to);
    fputs("</style>\n</head>\n<body>\n<main>\n", to);
}

void gg_page_close(FILE *to)
{
    fputs("</main>\n</body>\n</html>\n", to);
}

static bool is_number(sqlite3_stmt *row, int k)
{
    const int type = sqlite3_column_type(row, k);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT || type == SQLITE_NULL;
}

static void write_cell(FILE *to, sqlite3_stmt *row, int k)
{
    char number[64];
    const int type = sqlite3_column_type(row, k);
    if (type == SQLITE_TEXT) {
        gg_page_write(to, "<td>%s</td>", (const char *)sqlite3_column_text(row, k));
    } else if (type == SQLITE_INTEGER) {
        gg_page_write(to, "<td class=\"n\">%s</td>", (const char *)sqlite3_column_text(row, k));
    } else {
        gg_label_number(type == SQLITE_NULL ? (double)NAN : sqlite3_column_double(row, k),
                        number, sizeof number);
        gg_page_write(to, "<td class=\"n\">%s</td>", number);
    }
}

gg_status gg_page_table(FILE *to, gg_results *r, const char *sql, const char *nothing)
{
    sqlite3_stmt *row;
    GG_TRY(gg_results_ask(r, sql, "table", &row));
    const int columns = sqlite3_column_count(row);
    size_t rows = 0;
    int state;
    while ((state = sqlite3_step(row)) == SQLITE_ROW) {
        if (rows++ == 0) {
            fputs("<div class=\"box\"><table>\n<tr>", to);
            for (int k = 0; k < columns; k++)
                gg_page_write(to, is_number(row, k) ? "<th class=\"n\">%s</th>" : "<th>%s</th>",
                              sqlite3_column_name(row, k));
            fputs("</tr>\n", to);
        }
        fputs("<tr>", to);
        for (int k = 0; k < columns; k++) write_cell(to, row, k);
        fputs("</tr>\n", to);
    }
    gg_status status = GG_OK;
    if (state != SQLITE_DONE)
        status = gg_fail(GG_BAD_INPUT, "%s: a table: %s", r->folder, sqlite3_errmsg(r->sql));
    sqlite3_finalize(row);
    if (rows)
        fputs("</table></div>\n", to);
    else
        gg_page_write(to, "<p class=\"muted\">%s</p>\n", nothing);
    return status;
}

/* A file as a data: address: all but letters, digits and a few signs as %XX. */
static void write_address(const char *text, FILE *to)
{
    fputs("data:text/csv;charset=utf-8,", to);
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        const bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                           (*c >= '0' && *c <= '9') || strchr(",.:_-+=()/", *c);
        if (plain)
            fputc(*c, to);
        else
            fprintf(to, "%%%02X", *c);
    }
}

static gg_status read_part(const char *folder, const char *name, const char *end, char **out)
{
    char path[4400];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, end);
    return gg_share_read(path, out);
}

gg_status gg_page_figure(FILE *to, const char *folder, const char *anchor,
                         const gg_picture *picture)
{
    char *svg;
    char *csv;
    GG_TRY(read_part(folder, picture->name, "svg", &svg));
    gg_page_write(to, "<figure id=\"%s-figure\" data-name=\"%s\">\n<h3>%s</h3>\n", anchor,
                  picture->name, picture->headline);
    fputs("<div class=\"box\">\n", to);
    gg_status status = gg_svg_inline(svg, HEAD, to);
    free(svg);
    fputs("</div>\n", to);
    if (status == GG_OK) status = read_part(folder, picture->name, "csv", &csv);
    if (status) return status;
    gg_page_write(to, "<figcaption><b>How to read this.</b> %s <a download=\"%s.csv\" href=\"",
                  picture->how, picture->name);
    write_address(csv, to);
    fputs("\">The numbers, as CSV</a></figcaption>\n</figure>\n", to);
    free(csv);
    return GG_OK;
}
