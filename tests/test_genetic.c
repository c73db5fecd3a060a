/* tests/test_genetic.c -- crossover, mutation, survival, and what they cost together. */
#include <gsl/gsl_sort.h>
#include <gsl/gsl_test.h>

#include "optimizers/variation.h"
#include "tests/lab.h"

enum { N = 20, DRAWS = 20000 };

static void fill_parents(double a[N], double b[N])
{
    for (size_t i = 0; i < N; i++) {
        a[i] = sin(1 + (double)i);
        b[i] = i % 5 == 0 ? a[i] : cos(2 * (double)i); /* some coordinates agree */
    }
}

static void test_sbx_children_have_their_parents_mean(gsl_rng *rng, double eta)
{
    double a[N];
    double b[N];
    double c[N];
    double d[N];
    double off = 0;
    size_t agreed = 0;
    fill_parents(a, b);
    for (int k = 0; k < DRAWS; k++) {
        gg_crossover_sbx(rng, eta, N, a, b, c, d);
        for (size_t i = 0; i < N; i++) {
            const double scale = fabs(c[i]) + fabs(d[i]) + fabs(a[i]) + fabs(b[i]);
            off = fmax(off, fabs(c[i] + d[i] - (a[i] + b[i])) / scale);
            agreed += a[i] == b[i] && (c[i] != a[i] || d[i] != a[i]);
        }
    }
    gsl_test(off > 4e-16, "c + d = a + b but for rounding, eta = %g (%g)", eta, off);
    gsl_test(agreed != 0, "where parents agree children agree, eta = %g", eta);
}

/* beta = |c - d| / |a - b| of crossed coordinates: P(beta < 1) = 1/2, and its density
 * (eta+1)/2 beta^eta below 1 has P(beta < b) = b^(eta+1) / 2. */
static void test_sbx_spreads_as_published(gsl_rng *rng, double eta)
{
    const double a[1] = {0};
    const double b[1] = {1};
    double c[1];
    double d[1];
    double crossed = 0;
    double contracted = 0;
    double far = 0;
    const double b0 = pow(0.5, 1 / (eta + 1)); /* P(beta < b0) = 1/4 */
    for (int k = 0; k < DRAWS; k++) {
        gg_crossover_sbx(rng, eta, 1, a, b, c, d);
        const double beta = fabs(c[0] - d[0]);
        if (beta == 1) continue;
        crossed++;
        contracted += beta < 1;
        far += beta < b0;
    }
    /* five standard errors of a share of 20000 or 10000 */
    gsl_test_abs(crossed / DRAWS, 0.5, 0.018, "half of the coordinates cross, eta = %g", eta);
    gsl_test_abs(contracted / crossed, 0.5, 0.025, "half of those contract, eta = %g", eta);
    gsl_test_abs(far / crossed, 0.25, 0.022, "a quarter by more than 2^(-1/(eta+1)), eta = %g",
                 eta);
}

static void test_blx_children_fill_the_widened_interval(gsl_rng *rng)
{
    const double a[1] = {1};
    const double b[1] = {-1};
    double c[1];
    double d[1];
    double least = 0;
    double most = 0;
    double sum = 0;
    for (int k = 0; k < DRAWS; k++) {
        gg_crossover_blx(rng, 0.5, 1, a, b, c, d);
        least = fmin(least, fmin(c[0], d[0]));
        most = fmax(most, fmax(c[0], d[0]));
        sum += c[0] + d[0];
    }
    gsl_test(least < -2 || most > 2, "blx-0.5 of -1 and 1 stays in [-2, 2]");
    gsl_test(least > -1.99 || most < 1.99, "and fills it");
    gsl_test_abs(sum / (2 * DRAWS), 0, 0.029, "about the parents' mean");
}

/* Parents (0, 0) and (1, 2): the line is y = 2 x, and x from -beyond to 1 + beyond. */
static void test_line_children_lie_on_the_parents_line(gsl_rng *rng)
{
    const double a[2] = {0, 0};
    const double b[2] = {1, 2};
    double c[2];
    double d[2];
    double off = 0;
    double least = 0;
    double most = 0;
    double sum = 0;
    for (int k = 0; k < DRAWS; k++) {
        gg_crossover_line(rng, 3, 2, a, b, c, d);
        off = fmax(off, fmax(fabs(c[1] - 2 * c[0]), fabs(d[1] - 2 * d[0])));
        least = fmin(least, fmin(c[0], d[0]));
        most = fmax(most, fmax(c[0], d[0]));
        sum += c[0] + d[0];
    }
    gsl_test(off > 0, "line children lie on the line through their parents");
    gsl_test(least < -3 || most > 4, "and not past three times the parents' distance");
    gsl_test(least > -2.99 || most < 3.99, "and fill that much");
    /* five standard errors, 7 / sqrt(12) each */
    gsl_test_abs(sum / (2 * DRAWS), 0.5, 0.051, "about the parents' mean");
}

