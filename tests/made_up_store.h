/* tests/made_up_store.h -- stores of made up runs, and questions to them. */
#ifndef GG_TESTS_MADE_UP_STORE_H
#define GG_TESTS_MADE_UP_STORE_H

#include <gsl/gsl_test.h>
#include <sqlite3.h>

#include "experiments/store.h"
#include "tests/made_up.h"

enum { MARKS = 12, STEPS = 3 };

static inline void must(gg_status status)
{
    if (status == GG_OK) return;
    printf("FAIL: the test cannot go on: %s\n", gg_message());
    exit(EXIT_FAILURE);
}

static inline gg_store *open_store(const char *folder, gg_store_mode mode)
{
    gg_store *s = NULL;
    must(gg_store_open(&s, folder, mode));
    return s;
}

static inline void key_of(size_t i, char key[256])
{
    const gg_job job = made_up_job(i);
    gg_store_key("test", &job, job.loss, job.optimizer, key, 256);
}

static inline gg_status add(gg_store *s, size_t i)
{
    char key[256];
    const gg_job job = made_up_job(i);
    gg_result result = made_up_result(i, MARKS, STEPS);
    key_of(i, key);
    const gg_status status = gg_store_add(s, "test", key, &job, &result);
    gg_result_close(&result);
    return status;
}

static inline bool has(gg_store *s, size_t i)
{
    char key[256];
    key_of(i, key);
    return gg_store_has(s, key);
}

/* The one number that a query gives; NaN for NULL, -12345 if it fails. */
static inline double ask(gg_store *s, const char *query)
{
    sqlite3_stmt *q = NULL;
    double x = -12345;
    if (sqlite3_prepare_v2(gg_store_sql(s), query, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        x = sqlite3_column_type(q, 0) == SQLITE_NULL ? NAN : sqlite3_column_double(q, 0);
    sqlite3_finalize(q);
    return x;
}

static inline size_t count(gg_store *s, const char *query)
{
    const double x = ask(s, query);
    return x >= 0 ? (size_t)x : SIZE_MAX;
}

static inline void path_of(const char *folder, const char *name, char out[128])
{
    snprintf(out, 128, "%s/%s", folder, name);
}

static inline void write_file(const char *folder, const char *name, const void *bytes,
                              size_t size)
{
    char path[128];
    path_of(folder, name, path);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) exit(EXIT_FAILURE);
}

static inline void change(const char *folder, const char *command)
{
    char path[128];
    sqlite3 *db = NULL;
    path_of(folder, "results.db", path);
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, command, NULL, NULL, NULL) != SQLITE_OK)
        exit(EXIT_FAILURE);
    sqlite3_close(db);
}

static inline void expect_refusal(const char *folder, gg_status status, const char *words)
{
    for (int mode = GG_STORE_WRITE; mode <= GG_STORE_READ; mode++) {
        gg_store *s = NULL;
        const gg_status got = gg_store_open(&s, folder, (gg_store_mode)mode);
        gsl_test(got != status || s, "%s: refused, %s", words,
                 mode == GG_STORE_WRITE ? "to write" : "to read");
        gsl_test(!strstr(gg_message(), words), "the message '%s' says '%s'", gg_message(),
                 words);
        gg_store_close(s);
    }
}

#endif
