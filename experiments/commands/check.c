/* experiments/commands/check.c -- is the gradient of a loss right, component by component? */
#include "experiments/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "experiments/arguments.h"
#include "experiments/command.h"
#include "experiments/json.h"

enum { SHOWN = 6 }; /* coordinates of a point that are printed */

typedef struct request {
    gg_common common;
    const char *loss;
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = state->child_inputs[1] = &r->common; return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) return ARGP_ERR_UNKNOWN;
        r->loss = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->loss) gg_arguments_reject("check: a LOSS is missing (gradgap list losses)");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {
    GG_CHILD(gg_problem_argp), GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .parser = parse,
    .args_doc = "LOSS",
    .doc =
        "Compare the gradient of a loss, or the subgradient it gives, with differences of its "
        "values and, where there is one, with the complex step: at random points, close to "
        "kinks, at kinks. Ends with 1 if a component is wrong, and names it.\v"
        "Examples:\n"
        "  gradgap check rosenbrock -n 10\n"
        "  gradgap check linear:data=engel:pointwise=quantile:tau=0.25\n"
        "  gradgap check abs_sum+rotate+noise:sigma=1e-3 --seed 7 --json",
    .children = children,
};

static const char *derivative_name(const gg_problem *p)
{
    const unsigned offers = gg_problem_offers(p);
    if (offers & GG_GRADIENT) return "gradient";
    if (offers & GG_SUBGRADIENT) return "subgradient";
    return offers & GG_DERIVATIVE ? "derivative almost everywhere" : "none";
}

static const char *verdict(const gg_check_row *row)
{
    return row->severity > 1 ? "wrong" : "agrees";
}

static void print_row(const gg_check_row *row)
{
    char component[32] = "-";
    if (row->component) snprintf(component, sizeof component, "x_%zu", row->component);
    printf("%-23s %-23s %6zu %10zu %11.1e  %-9s %s\n", row->where, row->against, row->points,
           row->components, row->error, component, verdict(row));
}

/* "x_3: told 1.5, central differences say -1.5 (random points), at x = ..." */
static void print_wrong(const gg_check *c, const gg_check_row *row)
{
    if (!row->component)
        printf("f(x) + g'(y - x) lies above f(y) = %.9g", row->high);
    else if (row->low < row->high)
        printf("x_%zu: told %.9g, both sides say %.9g to %.9g", row->component, row->told,
               row->low, row->high);
    else if (row->low > row->high)
        printf("x_%zu: told %s, where f is finite", row->component,
               isnan(row->told) ? "NaN" : "an infinity");
    else
        printf("x_%zu: told %.9g, %s %s %.9g", row->component, row->told, row->against,
               row->against[0] == 'c' && row->against[1] == 'o' ? "says" : "say", row->low);
    printf(" (%s), at x = ", row->where);
    for (size_t i = 0; i < c->n && i < SHOWN; i++) printf("%s%.17g", i ? "," : "", row->x[i]);
    puts(c->n > SHOWN ? ",..." : "");
}

static int print_text(const gg_check *c, const gg_problem *p)
{
    char *spec = gg_problem_spec(p);
    printf("%s, n = %zu: ", spec ? spec : "", p->n);
    free(spec);
    if (c->count == 0) {
        puts(gg_problem_offers(p) & GG_DERIVATIVE
                 ? "jumps, noise or rounding hide every component: nothing was checked"
                 : "values only, there is nothing to check");
        return GG_EXIT_OK;
    }
    printf("%s against values", derivative_name(p));
    if (c->noise > 0) printf(" with noise of %.2g", c->noise);
    printf("\n%-23s %-23s %6s %10s %11s  %-9s %s\n", "where", "against", "points", "components",
           "worst error", "component", "verdict");
    for (size_t k = 0; k < c->count; k++) print_row(&c->row[k]);
    for (size_t k = 0; k < c->count; k++)
        if (c->row[k].severity > 1) print_wrong(c, &c->row[k]);
    return gg_check_failed(c) ? GG_EXIT_FELL_SHORT : GG_EXIT_OK;
}

static json_t *row_json(const gg_check *c, const gg_check_row *row)
{
    return json_pack("{ss ss sI sI so sI so so so so ss}", "where", row->where, "against",
                     row->against, "points", (json_int_t)row->points, "components",
                     (json_int_t)row->components, "error", gg_json_number(row->error),
                     "component", (json_int_t)row->component, "told", gg_json_number(row->told),
                     "low", gg_json_number(row->low), "high", gg_json_number(row->high), "x",
                     gg_json_vector(c->n, row->x), "verdict", verdict(row));
}

static int print_json(const gg_check *c, const gg_problem *p, uint64_t seed)
{
    char *spec = gg_problem_spec(p);
    json_t *rows = json_array();
    for (size_t k = 0; k < c->count; k++) json_array_append_new(rows, row_json(c, &c->row[k]));
    const char *all = c->count == 0        ? "nothing to check"
                      : gg_check_failed(c) ? "wrong"
                                           : "agrees";
    const int printed = gg_json_print(
        json_pack("{ss ss sI sI ss sI so ss so}", "schema", "gradgap/check/1", "loss",
                  spec ? spec : "", "n", (json_int_t)p->n, "seed", (json_int_t)seed,
                  "derivative", derivative_name(p), "kinks", (json_int_t)c->kinks, "noise",
                  gg_json_number(c->noise), "verdict", all, "rows", rows));
    free(spec);
    if (printed != GG_EXIT_OK) return printed;
    return gg_check_failed(c) ? GG_EXIT_FELL_SHORT : GG_EXIT_OK;
}

static int main_check(int argc, char **argv)
{
    request r = {.common = {.seed = 1}};
    gg_arguments_parse(&argp, argc, argv, &r);
    gg_problem *p = NULL;
    gg_check c = {0};
    if (gg_problem_open(&p, r.loss, r.common.n, r.common.seed, 0) != GG_OK)
        return gg_arguments_fail();
    int status = GG_EXIT_CANNOT;
    if (gg_check_open(&c, p, r.common.seed) == GG_OK)
        status = r.common.json ? print_json(&c, p, r.common.seed) : print_text(&c, p);
    else
        gg_arguments_fail();
    gg_check_close(&c);
    gg_problem_close(p);
    return status;
}

const gg_command gg_command_check = {
    .name = "check",
    .summary = "the gradient of a loss against its values, component by component",
    .main = main_check,
};
