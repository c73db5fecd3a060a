/* tests/test_proximal_gradient.c -- ISTA's iterates and its rate, and that steps may be free. */
#include <gsl/gsl_test.h>

#include "tests/split.h"

/* x+ = S(x - lambda (x - b), 1/10), S the drawing towards 0: Beck & Teboulle 2009, (1.4). */
static void test_fixed_steps_are_ista(void)
{
    lab_problem p;
    lab l;
    double x[SPLIT_N] = {0};
    lab_open(&l, lab_problem_fill(&p, &split_loss, SPLIT_N, 0),
             "proximal_gradient:step=fixed:L=1", 1000, 1);
    for (int k = 1; k <= 100; k++) {
        lab_step(&l);
        for (size_t i = 0; i < SPLIT_N; i++)
            x[i] = split_drawn(x[i] - split_lambda(i) * (x[i] - split_centre(i)), SPLIT_WEIGHT);
        gsl_test_abs(gg_distance(SPLIT_N, x, lab_point(&l)), 0, 1e-13, "x_%d is ISTA's", k);
    }
    gsl_test(gg_spent(&l.oracle) != 101 || l.oracle.used.prox != 100,
             "a step costs one call and one prox");
    lab_close(&l);
}

static void test_the_rate_is_never_violated(void)
{
    static const char *const specs[] = {"proximal_gradient:step=fixed:L=1",
                                        "proximal_gradient:step=backtracking:L=1",
                                        "proximal_gradient:step=backtracking"};
    for (size_t k = 0; k < 3; k++) {
        const double worst = split_worst(specs[k], false, 2000);
        gsl_test(worst > 1 || worst == 0, "%s: the gap is at most LR^2/(2k) (%g of it)",
                 specs[k], worst);
    }
}

/* With L too small at first the search finds one that holds; on a parabola no L above the
 * largest curvature is ever refused, so that 1.25 or what was seen is the most it grows to. */
static void test_a_small_L_is_found_out(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &split_loss, SPLIT_N, 0),
             "proximal_gradient:step=backtracking:L=1e-6", 20000, 1);
    lab_finish(&l);
    double best[SPLIT_N];
    split_minimiser(best);
    gsl_test(l.verdict != GG_DONE, "it arrives from an L that is too small");
    gsl_test_abs(gg_distance(SPLIT_N, best, lab_point(&l)), 0, 1e-9, "at the minimum");
    lab_close(&l);
}

static void test_steps_from_the_gradients_change_are_faster(void)
{
    static const char *const specs[] = {"proximal_gradient",
                                        "proximal_gradient:step=fixed:L=1"};
    size_t calls[2];
    double best[SPLIT_N];
    split_minimiser(best);
    for (size_t k = 0; k < 2; k++) {
        lab_problem p;
        lab l;
        gg_problem *q = lab_problem_fill(&p, &split_loss, SPLIT_N, 0);
        lab_open(&l, q, specs[k], 100000, 1);
        calls[k] = lab_calls_to(&l, split_value(q, best) + 1e-8);
        lab_close(&l);
    }
    gsl_test(calls[0] > calls[1] / 4,
             "Barzilai-Borwein steps take a quarter of the calls at "
             "most (%zu, %zu)",
             calls[0], calls[1]);
}

static void test_a_fixed_step_wants_an_L(void)
{
    static const char *const fixed = "proximal_gradient:step=fixed";
    lab_problem p;
    gg_problem *q = lab_problem_fill(&p, &split_loss, 2, 1);
    gsl_test(lab_check(q, fixed) != GG_BAD_INPUT, "step=fixed without L is refused");
    q->L = 1;
    gsl_test(lab_check(q, fixed) != GG_OK, "step=fixed with a known L is fine");
}

int main(void)
{
    test_fixed_steps_are_ista();
    test_the_rate_is_never_violated();
    test_a_small_L_is_found_out();
    test_steps_from_the_gradients_change_are_faster();
    test_a_fixed_step_wants_an_L();
    split_arrives("proximal_gradient");
    split_arrives("proximal_gradient:step=backtracking");
    split_arrives("proximal_gradient:memory=1");
    split_survives_a_start_at_the_minimum("proximal_gradient");
    return gsl_test_summary();
}
