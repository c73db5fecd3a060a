/* experiments/progress.h -- how far along many runs are, for whoever waits. */
#ifndef GG_EXPERIMENTS_PROGRESS_H
#define GG_EXPERIMENTS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* On a terminal one line that is rewritten, else one line for each tenth; to stderr. */
typedef struct gg_progress {
    const char *title; /* NULL: be silent */
    size_t total, done, failed;
    double began, shown; /* on gg_seconds()' clock */
    size_t tenths;       /* told so far */
    bool terminal;
} gg_progress;

void gg_progress_start(gg_progress *p, const char *title, size_t total);
void gg_progress_step(gg_progress *p, bool failed); /* one more run ended */
void gg_progress_finish(gg_progress *p);

#endif
