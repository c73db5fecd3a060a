/* tests/test_guard.c -- what breaks in a child breaks there alone. */
#include <fcntl.h>
#include <gsl/gsl_test.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "experiments/guard.h"

static int say_seven(int argc, char **argv)
{
    (void)argv;
    return argc + 6;
}

static int crash(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    signal(SIGSEGV, SIG_DFL); /* a sanitizer would print a page */
    raise(SIGSEGV);
    return 0;
}

static int wait_long(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    const struct timespec minute = {.tv_sec = 60};
    nanosleep(&minute, NULL);
    return 0;
}

/* Sends us SIGTERM after a moment, from outside as a user would. -> its process */
static pid_t terminate_soon(void)
{
    const pid_t us = getpid();
    const pid_t pid = fork();
    if (pid != 0) return pid;
    const struct timespec moment = {.tv_nsec = 200000000};
    nanosleep(&moment, NULL);
    kill(us, SIGTERM);
    _exit(0);
}

int main(void)
{
    char tool[] = "gradgap";
    char theirs_name[] = "plugin:path=./mine.so";
    char ours_name[] = "sphere";
    char *own[] = {tool, theirs_name, NULL};
    char *ours[] = {tool, ours_name, NULL};
    gsl_test(!gg_guard_needed(2, own) || gg_guard_needed(2, ours),
             "a user's own loss is guarded, one of ours is not");
    gsl_test_int(gg_guard(say_seven, 1, ours), 7, "the child's exit status is told");
    const int real = dup(STDERR_FILENO);
    const int none = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(none, STDERR_FILENO);
    const int crashed = gg_guard(crash, 1, ours);
    dup2(real, STDERR_FILENO);
    gsl_test_int(crashed, 1, "a crash of the child is an exit status");
    const pid_t sender = terminate_soon();
    gsl_test_int(gg_guard(wait_long, 1, ours), 128 + SIGTERM, "SIGTERM reaches the child");
    waitpid(sender, NULL, 0);
    return gsl_test_summary();
}
