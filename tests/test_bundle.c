/* tests/test_bundle.c -- finite ends on polyhedra, a floor nobody gets below, honest ends. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

/* Runs to its own end, which must be an arrival within `limit` calls and this gap. */
static void test_it_ends_on_its_own(const char *loss, size_t n, size_t limit, double gap)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, loss, n, 1, 0));
    for (size_t i = 0; i < n; i++) p->start[i] = 3 * cos(1 + (double)i);
    lab_open(&l, p, "bundle", limit, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_DONE, "it knows that it has arrived on %s, n = %zu: %s, %zu calls",
             loss, n, l.oracle.why ? l.oracle.why : "budget", gg_spent(&l.oracle));
    gsl_test(!(l.oracle.best - p->minimum <= gap), "and it has (%g)",
             l.oracle.best - p->minimum);
    lab_close(&l);
    gg_problem_close(p);
}

/* Drori & Teboulle 2016: whatever the method, f stays at 0 or above for n - 1 calls, and
 * M R / sqrt(N + 1) above the minimum with n = N + 1. */
static void test_nobody_gets_below_the_resisting_floor(const char *optimizer)
{
    static const size_t dimensions[] = {2, 11, 40};
    for (int d = 0; d < 3; d++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, "resisting_max", dimensions[d], 1, 0));
        lab_open(&l, p, optimizer, dimensions[d] - 1, 1);
        lab_finish(&l);
        const double floor = 1 / sqrt((double)dimensions[d]);
        gsl_test(!(l.oracle.best - p->minimum >= floor * (1 - 1e-12)),
                 "%s is at %g or above before call n = %zu (%g)", optimizer, floor,
                 dimensions[d], l.oracle.best - p->minimum);
        lab_close(&l);
        gg_problem_close(p);
    }
}

/* f never rises where the method stands: a step is serious and lower, or null and stays. */
static void test_steps_are_serious_or_null(const char *loss)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, loss, 6, 1, 0));
    lab_open(&l, p, "bundle", 500, 1);
    double f = p->loss->value(p, lab_point(&l));
    double before[6];
    int wrong = 0;
    int serious = 0;
    int null = 0;
    while (l.verdict == GG_GO_ON && !l.oracle.silent) {
        gg_copy(6, lab_point(&l), before);
        lab_step(&l);
        const double now = p->loss->value(p, lab_point(&l));
        const bool stayed = gg_distance(6, before, lab_point(&l)) == 0;
        wrong += stayed ? now != f : !(now < f);
        serious += !stayed;
        null += stayed;
        f = now;
    }
    gsl_test(wrong != 0, "on %s each of %d serious steps lowers f, each of %d null ones stays",
             loss, serious, null);
    gsl_test(serious == 0 || null == 0, "and there are both");
    gsl_test(l.oracle.best < f, "it stands at the best point (%g, %g)", f, l.oracle.best);
    lab_close(&l);
    gg_problem_close(p);
}

/* Three planes, all weighted at the minimum in more dimensions than that: aggregates must do. */
static void test_few_planes_are_enough(void)
{
    gg_problem *p = NULL;
    lab_must(gg_problem_open(&p, "max_abs", 10, 1, 0));
    for (size_t i = 0; i < 10; i++) p->start[i] = 3 * cos(1 + (double)i);
    const double best = lab_best(p, "bundle:planes=4", 20000, 1);
    gsl_test(!(best < 1e-2), "4 planes descend in 10 dimensions (%g)", best);
    gg_problem_close(p);
}

/* Goffin's function: its minimum is where n faces meet, and values there are sums of large terms,
 * so that rounding, not a certificate, ends the run. */
static void test_goffins_fifty_faces_meet(void)
{
    gg_problem *p = NULL;
    lab_must(gg_problem_open(&p, "goffin", 50, 1, 0));
    const double best = lab_best(p, "bundle", 500, 1);
    gsl_test(!(best - p->minimum <= 1e-8), "Goffin's minimum is reached in 500 calls (%g)",
             best - p->minimum);
    gg_problem_close(p);
}

int main(void)
{
    test_it_ends_on_its_own("abs_sum", 5, 500, 1e-9);
    test_it_ends_on_its_own("max_abs", 5, 500, 1e-9);
    test_it_ends_on_its_own("max_hilbert", 5, 500, 1e-9);
    test_goffins_fifty_faces_meet();
    test_it_ends_on_its_own("wolfe", 2, 2000, 1e-8);
    test_nobody_gets_below_the_resisting_floor("bundle");
    test_nobody_gets_below_the_resisting_floor("bfgs_nonsmooth");
    test_nobody_gets_below_the_resisting_floor("gradient_sampling");
    test_steps_are_serious_or_null("chained_lq");
    test_steps_are_serious_or_null("chained_cb3");
    test_few_planes_are_enough();
    return gsl_test_summary();
}
