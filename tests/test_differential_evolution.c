/* tests/test_differential_evolution.c -- how trials are made, who survives, what it costs. */
#include <gsl/gsl_test.h>

#include "tests/counted.h"

enum { SIZE = 6 };

/* Is v = base + F (towards - base) + F (a - b) in each coordinate, but for those that would have
 * left the box and stand half way from x to a wall? */
static bool is_made_of(size_t n, const double v[], const double x[], const double base[],
                       const double towards[], const double a[], const double b[])
{
    for (size_t i = 0; i < n; i++) {
        const double made = base[i] + 0.5 * (towards[i] - base[i]) + 0.5 * (a[i] - b[i]);
        const double wall = made < -5 ? -5 : 5;
        const double expected = fabs(made) > 5 ? 0.5 * (wall + x[i]) : made;
        if (fabs(v[i] - expected) > 1e-14 * 5) return false;
    }
    return true;
}

/* Members are the first SIZE points asked; they never change, for no trial is better. */
static bool is_random_one(size_t n, const double v[], size_t k)
{
    for (size_t c = 0; c < SIZE; c++)
        for (size_t a = 0; a < SIZE; a++)
            for (size_t b = 0; b < SIZE; b++) {
                if (a == b || a == c || b == c || a == k || b == k || c == k) continue;
                const double *base = counted_point(n, c);
                if (is_made_of(n, v, counted_point(n, k), base, base, counted_point(n, a),
                               counted_point(n, b)))
                    return true;
            }
    return false;
}

static bool is_to_pbest(size_t n, const double v[], size_t k)
{
    const double *x = counted_point(n, k);
    for (size_t best = 0; best < 2; best++) /* the two asked first are the best two */
        for (size_t a = 0; a < SIZE; a++)
            for (size_t b = 0; b < SIZE; b++)
                if (a != b && a != k && b != k &&
                    is_made_of(n, v, x, x, counted_point(n, best), counted_point(n, a),
                               counted_point(n, b)))
                    return true;
    return false;
}

/* Storn & Price 1997, DE/rand/1; Zhang & Sanderson 2009, current-to-pbest/1. */
static void test_trials_are_made_as_published(const char *optimizer, bool to_pbest)
{
    enum { N = 3 };
    const size_t generations = 40;
    lab_problem p;
    lab l;
    size_t wrong = 0;
    counted.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &counted_loss, N, 1), optimizer, 100000, 3);
    for (size_t i = 0; i < generations; i++) lab_step(&l);
    for (size_t k = 0; k < SIZE * generations; k++) {
        const double *v = counted_point(N, SIZE + k);
        wrong += to_pbest ? !is_to_pbest(N, v, k % SIZE) : !is_random_one(N, v, k % SIZE);
    }
    gsl_test(wrong != 0, "%s: trials are a member and differences, as published (%zu are not)",
             optimizer, wrong);
    lab_close(&l);
}

/* One coordinate crosses for sure, each of the others with probability CR. */
static void test_coordinates_cross_as_published(double cr)
{
    enum { N = 20, GENERATIONS = 40, MEMBERS = 10 };
    char optimizer[128];
    lab_problem p;
    lab l;
    double crossed = 0;
    snprintf(optimizer, sizeof optimizer,
             "differential_evolution:memory=0:shrink=0:population=10:CR=%g", cr);
    counted.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &counted_loss, N, 1), optimizer, 100000, 3);
    for (int i = 0; i < GENERATIONS; i++) lab_step(&l);
    for (size_t k = 0; k < (size_t)MEMBERS * GENERATIONS; k++)
        for (size_t i = 0; i < N; i++)
            crossed += counted_point(N, MEMBERS + k)[i] != counted_point(N, k % MEMBERS)[i];
    crossed /= MEMBERS * GENERATIONS;
    /* five standard errors of a binomial mean over 400 trials */
    gsl_test_abs(crossed, 1 + (N - 1) * cr, 0.01 + 5 * sqrt((N - 1) * cr * (1 - cr) / 400),
                 "1 + (n - 1) CR coordinates cross, CR = %g", cr);
    lab_close(&l);
}

/* Along the axes it finds a narrow valley's scales one by one, askew it cannot: what crosses
 * coordinate by coordinate is not the same in a turned frame. With CR = 1 it is. */
static void test_crossing_sees_the_axes(void)
{
    enum { RUNS = 9 };
    double mean[2] = {0};
    static const char *const losses[] = {"ellipsoid:condition=1e6",
                                         "ellipsoid:condition=1e6+rotate"};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t r = 0; r < RUNS; r++) {
            gg_problem *p = NULL;
            lab_must(gg_problem_open(&p, losses[k], 6, 1, r));
            mean[k] += log(lab_best(p,
                                    "differential_evolution:strategy=random:memory=0:F=0.5:CR="
                                    "0.2:population=30:shrink=0",
                                    6000, r)) /
                       RUNS;
            gg_problem_close(p);
        }
    gsl_test(!(mean[0] < mean[1] - 5), "crossing with CR = 0.2 sees the axes (log f %g and %g)",
             mean[0], mean[1]);
}

