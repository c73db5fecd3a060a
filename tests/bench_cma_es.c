/* tests/bench_cma_es.c -- what a generation of CMA-ES takes beside the loss. */
#include "tests/lab.h"

enum { TURNS = 31, GENERATIONS = 100, WARM = 5, MOST = 200 };

static double start[MOST], lower[MOST], upper[MOST];

static double cheap(gg_problem *p, const double x[])
{
    return gg_dot(p->n, x, x);
}

static const gg_loss cheap_loss = {.name = "cheap", .value = cheap};

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Seconds of a generation: of its calls only, or of all of it. */
static double time_generation(gg_problem *p, const char *optimizer, bool calls_alone)
{
    lab l;
    lab_open(&l, p, optimizer, SIZE_MAX / 2, 1);
    for (int i = 0; i < WARM; i++) lab_step(&l);
    const double *x = NULL;
    const size_t samples = l.method->points(l.state, p->n, &x) - 1;
    const double before = gg_seconds();
    for (int i = 0; i < GENERATIONS; i++) {
        if (!calls_alone) lab_step(&l);
        for (size_t k = 0; calls_alone && k < samples; k++)
            gg_value(&l.oracle, x + (k + 1) * p->n);
    }
    const double took = (gg_seconds() - before) / GENERATIONS;
    lab_close(&l);
    return took;
}

int main(int argc, char **argv)
{
    /* Hansen's C code with eigenvalues held to 20 % of its time, in microseconds */
    static const struct {
        size_t n;
        double theirs;
    } bars[] = {{10, 3.6}, {50, 43}, {100, 183}, {200, 827}};
    const char *optimizer = argc > 1 ? argv[1] : "cma_es";
    int missed = 0;
    gg_fill(MOST, 3, start);
    gg_fill(MOST, -5, lower);
    gg_fill(MOST, 5, upper);
    for (size_t b = 0; b < sizeof bars / sizeof *bars; b++) {
        gg_problem p = {.loss = &cheap_loss,
                        .n = bars[b].n,
                        .start = start,
                        .lower = lower,
                        .upper = upper,
                        .minimum = NAN,
                        .L = NAN,
                        .mu = NAN};
        double sample[TURNS];
        for (int t = 0; t < TURNS; t++)
            sample[t] = 1e6 * (time_generation(&p, optimizer, false) -
                               time_generation(&p, optimizer, true));
        qsort(sample, TURNS, sizeof *sample, ascending);
        const double median = sample[TURNS / 2];
        const bool met = median <= 0.6 * bars[b].theirs;
        missed += !met;
        printf(
            "%s n = %-4zu %8.4g us a generation  [%.4g, %.4g]  0.6 of the C code: %-6.4g %s\n",
            optimizer, bars[b].n, median, sample[TURNS / 4], sample[3 * TURNS / 4],
            0.6 * bars[b].theirs, met ? "met" : "missed");
    }
    return missed > 0;
}
