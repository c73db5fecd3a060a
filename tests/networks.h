/* tests/networks.h -- what tests of networks share: a file, a problem, a point. */
#ifndef GG_TESTS_NETWORKS_H
#define GG_TESTS_NETWORKS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "losses/loss.h"

enum { ROOM = 256, MOST_N = 8192, MOST_WIDTH = 1024 };

static inline void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    if (file && fputs(text, file) >= 0 && fclose(file) == 0) return;
    printf("FAIL: cannot write %s\n", path);
    exit(EXIT_FAILURE);
}

static inline gg_problem *open(const char *spec)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, 0, 1, 0) == GG_OK && p->n <= MOST_N) return p;
    printf("FAIL: %s opens: %s\n", spec, gg_message());
    exit(EXIT_FAILURE);
}

/* A point where biases are not 0, as they are at the start. */
static inline void draw(const gg_problem *p, uint32_t k, double x[])
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 7, GG_START, k);
    for (size_t j = 0; j < p->n; j++)
        x[j] = p->lower[j] + (p->upper[j] - p->lower[j]) * gsl_rng_uniform(rng);
    gsl_rng_free(rng);
}

#endif
