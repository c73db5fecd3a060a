/* tests/test_every_trial.c -- a measurement repeated is another one, or it narrows no interval. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/claim.h"
#include "experiments/run.h"
#include "tests/made_up_store.h"

/* Numbers that no repetition changes, because theory leaves them no choice. */
static const char *const always_the_same[] = {
    "convergence_orders end",        /* as many iterations as distinct curvatures */
    "control_monotone_maps descend", /* not a bit of difference */
    NULL,
};

static bool may_be_the_same(const gg_claim *claim, const gg_trial *t)
{
    char name[128];
    snprintf(name, sizeof name, "%s %s", claim->name, t->name);
    for (const char *const *k = always_the_same; *k; k++)
        if (strcmp(*k, name) == 0) return true;
    return false;
}

static bool are_equal(const gg_numbers *a, const gg_numbers *b)
{
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++) {
        const double x = a->list[i].value;
        const double y = b->list[i].value;
        if (x != y && !(isnan(x) && isnan(y))) return false;
    }
    return true;
}

static void measure(gg_result *out, const gg_claim *claim, const gg_trial *t, size_t point,
                    uint32_t rep)
{
    const gg_job job = {.loss = claim->name,
                        .optimizer = t->name,
                        .trial = t,
                        .point = point,
                        .rep = rep,
                        .seed = 1};
    must(gg_trial_run(out, &job));
    gsl_test(out->why == GG_STOP_FAILED, "%s %s measures at point %zu: %s", claim->name,
             t->name, point, out->reason);
}

/* Whether two repetitions differ at any of its points. */
static bool differs(const gg_claim *claim, const gg_trial *t)
{
    bool other = false;
    for (size_t point = 0; !other && point < t->points; point++) {
        gg_result a;
        gg_result b;
        measure(&a, claim, t, point, 0);
        measure(&b, claim, t, point, 1);
        other = !are_equal(&a.numbers, &b.numbers);
        gg_result_close(&a);
        gg_result_close(&b);
    }
    return other;
}

int main(void)
{
    for (size_t i = 0; gg_claims[i]; i++)
        for (const gg_trial *t = gg_claims[i]->trials; t && t->name; t++)
            if (t->reps > 1)
                gsl_test(differs(gg_claims[i], t) == may_be_the_same(gg_claims[i], t),
                         "%s %s: its %zu repetitions %s", gg_claims[i]->name, t->name, t->reps,
                         may_be_the_same(gg_claims[i], t) ? "are alike" : "differ");
    return gsl_test_summary();
}
