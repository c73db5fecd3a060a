/* experiments/report_claims.c -- the claims: what was said, what was foretold, what was found. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "experiments/board.h"
#include "experiments/html.h"
#include "experiments/label.h"
#include "experiments/report_chapter.h"
#include "experiments/verdicts.h"

enum { BOARD_NUMBER = 0 };

const char *gg_verdict_class(gg_judgement verdict)
{
    static const char *const classes[] = {[GG_NOT_RUN] = "none",
                                          [GG_PASS] = "pass",
                                          [GG_NOT_ENOUGH_DATA] = "open",
                                          [GG_FAIL] = "fail"};
    return classes[verdict];
}

static void number(double x, char out[], size_t room)
{
    if (isfinite(x))
        gg_label_number(x, out, room);
    else
        snprintf(out, room, "%s", isnan(x) ? "–" : x > 0 ? "∞" : "−∞");
}

static void write_interval(const gg_interval *is, FILE *to)
{
    char value[64];
    char low[64];
    char high[64];
    number(is->value, value, sizeof value);
    number(is->low, low, sizeof low);
    number(is->high, high, sizeof high);
    gg_html(to, "<td>%s", value);
    if (is->low != is->value || is->high != is->value)
        gg_html(to, "<small>%s to %s</small>", low, high);
    fputs("</td>", to);
}

static void write_band(const gg_band *band, FILE *to)
{
    char from[64];
    char to_words[64];
    number(band->from, from, sizeof from);
    number(band->to, to_words, sizeof to_words);
    if (band->from == band->to)
        gg_html(to, "<td>%s</td>", from);
    else if (isinf(band->to))
        gg_html(to, "<td>≥ %s</td>", from);
    else if (isinf(band->from))
        gg_html(to, "<td>≤ %s</td>", to_words);
    else
        gg_html(to, "<td>%s to %s</td>", from, to_words);
}

static void write_finding(const gg_finding *f, FILE *to)
{
    gg_html(to, "<tr><td class=\"words\">%s%s%s</td>", f->band->what, *f->at ? ", " : "",
            f->at);
    write_interval(&f->is, to);
    write_band(f->band, to);
    gg_html(to, "<td>%zu</td><td class=\"%s\">", f->runs, gg_verdict_class(f->verdict));
    gg_html(to, "%s</td></tr>\n", gg_judgement_name(f->verdict));
}

/* What it says, where it may mislead, how it was looked at, and every number that was. */
static void write_details(const gg_judged *j, FILE *to)
{
    const gg_claim *c = j->claim;
    gg_html(to, "<p><strong>Run.</strong> %s</p>\n<p><strong>Computed.</strong> %s</p>\n",
            c->design, c->estimator);
    if (*c->limits) gg_html(to, "<p><strong>Limits.</strong> %s</p>\n", c->limits);
    gg_html(to, "<p><strong>Source.</strong> %s</p>\n", c->source);
    if (*j->why) gg_html(to, "<p><strong>Rows.</strong> %s.</p>\n", j->why);
    if (!j->findings.count) return;
    fputs("<div class=\"box\" tabindex=\"0\"><table>\n<thead><tr><th class=\"words\">what</th>"
          "<th>measured, 95 %</th><th>foretold</th><th>from</th><th>verdict</th></tr></thead>\n"
          "<tbody>\n",
          to);
    for (size_t i = 0; i < j->findings.count; i++) write_finding(&j->findings.list[i], to);
    fputs("</tbody></table></div>\n", to);
}

static void write_claim(const gg_judged *j, FILE *to)
{
    const gg_claim *c = j->claim;
    gg_html(to, "<details class=\"claim\" id=\"claim-%s\"><summary>", c->name);
    gg_html(to, "<span class=\"verdict %s\">", gg_verdict_class(j->verdict));
    gg_html(to, "%s</span> ", gg_judgement_name(j->verdict));
    if (c->number) gg_html(to, "<b>%zu.</b> ", (size_t)c->number);
    gg_html(to, "%s", c->sentence);
    if (j->findings.count) {
        const gg_finding *f = &j->findings.list[j->decisive];
        char value[64];
        char band[128];
        number(f->is.value, value, sizeof value);
        gg_band_words(f->band, band, sizeof band);
        gg_html(to, " <small>%s (foretold: %s), %s%s", value, band, f->band->what,
                *f->at ? ", " : "");
        gg_html(to, "%s</small>", f->at);
    }
    fputs("</summary>\n", to);
    write_details(j, to);
    fputs("</details>\n", to);
}

static gg_status write_board(const gg_judged_list *judged, const char *folder, FILE *contents,
                             FILE *to)
{
    char figures[4200];
    gg_pictures pictures;
    snprintf(figures, sizeof figures, "%s/figures", folder);
    const gg_figure_request request = {.folder = figures, .format = {true}};
    GG_TRY(gg_board_draw(&pictures, judged, folder, &request));
    gg_status status = GG_OK;
    for (size_t i = 0; status == GG_OK && i < pictures.count; i++) {
        status = gg_report_entry(&pictures.list[i], "claims", contents);
        if (status == GG_OK)
            status = gg_report_figure(&pictures.list[i], folder, "claims", BOARD_NUMBER, to);
    }
    gg_pictures_close(&pictures);
    return status;
}

gg_status gg_report_claims(const gg_judged_list *judged, const char *folder, FILE *contents,
                           FILE *to)
{
    fputs(
        "<p>Each claim foretells a number, in a band that was written down before the runs. It "
        "passes if the whole 95 % interval of what was measured lies in the band, fails if none "
        "of it does, and is left open if the runs cannot tell. What failed stands here with "
        "what passed.</p>\n",
        to);
    GG_TRY(write_board(judged, folder, contents, to));
    for (size_t i = 0; i < judged->count; i++)
        if (judged->list[i].claim->number) write_claim(&judged->list[i], to);
    bool first = true;
    for (size_t i = 0; i < judged->count; i++) {
        if (judged->list[i].claim->number) continue;
        if (first) fputs("<h3>Controls</h3>\n", to);
        first = false;
        write_claim(&judged->list[i], to);
    }
    return GG_OK;
}
