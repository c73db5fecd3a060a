/* tests/counted.h -- losses that keep what they are asked, each answer worse than the last. */
#ifndef GG_TESTS_COUNTED_H
#define GG_TESTS_COUNTED_H

#include "tests/lab.h"

enum { COUNTED = 140000 }; /* points that there is room for */

/* Nothing is ever better than what was asked before, so that a method that takes only what is
 * better stays where it is, and every trial is made of the same points. */
static struct {
    size_t calls;
    double x[COUNTED * 4];
} counted;

static double counted_value(gg_problem *p, const double x[])
{
    const size_t at = counted.calls++;
    if ((at + 1) * p->n <= sizeof counted.x / sizeof *counted.x)
        gg_copy(p->n, x, counted.x + at * p->n);
    return (double)counted.calls;
}

static const gg_loss counted_loss = {.name = "counted", .value = counted_value};

/* The k-th point that was asked. */
static inline const double *counted_point(size_t n, size_t k)
{
    return counted.x + k * n;
}

#endif
