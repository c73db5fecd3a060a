/* experiments/report_origin.c -- what went wrong, how it was counted, and where it came from. */
#include <sqlite3.h>
#include <string.h>

#include "experiments/html.h"
#include "experiments/report_chapter.h"

/* --- runs that broke off ---------------------------------------------------------------------- */

static const char failures_text[] =
    "SELECT a.status, a.reason, k.label, a.class, count(*), a.method, min(a.loss), "
    "group_concat(DISTINCT loss_name(a.loss)), "
    "(SELECT count(*) FROM main.run b WHERE b.optimizer = a.optimizer AND b.class = a.class) "
    "FROM main.run a JOIN contender k ON k.optimizer = a.optimizer "
    "WHERE a.status IN ('failed', 'crashed', 'timed-out') "
    "GROUP BY a.status, a.reason, a.optimizer, a.class ORDER BY 5 DESC, 1, 2, 6, 4";
static const char endings_text[] =
    "SELECT count(*) || CASE status WHEN 'target' THEN ' reached their last target' "
    "WHEN 'converged' THEN ' ended by the method''s own test' "
    "WHEN 'max-evals' THEN ' spent their evaluations' "
    "WHEN 'max-seconds' THEN ' spent their time' ELSE ' ' || status END "
    "FROM main.run GROUP BY status ORDER BY count(*) DESC, status";

/* "1200 reached their last target, 300 spent their evaluations." */
static gg_status write_endings(gg_chapter *c, FILE *to)
{
    sqlite3_stmt *q;
    bool more;
    gg_status status;
    const char *between = "";
    GG_TRY(gg_results_ask(&c->results, endings_text, "endings", &q));
    while ((status = gg_chapter_next(c, q, &more)) == GG_OK && more) {
        fputs(*between ? between : "<p>Of the runs, ", to);
        gg_html(to, "%s", gg_chapter_text(q, 0));
        between = ", ";
    }
    if (*between) fputs(".</p>\n", to);
    sqlite3_finalize(q);
    return status;
}

/* "300 measurements were carried out." What broke off is among the warnings. */
static gg_status write_measurements(gg_chapter *c, FILE *to)
{
    sqlite3_stmt *q;
    bool more;
    GG_TRY(gg_results_ask(&c->results,
                          "SELECT count(*), sum(status = 'converged') FROM main.trial "
                          "HAVING count(*) > 0",
                          "measurements", &q));
    const gg_status status = gg_chapter_next(c, q, &more);
    if (status == GG_OK && more)
        gg_html(to, "<p>Of %zu measurements that are no runs, %zu were carried out.</p>\n",
                (size_t)sqlite3_column_int64(q, 0), (size_t)sqlite3_column_int64(q, 1));
    sqlite3_finalize(q);
    return status;
}

static const char dared_text[] =
    "SELECT method, class, min(title), count(*) FROM main.run WHERE class = ?1 "
    "GROUP BY method ORDER BY 4 DESC, 3";

/* "720 runs on kinked losses (Adam, BFGS)": those that had to do without a derivative they need.
 * -> were there any? */
static gg_status write_dared_on(gg_chapter *c, const char *class, bool *any, FILE *to)
{
    sqlite3_stmt *q;
    bool more;
    gg_status status;
    size_t runs = 0;
    char names[2048] = "";
    GG_TRY(gg_results_ask(&c->results, dared_text, "dared runs", &q));
    sqlite3_bind_text(q, 1, class, -1, SQLITE_STATIC);
    while ((status = gg_chapter_next(c, q, &more)) == GG_OK && more) {
        const size_t used = strlen(names);
        if (!gg_summary_dared(gg_chapter_text(q, 0), gg_chapter_text(q, 1))) continue;
        snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "",
                 gg_chapter_text(q, 2));
        runs += (size_t)sqlite3_column_int64(q, 3);
    }
    sqlite3_finalize(q);
    if (!runs) return status;
    fputs(*any ? "; " : "<p>Dared, though the loss lacks a derivative that the method needs: ",
          to);
    gg_html(to, runs == 1 ? "%zu run" : "%zu runs", runs);
    gg_html(to, " on %s losses (%s)", class, names);
    *any = true;
    return status;
}

static gg_status write_dared(gg_chapter *c, FILE *to)
{
    bool any = false;
    for (size_t k = 0; k < GG_CLASSES; k++)
        GG_TRY(write_dared_on(c, gg_class_names[k], &any, to));
    if (any) fputs(".</p>\n", to);
    return GG_OK;
}

