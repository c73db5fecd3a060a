/* experiments/commands/minimize.c -- one run, reported. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/arguments.h"
#include "experiments/command.h"
#include "experiments/json.h"
#include "experiments/point.h"
#include "experiments/run.h"

typedef struct request {
    gg_common common;
    gg_job job;
    const char *start, *trace;
} request;

static void parse_operand(request *r, char *argument, unsigned number)
{
    if (number == 0)
        r->job.loss = argument;
    else if (number == 1)
        r->job.optimizer = argument;
    else
        gg_arguments_reject("minimize: '%s' is one operand too many", argument);
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = state->child_inputs[1] = &r->common; return 0;
    case 's': r->start = argument; return 0;
    case 'e': r->job.max_evals = gg_argument_count("--max-evals", argument, 1); return 0;
    case 't': r->job.max_seconds = gg_argument_number("--max-seconds", argument, 0); return 0;
    case 'g': r->job.target = gg_argument_number("--target", argument, 0); return 0;
    case 'd': r->job.dare = true; return 0;
    case 'c': r->trace = argument; return 0;
    case ARGP_KEY_ARG: parse_operand(r, argument, state->arg_num); return 0;
    case ARGP_KEY_END:
        if (!r->job.optimizer)
            gg_arguments_reject("minimize: a LOSS and an OPTIMIZER are needed");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"start", 's', "POINT", 0,
     "where to begin: comma-separated numbers, start (default), random, zeros, @FILE, -", 0},
    {"max-evals", 'e', "K", 0, "calls of the loss, of all kinds (default 100000)", 0},
    {"max-seconds", 't', "S", 0, "wall seconds (default: no limit)", 0},
    {"target", 'g', "EPS", 0, "stop at a gap f - f* of EPS (default 1e-8)", 0},
    {"dare", 'd', NULL, 0, "let a gradient method run where there is only a subgradient", 0},
    {"trace", 'c', "FILE", 0, "write the convergence curve as CSV", 0},
    {0}};
static const struct argp_child children[] = {
    GG_CHILD(gg_problem_argp), GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "LOSS OPTIMIZER",
    .doc = "Minimise a loss once and say what came of it.\v"
           "Exit status: 0 unless the run failed (1) or cannot be (2).\n\n"
           "Examples:\n"
           "  gradgap minimize rosenbrock gradient_descent --max-evals 5000\n"
           "  gradgap minimize rastrigin genetic:crossover=blx -n 10 --seed 7\n"
           "  gradgap minimize linear:data=stackloss:pointwise=absolute nelder_mead --json\n"
           "  gradgap minimize abs_sum gradient_descent --dare --trace curve.csv",
    .children = children,
};

/* Written to a temporary name and renamed, so that no half file is left. */
static gg_status write_trace(const gg_result *result, const char *path)
{
    char part[4096];
    if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part)
        return gg_fail(GG_BAD_INPUT, "--trace: the path is too long");
    FILE *to = fopen(part, "w");
    if (!to) return gg_fail(GG_IO, "%s: %s", path, strerror(errno));
    fputs("value,gradient,wall,cpu,f,gap\n", to);
    for (size_t i = 0; i < result->trace.count; i++) {
        const gg_mark *m = &result->trace.marks[i];
        fprintf(to, "%zu,%zu,%.9g,%.9g,%.17g,%.17g\n", m->used.value, m->used.gradient, m->wall,
                m->cpu, m->best, m->best - result->minimum);
    }
    const bool bad = ferror(to);
    if (fclose(to) != 0 || bad || rename(part, path) != 0) {
        remove(part);
        return gg_fail(GG_IO, "%s: %s", path, strerror(errno));
    }
    return GG_OK;
}

