/* tests/test_walk.c -- a method's way, as the run sees it. */
#include <gsl/gsl_test.h>

#include "base/vector.h"
#include "experiments/run.h"
#include "experiments/walk.h"

/* The run's own loop keeps the way of the same method from the same start. */
static void test_a_walk_is_the_way_of_the_run(const char *optimizer)
{
    gg_result r;
    gg_walk w;
    gg_problem *p = NULL;
    const gg_job job = {.loss = "rosenbrock",
                        .optimizer = optimizer,
                        .n = 4,
                        .seed = 1,
                        .keep_path = true,
                        .max_evals = 200,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    gsl_test(gg_run(&r, &job) != GG_OK, "a run of %s: %s", optimizer, gg_message());
    gsl_test(gg_problem_open(&p, job.loss, job.n, 1, 0) != GG_OK, "its problem");
    gsl_test(gg_walk_open(&w, p, optimizer, NULL, NULL) != GG_OK, "a walk of %s", optimizer);
    size_t other = 0;
    for (size_t k = 0; k + 1 < r.steps; k++) { /* the last may be cut by the budget */
        if (k > 0) gg_walk_step(&w);
        for (size_t i = 0; i < 4; i++) other += gg_walk_point(&w)[i] != r.path[4 * k + i];
    }
    gsl_test(r.steps < 10, "%s makes steps", optimizer);
    gsl_test(other > 0, "a walk of %s stands where the run stood, bit for bit", optimizer);
    gg_walk_close(&w);
    gg_problem_close(p);
    gg_result_close(&r);
}

static void test_it_begins_where_it_is_told(void)
{
    static const double start[3] = {3, 4, 0};
    gg_problem *p = NULL;
    gg_walk w;
    gsl_test(gg_problem_open(&p, "ellipsoid:condition=1", 3, 1, 0) != GG_OK, "a problem");
    gsl_test(gg_walk_open(&w, p, "gradient_descent:step=fixed:size=0.5", start, NULL) != GG_OK,
             "a walk");
    gsl_test_abs(gg_distance(3, gg_walk_point(&w), start), 0, 0,
                 "it begins at the start given");
    gg_walk_step(&w);
    gsl_test_rel(gg_norm(3, gg_walk_point(&w)), 2.5, 1e-15,
                 "a step of 1/2 on |x|^2 / 2 leaves half of the distance 5");
    gg_walk_close(&w);
    gsl_test(gg_walk_open(&w, p, "no_such_method", NULL, NULL) != GG_NOT_FOUND,
             "a method that is not there is refused");
    gg_problem_close(p);
}

int main(void)
{
    test_a_walk_is_the_way_of_the_run("gradient_descent");
    test_a_walk_is_the_way_of_the_run("bfgs");
    test_a_walk_is_the_way_of_the_run("nesterov");
    test_it_begins_where_it_is_told();
    return gsl_test_summary();
}