static void write_failure(sqlite3_stmt *q, FILE *to)
{
    const bool dared = gg_summary_dared(gg_chapter_text(q, 5), gg_chapter_text(q, 3));
    gg_html(to,
            "<tr><td>%zu of %zu</td><td class=\"words\">%s%s</td><td class=\"words\">%s</td>",
            (size_t)sqlite3_column_int64(q, 4), (size_t)sqlite3_column_int64(q, 8),
            gg_chapter_text(q, 0), dared ? ", dared" : "", gg_chapter_text(q, 2));
    gg_html(to, "<td class=\"words wide\">%s: ", gg_chapter_text(q, 3));
    for (const char *at = gg_chapter_text(q, 7); *at; at++) {
        const char letter[2] = {*at, 0};
        gg_html(to, "%s", *at == ',' ? ", " : letter);
    }
    gg_html(to, "</td><td class=\"words wide\">%s</td></tr>\n", gg_chapter_text(q, 1));
}

static gg_status write_failures(gg_chapter *c, FILE *to)
{
    sqlite3_stmt *q;
    bool more;
    GG_TRY(gg_results_ask(&c->results, failures_text, "failures", &q));
    gg_status status = gg_chapter_next(c, q, &more);
    if (status == GG_OK && !more) fputs("<p>None broke off.</p>\n", to);
    if (more)
        fputs("<div class=\"box\" tabindex=\"0\"><table>\n<thead><tr><th>runs</th>"
              "<th class=\"words\">status</th><th class=\"words\">method</th>"
              "<th class=\"words\">losses</th><th class=\"words\">reason</th></tr></thead>\n"
              "<tbody>\n",
              to);
    const bool some = more;
    while (status == GG_OK && more) {
        write_failure(q, to);
        status = gg_chapter_next(c, q, &more);
    }
    if (some) fputs("</tbody></table></div>\n", to);
    sqlite3_finalize(q);
    return status;
}

/* Each is one row, one column; empty: nothing to warn of. The first are about any results, the
 * others about races: what a claim needs, its verdict says. */
enum { ABOUT_ANY = 2 };
static const char *const warnings[] = {
    "SELECT 'The program had changes that no commit holds (' || value || ').' FROM main.note "
    "WHERE key = 'commit' AND value LIKE '%+changes%'",
    "SELECT iif(count(*) = 1, 'One measurement', count(*) || ' measurements') || ' broke off: ' || "
    "group_concat(DISTINCT claim || '/' || trial || ' (' || status || ': ' || reason || ')') "
    "FROM main.trial WHERE status <> 'converged' HAVING count(*) > 0",
    "SELECT iif(count(DISTINCT loss) = 1, 'One loss here has', count(DISTINCT loss) || "
    "' losses here have') || ' no known minimum (' || group_concat(DISTINCT loss_name(loss)) "
    "|| '): gaps are measured from the least value that "
    "any run found.' FROM attempt WHERE NOT known HAVING count(*) > 0",
    "SELECT 'Some methods have only ' || min(runs) || iif(min(runs) = 1, ' run', ' runs') || "
    "' of a problem: their intervals say little.' FROM (SELECT count(*) AS runs FROM attempt "
    "GROUP BY loss, n, optimizer) HAVING min(runs) < 10",
    "SELECT 'The price of a gradient was not measured on ' || count(*) || ' problems and is "
    "taken to be 5 there.' FROM charge WHERE measured IS NULL AND (SELECT mode FROM setting) = "
    "'measured' HAVING count(*) > 0",
};

static gg_status write_warnings(gg_chapter *c, FILE *to)
{
    bool first = true;
    const size_t count = c->races ? sizeof warnings / sizeof warnings[0] : ABOUT_ANY;
    for (size_t i = 0; i < count; i++) {
        sqlite3_stmt *q;
        bool more;
        GG_TRY(gg_results_ask(&c->results, warnings[i], "warnings", &q));
        const gg_status status = gg_chapter_next(c, q, &more);
        if (more && first) fputs("<ul class=\"warnings\">\n", to);
        if (more) gg_html(to, "<li>%s</li>\n", gg_chapter_text(q, 0));
        first = first && !more;
        sqlite3_finalize(q);
        GG_TRY(status);
    }
    if (!first) fputs("</ul>\n", to);
    return GG_OK;
}

gg_status gg_report_failures(gg_chapter *c, FILE *to)
{
    gg_html(to, "<section>\n<p class=\"kicker\">%s</p>\n<h3>%s</h3>\n", c->study, c->title);
    GG_TRY(write_endings(c, to));
    GG_TRY(write_measurements(c, to));
    GG_TRY(write_dared(c, to));
    GG_TRY(write_failures(c, to));
    GG_TRY(write_warnings(c, to));
    fputs("</section>\n", to);
    return GG_OK;
}

