/* tests/test_genetic.c -- a population: its box, survival, and what it costs. */
#include <gsl/gsl_sort.h>
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static const char *const kinds[] = {"genetic",
                                    "genetic:crossover=blx",
                                    "genetic:line=0:parent_centric=0",
                                    "genetic:line=1:beyond=100:parent_centric=0",
                                    "genetic:parent_centric=1:spread=2",
                                    "genetic:replace=plus",
                                    "genetic:mutation=gaussian",
                                    "genetic:replace=generation",
                                    "genetic:replace=generation:elite=3:population=7",
                                    "genetic:rate=1:mutation_eta=0",
                                    "genetic:population=4:tournament=1:crossed=0"};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void test_everybody_stays_in_the_box(void)
{
    for (size_t k = 0; k < KINDS; k++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, "rastrigin", 3, 1, 0));
        lab_open(&l, p, kinds[k], 5000, 1);
        size_t outside = 0;
        while (gg_spent(&l.oracle) < 5000) {
            const double *x = NULL;
            lab_step(&l);
            const size_t rows = l.method->points(l.state, 3, &x);
            for (size_t i = 0; i < rows * 3; i++)
                outside += x[i] < p->lower[i % 3] || x[i] > p->upper[i % 3];
        }
        gsl_test(outside != 0, "%s never leaves the box", kinds[k]);
        lab_close(&l);
        gg_problem_close(p);
    }
}

static void test_elitism_never_loses_the_best(void)
{
    for (size_t k = 0; k < KINDS; k++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, "rastrigin", 5, 1, 0));
        lab_open(&l, p, kinds[k], 4000, 1);
        size_t lost = 0;
        for (int i = 0; i < 50; i++) {
            lab_step(&l);
            lost += p->loss->value(p, lab_point(&l)) != l.oracle.best;
        }
        gsl_test(lost != 0, "%s keeps the best ever asked, first", kinds[k]);
        lab_close(&l);
        gg_problem_close(p);
    }
}

static void test_without_elite_the_best_may_be_lost(void)
{
    gg_problem *p = NULL;
    lab l;
    size_t lost = 0;
    lab_must(gg_problem_open(&p, "rastrigin", 5, 1, 0));
    lab_open(&l, p, "genetic:replace=generation:elite=0", 4000, 1);
    for (int i = 0; i < 50; i++) {
        lab_step(&l);
        lost += p->loss->value(p, lab_point(&l)) != l.oracle.best;
    }
    gsl_test(lost == 0, "replace=generation:elite=0 keeps nobody");
    lab_close(&l);
    gg_problem_close(p);
}

static void test_a_step_is_a_generation(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "sphere", 5, 1, 0));
    lab_open(&l, p, "genetic:population=30", 1000, 1);
    gsl_test(gg_spent(&l.oracle) != 30, "a population of 30 costs 30 calls");
    lab_step(&l);
    gsl_test(gg_spent(&l.oracle) != 60, "and so does a generation");
    lab_close(&l);
    lab_open(&l, p, "genetic", 1000, 1);
    gsl_test(gg_spent(&l.oracle) != 24, "by itself it has 20 + n members, in pairs");
    lab_close(&l);
    gg_problem_close(p);
    lab_must(gg_problem_open(&p, "sphere", 40, 1, 0));
    lab_open(&l, p, "genetic", 1000, 1);
    gsl_test(gg_spent(&l.oracle) != 60, "in any dimension");
    lab_close(&l);
    gg_problem_close(p);
}

static int ascending(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a;
    const size_t y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* The medians of runs to 1e-4, in calls; SIZE_MAX: the run failed. */
enum { RUNS = 11 };
static void measure_costs(const char *loss, size_t n, size_t budget, size_t calls[RUNS])
{
    for (uint32_t r = 0; r < RUNS; r++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, loss, n, 1, r));
        lab_open(&l, p, "genetic", budget, 100 + r);
        calls[r] = lab_calls_to(&l, p->minimum + 1e-4);
        lab_close(&l);
        gg_problem_close(p);
    }
    qsort(calls, RUNS, sizeof *calls, ascending);
}

/* pagmo's SGA, with the settings that serve it best: 1110, 9054, 41661 and 1489 calls. */
static void test_it_costs_less_than_others(void)
{
    static const struct {
        const char *loss;
        size_t n, most;
    } costs[] = {{"sphere", 2, 1110 * 2 / 5},
                 {"sphere", 10, 9054 * 2 / 5},
                 {"rastrigin", 10, 41661 * 2 / 5},
                 {"step", 10, 1489}};
    for (size_t k = 0; k < sizeof costs / sizeof *costs; k++) {
        size_t calls[RUNS];
        measure_costs(costs[k].loss, costs[k].n, 100000, calls);
        gsl_test(calls[RUNS / 2] > costs[k].most,
                 "%s in %zu dimensions to 1e-4 costs at most %zu calls (median %zu)",
                 costs[k].loss, costs[k].n, costs[k].most, calls[RUNS / 2]);
    }
}

/* Here that SGA fails within 100,000 calls. */
static void test_it_solves_what_others_do_not(void)
{
    static const char *const losses[] = {"ackley", "ellipsoid:condition=1e6", "abs_sum"};
    for (size_t k = 0; k < 3; k++) {
        size_t calls[RUNS];
        measure_costs(losses[k], 10, 100000, calls);
        gsl_test(calls[RUNS * 4 / 5] > 100000, "%s in 10 dimensions is solved in four of five",
                 losses[k]);
    }
}

