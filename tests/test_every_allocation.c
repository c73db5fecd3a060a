/* tests/test_every_allocation.c -- memory that runs out, at every place where it can. */
#include <errno.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>

#include "experiments/plan.h"
#include "experiments/run.h"
#include "experiments/suite.h"
#include "losses/libsvm.h"
#include "losses/synthetic.h"

/* The linker sends our allocations here (--wrap), not those of libraries: the k-th one fails. */
static size_t allocations, fail_at;

static int fails(void)
{
    if (++allocations != fail_at) return 0;
    errno = ENOMEM;
    return 1;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

static gg_status do_run(void)
{
    const gg_job job = {
        .loss = "linear:data=iris:pointwise=absolute:standardise=yes+rotate+noise",
        .optimizer = "genetic:population=10",
        .seed = 1,
        .draw_start = true,
        .keep_path = true,
        .max_evals = 300,
        .max_seconds = INFINITY,
        .target = -INFINITY};
    gg_result r = {.why = GG_RUNNING};
    const gg_status status = gg_run(&r, &job);
    gg_result_close(&r);
    return status;
}

static gg_status do_plan(void)
{
    const gg_grid grid = {.losses = "@smooth,abs_sum+stairs",
                          .optimizers = "nelder_mead,subgradient",
                          .dimensions = "2,3",
                          .reps = 2,
                          .max_evals = 10};
    gg_plan plan = {.study = "test"};
    const gg_status status = gg_plan_add(&plan, &grid, 1);
    gg_plan_close(&plan);
    return status;
}

static gg_status do_tables(void)
{
    static const unsigned char text[] = "1 1:2 3:4\n-1 2:5 9:1\n1 17:1\n";
    const gg_data *made = NULL;
    gg_data read = {.name = "a text"};
    GG_TRY(gg_data_make(&made, "ill_conditioned", 9, 9, 1));
    gg_data_close(made);
    GG_TRY(gg_libsvm_read(&read, "a text", text, sizeof text - 1, GG_LIBSVM_CELLS));
    gg_data_clear(&read);
    return GG_OK;
}

/* Fail the first, the second, ... allocation, until none is left to fail. The path of a run may
 * lose its end for want of memory; everything else must say so. */
static void every_failure_is_told(const char *what, gg_status (*act)(void), size_t may_pass)
{
    size_t passed = 0;
    size_t wrong = 0;
    for (fail_at = 1;; fail_at++) {
        allocations = 0;
        const gg_status status = act();
        if (allocations < fail_at) break;
        passed += status == GG_OK;
        wrong += status != GG_OK && status != GG_NO_MEMORY;
    }
    gsl_test(fail_at < 20, "%s allocates often enough to matter (%zu times)", what,
             fail_at - 1);
    gsl_test_int((int)wrong, 0, "%s: want of memory is told as such", what);
    gsl_test(passed > may_pass, "%s: want of memory is not passed over (%zu times)", what,
             passed);
    fail_at = 0;
    gsl_test(act() != GG_OK, "%s works again when there is memory", what);
}

int main(void)
{
    every_failure_is_told("a run", do_run, 80);
    every_failure_is_told("a plan", do_plan, 0);
    every_failure_is_told("two tables", do_tables, 0);
    return gsl_test_summary();
}
