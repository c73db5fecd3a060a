/* tests/test_sgd.c -- gradient descent with all rows, a call a pass, the variance of means. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

/* --- the mean of |x - a_i|^2 / 2 over rows; a_ij of mean 0 and variance 1 --------------- */

enum { ROWS = 100, COLUMNS = 2 };

static double row(size_t i, size_t j)
{
    const bool positive = j == 0 ? i % 2 : (i / 2) % 2;
    return positive ? 1 : -1;
}

static double sample(gg_problem *p, const size_t rows[], size_t count, const double x[],
                     double g[])
{
    double f = 0;
    gg_fill(p->n, 0, g);
    for (size_t k = 0; k < count; k++)
        for (size_t j = 0; j < p->n; j++) {
            const double r = x[j] - row(rows[k], j);
            f += 0.5 * r * r / (double)count;
            g[j] += r / (double)count;
        }
    return f;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    size_t rows[ROWS];
    for (size_t i = 0; i < ROWS; i++) rows[i] = i;
    return sample(p, rows, ROWS, x, g);
}

static double value(gg_problem *p, const double x[])
{
    double g[COLUMNS];
    return gradient(p, x, g);
}

static const gg_loss mean_loss = {.name = "mean",
                                  .smoothness = GG_ANALYTIC,
                                  .value = value,
                                  .gradient = gradient,
                                  .sample = sample};

static gg_problem *open_mean(lab_problem *p, double start)
{
    gg_problem *q = lab_problem_fill(p, &mean_loss, COLUMNS, start);
    q->samples = ROWS;
    return q;
}

static bool same_bits(const double x[], const double y[])
{
    const void *a = x;
    const void *b = y;
    return memcmp(a, b, COLUMNS * sizeof *x) == 0;
}

static void test_all_rows_are_gradient_descent(void)
{
    static const char *const batches[] = {"0", "100", "5000"};
    for (size_t k = 0; k < 3; k++) {
        char optimizer[96];
        lab_problem p;
        lab a;
        lab b;
        snprintf(optimizer, sizeof optimizer, "sgd:size=0.07:momentum=0.5:batch=%s",
                 batches[k]);
        gg_problem *q = open_mean(&p, 3);
        lab_open(&a, q, "gradient_descent:size=0.07:momentum=0.5", 1000, 1);
        lab_open(&b, q, optimizer, 1000, 1);
        size_t different = 0;
        for (int i = 0; i < 50; i++) {
            lab_step(&a);
            lab_step(&b);
            different += !same_bits(lab_point(&a), lab_point(&b));
        }
        gsl_test(different != 0, "batch=%s of 100 rows is gradient descent, bit for bit (%zu)",
                 batches[k], different);
        lab_close(&a);
        lab_close(&b);
    }
}

static void test_one_row_at_a_time_costs_a_call_a_pass(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, open_mean(&p, 3), "sgd:size=0.01:batch=1:average=no", 1000, 1);
    for (int i = 0; i < 7 * ROWS; i++) lab_step(&l);
    gsl_test(l.oracle.used.samples != (size_t)7 * ROWS, "700 steps look at 700 rows (%zu)",
             l.oracle.used.samples);
    gsl_test(gg_spent(&l.oracle) != 7, "and cost 7 calls (%zu)", gg_spent(&l.oracle));
    lab_close(&l);
}

/* The end's squared distance to the minimiser 0, a mean over seeds. */
static double mean_square(const char *optimizer, size_t passes)
{
    enum { SEEDS = 300 };
    double total = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        lab_problem p;
        lab l;
        lab_open(&l, open_mean(&p, 0), optimizer, passes, seed);
        for (size_t k = 0; k < passes * ROWS; k++) lab_step(&l);
        total += gg_dot(COLUMNS, lab_point(&l), lab_point(&l));
        lab_close(&l);
    }
    return total / SEEDS;
}

/* Polyak & Juditsky 1992, theorem 1: the mean of T points has covariance H^-1 S H^-1 / T in the
 * limit, here I / T, whatever the step; of 600 squares of normals the mean is known to 6 %.
 * The points themselves have the variance t / (2 - t) of an autoregression, here 1/19. */
static void test_means_have_the_least_variance(void)
{
    const char *by_rows = "sgd:size=0.1:batch=1:order=drawn:momentum=0:schedule=constant:";
    char averaged[160];
    char not_averaged[160];
    snprintf(averaged, sizeof averaged, "%saverage=yes:from=0:every=1000000", by_rows);
    snprintf(not_averaged, sizeof not_averaged, "%saverage=no", by_rows);
    const double T = 10 * ROWS;
    gsl_test_rel(mean_square(averaged, 10), COLUMNS / T, 0.25, "means of T points: trace / T");
    gsl_test_rel(mean_square(not_averaged, 10), COLUMNS * 0.1 / 1.9, 0.25,
                 "points: t / (2 - t) in each column");
}

/* Every row once a pass: errors of rows cancel, and the mean is better than 1/T. */
static void test_passes_in_shuffled_order_are_better(void)
{
    const char *shuffled = "sgd:size=0.1:batch=1:momentum=0:schedule=constant:average=yes:"
                           "from=0:every=1000000";
    const double T = 10 * ROWS;
    const double square = mean_square(shuffled, 10);
    gsl_test(!(square < 0.5 * COLUMNS / T), "shuffled rows: %g, drawn ones %g", square,
             COLUMNS / T);
}

static void test_a_size_is_found(void)
{
    gg_problem *q = NULL;
    lab l;
    lab_must(gg_problem_open(&q, "rosenbrock", 2, 1, 0));
    lab_open(&l, q, "sgd", 5000, 1);
    lab_finish(&l);
    gsl_test(!(l.oracle.best < 1e-4), "without L a size is found that solves Rosenbrock (%g)",
             l.oracle.best);
    lab_close(&l);
    gg_problem_close(q);
}

/* A size that f runs away with is quartered until it does not: L is wrong by 1000 here. */
static void test_steps_that_are_too_long_become_shorter(void)
{
    lab_problem p;
    lab l;
    gg_problem *q = open_mean(&p, 3);
    q->L = 1e-3;
    lab_open(&l, q, "sgd", 1000, 1);
    lab_finish(&l);
    gsl_test(!(l.oracle.best < 1.01), "a wrong L is survived: f falls from 10 to 1 (%g)",
             l.oracle.best);
    lab_close(&l);
}

int main(void)
{
    test_all_rows_are_gradient_descent();
    test_one_row_at_a_time_costs_a_call_a_pass();
    test_means_have_the_least_variance();
    test_passes_in_shuffled_order_are_better();
    test_a_size_is_found();
    test_steps_that_are_too_long_become_shorter();
    return gsl_test_summary();
}
