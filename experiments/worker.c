/* experiments/worker.c -- forks a worker, feeds it, listens to it and buries it. */
#include "experiments/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "experiments/message.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SHADOWED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SHADOWED 1
#endif
#endif
#ifndef SHADOWED
#define SHADOWED 0 /* a sanitizer reserves terabytes of addresses, which cannot be limited */
#endif

enum { FIRST_ROOM = 1 << 16 };

/* A worker whose pool is gone ends by itself so long after its limit. */
static const double ORPHAN_SECONDS = 5;

static bool read_whole(int from, void *out, size_t size)
{
    unsigned char *at = out;
    while (size) {
        const ssize_t got = read(from, at, size);
        if (got == 0 || (got < 0 && errno != EINTR)) return false;
        if (got < 0) continue;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

static bool write_whole(int to, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    while (size) {
        const ssize_t put = write(to, at, size);
        if (put < 0 && errno != EINTR) return false;
        if (put < 0) continue;
        at += put;
        size -= (size_t)put;
    }
    return true;
}

static void point_at_null(int file, int flags)
{
    const int null = open("/dev/null", flags);
    if (null < 0) return;
    dup2(null, file);
    if (null != file) close(null);
}

static void reset_signals(void)
{
    const struct sigaction usual = {.sa_handler = SIG_DFL};
    sigset_t none;
    for (int i = 1; i < 32; i++) sigaction(i, &usual, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void settle(size_t memory)
{
    const struct rlimit no_core = {0, 0};
    setpgid(0, 0);
    reset_signals();
    point_at_null(STDIN_FILENO, O_RDONLY);
    point_at_null(STDOUT_FILENO, O_WRONLY);
    setrlimit(RLIMIT_CORE, &no_core);
    if (memory && !SHADOWED) {
        const struct rlimit most = {memory, memory};
        setrlimit(RLIMIT_AS, &most);
    }
}

double gg_worker_limit(const gg_work *work, const gg_job *job)
{
    return isinf(job->max_seconds) ? work->longest : job->max_seconds + work->patience;
}

static gg_status run_job(const gg_work *work, size_t i, gg_result *out)
{
    gg_job job = {0};
    GG_TRY(work->job(work->context, i, &job));
    const double limit = gg_worker_limit(work, &job) + ORPHAN_SECONDS;
    alarm(limit < 1e9 ? (unsigned)ceil(limit) : 0);
    const gg_status status = work->run ? work->run(out, &job) : gg_run(out, &job);
    alarm(0);
    if (status == GG_OK) return GG_OK;
    return gg_result_blank(out, &job, GG_STOP_FAILED, gg_message());
}

/* A worker's whole life. It ends when the pool closes the pipe, or is gone. */
static void serve(const gg_work *work, int from, int to)
{
    size_t i;
    while (read_whole(from, &i, sizeof i)) {
        gg_result result = {0};
        unsigned char *bytes = NULL;
        size_t size = 0;
        if (run_job(work, i, &result) != GG_OK) break;
        if (gg_result_save(&result, &bytes, &size) != GG_OK) break;
        gg_result_close(&result);
        const bool sent = write_whole(to, bytes, size);
        free(bytes);
        if (!sent) break;
    }
}

static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0) return false;
    for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    return true;
}

static void close_pipe(const int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

static gg_status open_pipes(int jobs[2], int answers[2])
{
    if (!open_pipe(jobs)) return gg_fail(GG_IO, "no pipe to a worker: %s", strerror(errno));
    if (open_pipe(answers)) {
        fcntl(answers[0], F_SETFL, O_NONBLOCK);
        return GG_OK;
    }
    const int why = errno;
    close_pipe(jobs);
    return gg_fail(GG_IO, "no pipe from a worker: %s", strerror(why));
}

gg_status gg_worker_open(gg_worker *out, const gg_work *work, const gg_worker all[],
                         size_t count)
{
    int jobs[2];
    int answers[2];
    GG_TRY(open_pipes(jobs, answers));
    fflush(NULL); /* or what is waiting in a buffer is written twice if a loss calls exit() */
    const pid_t pid = fork();
    if (pid < 0) {
        const int why = errno;
        close_pipe(jobs);
        close_pipe(answers);
        return gg_fail(GG_IO, "cannot start a worker: %s", strerror(why));
    }
    if (pid == 0) {
        for (size_t i = 0; i < count; i++)
            if (all[i].pid) close_pipe((const int[2]){all[i].to, all[i].from});
        close(jobs[1]);
        close(answers[0]);
        settle(work->memory);
        serve(work, jobs[0], answers[1]);
        _exit(0);
    }
    setpgid(pid, pid); /* here too: it may be killed before it has done so itself */
    close(jobs[0]);
    close(answers[1]);
    *out = (gg_worker){.pid = pid, .to = jobs[1], .from = answers[0], .silent = INFINITY};
    return GG_OK;
}

void gg_worker_close(gg_worker *w)
{
    if (!w || !w->pid) return;
    kill(-w->pid, SIGKILL);
    kill(w->pid, SIGKILL);
    while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR) continue;
    close(w->to);
    close(w->from);
    free(w->bytes);
    *w = (gg_worker){0};
}

bool gg_worker_ask(gg_worker *w, size_t job, double limit)
{
    if (!write_whole(w->to, &job, sizeof job)) return false;
    w->busy = true;
    w->job = job;
    w->began = gg_seconds();
    w->limit = limit;
    w->have = 0;
    return true;
}

static gg_status make_room(gg_worker *w)
{
    if (w->have < w->room) return GG_OK;
    const size_t room = w->room ? 2 * w->room : FIRST_ROOM;
    unsigned char *bytes = realloc(w->bytes, room);
    if (!bytes) return gg_fail(GG_NO_MEMORY, "no memory for a result of %zu bytes", room);
    w->bytes = bytes;
    w->room = room;
    return GG_OK;
}

/* What the bytes so far amount to. */
static gg_news judge(const gg_worker *w)
{
    if (w->have == 0) return GG_NOTHING_YET;
    const size_t whole = gg_result_expect(w->bytes, w->have);
    if (whole == SIZE_MAX || (whole && whole < w->have)) return GG_NONSENSE;
    return whole == w->have ? GG_ANSWER : GG_NOTHING_YET;
}

gg_status gg_worker_listen(gg_worker *w, gg_news *news)
{
    *news = judge(w);
    while (!w->deaf && *news != GG_NONSENSE) {
        GG_TRY(make_room(w));
        const ssize_t got = read(w->from, w->bytes + w->have, w->room - w->have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
        if (got > 0)
            w->have += (size_t)got;
        else
            w->deaf = true;
        *news = judge(w);
    }
    return GG_OK;
}

bool gg_worker_ended(const gg_worker *w, char how[], size_t room)
{
    siginfo_t about = {0};
    /* It stays a zombie until it is closed, so that its number cannot be another's. */
    const int code = waitid(P_PID, (id_t)w->pid, &about, WEXITED | WNOHANG | WNOWAIT);
    if (code != 0 || about.si_pid == 0) return false;
    if (about.si_code == CLD_EXITED)
        snprintf(how, room, "exit status %d", about.si_status);
    else
        snprintf(how, room, "signal %d (%s)", about.si_status, strsignal(about.si_status));
    return true;
}
