/* experiments/commands/summary.c -- who reached what, how often, at what cost. */
#include "experiments/summary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "experiments/arguments.h"
#include "experiments/command.h"
#include "experiments/figure_data.h"
#include "experiments/json.h"
#include "experiments/label.h"

typedef struct request {
    gg_common common;
    const char *folder, *price, *targets;
    bool csv;
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &r->common; return 0;
    case 'c': r->csv = true; return 0;
    case 'p': r->price = argument; return 0;
    case 't': r->targets = argument; return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0)
            gg_arguments_reject("summary: '%s' is one operand too many", argument);
        r->folder = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->folder)
            gg_arguments_reject("summary: DIR is missing, a folder with results.db");
        if (r->csv && r->common.json) gg_arguments_reject("summary: --csv or --json, not both");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"csv", 'c', NULL, 0, "a table for other programs", 0},
    {"price", 'p', "PRICE", 0,
     "what a gradient counts, in values: a number (default 5), measured, n+1", 0},
    {"target", 't', "GAP,...", 0,
     "gaps to reach, or rel:GAP of the first one (default " GG_SUMMARY_TARGETS ")", 0},
    {0}};
static const struct argp_child children[] = {GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "DIR",
    .doc =
        "Sum up a folder of results: success, expected evaluations and seconds, rank.\v"
        "Expected evaluations: all that was spent, by runs that missed, too, over the number "
        "of runs that arrived; in brackets its 95 % bootstrap interval.\n\n"
        "Examples:\n"
        "  gradgap summary results/convergence\n"
        "  gradgap summary results/twins --target 1e-4 --price measured\n"
        "  gradgap summary results/convergence --csv > summary.csv",
    .children = children,
};

/* --- text ---------------------------------------------------------------------------------- */

typedef struct printer {
    char loss[1024], target[128];
    size_t n;
} printer;

static void heading(printer *p, const gg_summary_row *row)
{
    char price[64];
    const bool same_loss = strcmp(p->loss, row->loss) == 0 && p->n == row->n;
    if (same_loss && strcmp(p->target, row->target) == 0) return;
    if (!same_loss)
        printf("\n%s, n = %zu, %s%s\n", row->loss, row->n, row->class,
               row->known ? "" : " (minimum unknown: f* is the best found)");
    gg_label_number(row->break_even, price, sizeof price);
    printf("  to %s; break-even price of a gradient: %s\n", row->target,
           isnan(row->break_even) ? "open" : price);
    printf("    %4s  %-32s %9s  %-26s %-34s %-30s\n", "rank", "optimizer", "success",
           "evaluations", "seconds", "last gap (quartiles)");
    snprintf(p->loss, sizeof p->loss, "%s", row->loss);
    snprintf(p->target, sizeof p->target, "%s", row->target);
    p->n = row->n;
}

/* Pads by what is seen, not by bytes. */
static void print_padded(const char *text, int width)
{
    int seen = 0;
    for (const char *c = text; *c; c++) seen += ((unsigned char)*c & 0xc0) != 0x80;
    printf("%s%*s", text, seen < width ? width - seen : 0, "");
}

static void print_interval(gg_interval i, int width)
{
    char low[64];
    char value[64];
    char high[64];
    char whole[256];
    gg_label_number(i.low, low, sizeof low);
    gg_label_number(i.value, value, sizeof value);
    gg_label_number(i.high, high, sizeof high);
    snprintf(whole, sizeof whole, "%s [%s, %s]", value, low, high);
    print_padded(isnan(i.value) ? "–" : whole, width);
    putchar(' ');
}

static gg_status print_row(void *context, const gg_summary_row *row)
{
    char success[64];
    heading(context, row);
    printf("    %4zu  ", row->rank);
    print_padded(row->label, 32);
    snprintf(success, sizeof success, "%zu/%zu", row->hits, row->runs);
    printf(" %9s  ", success);
    print_interval(row->evaluations, 26);
    print_interval(row->seconds, 34);
    print_interval(row->gap, 1);
    putchar('\n');
    return GG_OK;
}

/* --- CSV ----------------------------------------------------------------------------------- */

