/* experiments/commands/list.c -- what there is, one line each. */
#include <stdio.h>
#include <string.h>

#include "experiments/arguments.h"
#include "experiments/catalogue.h"
#include "experiments/catalogue_page.h"
#include "experiments/command.h"
#include "experiments/json.h"

typedef struct request {
    gg_common common;
    const char *what;
    void (*page)(FILE *to); /* a page about everything instead of the list */
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    if (key == ARGP_KEY_INIT) {
        state->child_inputs[0] = &r->common;
        return 0;
    }
    if (key == 'c') r->page = gg_catalogue_cards;
    if (key == 'n') r->page = gg_catalogue_names;
    if (key == 'c' || key == 'n') return 0;
    if (key != ARGP_KEY_ARG || state->arg_num > 0) return ARGP_ERR_UNKNOWN;
    r->what = argument;
    return 0;
}

static const struct argp_option options[] = {
    {"cards", 'c', NULL, 0, "every loss with formula, kinks, minimum and source, as Markdown",
     0},
    {"names", 'n', NULL, 0, "names alone, as a table in Markdown", 0},
    {0}};
static const struct argp_child children[] = {GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "[losses|optimizers|suites|studies|claims|datasets]",
    .doc = "List what there is; everything without an operand.\v"
           "Examples:\n  gradgap list losses\n  gradgap list optimizers --json\n"
           "  gradgap list --cards > catalogue.md",
    .children = children,
};

static const char *const words[] = {"losses",  "optimizers", "suites",
                                    "studies", "claims",     "datasets"};

static const char *word_at(const void *list, size_t i)
{
    (void)list;
    return i < sizeof words / sizeof *words ? words[i] : NULL;
}

/* Does a list of `what` (NULL: all) show things of that kind? */
static bool shows(const char *what, gg_kind kind)
{
    if (!what) return true;
    switch (kind) {
    case GG_KIND_LOSS:
    case GG_KIND_WRAPPER:
    case GG_KIND_POINTWISE: return strcmp(what, "losses") == 0;
    case GG_KIND_OPTIMIZER: return strcmp(what, "optimizers") == 0;
    case GG_KIND_SUITE: return strcmp(what, "suites") == 0;
    case GG_KIND_STUDY: return strcmp(what, "studies") == 0;
    case GG_KIND_CLAIM: return strcmp(what, "claims") == 0;
    case GG_KIND_DATASET: return strcmp(what, "datasets") == 0;
    case GG_KINDS: break;
    }
    return false;
}

static void print_kind(gg_kind kind)
{
    gg_entry e;
    int width = 21;
    for (size_t i = 0; gg_catalogue_at(kind, i, &e); i++)
        if ((int)strlen(e.name) > width) width = (int)strlen(e.name);
    for (size_t i = 0; gg_catalogue_at(kind, i, &e); i++) {
        if (i == 0) printf("%-10s\n", gg_kind_name(kind));
        printf("  %s%-*s %-14s %-6s %s\n", kind == GG_KIND_SUITE ? "@" : "",
               kind == GG_KIND_SUITE ? width : width + 1, e.name, e.class, e.dimensions,
               e.title);
    }
}

static json_t *ids_of(const gg_entry *e)
{
    json_t *list = json_array();
    for (const gg_known *k = e->loss ? e->loss->known : NULL; k && k->id; k++)
        json_array_append_new(list, json_string(k->id));
    return list;
}

static int print_json(const char *what)
{
    json_t *list = json_array();
    gg_entry e;
    for (int kind = 0; kind < GG_KINDS; kind++)
        for (size_t i = 0; shows(what, (gg_kind)kind) && gg_catalogue_at((gg_kind)kind, i, &e);
             i++)
            json_array_append_new(list, json_pack("{ss ss ss ss ss so}", "name", e.name, "kind",
                                                  gg_kind_name(e.kind), "class", e.class,
                                                  "title", e.title, "dimensions", e.dimensions,
                                                  "catalogue", ids_of(&e)));
    return gg_json_print(list);
}

static int main_list(int argc, char **argv)
{
    request r = {.what = NULL};
    gg_arguments_parse(&argp, argc, argv, &r);
    bool known = !r.what;
    for (size_t i = 0; word_at(NULL, i); i++) known = known || strcmp(r.what, words[i]) == 0;
    if (!known) {
        const char *near = gg_nearest(r.what, word_at, NULL);
        gg_fail(GG_NOT_FOUND, "list: no '%s' (did you mean '%s'?)", r.what,
                near ? near : "losses");
        return gg_arguments_fail();
    }
    if (r.common.json) return print_json(r.what);
    if (r.page) {
        r.page(stdout);
        return GG_EXIT_OK;
    }
    for (int kind = 0; kind < GG_KINDS; kind++)
        if (shows(r.what, (gg_kind)kind)) print_kind((gg_kind)kind);
    return GG_EXIT_OK;
}

const gg_command gg_command_list = {
    .name = "list",
    .summary = "losses, optimizers, suites, studies, claims, data sets",
    .main = main_list,
};
