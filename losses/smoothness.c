/* losses/smoothness.c -- the words for differentiability. */
#include "losses/smoothness.h"

const char *gg_smoothness_name(gg_smoothness s)
{
    static const char *const names[] = {
        [GG_DISCONTINUOUS] = "discontinuous",
        [GG_CONTINUOUS] = "continuous, not Lipschitz",
        [GG_LIPSCHITZ] = "Lipschitz continuous, not differentiable everywhere",
        [GG_C1] = "continuously differentiable (C1)",
        [GG_C2] = "twice continuously differentiable (C2)",
        [GG_ANALYTIC] = "analytic",
    };
    return names[s];
}

const char *gg_smoothness_class(gg_smoothness s)
{
    if (s == GG_DISCONTINUOUS) return "discontinuous";
    return s < GG_C1 ? "kinked" : "smooth";
}
