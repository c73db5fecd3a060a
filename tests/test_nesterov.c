/* tests/test_nesterov.c -- the bounds of theory, and the root of kappa. */
#include <gsl/gsl_test.h>

#include "tests/quadratic.h"

enum { CHAIN = 201 };

static double distance_to_minimiser(const gg_problem *p)
{
    return gg_distance(p->n, p->start, p->minimiser);
}

/* 2 L R^2 / (k + 1)^2: Nesterov 2004, theorem 2.2.2, as Beck & Teboulle 2009 have it. */
static void test_the_upper_bound_holds(const char *optimizer, double numerator)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "nesterov_smooth", CHAIN, 1, 0));
    lab_open(&l, p, optimizer, 1000, 1);
    const double R = distance_to_minimiser(p);
    size_t above = 0;
    for (int k = 1; k <= 400; k++) {
        lab_step(&l);
        const double gap = p->loss->value(p, lab_point(&l)) - p->minimum;
        above += gap > numerator * p->L * R * R / ((k + 1.0) * (k + 1.0)) + 1e-14;
    }
    gsl_test(above != 0, "%s: gap_k <= %g L R^2 / (k + 1)^2 (%zu times not)", optimizer,
             numerator, above);
    lab_close(&l);
    gg_problem_close(p);
}

/* 3 L R^2 / (32 (k + 1)^2) at k = (n - 1) / 2: Nesterov 2004, theorem 2.1.7. */
static void test_the_lower_bound_holds(const char *optimizer)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "nesterov_smooth", CHAIN, 1, 0));
    lab_open(&l, p, optimizer, 1000, 1);
    const double R = distance_to_minimiser(p);
    const double k = (CHAIN - 1) / 2.0;
    for (int i = 0; i < (CHAIN - 1) / 2; i++) lab_step(&l);
    const double gap = p->loss->value(p, lab_point(&l)) - p->minimum;
    const double ratio = gap / (3 * p->L * R * R / (32 * (k + 1) * (k + 1)));
    gsl_test(!(ratio >= 1), "%s does not beat the bound of Nesterov's chain (%.2f)", optimizer,
             ratio);
    gsl_test(!(ratio < 64.0 / 3), "%s is within 64/3 of it (%.2f)", optimizer, ratio);
    lab_close(&l);
    gg_problem_close(p);
}

/* --- strongly convex ------------------------------------------------------------------ */

enum { N = 60 };

/* Equal energy in all modes, mu = 1/condition, L = 1. */
static gg_problem *open_quadratic(lab_problem *p, double condition)
{
    gg_problem *q = lab_problem_fill(p, &quadratic_loss, N, 1);
    for (size_t i = 0; i < N; i++) {
        lambda[i] = pow(condition, (double)i / (N - 1) - 1);
        p->start[i] = sqrt(2 / (N * lambda[i]));
    }
    q->L = 1;
    q->mu = 1 / condition;
    return q;
}

static size_t calls_to(const char *optimizer, gg_problem *q, double target)
{
    lab l;
    lab_open(&l, q, optimizer, 1000000, 1);
    const size_t calls = lab_calls_to(&l, target);
    lab_close(&l);
    return calls;
}

/* Claim 2: at kappa = 1e4, gap 1e-8, under a twentieth of gradient descent's iterations; and
 * those grow with the root of kappa. */
static void test_acceleration_buys_the_root_of_kappa(void)
{
    lab_problem p;
    gg_problem *q = open_quadratic(&p, 1e4);
    const char *constant = "nesterov:momentum=constant:restart=none";
    const size_t plain = calls_to("gradient_descent", q, 1e-8);
    const size_t at_1e4 = calls_to(constant, q, 1e-8);
    gsl_test(at_1e4 > plain / 20, "kappa = 1e4 takes %zu calls, gradient descent %zu", at_1e4,
             plain);
    const size_t at_1e2 = calls_to(constant, open_quadratic(&p, 1e2), 1e-8);
    const double slope = log((double)at_1e4 / (double)at_1e2) / log(100);
    gsl_test(!(slope > 0.45 && slope < 0.58), "calls grow with kappa^%.3f", slope);
}

/* O'Donoghue & Candes 2015: restarting the sequence finds the rate that mu would have given. */
static void test_restarts_stand_in_for_mu(void)
{
    static const char *const ways[] = {"gradient", "function"};
    lab_problem p;
    gg_problem *q = open_quadratic(&p, 1e4);
    const size_t without = calls_to("nesterov:momentum=sequence:restart=none", q, 1e-12);
    for (size_t k = 0; k < 2; k++) {
        char optimizer[64];
        snprintf(optimizer, sizeof optimizer, "nesterov:momentum=sequence:restart=%s", ways[k]);
        const size_t calls = calls_to(optimizer, q, 1e-12);
        gsl_test(calls > without / 3, "restart=%s takes %zu calls, none %zu", ways[k], calls,
                 without);
    }
}

/* Without L, backtracking from the box's size finds it. */
static void test_backtracking_stands_in_for_L(void)
{
    lab_problem p;
    gg_problem *q = open_quadratic(&p, 1e3);
    const size_t known = calls_to("nesterov", q, 1e-8);
    const size_t found = calls_to("nesterov:constants=backtracking", q, 1e-8);
    gsl_test(found > 2 * known, "backtracking takes %zu calls, a known L %zu", found, known);
}

int main(void)
{
    test_the_upper_bound_holds("nesterov:momentum=sequence:restart=none", 2);
    test_the_upper_bound_holds("nesterov:momentum=optimized:restart=none", 1);
    test_the_lower_bound_holds("nesterov:momentum=sequence:restart=none");
    test_the_lower_bound_holds("nesterov:momentum=optimized:restart=none");
    test_the_lower_bound_holds("nesterov");
    test_acceleration_buys_the_root_of_kappa();
    test_restarts_stand_in_for_mu();
    test_backtracking_stands_in_for_L();
    return gsl_test_summary();
}
