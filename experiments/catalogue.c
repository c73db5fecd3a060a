/* experiments/catalogue.c -- one look at all the tables. */
#include "experiments/catalogue.h"

#include <stdio.h>
#include <string.h>

#include "experiments/suite.h"

const char *gg_kind_name(gg_kind kind)
{
    static const char *const names[] = {"loss",  "wrapper", "pointwise", "optimizer",
                                        "suite", "study",   "claim",     "dataset"};
    return names[kind];
}

static const char *loss_class(size_t i)
{
    const gg_loss *l = gg_losses[i];
    static const char *const apart[] = {"multimodal", "noisy", "learning", "user"};
    for (size_t k = 0; k < sizeof apart / sizeof *apart; k++)
        if (strcmp(gg_loss_drawers[i], apart[k]) == 0) return apart[k];
    return l->wraps ? "wrapper" : gg_smoothness_class(l->smoothness);
}

static void write_dimensions(const gg_loss *l, gg_entry *out)
{
    if (l->wraps)
        snprintf(out->dimensions, sizeof out->dimensions, "any");
    else if (l->usual_n == 0)
        snprintf(out->dimensions, sizeof out->dimensions, "given");
    else if (l->least_n == l->most_n)
        snprintf(out->dimensions, sizeof out->dimensions, "%zu", l->least_n);
    else
        snprintf(out->dimensions, sizeof out->dimensions, "%zu...", l->least_n);
}

/* Losses and wrappers share a table; `i` counts those of one kind. */
static bool loss_at(bool wraps, size_t i, gg_entry *out)
{
    for (size_t k = 0; gg_losses[k]; k++) {
        if (gg_losses[k]->wraps != wraps || i--) continue;
        out->loss = gg_losses[k];
        out->name = out->loss->name;
        out->title = out->loss->title;
        out->class = loss_class(k);
        write_dimensions(out->loss, out);
        return true;
    }
    return false;
}

static bool pointwise_at(size_t i, gg_entry *out)
{
    const gg_pointwise *l = gg_pointwises[i];
    if (!l) return false;
    out->pointwise = l;
    out->name = l->name;
    out->title = l->title;
    out->class = gg_smoothness_class(l->smoothness);
    snprintf(out->dimensions, sizeof out->dimensions, "1");
    return true;
}

static bool optimizer_at(size_t i, gg_entry *out)
{
    const gg_optimizer *m = gg_optimizers[i];
    if (!m) return false;
    out->optimizer = m;
    out->name = m->name;
    out->title = m->title;
    out->class = gg_optimizer_family(m, NULL);
    snprintf(out->dimensions, sizeof out->dimensions, "any");
    return true;
}

static bool suite_at(size_t i, gg_entry *out)
{
    out->name = gg_suite_name((unsigned)i);
    if (!out->name) return false;
    out->class = "suite";
    out->title = i == 0 ? "every loss of the catalogue" : "the losses of one drawer";
    return true;
}

static bool study_at(size_t i, gg_entry *out)
{
    const gg_study *s = gg_studies[i];
    if (!s) return false;
    out->study = s;
    out->name = s->name;
    out->title = s->question;
    out->class = "study";
    return true;
}

/* Controls come last. */
static int place_of(const gg_claim *c)
{
    return c->number ? c->number : 1000;
}

/* By their numbers. */
static bool claim_at(size_t i, gg_entry *out)
{
    for (size_t k = 0; gg_claims[k]; k++) {
        size_t before = 0;
        for (size_t m = 0; gg_claims[m]; m++) {
            const int apart = place_of(gg_claims[m]) - place_of(gg_claims[k]);
            before += apart < 0 || (apart == 0 && m < k);
        }
        if (before != i) continue;
        out->claim = gg_claims[k];
        out->name = out->claim->name;
        out->title = out->claim->sentence;
        out->class = out->claim->study;
        return true;
    }
    return false;
}

static bool synthetic_at(size_t i, gg_entry *out)
{
    const gg_synthetic *s = &gg_synthetics[i];
    if (!s->name) return false;
    out->synthetic = s;
    out->name = s->name;
    out->title = s->title;
    out->class = "synthetic";
    return true;
}

/* Those that ship, then those that are made. */
static bool dataset_at(size_t i, gg_entry *out)
{
    size_t shipped = 0;
    while (gg_datasets[shipped].name) shipped++;
    if (i >= shipped) return synthetic_at(i - shipped, out);
    const gg_dataset *d = &gg_datasets[i];
    out->dataset = d;
    out->name = d->name;
    out->title = d->title;
    out->class = "dataset";
    return true;
}

bool gg_catalogue_at(gg_kind kind, size_t i, gg_entry *out)
{
    *out = (gg_entry){.kind = kind};
    switch (kind) {
    case GG_KIND_LOSS: return loss_at(false, i, out);
    case GG_KIND_WRAPPER: return loss_at(true, i, out);
    case GG_KIND_POINTWISE: return pointwise_at(i, out);
    case GG_KIND_OPTIMIZER: return optimizer_at(i, out);
    case GG_KIND_SUITE: return suite_at(i, out);
    case GG_KIND_STUDY: return study_at(i, out);
    case GG_KIND_CLAIM: return claim_at(i, out);
    case GG_KIND_DATASET: return dataset_at(i, out);
    case GG_KINDS: break;
    }
    return false;
}

/* The i-th thing of all kinds, one after another. */
static const char *name_at(const void *list, size_t i)
{
    (void)list;
    static gg_entry entry;
    for (int kind = 0; kind < GG_KINDS; kind++)
        for (size_t k = 0; gg_catalogue_at((gg_kind)kind, k, &entry); k++)
            if (i-- == 0) return entry.name;
    return NULL;
}

static gg_status check_kind(const char *kind)
{
    for (int k = 0; k < GG_KINDS; k++)
        if (strcmp(gg_kind_name((gg_kind)k), kind) == 0) return GG_OK;
    return gg_fail(GG_NOT_FOUND,
                   "no kind '%s': loss, wrapper, pointwise, optimizer, suite, study, claim or "
                   "dataset",
                   kind);
}

gg_status gg_catalogue_find(const char *name, const char *kind, gg_entry *out)
{
    const char *word = *name == '@' ? name + 1 : name;
    if (kind) GG_TRY(check_kind(kind));
    for (int k = 0; k < GG_KINDS; k++) {
        if (*name == '@' && k != GG_KIND_SUITE) continue;
        if (kind && strcmp(gg_kind_name((gg_kind)k), kind) != 0) continue;
        for (size_t i = 0; gg_catalogue_at((gg_kind)k, i, out); i++)
            if (strcmp(out->name, word) == 0) return GG_OK;
    }
    const char *near = gg_nearest(word, name_at, NULL);
    if (near)
        return gg_fail(GG_NOT_FOUND, "%s is called '%s' (did you mean '%s'?)",
                       kind ? "nothing of that kind" : "nothing", name, near);
    return gg_fail(GG_NOT_FOUND, "nothing is called '%s' (gradgap list shows all)", name);
}
