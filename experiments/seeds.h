/* experiments/seeds.h -- all claims on several fresh seeds: how often does each pass? */
#ifndef GG_EXPERIMENTS_SEEDS_H
#define GG_EXPERIMENTS_SEEDS_H

#include "experiments/judge.h"
#include "experiments/sweep.h"

typedef struct gg_seeds_request {
    size_t count;
    uint64_t after; /* the seeds are after + 1 ... after + count */
    gg_preset preset;
    const char *folder; /* FOLDER/seed_S/STUDY/results.db; goes on where it stopped */
    size_t workers;
    bool quiet;
} gg_seeds_request;

/* out [count] lists, in the order of the seeds. -> exit status; *judged: out may be read, and is
 * the caller's to close */
int gg_seeds_run(const gg_seeds_request *request, gg_judged_list out[], bool *judged);

#endif
