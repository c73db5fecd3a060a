/* experiments/commands/show.c -- the whole card of one thing. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/arguments.h"
#include "experiments/catalogue.h"
#include "experiments/command.h"
#include "experiments/commands/study_card.h"
#include "experiments/json.h"
#include "experiments/suite.h"
#include "optimizers/method.h"

typedef struct request {
    gg_common common;
    const char *name, *kind;
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = state->child_inputs[1] = &r->common; return 0;
    case 'k': r->kind = argument; return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) return ARGP_ERR_UNKNOWN;
        r->name = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->name) gg_arguments_reject("show: a NAME is missing (gradgap list shows all)");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"kind", 'k', "KIND", 0, "of things that share a name, that one: loss, study, claim, ...",
     0},
    {0}};
static const struct argp_child children[] = {
    GG_CHILD(gg_problem_argp), GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "NAME",
    .doc = "Show the card of a loss, wrapper, pointwise loss, optimizer, suite, study, claim "
           "or data set. NAME may be a whole specification of a loss.\v"
           "Examples:\n  gradgap show rosenbrock -n 10\n  gradgap show nelder_mead\n"
           "  gradgap show linear:data=stackloss:pointwise=absolute\n  gradgap show @smooth",
    .children = children,
};

/* A card is a list of (word, text), printed as lines or as JSON members; options come apart. */
typedef struct card {
    json_t *members;
    const gg_option *options[2];
    gg_option common[GG_COMMON_OPTIONS + 1]; /* of an optimizer, but those that it has itself */
} card;

static void put(card *c, const char *word, const char *text)
{
    if (text && *text) json_object_set_new(c->members, word, json_string(text));
}

static void put_number(card *c, const char *word, double x)
{
    if (!isnan(x)) json_object_set_new(c->members, word, gg_json_number(x));
}

static void put_vector(card *c, const char *word, size_t n, const double x[])
{
    for (size_t i = 0; i < n; i++)
        if (isnan(x[i])) return;
    json_object_set_new(c->members, word, gg_json_vector(n, x));
}

typedef struct named_bit {
    unsigned bit;
    const char *name; /* NULL ends a list of them */
} named_bit;

static const named_bit offers[] = {{GG_VALUE, "value"},
                                   {GG_DERIVATIVE, "derivative almost everywhere"},
                                   {GG_SUBGRADIENT, "subgradient"},
                                   {GG_GRADIENT, "gradient"},
                                   {GG_HESSIAN_VECTOR, "Hessian times vector"},
                                   {GG_SPLIT, "smooth part and prox"},
                                   {GG_SAMPLE, "gradient of sampled rows"},
                                   {GG_COMPLEX, "value at complex points"},
                                   {GG_ROUNDING, "kinks rounded off as wide as asked"},
                                   {0}};

/* The bits of a set, in words. */
static void put_set(card *c, const char *word, unsigned set, const named_bit all[])
{
    json_t *list = json_array();
    for (size_t i = 0; all[i].name; i++)
        if (set & all[i].bit) json_array_append_new(list, json_string(all[i].name));
    json_object_set_new(c->members, word, list);
}

static void put_problem(card *c, const gg_problem *p)
{
    char *spec = gg_problem_spec(p);
    put(c, "specification", spec);
    free(spec);
    json_object_set_new(c->members, "n", json_integer((json_int_t)p->n));
    put(c, "convex", p->convex ? "yes" : "no");
    put(c, "class", gg_smoothness_class(p->smoothness));
    put(c, "smoothness", gg_smoothness_name(p->smoothness));
    put_set(c, "offers", gg_problem_offers(p), offers);
    put_number(c, "minimum", p->minimum);
    put_vector(c, "minimiser", p->n, p->minimiser);
    put_vector(c, "start", p->n, p->start);
    put_vector(c, "lower", p->n, p->lower);
    put_vector(c, "upper", p->n, p->upper);
    put(c, "domain",
        p->bounded ? "the box; +infinity outside"
                   : "all of R^n; the box is where "
                     "random starts are drawn");
    put_number(c, "L", p->L);
    put_number(c, "mu", p->mu);
    if (p->error > 0) put_number(c, "rounding_error", p->error);
    if (p->sigma > 0) put_number(c, "noise", p->sigma);
}

