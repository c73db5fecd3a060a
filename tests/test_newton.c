/* tests/test_newton.c -- order two, one step on a quadratic, off a saddle, few calls. */
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics.h>
#include <gsl/gsl_test.h>

#include "tests/quadratic.h"

/* --- losses -------------------------------------------------------------------------- */

enum { N = 5 };
static const double eigenvalues[N] = {1, 2.5, 40, 700, 10000};

/* x^2 / 2 - y^2 / 2 + y^4 / 4: a saddle at 0, minima of -1/4 at (0, 1) and (0, -1) */
static double saddle_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    const double y = x[1];
    g[0] = x[0];
    g[1] = y * y * y - y;
    return 0.5 * x[0] * x[0] + y * y * (0.25 * y * y - 0.5);
}

static double saddle(gg_problem *p, const double x[])
{
    double g[2];
    return saddle_gradient(p, x, g);
}

static void saddle_product(gg_problem *p, const double x[], const double v[], double hv[])
{
    (void)p;
    hv[0] = v[0];
    hv[1] = (3 * x[1] * x[1] - 1) * v[1];
}

/* Logistic regression with a small penalty, as in claim 5. */
enum { ROWS = 200, COLUMNS = 8 };
static const double PENALTY = 1e-2;
static double table[ROWS][COLUMNS]; /* y_i a_i */

static void fill_table(uint64_t seed)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, seed, GG_DATA, 0);
    for (size_t i = 0; i < ROWS; i++) {
        double score = gsl_ran_ugaussian(rng);
        for (size_t j = 0; j < COLUMNS; j++) {
            table[i][j] = gsl_ran_ugaussian(rng);
            score += table[i][j];
        }
        for (size_t j = 0; j < COLUMNS && score < 0; j++) table[i][j] = -table[i][j];
    }
    gsl_rng_free(rng);
}

static double logistic_gradient(gg_problem *p, const double x[], double g[])
{
    double f = 0.5 * PENALTY * gg_dot(p->n, x, x);
    for (size_t j = 0; j < p->n; j++) g[j] = PENALTY * x[j];
    for (size_t i = 0; i < ROWS; i++) {
        const double margin = gg_dot(p->n, table[i], x);
        f += log1p(exp(-margin)) / ROWS;
        gg_along(p->n, g, -1 / (1 + exp(margin)) / ROWS, table[i], g);
    }
    return f;
}

static double logistic(gg_problem *p, const double x[])
{
    double g[COLUMNS];
    return logistic_gradient(p, x, g);
}

static void logistic_product(gg_problem *p, const double x[], const double v[], double hv[])
{
    for (size_t j = 0; j < p->n; j++) hv[j] = PENALTY * v[j];
    for (size_t i = 0; i < ROWS; i++) {
        const double q = 1 / (1 + exp(gg_dot(p->n, table[i], x)));
        gg_along(p->n, hv, q * (1 - q) * gg_dot(p->n, table[i], v) / ROWS, table[i], hv);
    }
}

static const gg_loss saddle_loss = {.name = "saddle",
                                    .smoothness = GG_ANALYTIC,
                                    .value = saddle,
                                    .gradient = saddle_gradient,
                                    .hessian_vector = saddle_product};
static const gg_loss logistic_loss = {.name = "logistic",
                                      .smoothness = GG_ANALYTIC,
                                      .value = logistic,
                                      .gradient = logistic_gradient,
                                      .hessian_vector = logistic_product};
static const gg_loss without_products = {.name = "without_products",
                                         .smoothness = GG_ANALYTIC,
                                         .value = quadratic,
                                         .gradient = quadratic_gradient};

/* --- claims -------------------------------------------------------------------------- */

static void test_one_whole_step_solves_a_quadratic(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &quadratic_loss, N, 3),
             "newton:forcing=0:effort=whole:radius=1000", 100, 1);
    const double first = l.oracle.first;
    lab_step(&l);
    gsl_test(l.oracle.used.hessian_vector != N, "an exact step takes n products (%zu)",
             l.oracle.used.hessian_vector);
    gsl_test(!(l.oracle.best < 1e-20 * first), "and solves a quadratic (%g)",
             l.oracle.best / first);
    lab_close(&l);
}

/* Directions of one step are conjugate to those of the next, because former products turn
 * them: the quadratic costs n products in all, however they are shared out. */
static void test_products_are_not_lost_between_steps(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &quadratic_loss, N, 3),
             "newton:forcing=0:products=1:radius=1000", 100, 1);
    const double first = l.oracle.first;
    for (int k = 0; k < N; k++) lab_step(&l);
    gsl_test(l.oracle.used.hessian_vector != N, "%d steps of one product are made", N);
    gsl_test(!(l.oracle.best < 1e-18 * first), "and together solve the quadratic (%g)",
             l.oracle.best / first);
    lab_close(&l);
}

