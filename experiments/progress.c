/* experiments/progress.c -- a bar, a rate and a guess at the time that is left. */
#include "experiments/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "losses/oracle.h"

enum { BAR = 24 };

static const double PAUSE = 0.1; /* s between two rewritings; faster than that nobody reads */

static void write_left(double seconds, char out[], size_t room)
{
    const unsigned long s = seconds < 1e8 ? (unsigned long)(seconds + 0.5) : 100000000UL;
    if (s < 3600)
        snprintf(out, room, "%lu:%02lu", s / 60, s % 60);
    else
        snprintf(out, room, "%lu:%02lu:%02lu", s / 3600, s / 60 % 60, s % 60);
}

static void show(const gg_progress *p, double now)
{
    char left[32];
    char failed[48] = "";
    char speed[32];
    char bar[BAR + 1];
    const double rate = now > p->began ? (double)p->done / (now - p->began) : 0;
    const size_t full = p->total ? p->done * BAR / p->total : BAR;
    write_left(rate > 0 ? (double)(p->total - p->done) / rate : 0, left, sizeof left);
    snprintf(speed, sizeof speed, rate < 100 ? "%.3g/s" : "%.0f/s", rate);
    if (p->failed) snprintf(failed, sizeof failed, ", %zu failed", p->failed);
    for (size_t i = 0; i < BAR; i++) bar[i] = i < full ? '#' : '.';
    bar[BAR] = '\0';
    const size_t percent = p->total ? p->done * 100 / p->total : 100;
    if (p->terminal)
        fprintf(stderr, "\r\033[K%s [%s] %zu %%, %zu of %zu, %s, %s left%s", p->title, bar,
                percent, p->done, p->total, speed, left, failed);
    else
        fprintf(stderr, "%s: %zu %%, %zu of %zu runs, %s, %s left%s\n", p->title, percent,
                p->done, p->total, speed, left, failed);
    fflush(stderr);
}

void gg_progress_start(gg_progress *p, const char *title, size_t total)
{
    *p = (gg_progress){.title = title, .total = total, .began = gg_seconds()};
    p->terminal = title && isatty(STDERR_FILENO);
}

void gg_progress_step(gg_progress *p, bool failed)
{
    p->done++;
    p->failed += failed;
    if (!p->title) return;
    const double now = gg_seconds();
    const size_t tenths = p->total ? p->done * 10 / p->total : 10;
    const bool due = p->terminal ? now - p->shown >= PAUSE || p->done == p->total
                                 : tenths > p->tenths;
    if (!due) return;
    p->tenths = tenths;
    p->shown = now;
    show(p, now);
}

void gg_progress_finish(gg_progress *p)
{
    if (p->title && p->terminal && p->done) fputc('\n', stderr);
}