/* --- method and origin ------------------------------------------------------------------------ */

void gg_report_method(const char *price, FILE *to)
{
    fputs(
        "<p><strong>What is counted.</strong> Calls of the loss. A value counts 1, a proximal "
        "step 1, and a gradient or a product with the Hessian ",
        to);
    if (strcmp(price, "measured") == 0)
        fputs(
            "what it took on this machine: the time of a value with its gradient over the time "
            "of a value, the median over the runs of a problem",
            to);
    else if (strcmp(price, "n+1") == 0)
        fputs("n + 1, what forward differences would take", to);
    else
        gg_html(to, "%s", price);
    fputs(
        ". Seconds are wall time of loss, method and logging.</p>\n"
        "<p><strong>Starts.</strong> Repetition k has the same instance of the loss and the same "
        "start for every method; every random number derives from the seed.</p>\n"
        "<p><strong>Targets.</strong> A run hits a target when its least value without noise is "
        "within a gap of the minimum f*: an absolute gap, or a part of the gap at its own start. "
        "Where f* is unknown, the least value that any run found stands in for it.</p>\n"
        "<p><strong>Runs that miss.</strong> They are not left out: all that they spent is "
        "counted. Expected evaluations are the sum of what all runs spent, up to the target or to "
        "their end, over the number of runs that hit. In medians and quartiles a miss ranks "
        "behind every hit.</p>\n"
        "<p><strong>Intervals.</strong> 95 %, percentile bootstrap over runs, 1000 resamples. An "
        "upper end of ∞ means that some resamples had no hit.</p>\n"
        "<p><strong>Tests.</strong> All p values in the tables of this page are one family: the "
        "chance that any comparison is called significant where nothing differs is at most 5 %, "
        "by Holm’s procedure.</p>\n"
        "<p><strong>Dared.</strong> A method that needs a derivative where the loss has none is "
        "given what the loss calls its derivative, and the run is marked as dared.</p>\n",
        to);
}

static gg_status write_notes(gg_chapter *c, FILE *to)
{
    sqlite3_stmt *q;
    bool more;
    gg_status status;
    GG_TRY(gg_results_ask(
        &c->results,
        "SELECT key, value FROM main.note WHERE key <> 'command' UNION ALL "
        "SELECT 'seed', group_concat(DISTINCT seed) FROM main.run HAVING count(*) > 0 UNION ALL "
        "SELECT 'runs', count(*) || ' of ' || count(DISTINCT optimizer) || ' methods on ' || "
        "count(DISTINCT loss) || ' losses, n = ' || (SELECT group_concat(n, ', ') FROM "
        "(SELECT DISTINCT n FROM main.run ORDER BY n)) FROM main.run HAVING count(*) > 0",
        "notes", &q));
    fputs("<div class=\"box\" tabindex=\"0\"><table class=\"notes\">\n<tbody>\n", to);
    while ((status = gg_chapter_next(c, q, &more)) == GG_OK && more)
        gg_html(to, "<tr><th scope=\"row\">%s</th><td class=\"words\">%s</td></tr>\n",
                gg_chapter_text(q, 0), gg_chapter_text(q, 1));
    fputs("</tbody></table></div>\n", to);
    sqlite3_finalize(q);
    return status;
}

/* What was asked, as it can be asked again. */
static gg_status write_command(gg_chapter *c, FILE *to)
{
    sqlite3_stmt *q;
    bool more;
    GG_TRY(gg_results_ask(&c->results, "SELECT value FROM main.note WHERE key = 'command'",
                          "the command", &q));
    const gg_status status = gg_chapter_next(c, q, &more);
    const char *command = more ? gg_chapter_text(q, 0) : "";
    if (*command)
        gg_html(to,
                "<p>To run it again:</p>\n<pre tabindex=\"0\"><code>build/bin/%s%s\n"
                "build/bin/gradgap report DIR --price %s</code></pre>\n",
                command, strstr(command, " -o ") ? "" : " -o DIR", c->price);
    sqlite3_finalize(q);
    return status;
}

gg_status gg_report_origin(gg_chapter *c, FILE *to)
{
    gg_html(to, "<section>\n<p class=\"kicker\">%s</p>\n<h3>%s</h3>\n", c->study, c->title);
    GG_TRY(write_notes(c, to));
    GG_TRY(write_command(c, to));
    fputs("</section>\n", to);
    return GG_OK;
}
