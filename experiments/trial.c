/* experiments/trial.c -- measures, and notes numbers one after another. */
#include "experiments/trial.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "experiments/run.h"

void gg_note(gg_numbers *to, const char *name, double at, double value)
{
    if (to->count == to->room) {
        const size_t room = to->room ? 2 * to->room : 64;
        gg_number *list = realloc(to->list, room * sizeof *list);
        if (!list) {
            to->lost = true;
            return;
        }
        to->list = list;
        to->room = room;
    }
    gg_number *number = &to->list[to->count++];
    *number = (gg_number){.at = at, .value = value};
    snprintf(number->name, sizeof number->name, "%s", name);
}

void gg_numbers_close(gg_numbers *n)
{
    if (!n) return;
    free(n->list);
    *n = (gg_numbers){0};
}

/* Points and repetitions have streams of their own. */
static const uint32_t REPS = 1U << 20;

static gg_status measure(gg_numbers *to, const gg_job *job)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (!rng) return gg_fail(GG_NO_MEMORY, "no memory for a trial");
    gg_random_open(rng, job->seed, GG_TRIAL, (uint32_t)job->point * REPS + job->rep);
    const gg_trial_at at = {job->point, job->rep, job->seed, rng};
    const gg_status status = job->trial->measure(to, &at);
    gsl_rng_free(rng);
    if (status == GG_OK && to->lost) return gg_fail(GG_NO_MEMORY, "no memory for its numbers");
    return status;
}

gg_status gg_trial_run(gg_result *out, const gg_job *job)
{
    gg_result r = {.why = GG_STOP_CONVERGED,
                   .f = NAN,
                   .first = NAN,
                   .minimum = NAN,
                   .price = NAN,
                   .loss = strdup(job->loss),
                   .optimizer = strdup(job->optimizer)};
    const double wall = gg_seconds();
    const double cpu = gg_cpu_seconds();
    if (measure(&r.numbers, job) != GG_OK) {
        r.why = GG_STOP_FAILED;
        snprintf(r.reason, sizeof r.reason, "%s", gg_message());
    }
    r.times = (gg_times){.wall = gg_seconds() - wall, .cpu = gg_cpu_seconds() - cpu};
    *out = r;
    if (r.loss && r.optimizer) return GG_OK;
    gg_result_close(out);
    return gg_fail(GG_NO_MEMORY, "no memory for a trial");
}
