/* tests/test_adam.c -- the first step, algorithm 1, and where Adam goes wrong. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

enum { N = 3 };
static const double lambda[] = {1, 30, 1000};
static double factor = 1;

static double quadratic_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    for (size_t i = 0; i < N; i++) g[i] = factor * lambda[i] * (x[i] - 1);
    double f = 0;
    for (size_t i = 0; i < N; i++) f += 0.5 * g[i] * (x[i] - 1);
    return f;
}

static double quadratic(gg_problem *p, const double x[])
{
    double g[N];
    return quadratic_gradient(p, x, g);
}

static const gg_loss loss = {.name = "quadratic",
                             .smoothness = GG_ANALYTIC,
                             .value = quadratic,
                             .gradient = quadratic_gradient};

/* Kingma & Ba 2015, section 2.1: without epsilon the first step is the size, along every axis;
 * here in units of the box, which is 10 wide. */
static void test_the_first_step_is_the_size(void)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &loss, N, 3);
    p.start[1] = -2;
    lab_open(&l, q, "adam:size=0.02:epsilon=0:schedule=constant", 100, 1);
    lab_step(&l);
    for (size_t i = 0; i < N; i++)
        gsl_test_rel(lab_point(&l)[i], i == 1 ? -2 + 0.2 : 3 - 0.2, 1e-14,
                     "the first step is size sign(g) along axis %zu", i);
    lab_close(&l);
}

/* The lines of algorithm 1, with powers instead of products. */
static void test_steps_are_those_of_algorithm_1(void)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &loss, N, 3);
    for (size_t i = 0; i < N; i++) {
        lab_open(&l, q, "adam:size=0.001:beta1=0.8:beta2=0.95:schedule=constant", 1000, 1);
        double x = 3;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 60; t++) {
            const double g = lambda[i] * (x - 1);
            m = 0.8 * m + 0.2 * g;
            v = 0.95 * v + 0.05 * g * g;
            x -= 0.01 * (m / (1 - pow(0.8, t))) / (sqrt(v / (1 - pow(0.95, t))) + 1e-8 * 2000);
            lab_step(&l);
            gsl_test_abs(lab_point(&l)[i], x, 1e-12, "x_%zu after %d steps", i, t);
        }
        lab_close(&l);
    }
}

/* --- Reddi, Kale & Kumar 2018, theorem 1 ---------------------------------------------- */

/* f_t = C x at every third call, else -x: in the mean (C - 2) x / 3, so that x should fall. */
static const double C = 10;
static size_t call;

static double turning_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    g[0] = call++ % 3 == 0 ? C : -1;
    return g[0] * x[0];
}

static double turning(gg_problem *p, const double x[])
{
    (void)p;
    return (C - 2) / 3 * x[0];
}

static const gg_loss turning_loss = {.name = "turning",
                                     .smoothness = GG_ANALYTIC,
                                     .value = turning,
                                     .gradient = turning_gradient};

/* Where it ends after 3000 calls, from 0. */
static double drift(const char *variant)
{
    char optimizer[160];
    lab_problem p;
    lab l;
    call = 0;
    snprintf(optimizer, sizeof optimizer,
             "adam:variant=%s:beta1=0:beta2=%.17g:epsilon=0:bias=plain:schedule=sqrt:knee=1",
             variant, 1 / (1 + C * C));
    lab_open(&l, lab_problem_fill(&p, &turning_loss, 1, 0), optimizer, 100000, 1);
    for (int k = 0; k < 3000; k++) lab_step(&l);
    const double x = lab_point(&l)[0];
    lab_close(&l);
    return x;
}

static void test_adam_goes_to_the_wrong_end(void)
{
    const double adam = drift("adam");
    const double amsgrad = drift("amsgrad");
    gsl_test(!(adam > 1), "Adam climbs where f rises in the mean (%g)", adam);
    gsl_test(!(amsgrad < -1), "AMSGrad descends (%g)", amsgrad);
}

static void test_the_size_of_f_does_not_matter(void)
{
    lab_problem p;
    lab a;
    lab b;
    gg_problem *q = lab_problem_fill(&p, &loss, N, 3);
    lab_open(&a, q, "adam", 500, 1);
    lab_finish(&a);
    factor = 0x1p-40;
    lab_open(&b, q, "adam", 500, 1);
    lab_finish(&b);
    factor = 1;
    const void *x = lab_point(&a);
    const void *y = lab_point(&b);
    gsl_test(memcmp(x, y, N * sizeof(double)) != 0, "2^-40 f is minimised with the same bits");
    lab_close(&a);
    lab_close(&b);
}

static void test_the_budget_s_end_is_no_arrival(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &loss, N, 3), "adam:schedule=cosine:size=1e-6", 50, 1);
    lab_finish(&l);
    lab_step(&l);
    gsl_test(l.verdict == GG_DONE, "steps that have become 0 are no arrival (%s)",
             l.oracle.why ? l.oracle.why : "");
    lab_close(&l);
}

int main(void)
{
    test_the_first_step_is_the_size();
    test_steps_are_those_of_algorithm_1();
    test_adam_goes_to_the_wrong_end();
    test_the_size_of_f_does_not_matter();
    test_the_budget_s_end_is_no_arrival();
    return gsl_test_summary();
}
