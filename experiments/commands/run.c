/* experiments/commands/run.c -- a sweep that a user writes on the command line. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/command.h"
#include "experiments/sweep.h"

typedef struct request {
    gg_common common;
    gg_sweep sweep;
    gg_grid grid;
} request;

/* Targets are for the summary; a run goes on until the last, the smallest, is met. */
static double smallest(const char *list)
{
    char word[64];
    double least = INFINITY;
    for (const char *at = list; *at;) {
        const size_t length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        least = fmin(least, gg_argument_number("--targets", word, 0));
        at += length + (at[length] == ',');
    }
    return least;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &r->sweep;
        state->child_inputs[1] = &r->common;
        return 0;
    case 'l': r->grid.losses = argument; return 0;
    case 'm': r->grid.optimizers = argument; return 0;
    case 'n': r->grid.dimensions = argument; return 0;
    case 'R': r->grid.reps = gg_argument_count("--reps", argument, 1); return 0;
    case 'e': r->grid.max_evals = gg_argument_count("--max-evals", argument, 1); return 0;
    case 't': r->grid.max_seconds = gg_argument_number("--max-seconds", argument, 0); return 0;
    case 'g': r->grid.target = smallest(argument); return 0;
    case 'd': r->grid.dare = true; return 0;
    case 'k': r->grid.keep_path = true; return 0;
    case 'S': r->common.seed = gg_argument_seed("--seed", argument); return 0;
    case ARGP_KEY_ARG: gg_arguments_reject("run takes no operand, but '%s' is given", argument);
    case ARGP_KEY_END:
        if (!r->grid.losses || !r->grid.optimizers)
            gg_arguments_reject("run: --losses and --optimizers are needed");
        if (!r->sweep.directory && !r->sweep.dry_run)
            gg_arguments_reject("run: a folder is needed: -o DIR");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"losses", 'l', "L,...", 0, "specifications or suites: rosenbrock+rotate,@smooth", 1},
    {"optimizers", 'm', "O,...", 0,
     "specifications or drawers: lbfgs,genetic:population=50,@nonsmooth, @all", 1},
    {"dims", 'n', "N,...", 0, "dimensions (default 2,10)", 1},
    {"reps", 'R', "R", 0, "repetitions (default 15)", 1},
    {"max-evals", 'e', "K", 0, "calls a run (default 20000)", 1},
    {"max-seconds", 't', "S", 0, "wall seconds a run (default: no limit)", 1},
    {"targets", 'g', "EPS,...", 0, "gaps f - f*; the smallest ends a run (default 1e-8)", 1},
    {"target", 'g', NULL, OPTION_ALIAS | OPTION_HIDDEN, NULL, 1},
    {"dare", 'd', NULL, 0, "gradient methods also where there is no gradient", 1},
    {"keep-path", 'k', NULL, 0, "keep the way of two-dimensional runs", 1},
    {"seed", 'S', "S", 0, "of every random number (default 1)", 1},
    {0}};
static const struct argp_child children[] = {
    GG_CHILD(gg_sweep_argp), GG_CHILD(gg_quiet_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .doc = "Race optimizers over losses into DIR/results.db. The same command goes on where it "
           "stopped.\v"
           "Examples:\n"
           "  gradgap run --losses @smooth --optimizers gradient_descent,nelder_mead -o race\n"
           "  gradgap run --losses sphere,abs_sum --optimizers subgradient,genetic \\\n"
           "      --dims 2,10,40 --reps 5 --max-evals 5000 -o race --jobs 2\n"
           "  gradgap summary race",
    .children = children,
};

/* The command as it was typed, as far as it fits. */
static void join(int argc, char **argv, char out[], size_t room)
{
    size_t used = 0;
    for (int i = 0; i < argc && used < room; i++)
        used += (size_t)snprintf(out + used, room - used, "%s%s", i ? " " : "", argv[i]);
}

static int main_run(int argc, char **argv)
{
    char command[4096] = "";
    join(argc, argv, command, sizeof command);
    request r = {.common = {.seed = 1},
                 .grid = {.dimensions = "2,10", .reps = 15, .max_evals = 20000}};
    gg_arguments_parse(&argp, argc, argv, &r);
    r.sweep.quiet = r.common.quiet;
    r.sweep.command = command;
    gg_plan plan = {.study = "run"};
    bool stored = false;
    int status = GG_EXIT_CANNOT;
    if (gg_plan_add(&plan, &r.grid, r.common.seed) != GG_OK)
        gg_arguments_fail();
    else if (plan.count == 0)
        fputs("gradgap: run: no pair of these can meet (--dare lifts one rule)\n", stderr);
    else
        status = gg_sweep_run(&plan, &r.sweep, &stored);
    gg_plan_close(&plan);
    return status;
}

const gg_command gg_command_run = {
    .name = "run",
    .summary = "a sweep of optimizers over losses into DIR/results.db",
    .main = main_run,
};
