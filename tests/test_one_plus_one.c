/* tests/test_one_plus_one.c -- the speed that theory allows, no more, and where it dies. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

/* The sphere, and maps of it that keep its order; the 1-norm and the largest coordinate. */
typedef enum form { SQUARE, ROOT, EIGHTH, LOGARITHM, EXPM1, SUM, MOST } form;
static form shape;

static double value(gg_problem *p, const double x[])
{
    const double q = gg_dot(p->n, x, x);
    double sum = 0;
    switch (shape) {
    case ROOT: return sqrt(q);
    case EIGHTH: return pow(q, 0.125);
    case LOGARITHM: return log(q);
    case EXPM1: return expm1(q);
    case SUM:
        for (size_t i = 0; i < p->n; i++) sum += fabs(x[i]);
        return sum;
    case MOST: return gg_norm_max(p->n, x);
    default: return q;
    }
}

static const gg_loss loss = {.name = "shape", .smoothness = GG_ANALYTIC, .value = value};

enum { MOST_N = 160 };
static const size_t dimensions[] = {2, 5, 10, 20, 40, 160};
enum { DIMENSIONS = sizeof dimensions / sizeof *dimensions };

/* n times the mean of -d ln|x| per evaluation over `calls` calls, in runs that stay above
 * |x| = 1e-100. */
static double progress(const char *spec, size_t n, size_t calls)
{
    double start[MOST_N], lower[MOST_N], upper[MOST_N];
    gg_fill(n, 1, start);
    gg_fill(n, -5, lower);
    gg_fill(n, 5, upper);
    gg_problem p = {.loss = &loss,
                    .n = n,
                    .start = start,
                    .lower = lower,
                    .upper = upper,
                    .minimum = NAN,
                    .L = NAN,
                    .mu = NAN,
                    .smoothness = GG_ANALYTIC};
    double won = 0;
    size_t spent = 0;
    shape = SQUARE;
    for (uint64_t seed = 1; spent < calls; seed++) {
        lab l;
        lab_open(&l, &p, spec, calls, seed);
        for (size_t k = 0; k < 100 * n; k++) lab_step(&l); /* the size finds its place */
        const double before = gg_norm(n, lab_point(&l));
        const size_t first = gg_spent(&l.oracle);
        while (gg_norm(n, lab_point(&l)) > 1e-100 && gg_spent(&l.oracle) < calls) lab_step(&l);
        won += log(before / gg_norm(n, lab_point(&l)));
        spent += gg_spent(&l.oracle) - first;
        lab_close(&l);
    }
    return (double)n * won / (double)spent;
}

/* The best step's progress: n times the expectation of max(0, -ln|e + (sigma/n) z|) at
 * sigma = 1.224, by quadrature over z_1 and the chi-squared rest; at n = infinity
 * max_s s/sqrt(2 pi) exp(-s^2/8) - s^2/2 Phi(-s/2) = 0.20246. */
static void test_the_best_step_gains_what_theory_says(void)
{
    static const double theory[DIMENSIONS] = {0.36905, 0.26205, 0.22983,
                                              0.21561, 0.20891, 0.20405};
    for (size_t d = 0; d < DIMENSIONS; d++) {
        const size_t n = dimensions[d];
        const double rate = progress("one_plus_one:rule=distance", n, 45000);
        gsl_test_rel(rate, theory[d], 0.03, "n times the gain per call at the best step, n=%zu",
                     n);
        if (n == MOST_N)
            gsl_test(rate < 0.196 || rate > 0.209, "and nears 0.2025 as n grows (%g)", rate);
    }
}

