/* tests/test_run.c -- one run: who may meet whom, how it ends, where its time went. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#include "experiments/run.h"

static gg_job job(const char *loss, const char *optimizer, size_t n)
{
    return (gg_job){.loss = loss,
                    .optimizer = optimizer,
                    .n = n,
                    .seed = 1,
                    .max_evals = 5000,
                    .max_seconds = INFINITY,
                    .target = 1e-8};
}

static void test_gradient_is_refused_where_there_is_none(void)
{
    gg_job j = job("abs_sum", "gradient_descent", 2);
    gg_result r = {.why = GG_RUNNING};
    gsl_test(gg_run(&r, &j) != GG_BAD_INPUT, "gradient descent is refused on the 1-norm");
    gsl_test(!strstr(gg_message(), "subgradient") || !strstr(gg_message(), "--dare"),
             "the refusal says why and how to dare: %s", gg_message());
    j.dare = true;
    gsl_test(gg_run(&r, &j) != GG_OK, "it runs if one dares");
    gg_result_close(&r);
    j = job("sphere+stairs", "gradient_descent", 2);
    gsl_test(gg_run(&r, &j) != GG_BAD_INPUT, "gradient descent is refused on stairs");
    j.dare = true;
    gsl_test(gg_run(&r, &j) != GG_OK, "on stairs too it runs if one dares");
    gsl_test(!(r.f > 0.5), "and gets nowhere, for the derivative is 0 (f = %g)", r.f);
    gg_result_close(&r);
}

static void test_naive_zero_over_zero_fails_with_its_name(void)
{
    gg_job j = job("abs_sum:at_kink=naive", "gradient_descent", 2);
    const double start[2] = {0, 1};
    j.start = start;
    j.dare = true;
    gg_result r = {.why = GG_RUNNING};
    gsl_test(gg_run(&r, &j) != GG_OK, "0/0 is a result, not an error");
    gsl_test(r.why != GG_STOP_FAILED, "0/0 in the gradient ends a run as failed");
    gsl_test(!strstr(r.reason, "NaN") || !strstr(r.reason, "component 1"),
             "the reason names NaN and the component: %s", r.reason);
    gg_result_close(&r);
}

static void test_nan_at_the_minimum_is_no_solution(void)
{
    gg_job j = job("pointwise:name=absolute:at_kink=naive", "gradient_descent", 1);
    const double start[1] = {0};
    j.start = start;
    j.dare = true;
    gg_result r = {.why = GG_RUNNING};
    gsl_test(gg_run(&r, &j) != GG_OK || r.why != GG_STOP_FAILED || !strstr(r.reason, "NaN"),
             "a gradient of 0/0 is a failure, even where f is least: %s", r.reason);
    gg_result_close(&r);
}

static void test_ends_are_told_apart(void)
{
    gg_result r = {.why = GG_RUNNING};
    gg_job j = job("sphere", "nelder_mead", 2);
    gsl_test(gg_run(&r, &j) != GG_OK || r.why != GG_STOP_TARGET, "a met target ends a run");
    gsl_test(!(r.f - r.minimum <= 1e-8), "then the gap is at most the target");
    gg_result_close(&r);
    j = job("rastrigin", "random_search", 10);
    gsl_test(gg_run(&r, &j) != GG_OK || r.why != GG_STOP_CALLS, "a spent budget ends a run");
    gsl_test_int((int)(r.used.value + r.used.gradient), 5000, "the budget is spent exactly");
    gg_result_close(&r);
    j.max_evals = (size_t)1 << 40;
    j.max_seconds = 0.05;
    gsl_test(gg_run(&r, &j) != GG_OK || r.why != GG_STOP_TIME, "spent time ends a run");
    gsl_test(r.times.wall > 0.25, "within 0.2 s of the limit (%.3f s)", r.times.wall);
    gg_result_close(&r);
}

static void test_times_add_up(void)
{
    static const char *const losses[] = {"sphere", "rosenbrock+rotate", "sphere+noise"};
    static const size_t sizes[] = {2, 40};
    for (size_t i = 0; i < 6; i++) {
        gg_job j = job(losses[i % 3], "genetic", sizes[i / 3]);
        j.target = -INFINITY;
        gg_result r = {.why = GG_RUNNING};
        gsl_test(gg_run(&r, &j) != GG_OK, "%s runs", j.loss);
        const gg_times *t = &r.times;
        gsl_test_rel(t->loss + t->optimizer + t->logging, t->wall, 1e-12,
                     "loss, optimizer and logging add up to the wall time");
        gsl_test_rel(t->cpu_loss + t->cpu_optimizer + t->cpu_logging, t->cpu, 1e-12,
                     "and so do their CPU seconds");
        gsl_test(t->loss < 0 || t->optimizer < 0 || t->logging < 0 || t->cpu_loss < 0 ||
                     t->cpu_optimizer < -1e-12 || t->cpu_logging < 0,
                 "no part is negative");
        gg_result_close(&r);
    }
}

/* Where the loss is nearly all the work, the clock must say so; the best of a few runs, for
 * another process may take the core in between. */
