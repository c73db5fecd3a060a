/* experiments/commands/summary.c -- a folder of results as a table. */
#include "experiments/summary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/arguments.h"
#include "experiments/command.h"
#include "experiments/growth.h"
#include "experiments/json.h"

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
        "average of the runs that hit, SP1 (that average over the share that hit), the rank; "
        "and the price of a gradient at which the best gradient-free method draws level. Where "
        "no run hit, > says what is exceeded (rule of three: a third of all that was spent)."
        "\v"
        "--json prints {schema, price, rows}; a row has loss, n, optimizer, target{kind, gap}, "
        "runs, hits, success, rate{value, low, high}, evaluations{value, low, high}, "
        "seconds{value, low, high}, average{value, low, high}, sp1{value, low, high}, "
        "quartiles, median_beyond, rank, break_even, dared. No hit is a value of \"inf\", above "
        "`low` by the rule of three; a median of \"inf\" is above median_beyond. `scaling` has, "
        "for each loss, optimizer and target in three dimensions or more, loss, optimizer, "
        "target, slope{value, low, high} of the median, and local[{from, to, value, low, "
        "high}].\n\n"
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
    if (isnan(x)) return "-";
    if (isinf(x)) return "inf";
    snprintf(out, GG_NUMBER_ROOM, x >= 1000 || x == 0 ? "%.0f" : "%.3g", x);
    return out;
}

/* What is not known to be as much, but more. */
static const char *beyond(double x, char out[GG_NUMBER_ROOM])
{
    char bound[GG_NUMBER_ROOM];
    snprintf(out, GG_NUMBER_ROOM, ">%.8s", brief(x, bound));
    return out;
}

/* A number with its interval, or, where no run arrived, what is exceeded. */
static void print_interval(gg_interval x, int width)
{
    char number[3][GG_NUMBER_ROOM];
    if (isinf(x.value))
        printf(" %9s  %*s  %*s ", beyond(x.low, number[0]), width, "", width, "");
    else
        printf(" %9s [%*s, %*s]", brief(x.value, number[0]), width, brief(x.low, number[1]),
               width, brief(x.high, number[2]));
}

static gg_status print_row(void *context, const gg_summary_row *row)
{
    printer *p = context;
    char number[3][GG_NUMBER_ROOM];
    if (strcmp(p->loss, row->loss) != 0 || p->n != row->n) {
        printf("\n%s, n = %zu\n  %-22s %9s %7s %27s %29s %9s %9s %9s %4s\n", row->loss, row->n,
               "method", "target", "hit", "evaluations [95 %]", "seconds [95 %]", "median",
               "average", "SP1", "rank");
        snprintf(p->loss, sizeof p->loss, "%s", row->loss);
        p->n = row->n;
    }
    char target[32];
    snprintf(target, sizeof target, "%s%.0e", *row->kind == 'r' ? "rel " : "", row->level);
    printf("  %-22s%s%9s %3zu/%-3zu", row->label, row->dared ? "*" : " ", target, row->hits,
           row->runs);
    print_interval(row->evaluations, 7);
    print_interval(row->seconds, 8);
    printf(" %9s %9s %9s %4zu",
           isinf(row->quartile[1]) ? beyond(row->median_beyond, number[0])
                                   : brief(row->quartile[1], number[0]),
           brief(row->average.value, number[1]),
           row->hits ? brief(row->sp1.value, number[2]) : "-", row->rank);
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
    const double more[] = {row->rate.low,    row->rate.high,    row->average.value,
                           row->average.low, row->average.high, row->sp1.value,
                           row->sp1.low,     row->sp1.high,     row->median_beyond};
    char number[GG_NUMBER_ROOM];
    print_quoted(row->loss, ',');
    printf("%zu,", row->n);
    print_quoted(row->optimizer, ',');
    printf("%s,%s,%zu,%zu", row->kind, gg_number_write(row->level, number), row->runs,
           row->hits);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        printf(",%s", gg_number_write(numbers[i], number));
    printf(",%zu,%d", row->rank, row->dared);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        printf(",%s", gg_number_write(more[i], number));
    putchar('\n');
    return GG_OK;
}

static int print_csv(gg_results *results)
{
    puts("loss,n,optimizer,target_kind,target,runs,hits,evaluations,evaluations_low,"
         "evaluations_high,seconds,seconds_low,seconds_high,first_quartile,median,"
         "third_quartile,break_even,rank,dared,rate_low,rate_high,average,average_low,"
         "average_high,sp1,sp1_low,sp1_high,median_beyond");
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
        "{ss sI ss so sI sI so so so so so so so so sI so sb}", "loss", row->loss, "n",
        (json_int_t)row->n, "optimizer", row->optimizer, "target", target, "runs",
        (json_int_t)row->runs, "hits", (json_int_t)row->hits, "success",
        gg_json_number((double)row->hits / (double)row->runs), "rate", interval_json(row->rate),
        "average", interval_json(row->average), "sp1", interval_json(row->sp1), "median_beyond",
        gg_json_number(row->median_beyond), "evaluations", interval_json(row->evaluations),
        "seconds", interval_json(row->seconds), "quartiles", gg_json_vector(3, row->quartile),
        "rank", (json_int_t)row->rank, "break_even", gg_json_number(row->break_even), "dared",
        row->dared);
    if (json_array_append_new(context, object) == 0) return GG_OK;
    return gg_fail(GG_NO_MEMORY, "no memory for a JSON document");
}

static double real(const json_t *x)
{
    return json_is_null(x) ? NAN : json_number_value(x);
}

/* Rows of five numbers become objects with names. */
static json_t *local_json(const char *text)
{
    json_t *rows = json_loads(text, 0, NULL);
    json_t *out = json_array();
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        json_array_append_new(out,
                              json_pack("{so so so so so}", "from",
                                        gg_json_number(real(json_array_get(row, 0))), "to",
                                        gg_json_number(real(json_array_get(row, 1))), "value",
                                        gg_json_number(real(json_array_get(row, 2))), "low",
                                        gg_json_number(real(json_array_get(row, 3))), "high",
                                        gg_json_number(real(json_array_get(row, 4)))));
    }
    json_decref(rows);
    return out;
}

static gg_status append_growth(void *context, const gg_growth *row)
{
    json_t *target = json_pack("{ss so}", "kind", row->kind, "gap", gg_json_number(row->level));
    json_t *object = json_pack("{ss ss so so so}", "loss", row->loss, "optimizer",
                               row->optimizer, "target", target, "slope",
                               interval_json(row->slope), "local", local_json(row->local));
    if (json_array_append_new(context, object) == 0) return GG_OK;
    return gg_fail(GG_NO_MEMORY, "no memory for a JSON document");
}

static int print_json(gg_results *results, const request *r)
{
    json_t *rows = json_array();
    json_t *scaling = json_array();
    gg_status status = gg_summary_read(results, append_json_row, rows);
    if (status == GG_OK) status = gg_growth_read(results, append_growth, scaling);
    json_t *document = json_pack("{ss ss so so}", "schema", "gradgap/summary/1", "price",
                                 r->price, "rows", rows, "scaling", scaling);
    if (status == GG_OK) return gg_json_print(document);
    json_decref(document);
    return gg_arguments_fail();
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
