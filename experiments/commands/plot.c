/* experiments/commands/plot.c -- the figures of a folder of results. */
#include <stdio.h>
#include <string.h>

#include "experiments/arguments.h"
#include "experiments/command.h"
#include "experiments/figure.h"

typedef struct request {
    gg_common common;
    const char *folder, *price, *out;
    gg_figure_request figures;
} request;

static void parse_formats(request *r, const char *text)
{
    memset(r->figures.format, 0, sizeof r->figures.format);
    for (const char *at = text; *at;) {
        const size_t length = strcspn(at, ",");
        size_t k = 0;
        while (k < GG_FORMATS &&
               !(strlen(gg_formats[k]) == length && strncmp(at, gg_formats[k], length) == 0))
            k++;
        if (k == GG_FORMATS)
            gg_arguments_reject("plot: --format=%s: expected svg, pdf, png or several, with "
                                "commas",
                                text);
        r->figures.format[k] = true;
        at += length + (at[length] == ',');
    }
}

static void parse_theme(request *r, const char *text)
{
    r->figures.dark = strcmp(text, "dark") == 0;
    if (!r->figures.dark && strcmp(text, "light") != 0)
        gg_arguments_reject("plot: --theme=%s: expected light or dark", text);
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &r->common; return 0;
    case 'F': r->figures.names = argument; return 0;
    case 'f': parse_formats(r, argument); return 0;
    case 't': parse_theme(r, argument); return 0;
    case 'p': r->price = argument; return 0;
    case 'o': r->out = argument; return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0)
            gg_arguments_reject("plot: '%s' is one operand too many", argument);
        r->folder = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->folder) gg_arguments_reject("plot: DIR is missing, a folder with results.db");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"figure", 'F', "NAME,...", 0,
     "only these (default: all that belong to the studies in DIR)", 0},
    {"format", 'f', "svg,pdf,png", 0, "one or several (default all three)", 0},
    {"price", 'p', "PRICE", 0,
     "what a gradient counts, in values: a number (default 5), measured, n+1", 0},
    {"theme", 't', "light|dark", 0, "of pdf and png; a light svg adapts to its page", 0},
    {"output", 'o', "DIR", 0, "where pictures go (default DIR/figures)", 0},
    {0}};
static const struct argp_child children[] = {GG_CHILD(gg_quiet_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "DIR",
    .doc = "Draw the figures of a folder of results; beside each its numbers, as CSV.\v"
           "A figure is a file plots/NAME.gp.\n\n"
           "Examples:\n"
           "  gradgap plot results/convergence\n"
           "  gradgap plot results/twins --figure paths --format pdf,png\n"
           "  gradgap plot results/convergence --price n+1 -o cheap_gradients",
    .children = children,
};

static const char *place; /* of the pictures, for the one line a picture */

static void tell(const char *name)
{
    fprintf(stderr, "%s/%s\n", place, name);
}

static int main_plot(int argc, char **argv)
{
    request r = {.price = "5", .figures = {.format = {true, true, true}}};
    char out[4096];
    gg_results results;
    gg_pictures pictures;
    gg_arguments_parse(&argp, argc, argv, &r);
    snprintf(out, sizeof out, "%s%s", r.out ? r.out : r.folder, r.out ? "" : "/figures");
    r.figures.folder = place = out;
    if (!r.common.quiet) r.figures.progress = tell;
    if (gg_gnuplot_find() || gg_results_open(&results, r.folder, r.price, ""))
        return gg_arguments_fail();
    const gg_status status = gg_figures_draw(&pictures, &results, &r.figures);
    const int code = status == GG_OK ? GG_EXIT_OK : gg_arguments_fail();
    gg_results_close(&results);
    if (status == GG_OK) gg_pictures_close(&pictures);
    return code;
}

const gg_command gg_command_plot = {
    .name = "plot",
    .summary = "the figures of a folder of results, by gnuplot",
    .main = main_plot,
};
