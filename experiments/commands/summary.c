/* experiments/commands/summary.c -- a folder of results as a table. */
#include "experiments/summary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/arguments.h"
#include "experiments/command.h"
#include "experiments/json.h"
#include "experiments/proportion.h"

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
    case 'p': r->price = argument; return 0;
    case 't': r->targets = argument; return 0;
    case 'c': r->csv = true; return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0)
            gg_arguments_reject("summary: '%s' is one folder too many", argument);
        r->folder = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->folder) gg_arguments_reject("summary: a folder of results is needed");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"price", 'p', "P", 0, "what a gradient is charged: measured, n+1 or a number (default 5)",
     0},
    {"target", 't', "EPS,...", 0,
     "gaps f - f*, or rel:EPS of the first gap (default 1e-2,1e-5,1e-8)", 0},
    {"targets", 't', NULL, OPTION_ALIAS | OPTION_HIDDEN, NULL, 0},
    {"csv", 'c', NULL, 0, "comma-separated values", 0},
    {0}};
static const struct argp_child children[] = {GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "DIR",
    .doc =
        "For each loss, n, optimizer and target: how many runs hit it, the expected number of "
        "evaluations and seconds with 95 % bootstrap intervals, the median over runs, the "
        "rank; and the price of a gradient at which the best gradient-free method draws level."
        "\v"
        "--json prints {schema, price, rows}; a row has loss, n, optimizer, target{kind, gap}, "
        "runs, hits, success, evaluations{value, low, high}, seconds{value, low, high}, "
        "quartiles, rank, break_even, dared. No hit is \"inf\".\n\n"
        "Examples:\n"
        "  gradgap summary results/standard/convergence\n"
        "  gradgap summary race --price n+1 --target 1e-3,rel:1e-6\n"
        "  gradgap summary race --csv > race.csv",
    .children = children,
};

/* --- text ------------------------------------------------------------------------------------ */

typedef struct printer {
    char loss[512];
    size_t n;
    bool dared;
} printer;

static void print_break_even(double price)
{
    if (isnan(price))
        return;
    else if (isinf(price))
        printf("   a gradient pays at any price");
    else if (price <= 0)
        printf("   a gradient pays at no price");
    else
        printf("   a gradient pays up to a price of %.3g values", price);
}

static const char *brief(double x, char out[GG_NUMBER_ROOM])
{
    if (isinf(x)) return "-";
    snprintf(out, GG_NUMBER_ROOM, x >= 1000 || x == 0 ? "%.0f" : "%.3g", x);
    return out;
}

/* Expected evaluations; where no run arrived, what they are more than. */
static const char *expected(const gg_summary_row *row, char out[GG_NUMBER_ROOM])
{
    char bound[GG_NUMBER_ROOM];
    if (row->hits) return brief(row->evaluations.value, out);
    snprintf(out, GG_NUMBER_ROOM, ">%.8s", brief(gg_time_unseen(row->spent), bound));
    return out;
}

static gg_status print_row(void *context, const gg_summary_row *row)
{
    printer *p = context;
    char number[7][GG_NUMBER_ROOM];
    if (strcmp(p->loss, row->loss) != 0 || p->n != row->n) {
        printf("\n%s, n = %zu\n  %-20s %9s %7s %27s %29s %9s %4s\n", row->loss, row->n,
               "method", "target", "hit", "evaluations [95 %]", "seconds [95 %]", "median",
               "rank");
        snprintf(p->loss, sizeof p->loss, "%s", row->loss);
        p->n = row->n;
    }
    char target[32];
    snprintf(target, sizeof target, "%s%.0e", *row->kind == 'r' ? "rel " : "", row->level);
    printf("  %-20s%s%9s %3zu/%-3zu %9s [%7s, %7s] %9s [%8s, %8s] %9s %4zu", row->label,
           row->dared ? "*" : " ", target, row->hits, row->runs, expected(row, number[0]),
           brief(row->evaluations.low, number[1]), brief(row->evaluations.high, number[2]),
           brief(row->seconds.value, number[3]), brief(row->seconds.low, number[4]),
           brief(row->seconds.high, number[5]), brief(row->quartile[1], number[6]), row->rank);
    if (row->rank == 1 && row->hits) print_break_even(row->break_even);
    putchar('\n');
    p->dared = p->dared || row->dared;
    return GG_OK;
}

