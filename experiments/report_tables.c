/* experiments/report_tables.c -- what it took, in numbers: an overview, then loss by loss. */
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/html.h"
#include "experiments/label.h"
#include "experiments/report_chapter.h"

enum { MOST_METHODS = 12 };

/* The target of the overview, one of those that the chapter's rows are for. */
static const char overview_kind[] = "relative";
static const double overview_level = 1e-2;

static bool is_of_overview(const gg_summary_row *r)
{
    return strcmp(r->kind, overview_kind) == 0 &&
           fabs(r->level - overview_level) <= 1e-9 * overview_level;
}

static void number(double x, char out[], size_t room)
{
    if (isfinite(x))
        gg_label_number(x, out, room);
    else
        snprintf(out, room, "%s", isinf(x) ? "∞" : "–");
}

static void target(const gg_summary_row *r, char out[], size_t room)
{
    char gap[48];
    const double k = round(log10(r->level));
    if (fabs(r->level / pow(10, k) - 1) < 1e-9)
        gg_label_power((int)k, gap, sizeof gap);
    else
        gg_label_number(r->level, gap, sizeof gap);
    snprintf(out, room, *r->kind == 'r' ? "%s of the first gap" : "f − f* ≤ %s", gap);
}

/* "Sphere", and what sets it apart from its like. */
static void write_loss(const char *loss, FILE *to)
{
    char name[256];
    char rest[512];
    gg_label_name(loss, name, sizeof name);
    gg_label_rest(loss, rest, sizeof rest);
    gg_html(to, "%s", name);
    if (*rest) gg_html(to, " <small>%s</small>", rest);
}

static bool same_cell(const gg_summary_row *a, const gg_summary_row *b)
{
    return a->n == b->n && strcmp(a->loss, b->loss) == 0;
}

/* --- overview --------------------------------------------------------------------------------- */

typedef struct columns {
    const char *optimizer[MOST_METHODS], *label[MOST_METHODS];
    size_t count, left_out;
} columns;

static size_t column_of(const columns *c, const gg_summary_row *r)
{
    size_t i = 0;
    while (i < c->count && strcmp(c->optimizer[i], r->optimizer) != 0) i++;
    return i;
}

/* Methods with gradients first, as in the figures' keys. */
static gg_status find_columns(gg_chapter *c, columns *out)
{
    sqlite3_stmt *q;
    bool more;
    gg_status status;
    GG_TRY(gg_results_ask(&c->results,
                          "SELECT optimizer FROM contender ORDER BY family <> 'gradient', "
                          "method, optimizer",
                          "methods", &q));
    while ((status = gg_chapter_next(c, q, &more)) == GG_OK && more) {
        const char *optimizer = gg_chapter_text(q, 0);
        size_t i = 0;
        while (i < c->rows.count && strcmp(c->rows.row[i].optimizer, optimizer) != 0) i++;
        if (i == c->rows.count) continue;
        if (out->count == MOST_METHODS) {
            out->left_out++;
            continue;
        }
        out->optimizer[out->count] = c->rows.row[i].optimizer;
        out->label[out->count++] = c->rows.row[i].label;
    }
    sqlite3_finalize(q);
    return status;
}

static void write_cell(const gg_summary_row *r, FILE *to)
{
    char value[64];
    char low[64];
    char high[64];
    if (!r) {
        fputs("<td class=\"none\">not run</td>", to);
    } else if (r->hits == 0) {
        number(r->evaluations.low, low, sizeof low);
        gg_html(to, "<td class=\"none\">&gt; %s</td>", low);
    } else {
        number(r->evaluations.value, value, sizeof value);
        number(r->evaluations.low, low, sizeof low);
        number(r->evaluations.high, high, sizeof high);
        gg_html(to, r->rank == 1 ? "<td><b>%s</b>" : "<td>%s", value);
        gg_html(to, "%s<small>%s–%s</small>", r->dared ? "*" : "", low, high);
        if (r->hits < r->runs) gg_html(to, "<small>%zu/%zu</small>", r->hits, r->runs);
        fputs("</td>", to);
    }
}