static gg_status print_csv(void *context, const gg_summary_row *row)
{
    (void)context;
    const char *const words[] = {row->loss,   row->class, row->optimizer,
                                 row->family, row->kind,  NULL};
    for (size_t i = 0; words[i]; i++) {
        gg_csv_text(words[i], stdout);
        putchar(',');
    }
    printf("%zu,%zu,%zu,%zu,%zu", row->n, row->runs, row->broken, row->hits, row->rank);
    const double numbers[] = {row->level,
                              row->rate,
                              row->evaluations.low,
                              row->evaluations.value,
                              row->evaluations.high,
                              row->seconds.low,
                              row->seconds.value,
                              row->seconds.high,
                              row->gap.low,
                              row->gap.value,
                              row->gap.high,
                              row->break_even};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[GG_NUMBER_ROOM];
        printf(",%s", gg_number_write(numbers[i], text));
    }
    putchar('\n');
    return GG_OK;
}

/* --- JSON ---------------------------------------------------------------------------------- */

static json_t *interval_json(gg_interval i)
{
    return json_pack("{so so so}", "low", gg_json_number(i.low), "value",
                     gg_json_number(i.value), "high", gg_json_number(i.high));
}

static gg_status add_json(void *context, const gg_summary_row *row)
{
    json_t *one = json_pack("{ss ss ss ss ss ss so sI sI sI sI sI}", "loss", row->loss, "class",
                            row->class, "optimizer", row->optimizer, "title", row->label,
                            "family", row->family, "target_kind", row->kind, "target",
                            gg_json_number(row->level), "n", (json_int_t)row->n, "runs",
                            (json_int_t)row->runs, "broken", (json_int_t)row->broken, "hits",
                            (json_int_t)row->hits, "rank", (json_int_t)row->rank);
    json_t *more = json_pack("{so so so so so sb}", "success_rate", gg_json_number(row->rate),
                             "evaluations", interval_json(row->evaluations), "seconds",
                             interval_json(row->seconds), "gap", interval_json(row->gap),
                             "break_even", gg_json_number(row->break_even), "minimum_known",
                             row->known);
    if (!one || !more || json_object_update(one, more) || json_array_append(context, one)) {
        json_decref(one);
        json_decref(more);
        return gg_fail(GG_NO_MEMORY, "no memory for the summary");
    }
    json_decref(one);
    json_decref(more);
    return GG_OK;
}

static int print_json(gg_results *results, const request *r)
{
    json_t *rows = json_array();
    if (gg_summary_each(results, add_json, rows)) {
        json_decref(rows);
        return gg_arguments_fail();
    }
    return gg_json_print(json_pack("{ss ss ss so}", "schema", "gradgap/summary/1", "price",
                                   r->price, "targets", r->targets, "rows", rows));
}

static int print(gg_results *results, const request *r)
{
    if (r->common.json) return print_json(results, r);
    gg_status status = GG_OK;
    if (r->csv) {
        puts("loss,class,optimizer,family,target_kind,n,runs,broken,hits,rank,target,"
             "success_rate,evaluations_low,evaluations,evaluations_high,seconds_low,seconds,"
             "seconds_high,gap_low,gap,gap_high,break_even");
        status = gg_summary_each(results, print_csv, NULL);
    } else {
        printf("%s: a gradient counts %s%s\n", r->folder, r->price,
               strcmp(r->price, "measured") == 0 ? " on this machine" : " evaluations");
        printer p = {0};
        status = gg_summary_each(results, print_row, &p);
    }
    return status == GG_OK ? GG_EXIT_OK : gg_arguments_fail();
}

static int main_summary(int argc, char **argv)
{
    request r = {.price = "5", .targets = GG_SUMMARY_TARGETS};
    gg_results results;
    gg_arguments_parse(&argp, argc, argv, &r);
    if (gg_results_open(&results, r.folder, r.price, r.targets)) return gg_arguments_fail();
    const int code = print(&results, &r);
    gg_results_close(&results);
    return code;
}

const gg_command gg_command_summary = {
    .name = "summary",
    .summary = "success rates, expected costs and ranks of a folder of results",
    .main = main_summary,
};
