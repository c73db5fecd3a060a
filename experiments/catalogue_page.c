/* experiments/catalogue_page.c -- Markdown from the tables of the catalogue. */
#include "experiments/catalogue_page.h"

#include <math.h>
#include <string.h>

#include "experiments/catalogue.h"

/* In the order in which a reader goes from easy to hard. */
static const char *const classes[] = {"smooth", "kinked",   "multimodal", "discontinuous",
                                      "noisy",  "learning", "user",       "wrapper"};

static const char *const kinds[GG_KINDS] = {
    [GG_KIND_LOSS] = "losses",           [GG_KIND_WRAPPER] = "wrappers",
    [GG_KIND_POINTWISE] = "of a number", [GG_KIND_OPTIMIZER] = "optimizers",
    [GG_KIND_SUITE] = "suites",          [GG_KIND_STUDY] = "studies",
    [GG_KIND_CLAIM] = "claims",          [GG_KIND_DATASET] = "data sets",
};

static void write_line(const char *word, const char *text, FILE *to)
{
    if (text && *text) fprintf(to, "- %s: %s\n", word, text);
}

static void write_ids(const gg_known *known, FILE *to)
{
    if (!known || !known->id) return;
    fputs("- catalogue:", to);
    for (const gg_known *k = known; k->id; k++) {
        fprintf(to, "%s `%s`", k == known ? "" : ",", k->id);
        if (k->n) fprintf(to, " (n = %zu)", k->n);
    }
    fputc('\n', to);
}

/* What is known of a loss in its usual dimension. */
static void write_instance(const gg_loss *l, FILE *to)
{
    char number[GG_NUMBER_ROOM];
    gg_problem *p = NULL;
    if (l->wraps || gg_problem_open(&p, l->name, 0, 1, 0) != GG_OK) return;
    fprintf(to, "- smoothness: %s%s\n", gg_smoothness_name(p->smoothness),
            p->convex ? ", convex" : "");
    if (isnan(p->minimum))
        fprintf(to, "- minimum: not known for n = %zu\n", p->n);
    else
        fprintf(to, "- minimum: %s for n = %zu\n", gg_number_write(p->minimum, number), p->n);
    gg_problem_close(p);
}

static void write_loss(const gg_entry *e, FILE *to)
{
    const gg_loss *l = e->loss;
    fprintf(to, "\n### %s\n%s. n: %s.\n\n", e->name, e->title, e->dimensions);
    write_ids(l->known, to);
    fprintf(to, "- formula: `%s`\n- derivative: `%s`\n", l->formula, l->derivative);
    write_line("not differentiable", l->fails, to);
    write_instance(l, to);
    write_line("source", l->source, to);
}

static void write_pointwise(const gg_entry *e, FILE *to)
{
    const gg_pointwise *l = e->pointwise;
    fprintf(to, "\n### %s\n%s, of a %s.\n\n- formula: `%s`\n- derivative: `%s`\n", e->name,
            e->title, l->margin ? "margin m = y s" : "residual r = y - s", l->formula,
            l->derivative);
    write_line("not differentiable", l->fails, to);
    fprintf(to, "- smoothness: %s%s\n", gg_smoothness_name(l->smoothness),
            l->convex ? ", convex" : "");
    write_line("source", l->source, to);
}

static void write_class(gg_kind kind, const char *class, FILE *to)
{
    gg_entry e;
    bool first = true;
    for (size_t i = 0; gg_catalogue_at(kind, i, &e); i++) {
        if (strcmp(e.class, class) != 0) continue;
        if (first && kind != GG_KIND_WRAPPER)
            fprintf(to, "\n## %s %s\n", class, kinds[kind]);
        else if (first)
            fputs("\n## wrappers\n", to);
        first = false;
        if (e.loss) write_loss(&e, to);
        if (e.pointwise) write_pointwise(&e, to);
    }
}

void gg_catalogue_cards(FILE *to)
{
    fputs("# The catalogue of losses\n\n`gradgap list --cards` wrote this.\n", to);
    for (int kind = GG_KIND_LOSS; kind <= GG_KIND_POINTWISE; kind++)
        for (size_t c = 0; c < sizeof classes / sizeof *classes; c++)
            write_class((gg_kind)kind, classes[c], to);
}

/* Names of one kind and, unless that is NULL, one class. */
static void write_names(gg_kind kind, const char *class, FILE *to)
{
    gg_entry e;
    size_t count = 0;
    for (size_t i = 0; gg_catalogue_at(kind, i, &e); i++)
        count += !class || strcmp(e.class, class) == 0;
    if (count == 0) return;
    fprintf(to, "| %s%s%s | %zu |", class ? class : "", class ? " " : "", kinds[kind], count);
    for (size_t i = 0; gg_catalogue_at(kind, i, &e); i++)
        if (!class || strcmp(e.class, class) == 0)
            fprintf(to, " %s%s", kind == GG_KIND_SUITE ? "@" : "", e.name);
    fputs(" |\n", to);
}

/* Optimizers drawer by drawer: those that stand together, as the build lists them. */
static void write_optimizers(FILE *to)
{
    for (size_t i = 0; gg_optimizers[i];) {
        const char *drawer = gg_optimizer_drawers[i];
        size_t end = i;
        while (gg_optimizers[end] && strcmp(gg_optimizer_drawers[end], drawer) == 0) end++;
        fprintf(to, "| optimizers, @%s | %zu |", drawer, end - i);
        for (; i < end; i++) fprintf(to, " %s", gg_optimizers[i]->name);
        fputs(" |\n", to);
    }
}

void gg_catalogue_names(FILE *to)
{
    fputs("| what | how many | names |\n|---|---|---|\n", to);
    for (int kind = 0; kind < GG_KINDS; kind++) {
        const bool whole = kind > GG_KIND_POINTWISE || kind == GG_KIND_WRAPPER;
        if (kind == GG_KIND_OPTIMIZER)
            write_optimizers(to);
        else if (whole)
            write_names((gg_kind)kind, NULL, to);
        for (size_t c = 0; !whole && c < sizeof classes / sizeof *classes; c++)
            write_names((gg_kind)kind, classes[c], to);
    }
}
