/* experiments/judge.h -- the claims' verdicts, from folders of results. */
#ifndef GG_EXPERIMENTS_JUDGE_H
#define GG_EXPERIMENTS_JUDGE_H

#include "experiments/claim.h"
#include "experiments/store.h"

typedef struct gg_judged {
    const gg_claim *claim;
    gg_judgement verdict;
    gg_findings findings;
    size_t decisive;      /* the finding that the verdict hangs on: the first that is worst */
    size_t wanted, there; /* rows that its design asks for; those that are stored and sound */
    gg_preset preset;
    uint64_t seed;
    bool own;          /* from its own study, not from one that answers questions with it */
    char why[256];     /* what is missing, or does not add up; or "" */
    char folder[1024]; /* where its rows are; "" if nowhere */
} gg_judged;

typedef struct gg_judged_list {
    gg_judged *list; /* [count]: every claim, by its number; controls last */
    size_t count;
} gg_judged_list;

/* All claims there are, each from the most thorough of the results in these folders: a
 * folder stands for its own results.db and those of folders in it, two deep.
 * fails GG_NOT_FOUND no results there; GG_BAD_INPUT a damaged file; GG_IO; GG_NO_MEMORY */
gg_status gg_judge_folders(gg_judged_list *out, const char *const folders[], size_t count);
/* The claims of one open store alone; the others are NOT RUN. */
gg_status gg_judge_store(gg_judged_list *out, gg_store *store, const char *folder);
void gg_judged_close(gg_judged_list *j);

/* The TEMP tables of evidence.h, that say which of a store's rows belong to which claim. */
gg_status gg_judge_design(gg_store *store);

#endif
