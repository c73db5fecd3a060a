/* tests/bowl.h -- a bowl for methods of every kind, whose answers a test may spoil. */
#ifndef GG_TESTS_BOWL_H
#define GG_TESTS_BOWL_H

#include <gsl/gsl_test.h>

#include "tests/lab.h"

typedef enum bowl_part { BOWL_VALUE, BOWL_GRADIENT } bowl_part;

/* f = factor sum_i (1 + tilt i) x_i^2, but at a call that is spoilt. */
static struct {
    size_t calls;   /* asked; a point is scored unasked, as the call before was answered */
    size_t at;      /* the call that is spoilt, from 1; 0: none */
    bool always;    /* and all after it */
    bowl_part part; /* what is spoilt: f, or the gradient's last component */
    double answer;  /* what stands there */
    double factor, tilt;
} bowl = {.factor = 1};

/* From here on. */
static inline void bowl_spoil(size_t at, bool always, double answer)
{
    bowl.calls = 0;
    bowl.at = at;
    bowl.always = always;
    bowl.part = BOWL_VALUE;
    bowl.answer = answer;
    bowl.factor = 1;
}

static inline bool bowl_is_spoilt(const gg_problem *p)
{
    if (!p->quiet) bowl.calls++;
    return bowl.at && (bowl.calls == bowl.at || (bowl.always && bowl.calls > bowl.at));
}

static inline double bowl_gradient(gg_problem *p, const double x[], double g[])
{
    const bool spoilt = bowl_is_spoilt(p);
    double f;
    for (size_t i = 0; i < p->n; i++)
        g[i] = 2 * bowl.factor * (1 + bowl.tilt * (double)i) * x[i];
    GG_SUM(f, p->n, i, (1 + bowl.tilt * (double)i) * x[i] * x[i]);
    if (spoilt && bowl.part == BOWL_GRADIENT) g[p->n - 1] = bowl.answer;
    return spoilt && bowl.part == BOWL_VALUE ? bowl.answer : bowl.factor * f;
}

static inline double bowl_value(gg_problem *p, const double x[])
{
    double g[LAB_N];
    return bowl_gradient(p, x, g);
}

static const gg_loss bowl_loss = LAB_LOSS("bowl", bowl_value, bowl_gradient);

/* From a start that no method can guess, at distance about 3 sqrt(n) of the minimum. */
static inline gg_problem *bowl_open(lab_problem *p, size_t n)
{
    gg_problem *q = lab_problem_fill(p, &bowl_loss, n, 0);
    for (size_t i = 0; i < n; i++) p->start[i] = 3 * cos(1 + (double)i);
    return q;
}

#endif
