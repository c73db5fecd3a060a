/* experiments/catalogue.h -- everything that has a name, one after another. */
#ifndef GG_EXPERIMENTS_CATALOGUE_H
#define GG_EXPERIMENTS_CATALOGUE_H

#include "experiments/claim.h"
#include "losses/synthetic.h"

typedef enum gg_kind {
    GG_KIND_LOSS,
    GG_KIND_WRAPPER,
    GG_KIND_POINTWISE,
    GG_KIND_OPTIMIZER,
    GG_KIND_SUITE,
    GG_KIND_STUDY,
    GG_KIND_CLAIM,
    GG_KIND_DATASET,
    GG_KINDS
} gg_kind;

/* One thing with a name; the pointer of its kind is set. */
typedef struct gg_entry {
    gg_kind kind;
    const char *name, *class, *title;
    char dimensions[32];
    const gg_loss *loss;
    const gg_pointwise *pointwise;
    const gg_optimizer *optimizer;
    const gg_study *study;
    const gg_claim *claim;
    const gg_dataset *dataset;
    const gg_synthetic *synthetic; /* a data set that is made; dataset is NULL */
} gg_entry;

/* "loss", "wrapper", ... */
const char *gg_kind_name(gg_kind kind);

/* The i-th thing of a kind. -> false past the last */
bool gg_catalogue_at(gg_kind kind, size_t i, gg_entry *out);

/* Whatever bears that name; the first, if things of several kinds do. `kind` as
 * gg_kind_name has it: only of that kind; NULL: any.
 * fails GG_NOT_FOUND (the nearest name is offered, or the kinds) */
gg_status gg_catalogue_find(const char *name, const char *kind, gg_entry *out);

#endif
