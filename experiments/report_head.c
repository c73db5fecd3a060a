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

/* "With gradients, some method came ...; without, on ..." */
static void write_races(const gg_tally *t, FILE *to)
{
    const bool with = sum(t, WITH).runs > 0;
    const bool without = sum(t, WITHOUT).runs > 0;
    fputs(with ? "With gradients, some method came within 10⁻⁸ of the minimum on "
               : "Without gradients, some method came within 10⁻⁸ of the minimum on ",
          to);
    write_side(t, with ? WITH : WITHOUT, to);
    if (with && without) {
        fputs("; without, on ", to);
        write_side(t, WITHOUT, to);
    }
}

/* " 35 predictions ..., 31 held, 3 were refuted, 1 cannot be decided by these runs" */
static void write_outcome(const gg_judged_list *j, FILE *to)
{
    const size_t passed = gg_verdicts_count(j, GG_PASS);
    const size_t failed = gg_verdicts_count(j, GG_FAIL);
    const size_t open = gg_verdicts_count(j, GG_NOT_ENOUGH_DATA);
    const size_t tested = passed + failed + open;
    gg_html(to, " %zu %s made beforehand on what differentiability is worth, %zu held", tested,
            tested == 1 ? "prediction" : "predictions", passed);
    if (failed) gg_html(to, ", %zu %s refuted", failed, failed == 1 ? "was" : "were");
    if (open) gg_html(to, ", %zu cannot be decided by these runs", open);
}

/* "Refuted: break even price, ...": each leads to its numbers. */
static void write_those(const gg_judged_list *j, gg_judgement verdict, const char *words,
                        FILE *to)
{
    const char *between = words;
    for (size_t i = 0; i < j->count; i++) {
        const gg_claim *c = j->list[i].claim;
        if (!c->number || j->list[i].verdict != verdict) continue;
        gg_html(to, "%s<a href=\"#claim-%s\">", between, c->name);
        for (const char *at = c->name; *at; at++) fputc(*at == '_' ? ' ' : *at, to);
        fputs("</a>", to);
        between = ", ";
    }
    if (between != words) fputs(". ", to);
}

static bool any_tested(const gg_judged_list *j)
{
    return j && (gg_verdicts_count(j, GG_PASS) || gg_verdicts_count(j, GG_FAIL) ||
                 gg_verdicts_count(j, GG_NOT_ENOUGH_DATA));
}

static void write_sentence(const gg_tally *t, const gg_judged_list *judged, FILE *to)
{
    const bool races = sum(t, WITH).runs > 0 || sum(t, WITHOUT).runs > 0;
    const bool claims = any_tested(judged);
    fputs("<p class=\"lead\"><strong>In one sentence.</strong> ", to);
    if (races) write_races(t, to);
    if (claims) {
        fputs(races ? "; and of" : "Of", to);
        write_outcome(judged, to);
    }
    if (!races && !claims)
        fputs("None of these runs was after a known minimum to within 10⁻⁸, so nothing can be "
              "said of how many got there",
              to);
    fputs(".</p>\n", to);
    if (races || claims) fputs("<p><small>", to);
    if (races)
        fputs("A problem is a loss in one dimension, with a known minimum. It counts when a "
              "method got there in at least half of its runs. ",
              to);
    if (claims) {
        write_those(judged, GG_FAIL, "Refuted: ", to);
        write_those(judged, GG_NOT_ENOUGH_DATA, "Left open: ", to);
    }
    if (races || claims) fputs("</small></p>\n", to);
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
    const size_t passed = gg_verdicts_count(j, GG_PASS);
    const size_t failed = gg_verdicts_count(j, GG_FAIL);
    const size_t open = gg_verdicts_count(j, GG_NOT_ENOUGH_DATA);
    const size_t missing = gg_verdicts_count(j, GG_NOT_RUN);
    gg_html(to,
            "<div><dd>%zu of %zu</dd><dt><a href=\"#claims\">claims hold</a><br>%zu refuted, "
            "%zu left open",
            passed, passed + failed + open + missing, failed, open);
    if (missing) gg_html(to, ", %zu not run", missing);
    fputs("</dt></div>\n", to);
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
    write_sentence(t, judged, to);
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