/* The mean of |delta| is 1/(eta + 2). */
static void test_polynomial_mutation_is_as_long_as_published(gsl_rng *rng, double eta)
{
    double length = 0;
    double mean = 0;
    double most = 0;
    for (int k = 0; k < DRAWS; k++) {
        const double delta = gg_mutation_polynomial(rng, eta);
        length += fabs(delta) / DRAWS;
        mean += delta / DRAWS;
        most = fmax(most, fabs(delta));
    }
    gsl_test(most > 1, "mutations lie in [-1, 1], eta = %g", eta);
    /* its standard deviation is below its mean */
    gsl_test_rel(length, 1 / (eta + 2), 5 / sqrt(DRAWS), "their mean length is 1/(eta+2), %g",
                 eta);
    gsl_test_abs(mean, 0, 7.1 / (eta + 2) / sqrt(DRAWS), "their mean is 0, eta = %g", eta);
}

static const char *const kinds[] = {"genetic",
                                    "genetic:crossover=blx",
                                    "genetic:line=0",
                                    "genetic:line=1:beyond=100",
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
    gsl_test(gg_spent(&l.oracle) != 30, "by itself it has at least 30 members");
    lab_close(&l);
    gg_problem_close(p);
    lab_must(gg_problem_open(&p, "sphere", 40, 1, 0));
    lab_open(&l, p, "genetic", 1000, 1);
    gsl_test(gg_spent(&l.oracle) != 90, "and 10 + 2 n where that is more");
    lab_close(&l);
    gg_problem_close(p);
}

static int ascending(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a;
    const size_t y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* pagmo's SGA, with the settings that serve it best: 1110, 9054, 41661 and 1489 calls. */
static void test_it_costs_less_than_others(void)
{
    enum { RUNS = 11 };
    static const struct {
        const char *loss;
        size_t n, most;
    } costs[] = {{"sphere", 2, 1110},
                 {"sphere", 10, 9054},
                 {"rastrigin", 10, 41661},
                 {"step", 10, 1489}};
    for (size_t k = 0; k < sizeof costs / sizeof *costs; k++) {
        size_t calls[RUNS];
        for (uint32_t r = 0; r < RUNS; r++) {
            gg_problem *p = NULL;
            lab l;
            lab_must(gg_problem_open(&p, costs[k].loss, costs[k].n, 1, r));
            lab_open(&l, p, "genetic", 100000, 100 + r);
            calls[r] = lab_calls_to(&l, p->minimum + 1e-4);
            lab_close(&l);
            gg_problem_close(p);
        }
        qsort(calls, RUNS, sizeof *calls, ascending);
        gsl_test(calls[RUNS / 2] > costs[k].most,
                 "%s in %zu dimensions to 1e-4 costs less than %zu calls (median %zu)",
                 costs[k].loss, costs[k].n, costs[k].most, calls[RUNS / 2]);
    }
}

static double median_gap(const char *loss, const char *optimizer)
{
    enum { RUNS = 15 };
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
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    static const double etas[] = {15, 2};
    for (size_t k = 0; k < 2; k++) {
        test_sbx_children_have_their_parents_mean(rng, etas[k]);
        test_sbx_spreads_as_published(rng, etas[k]);
        test_polynomial_mutation_is_as_long_as_published(rng, etas[k]);
    }
    test_blx_children_fill_the_widened_interval(rng);
    test_line_children_lie_on_the_parents_line(rng);
    gsl_rng_free(rng);
    test_everybody_stays_in_the_box();
    test_elitism_never_loses_the_best();
    test_without_elite_the_best_may_be_lost();
    test_a_step_is_a_generation();
    test_it_costs_less_than_others();
    test_it_does_not_lose_to_random_search();
    return gsl_test_summary();
}
