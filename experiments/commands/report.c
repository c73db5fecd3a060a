/* experiments/commands/report.c -- folders of results as one page. */
#include "experiments/report.h"

#include <stdio.h>

#include "experiments/arguments.h"
#include "experiments/command.h"

enum { FOLDERS = 64 };
#define TARGETS "rel:1e-2,1e-8"

typedef struct request {
    gg_common common;
    const char *folders[FOLDERS];
    size_t count;
    const char *price, *targets, *out;
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &r->common; return 0;
    case 'p': r->price = argument; return 0;
    case 't': r->targets = argument; return 0;
    case 'o': r->out = argument; return 0;
    case ARGP_KEY_ARG:
        if (r->count == FOLDERS) gg_arguments_reject("report: more than %d folders", FOLDERS);
        r->folders[r->count++] = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->count) gg_arguments_reject("report: DIR is missing, a folder with results.db");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"output", 'o', "FILE.html", 0, "the page (default DIR/report.html of the first DIR)", 0},
    {"price", 'p', "PRICE", 0,
     "what a gradient counts, in values: a number (default 5), measured, n+1", 0},
    {"target", 't', "GAP,...", 0,
     "gaps of the tables, or rel:GAP of the first one (default " TARGETS ")", 0},
    {0}};
static const struct argp_child children[] = {GG_CHILD(gg_quiet_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "DIR...",
    .doc = "Draw and tabulate results as one page that needs no other file.\v"
           "Examples:\n"
           "  gradgap report results/convergence\n"
           "  gradgap report results/twins results/dimension -o results/report.html\n"
           "  gradgap report results/convergence --price measured -o measured.html",
    .children = children,
};

static int main_report(int argc, char **argv)
{
    request r = {.price = "5", .targets = TARGETS};
    char path[4096];
    gg_arguments_parse(&argp, argc, argv, &r);
    snprintf(path, sizeof path, "%s%s", r.out ? r.out : r.folders[0],
             r.out ? "" : "/report.html");
    if (gg_report_write(r.folders, r.count, r.price, r.targets, path))
        return gg_arguments_fail();
    if (!r.common.quiet) printf("%s\n", path);
    return GG_EXIT_OK;
}

const gg_command gg_command_report = {
    .name = "report",
    .summary = "one page with figures and tables, in one file",
    .main = main_report,
};
