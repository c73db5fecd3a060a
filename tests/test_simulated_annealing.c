/* tests/test_simulated_annealing.c -- leaps, what is taken, the polish, what it costs. */
#include <gsl/gsl_test.h>

#include "tests/counted.h"

/* Tsallis & Stariolo 1996: at q = 2 a leap is a Cauchy number times the temperature, at
 * q = 5/3 Student's with two degrees of freedom times T^(3/4) / sqrt(4/3). Nothing worse is
 * taken without heat, so every leap starts at the same point. */
static void test_leaps_have_the_published_law(double q, double width, double unit,
                                              double quartile)
{
    enum { N = 64 };
    char optimizer[160];
    lab_problem p;
    lab l;
    double inside = 0;
    double near = 0;
    double count = 0;
    snprintf(optimizer, sizeof optimizer,
             "simulated_annealing:polish=no:heat=0:visiting=%.17g:width=%.17g", q, width);
    counted.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &counted_loss, N, 0), optimizer, 1000000, 1);
    lab_step(&l); /* the first chain, at the first temperature: n leaps of all coordinates */
    for (size_t k = 1; k <= N; k++)
        for (size_t i = 0; i < N; i++, count++) {
            const double far = fabs(counted_point(N, k)[i]) / 10; /* the side is 10 */
            inside += far < unit * quartile;
            near += far < unit;
        }
    gsl_test(counted.calls != 1 + 2 * N, "a chain is 2 n leaps");
    /* five standard errors of 4096 */
    gsl_test_abs(inside / count, 0.5, 0.039, "q = %g: half of the leaps are below the median",
                 q);
    gsl_test(near == 0 || near == count, "and some below the unit");
    size_t moved = 0;
    for (size_t k = N + 1; k <= 2 * (size_t)N; k++)
        for (size_t i = 0; i < N; i++) moved += counted_point(N, k)[i] != 0;
    gsl_test(moved > N || moved < N - 1, "the last n leaps move one coordinate each (%zu)",
             moved);
    lab_close(&l);
}

static void test_it_never_leaves_the_box(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "schwefel", 3, 1, 0)); /* infinite outside */
    lab_open(&l, p, "simulated_annealing", 20000, 1);
    size_t outside = 0;
    while (gg_spent(&l.oracle) < 20000) {
        const double *x = NULL;
        lab_step(&l);
        l.method->points(l.state, 3, &x);
        for (size_t i = 0; i < 6; i++) outside += !(fabs(x[i]) <= 500);
    }
    gsl_test(outside != 0, "it never leaves the box");
    gsl_test(l.oracle.best > p->minimum + 1e-8, "and finds Schwefel's minimum near a corner");
    lab_close(&l);
    gg_problem_close(p);
}

/* Three values are a parabola; its vertex is the minimum along an axis. So one sweep, after the
 * first value, is all that a sum of parabolas takes: 3 n calls. */
static void test_a_sweep_minimises_a_sum_of_parabolas(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "ellipsoid:condition=100", 20, 1, 0));
    lab_open(&l, p, "simulated_annealing:edge=0.25", 1000, 1);
    const double first = l.oracle.best;
    lab_step(&l);
    gsl_test(gg_spent(&l.oracle) > 1 + 3 * 20, "a sweep costs at most 3 n calls");
    gsl_test(!(l.oracle.best < 1e-25 * first), "and solves a separable quadratic (%g of %g)",
             l.oracle.best, first);
    lab_close(&l);
    gg_problem_close(p);
}

static void test_heat_decides_what_is_taken(const char *optimizer, bool climbs)
{
    lab_problem p;
    lab l;
    size_t moves = 0;
    counted.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &counted_loss, 2, 1), optimizer, 100000, 1);
    for (int i = 0; i < 20; i++) {
        const double *x = NULL;
        l.method->points(l.state, 2, &x);
        const double before = x[2];
        lab_step(&l);
        l.method->points(l.state, 2, &x);
        moves += x[2] != before;
    }
    gsl_test(climbs ? moves == 0 : moves != 0, "%s %s", optimizer,
             climbs ? "takes worse points" : "takes none that is worse");
    lab_close(&l);
}

/* Dual annealing with gradients takes 4400 calls on Rastrigin and 1400 on Schwefel to 1e-8;
 * without them a polish costs n times as many values, so ten times that must do. */
static void test_it_finds_hollows_among_many(void)
{
    enum { RUNS = 7 };
    static const struct {
        const char *loss;
        double gap;
        size_t most;
    } costs[] = {{"rastrigin", 1e-8, 44000}, {"schwefel", 1e-8, 14000}, {"sphere", 1e-6, 400}};
    for (size_t k = 0; k < sizeof costs / sizeof *costs; k++) {
        size_t calls[RUNS];
        lab_race(costs[k].loss, 10, "simulated_annealing", costs[k].gap, 100000, 500, RUNS,
                 calls);
        gsl_test(calls[RUNS - 1] > costs[k].most,
                 "%s in 10 dimensions takes at most %zu calls in all runs (%zu)", costs[k].loss,
                 costs[k].most, calls[RUNS - 1]);
    }
}

int main(void)
{
    test_leaps_have_the_published_law(2, 1e-3, 1e-3, 1);
    /* medians of |t| with 1 and 2 degrees of freedom: 1 and sqrt(2/3) */
    test_leaps_have_the_published_law(5.0 / 3, 1e-3, pow(1e-3, 0.75) / sqrt(4.0 / 3),
                                      0.816496580927726);
    test_it_never_leaves_the_box();
    test_a_sweep_minimises_a_sum_of_parabolas();
    test_heat_decides_what_is_taken("simulated_annealing:polish=no:heat=0", false);
    test_heat_decides_what_is_taken("simulated_annealing:polish=no:heat=1000", true);
    test_it_finds_hollows_among_many();
    return gsl_test_summary();
}