static void put_known(card *c, const gg_loss *l)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) return;
    for (const gg_known *k = l->known; k && k->id; k++) {
        fprintf(to, "%s%s", k == l->known ? "" : ", ", k->id);
        if (k->n) fprintf(to, " (n=%zu)", k->n);
    }
    if (fclose(to) == 0) put(c, "catalogue", text);
    free(text);
}

static void put_loss(card *c, const gg_loss *l)
{
    put(c, "name", l->name);
    put(c, "kind", l->wraps ? "wrapper" : "loss");
    put(c, "title", l->title);
    put(c, "formula", l->formula);
    put(c, "derivative", l->derivative);
    put(c, "not_differentiable", l->fails);
    put(c, "convex", l->wraps ? NULL : l->convex ? "yes" : "no");
    put_known(c, l);
    put(c, "source", l->source);
    c->options[0] = l->options;
}

static void put_pointwise(card *c, const gg_pointwise *l)
{
    put(c, "name", l->name);
    put(c, "kind", "pointwise");
    put(c, "title", l->title);
    put(c, "of", l->margin ? "a margin m = y s" : "a residual r = y - s");
    put(c, "formula", l->formula);
    put(c, "derivative", l->derivative);
    put(c, "class", gg_smoothness_class(l->smoothness));
    put(c, "smoothness", gg_smoothness_name(l->smoothness));
    put(c, "not_differentiable", l->fails);
    put(c, "convex", l->convex ? "yes" : "no");
    put(c, "source", l->source);
    c->options[0] = l->options;
}

static const named_bit invariances[] = {
    {GG_UNDER_MONOTONE, "f under an increasing function, bit for bit"},
    {GG_UNDER_SCALING, "f times a power of two, bit for bit"},
    {GG_UNDER_UNITS, "x and its box in other units"},
    {GG_UNDER_TRANSLATION, "x shifted"},
    {GG_UNDER_ROTATION, "x turned"},
    {0}};

static void put_optimizer(card *c, const gg_optimizer *m)
{
    put(c, "name", m->name);
    put(c, "kind", "optimizer");
    put(c, "title", m->title);
    put(c, "summary", m->summary);
    put(c, "family", gg_optimizer_family(m, NULL));
    put(c, "needs", gg_needs_in_words(m->needs));
    put(c, "box",
        m->searches_box ? "searched: it asks inside only"
                        : "where random starts are drawn; box=reflect or project keeps it in");
    put_set(c, "does_not_see", m->invariant, invariances);
    put(c, "calls_per_step", m->calls);
    put(c, "flops_per_step", m->flops);
    put(c, "memory_in_doubles", m->memory);
    put(c, "worth_trying", m->tune);
    put(c, "source", m->source);
    c->options[0] = m->options;
    c->options[1] = c->common;
    size_t count = 0;
    for (const gg_option *o = gg_common_options; o->name; o++) {
        bool own = false;
        for (const gg_option *row = m->options; row && row->name; row++)
            own = own || strcmp(row->name, o->name) == 0;
        if (!own) c->common[count++] = *o;
    }
}

static void put_suite(card *c, const char *name)
{
    char with_at[64];
    char **losses = NULL;
    snprintf(with_at, sizeof with_at, "@%s", name);
    put(c, "name", with_at);
    put(c, "kind", "suite");
    if (gg_list_read(&losses, with_at) != GG_OK) return;
    json_t *list = json_array();
    for (size_t i = 0; losses[i]; i++) json_array_append_new(list, json_string(losses[i]));
    json_object_set_new(c->members, "losses", list);
    gg_list_close(losses);
}

static void put_synthetic(card *c, const gg_synthetic *s)
{
    put(c, "name", s->name);
    put(c, "kind", "dataset");
    put(c, "title", s->title);
    put(c, "target", "y");
    put(c, "formula", s->formula);
    put(c, "truth", "w = (1/4, -1/2, 3/4, -1, 1/4, ...), no intercept");
    put(c, "source", s->source);
    json_object_set_new(c->members, "usual_rows", json_integer((json_int_t)s->usual_rows));
    json_object_set_new(c->members, "usual_columns",
                        json_integer((json_int_t)s->usual_columns));
}

