/* tests/test_plan.c -- which loss meets which dimension in a grid. */
#include <gsl/gsl_test.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/plan.h"

/* Runs of `loss` in dimension n (0: any) that a grid of random searches holds; -1: refused. */
static int runs_of(const char *losses, const char *dimensions, const char *loss, size_t n)
{
    const gg_grid grid = {.losses = losses,
                          .optimizers = "random_search",
                          .dimensions = dimensions,
                          .reps = 1,
                          .max_evals = 10};
    gg_plan plan = {.study = "test"};
    const gg_status status = gg_plan_add(&plan, &grid, 1);
    int count = 0;
    for (size_t i = 0; i < plan.count; i++)
        count += strcmp(plan.rows[i].job.loss, loss) == 0 &&
                 (n == 0 || plan.rows[i].job.n == n);
    gg_plan_close(&plan);
    return status == GG_OK ? count : -1;
}

static void test_a_loss_runs_in_every_dimension_asked_for(void)
{
    gsl_test_int(runs_of("sphere", "2,3,7", "sphere", 0), 3, "sphere runs in three dimensions");
    gsl_test_int(runs_of("sphere,rosenbrock", "2,3", "rosenbrock", 3), 1, "so does the second");
}

static void test_a_loss_of_one_dimension_runs_once(void)
{
    gsl_test_int(runs_of("beale", "3,7", "beale", 2), 1, "beale runs in its own");
    gsl_test_int(runs_of("beale", "2,3,7", "beale", 0), 1, "and but once");
}

static void test_what_was_named_and_does_not_fit_is_refused(void)
{
    gsl_test_int(runs_of("rosenbrock:form=pairs", "2,3", "", 0), -1,
                 "pairs in three dimensions are refused");
}

static void test_each_loss_of_a_suite_takes_what_it_can(void)
{
    gsl_test_int(runs_of("@smooth", "1,3", "rosenbrock", 0), 1, "rosenbrock leaves n=1 out");
    gsl_test_int(runs_of("@smooth", "1", "rosenbrock", 2), 1, "or runs in its own");
    gsl_test_int(runs_of("@smooth", "3,7", "beale", 0), 1, "beale runs once");
}

static void test_a_run_that_is_named_twice_is_one(void)
{
    gsl_test_int(runs_of("sphere,sphere", "2,2", "sphere", 0), 1, "sphere twice is sphere");
    gsl_test_int(runs_of("abs_sum,@nonsmooth", "2", "abs_sum", 0), 1,
                 "a loss and the suite that holds it are one run");
}

int main(void)
{
    test_a_loss_runs_in_every_dimension_asked_for();
    test_a_loss_of_one_dimension_runs_once();
    test_what_was_named_and_does_not_fit_is_refused();
    test_each_loss_of_a_suite_takes_what_it_can();
    test_a_run_that_is_named_twice_is_one();
    return gsl_test_summary();
}