/* Up to which price is a gradient worth it? */
static void write_break_even(double price, FILE *to)
{
    char words[64];
    number(price, words, sizeof words);
    if (isnan(price))
        fputs("<td class=\"none\">-</td>", to);
    else if (isinf(price))
        fputs("<td>at any price</td>", to);
    else if (price <= 0)
        fputs("<td>at no price</td>", to);
    else
        gg_html(to, "<td>up to %s</td>", words);
}

/* One loss and n; row[0 .. count) are its methods at the target of the overview. */
static void write_line(const columns *c, const gg_summary_row row[], size_t count, FILE *to)
{
    const gg_summary_row *of[MOST_METHODS] = {0};
    for (size_t i = 0; i < count; i++) {
        const size_t at = is_of_overview(&row[i]) ? column_of(c, &row[i]) : c->count;
        if (at < c->count) of[at] = &row[i];
    }
    fputs("<tr><th scope=\"row\">", to);
    write_loss(row[0].loss, to);
    gg_html(to, "</th><td>%zu</td>", row[0].n);
    for (size_t i = 0; i < c->count; i++) write_cell(of[i], to);
    double price = NAN;
    for (size_t i = 0; i < count; i++)
        if (is_of_overview(&row[i])) price = row[i].break_even;
    write_break_even(price, to);
    fputs("</tr>\n", to);
}

static gg_status write_overview(gg_chapter *chapter, FILE *to)
{
    columns c = {0};
    const gg_summary_list *list = &chapter->rows;
    GG_TRY(find_columns(chapter, &c));
    fputs("<div class=\"box\" tabindex=\"0\"><table class=\"overview\">\n<thead><tr>"
          "<th scope=\"col\">Loss</th><th scope=\"col\">n</th>",
          to);
    for (size_t i = 0; i < c.count; i++) gg_html(to, "<th scope=\"col\">%s</th>", c.label[i]);
    fputs("<th scope=\"col\">A gradient pays</th></tr></thead>\n<tbody>\n", to);
    for (size_t i = 0; i < list->count;) {
        size_t end = i + 1;
        while (end < list->count && same_cell(&list->row[i], &list->row[end])) end++;
        write_line(&c, &list->row[i], end - i, to);
        i = end;
    }
    fputs("</tbody></table></div>\n", to);
    if (c.left_out)
        gg_html(to, "<p>%zu more methods are in the tables below.</p>\n", c.left_out);
    return GG_OK;
}

/* --- the price of a gradient, in words --------------------------------------------------------- */

static const char price_text[] =
    "SELECT count(*), sum(b.price > c.price), quantile(b.price, 0.5), min(c.price), "
    "max(c.price) FROM break_even b JOIN charge c ON c.loss = b.loss AND c.n = b.n "
    "WHERE b.kind = 'relative' AND b.level = pow10(-2) AND b.price IS NOT NULL";

static void write_median(double price, FILE *to)
{
    char words[64];
    number(price, words, sizeof words);
    if (isinf(price))
        fputs("; on more than half of them it would at any price.", to);
    else if (price <= 0)
        fputs("; on half of them it would at no price.", to);
    else
        gg_html(to,
                "; in the median, the two sides draw level when a gradient costs %s values.",
                words);
}

static gg_status write_price(gg_chapter *c, FILE *to)
{
    sqlite3_stmt *q;
    bool more;
    char least[64];
    char most[64];
    GG_TRY(gg_results_ask(&c->results, price_text, "the price of a gradient", &q));
    const gg_status status = gg_chapter_next(c, q, &more);
    const size_t count = (size_t)sqlite3_column_int64(q, 0);
    if (status == GG_OK && count > 0) {
        number(sqlite3_column_double(q, 3), least, sizeof least);
        number(sqlite3_column_double(q, 4), most, sizeof most);
        gg_html(to,
                "<p>A gradient is charged as %s%s%s values. At that, the best method with "
                "gradients beats the best without on %zu of the %zu problems (a loss in one "
                "dimension) that either side solves",
                least, strcmp(least, most) == 0 ? "" : " to ",
                strcmp(least, most) == 0 ? "" : most, (size_t)sqlite3_column_int64(q, 1),
                count);
        write_median(sqlite3_column_double(q, 2), to);
        fputs("</p>\n", to);
    }
    sqlite3_finalize(q);
    return status;
}

