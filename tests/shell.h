/* tests/shell.h -- run a program of ours as a user does, and keep what it says. */
#ifndef GG_TESTS_SHELL_H
#define GG_TESTS_SHELL_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

typedef struct said {
    char out[1 << 19], err[1 << 14];
    int status; /* exit status; 128 + signal */
} said;

static inline void shell_slurp(const char *path, char text[], size_t room)
{
    FILE *from = fopen(path, "r");
    const size_t got = from ? fread(text, 1, room - 1, from) : 0;
    text[got] = '\0';
    if (from) fclose(from);
}

/* Run "PROGRAM ARGUMENTS" from the build's bin/ in a shell; stdout and stderr kept apart. */
static inline void shell_run(said *s, const char *line)
{
    char command[8192];
    char out[] = "/tmp/gg_out_XXXXXX";
    char err[] = "/tmp/gg_err_XXXXXX";
    const int fd[2] = {mkstemp(out), mkstemp(err)};
    snprintf(command, sizeof command, "cd '%s/bin' && ./%s >%s 2>%s", GG_BINARY, line, out,
             err);
    const int raw = system(command);
    s->status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    shell_slurp(out, s->out, sizeof s->out);
    shell_slurp(err, s->err, sizeof s->err);
    for (int i = 0; i < 2; i++)
        if (fd[i] < 0) s->status = -1;
    remove(out);
    remove(err);
}

static inline size_t shell_lines(const char *text)
{
    size_t count = 0;
    for (; *text; text++) count += *text == '\n';
    return count;
}

#endif
