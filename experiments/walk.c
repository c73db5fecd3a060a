/* experiments/walk.c -- the smallest loop around a method: the caller's. */
#include "experiments/walk.h"

static const size_t ENOUGH = (size_t)1 << 40; /* calls */

gg_status gg_walk_open(gg_walk *out, gg_problem *p, const char *optimizer, const double start[],
                       gsl_rng *rng)
{
    gg_walk w = {0};
    GG_TRY(gg_method_open(&w.method, optimizer));
    gg_status status = gg_oracle_open(&w.oracle, p, ENOUGH);
    if (status == GG_OK) {
        if (start) w.oracle.start = start;
        w.oracle.rng = rng;
        status = gg_method_start(&w.method, &w.oracle);
    }
    if (status == GG_OK)
        *out = w;
    else
        gg_walk_close(&w);
    return status;
}

gg_verdict gg_walk_step(gg_walk *w)
{
    return gg_method_step(&w->method, &w->oracle);
}

const double *gg_walk_point(const gg_walk *w)
{
    const double *x = NULL;
    w->method.table->points(w->method.state, w->oracle.n, &x);
    return x;
}

void gg_walk_close(gg_walk *w)
{
    if (!w) return;
    gg_oracle_close(&w->oracle);
    gg_method_close(&w->method);
    *w = (gg_walk){0};
}
