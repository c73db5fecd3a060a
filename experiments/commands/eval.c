/* experiments/commands/eval.c -- f, and a derivative, at one point. */
#include <stdio.h>
#include <stdlib.h>

#include "experiments/arguments.h"
#include "experiments/command.h"
#include "experiments/json.h"
#include "experiments/point.h"

typedef struct request {
    gg_common common;
    const char *loss, *at;
    bool gradient;
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = state->child_inputs[1] = &r->common; return 0;
    case 'a': r->at = argument; return 0;
    case 'g': r->gradient = true; return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) return ARGP_ERR_UNKNOWN;
        r->loss = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->loss) gg_arguments_reject("eval: a LOSS is missing (gradgap list losses)");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"at", 'a', "POINT", 0,
     "comma-separated numbers, start (default), minimizer, zeros, @FILE, - for stdin", 0},
    {"gradient", 'g', NULL, 0, "also the gradient, or one subgradient, named as such", 0},
    {0}};
static const struct argp_child children[] = {
    GG_CHILD(gg_problem_argp), GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "LOSS",
    .doc = "Evaluate a loss at a point.\v"
           "Examples:\n"
           "  gradgap eval rosenbrock --at 0,0 --gradient\n"
           "  gradgap eval abs_sum:at_kink=naive -n 3 --at zeros --gradient\n"
           "  gradgap eval linear:data=stackloss:pointwise=absolute --at zeros --json",
    .children = children,
};

static const char *derivative_name(const gg_problem *p)
{
    const unsigned offers = gg_problem_offers(p);
    if (offers & GG_GRADIENT) return "gradient";
    if (offers & GG_SUBGRADIENT) return "subgradient";
    return offers & GG_DERIVATIVE ? "derivative almost everywhere" : NULL;
}

static int print_json(const gg_problem *p, const double x[], double f, const double g[])
{
    char *spec = gg_problem_spec(p);
    json_t *document = json_pack("{ss ss sI so so}", "schema", "gradgap/eval/1", "loss",
                                 spec ? spec : "", "n", (json_int_t)p->n, "x",
                                 gg_json_vector(p->n, x), "f", gg_json_number(f));
    free(spec);
    json_object_set_new(document, "g", g ? gg_json_vector(p->n, g) : json_null());
    json_object_set_new(document, "derivative",
                        g ? json_string(derivative_name(p)) : json_null());
    return gg_json_print(document);
}

static void print_vector(const char *name, size_t n, const double x[])
{
    char number[GG_NUMBER_ROOM];
    printf("%s", name);
    for (size_t i = 0; i < n; i++) printf("%s%s", i ? "," : "", gg_number_write(x[i], number));
    putchar('\n');
}

static int print_text(const gg_problem *p, const double x[], double f, const double g[])
{
    char number[GG_NUMBER_ROOM];
    print_vector("x = ", p->n, x);
    printf("f = %s\n", gg_number_write(f, number));
    if (!g) return GG_EXIT_OK;
    printf("%s: ", derivative_name(p));
    print_vector("g = ", p->n, g);
    return GG_EXIT_OK;
}

static int evaluate(const request *r, gg_problem *p, double x[], double g[])
{
    if (gg_point_read(p, r->at, x) != GG_OK) return gg_arguments_fail();
    if (r->gradient && !derivative_name(p)) {
        gg_fail(GG_BAD_INPUT, "%s offers values only: no gradient, no subgradient",
                gg_problem_leaf(p)->loss->name);
        return gg_arguments_fail();
    }
    const double f = r->gradient ? p->loss->gradient(p, x, g) : p->loss->value(p, x);
    const double *given = r->gradient ? g : NULL;
    return r->common.json ? print_json(p, x, f, given) : print_text(p, x, f, given);
}

static int main_eval(int argc, char **argv)
{
    request r = {.common = {.seed = 1}, .at = "start"};
    gg_arguments_parse(&argp, argc, argv, &r);
    gg_problem *p = NULL;
    if (gg_problem_open(&p, r.loss, r.common.n, r.common.seed, 0) != GG_OK)
        return gg_arguments_fail();
    double *x = malloc(2 * p->n * sizeof *x);
    int status = GG_EXIT_CANNOT;
    if (x)
        status = evaluate(&r, p, x, x + p->n);
    else
        fputs("gradgap: no memory for a point\n", stderr);
    free(x);
    gg_problem_close(p);
    return status;
}

const gg_command gg_command_eval = {
    .name = "eval",
    .summary = "the value of a loss, and its gradient or a subgradient, at a point",
    .main = main_eval,
};
