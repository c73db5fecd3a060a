/* experiments/report_contest.c -- is the best with gradients ahead of the best without? Tests. */
#include <math.h>
#include <sqlite3.h>

#include "experiments/html.h"
#include "experiments/label.h"
#include "experiments/report_chapter.h"

/* Chances in two digits. */
static void write_share(double x, FILE *to)
{
    char words[32];
    snprintf(words, sizeof words, "%.2f", x);
    gg_html(to, "%s", words);
}

static void write_number(double x, FILE *to)
{
    char words[64];
    if (isfinite(x))
        gg_label_number(x, words, sizeof words);
    else
        snprintf(words, sizeof words, "∞");
    gg_html(to, "%s", words);
}

enum {
    LOSS,
    REST,
    N,
    PAID,
    FREE,
    PAIRS,
    PAID_HITS,
    FREE_HITS,
    TIMES,
    FIRST = TIMES + 3,
    P = FIRST + 3
};
static const char query[] =
    "SELECT loss_name(c.loss), loss_rest(c.loss), c.n, g.label, f.label, pairs, paid_hits, "
    "free_hits, times, times_low, times_high, first, first_low, first_high, p "
    "FROM contest c JOIN contender g ON g.optimizer = c.paid "
    "JOIN contender f ON f.optimizer = c.free ORDER BY c.loss, c.n";

/* One side never arrived: the ratio is a bound, with no interval. */
static void write_times(sqlite3_stmt *q, FILE *to)
{
    const bool free_never = sqlite3_column_int64(q, FREE_HITS) == 0;
    const bool paid_never = sqlite3_column_int64(q, PAID_HITS) == 0;
    fputs(free_never ? "<td>&gt; " : paid_never ? "<td>&lt; " : "<td>", to);
    write_number(sqlite3_column_double(q, TIMES), to);
    if (!free_never && !paid_never) {
        fputs("<small>", to);
        write_number(sqlite3_column_double(q, TIMES + 1), to);
        fputs("–", to);
        write_number(sqlite3_column_double(q, TIMES + 2), to);
        fputs("</small>", to);
    }
    fputs("</td>", to);
}

/* Which of many methods that all missed was run says nothing. */
static void write_side(sqlite3_stmt *q, int label, int hits, FILE *to)
{
    if (sqlite3_column_int64(q, hits) > 0)
        gg_html(to, "<td class=\"words\">%s</td>", gg_chapter_text(q, label));
    else
        fputs("<td class=\"words none\">none arrives</td>", to);
}

/* p comes into its place when all of the page are known. */
static gg_status write_line(sqlite3_stmt *q, gg_report_tests *tests, FILE *to)
{
    gg_html(to, "<tr><th scope=\"row\">%s", gg_chapter_text(q, LOSS));
    if (*gg_chapter_text(q, REST)) gg_html(to, " <small>%s</small>", gg_chapter_text(q, REST));
    gg_html(to, "</th><td>%zu</td>", (size_t)sqlite3_column_int64(q, N));
    write_side(q, PAID, PAID_HITS, to);
    write_side(q, FREE, FREE_HITS, to);
    write_times(q, to);
    fputs("<td>", to);
    write_share(sqlite3_column_double(q, FIRST), to);
    fputs("<small>", to);
    write_share(sqlite3_column_double(q, FIRST + 1), to);
    fputs("–", to);
    write_share(sqlite3_column_double(q, FIRST + 2), to);
    gg_html(to, "</small></td><td>%zu</td>", (size_t)sqlite3_column_int64(q, PAIRS));
    GG_TRY(gg_report_tests_add(
        tests, sqlite3_column_type(q, P) == SQLITE_NULL ? NAN : sqlite3_column_double(q, P),
        to));
    fputs("</tr>\n", to);
    return GG_OK;
}

static const char head[] =
    "<h4>With gradients against without, tested</h4>\n"
    "<p class=\"subline\">The best method of each side to 10⁻² of the first gap, instance by "
    "instance. <em>Times</em>: the expected evaluations without gradients over those with, 95 % "
    "interval; a bound, by the rule of three, where one side never arrives. <em>Sooner</em>: the "
    "chance that a run with gradients takes fewer (probability of superiority). <em>p</em>: "
    "Wilcoxon’s signed-rank test of the logarithms, a run that missed ranked last, adjusted "
    "by Holm for all such comparisons of the whole report, those of other studies too; "
    "<b>bold</b>: at most 0.05. The best of each side were "
    "chosen by these very runs, which favours the side with more methods; with five pairs or "
    "fewer no p can be below 0.05.</p>\n"
    "<div class=\"box\" tabindex=\"0\"><table class=\"overview\">\n<thead><tr>"
    "<th scope=\"col\">Loss</th><th scope=\"col\">n</th><th class=\"words\" scope=\"col\">with "
    "gradients</th><th class=\"words\" scope=\"col\">without</th><th scope=\"col\">times</th>"
    "<th scope=\"col\">sooner</th><th scope=\"col\">pairs</th><th scope=\"col\">p</th></tr>"
    "</thead>\n<tbody>\n";

gg_status gg_report_contest(gg_chapter *c, gg_report_tests *tests, FILE *to)
{
    sqlite3_stmt *q;
    bool more;
    size_t lines = 0;
    gg_status status;
    GG_TRY(gg_results_ask(&c->results, query, "the tests", &q));
    while ((status = gg_chapter_next(c, q, &more)) == GG_OK && more) {
        if (lines++ == 0) fputs(head, to);
        status = write_line(q, tests, to);
        if (status) break;
    }
    if (lines) fputs("</tbody></table></div>\n", to);
    sqlite3_finalize(q);
    return status;
}
