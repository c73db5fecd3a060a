/* experiments/claims/nonsmooth_floor.c -- what no method along subgradients gets below. */
#include <math.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/evidence.h"

/* N steps are n = N + 1 calls, of which the first is the start's: one call a dimension. */
#define RACE(cell, optimizer, n)                                                             \
    {                                                                                        \
        .name = "steps", .at = (cell), .losses = "resisting_max", .optimizers = (optimizer), \
        .dimensions = (n), .reps = 1, .max_evals = 1, .per_dimension = true, .dare = true,   \
        .own_start = true, .go_on = true                                                     \
    }
#define STEPS(h) "subgradient:rule=constant:normalise=no:metric=none:size=" h
static const char ALL[] = "2,11,101,1001";

/* The step R / sqrt(N + 1) is another one for each N. */
static const gg_grid grids[] = {
    RACE(0, STEPS("0.70710678118654757"), "2"),
    RACE(0, STEPS("0.30151134457776363"), "11"),
    RACE(0, STEPS("0.099503719020998915"), "101"),
    RACE(0, STEPS("0.031606977062050695"), "1001"),
    RACE(1, "subgradient:rule=sqrt:metric=none:size=1", ALL),
    RACE(2, "subgradient:rule=polyak", ALL),
    RACE(3, "gradient_descent:step=fixed:size=0.1", ALL),
    RACE(4, "nesterov", ALL),
    RACE(5, "bfgs", ALL),
    RACE(6, "lbfgs", ALL),
    RACE(7, "bundle", "2,11,101"), /* its model grows with every step: n = 1001 takes minutes */
    {0},
};

static const char *const names[] = {
    "step R/sqrt(N + 1)", "step 1/sqrt(k)", "Polyak's step", "fixed step",
    "Nesterov",           "BFGS",           "L-BFGS",        "bundle",
};
enum { METHODS = sizeof names / sizeof *names };

enum { TUNED, OTHERS };
static const gg_band bands[] = {
    {"tuned subgradient method: least gap of N steps, over M R / sqrt(N + 1)", 1 - 1e-9,
     1 + 1e-9},
    {"least gap of N steps, over M R / sqrt(N + 1)", 1, INFINITY},
    {0},
};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (size_t m = 0; m < METHODS; m++) {
        const gg_band *band = &bands[m == 0 ? TUNED : OTHERS];
        double *ratio = NULL;
        size_t count = 0;
        GG_TRY(gg_evidence_column(rows, &ratio, &count,
                                  "SELECT gap / (1 / sqrt(n)) FROM race WHERE at = ?1", 1,
                                  (double)m));
        gg_find(out, band, gg_each(ratio, count, band), count, "%s; N = 1 ... %d", names[m],
                m == METHODS - 1 ? 100 : 1000);
        free(ratio);
    }
    return GG_OK;
}

const gg_claim gg_claim_nonsmooth_floor = {
    .name = "nonsmooth_floor",
    .number = 6,
    .study = "nonsmooth_floors",
    .sentence =
        "If a loss may have kinks, N steps along subgradients can leave M R / sqrt(N + 1) "
        "of it, whatever the method, and the plain subgradient method with its best fixed "
        "step leaves exactly that.",
    .design =
        "max(max_i x_i, |x| - R (1 + 1/sqrt(N + 1))) in n = N + 1 unknowns, R = M = 1, from "
        "0; of the largest coordinates the loss names the first. N = 1, 10, 100, 1000. Eight "
        "methods with N + 1 calls: the start's, and one for each of N steps.",
    .estimator = "Least gap of all calls, over 1 / sqrt(N + 1); the N that lies worst.",
    .source =
        "Drori & Teboulle 2016, An optimal variant of Kelley's cutting-plane method, "
        "doi:10.1007/s10107-016-0985-7, arXiv:1409.2636; a weaker constant: Nesterov 2004, "
        "Introductory lectures on convex optimization, section 3.2, "
        "doi:10.1007/978-1-4419-8853-9",
    .limits =
        "The loss resists by its choice among equals: asked for a random one of the largest "
        "coordinates it gives way sooner. The floor ends with N = n - 1 steps. On this loss "
        "the first value is already as low as all that follow: that the tuned method does no "
        "worse on any loss with kinks is a theorem, not seen here.",
    .exact = true,
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
