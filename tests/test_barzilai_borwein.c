/* tests/test_barzilai_borwein.c -- the recursion, its speed, the searches. */
#include <float.h>
#include <gsl/gsl_test.h>

#include "tests/quadratic.h"

/* In the eigenbasis g_i <- (1 - t lambda_i) g_i, and the next t is a quotient of sums over the
 * gradient before: sum g^2 / sum lambda g^2 (bb1), sum lambda g^2 / sum lambda^2 g^2 (bb2). */
static void test_steps_follow_the_recursion(const char *optimizer, int power)
{
    lab_problem p;
    lab l;
    lambda[0] = 1;
    lambda[1] = 7;
    lambda[2] = 20;
    lab_open(&l, lab_problem_fill(&p, &quadratic_loss, 3, 2), optimizer, 1000, 1);
    double g[3] = {2, 14, 40};
    double t = 0.1 * 10 / gg_norm(3, g); /* a tenth of the box */
    for (int k = 1; k <= 12; k++) {
        double over = 0;
        double under = 0;
        for (int i = 0; i < 3; i++) {
            over += pow(lambda[i], power) * g[i] * g[i];
            under += pow(lambda[i], power + 1) * g[i] * g[i];
            g[i] *= 1 - t * lambda[i];
        }
        t = over / under;
        lab_step(&l);
        for (int i = 0; i < 3; i++)
            gsl_test_abs(lab_point(&l)[i], g[i] / lambda[i], 1e-9,
                         "%s: x_%d after %d steps is the recursion's", optimizer, i, k);
    }
    gsl_test(gg_spent(&l.oracle) != 13, "%s takes a call a step", optimizer);
    lab_close(&l);
}

/* Barzilai & Borwein 1988: for n = 2 the convergence is R-superlinear, of order sqrt(2), so
 * that every four steps win more powers of e than the four before. */
static void test_two_dimensions_are_superlinear(void)
{
    lab_problem p;
    lab l;
    double log_norm[13];
    double g[LAB_N] = {0};
    lambda[0] = 1;
    lambda[1] = 20;
    lab_open(&l, lab_problem_fill(&p, &quadratic_loss, 2, 2),
             "barzilai_borwein:length=bb1:search=none", 1000, 1);
    for (int k = 0; k <= 12; k++) {
        quadratic_gradient(l.oracle.problem, lab_point(&l), g);
        log_norm[k] = log(fmax(gg_norm_max(2, g), DBL_MIN));
        lab_step(&l);
    }
    for (int k = 4; k <= 8; k += 4) {
        const double before = log_norm[k - 4] - log_norm[k];
        const double now = log_norm[k] - log_norm[k + 4];
        gsl_test(!(now > 1.5 * before), "steps %d to %d win %.1f, the four before %.1f", k,
                 k + 4, now, before);
    }
    lab_close(&l);
}

static void spread_eigenvalues(size_t n, double condition)
{
    for (size_t i = 0; i < n; i++) lambda[i] = pow(condition, (double)i / (double)(n - 1));
}

static size_t calls_to(const char *optimizer, gg_problem *q, double share)
{
    lab l;
    lab_open(&l, q, optimizer, 100000, 1);
    const size_t calls = lab_calls_to(&l, share * l.oracle.first);
    lab_close(&l);
    return calls;
}

/* Gradient descent with 1/L takes about kappa ln(1/share) / 2 calls. */
static void test_condition_costs_less_than_gradient_descent(void)
{
    static const char *const lengths[] = {"bb1", "bb2", "alternate", "abbmin"};
    lab_problem p;
    spread_eigenvalues(30, 1000);
    gg_problem *q = lab_problem_fill(&p, &quadratic_loss, 30, 3);
    q->L = 1000;
    const size_t plain = calls_to("gradient_descent", q, 1e-8);
    for (size_t k = 0; k < 4; k++) {
        char optimizer[64];
        snprintf(optimizer, sizeof optimizer, "barzilai_borwein:length=%s", lengths[k]);
        const size_t calls = calls_to(optimizer, q, 1e-8);
        gsl_test(calls > plain / 10, "%s: %zu calls, gradient descent %zu", lengths[k], calls,
                 plain);
    }
}

/* Without weight on the past, Zhang and Hager's search is Armijo's. */
static void test_f_never_rises_without_a_past(void)
{
    gg_problem *q = NULL;
    lab l;
    lab_must(gg_problem_open(&q, "rosenbrock", 6, 1, 0));
    lab_open(&l, q, "barzilai_borwein:weight=0", 3000, 1);
    double before = INFINITY;
    size_t rises = 0;
    while (l.verdict == GG_GO_ON && gg_spent(&l.oracle) < 3000) {
        const double f = q->loss->value(q, lab_point(&l));
        rises += f > before;
        before = f;
        lab_step(&l);
    }
    gsl_test(rises != 0, "with weight=0 f never rises (%zu times)", rises);
    gsl_test(!(before < 1e-8), "and Rosenbrock is solved (%g)", before);
    lab_close(&l);
    gg_problem_close(q);
}

/* Grippo, Lampariello & Lucidi: no value lies above the highest of the last ten. */
static void test_f_stays_below_the_last_values(void)
{
    gg_problem *q = NULL;
    lab l;
    lab_must(gg_problem_open(&q, "rosenbrock", 6, 1, 0));
    lab_open(&l, q, "barzilai_borwein:search=grippo:memory=10", 3000, 1);
    double last[10];
    gg_fill(10, q->loss->value(q, lab_point(&l)), last);
    size_t above = 0;
    size_t rises = 0;
    for (size_t k = 1; l.verdict == GG_GO_ON && gg_spent(&l.oracle) < 3000; k++) {
        lab_step(&l);
        const double f = q->loss->value(q, lab_point(&l));
        above += f > gg_norm_max(10, last);
        rises += f > last[(k + 9) % 10];
        last[k % 10] = f;
    }
    gsl_test(above != 0, "no value lies above the highest of the last ten (%zu)", above);
    gsl_test(rises == 0, "though f rises at times (%zu)", rises);
    lab_close(&l);
    gg_problem_close(q);
}

int main(void)
{
    test_steps_follow_the_recursion("barzilai_borwein:length=bb1:search=none", 0);
    test_steps_follow_the_recursion("barzilai_borwein:length=bb2:search=none", 1);
    test_two_dimensions_are_superlinear();
    test_condition_costs_less_than_gradient_descent();
    test_f_never_rises_without_a_past();
    test_f_stays_below_the_last_values();
    return gsl_test_summary();
}
