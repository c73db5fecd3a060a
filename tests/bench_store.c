/* tests/bench_store.c -- how fast runs are stored, found and checked; prints, never fails. */
#include "experiments/store.h"
#include "tests/made_up.h"

enum { RUNS = 5000, MARKS = 60 };

static void must(gg_status status)
{
    if (status == GG_OK) return;
    fprintf(stderr, "%s\n", gg_message());
    exit(EXIT_FAILURE);
}

static void key_of(size_t i, char key[256])
{
    const gg_job job = made_up_job(i);
    gg_store_key("bench", &job, job.loss, job.optimizer, key, 256);
}

static void add(gg_store *s, size_t i)
{
    char key[256];
    const gg_job job = made_up_job(i);
    gg_result result = made_up_result(i, MARKS, 0);
    key_of(i, key);
    must(gg_store_add(s, "bench", key, &job, &result));
    gg_result_close(&result);
}

/* Print what `RUNS` of something took, and begin the next. -> now */
static double lap(const char *what, double began)
{
    const double took = gg_seconds() - began;
    printf("%-10s %6.2f s  %9.0f runs/s\n", what, took, RUNS / took);
    return gg_seconds();
}

int main(void)
{
    char folder[64];
    char key[256];
    gg_store *s = NULL;
    size_t found = 0;
    made_up_folder(folder);
    printf("%d runs of %d marks\n", RUNS, MARKS);
    must(gg_store_open(&s, folder, GG_STORE_WRITE));
    double began = gg_seconds();
    for (size_t i = 0; i < RUNS; i++) add(s, i);
    began = lap("stored", began);
    for (size_t i = 0; i < RUNS; i++) {
        key_of(i, key);
        found += gg_store_has(s, key);
    }
    lap(found == RUNS ? "found" : "NOT FOUND", began);
    gg_store_close(s);
    began = gg_seconds();
    must(gg_store_open(&s, folder, GG_STORE_READ));
    lap("checked", began);
    gg_store_close(s);
    made_up_folder_remove(folder);
    return 0;
}
