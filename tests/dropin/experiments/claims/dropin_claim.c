/* experiments/claims/dropin_claim.c -- a claim of one file, for the test that nothing else is edited. */
#include "experiments/claim.h"
#include "experiments/evidence.h"

static const gg_grid grids[] = {{.name = "race",
                                 .losses = "dropin_fold",
                                 .optimizers = "dropin_compass",
                                 .dimensions = "2",
                                 .reps = 3,
                                 .max_evals = 2000,
                                 .target = 1e-3},
                                {0}};

static const gg_band bands[] = {{"share of runs that meet the target", 1, 1}, {0}};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    double share = 0;
    GG_TRY(gg_evidence_number(rows, &share, "SELECT avg(status = 'target') FROM race", 0));
    gg_find(out, &bands[0], gg_exactly(share), 3, "n = %d", 2);
    return GG_OK;
}

const gg_claim gg_claim_dropin_claim = {
    .name = "dropin_claim",
    .study = "dropin_question",
    .sentence = "The dropped-in method meets its target on the dropped-in loss.",
    .design = "Three runs in the plane.",
    .estimator = "Share of runs that meet the target.",
    .source = "derived: a compass search descends a fold that falls along its axes",
    .limits = "It holds for this test.",
    .exact = true,
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