static void put_entry(card *c, const gg_entry *e)
{
    if (e->pointwise) put_pointwise(c, e->pointwise);
    if (e->optimizer) put_optimizer(c, e->optimizer);
    if (e->kind == GG_KIND_SUITE) put_suite(c, e->name);
    if (e->loss) put_loss(c, e->loss);
    if (e->study) gg_study_card(e->study, c->members);
    if (e->claim) gg_claim_card(e->claim, c->members);
    if (e->dataset) {
        put(c, "name", e->dataset->name);
        put(c, "kind", "dataset");
        put(c, "title", e->dataset->title);
        put(c, "target", e->dataset->target);
        put(c, "source", e->dataset->source);
    }
    if (e->synthetic) put_synthetic(c, e->synthetic);
}

static json_t *options_json(const gg_option *const tables[2])
{
    json_t *list = json_array();
    for (int t = 0; t < 2; t++)
        for (const gg_option *o = tables[t]; o && o->name; o++) {
            static const char *const types[] = {"real", "whole", "choice", "text"};
            json_t *row = json_pack("{ss ss ss}", "name", o->name, "type", types[o->type],
                                    "help", o->help);
            if (o->type != GG_TEXT) {
                json_object_set_new(row, "default", gg_json_number(o->initial));
                json_object_set_new(row, "least", gg_json_number(o->least));
                json_object_set_new(row, "most", gg_json_number(o->most));
            }
            if (o->choices) json_object_set_new(row, "choices", json_string(o->choices));
            json_array_append_new(list, row);
        }
    return list;
}

static void print_value(const json_t *value)
{
    char number[GG_NUMBER_ROOM];
    if (json_is_string(value)) {
        fputs(json_string_value(value), stdout);
    } else if (json_is_number(value)) {
        fputs(gg_number_write(json_number_value(value), number), stdout);
    } else {
        const size_t count = json_array_size(value);
        for (size_t i = 0; i < count && i < 12; i++) {
            if (i) fputs(", ", stdout);
            print_value(json_array_get(value, i));
        }
        if (count > 12) printf(", ... (%zu)", count);
    }
}

static int print_card(card *c, bool json)
{
    if (json) {
        json_object_set_new(c->members, "schema", json_string("gradgap/show/1"));
        json_object_set_new(c->members, "options", options_json(c->options));
        return gg_json_print(c->members);
    }
    const char *word;
    json_t *value;
    json_object_foreach(c->members, word, value)
    {
        printf("%-18s  ", word);
        print_value(value);
        putchar('\n');
    }
    json_decref(c->members);
    if (c->options[0] || c->options[1]) puts("options");
    gg_options_help(c->options[0], stdout);
    gg_options_help(c->options[1], stdout);
    return GG_EXIT_OK;
}

/* A loss, alone or as a whole specification, opened in its dimension where it stands alone. */
static gg_status put_specification(card *c, const request *r)
{
    gg_problem *p = NULL;
    GG_TRY(gg_problem_open(&p, r->name, r->common.n, r->common.seed, 0));
    put_loss(c, gg_problem_leaf(p)->loss);
    put_problem(c, p);
    const gg_pointwise *l = gg_problem_leaf(p)->pointwise;
    if (l) c->options[1] = l->options;
    gg_problem_close(p);
    return GG_OK;
}

static int main_show(int argc, char **argv)
{
    request r = {.common = {.seed = 1}};
    gg_arguments_parse(&argp, argc, argv, &r);
    card c = {.members = json_object()};
    gg_entry e;
    gg_status status = gg_catalogue_find(r.name, r.kind, &e);
    const bool found = status == GG_OK;
    const bool instance = (!found && !r.kind) ||
                          (found && e.loss && !e.loss->wraps && strcmp(e.class, "user") != 0);
    if (instance) status = put_specification(&c, &r);
    if (found && !instance) put_entry(&c, &e);
    if (status == GG_NOT_FOUND && !r.kind && !strpbrk(r.name, ":+="))
        gg_catalogue_find(r.name, r.kind, &e); /* its message offers the nearest of all kinds */
    if (status == GG_OK) return print_card(&c, r.common.json);
    json_decref(c.members);
    return gg_arguments_fail();
}

const gg_command gg_command_show = {
    .name = "show",
    .summary = "the whole card of one loss, optimizer, suite, study, claim or data set",
    .main = main_show,
};