/* The minimiser by plain Newton with a factored matrix. */
static void solve_logistic(gg_problem *p, double x[])
{
    gg_fill(COLUMNS, 0, x);
    gsl_matrix *h = gsl_matrix_alloc(COLUMNS, COLUMNS);
    for (int k = 0; k < 30; k++) {
        double g[COLUMNS];
        double d[COLUMNS];
        logistic_gradient(p, x, g);
        for (size_t j = 0; j < COLUMNS; j++) {
            double axis[COLUMNS] = {0};
            axis[j] = 1;
            logistic_product(p, x, axis, gsl_matrix_ptr(h, j, 0));
        }
        gsl_linalg_cholesky_decomp1(h);
        const gsl_vector_const_view b = gsl_vector_const_view_array(g, COLUMNS);
        gsl_vector_view out = gsl_vector_view_array(d, COLUMNS);
        gsl_linalg_cholesky_solve(h, &b.vector, &out.vector);
        gg_along(COLUMNS, x, -1, d, x);
    }
    gsl_matrix_free(h);
}

/* The order from the last three distances to the minimiser above 1e-13. */
static double last_order(uint64_t seed)
{
    lab_problem p;
    lab l;
    double best[COLUMNS];
    double e[3] = {NAN, NAN, NAN};
    fill_table(seed);
    gg_problem *q = lab_problem_fill(&p, &logistic_loss, COLUMNS, 0);
    solve_logistic(q, best);
    lab_open(&l, q, "newton", 1000, 1);
    double last = INFINITY;
    for (int k = 0; k < 60 && l.verdict == GG_GO_ON; k++) {
        const double now = gg_distance(COLUMNS, lab_point(&l), best);
        if (now > 1e-13 && now < last) {
            e[0] = e[1];
            e[1] = e[2];
            e[2] = last = now;
        }
        lab_step(&l);
    }
    lab_close(&l);
    return log(e[2] / e[1]) / log(e[1] / e[0]);
}

static void test_the_order_is_two(void)
{
    enum { SEEDS = 20 };
    double order[SEEDS];
    for (uint64_t seed = 0; seed < SEEDS; seed++) order[seed] = last_order(1000 + seed);
    const double median = gsl_stats_median(order, 1, SEEDS);
    gsl_test(!(median > 1.9 && median < 2.1), "on logistic regression the order is 2 (%.3f)",
             median);
}

static void test_a_saddle_is_left(void)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &saddle_loss, 2, 1);
    p.start[1] = 1e-7; /* the gradient leads to the saddle */
    lab_open(&l, q, "newton", 200, 1);
    lab_finish(&l);
    gsl_test_abs(l.oracle.best, -0.25, 1e-14, "from beside a saddle the minimum is reached");
    gsl_test(gg_spent(&l.oracle) > 60, "in few calls (%zu)", gg_spent(&l.oracle));
    lab_close(&l);
}

static void test_differences_stand_in_for_products(void)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &without_products, N, 3);
    lab_open(&l, q, "newton", 200, 1);
    lab_finish(&l);
    gsl_test(l.oracle.used.hessian_vector != 0, "no product is asked where none is offered");
    gsl_test(!(l.oracle.best < 1e-16 * l.oracle.first), "the quadratic is solved (%g)",
             l.oracle.best);
    gsl_test(lab_check(q, "newton:hessian=exact") != GG_BAD_INPUT,
             "hessian=exact is refused where there are no products");
    lab_close(&l);
}

/* Rosenbrock from (-1.2, 1): NLopt 2.7.1's TNEWTON_PRECOND_RESTART takes 71 calls to 1e-8, 206
 * and 977 at n = 10 and 50. */
static void test_rosenbrock_is_cheaper_than_with_nlopt(void)
{
    static const struct {
        size_t n, calls;
    } peer[] = {{2, 71}, {10, 206}, {50, 977}};
    for (size_t k = 0; k < 3; k++) {
        gg_problem *q = NULL;
        lab l;
        lab_must(gg_problem_open(&q, "rosenbrock", peer[k].n, 1, 0));
        lab_open(&l, q, "newton", 5000, 1);
        const size_t calls = lab_calls_to(&l, 1e-8);
        gsl_test(calls > peer[k].calls, "Rosenbrock n = %zu takes %zu calls, NLopt %zu",
                 peer[k].n, calls, peer[k].calls);
        lab_close(&l);
        gg_problem_close(q);
    }
}

int main(void)
{
    gg_copy(N, eigenvalues, lambda);
    test_one_whole_step_solves_a_quadratic();
    test_products_are_not_lost_between_steps();
    test_the_order_is_two();
    test_a_saddle_is_left();
    test_differences_stand_in_for_products();
    test_rosenbrock_is_cheaper_than_with_nlopt();
    return gsl_test_summary();
}
