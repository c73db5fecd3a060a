/* experiments/gnuplot.c -- gnuplot processes, a few at once. */
#include "experiments/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "experiments/share.h"

const char *const gg_formats[GG_FORMATS] = {"svg", "pdf", "png"};

gg_status gg_gnuplot_find(void)
{
    const char *path = getenv("PATH");
    while (path && *path) {
        char file[4200];
        const size_t length = strcspn(path, ":");
        snprintf(file, sizeof file, "%.*s/gnuplot", (int)length, path);
        if (access(file, X_OK) == 0) return GG_OK;
        path += length + (path[length] == ':');
    }
    return gg_fail(GG_NOT_FOUND, "gnuplot is not installed (Debian: apt install gnuplot-nox)");
}

/* In the child: in its folder, its words in gnuplot.log, then gnuplot instead of ourselves. */
static void become_gnuplot(const gg_drawing *d)
{
    static char gnuplot[] = "gnuplot";
    static char ours_alone[] = "-d"; /* not the user's ~/.gnuplot */
    static char do_this[] = "-e";
    static char light[] = "THEME='light'";
    static char dark[] = "THEME='dark'";
    static char finish[] = "unset multiplot; set output; reset";
    static char terminal[GG_FORMATS][40] = {"TERM='svg'; OUT='picture.svg'",
                                            "TERM='pdf'; OUT='picture.pdf'",
                                            "TERM='png'; OUT='picture.png'"};
    char *arguments[24] = {gnuplot, ours_alone, do_this, d->dark ? dark : light};
    char script[sizeof d->script];
    char plots[4200];
    size_t count = 4;
    snprintf(script, sizeof script, "%s", d->script);
    for (size_t k = 0; k < GG_FORMATS; k++)
        if (d->format[k]) {
            arguments[count++] = do_this;
            arguments[count++] = terminal[k];
            arguments[count++] = script;
            arguments[count++] = do_this;
            arguments[count++] = finish;
        }
    if (gg_share_path("plots", plots, sizeof plots) || setenv("GNUPLOT_LIB", plots, 1) ||
        chdir(d->folder))
        _exit(126);
    const int log = open("gnuplot.log", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    const int none = open("/dev/null", O_RDONLY);
    if (log < 0 || none < 0 || dup2(none, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0)
        _exit(126);
    execvp("gnuplot", arguments);
    _exit(127);
}

gg_status gg_gnuplot_start(pid_t *out, const gg_drawing *d)
{
    const pid_t child = fork();
    if (child < 0) return gg_fail(GG_IO, "cannot start gnuplot: %s", strerror(errno));
    if (child == 0) become_gnuplot(d);
    *out = child;
    return GG_OK;
}

/* Does the file end as files of its format end? */
static bool is_whole(const char *path, const char *format)
{
    const char *mark = "IEND";
    if (strcmp(format, "svg") == 0) mark = "</svg>";
    if (strcmp(format, "pdf") == 0) mark = "%%EOF";
    char tail[65] = "";
    FILE *in = fopen(path, "rb");
    if (!in) return false;
    bool whole = false;
    if (fseek(in, -64, SEEK_END) == 0) {
        const size_t length = fread(tail, 1, 64, in);
        for (size_t i = 0; i + strlen(mark) <= length; i++)
            whole = whole || memcmp(tail + i, mark, strlen(mark)) == 0;
    }
    fclose(in);
    return whole;
}

static gg_status inspect(const gg_drawing *d, int state)
{
    char path[4300];
    char said[200] = "";
    snprintf(path, sizeof path, "%s/gnuplot.log", d->folder);
    FILE *log = fopen(path, "r");
    for (char line[sizeof said]; log && fgets(line, sizeof line, log);)
        if (line[strspn(line, " \t\n^")]) memcpy(said, line, sizeof said);
    if (log) fclose(log);
    said[strcspn(said, "\n")] = 0;
    if (WIFSIGNALED(state))
        return gg_fail(GG_IO, "%s: gnuplot died of signal %d", d->folder, WTERMSIG(state));
    if (WEXITSTATUS(state) == 127) return gg_fail(GG_NOT_FOUND, "gnuplot is not installed");
    if (WEXITSTATUS(state))
        return gg_fail(GG_IO, "%s: gnuplot ended with status %d: %s", d->folder,
                       WEXITSTATUS(state), said);
    for (size_t k = 0; k < GG_FORMATS; k++) {
        snprintf(path, sizeof path, "%s/picture.%s", d->folder, gg_formats[k]);
        if (d->format[k] && !is_whole(path, gg_formats[k]))
            return gg_fail(GG_IO, "%s is not whole: %s", path, said);
    }
    return GG_OK;
}

gg_status gg_gnuplot_wait(const pid_t process[], const gg_drawing drawing[], size_t count,
                          size_t *which)
{
    for (;;) {
        int state;
        const pid_t ended = waitpid(-1, &state, 0);
        if (ended < 0 && errno != EINTR)
            return gg_fail(GG_IO, "lost a gnuplot process: %s", strerror(errno));
        for (size_t i = 0; ended > 0 && i < count; i++)
            if (process[i] == ended) {
                *which = i;
                return inspect(&drawing[i], state);
            }
    }
}
