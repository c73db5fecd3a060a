/* experiments/seeds.c -- carries out the claims' designs alone, a folder a seed. */
#include "experiments/seeds.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool has_claims(const gg_study *study)
{
    for (size_t i = 0; gg_claims[i]; i++)
        if (strcmp(gg_claims[i]->study, study->name) == 0) return true;
    return false;
}

static int run_study(const gg_seeds_request *q, const gg_study *study, uint64_t seed,
                     const char *folder)
{
    char path[4096];
    char command[128];
    snprintf(path, sizeof path, "%s/%s", folder, study->name);
    snprintf(command, sizeof command, "%s --preset %s --seed %" PRIu64, study->name,
             gg_preset_name(q->preset), seed);
    gg_plan plan = {.study = study->name};
    gg_status status = GG_OK;
    for (size_t i = 0; status == GG_OK && gg_claims[i]; i++)
        if (strcmp(gg_claims[i]->study, study->name) == 0)
            status = gg_claim_plan(&plan, gg_claims[i], q->preset, seed);
    const gg_sweep sweep = {.directory = path,
                            .workers = q->workers,
                            .quiet = q->quiet,
                            .command = command,
                            .preset = gg_preset_name(q->preset),
                            .seed = seed};
    bool stored;
    int code = status == GG_OK ? GG_EXIT_OK : gg_arguments_fail();
    if (code == GG_EXIT_OK && plan.count) code = gg_sweep_run(&plan, &sweep, &stored);
    gg_plan_close(&plan);
    return code;
}

static int run_seed(const gg_seeds_request *q, uint64_t seed, const char *folder)
{
    for (size_t i = 0; gg_studies[i]; i++) {
        if (!has_claims(gg_studies[i])) continue;
        const int code = run_study(q, gg_studies[i], seed, folder);
        if (code > GG_EXIT_FELL_SHORT) return code;
    }
    return GG_EXIT_OK;
}

int gg_seeds_run(const gg_seeds_request *request, gg_judged_list out[], bool *judged)
{
    *judged = false;
    for (size_t i = 0; i < request->count; i++) {
        char folder[2048];
        const uint64_t seed = request->after + 1 + i;
        snprintf(folder, sizeof folder, "%s/seed_%" PRIu64, request->folder, seed);
        int code = run_seed(request, seed, folder);
        const char *const one[] = {folder};
        if (code == GG_EXIT_OK && gg_judge_folders(&out[i], one, 1) != GG_OK)
            code = gg_arguments_fail();
        if (code == GG_EXIT_OK) continue;
        while (i-- > 0) gg_judged_close(&out[i]);
        return code;
    }
    *judged = true;
    return GG_EXIT_OK;
}
