/* tests/test_lbfgs.c -- BFGS as long as nothing is forgotten, conjugate gradients when searches
 * are exact, and it forgets in order. */
#include <gsl/gsl_test.h>

#include "tests/invariance.h"
#include "tests/lab.h"

/* With room for every step the two loops are the matrix. */
static void test_nothing_forgotten_is_bfgs(const char *loss, size_t n)
{
    gg_problem *p = NULL;
    lab a;
    lab b;
    lab_must(gg_problem_open(&p, loss, n, 1, 0));
    lab_open(&a, p, "lbfgs:memory=50:scaling=short:quadratic=0", 1000, 1);
    lab_open(&b, p, "bfgs:scaling=short:trial=unit:quadratic=0", 1000, 1);
    for (int k = 1; k <= 12; k++) {
        lab_step(&a);
        lab_step(&b);
        gsl_test(gg_distance(n, lab_point(&a), lab_point(&b)) >
                     1e-8 * (1 + gg_norm(n, lab_point(&b))),
                 "%s, n = %zu: L-BFGS and BFGS stand at one point after %d steps (%g)", loss, n,
                 k, gg_distance(n, lab_point(&a), lab_point(&b)));
    }
    gsl_test(gg_spent(&a.oracle) != gg_spent(&b.oracle), "and asked as often");
    lab_close(&a);
    lab_close(&b);
    gg_problem_close(p);
}

/* Nocedal & Wright 2006, section 7.2: with exact searches one pair is Hestenes and Stiefel's
 * conjugate gradients. On a quadratic any number of pairs is. */
static void test_exact_searches_give_conjugate_gradients(void)
{
    static const int memories[] = {1, 3, 6};
    for (size_t i = 0; i < 3; i++) {
        gg_problem *p = NULL;
        lab a;
        lab b;
        char spec[100];
        lab_must(gg_problem_open(&p, "ellipsoid:condition=10", 8, 1, 0));
        snprintf(spec, sizeof spec, "lbfgs:c2=1e-10:noise=0:quadratic=0:memory=%d",
                 memories[i]);
        lab_open(&a, p, spec, 1000, 1);
        lab_open(&b, p, "conjugate_gradient:c2=1e-10:noise=0", 1000, 1);
        for (int k = 1; k <= 7; k++) {
            lab_step(&a);
            lab_step(&b);
            gsl_test(gg_distance(8, lab_point(&a), lab_point(&b)) >
                         1e-7 * gg_norm(8, lab_point(&b)),
                     "memory %d: conjugate gradients' point after %d exact searches (%g)",
                     memories[i], k, gg_distance(8, lab_point(&a), lab_point(&b)));
        }
        lab_close(&a);
        lab_close(&b);
        gg_problem_close(p);
    }
}

static void test_a_quadratic_takes_n_conjugate_steps(void)
{
    static const size_t dimensions[] = {2, 5, 10, 20};
    for (size_t k = 0; k < 4; k++) {
        gg_problem *p = NULL;
        lab l;
        const size_t n = dimensions[k];
        lab_must(gg_problem_open(&p, "ellipsoid:condition=100", n, 1, 0));
        lab_open(&l, p, "lbfgs", 1000, 1);
        const double first = l.oracle.best;
        while (l.steps < n + 2) lab_step(&l);
        gsl_test(!(l.oracle.best < 1e-18 * first),
                 "a quadratic of %zu dimensions is solved in %zu steps (%g of the first f)", n,
                 n + 2, l.oracle.best / first);
        lab_close(&l);
        gg_problem_close(p);
    }
}

/* Six pairs as libLBFGS has them; its calls as OPTIMIZERS has measured them. */
static void test_six_pairs_are_enough_for_rosenbrock(void)
{
    static const size_t dimensions[] = {2, 10, 50};
    static const size_t calls[] = {42, 88, 322}; /* of libLBFGS 1.10, to 1e-6 */
    for (size_t k = 0; k < 3; k++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, "rosenbrock", dimensions[k], 1, 0));
        lab_open(&l, p, "lbfgs:memory=6", 5000, 1);
        const size_t ours = lab_calls_to(&l, 1e-6);
        gsl_test(ours > calls[k] + calls[k] / 5,
                 "n = %zu: Rosenbrock takes %zu calls, libLBFGS %zu", dimensions[k], ours,
                 calls[k]);
        lab_close(&l);
        gg_problem_close(p);
    }
}

int main(void)
{
    test_nothing_forgotten_is_bfgs("rosenbrock", 2);
    test_nothing_forgotten_is_bfgs("rosenbrock", 10);
    test_nothing_forgotten_is_bfgs("powell_singular", 4);
    test_exact_searches_give_conjugate_gradients();
    test_a_quadratic_takes_n_conjugate_steps();
    test_six_pairs_are_enough_for_rosenbrock();
    test_invariance_is_as_stated("lbfgs");
    return gsl_test_summary();
}