static void test_loss_gets_its_share_of_the_time(void)
{
    gg_job j = job("sphere+rotate", "random_search", 500);
    j.max_evals = 300;
    double share = 0;
    for (int i = 0; i < 5; i++) {
        gg_result r = {.why = GG_RUNNING};
        gsl_test(gg_run(&r, &j) != GG_OK, "a rotated sphere runs");
        share = fmax(share, r.times.loss / r.times.wall);
        gg_result_close(&r);
    }
    gsl_test(!(share > 0.7 && share < 1),
             "a loss of 250,000 multiplications takes most of the time (%.0f %%)", 100 * share);
}

static void test_same_seed_same_bits(void)
{
    static const char *const methods[] = {"gradient_descent", "subgradient", "nelder_mead",
                                          "genetic", "random_search"};
    for (size_t i = 0; i < 5; i++) {
        gg_job j = job("rosenbrock+rotate+noise:sigma=1e-3", methods[i], 4);
        j.draw_start = true;
        gg_result a = {.why = GG_RUNNING}, b = a, c = a;
        gsl_test(gg_run(&a, &j) != GG_OK || gg_run(&b, &j) != GG_OK, "%s runs", methods[i]);
        gsl_test(memcmp(a.x, b.x, 4 * sizeof *a.x) != 0 || a.f != b.f,
                 "%s: the same seed gives the same bits", methods[i]);
        j.rep = 1;
        gsl_test(gg_run(&c, &j) != GG_OK, "%s runs again", methods[i]);
        gsl_test(a.first == c.first, "%s: another repetition starts elsewhere", methods[i]);
        gg_result_close(&a);
        gg_result_close(&b);
        gg_result_close(&c);
    }
}

static void test_paths_lead_from_the_start_to_the_end(void)
{
    gg_job j = job("rosenbrock", "nelder_mead", 2);
    j.keep_path = true;
    gg_result r = {.why = GG_RUNNING};
    gsl_test(gg_run(&r, &j) != GG_OK || r.steps < 10, "a path is kept");
    gsl_test_abs(r.path[0], -1.2, 0.5, "it begins near the start");
    gsl_test_abs(r.path[2 * (r.steps - 1)], r.x[0], 1e-3, "it ends near the best point");
    gg_result_close(&r);
}

int main(void)
{
    test_gradient_is_refused_where_there_is_none();
    test_naive_zero_over_zero_fails_with_its_name();
    test_nan_at_the_minimum_is_no_solution();
    test_ends_are_told_apart();
    test_times_add_up();
    test_loss_gets_its_share_of_the_time();
    test_same_seed_same_bits();
    test_paths_lead_from_the_start_to_the_end();
    return gsl_test_summary();
}
