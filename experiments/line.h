/* experiments/line.h -- a loss along a straight line: a function of one number, counted. */
#ifndef GG_EXPERIMENTS_LINE_H
#define GG_EXPERIMENTS_LINE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct gg_line {
    double (*f)(void *context, double t);
    void *context;
    double from, to;    /* from < to: nothing beyond is asked */
    size_t evaluations; /* so far */
    size_t broken;      /* of them, those that were no finite number */
} gg_line;

static inline double gg_line_ask(gg_line *l, double t)
{
    const double f = l->f(l->context, t);
    l->evaluations++;
    if (!isfinite(f)) l->broken++;
    return f;
}

#endif
