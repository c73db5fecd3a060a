/* tests/test_gradient_descent.c -- theory's contraction, Armijo's inequality,
 * honest ends. */
#include <gsl/gsl_test.h>

#include "tests/quadratic.h"

enum { N = 5 };
static const double eigenvalues[N] = {1, 2.5, 4, 7, 10};

static double raised(gg_problem *p, const double x[])
{
    return 1000 + quadratic(p, x);
}

static double raised_gradient(gg_problem *p, const double x[], double g[])
{
    return 1000 + quadratic_gradient(p, x, g);
}

static double kinked(gg_problem *p, const double x[])
{
    (void)p;
    return 4 * fabs(x[0]) + x[1];
}

static double kinked_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = x[0] < 0 ? -4 : 4;
    g[1] = 1;
    return kinked(p, x);
}

static const gg_loss raised_loss = {
    .name = "raised", .value = raised, .gradient = raised_gradient};
static const gg_loss kinked_loss = {
    .name = "kinked", .value = kinked, .gradient = kinked_gradient};

static void test_one_over_L_contracts_as_theory_says(void)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &quadratic_loss, N, 3);
    q->L = 10;
    lab_open(&l, q, "gradient_descent", 1000, 1);
    for (int k = 1; k <= 200; k++) {
        lab_step(&l);
        for (size_t i = 0; i < N; i++) /* 4 roundings a step: factor, product, difference */
            gsl_test_abs(lab_point(&l)[i], 3 * pow(1 - lambda[i] / 10, k),
                         3 * pow(1 - lambda[i] / 10, k) * 4e-16 * k + 1e-300,
                         "x_%d along lambda = %g is (1 - lambda/L)^%d x_0", k, lambda[i], k);
    }
    gsl_test(gg_spent(&l.oracle) != 201, "a fixed step costs one call");
    lab_close(&l);
}

/* Heavy ball on one eigenvalue: x_{k+1} = (1 + beta - t lambda) x_k - beta
 * x_{k-1}. */
static void test_momentum_is_the_heavy_ball(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &quadratic_loss, 1, 3),
             "gradient_descent:size=0.125:momentum=0.5", 1000, 1);
    double before = 3;
    double x = 3;
    for (int k = 1; k <= 40; k++) {
        const double next = (1 + 0.5 - 0.125 * lambda[0]) * x - 0.5 * before;
        before = x;
        x = next;
        lab_step(&l);
        gsl_test_abs(lab_point(&l)[0], x, 1e-14, "x_%d follows Polyak's recursion", k);
    }
    lab_close(&l);
}

static void test_every_accepted_step_meets_armijo(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "rosenbrock", 4, 1, 0));
    lab_open(&l, p, "gradient_descent:step=armijo:c1=0.3", 20000, 1);
    double x[4];
    double g[4];
    double short_steps = 0;
    while (gg_spent(&l.oracle) < 5000 && l.verdict == GG_GO_ON) {
        gg_copy(4, lab_point(&l), x);
        const double f = p->loss->gradient(p, x, g);
        lab_step(&l);
        const double moved = gg_distance(4, x, lab_point(&l));
        const double now = p->loss->value(p, lab_point(&l));
        /* t |g|^2 = |step| |g| along -g */
        short_steps += now > f - 0.3 * moved * gg_norm(4, g) * (1 - 1e-9) + 1e-12;
    }
    gsl_test(l.steps < 1000, "more than 1000 steps are made in 5000 calls (%zu)", l.steps);
    gsl_test(short_steps != 0, "each step lowers f by 0.3 t |g|^2 at least (%g do not)",
             short_steps);
    gsl_test(l.oracle.best > 1e-2, "and Rosenbrock's valley is followed (%g)", l.oracle.best);
    lab_close(&l);
    gg_problem_close(p);
}

static void test_an_arrival_is_an_arrival(const char *optimizer, const gg_loss *loss, double f)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, loss, N, 3);
    q->L = 10;
    lab_open(&l, q, optimizer, 100000, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_DONE, "%s says that it has arrived on %s (%s)", optimizer,
             loss->name, l.oracle.why ? l.oracle.why : "");
    gsl_test_abs(l.oracle.best, f, 1e-12 * (1 + f), "%s has arrived on %s", optimizer,
                 loss->name);
    lab_close(&l);
}

/* Asl & Overton 2020: the search fails on a |x| + y if a > sqrt(1/c1 - 1). */
static void test_a_kink_is_not_an_arrival(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &kinked_loss, 2, 3), "gradient_descent:c1=0.5", 100000,
             1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_STUCK, "at a kink from which f falls without bound it is stuck");
    gsl_test(!l.oracle.why || !strstr(l.oracle.why, "no decrease along -g"), "and says why");
    gsl_test(l.oracle.best < -1e6, "at a finite f (%g)", l.oracle.best);
    lab_close(&l);
}

static void test_a_zero_gradient_is_the_end(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &quadratic_loss, N, 0), "gradient_descent", 100, 1);
    gsl_test(lab_step(&l) != GG_DONE || gg_spent(&l.oracle) != 1,
             "a start with a zero gradient costs one call");
    gsl_test(strcmp(l.oracle.why, "a zero gradient") != 0, "and says so");
    lab_close(&l);
}

static void test_a_fixed_step_wants_a_size(void)
{
    static const char *const fixed = "gradient_descent:step=fixed";
    lab_problem p;
    gg_problem *q = lab_problem_fill(&p, &quadratic_loss, N, 1);
    gsl_test(lab_check(q, fixed) != GG_BAD_INPUT, "step=fixed without L or size is refused");
    q->L = 10;
    gsl_test(lab_check(q, fixed) != GG_OK, "step=fixed with a known L is fine");
}

static void test_the_tolerance_ends_it_early(void)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &quadratic_loss, 1, 3);
    q->L = 2; /* x halves at each step */
    lab_open(&l, q, "gradient_descent:tolerance=1e-3", 1000, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_DONE || gg_spent(&l.oracle) != 11,
             "|g| falls to a 1000th of the first at the 10th halving (%zu calls)",
             gg_spent(&l.oracle));
    lab_close(&l);
}

int main(void)
{
    gg_copy(N, eigenvalues, lambda);
    test_one_over_L_contracts_as_theory_says();
    test_momentum_is_the_heavy_ball();
    test_every_accepted_step_meets_armijo();
    test_an_arrival_is_an_arrival("gradient_descent", &quadratic_loss, 0);
    test_an_arrival_is_an_arrival("gradient_descent", &raised_loss, 1000);
    test_an_arrival_is_an_arrival("gradient_descent:step=armijo", &quadratic_loss, 0);
    test_an_arrival_is_an_arrival("gradient_descent:step=armijo", &raised_loss, 1000);
    test_an_arrival_is_an_arrival("gradient_descent:momentum=0.5", &raised_loss, 1000);
    test_a_kink_is_not_an_arrival();
    test_a_zero_gradient_is_the_end();
    test_a_fixed_step_wants_a_size();
    test_the_tolerance_ends_it_early();
    return gsl_test_summary();
}
