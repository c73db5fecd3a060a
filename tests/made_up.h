/* tests/made_up.h -- jobs and results that no run has left, and folders to keep them in. */
#ifndef GG_TESTS_MADE_UP_H
#define GG_TESTS_MADE_UP_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "experiments/run.h"

static inline char *made_up_text(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    if (!copy) exit(EXIT_FAILURE);
    return strcpy(copy, text);
}

static inline void *made_up_rows(size_t count, size_t size)
{
    void *rows = calloc(count + 1, size);
    if (!rows) exit(EXIT_FAILURE);
    return rows;
}

static inline gg_job made_up_job(size_t i)
{
    return (gg_job){.loss = "sphere",
                    .optimizer = "random_search",
                    .n = 2,
                    .seed = 1 + i,
                    .rep = (uint32_t)(i % 3),
                    .max_evals = 1000,
                    .max_seconds = INFINITY,
                    .target = 1e-8};
}

/* In the plane, with `marks` marks and `steps` steps; every number depends on i. */
static inline gg_result made_up_result(size_t i, size_t marks, size_t steps)
{
    const double unit = 1.0 / (double)(i + 3);
    gg_result r = {.why = GG_STOP_CALLS,
                   .n = 2,
                   .loss = made_up_text("sphere"),
                   .optimizer = made_up_text("random_search"),
                   .smoothness = GG_ANALYTIC,
                   .f = unit,
                   .first = 2,
                   .x = made_up_rows(2, sizeof(double)),
                   .used = {.value = 100 + i, .gradient = i},
                   .times = {.wall = 3 * unit,
                             .cpu = unit,
                             .loss = unit,
                             .optimizer = unit,
                             .logging = unit},
                   .price = NAN,
                   .trace = {.marks = made_up_rows(marks, sizeof(gg_mark)), .count = marks},
                   .steps = steps,
                   .path = made_up_rows(2 * steps, sizeof(double)),
                   .path_at = made_up_rows(steps, sizeof(size_t))};
    for (size_t k = 0; k < marks; k++)
        r.trace.marks[k] = (gg_mark){.used = {.value = k + 1},
                                     .wall = unit * (double)k,
                                     .cpu = unit * (double)k,
                                     .best = 2 / (double)(k + 1) + unit};
    for (size_t k = 0; k < steps; k++) {
        r.path[2 * k] = unit + (double)k;
        r.path[2 * k + 1] = unit - (double)k;
        r.path_at[k] = k + 1;
    }
    return r;
}

/* Give it points for a film, and numbers as a trial notes them. */
static inline void made_up_crowd(gg_result *r, size_t points, size_t numbers)
{
    r->crowd = made_up_rows(3 * points, sizeof(double));
    r->crowd_rows = points;
    for (size_t k = 0; k < points; k++) {
        r->crowd[3 * k] = (double)(k / 3);
        r->crowd[3 * k + 1] = r->f + (double)k;
        r->crowd[3 * k + 2] = k % 5 == 4 ? NAN : r->f - (double)k;
    }
    for (size_t k = 0; k < numbers; k++)
        gg_note(&r->numbers, k % 2 ? "odd" : "even", (double)k,
                k % 5 == 4 ? NAN : 1 / (double)(k + 3));
}

/* A new, empty folder; made_up_folder_remove takes it away with the files of a store. */
static inline void made_up_folder(char out[64])
{
    snprintf(out, 64, "/tmp/gradgap_test_XXXXXX");
    if (!mkdtemp(out)) exit(EXIT_FAILURE);
}

static inline void made_up_folder_remove(const char *folder)
{
    static const char *const names[] = {"results.db", "results.db-wal", "results.db-shm",
                                        "results.db-journal", "results.lock"};
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    rmdir(folder);
}

#endif