/* --- loss by loss ----------------------------------------------------------------------------- */

static void write_interval(gg_interval x, FILE *to)
{
    char value[64];
    char low[64];
    char high[64];
    number(x.value, value, sizeof value);
    number(x.low, low, sizeof low);
    number(x.high, high, sizeof high);
    if (isfinite(x.value))
        gg_html(to, "<td>%s</td><td class=\"range\">%s–%s</td>", value, low, high);
    else
        gg_html(to, "<td class=\"none\">&gt; %s</td><td></td>", low);
}

/* A median that is a miss is more than half of the runs spent. */
static void write_median_of(const gg_summary_row *r, FILE *to)
{
    char words[64];
    const bool missed = isinf(r->quartile[1]);
    number(missed ? r->median_beyond : r->quartile[1], words, sizeof words);
    gg_html(to, missed ? "<td class=\"none\">&gt; %s</td>" : "<td>%s</td>", words);
}

static void write_row(const gg_summary_row *r, bool first, FILE *to)
{
    char gap[96];
    target(r, gap, sizeof gap);
    gg_html(to,
            first ? "<tr class=\"first\"><td>%zu</td><td class=\"words\">%s</td>"
                  : "<tr><td>%zu</td><td class=\"words\">%s</td>",
            r->n, gap);
    gg_html(to,
            r->rank == 1 && r->hits ? "<td class=\"words\"><b>%s</b>%s</td>"
                                    : "<td class=\"words\">%s%s</td>",
            r->label, r->dared ? "*" : "");
    gg_html(to, "<td>%zu/%zu</td>", r->hits, r->runs);
    write_interval(r->evaluations, to);
    write_median_of(r, to);
    write_interval(r->seconds, to);
    gg_html(to, r->hits ? "<td>%zu</td></tr>\n" : "<td></td></tr>\n", r->rank);
}

static void write_details(const gg_summary_row row[], size_t count, FILE *to)
{
    fputs("<details><summary>", to);
    write_loss(row[0].loss, to);
    fputs("</summary>\n<div class=\"box\" tabindex=\"0\"><table>\n<thead><tr><th>n</th>"
          "<th class=\"words\">target</th><th class=\"words\">method</th><th>hit</th>"
          "<th>evaluations</th><th>95 %</th><th>median</th><th>seconds</th><th>95 %</th>"
          "<th>rank</th></tr></thead>\n<tbody>\n",
          to);
    for (size_t i = 0; i < count; i++) {
        const bool first = i == 0 || row[i].n != row[i - 1].n ||
                           row[i].level != row[i - 1].level ||
                           strcmp(row[i].kind, row[i - 1].kind) != 0;
        write_row(&row[i], first, to);
    }
    fputs("</tbody></table></div></details>\n", to);
}

gg_status gg_report_tables(gg_chapter *c, gg_report_tests *tests, FILE *contents, FILE *to)
{
    const gg_summary_list *list = &c->rows;
    gg_html(contents, "<li><a href=\"#%s-tables\">%s</a></li>\n", c->id, c->title);
    gg_html(to, "<section id=\"%s-tables\">\n<p class=\"kicker\">%s</p>\n<h3>%s</h3>\n", c->id,
            c->study, c->title);
    GG_TRY(write_price(c, to));
    fputs(
        "<p class=\"subline\">Expected evaluations to 10⁻² of the first gap, 95 % interval, and "
        "how many runs arrived if not all did. <b>Bold</b>: fewest. &gt;: no run arrived, and at "
        "95 % more than this is expected (rule of three: a third of all that was spent). "
        "*: dared, the method needs a derivative that this loss does not have. Last column: "
        "the price of a gradient, in values, up to which the best method with gradients "
        "leads.</p>\n",
        to);
    GG_TRY(write_overview(c, to));
    GG_TRY(gg_report_contest(c, tests, to));
    fputs("<h4>Problem by problem</h4>\n", to);
    for (size_t i = 0; i < list->count;) {
        size_t end = i + 1;
        while (end < list->count && strcmp(list->row[i].loss, list->row[end].loss) == 0) end++;
        write_details(&list->row[i], end - i, to);
        i = end;
    }
    fputs("</section>\n", to);
    return GG_OK;
}
