/* experiments/figure_data.c -- a figure's queries, written as files for gnuplot and for people. */
#include "experiments/figure_data.h"

#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 48 };

typedef struct tables { /* what all queries of a picture share */
    gg_results *results;
    const gg_card *card;
    const char *folder;
    FILE *csv;
    const char *column[COLUMNS]; /* of the one CSV table: the union of all queries' columns */
    size_t columns;
    sqlite3_stmt *ask[GG_CARD_QUERIES];
} tables;

/* gnuplot's markup has no escape that survives all its readers: what it would take for markup
 * is shown as the character that looks most like it. Tabs and line ends are blanks. */
static void write_ink(const char *text, FILE *to)
{
    static const char from[] = "_^{}@&~\\\"\t\r\n";
    static const char *const shown[] = {"ˍ", "ˆ", "(", ")", "＠", "＆",
                                        "∼", "∖", "”", " ", " ",  " "};
    for (const char *c = text; *c; c++) {
        const char *found = strchr(from, *c);
        if (found)
            fputs(shown[found - from], to);
        else
            fputc(*c, to);
    }
}

static void write_tsv_row(sqlite3_stmt *row, FILE *to)
{
    const int count = sqlite3_column_count(row);
    for (int k = 0; k < count; k++) {
        if (k) fputc('\t', to);
        const int type = sqlite3_column_type(row, k);
        const double x = sqlite3_column_double(row, k);
        if (type == SQLITE_TEXT)
            write_ink((const char *)sqlite3_column_text(row, k), to);
        else if (type == SQLITE_NULL || !isfinite(x))
            fputs("NaN", to);
        else
            fprintf(to, "%.9g", x);
    }
    fputc('\n', to);
}

/* Quoted where it must be, and with an apostrophe before what a spreadsheet would take for a
 * formula. */
static void write_csv_text(const char *text, FILE *to)
{
    const bool formula = *text && strchr("=+-@\t", *text);
    const bool quote = formula || strpbrk(text, ",\"\r\n");
    if (quote) fputc('"', to);
    if (formula) fputc('\'', to);
    for (const char *c = text; *c; c++) {
        if (*c == '"') fputc('"', to);
        fputc(*c, to);
    }
    if (quote) fputc('"', to);
}

/* What can be read from a picture has six digits. */
static void write_csv_field(sqlite3_stmt *row, int column, FILE *to)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL: fputs("nan", to); break;
    case SQLITE_TEXT: write_csv_text((const char *)sqlite3_column_text(row, column), to); break;
    default: fprintf(to, "%.6g", sqlite3_column_double(row, column));
    }
}

static int column_of(sqlite3_stmt *row, const char *name)
{
    int k = sqlite3_column_count(row) - 1;
    while (k >= 0 && strcmp(sqlite3_column_name(row, k), name) != 0) k--;
    return k;
}

static bool in_csv(const gg_query *q)
{
    return q->kind == GG_QUERY_DATA || q->kind == GG_QUERY_SPLIT;
}

static void write_csv_row(const tables *t, const gg_query *q, sqlite3_stmt *row)
{
    fputs(q->name, t->csv);
    for (size_t i = 0; i < t->columns; i++) {
        fputc(',', t->csv);
        const int k = column_of(row, t->column[i]);
        if (k >= 0) write_csv_field(row, k, t->csv);
    }
    fputc('\n', t->csv);
}

/* The union of the columns, in the order in which they are met. */
static void write_csv_heading(tables *t)
{
    for (size_t i = 0; i < t->card->count; i++) {
        const int count = in_csv(&t->card->queries[i]) ? sqlite3_column_count(t->ask[i]) : 0;
        for (int k = 0; k < count; k++) {
            const char *name = sqlite3_column_name(t->ask[i], k);
            size_t j = 0;
            while (j < t->columns && strcmp(t->column[j], name) != 0) j++;
            if (j == t->columns && j < COLUMNS) t->column[t->columns++] = name;
        }
    }
    fputs("table", t->csv);
    for (size_t j = 0; j < t->columns; j++) fprintf(t->csv, ",%s", t->column[j]);
    fputc('\n', t->csv);
}

/* <folder>/<name>.tsv, or <name>.<k>.tsv if `part` is not NULL; headed by the columns. */
static gg_status open_tsv(const tables *t, const gg_query *q, sqlite3_stmt *row, bool part,
                          FILE **out)
{
    char path[4400];
    if (part)
        snprintf(path, sizeof path, "%s/%s.%d.tsv", t->folder, q->name,
                 sqlite3_column_int(row, 0));
    else
        snprintf(path, sizeof path, "%s/%s.tsv", t->folder, q->name);
    if (*out) fclose(*out);
    *out = fopen(path, "w");
    if (!*out) return gg_fail(GG_IO, "cannot write '%s': %s", path, strerror(errno));
    const int count = sqlite3_column_count(row);
    for (int k = 0; k < count; k++)
        fprintf(*out, "%s%s", k ? "\t" : "", sqlite3_column_name(row, k));
    fputc('\n', *out);
    return GG_OK;
}

