/* experiments/guard.c -- fork, wait, and say in words what ended the child. */
#include "experiments/guard.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "experiments/arguments.h"

static volatile sig_atomic_t child;

static void pass_on(int signal)
{
    if (child > 0) kill((pid_t)child, signal);
}

bool gg_guard_needed(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strstr(argv[i], "plugin:") || strstr(argv[i], "command:")) return true;
    return false;
}

static int wait_for(pid_t pid)
{
    int raw = 0;
    while (waitpid(pid, &raw, 0) < 0)
        if (errno != EINTR) return GG_EXIT_CANNOT;
    if (WIFEXITED(raw)) return WEXITSTATUS(raw);
    const int signal = WTERMSIG(raw);
    if (signal == SIGINT || signal == SIGTERM) return 128 + signal;
    fprintf(stderr, "gradgap: the loss crashed (%s)\n", strsignal(signal));
    return GG_EXIT_FELL_SHORT;
}

int gg_guard(int (*act)(int argc, char **argv), int argc, char **argv)
{
    const struct sigaction passing = {.sa_handler = pass_on};
    struct sigaction old[2];
    fflush(NULL);
    const pid_t pid = fork();
    if (pid == 0) {
        const int status = act(argc, argv);
        fflush(NULL);
        _exit(status);
    }
    if (pid < 0) {
        fprintf(stderr, "gradgap: no process for the loss: %s\n", strerror(errno));
        return GG_EXIT_CANNOT;
    }
    child = pid;
    sigaction(SIGINT, &passing, &old[0]);
    sigaction(SIGTERM, &passing, &old[1]);
    const int status = wait_for(pid);
    sigaction(SIGINT, &old[0], NULL);
    sigaction(SIGTERM, &old[1], NULL);
    child = 0;
    return status;
}