static void test_the_fifth_rule_comes_near_and_never_beats_the_limits(void)
{
    static const double best[DIMENSIONS] = {0.36905, 0.26205, 0.22983,
                                            0.21561, 0.20891, 0.20405};
    for (size_t d = 0; d < DIMENSIONS; d++) {
        const size_t n = dimensions[d];
        const double rate = progress("one_plus_one", n, 45000);
        if (n >= 10)
            gsl_test(rate < 0.15 || rate > 0.2025,
                     "n = %zu: n d ln|x| = %g lies in 0.15 "
                     "... 0.2025",
                     n, rate);
        gsl_test(rate > 1.03 * best[d], "n = %zu: %g is no more than the best step gains", n,
                 rate);
        gsl_test(rate >= log(2), "n = %zu: one comparison gains at most ln 2 / n", n);
    }
}

static void test_a_map_that_keeps_the_order_is_not_seen(void)
{
    static const form maps[] = {ROOT, EIGHTH, LOGARITHM, EXPM1};
    static const char *const names[] = {"q^(1/2)", "q^(1/8)", "log q", "expm1(q)"};
    for (size_t k = 0; k < 4; k++) {
        lab_problem p;
        lab a, b;
        gg_problem *q = lab_problem_fill(&p, &loss, 5, 0.7);
        shape = SQUARE;
        lab_open(&a, q, "one_plus_one", 501, 3);
        while (a.steps < 500) lab_step(&a);
        shape = maps[k];
        lab_open(&b, q, "one_plus_one", 501, 3);
        while (b.steps < 500) lab_step(&b);
        const void *x = lab_point(&a);
        const void *y = lab_point(&b);
        gsl_test(memcmp(x, y, 10 * sizeof(double)) != 0,
                 "500 steps on %s are those on q = |x|^2, bit for bit", names[k]);
        lab_close(&a);
        lab_close(&b);
    }
}

/* Share of 20 runs that come to 1e-8 in 800 n calls. */
static double arrivals(form f, size_t n)
{
    int arrived = 0;
    shape = f;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        lab_problem p;
        gg_problem *q = lab_problem_fill(&p, &loss, n, 0);
        for (size_t i = 0; i < n; i++) p.start[i] = 1 + (double)i / (double)(n - 1);
        arrived += lab_best(q, "one_plus_one", 800 * n, seed) <= 1e-8;
    }
    return arrived / 20.;
}

/* Where k pieces meet a child wins with probability 2^-k or so, less than 1/5: the mutations
 * shrink faster than the way. */
static void test_kinks_in_the_level_sets_kill_it(void)
{
    static const size_t n[] = {10, 16, 24};
    gsl_test(arrivals(ROOT, 3) != 1, "n = 3: every run arrives on the 2-norm");
    gsl_test(arrivals(SUM, 3) < 0.8, "n = 3: most runs arrive on the 1-norm");
    gsl_test(arrivals(MOST, 3) < 0.8, "n = 3: most runs arrive on the largest |x_i|");
    for (size_t k = 0; k < 3; k++) {
        gsl_test(arrivals(ROOT, n[k]) != 1, "n = %zu: every run arrives on the 2-norm", n[k]);
        gsl_test(arrivals(SUM, n[k]) > 0.1, "n = %zu: hardly any on the 1-norm", n[k]);
        gsl_test(arrivals(MOST, n[k]) > 0.1, "n = %zu: hardly any on the largest |x_i|", n[k]);
    }
}

static void test_mutations_that_are_lost_in_x_end_it(void)
{
    lab_problem p;
    lab l;
    shape = SQUARE;
    lab_open(&l, lab_problem_fill(&p, &loss, 2, 1), "one_plus_one:sigma=1e-30", 1000, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_STUCK || !l.oracle.why || gg_spent(&l.oracle) != 1,
             "a child that equals its parent is not asked for: it is stuck, and says so");
    lab_close(&l);
}

int main(void)
{
    test_the_best_step_gains_what_theory_says();
    test_the_fifth_rule_comes_near_and_never_beats_the_limits();
    test_a_map_that_keeps_the_order_is_not_seen();
    test_kinks_in_the_level_sets_kill_it();
    test_mutations_that_are_lost_in_x_end_it();
    return gsl_test_summary();
}
