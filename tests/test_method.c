/* tests/test_method.c -- walls, stopping tests and restarts that any optimizer may have. */
#include <gsl/gsl_test.h>

#include "experiments/run.h"
#include "optimizers/method.h"
#include "tests/lab.h"

/* A run of at most `limit` calls, from the loss's own start. */
static gg_result run(const char *loss, size_t n, const char *optimizer, size_t limit)
{
    const gg_job job = {.loss = loss,
                        .optimizer = optimizer,
                        .n = n,
                        .seed = 3,
                        .max_evals = limit,
                        .max_seconds = INFINITY,
                        .target = 1e-8};
    gg_result r;
    lab_must(gg_run(&r, &job));
    return r;
}

static void check_stop(const char *loss, const char *optimizer, const char *reason)
{
    gg_result r = run(loss, 4, optimizer, 20000);
    gsl_test(r.why != GG_STOP_CONVERGED || !strstr(r.reason, reason),
             "%s on %s ends by %s (%s)", optimizer, loss, reason, r.reason);
    gg_result_close(&r);
}

static void test_a_stopping_test_ends_a_run(void)
{
    check_stop("rosenbrock", "gradient_descent:stop_gradient=0.1", "stop_gradient");
    check_stop("rosenbrock:gradient=forward", "gradient_descent:stop_gradient=0.1",
               "stop_gradient");
    check_stop("rosenbrock", "gradient_descent:stop_step=1e-3", "stop_step");
    check_stop("step", "random_search:stop_stagnation=40:stop_gradient=1e9", "stop_stagnation");
}

/* A looser test ends earlier, and at the very call that meets it: the gradient there is known. */
static void test_the_gradient_test_means_the_norm(void)
{
    gg_result loose = run("rosenbrock", 2, "gradient_descent:stop_gradient=1", 20000);
    gg_result tight = run("rosenbrock", 2, "gradient_descent:stop_gradient=0.01", 20000);
    gg_problem *p = NULL;
    double g[2];
    lab_must(gg_problem_open(&p, "rosenbrock", 2, 3, 0));
    p->loss->gradient(p, tight.x, g);
    gsl_test(gg_norm(2, g) > 0.01, "stop_gradient=0.01 leaves |g| = %g", gg_norm(2, g));
    gsl_test(loose.used.gradient >= tight.used.gradient,
             "a larger stop_gradient ends earlier: %zu, %zu", loose.used.gradient,
             tight.used.gradient);
    gg_problem_close(p);
    gg_result_close(&loose);
    gg_result_close(&tight);
}

/* Rastrigin's local minima hold gradient descent; from many starts it falls into more of them,
 * and into a deeper one. */
static void test_restarts_find_what_one_start_does_not(void)
{
    gg_result once = run("rastrigin+shift", 2, "gradient_descent", 30000);
    gg_result often = run("rastrigin+shift", 2, "gradient_descent:restart=random", 30000);
    gsl_test(often.f >= once.f, "restarts reach a lower minimum: %g, %g", often.f, once.f);
    gsl_test(often.used.gradient <= once.used.gradient, "and spend what is left: %zu, %zu",
             often.used.gradient, once.used.gradient);
    gg_result_close(&once);
    gg_result_close(&often);
}

static void test_a_method_is_kept_inside_the_walls(void)
{
    static const char *const boxes[] = {"reflect", "project"};
    for (size_t b = 0; b < 2; b++) {
        char optimizer[64];
        snprintf(optimizer, sizeof optimizer, "nelder_mead:box=%s", boxes[b]);
        gg_result r = run("sphere+shift:by=2", 3, optimizer, 3000);
        gg_problem *p = NULL;
        lab_must(gg_problem_open(&p, "sphere+shift:by=2", 3, 3, 0));
        double nearest = 0; /* the least f in the box: at the minimiser's nearest point */
        bool inside = true;
        for (size_t i = 0; i < 3; i++) {
            const double low = p->lower[i];
            const double high = p->upper[i];
            const double away = p->minimiser[i] - fmin(fmax(p->minimiser[i], low), high);
            nearest += away * away;
            inside = inside && r.x[i] >= low && r.x[i] <= high;
        }
        gsl_test(nearest == 0, "the minimum lies beyond a wall");
        gsl_test(!inside, "%s answers a point in the box", optimizer);
        gsl_test_rel(p->loss->value(p, r.x), r.f, 1e-12, "%s tells the value of the loss there",
                     optimizer);
        gsl_test(!(r.f < nearest * (1 + 1e-3) && r.f >= nearest * (1 - 1e-12)),
                 "%s finds the least value in the box: %g, %g", optimizer, r.f, nearest);
        gg_problem_close(p);
        gg_result_close(&r);
    }
}

/* Schwefel's function is infinite outside its box, and its gradient points out of it. */
static void test_walls_of_a_bounded_loss_are_mirrors(void)
{
    gg_result open = run("schwefel", 5, "gradient_descent:box=open", 3000);
    gg_result kept = run("schwefel", 5, "gradient_descent", 3000);
    gsl_test(strcmp(open.loss, kept.loss) != 0, "walls do not change the loss's name: %s",
             kept.loss);
    gsl_test(kept.f > open.f, "walls that reflect do no harm: %g, %g", kept.f, open.f);
    gg_result_close(&open);
    gg_result_close(&kept);
}

static void check_refusal(const char *spec, const char *word)
{
    gg_method m;
    const gg_status status = gg_method_open(&m, spec);
    gsl_test(status == GG_OK || !strstr(gg_message(), word), "%s is refused: %s", spec,
             gg_message());
    if (status == GG_OK) gg_method_close(&m);
}

static void test_what_cannot_be_is_refused(void)
{
    check_refusal("nelder_mead:restart=ipop", "population");
    check_refusal("nelder_mead:restart=often", "often");
    gg_method m;
    lab_must(gg_method_open(&m, "nelder_mead"));
    gsl_test(gg_method_fits(&m, 10000) == GG_OK || !strstr(gg_message(), "0.8"),
             "(n + 1) points in 10000 dimensions take 0.8 GB: %s", gg_message());
    gsl_test(gg_method_fits(&m, 1000) != GG_OK, "in 1000 they are welcome");
    gg_method_close(&m);
}

int main(void)
{
    test_a_stopping_test_ends_a_run();
    test_the_gradient_test_means_the_norm();
    test_restarts_find_what_one_start_does_not();
    test_a_method_is_kept_inside_the_walls();
    test_walls_of_a_bounded_loss_are_mirrors();
    test_what_cannot_be_is_refused();
    return gsl_test_summary();
}
