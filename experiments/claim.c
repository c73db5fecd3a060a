/* experiments/claim.c -- finds a claim by its name and writes its design out as runs. */
#include "experiments/claim.h"

#include <string.h>

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_claims[i] ? gg_claims[i]->name : NULL;
}

gg_status gg_claim_find(const char *name, const gg_claim **out)
{
    for (size_t i = 0; gg_claims[i]; i++)
        if (strcmp(gg_claims[i]->name, name) == 0) {
            *out = gg_claims[i];
            return GG_OK;
        }
    const char *near = gg_nearest(name, name_at, NULL);
    if (near) return gg_fail(GG_NOT_FOUND, "no claim '%s' (did you mean '%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no claim '%s' (gradgap list claims shows all)", name);
}

/* Is `name` among the comma-separated words? */
static bool is_among(const char *name, const char *words)
{
    const size_t length = strlen(name);
    for (const char *at = words; *at;) {
        if (strncmp(at, name, length) == 0 && (at[length] == ',' || !at[length])) return true;
        at += strcspn(at, ",");
        at += *at == ',';
    }
    return false;
}

bool gg_claim_is_in(const gg_claim *claim, const char *study)
{
    if (strcmp(claim->study, study) == 0) return true;
    for (size_t i = 0; gg_studies[i]; i++) {
        if (strcmp(gg_studies[i]->name, study) != 0) continue;
        for (const gg_question *q = gg_studies[i]->questions; q && q->asked; q++)
            if (is_among(claim->name, q->claims)) return true;
    }
    return false;
}

static size_t repetitions(const gg_claim *claim, gg_preset preset, size_t reps)
{
    return preset == GG_FULL && claim->full ? claim->full * reps : reps;
}

gg_status gg_claim_plan_grid(gg_plan *plan, const gg_claim *claim, const gg_grid *grid,
                             gg_preset preset, uint64_t seed)
{
    gg_grid as_asked = *grid;
    as_asked.reps = repetitions(claim, preset, grid->reps);
    return gg_plan_add(plan, &as_asked, seed);
}

gg_status gg_claim_plan(gg_plan *plan, const gg_claim *claim, gg_preset preset, uint64_t seed)
{
    if (preset == GG_QUICK && !claim->exact) return GG_OK;
    for (const gg_grid *g = claim->grids; g && g->losses; g++)
        GG_TRY(gg_claim_plan_grid(plan, claim, g, preset, seed));
    for (const gg_trial *t = claim->trials; t && t->name; t++)
        GG_TRY(
            gg_plan_add_trial(plan, claim->name, t, repetitions(claim, preset, t->reps), seed));
    return GG_OK;
}
