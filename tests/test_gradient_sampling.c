/* tests/test_gradient_sampling.c -- certificates of stationarity, and a way past Wolfe's trap. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static void test_it_knows_a_stationary_point(const char *loss, size_t n, double gap)
{
    for (uint64_t seed = 1; seed <= 5; seed++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, loss, n, 1, 0));
        for (size_t i = 0; i < n; i++) p->start[i] = 3 * cos(1 + (double)i);
        lab_open(&l, p, "gradient_sampling", 20000, seed);
        lab_finish(&l);
        gsl_test(l.verdict != GG_DONE, "it finds 0 in a hull of gradients on %s, n = %zu: %s",
                 loss, n, l.oracle.why ? l.oracle.why : "budget");
        gsl_test(!(l.oracle.best - p->minimum <= gap), "at the minimum (%g)",
                 l.oracle.best - p->minimum);
        lab_close(&l);
        gg_problem_close(p);
    }
}

/* Both samplings go the same way, to where Wolfe's function is least, and not to its trap at 0. */
static void test_wolfes_trap_is_passed(const char *optimizer)
{
    gg_problem *p = NULL;
    lab_must(gg_problem_open(&p, "wolfe", 2, 1, 0));
    const double best = lab_best(p, optimizer, 20000, 1);
    gsl_test(!(best + 8 <= 1e-6), "%s gets to -8 on Wolfe's function (%g)", optimizer, best);
    gg_problem_close(p);
}

int main(void)
{
    test_it_knows_a_stationary_point("abs_sum", 1, 1e-9);
    test_it_knows_a_stationary_point("abs_sum", 5, 1e-9);
    test_it_knows_a_stationary_point("max_abs", 5, 1e-9);
    test_wolfes_trap_is_passed("gradient_sampling");
    test_wolfes_trap_is_passed("gradient_sampling:fresh=2");
    return gsl_test_summary();
}
