/* tests/consumer/main.c -- what another project does with the library: it minimises. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "experiments/run.h"

/* (x - 3)^2 + |y + 1|: a loss of one's own, that no catalogue has. */
static double value(gg_problem *p, const double x[])
{
    (void)p;
    return (x[0] - 3) * (x[0] - 3) + fabs(x[1] + 1);
}

static const gg_loss mine = {.name = "mine", .smoothness = GG_LIPSCHITZ, .value = value};

static int complain(void)
{
    fprintf(stderr, "consumer: %s\n", gg_message());
    return 1;
}

/* A loss and a method of the catalogue, by name. */
static gg_status minimise_known(void)
{
    const gg_job job = {.loss = "rosenbrock",
                        .optimizer = "nelder_mead",
                        .n = 2,
                        .seed = 1,
                        .max_evals = 2000,
                        .max_seconds = INFINITY,
                        .target = 1e-10};
    gg_result result;
    GG_TRY(gg_run(&result, &job));
    printf("%s on %s: %s, x = (%.3f, %.3f)\n", result.optimizer, result.loss,
           gg_stop_name(result.why), result.x[0], result.x[1]);
    gg_result_close(&result);
    return GG_OK;
}

/* A loss of one's own, through the same window: steps until the budget is spent. */
static gg_status minimise_mine(void)
{
    double start[] = {0, 0};
    double lower[] = {-5, -5};
    double upper[] = {5, 5};
    gg_problem p = {.loss = &mine,
                    .n = 2,
                    .start = start,
                    .lower = lower,
                    .upper = upper,
                    .minimum = NAN,
                    .L = NAN,
                    .mu = NAN,
                    .smoothness = mine.smoothness};
    const gg_optimizer *method = NULL;
    gg_settings settings;
    gg_oracle oracle;
    GG_TRY(gg_optimizer_open(&method, &settings, "nelder_mead"));
    GG_TRY(gg_oracle_open(&oracle, &p, 500));
    void *state = calloc(1, method->state_size(settings.number, p.n));
    if (!state) return gg_fail(GG_NO_MEMORY, "no memory for a state");
    method->start(settings.number, state, &oracle);
    while (!oracle.silent && method->step(settings.number, state, &oracle) == GG_GO_ON) {
    }
    printf("%s on a loss of one's own: x = (%.3f, %.3f)\n", method->name, oracle.best_x[0],
           oracle.best_x[1]);
    free(state);
    gg_oracle_close(&oracle);
    gg_settings_close(&settings);
    return GG_OK;
}

int main(void)
{
    if (minimise_known() != GG_OK || minimise_mine() != GG_OK) return complain();
    return 0;
}