static size_t rows(const lab *l)
{
    const double *x = NULL;
    return l->method->points(l->state, l->oracle.n, &x);
}

static void test_the_population_shrinks_linearly(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "sphere", 10, 1, 0));
    lab_open(&l, p, "differential_evolution:population=100:least=20:shrink=500", 100000, 1);
    gsl_test(rows(&l) != 100, "it begins with its population");
    while (gg_spent(&l.oracle) < 2600) lab_step(&l);
    /* half of 5000 calls after the start: 60, and a generation's calls late */
    gsl_test(rows(&l) < 57 || rows(&l) > 61,
             "has half of the way down after half of the calls");
    while (gg_spent(&l.oracle) < 5300) lab_step(&l);
    gsl_test(rows(&l) != 20, "and the least at the end");
    lab_close(&l);
    gg_problem_close(p);
}

static void test_nobody_becomes_worse(void)
{
    gg_problem *p = NULL;
    lab l;
    size_t lost = 0;
    lab_must(gg_problem_open(&p, "rastrigin", 5, 1, 0));
    lab_open(&l, p, "differential_evolution", 5000, 1);
    while (gg_spent(&l.oracle) < 4000) {
        const double before = p->loss->value(p, lab_point(&l));
        lab_step(&l);
        lost += p->loss->value(p, lab_point(&l)) > before ||
                p->loss->value(p, lab_point(&l)) != l.oracle.best;
    }
    gsl_test(lost != 0, "the best ever asked is kept, and first");
    lab_close(&l);
    gg_problem_close(p);
}

static void test_an_exhausted_population_is_renewed_or_ends(void)
{
    lab_problem p;
    lab l;
    counted.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &counted_loss, 3, 1),
             "differential_evolution:population=10:renew=no", 1000000, 1);
    gsl_test(lab_finish(&l) != GG_DONE || !l.oracle.why, "renew=no: it says that it is done");
    lab_close(&l);
    counted.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &counted_loss, 3, 1),
             "differential_evolution:population=10", 2000, 1);
    const double first = lab_point(&l)[0];
    gsl_test(lab_finish(&l) != GG_GO_ON || lab_point(&l)[0] == first,
             "else it draws a fresh population");
    lab_close(&l);
}

static int ascending(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a;
    const size_t y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* The better of pagmo's jDE and de1220 to 1e-4: 13987, 12374, 9320, 9846 and 59199 calls. */
static void test_it_costs_less_than_others(void)
{
    enum { RUNS = 7 };
    static const struct {
        const char *loss;
        size_t peer;
    } costs[] = {{"rastrigin", 13987},
                 {"schwefel", 12374},
                 {"ellipsoid:condition=1e6", 9320},
                 {"ackley", 9846},
                 {"ellipsoid:condition=1e6+rotate", 59199}};
    for (size_t k = 0; k < sizeof costs / sizeof *costs; k++) {
        size_t calls[RUNS];
        for (uint32_t r = 0; r < RUNS; r++) {
            gg_problem *p = NULL;
            lab l;
            lab_must(gg_problem_open(&p, costs[k].loss, 10, 1, r));
            lab_open(&l, p, "differential_evolution", 100000, 300 + r);
            calls[r] = lab_calls_to(&l, p->minimum + 1e-4);
            lab_close(&l);
            gg_problem_close(p);
        }
        qsort(calls, RUNS, sizeof *calls, ascending);
        gsl_test(calls[RUNS / 2] > costs[k].peer * 4 / 5,
                 "%s in 10 dimensions costs at most four fifths of %zu calls (median %zu)",
                 costs[k].loss, costs[k].peer, calls[RUNS / 2]);
    }
}

/* One comparison a call wins 1 / (1.4427 n) e-folds of distance at most, on average (Teytaud &
 * Gelly 2006). */
static void test_no_more_is_won_than_comparisons_allow(void)
{
    enum { RUNS = 10, N = 10 };
    double mean = 0;
    for (uint32_t r = 0; r < RUNS; r++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, "sphere", N, 1, r));
        lab_open(&l, p, "differential_evolution", 100000, r);
        mean += (double)lab_calls_to(&l, 1e-4 * N * 25 / 3) / RUNS;
        lab_close(&l);
        gg_problem_close(p);
    }
    gsl_test(!(mean > 1.4427 * N * log(1e4) / 2), "no more is won than comparisons allow (%g)",
             mean);
}

int main(void)
{
    test_trials_are_made_as_published("differential_evolution:strategy=random:memory=0:F=0.5:"
                                      "CR=1:population=6:shrink=0",
                                      false);
    test_trials_are_made_as_published("differential_evolution:memory=0:F=0.5:CR=1:population=6:"
                                      "shrink=0:p=0",
                                      true);
    test_coordinates_cross_as_published(0);
    test_coordinates_cross_as_published(0.3);
    test_coordinates_cross_as_published(0.9);
    test_coordinates_cross_as_published(1);
    test_crossing_sees_the_axes();
    test_the_population_shrinks_linearly();
    test_nobody_becomes_worse();
    test_an_exhausted_population_is_renewed_or_ends();
    test_it_costs_less_than_others();
    test_no_more_is_won_than_comparisons_allow();
    return gsl_test_summary();
}
