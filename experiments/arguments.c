/* experiments/arguments.c -- argp with our conventions. */
#include "experiments/arguments.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "version.h"

static void print_version(FILE *to, struct argp_state *state)
{
    (void)state;
    fprintf(to, "gradgap %s (%s; %s)\n", GG_VERSION, GG_COMMIT, GG_BUILD);
}

static error_t parse_help(int key, char *argument, struct argp_state *state)
{
    (void)argument;
    if (key != 'h') return ARGP_ERR_UNKNOWN;
    argp_state_help(state, stdout, ARGP_HELP_STD_HELP);
    return 0;
}

static const struct argp_option help_options[] = {
    {NULL, 'h', NULL, OPTION_HIDDEN, "the same as --help", -1}, {0}};
static const struct argp help_argp = {.options = help_options, .parser = parse_help};

static error_t pass_input(int key, char *argument, struct argp_state *state)
{
    (void)argument;
    if (key != ARGP_KEY_INIT) return ARGP_ERR_UNKNOWN;
    state->child_inputs[0] = state->input;
    return 0;
}

void gg_arguments_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    const struct argp_child children[] = {{argp, 0, NULL, 0}, {&help_argp, 0, NULL, 0}, {0}};
    const struct argp whole = {.parser = pass_input, .children = children};
    argp_err_exit_status = GG_EXIT_CANNOT;
    argp_program_version_hook = print_version;
    argp_parse(&whole, argc, argv, 0, NULL, input);
}

int gg_arguments_fail(void)
{
    fprintf(stderr, "gradgap: %s\n", gg_message());
    return GG_EXIT_CANNOT;
}

_Noreturn void gg_arguments_reject(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("gradgap: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(GG_EXIT_CANNOT);
}

size_t gg_argument_count(const char *option, const char *text, size_t least)
{
    double x = 0;
    const gg_status status = gg_number_read(text, &x);
    if (status != GG_OK || !(x >= (double)least) || x != floor(x) || x > 9e15)
        gg_arguments_reject("%s=%s is not a whole number >= %zu", option, text, least);
    return (size_t)x;
}

uint64_t gg_argument_seed(const char *option, const char *text)
{
    return gg_argument_count(option, text, 0);
}

double gg_argument_number(const char *option, const char *text, double least)
{
    double x = 0;
    if (gg_number_read(text, &x) != GG_OK || !(x >= least))
        gg_arguments_reject("%s=%s is not a number >= %g", option, text, least);
    return x;
}

static error_t parse_common(int key, char *argument, struct argp_state *state)
{
    gg_common *common = state->input;
    switch (key) {
    case 'J': common->json = true; return 0;
    case 'q': common->quiet = true; return 0;
    case 'n': common->n = gg_argument_count("-n", argument, 1); return 0;
    case 'S': common->seed = gg_argument_seed("--seed", argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option json_options[] = {
    {"json", 'J', NULL, OPTION_NO_USAGE, "print one JSON document", 8}, {0}};
static const struct argp_option problem_options[] = {
    {"dimension", 'n', "N", 0, "dimension (default: the loss's usual one)", 1},
    {"seed", 'S', "S", 0, "of every random number (default 1)", 1},
    {0}};
static const struct argp_option quiet_options[] = {
    {"quiet", 'q', NULL, 0, "no progress, no remarks", 8}, {0}};

const struct argp gg_json_argp = {.options = json_options, .parser = parse_common};
const struct argp gg_problem_argp = {.options = problem_options, .parser = parse_common};
const struct argp gg_quiet_argp = {.options = quiet_options, .parser = parse_common};
