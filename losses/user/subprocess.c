/* losses/user/subprocess.c -- a child behind a socket, which cannot raise SIGPIPE, and a deadline. */
#include "losses/user/subprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_ANSWER = 1 << 26, GRACE_MS = 1000 };

static const double WATCHED = 0.05; /* s after the first answer: is there a second? */

struct gg_subprocess {
    pid_t pid;
    int end;      /* our end of the socket */
    char *answer; /* [room] `got` bytes came since the last question */
    size_t room, got;
    bool answered;  /* once at least */
    char name[160]; /* for messages */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void be_the_child(int end, const char *command)
{
    setpgid(0, 0); /* so that what the shell started ends with it */
    dup2(end, STDIN_FILENO);
    dup2(end, STDOUT_FILENO);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

gg_status gg_subprocess_open(gg_subprocess **out, const char *command)
{
    int ends[2];
    gg_subprocess *s = calloc(1, sizeof *s);
    if (!s) return gg_fail(GG_NO_MEMORY, "no memory for a program");
    snprintf(s->name, sizeof s->name, "%s", command);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
        free(s);
        return gg_fail(GG_IO, "%s: %s", command, strerror(errno));
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    s->pid = fork();
    if (s->pid == 0) be_the_child(ends[1], command);
    close(ends[1]);
    s->end = ends[0];
    if (s->pid < 0) {
        const int why = errno;
        close(s->end);
        free(s);
        return gg_fail(GG_IO, "%s: %s", command, strerror(why));
    }
    *out = s;
    return GG_OK;
}

/* It will not be asked again: a question that failed leaves no one to answer the next. */
static void kill_it(gg_subprocess *s)
{
    if (s->pid > 0) {
        kill(-s->pid, SIGKILL);
        kill(s->pid, SIGKILL);
        waitpid(s->pid, NULL, 0);
    }
    s->pid = -1;
}

static gg_status is_gone(gg_subprocess *s)
{
    int raw = 0;
    const double until = now() + 0.1;
    pid_t ended = 0;
    while (s->pid > 0 && (ended = waitpid(s->pid, &raw, WNOHANG)) == 0 && now() < until)
        poll(NULL, 0, 1);
    const bool by_itself = ended > 0;
    if (by_itself) s->pid = -1;
    kill_it(s);
    if (by_itself && WIFEXITED(raw) && WEXITSTATUS(raw) == 127)
        return gg_fail(GG_BAD_INPUT,
                       "command: %s: there is no such program, or it cannot be run", s->name);
    if (by_itself && WIFSIGNALED(raw))
        return gg_fail(GG_BAD_INPUT, "command: %s ended without an answer, by signal %d",
                       s->name, WTERMSIG(raw));
    return gg_fail(GG_BAD_INPUT, "command: %s ended without an answer, with status %d", s->name,
                   by_itself && WIFEXITED(raw) ? WEXITSTATUS(raw) : 0);
}

static gg_status fail_late(gg_subprocess *s, double seconds)
{
    kill_it(s);
    return gg_fail(GG_BAD_INPUT,
                   "command: %s did not answer within %g s (a line on standard "
                   "output, flushed, is expected)",
                   s->name, seconds);
}

/* -> bytes read, 0 at the end or after an error, -1 if none came in time */
static ssize_t read_more(gg_subprocess *s, double until)
{
    if (s->got + 1 >= s->room) {
        const size_t room = s->room ? 2 * s->room : 4096;
        char *more = room <= MOST_ANSWER ? realloc(s->answer, room) : NULL;
        if (!more) return 0;
        s->answer = more;
        s->room = room;
    }
    struct pollfd watch = {.fd = s->end, .events = POLLIN};
    for (;;) {
        const double left = until - now();
        const int ready = poll(&watch, 1, left > 0 ? (int)(1e3 * left) + 1 : 0);
        if (ready > 0) break;
        if (ready == 0 && now() >= until) return -1;
        if (ready < 0 && errno != EINTR) return 0;
    }
    const ssize_t got = read(s->end, s->answer + s->got, s->room - s->got - 1);
    if (got > 0) s->got += (size_t)got;
    return got > 0 ? got : 0;
}

static gg_status send_all(gg_subprocess *s, const char *line, double seconds)
{
    const double until = now() + seconds;
    for (size_t left = strlen(line); left > 0;) {
        struct pollfd watch = {.fd = s->end, .events = POLLOUT};
        if (now() > until) return fail_late(s, seconds);
        if (poll(&watch, 1, 10) <= 0) continue;
        const ssize_t sent = send(s->end, line, left, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) return is_gone(s);
        if (sent <= 0) continue;
        line += sent;
        left -= (size_t)sent;
    }
    return GG_OK;
}

static gg_status fail_twice(gg_subprocess *s)
{
    kill_it(s);
    return gg_fail(GG_BAD_INPUT, "command: %s said more than one line to one question",
                   s->name);
}

/* What comes though no question is open answers nothing. */
static gg_status check_silence(gg_subprocess *s, double seconds)
{
    if (read_more(s, now() + seconds) <= 0) return GG_OK; /* an end is met by who asks next */
    return fail_twice(s);
}

gg_status gg_subprocess_ask(gg_subprocess *s, const char *line, double seconds,
                            const char **answer)
{
    const double until = now() + seconds;
    if (s->pid < 0) return gg_fail(GG_BAD_INPUT, "command: %s is not there any more", s->name);
    s->got = 0;
    GG_TRY(check_silence(s, 0));
    GG_TRY(send_all(s, line, seconds));
    char *end = NULL;
    while (!end) {
        const size_t before = s->got;
        const ssize_t got = read_more(s, until);
        if (got == 0) return is_gone(s);
        if (got < 0) return fail_late(s, seconds);
        end = memchr(s->answer + before, '\n', s->got - before);
    }
    const size_t length = (size_t)(end - s->answer);
    if (length + 1 < s->got) return fail_twice(s);
    if (!s->answered) GG_TRY(check_silence(s, WATCHED));
    s->answered = true;
    s->answer[length] = '\0';
    *answer = s->answer;
    return GG_OK;
}

void gg_subprocess_close(gg_subprocess *s)
{
    if (!s) return;
    close(s->end);
    for (int waited = 0; s->pid > 0 && waited < GRACE_MS; waited++) {
        if (waitpid(s->pid, NULL, WNOHANG) != 0) s->pid = -1;
        if (s->pid > 0) poll(NULL, 0, 1);
    }
    kill_it(s);
    free(s->answer);
    free(s);
}
