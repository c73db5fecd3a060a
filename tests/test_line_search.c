/* tests/test_line_search.c -- what backtracking accepts, and when it gives up.
 */
#include <gsl/gsl_test.h>

#include "optimizers/line_search.h"
#include "tests/lab.h"

static double value(gg_problem *p, const double x[])
{
    return gg_dot(p->n, x, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * x[i];
    return value(p, x);
}

static double ridge(gg_problem *p, const double x[])
{
    (void)p;
    return fabs(x[0]);
}

static double ridge_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = 1; /* of the wrong side: along -g there is no descent from 0 */
    return ridge(p, x);
}

static const gg_loss bowl = {.name = "bowl", .value = value, .gradient = gradient};
static const gg_loss ridge_loss = {.name = "ridge", .value = ridge, .gradient = ridge_gradient};

/* On x^2 from x = 1 along d = -2: f(t) = (1 - 2t)^2, and Armijo holds just
 * where (1 - 2t)^2 <= 1 - 4 c1 t, that is for t <= 1 - c1. */
static void test_the_first_step_that_holds_is_taken(void)
{
    static const struct {
        double c1, shrink, first, t;
    } cases[] = {{0.1, 0.5, 8, 0.5},     {0.1, 0.5, 1, 0.5},    {0.1, 0.5, 0.89, 0.89},
                 {0.1, 0.5, 1.78, 0.89}, {0.6, 0.5, 0.8, 0.4},  {1e-4, 0.1, 10, 0.1},
                 {0.5, 0.5, 0.5, 0.5},   {0.9, 0.25, 1, 0.0625}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        lab_problem p;
        gg_oracle o;
        lab_must(gg_oracle_open(&o, lab_problem_fill(&p, &bowl, 1, 1), 100));
        const double x = 1;
        const double d = -2;
        double at = 0;
        double g = 0;
        double f = 0;
        const gg_armijo rule = {cases[k].c1, cases[k].shrink};
        const gg_ray ray = {&x, &d, 1, -4};
        const double t = gg_armijo_search(&o, &rule, &ray, cases[k].first, &at, &g, &f);
        gsl_test_rel(t, cases[k].t, 1e-15, "c1 = %g, shrink = %g, first = %g lead to t = %g",
                     cases[k].c1, cases[k].shrink, cases[k].first, cases[k].t);
        gsl_test(at != x + t * d || f != at * at || g != 2 * at,
                 "point, value and gradient belong to that step");
        gg_oracle_close(&o);
    }
}

static void test_a_search_without_descent_gives_up(void)
{
    lab_problem p;
    gg_oracle o;
    lab_must(gg_oracle_open(&o, lab_problem_fill(&p, &ridge_loss, 1, 0), 100000));
    const gg_armijo rule = {1e-4, 0.5};
    double at = 0;
    double g = 0;
    double f = 0;
    const double d = -1;
    double x = 0.75;
    gg_ray ray = {&x, &d, -1, -1}; /* f is said to be less than it can ever be */
    gsl_test(gg_armijo_search(&o, &rule, &ray, 1, &at, &g, &f) != 0, "no step is found");
    gsl_test(gg_spent(&o) > 60, "after as many halvings as x has bits (%zu)", gg_spent(&o));
    x = 0;
    ray.f = 0;
    gsl_test(gg_armijo_search(&o, &rule, &ray, 1, &at, &g, &f) != 0 || gg_spent(&o) > 1200,
             "nor at 0, where the smallest step is a subnormal number (%zu)", gg_spent(&o));
    gg_oracle_close(&o);
}

static void test_a_silent_oracle_ends_the_search(void)
{
    lab_problem p;
    gg_oracle o;
    lab_must(gg_oracle_open(&o, lab_problem_fill(&p, &bowl, 1, 1), 3));
    const gg_armijo rule = {1e-4, 0.5};
    const double x = 1;
    const double d = -2;
    double at = 0;
    double g = 0;
    double f = 0;
    const gg_ray ray = {&x, &d, 1, -4};
    gsl_test(gg_armijo_search(&o, &rule, &ray, 1e6, &at, &g, &f) != 0 || gg_spent(&o) != 3,
             "three calls are not enough from t = 10^6, and not exceeded");
    gg_oracle_close(&o);
}

static void test_equal_values_are_no_descent(void)
{
    lab_problem p;
    gg_oracle o;
    lab_must(gg_oracle_open(&o, lab_problem_fill(&p, &bowl, 1, 1), 200));
    const gg_armijo rule = {1e-4, 0.5};
    const double x = 1;
    const double d = -2;
    double at = 0;
    double g = 0;
    double f = 0;
    const gg_ray ray = {&x, &d, 1, -1e-30}; /* f + c1 t slope rounds to f */
    const double t = gg_armijo_search(&o, &rule, &ray, 1, &at, &g, &f); /* 1 meets f(-1) = 1 */
    gsl_test(t != 0.5, "a step to an equal value is refused though Armijo's sum rounds to it");
    gg_oracle_close(&o);
}

int main(void)
{
    test_the_first_step_that_holds_is_taken();
    test_a_search_without_descent_gives_up();
    test_a_silent_oracle_ends_the_search();
    test_equal_values_are_no_descent();
    return gsl_test_summary();
}