static int print_json(const gg_result *r, const gg_job *job)
{
    json_t *evaluations = json_pack(
        "{sI sI sI sI sI}", "value", (json_int_t)r->used.value, "gradient",
        (json_int_t)r->used.gradient, "hessian_vector", (json_int_t)r->used.hessian_vector,
        "prox", (json_int_t)r->used.prox, "samples", (json_int_t)r->used.samples);
    const gg_times *t = &r->times;
    json_t *seconds = json_pack(
        "{so so so so so so so so}", "wall", gg_json_number(t->wall), "loss",
        gg_json_number(t->loss), "optimizer", gg_json_number(t->optimizer), "logging",
        gg_json_number(t->logging), "cpu", gg_json_number(t->cpu), "cpu_loss",
        gg_json_number(t->cpu_loss), "cpu_optimizer", gg_json_number(t->cpu_optimizer),
        "cpu_logging", gg_json_number(t->cpu_logging));
    json_t *document = json_pack(
        "{ss ss ss sI sI ss ss so so so so so so}", "schema", "gradgap/minimize/1", "loss",
        r->loss, "optimizer", r->optimizer, "n", (json_int_t)r->n, "seed",
        (json_int_t)job->seed, "status", gg_stop_name(r->why), "reason", r->reason, "f",
        gg_json_number(r->f), "gap", gg_json_number(r->f - r->minimum), "minimum",
        gg_json_number(r->minimum), "x", gg_json_vector(r->n, r->x), "evaluations", evaluations,
        "seconds", seconds);
    return gg_json_print(document);
}

static void print_text(const gg_result *r)
{
    char f[GG_NUMBER_ROOM];
    printf("%s, n = %zu, by %s\n", r->loss, r->n, r->optimizer);
    printf("status       %s%s%s\n", gg_stop_name(r->why), *r->reason ? ": " : "", r->reason);
    printf("best f       %s\n", gg_number_write(r->f, f));
    if (!isnan(r->minimum)) printf("f - f*       %.3e\n", r->f - r->minimum);
    printf("best x       ");
    for (size_t i = 0; i < r->n; i++) printf("%s%.9g", i ? "," : "", r->x[i]);
    printf("\ncalls        %zu values, %zu values with gradient\n", r->used.value,
           r->used.gradient);
    printf("seconds      %.6f wall (loss %.6f, optimizer %.6f, logging %.6f), %.6f cpu\n",
           r->times.wall, r->times.loss, r->times.optimizer, r->times.logging, r->times.cpu);
}

/* -> [n] owned by the caller; NULL with a message */
static double *read_start(const request *r)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, r->job.loss, r->common.n, r->common.seed, 0) != GG_OK) return NULL;
    double *x = malloc(p->n * sizeof *x);
    if (x && gg_point_read(p, r->start, x) != GG_OK) {
        free(x);
        x = NULL;
    }
    gg_problem_close(p);
    return x;
}

static int report(const request *r, gg_result *result)
{
    if (r->trace && write_trace(result, r->trace) != GG_OK) return gg_arguments_fail();
    if (r->common.json) {
        const int printed = print_json(result, &r->job);
        if (printed != GG_EXIT_OK) return printed;
    } else {
        print_text(result);
    }
    return result->why == GG_STOP_FAILED ? GG_EXIT_FELL_SHORT : GG_EXIT_OK;
}

static int main_minimize(int argc, char **argv)
{
    request r = {.common = {.seed = 1},
                 .job = {.max_evals = 100000, .max_seconds = INFINITY, .target = 1e-8},
                 .start = "start"};
    gg_arguments_parse(&argp, argc, argv, &r);
    r.job.n = r.common.n;
    r.job.seed = r.common.seed;
    double *start = NULL;
    if (strcmp(r.start, "random") == 0) {
        r.job.draw_start = true;
    } else {
        start = read_start(&r);
        if (!start) return gg_arguments_fail();
        r.job.start = start;
    }
    gg_result result;
    int status = GG_EXIT_CANNOT;
    if (gg_run(&result, &r.job) == GG_OK) {
        status = report(&r, &result);
        gg_result_close(&result);
    } else {
        gg_arguments_fail();
    }
    free(start);
    return status;
}

const gg_command gg_command_minimize = {
    .name = "minimize",
    .summary = "one run of one optimizer on one loss",
    .main = main_minimize,
};
