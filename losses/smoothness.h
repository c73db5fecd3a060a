/* losses/smoothness.h -- how far differentiability reaches. */
#ifndef GG_LOSSES_SMOOTHNESS_H
#define GG_LOSSES_SMOOTHNESS_H

typedef enum gg_smoothness { /* weakest first, so that `<` compares */
                             GG_DISCONTINUOUS,
                             GG_CONTINUOUS, /* but not Lipschitz: no subgradient */
                             GG_LIPSCHITZ, /* locally: a subgradient everywhere, a gradient almost everywhere */
                             GG_C1,
                             GG_C2,
                             GG_ANALYTIC,
} gg_smoothness;

/* "discontinuous", "continuous", "Lipschitz continuous", "once ... differentiable" */
const char *gg_smoothness_name(gg_smoothness s);

/* One word for a table: "discontinuous", "kinked" or "smooth". */
const char *gg_smoothness_class(gg_smoothness s);

#endif