static int print_text(gg_results *results, const request *r)
{
    printer p = {.n = 0};
    printf("%s: a gradient is charged as %s values.  >: no run hit the target, and at "
           "95 %% more is expected.\n",
           r->folder, r->price);
    if (gg_summary_read(results, print_row, &p) != GG_OK) return gg_arguments_fail();
    if (p.dared)
        puts(
            "\n* dared: the method needs a derivative that this loss does not have everywhere");
    return GG_EXIT_OK;
}

/* --- CSV ------------------------------------------------------------------------------------- */

/* Quoted, a quote inside doubled. */
static void print_quoted(const char *text, char after)
{
    putchar('"');
    for (; *text; text++) {
        if (*text == '"') putchar('"');
        putchar(*text);
    }
    putchar('"');
    putchar(after);
}

static gg_status print_csv_row(void *context, const gg_summary_row *row)
{
    (void)context;
    const double numbers[] = {
        row->evaluations.value, row->evaluations.low, row->evaluations.high, row->seconds.value,
        row->seconds.low,       row->seconds.high,    row->quartile[0],      row->quartile[1],
        row->quartile[2],       row->break_even};
    char number[GG_NUMBER_ROOM];
    print_quoted(row->loss, ',');
    printf("%zu,", row->n);
    print_quoted(row->optimizer, ',');
    printf("%s,%s,%zu,%zu", row->kind, gg_number_write(row->level, number), row->runs,
           row->hits);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        printf(",%s", gg_number_write(numbers[i], number));
    printf(",%zu,%d\n", row->rank, row->dared);
    return GG_OK;
}

static int print_csv(gg_results *results)
{
    puts("loss,n,optimizer,target_kind,target,runs,hits,evaluations,evaluations_low,"
         "evaluations_high,seconds,seconds_low,seconds_high,first_quartile,median,"
         "third_quartile,break_even,rank,dared");
    return gg_summary_read(results, print_csv_row, NULL) == GG_OK ? GG_EXIT_OK
                                                                  : gg_arguments_fail();
}

/* --- JSON ------------------------------------------------------------------------------------ */

static json_t *interval_json(gg_interval x)
{
    return json_pack("{so so so}", "value", gg_json_number(x.value), "low",
                     gg_json_number(x.low), "high", gg_json_number(x.high));
}

static gg_status append_json_row(void *context, const gg_summary_row *row)
{
    json_t *target = json_pack("{ss so}", "kind", row->kind, "gap", gg_json_number(row->level));
    json_t *object = json_pack(
        "{ss sI ss so sI sI so so so so sI so sb}", "loss", row->loss, "n", (json_int_t)row->n,
        "optimizer", row->optimizer, "target", target, "runs", (json_int_t)row->runs, "hits",
        (json_int_t)row->hits, "success", gg_json_number((double)row->hits / (double)row->runs),
        "evaluations", interval_json(row->evaluations), "seconds", interval_json(row->seconds),
        "quartiles", gg_json_vector(3, row->quartile), "rank", (json_int_t)row->rank,
        "break_even", gg_json_number(row->break_even), "dared", row->dared);
    if (json_array_append_new(context, object) == 0) return GG_OK;
    return gg_fail(GG_NO_MEMORY, "no memory for a JSON document");
}

static int print_json(gg_results *results, const request *r)
{
    json_t *rows = json_array();
    if (gg_summary_read(results, append_json_row, rows) != GG_OK) {
        json_decref(rows);
        return gg_arguments_fail();
    }
    return gg_json_print(json_pack("{ss ss so}", "schema", "gradgap/summary/1", "price",
                                   r->price, "rows", rows));
}

static int main_summary(int argc, char **argv)
{
    request r = {.price = "5", .targets = "1e-2,1e-5,1e-8"};
    gg_arguments_parse(&argp, argc, argv, &r);
    gg_results results;
    if (gg_results_open(&results, r.folder, r.price, r.targets) != GG_OK)
        return gg_arguments_fail();
    const int status = r.common.json ? print_json(&results, &r)
                       : r.csv       ? print_csv(&results)
                                     : print_text(&results, &r);
    gg_results_close(&results);
    return status;
}

const gg_command gg_command_summary = {
    .name = "summary",
    .summary = "success rates, expected evaluations and seconds, ranks",
    .main = main_summary,
};
