/* experiments/claim.h -- a statement with a predicted number, and the experiment that may refute it. */
#ifndef GG_EXPERIMENTS_CLAIM_H
#define GG_EXPERIMENTS_CLAIM_H

#include "experiments/finding.h"
#include "experiments/study.h"

struct gg_evidence;

/* Constant; one per file: experiments/claims/<name>.c defines gg_claim_<name>. Everything about
 * a claim is in its file. It is judged from the rows of results.db alone. */
typedef struct gg_claim {
    const char *name;
    int number;            /* 1 ... 35; 0: a control, which no list of claims counts */
    const char *study;     /* where its runs and trials are carried out */
    const char *sentence;  /* what is claimed, in one sentence, to be read without the rest */
    const char *design;    /* what is run, in words */
    const char *estimator; /* what is computed from the rows, in words */
    const char *source;    /* author, year, title, theorem; "derived: ..." if it is ours */
    const char *limits;    /* where it does not hold, what is easily read into it */
    bool exact;            /* an exact constant: the preset quick judges it too, unchanged */
    size_t full;           /* times as many repetitions at full; 0: 1 */
    const gg_band *bands;  /* what must hold; a band without words ends the list */
    const gg_grid *grids; /* optimizers' runs, a name each; a grid without losses ends the list;
                             NULL: none */
    const gg_trial *trials; /* other measurements; a trial without a name ends the list; NULL */
    /* Finds in the rows what the bands ask for. fails GG_BAD_INPUT, GG_NO_MEMORY */
    gg_status (*judge)(struct gg_evidence *rows, gg_findings *out);
} gg_claim;

extern const gg_claim *const gg_claims[]; /* NULL ends it; written by the build */

/* fails GG_NOT_FOUND (the nearest name is offered) */
gg_status gg_claim_find(const char *name, const gg_claim **out);

/* Does this study carry the claim's design out: as its own, or to answer a question? */
bool gg_claim_is_in(const gg_claim *claim, const char *study);

/* Append a claim's runs and trials, as the preset has them. */
gg_status gg_claim_plan(gg_plan *plan, const gg_claim *claim, gg_preset preset, uint64_t seed);
/* Only the runs of one of its grids. */
gg_status gg_claim_plan_grid(gg_plan *plan, const gg_claim *claim, const gg_grid *grid,
                             gg_preset preset, uint64_t seed);

#endif
