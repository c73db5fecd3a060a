/* experiments/carry_out.c -- a plan through the pool into the store. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/plan.h"
#include "experiments/pool.h"

static const double PATIENCE = 10; /* s of wall clock beyond a limit before a run is given up */
static const double LONGEST = 900; /* s for a run without a limit */
static const size_t MEMORY = (size_t)4 << 30;

static volatile sig_atomic_t caught;
static volatile int interrupted;

static void on_signal(int number)
{
    caught = number;
    interrupted = 1;
}

typedef struct progress {
    const gg_plan *plan;
    gg_store *store;
    size_t *todo; /* [count] rows of the plan */
    gg_outcome *out;
} progress;

static gg_status job(void *context, size_t i, gg_job *out)
{
    const progress *p = context;
    *out = p->plan->rows[p->todo[i]].job;
    return GG_OK;
}

static gg_status collect(void *context, size_t i, const gg_job *done, gg_result *result)
{
    progress *p = context;
    p->out->done++;
    p->out->failed += gg_run_failed(done, result);
    p->out->broke_down += result->why == GG_STOP_FAILED && done->dare && !result->stuck;
    p->out->stuck += result->stuck;
    return gg_store_add(p->store, p->plan->study, p->plan->rows[p->todo[i]].key, done, result);
}

gg_status gg_plan_run(const gg_plan *plan, gg_store *store, size_t workers, bool quiet,
                      gg_outcome *out)
{
    *out = (gg_outcome){0};
    progress p = {plan, store, calloc(plan->count + 1, sizeof *p.todo), out};
    if (!p.todo) return gg_fail(GG_NO_MEMORY, "no memory for %zu runs", plan->count);
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++)
        if (gg_store_has(store, plan->rows[i].key))
            out->skipped++;
        else
            p.todo[count++] = i;
    struct sigaction before[2];
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    interrupted = 0;
    caught = 0;
    sigaction(SIGINT, &action, &before[0]);
    sigaction(SIGTERM, &action, &before[1]);
    const gg_work work = {.count = count,
                          .job = job,
                          .collect = collect,
                          .context = &p,
                          .workers = workers,
                          .patience = PATIENCE,
                          .longest = LONGEST,
                          .memory = MEMORY,
                          .interrupted = &interrupted,
                          .title = quiet ? NULL : plan->study};
    const gg_status status = gg_pool_run(&work);
    sigaction(SIGINT, &before[0], NULL);
    sigaction(SIGTERM, &before[1], NULL);
    out->signal = caught;
    free(p.todo);
    return status;
}
