/* tests/test_conjugate_gradient.c -- as many steps as eigenvalues, Nesterov's bound, and what a
 * method that scales with nothing does not see. */
#include <gsl/gsl_test.h>

#include "tests/invariance.h"
#include "tests/quadratic.h"

static const char *const betas[] = {"hager_zhang", "polak_ribiere_plus", "fletcher_reeves",
                                    "hestenes_stiefel", "dai_yuan"};
enum { BETAS = sizeof betas / sizeof *betas };

/* Hestenes & Stiefel 1952: with exact searches it ends in as many steps as H has distinct
 * eigenvalues; here the slope left by a search is 1e-9 of the first. */
static void test_it_ends_in_as_many_steps_as_eigenvalues(const char *beta)
{
    static const size_t counts[] = {2, 5, 10, 20};
    for (size_t k = 0; k < 4; k++) {
        lab_problem p;
        lab l;
        char spec[100];
        const size_t distinct = counts[k]; /* eigenvalues, from 1 to 10 */
        snprintf(spec, sizeof spec, "conjugate_gradient:c2=1e-9:noise=0:beta=%s", beta);
        gg_problem *q = lab_problem_fill(&p, &quadratic_loss, 60, 0);
        for (size_t i = 0; i < 60; i++) {
            lambda[i] = 1 + 9 * (double)(i % distinct) / (double)(distinct - 1);
            p.start[i] = 1 + 0.1 * cos((double)i);
        }
        lab_open(&l, q, spec, 1000, 1);
        const double first = l.oracle.best;
        while (l.steps + 1 < distinct) lab_step(&l);
        const double before = l.oracle.best / first;
        lab_step(&l);
        const double after = l.oracle.best / first;
        gsl_test(!(before > 1e10 * after),
                 "%s: %zu eigenvalues take no less than %zu steps (%g)", beta, distinct,
                 distinct, before);
        gsl_test(!(after < 1e-25), "%s: %zu eigenvalues take %zu steps (%g)", beta, distinct,
                 distinct, after);
        lab_close(&l);
    }
}

/* Nesterov 2004, theorem 2.1.7: gap >= 3 L R^2 / (32 (k + 1)^2) after k = (n - 1)/2 steps from 0
 * of any method that moves along gradients; CG almost meets it. */
static void test_nesterovs_bound_holds_and_is_nearly_met(const char *beta)
{
    gg_problem *p = NULL;
    lab l;
    char spec[100];
    const size_t k = 100;
    lab_must(gg_problem_open(&p, "nesterov_smooth", 2 * k + 1, 1, 0));
    snprintf(spec, sizeof spec, "conjugate_gradient:c2=1e-9:noise=0:beta=%s", beta);
    lab_open(&l, p, spec, 100000, 1);
    while (l.steps < k && l.verdict == GG_GO_ON) lab_step(&l);
    const double R = gg_norm(p->n, p->minimiser);
    const double bound = 3 * p->L * R * R / (32 * (double)((k + 1) * (k + 1)));
    const double ratio = (l.oracle.best - p->minimum) / bound;
    gsl_test(!(ratio >= 1), "%s: no gap is below Nesterov's bound (%g)", beta, ratio);
    gsl_test(!(ratio <= 1.05), "%s: and conjugate gradients come near to it (%g)", beta, ratio);
    lab_close(&l);
    gg_problem_close(p);
}

/* Hager & Zhang 2005, theorem 1.1: every direction descends, even after a sloppy search. */
static void test_every_step_goes_downhill(void)
{
    gg_problem *p = NULL;
    lab l;
    double x[10];
    double g[10];
    double most = -INFINITY;
    lab_must(gg_problem_open(&p, "rosenbrock", 10, 1, 0));
    lab_open(&l, p, "conjugate_gradient:fresh=0:c2=0.9", 2000, 1);
    for (int k = 0; k < 300 && l.verdict == GG_GO_ON && l.oracle.best > 1e-12; k++) {
        gg_copy(10, lab_point(&l), x);
        p->loss->gradient(p, x, g);
        lab_step(&l);
        const double moved = gg_distance(10, x, lab_point(&l));
        double d[10];
        for (size_t i = 0; i < 10; i++) d[i] = lab_point(&l)[i] - x[i];
        const double slope = gg_dot(10, g, d);
        most = fmax(most, moved > 0 ? slope / moved : -1);
    }
    gsl_test(!(most < 0), "every step goes downhill (%g)", most);
    gsl_test(!(l.oracle.best < 1e-10), "Rosenbrock in 10 dimensions is solved (%g)",
             l.oracle.best);
    lab_close(&l);
    gg_problem_close(p);
}

int main(void)
{
    for (size_t i = 0; i < BETAS; i++) {
        test_it_ends_in_as_many_steps_as_eigenvalues(betas[i]);
        test_nesterovs_bound_holds_and_is_nearly_met(betas[i]);
    }
    test_every_step_goes_downhill();
    test_invariance_is_as_stated("conjugate_gradient");
    return gsl_test_summary();
}
