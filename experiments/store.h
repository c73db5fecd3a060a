/* experiments/store.h -- results in one SQLite file; store.sql is its shape. */
#ifndef GG_EXPERIMENTS_STORE_H
#define GG_EXPERIMENTS_STORE_H

#include "experiments/run.h"

typedef struct gg_store gg_store;
struct sqlite3;

typedef enum gg_store_mode { GG_STORE_WRITE, GG_STORE_READ } gg_store_mode;

/* `folder`/results.db; GG_STORE_WRITE creates folder and file. A second writer waits a moment,
 * then is told who holds it. fails GG_NOT_FOUND no such folder or no results in it;
 * GG_BAD_INPUT not a results file, damaged, or of another version; GG_IO; GG_NO_MEMORY */
gg_status gg_store_open(gg_store **out, const char *folder, gg_store_mode mode);
void gg_store_close(gg_store *s);

/* The text that identifies a run: what it depends on, and nothing else. Written to out[room]. */
void gg_store_key(const char *study, const gg_job *job, const char *loss, const char *optimizer,
                  char out[], size_t room);

/* Is that run stored? To go on where one stopped. */
bool gg_store_has(gg_store *s, const char *key);

/* A run, its trace and its path: one transaction. fails GG_IO (full disk: the path is named) */
gg_status gg_store_add(gg_store *s, const char *study, const char *key, const gg_job *job,
                       const gg_result *result);

/* A note about the whole file: what was asked, on which machine, with which build. */
gg_status gg_store_note(gg_store *s, const char *key, const char *value);

/* The database itself, for queries; statistics.h's functions are registered in it. */
struct sqlite3 *gg_store_sql(gg_store *s);

#endif
