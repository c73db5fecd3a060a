/* experiments/key.c -- the text that identifies a run. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "experiments/store.h"

/* FNV-1a: Fowler, Noll & Vo 1991, 64 bits. */
static uint64_t fold(uint64_t sum, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++) sum = (sum ^ at[i]) * 0x100000001b3U;
    return sum;
}

static const uint64_t EMPTY = 0xcbf29ce484222325U;

static void write_start(const gg_job *job, char out[48])
{
    if (job->start)
        snprintf(out, 48, "given-%016" PRIx64,
                 fold(EMPTY, job->start, job->n * sizeof *job->start));
    else
        snprintf(out, 48, "%s", job->draw_start ? "drawn" : "own");
}

static void write_trial(const char *study, const gg_job *job, char out[], size_t room)
{
    snprintf(out, room, "%s %s/%s point=%zu seed=%" PRIu64 " rep=%" PRIu32 " ~%016" PRIx64,
             study, job->optimizer, job->trial->name, job->point, job->seed, job->rep,
             fold(EMPTY, job->trial->design, strlen(job->trial->design)));
}

void gg_store_key(const char *study, const gg_job *job, const char *loss, const char *optimizer,
                  char out[], size_t room)
{
    char start[48];
    char seconds[GG_NUMBER_ROOM];
    char target[GG_NUMBER_ROOM];
    char rest[256];
    if (job->trial) {
        write_trial(study, job, out, room);
        return;
    }
    write_start(job, start);
    snprintf(rest, sizeof rest,
             "n=%zu seed=%" PRIu64 " rep=%" PRIu32
             " dare=%d start=%s max_evals=%zu max_seconds=%s target=%s%s",
             job->n, job->seed, job->rep, job->dare, start, job->max_evals,
             gg_number_write(job->max_seconds, seconds), gg_number_write(job->target, target),
             job->again ? " again" : "");
    const int length = snprintf(out, room, "%s %s %s %s", study, loss, optimizer, rest);
    if (length < 0 || (size_t)length < room || room < 32) return;
    /* What does not fit is told apart by a number at the end. */
    uint64_t sum = fold(EMPTY, study, strlen(study) + 1);
    sum = fold(sum, loss, strlen(loss) + 1);
    sum = fold(sum, optimizer, strlen(optimizer) + 1);
    sum = fold(sum, rest, strlen(rest));
    snprintf(out + room - 18, 18, "~%016" PRIx64, sum);
}
