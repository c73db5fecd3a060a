/* tests/test_bfgs.c -- conjugate gradients' points, a superlinear end, Davidon's termination. */
#include <gsl/gsl_test.h>

#include "tests/invariance.h"
#include "tests/lab.h"

static double condition = 100;
static bool cubed; /* |x|^3/6 is added: CLAIMS 5b */

static double curved_gradient(gg_problem *p, const double x[], double g[])
{
    const size_t n = p->n;
    const double norm = cubed ? gg_norm(n, x) : 0;
    for (size_t i = 0; i < n; i++) g[i] = pow(condition, (double)i / (double)(n - 1)) * x[i];
    const double f = 0.5 * gg_dot(n, x, g) + norm * norm * norm / 6;
    for (size_t i = 0; i < n; i++) g[i] += 0.5 * norm * x[i];
    return f;
}

static double curved(gg_problem *p, const double x[])
{
    double g[LAB_N];
    return curved_gradient(p, x, g);
}

static const gg_loss curved_loss = {
    .name = "curved", .smoothness = GG_ANALYTIC, .value = curved, .gradient = curved_gradient};

static gg_problem *open_curved(lab_problem *p, size_t n, double kappa, bool cube)
{
    condition = kappa;
    cubed = cube;
    gg_problem *q = lab_problem_fill(p, &curved_loss, n, 0);
    for (size_t i = 0; i < n; i++) p->start[i] = cos(1 + (double)i);
    return q;
}

/* Nazareth 1979: with H_0 = I and exact searches BFGS and conjugate gradients visit the same
 * points of a quadratic. */
static void test_exact_searches_give_conjugate_gradients(const char *bfgs)
{
    lab_problem p;
    lab a;
    lab b;
    gg_problem *q = open_curved(&p, 8, 10, false);
    lab_open(&a, q, bfgs, 1000, 1);
    lab_open(&b, q, "conjugate_gradient:c2=1e-10:noise=0", 1000, 1);
    for (int k = 1; k <= 7; k++) {
        lab_step(&a);
        lab_step(&b);
        gsl_test(gg_distance(8, lab_point(&a), lab_point(&b)) >
                     1e-7 * gg_norm(8, lab_point(&b)),
                 "%s stands where conjugate gradients do after %d exact searches (%g)", bfgs, k,
                 gg_distance(8, lab_point(&a), lab_point(&b)));
    }
    lab_close(&a);
    lab_close(&b);
}

/* Steps from |x| = 10^-from to 10^-to, a decade. */
static double steps_a_decade(lab *l, double from, double to)
{
    const size_t n = l->oracle.n;
    while (l->verdict == GG_GO_ON && gg_norm(n, lab_point(l)) > pow(10, -from)) lab_step(l);
    const size_t begun = l->steps;
    const double first = log10(gg_norm(n, lab_point(l)));
    while (l->verdict == GG_GO_ON && gg_norm(n, lab_point(l)) > pow(10, -to)) lab_step(l);
    const double norm = gg_norm(n, lab_point(l));
    if (norm > pow(10, -to)) return INFINITY;
    return (double)(l->steps - begun) / (first - log10(norm));
}

static void test_it_ends_superlinearly(size_t n, double kappa)
{
    lab_problem p;
    lab l;
    lab_open(&l, open_curved(&p, n, kappa, true), "bfgs:quadratic=0", 5000, 1);
    const double early = steps_a_decade(&l, 0, 8);
    const double late = steps_a_decade(&l, 60, 90);
    gsl_test(!(early > 3 * late),
             "n = %zu, condition %g: a decade takes %g steps early, %g from 1e-60 on", n, kappa,
             early, late);
    lab_close(&l);
}

/* Davidon 1975: conjugate steps know a quadratic after n of them, whatever the searches; one
 * more goes to the minimum, one may have shown nothing new. */
static void test_a_quadratic_takes_n_conjugate_steps(void)
{
    static const size_t dimensions[] = {2, 5, 10, 20};
    for (size_t k = 0; k < 4; k++) {
        lab_problem p;
        lab l;
        const size_t n = dimensions[k];
        lab_open(&l, open_curved(&p, n, 100, false), "bfgs", 1000, 1);
        const double first = l.oracle.best;
        while (l.steps < n + 2) lab_step(&l);
        gsl_test(!(l.oracle.best < 1e-18 * first),
                 "a quadratic of %zu dimensions is solved in %zu steps (%g of the first f)", n,
                 n + 2, l.oracle.best / first);
        lab_close(&l);
    }
}

static void test_rosenbrock_takes_no_more_calls_than_elsewhere(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "rosenbrock", 2, 1, 0));
    lab_open(&l, p, "bfgs", 1000, 1);
    const size_t calls = lab_calls_to(&l, 1e-8);
    gsl_test(calls > 57, "Rosenbrock takes %zu calls to 1e-8, 1.5 times SciPy's 38 at most",
             calls);
    lab_close(&l);
    gg_problem_close(p);
}

int main(void)
{
    static const double kappas[] = {100, 1000};
    static const size_t dimensions[] = {4, 10, 20};
    test_exact_searches_give_conjugate_gradients(
        "bfgs:c2=1e-10:noise=0:scaling=none:quadratic=0");
    test_exact_searches_give_conjugate_gradients("bfgs:c2=1e-10:noise=0");
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 3; k++) test_it_ends_superlinearly(dimensions[k], kappas[i]);
    test_a_quadratic_takes_n_conjugate_steps();
    test_rosenbrock_takes_no_more_calls_than_elsewhere();
    test_invariance_is_as_stated("bfgs");
    return gsl_test_summary();
}
