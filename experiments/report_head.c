/* experiments/report_head.c -- what the report says first: one sentence, a few numbers. */
#include "experiments/html.h"
#include "experiments/label.h"
#include "experiments/report_chapter.h"

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
    fputs(" %", to); /* no line ends before the sign */
}

/* "62 % of their runs on smooth losses, 12 % on kinked ones" */
static void write_side(const gg_tally *t, int side, FILE *to)
{
    bool first = true;
    for (size_t k = 0; k < GG_CLASSES; k++) {
        if (!t->tried[k][side]) continue;
        fputs(first ? "" : ", ", to);
        write_share(t->hit[k][side], t->tried[k][side], to);
        gg_html(to, first ? " of their runs on %s losses" : " on %s ones", gg_class_names[k]);
        first = false;
    }
}

static size_t sum(const size_t of[GG_CLASSES][2], int side)
{
    size_t total = 0;
    for (size_t k = 0; k < GG_CLASSES; k++) total += of[k][side];
    return total;
}

static void write_sentence(const gg_tally *t, FILE *to)
{
    const bool with = sum(t->tried, WITH) > 0;
    const bool without = sum(t->tried, WITHOUT) > 0;
    fputs("<p class=\"lead\"><strong>In one sentence.</strong> ", to);
    if (!with && !without) {
        fputs("None of these runs was after a known minimum to within 10⁻⁸, so no share of "
              "them can be given.</p>\n",
              to);
        return;
    }
    fputs("Within their budgets, ", to);
    if (with) {
        fputs("methods with gradients came within 10⁻⁸ of the minimum in ", to);
        write_side(t, WITH, to);
    }
    if (with && without) fputs("; ", to);
    if (without) {
        fputs(with ? "methods without, in "
                   : "methods without gradients came within 10⁻⁸ of the minimum in ",
              to);
        write_side(t, WITHOUT, to);
    }
    fputs(".</p>\n", to);
}

static void write_met(const gg_tally *t, int side, const char *words, FILE *to)
{
    const size_t tried = sum(t->tried, side);
    if (!tried) return;
    fputs("<div><dd>", to);
    write_share(sum(t->hit, side), tried, to);
    gg_html(to, "</dd><dt>met 10⁻⁸ %s<br>%zu of %zu runs</dt></div>\n", words,
            sum(t->hit, side), tried);
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

void gg_report_head(const gg_tally *t, FILE *to)
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