static gg_status close_tsv(FILE *file, gg_status status, const char *folder)
{
    if (!file) return status;
    const bool broken = ferror(file) != 0;
    if ((fclose(file) || broken) && status == GG_OK)
        return gg_fail(GG_IO, "cannot write in '%s': %s", folder, strerror(errno));
    return status;
}

static gg_status write_query(tables *t, size_t i, size_t *rows)
{
    const gg_query *q = &t->card->queries[i];
    const bool split = q->kind == GG_QUERY_SPLIT || q->kind == GG_QUERY_GRID;
    sqlite3_stmt *row = t->ask[i];
    FILE *file = NULL;
    gg_status status = split ? GG_OK : open_tsv(t, q, row, false, &file);
    int part = 0;
    int scan = 0;
    int state = SQLITE_DONE;
    *rows = 0;
    while (status == GG_OK && (state = sqlite3_step(row)) == SQLITE_ROW) {
        if (split && (!*rows || sqlite3_column_int(row, 0) != part))
            status = open_tsv(t, q, row, true, &file);
        else if (q->kind == GG_QUERY_GRID && sqlite3_column_int(row, 1) != scan)
            fputc('\n', file);
        part = sqlite3_column_int(row, 0);
        if (q->kind == GG_QUERY_GRID) scan = sqlite3_column_int(row, 1);
        if (status == GG_OK) write_tsv_row(row, file);
        if (in_csv(q)) write_csv_row(t, q, row);
        ++*rows;
    }
    status = close_tsv(file, status, t->folder);
    if (status == GG_OK && state != SQLITE_DONE)
        status = gg_fail(GG_BAD_INPUT, "plots/%s.gp: %s: %s", t->card->name, q->name,
                         sqlite3_errmsg(t->results->sql));
    return status;
}

/* :names of the query get the values of the columns of `each` that bear them. */
static void bind(sqlite3_stmt *ask, sqlite3_stmt *each)
{
    const int count = sqlite3_bind_parameter_count(ask);
    for (int p = 1; p <= count; p++) {
        const char *name = sqlite3_bind_parameter_name(ask, p);
        const int k = each && name ? column_of(each, name + 1) : -1;
        if (k >= 0) sqlite3_bind_value(ask, p, sqlite3_column_value(each, k));
    }
}

static char *copy_text(const unsigned char *text)
{
    const char *from = text ? (const char *)text : "";
    char *copy = malloc(strlen(from) + 1);
    if (copy) strcpy(copy, from);
    return copy;
}

static gg_status read_head(tables *t, gg_figure_data *out)
{
    sqlite3_stmt *row = t->ask[0];
    if (t->card->queries[0].kind != GG_QUERY_HEAD || sqlite3_column_count(row) < 2)
        return gg_fail(GG_BAD_INPUT,
                       "plots/%s.gp: its first query is not 'head' with two columns",
                       t->card->name);
    const bool found = sqlite3_step(row) == SQLITE_ROW;
    const unsigned char *said = found ? sqlite3_column_text(row, 0) : NULL;
    out->headline = copy_text(said ? said : (const unsigned char *)t->card->title);
    out->subline = copy_text(found ? sqlite3_column_text(row, 1) : NULL);
    sqlite3_reset(row);
    return out->headline && out->subline ? GG_OK
                                         : gg_fail(GG_NO_MEMORY, "no memory for a head");
}

static gg_status write_all(tables *t, sqlite3_stmt *each, gg_figure_data *out)
{
    for (size_t i = 0; i < t->card->count; i++) {
        char what[128];
        snprintf(what, sizeof what, "plots/%s.gp: %s", t->card->name, t->card->queries[i].name);
        GG_TRY(gg_results_ask(t->results, t->card->queries[i].sql, what, &t->ask[i]));
        bind(t->ask[i], each);
    }
    if (t->card->count < 2)
        return gg_fail(GG_BAD_INPUT, "plots/%s.gp: expected a head and a data query",
                       t->card->name);
    GG_TRY(read_head(t, out));
    write_csv_heading(t);
    for (size_t i = 0; i < t->card->count; i++) {
        size_t rows;
        GG_TRY(write_query(t, i, &rows));
        if (i == 1) out->rows = rows;
    }
    return GG_OK;
}

gg_status gg_figure_data_write(gg_figure_data *out, gg_results *r, const gg_card *card,
                               sqlite3_stmt *each, const char *folder, FILE *csv)
{
    tables t = {.results = r, .card = card, .folder = folder, .csv = csv};
    gg_figure_data d = {0};
    const gg_status status = write_all(&t, each, &d);
    for (size_t i = 0; i < card->count; i++) sqlite3_finalize(t.ask[i]);
    if (status == GG_OK)
        *out = d;
    else
        gg_figure_data_close(&d);
    return status;
}

void gg_figure_data_close(gg_figure_data *d)
{
    free(d->headline);
    free(d->subline);
    *d = (gg_figure_data){0};
}
