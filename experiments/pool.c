/* experiments/pool.c -- hands out jobs, collects results, and replaces workers that die. */
#include "experiments/pool.h"

#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "experiments/message.h"
#include "experiments/progress.h"
#include "experiments/worker.h"

enum {
    TICK = 50,        /* ms: how long an interruption or a silent death may go unnoticed */
    MOST_DEATHS = 20, /* of workers in a row that had no job */
};

static const double DEAF_SECONDS = 0.1; /* to end in, for a worker whose pipe is closed */

typedef struct pool {
    const gg_work *work;
    gg_worker *workers;   /* [count] */
    struct pollfd *polls; /* [count] */
    size_t count, next, done, deaths;
    gg_progress progress;
} pool;

static bool interrupted(const pool *p)
{
    return p->work->interrupted && *p->work->interrupted;
}

/* Start workers where there are none. One is enough to go on. */
static gg_status staff(pool *p)
{
    size_t live = 0;
    gg_status status = GG_OK;
    const size_t left = p->work->count - p->done;
    for (size_t i = 0; i < p->count; i++) {
        gg_worker *w = &p->workers[i];
        if (!w->pid && status == GG_OK && live < left)
            status = gg_worker_open(w, p->work, p->workers, p->count);
        live += w->pid != 0;
    }
    return live ? GG_OK : status;
}

/* The next job to a worker that has none; a worker that is gone is replaced by and by. */
static gg_status hand_out(pool *p, gg_worker *w)
{
    if (!w->pid || w->busy || p->next == p->work->count) return GG_OK;
    gg_job job = {0};
    GG_TRY(p->work->job(p->work->context, p->next, &job));
    if (gg_worker_ask(w, p->next, gg_worker_limit(p->work, &job))) {
        p->next++;
        p->deaths = 0;
        return GG_OK;
    }
    gg_worker_close(w);
    if (++p->deaths > MOST_DEATHS)
        return gg_fail(GG_IO, "%zu workers died before they had a job", p->deaths);
    return GG_OK;
}

static gg_status collect(pool *p, size_t i, gg_result *result)
{
    gg_job job = {0};
    gg_status status = p->work->job(p->work->context, i, &job);
    if (status == GG_OK) status = p->work->collect(p->work->context, i, &job, result);
    const bool failed = gg_run_failed(&job, result);
    gg_result_close(result);
    p->done++;
    if (status == GG_OK) gg_progress_step(&p->progress, failed);
    return status;
}

/* The worker is past use: its run ends with `why`. */
static gg_status give_up(pool *p, gg_worker *w, gg_stop why, const char *reason)
{
    gg_job job = {0};
    gg_result result = {0};
    const size_t i = w->job;
    const double wall = gg_seconds() - w->began;
    gg_worker_close(w);
    GG_TRY(p->work->job(p->work->context, i, &job));
    GG_TRY(gg_result_blank(&result, &job, why, reason));
    result.times.wall = wall;
    return collect(p, i, &result);
}

/* A whole message came; the worker goes on with the next job while this one is collected. */
static gg_status take_answer(pool *p, gg_worker *w)
{
    gg_result result = {0};
    const size_t i = w->job;
    const gg_status status = gg_result_load(&result, w->bytes, w->have);
    if (status == GG_BAD_INPUT)
        return give_up(p, w, GG_STOP_CRASHED, "what it sent is not a result");
    GG_TRY(status);
    w->busy = false;
    w->have = 0;
    const gg_status handed = hand_out(p, w);
    const gg_status kept = collect(p, i, &result);
    return handed != GG_OK ? handed : kept;
}

static gg_status time_out(pool *p, gg_worker *w)
{
    char reason[256];
    snprintf(reason, sizeof reason, "killed after %.3g s: its limit was %.6g s",
             gg_seconds() - w->began, w->limit);
    return give_up(p, w, GG_STOP_TIMED_OUT, reason);
}

static gg_status attend(pool *p, gg_worker *w)
{
    char how[128];
    gg_news news = GG_NOTHING_YET;
    /* Asked before listening: what a worker wrote before it ended is in the pipe by then. */
    const bool ended = gg_worker_ended(w, how, sizeof how);
    GG_TRY(gg_worker_listen(w, &news));
    if (!w->busy) {
        if (ended || w->deaf || w->have) gg_worker_close(w);
        return GG_OK;
    }
    if (news == GG_ANSWER) return take_answer(p, w);
    if (news == GG_NONSENSE)
        return give_up(p, w, GG_STOP_CRASHED, "what it sent is not a result");
    if (ended) return give_up(p, w, GG_STOP_CRASHED, how);
    const double now = gg_seconds();
    if (w->deaf && !isfinite(w->silent)) w->silent = now;
    if (now - w->silent > DEAF_SECONDS)
        return give_up(p, w, GG_STOP_CRASHED, "it closed its pipe");
    return now - w->began > w->limit ? time_out(p, w) : GG_OK;
}

/* Until someone has news, or is late. */
static void wait_for_news(pool *p)
{
    double most = TICK;
    const double now = gg_seconds();
    for (size_t i = 0; i < p->count; i++) {
        const gg_worker *w = &p->workers[i];
        p->polls[i] = (struct pollfd){w->pid && !w->deaf ? w->from : -1, POLLIN, 0};
        if (w->pid && w->busy) most = fmin(most, 1000 * (w->began + w->limit - now) + 1);
        if (w->deaf) most = fmin(most, 1);
    }
    poll(p->polls, (nfds_t)p->count, most > 0 ? (int)most : 0);
}

static gg_status hand_out_all(pool *p)
{
    for (size_t i = 0; i < p->count; i++) GG_TRY(hand_out(p, &p->workers[i]));
    return GG_OK;
}

static gg_status attend_all(pool *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->workers[i].pid && !interrupted(p)) GG_TRY(attend(p, &p->workers[i]));
    return GG_OK;
}

static gg_status work_on(pool *p)
{
    while (p->done < p->work->count && !interrupted(p)) {
        GG_TRY(staff(p));
        GG_TRY(hand_out_all(p));
        wait_for_news(p);
        GG_TRY(attend_all(p));
    }
    return GG_OK;
}

static size_t worker_count(const gg_work *work)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const size_t wanted = work->workers ? work->workers : cores > 0 ? (size_t)cores : 1;
    return wanted < work->count ? wanted : work->count;
}

gg_status gg_pool_run(const gg_work *work)
{
    if (work->count == 0) return GG_OK;
    pool p = {.work = work, .count = worker_count(work)};
    p.workers = calloc(p.count, sizeof *p.workers);
    p.polls = calloc(p.count, sizeof *p.polls);
    gg_status status = GG_OK;
    if (!p.workers || !p.polls)
        status = gg_fail(GG_NO_MEMORY, "no memory for %zu workers", p.count);
    /* A dead worker is an error of write(), and leaves its status behind. */
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    const struct sigaction usual = {.sa_handler = SIG_DFL};
    struct sigaction old_pipe;
    struct sigaction old_child;
    sigaction(SIGPIPE, &ignore, &old_pipe);
    sigaction(SIGCHLD, &usual, &old_child);
    gg_progress_start(&p.progress, work->title, work->count);
    if (status == GG_OK) status = work_on(&p);
    gg_progress_finish(&p.progress);
    for (size_t i = 0; p.workers && i < p.count; i++) gg_worker_close(&p.workers[i]);
    sigaction(SIGCHLD, &old_child, NULL);
    sigaction(SIGPIPE, &old_pipe, NULL);
    free(p.polls);
    free(p.workers);
    return status;
}
