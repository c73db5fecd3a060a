/* experiments/commands/report.c -- folders of results as one page. */
#include "experiments/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "experiments/arguments.h"
#include "experiments/command.h"

enum { MOST_FOLDERS = 64 };

typedef struct request {
    gg_common common;
    const char *folders[MOST_FOLDERS];
    gg_report_request report;
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &r->common; return 0;
    case 'o': r->report.file = argument; return 0;
    case 'p': r->report.price = argument; return 0;
    case ARGP_KEY_ARG:
        if (r->report.count == MOST_FOLDERS)
            gg_arguments_reject("report: more than %d folders", MOST_FOLDERS);
        r->folders[r->report.count++] = argument;
        return 0;
    case ARGP_KEY_END:
        if (r->report.count == 0)
            gg_arguments_reject("report: DIR is missing, a folder with results.db");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"output", 'o', "FILE.html", 0, "the page (default: report.html in the first DIR)", 0},
    {"price", 'p', "PRICE", 0,
     "what a gradient is charged, in values: a number (default 5), measured or n+1", 0},
    {0}};
static const struct argp_child children[] = {GG_CHILD(gg_quiet_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "DIR...",
    .doc = "Write one page about folders of results: figures, tables, failures, origin. It "
           "needs nothing beside it and can be sent to anyone.\v"
           "The figures of each DIR are drawn anew, into DIR/figures.\n\n"
           "Examples:\n"
           "  gradgap report results/convergence\n"
           "  gradgap report results/convergence results/twins -o report.html\n"
           "  gradgap report race --price n+1",
    .children = children,
};

static void tell(const char *folder)
{
    fprintf(stderr, "%s: drawing, counting\n", folder);
}

static int main_report(int argc, char **argv)
{
    char file[4200];
    request r = {.report = {.price = "5"}};
    gg_arguments_parse(&argp, argc, argv, &r);
    r.report.folders = r.folders;
    if (!r.report.file) {
        snprintf(file, sizeof file, "%s/report.html", r.folders[0]);
        r.report.file = file;
    }
    if (!r.common.quiet) r.report.progress = tell;
    if (gg_report_write(&r.report) != GG_OK) return gg_arguments_fail();
    puts(r.report.file);
    return GG_EXIT_OK;
}

const gg_command gg_command_report = {
    .name = "report",
    .summary = "one page with figures, tables, failures and origin",
    .main = main_report,
};
