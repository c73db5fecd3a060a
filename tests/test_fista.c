/* tests/test_fista.c -- FISTA's iterates and its rate, and what momentum is worth. */
#include <gsl/gsl_test.h>

#include "tests/split.h"

/* Beck & Teboulle 2009, (4.1) to (4.3), written out for this loss. */
static void test_the_iterates_are_the_papers(void)
{
    lab_problem p;
    lab l;
    double x[SPLIT_N] = {0};
    double y[SPLIT_N] = {0};
    double t = 1;
    lab_open(&l, lab_problem_fill(&p, &split_loss, SPLIT_N, 0),
             "fista:adaptive=no:L=1:test=never", 1000, 1);
    for (int k = 1; k <= 100; k++) {
        const double next = (1 + sqrt(1 + 4 * t * t)) / 2;
        for (size_t i = 0; i < SPLIT_N; i++) {
            const double z = split_drawn(y[i] - split_lambda(i) * (y[i] - split_centre(i)),
                                         SPLIT_WEIGHT);
            y[i] = z + (t - 1) / next * (z - x[i]);
            x[i] = z;
        }
        t = next;
        lab_step(&l);
        gsl_test_abs(gg_distance(SPLIT_N, x, lab_point(&l)), 0, 1e-12, "x_%d is the paper's",
                     k);
    }
    gsl_test(gg_spent(&l.oracle) != 100, "a step costs one call (%zu)", gg_spent(&l.oracle));
    lab_close(&l);
}

static void test_the_rate_is_never_violated(void)
{
    static const char *const specs[] = {
        "fista:adaptive=no:L=1", "fista:adaptive=no",  "fista",
        "fista:test=always",     "fista:monotone=yes", "fista:L=1e-3"};
    for (size_t k = 0; k < sizeof specs / sizeof *specs; k++) {
        const double worst = split_worst(specs[k], true, 2000);
        gsl_test(worst > 1 || worst == 0, "%s: the gap is at most 2LR^2/(k+1)^2 (%g of it)",
                 specs[k], worst);
    }
}

static void test_a_monotone_variant_never_rises(void)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &split_loss, SPLIT_N, 0);
    int rises[2] = {0};
    for (int monotone = 0; monotone < 2; monotone++) {
        lab_open(&l, q, monotone ? "fista:adaptive=no:monotone=yes" : "fista:adaptive=no", 2000,
                 1);
        double f = INFINITY;
        for (int k = 0; k < 300 && l.verdict == GG_GO_ON; k++) {
            lab_step(&l);
            const double now = split_value(q, lab_point(&l));
            rises[monotone] += now > f + 1e-13;
            f = now;
        }
        lab_close(&l);
    }
    gsl_test(rises[0] == 0, "plain FISTA rises now and then (%d times)", rises[0]);
    gsl_test(rises[1] != 0, "the monotone one never does (%d times)", rises[1]);
}

/* On strongly convex parts momentum that begins anew converges linearly, theirs does not. */
static void test_beginning_anew_is_worth_it(void)
{
    static const char *const specs[] = {"fista", "fista:adaptive=no",
                                        "proximal_gradient:step=backtracking"};
    size_t calls[3];
    double best[SPLIT_N];
    split_minimiser(best);
    for (size_t k = 0; k < 3; k++) {
        lab_problem p;
        lab l;
        gg_problem *q = lab_problem_fill(&p, &split_loss, SPLIT_N, 0);
        lab_open(&l, q, specs[k], 100000, 1);
        calls[k] = lab_calls_to(&l, split_value(q, best) + 1e-10);
        lab_close(&l);
    }
    gsl_test(calls[0] > calls[1] / 2, "beginning anew halves the calls to 1e-10 (%zu, %zu)",
             calls[0], calls[1]);
    gsl_test(calls[1] > calls[2], "and momentum beats none (%zu, %zu)", calls[1], calls[2]);
}

/* CLAIM: structure restores the smooth rate. On a lasso whose features have condition 1e6, the
 * gaps after 1000 calls are FISTA's <= ISTA's <= a hundredth of the subgradient method's, whose
 * step is the best of six. f* is what free steps find in 10000 calls. */
static void test_structure_restores_the_smooth_rate(void)
{
    static const char *const steps[] = {"1", "0.3", "0.1", "0.03", "0.01", "0.003"};
    for (int seed = 1; seed <= 3; seed++) {
        char spec[200];
        gg_problem *p = NULL;
        snprintf(spec, sizeof spec,
                 "linear:data=ill_conditioned:rows=120:columns=100:l1=0.005:data_seed=%d",
                 seed);
        lab_must(gg_problem_open(&p, spec, 0, 1, 0));
        const double minimum = lab_best(p, "proximal_gradient", 5000, 1);
        const double fista = lab_best(p, "fista", 1000, 1) - minimum;
        const double ista = lab_best(p, "proximal_gradient:step=backtracking", 1000, 1) -
                            minimum;
        double subgradient = INFINITY;
        for (size_t k = 0; k < 6; k++) {
            snprintf(spec, sizeof spec, "subgradient:rule=sqrt:size=%s", steps[k]);
            subgradient = fmin(subgradient, lab_best(p, spec, 1000, 1) - minimum);
        }
        gsl_test(fista > ista, "FISTA's gap, %g, is at most ISTA's, %g", fista, ista);
        gsl_test(ista > 1e-2 * subgradient, "which is a hundredth of %g at most", subgradient);
        gg_problem_close(p);
    }
}

int main(void)
{
    test_the_iterates_are_the_papers();
    test_the_rate_is_never_violated();
    test_a_monotone_variant_never_rises();
    test_beginning_anew_is_worth_it();
    test_structure_restores_the_smooth_rate();
    split_arrives("fista");
    split_arrives("fista:monotone=yes");
    split_arrives("fista:adaptive=no:test=always");
    split_survives_a_start_at_the_minimum("fista");
    return gsl_test_summary();
}
