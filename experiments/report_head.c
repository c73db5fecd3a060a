/* experiments/report_head.c -- what the report says first: one sentence, a few numbers. */
#include "experiments/html.h"
#include "experiments/label.h"
#include "experiments/report_chapter.h"
#include "experiments/verdicts.h"

enum { WITHOUT, WITH };

/* "0", "3.2", "47", "100": never rounded to all or to none. */
static void write_share(size_t hit, size_t tried, FILE *to)
{
    const double share = 100.0 * (double)hit / (double)tried;
    if (hit && share < 1)
        fputs("under 1", to);
    else if (hit < tried && share > 99)
        fputs("over 99", to);
    else
        fprintf(to, "%.0f", share);
    fputs("\u00a0%", to);
}

/* "12 of 21 smooth problems, 5 of 14 kinked ones" */
static void write_side(const gg_tally *t, int side, FILE *to)
{
    bool first = true;
    for (size_t k = 0; k < GG_CLASSES; k++) {
        const gg_score *s = &t->score[k][side];
        if (!s->problems) continue;
        fputs(first ? "" : ", ", to);
        gg_html(to, "%zu of %zu %s ", s->solved, s->problems, gg_class_names[k]);
        fputs(!first ? "ones" : s->problems == 1 ? "problem" : "problems", to);
        first = false;
    }
}

static gg_score sum(const gg_tally *t, int side)
{
    gg_score total = {0};
    for (size_t k = 0; k < GG_CLASSES; k++) {
        total.runs += t->score[k][side].runs;
        total.hits += t->score[k][side].hits;
    }
    return total;
}

static void write_sentence(const gg_tally *t, FILE *to)
{
    const bool with = sum(t, WITH).runs > 0;
    const bool without = sum(t, WITHOUT).runs > 0;
    fputs("<p class=\"lead\"><strong>In one sentence.</strong> ", to);
    if (!with && !without) {
        fputs("None of these runs was after a known minimum to within 10⁻⁸, so nothing can be "
              "said of how many got there.</p>\n",
              to);
        return;
    }
    fputs(with ? "With gradients, some method came within 10⁻⁸ of the minimum on "
               : "Without gradients, some method came within 10⁻⁸ of the minimum on ",
          to);
    write_side(t, with ? WITH : WITHOUT, to);
    if (with && without) {
        fputs("; without, on ", to);
        write_side(t, WITHOUT, to);
    }
    fputs(".</p>\n<p><small>A problem is a loss in one dimension, with a known minimum. It "
          "counts when a method got there in at least half of its runs.</small></p>\n",
          to);
}

static void write_met(const gg_tally *t, int side, const char *words, FILE *to)
{
    const gg_score s = sum(t, side);
    if (!s.runs) return;
    fputs("<div><dd>", to);
    write_share(s.hits, s.runs, to);
    gg_html(to, "</dd><dt>met 10⁻⁸ %s<br>%zu of %zu runs</dt></div>\n", words, s.hits, s.runs);
}

static void write_claims(const gg_judged_list *j, FILE *to)
{
    size_t claims = 0;
    for (size_t i = 0; i < j->count; i++) claims += j->list[i].claim->number > 0;
    gg_html(to,
            "<div><dd>%zu of %zu</dd><dt><a href=\"#claims\">claims hold</a><br>%zu refuted"
            "</dt></div>\n",
            gg_verdicts_count(j, GG_PASS), claims, gg_verdicts_count(j, GG_FAIL));
}

static void write_time(double seconds, FILE *to)
{
    const size_t s = (size_t)(seconds + 0.5);
    if (seconds < 10)
        fprintf(to, "%.2g s", seconds);
    else if (s < 120)
        fprintf(to, "%zu s", s);
    else if (s < 7200)
        fprintf(to, "%zu min %zu s", s / 60, s % 60);
    else
        fprintf(to, "%zu h %zu min", s / 3600, s / 60 % 60);
}

void gg_report_head(const gg_tally *t, const gg_judged_list *judged, FILE *to)
{
    char runs[64];
    gg_label_number((double)t->runs, runs, sizeof runs);
    if (t->runs < 10000000) snprintf(runs, sizeof runs, "%zu", t->runs);
    fputs("<header>\n<p class=\"kicker\">gradgap: with and without gradients</p>\n"
          "<h1>What does a gradient buy, and what is lost without one?</h1>\n",
          to);
    write_sentence(t, to);
    gg_html(to, "<dl class=\"numbers\">\n<div><dd>%s</dd><dt>runs in %zu %s</dt></div>\n", runs,
            t->studies, t->studies == 1 ? "study" : "studies");
    if (judged) write_claims(judged, to);
    write_met(t, WITH, "with gradients", to);
    write_met(t, WITHOUT, "without gradients", to);
    fputs("<div><dd>", to);
    write_time(t->cpu, to);
    gg_html(to,
            "</dd><dt>of computing<br>(CPU time of all runs)</dt></div>\n"
            "<div><dd>%zu</dd><dt><a href=\"#failures\">runs that broke off</a></dt></div>\n"
            "</dl>\n</header>\n",
            t->failed);
}