/* From E f = n 25 / 3 on the sphere to 1e-4 of that is log(1e4) / 2 e-folds of distance. One
 * comparison a call wins 1 / (1.4427 n) of them at most, on average (Teytaud & Gelly 2006); such
 * algorithms are measured to cost n^1 to n^1.6. */
static void test_the_cost_of_dimensions_is_known(void)
{
    static const size_t dimensions[] = {4, 32};
    double mean[2] = {0};
    for (size_t d = 0; d < 2; d++)
        for (uint32_t r = 0; r < RUNS; r++) {
            gg_problem *p = NULL;
            lab l;
            const size_t n = dimensions[d];
            lab_must(gg_problem_open(&p, "sphere", n, 1, r));
            lab_open(&l, p, "genetic", 100000, 200 + r);
            mean[d] += (double)lab_calls_to(&l, 1e-4 * (double)n * 25 / 3) / RUNS;
            lab_close(&l);
            gg_problem_close(p);
        }
    for (size_t d = 0; d < 2; d++) {
        const double least = 1.4427 * (double)dimensions[d] * log(1e4) / 2;
        gsl_test(!(mean[d] > least), "no more is won than one comparison a call allows, n=%zu",
                 dimensions[d]);
    }
    const double slope = log(mean[1] / mean[0]) / log(8);
    gsl_test(!(slope > 0.9 && slope < 1.6), "calls grow as n to the power 1 to 1.6 (%g)",
             slope);
}

static double widest(const lab *l)
{
    const double *x = NULL;
    const size_t rows = l->method->points(l->state, l->oracle.n, &x);
    double most = 0;
    for (size_t i = l->oracle.n; i < rows * l->oracle.n; i++)
        most = fmax(most, fabs(x[i] - x[i % l->oracle.n]));
    return most;
}

static void test_the_population_contracts_and_is_renewed(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "rastrigin", 2, 1, 0));
    lab_open(&l, p, "genetic", 1000000, 1);
    const double first = widest(&l);
    double least = first;
    double after = 0; /* it has contracted */
    for (int i = 0; i < 2000; i++) {
        lab_step(&l);
        const double now = widest(&l);
        least = fmin(least, now);
        if (least < 1e-4 * first) after = fmax(after, now);
    }
    gsl_test(first < 3, "a population begins all over the box (%g)", first);
    gsl_test(least > 1e-4 * first, "it contracts as it converges (%g)", least);
    gsl_test(after < 3, "and is renewed when it has nothing more to find (%g)", after);
    lab_close(&l);
    lab_open(&l, p, "genetic:renew=no", 1000000, 1);
    gsl_test(lab_finish(&l) != GG_DONE || !l.oracle.why, "or says that it has arrived");
    lab_close(&l);
    gg_problem_close(p);
}

/* f and sqrt(f) are one to who only compares. */
static double bowl_value(gg_problem *p, const double x[])
{
    return gg_dot(p->n, x, x);
}

static double cone_value(gg_problem *p, const double x[])
{
    return sqrt(gg_dot(p->n, x, x));
}

static void test_it_does_not_see_a_root(void)
{
    static const gg_loss bowl = {.name = "bowl", .value = bowl_value};
    static const gg_loss cone = {.name = "cone", .value = cone_value};
    lab_problem p;
    lab_problem q;
    lab a;
    lab b;
    lab_open(&a, lab_problem_fill(&p, &bowl, 6, 3), "genetic", 1500, 3);
    lab_open(&b, lab_problem_fill(&q, &cone, 6, 3), "genetic", 1500, 3);
    lab_finish(&a);
    lab_finish(&b);
    size_t apart = 0;
    for (size_t i = 0; i < 6; i++) apart += lab_point(&a)[i] != lab_point(&b)[i];
    gsl_test(apart != 0 || gg_spent(&a.oracle) < 1500,
             "it goes the same way, bit for bit, on |x|^2 and on |x|");
    lab_close(&a);
    lab_close(&b);
}

static double median_gap(const char *loss, const char *optimizer)
{
    double gaps[RUNS];
    for (uint32_t r = 0; r < RUNS; r++) {
        gg_problem *p = NULL;
        lab_must(gg_problem_open(&p, loss, 2, 1, r));
        gaps[r] = lab_best(p, optimizer, 4000, 100 + r) - p->minimum;
        gg_problem_close(p);
    }
    gsl_sort(gaps, 1, RUNS);
    return gaps[RUNS / 2];
}

/* Narrow valleys that are not parallel to an axis: a population that varies its coordinates one
 * by one falls flat there, far from the minimum. */
static void test_it_does_not_lose_to_random_search(void)
{
    static const char *const valleys[] = {"ellipsoid:condition=1e4+rotate+shift",
                                          "nonsmooth_rosenbrock", "rosenbrock"};
    for (size_t k = 0; k < sizeof valleys / sizeof *valleys; k++) {
        const double gap = median_gap(valleys[k], "genetic");
        const double chance = median_gap(valleys[k], "random_search");
        gsl_test(!(gap <= chance), "%s: the median gap is not above random search's (%g, %g)",
                 valleys[k], gap, chance);
    }
}

int main(void)
{
    test_everybody_stays_in_the_box();
    test_elitism_never_loses_the_best();
    test_without_elite_the_best_may_be_lost();
    test_a_step_is_a_generation();
    test_it_costs_less_than_others();
    test_it_solves_what_others_do_not();
    test_the_cost_of_dimensions_is_known();
    test_the_population_contracts_and_is_renewed();
    test_it_does_not_see_a_root();
    test_it_does_not_lose_to_random_search();
    return gsl_test_summary();
}
