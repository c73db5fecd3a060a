/* experiments/store.c -- opens, checks and fills results.db. */
#include "experiments/store.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "experiments/lock.h"
#include "experiments/rows.h"
#include "experiments/sql.h"
#include "experiments/statistics.h"
#include "store_shape.h"

enum {
    APPLICATION = 0x67726467, /* "grdg", in the file's header */
    VERSION = 3,              /* of store.sql */
    PATIENCE = 2000,          /* ms that we wait for another process */
};

struct gg_store {
    sqlite3 *db;
    sqlite3_stmt *has;
    gg_rows rows;
    int lock;
    bool writes;
};

/* folder/name, or NULL without memory */
static char *join(const char *folder, const char *name)
{
    const size_t room = strlen(folder) + strlen(name) + 2;
    char *path = malloc(room);
    if (path) snprintf(path, room, "%s/%s", folder, name);
    return path;
}

static gg_status make_folder(const char *path)
{
    char *part = join(path, "");
    if (!part) return gg_fail(GG_NO_MEMORY, "no memory for a path");
    gg_status status = GG_OK;
    for (char *at = part + 1; *at && status == GG_OK; at++) {
        if (*at != '/') continue;
        *at = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST)
            status = gg_fail(GG_IO, "%s: cannot make this folder: %s", part, strerror(errno));
        *at = '/';
    }
    free(part);
    struct stat about;
    if (status == GG_OK && (stat(path, &about) != 0 || !S_ISDIR(about.st_mode)))
        status = gg_fail(GG_IO, "%s: not a folder", path);
    return status;
}

static uint32_t read_word(const unsigned char bytes[4])
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           (uint32_t)bytes[3];
}

/* Is this one of our files? Its first bytes tell, and SQLite need not look at it before. */
static gg_status check_header(const char *path)
{
    unsigned char header[100] = {0};
    FILE *file = fopen(path, "rb");
    if (!file) return gg_fail(GG_IO, "%s: cannot read: %s", path, strerror(errno));
    const size_t got = fread(header, 1, sizeof header, file);
    fclose(file);
    if (got < sizeof header || memcmp(header, "SQLite format 3", 16) != 0)
        return gg_fail(GG_BAD_INPUT, "%s is not a results file, or damaged: no SQLite header",
                       path);
    if (read_word(header + 68) != APPLICATION)
        return gg_fail(GG_BAD_INPUT, "%s is a database, but not a results file of gradgap",
                       path);
    if (read_word(header + 60) != VERSION)
        return gg_fail(GG_BAD_INPUT,
                       "%s is a results file of another version: it has %" PRIu32
                       ", this program reads %d; make it anew in another folder",
                       path, read_word(header + 60), VERSION);
    return GG_OK;
}

static gg_status open_database(sqlite3 **out, const char *name, int flags)
{
    sqlite3 *db = NULL;
    if (sqlite3_open_v2(name, &db, flags, NULL) == SQLITE_OK) {
        sqlite3_busy_timeout(db, PATIENCE);
        sqlite3_extended_result_codes(db, 1);
        *out = db;
        return GG_OK;
    }
    const gg_status status = db ? gg_fail(GG_IO, "%s: %s", name, sqlite3_errmsg(db))
                                : gg_fail(GG_NO_MEMORY, "%s: no memory to open it", name);
    sqlite3_close(db);
    return status;
}

/* A whole, empty results file at `path`. */
static gg_status fill_new(const char *path)
{
    char head[128];
    sqlite3 *db = NULL;
    GG_TRY(open_database(&db, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    snprintf(head, sizeof head, "BEGIN; PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION, VERSION);
    gg_status status = gg_sql_do(db, head, "create it");
    if (status == GG_OK) status = gg_sql_do(db, store_shape, "create it");
    if (status == GG_OK) status = gg_sql_do(db, "COMMIT", "create it");
    if (status == GG_OK) status = gg_sql_do(db, "PRAGMA journal_mode = WAL", "create it");
    if (sqlite3_close(db) != SQLITE_OK && status == GG_OK)
        status = gg_fail(GG_IO, "%s: cannot close", path);
    return status;
}

/* A new file is made beside its place and renamed when it is whole. A log that an older file
 * left there would be taken for the new one's. */
static gg_status create(const char *folder, const char *path)
{
    static const char *const stale[] = {
        "results.db-wal",     "results.db-shm",     "results.db-journal",    "results.db.new",
        "results.db.new-wal", "results.db.new-shm", "results.db.new-journal"};
    char *fresh = join(folder, "results.db.new");
    if (!fresh) return gg_fail(GG_NO_MEMORY, "no memory for a path");
    for (size_t i = 0; i < sizeof stale / sizeof *stale; i++) {
        char *old = join(folder, stale[i]);
        if (old) remove(old);
        free(old);
    }
    gg_status status = fill_new(fresh);
    if (status == GG_OK && rename(fresh, path) != 0)
        status = gg_fail(GG_IO, "%s: cannot write: %s", path, strerror(errno));
    if (status != GG_OK) remove(fresh);
    free(fresh);
    return status;
}

/* A file that SIGXFSZ would kill us for is told by an error instead. */
static void ignore_size_signal(void)
{
    struct sigaction now;
    if (sigaction(SIGXFSZ, NULL, &now) == 0 && now.sa_handler == SIG_DFL) {
        now.sa_handler = SIG_IGN;
        sigaction(SIGXFSZ, &now, NULL);
    }
}

static gg_status open_to_write(gg_store *s, const char *folder, const char *path)
{
    ignore_size_signal();
    GG_TRY(make_folder(folder));
    char *lock = join(folder, "results.lock");
    if (!lock) return gg_fail(GG_NO_MEMORY, "no memory for a path");
    const gg_status status = gg_lock_open(&s->lock, lock, PATIENCE / 1000.0);
    free(lock);
    if (status != GG_OK) return status;
    if (access(path, F_OK) != 0) GG_TRY(create(folder, path));
    GG_TRY(check_header(path));
    GG_TRY(open_database(&s->db, path, SQLITE_OPEN_READWRITE));
    GG_TRY(
        gg_sql_do(s->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", "open it"));
    return gg_rows_open(&s->rows, s->db);
}

/* "file:..." for a file in a folder where SQLite can make none of its own beside it. */
static char *immutable_name(const char *path)
{
    const size_t room = 3 * strlen(path) + 32;
    char *name = malloc(room);
    if (!name) return NULL;
    size_t length = (size_t)snprintf(name, room, "file:");
    for (const char *c = path; *c; c++)
        length += (size_t)snprintf(name + length, room - length,
                                   strchr("%?#", *c) ? "%%%02x" : "%c", (unsigned char)*c);
    snprintf(name + length, room - length, "?immutable=1");
    return name;
}

static gg_status open_frozen(gg_store *s, const char *folder, const char *path)
{
    struct stat about;
    char *log = join(folder, "results.db-wal");
    char *name = immutable_name(path);
    gg_status status = GG_OK;
    if (!log || !name)
        status = gg_fail(GG_NO_MEMORY, "no memory for a path");
    else if (stat(log, &about) == 0 && about.st_size > 0)
        status = gg_fail(GG_IO,
                         "%s: not all is in results.db yet: reading needs leave to write", log);
    else
        status = open_database(&s->db, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    free(name);
    free(log);
    return status;
}

static gg_status open_to_read(gg_store *s, const char *folder, const char *path)
{
    struct stat about;
    if (stat(folder, &about) != 0) return gg_fail(GG_NOT_FOUND, "%s: no such folder", folder);
    if (stat(path, &about) != 0)
        return gg_fail(GG_NOT_FOUND, "%s: there are no results (no results.db)", folder);
    GG_TRY(check_header(path));
    if (access(folder, W_OK) != 0 || access(path, W_OK) != 0)
        return open_frozen(s, folder, path);
    GG_TRY(open_database(&s->db, path, SQLITE_OPEN_READWRITE));
    return gg_sql_do(s->db, "PRAGMA query_only = 1", "open it");
}

static gg_status check(gg_store *s)
{
    GG_TRY(gg_sql_do(s->db, "PRAGMA cell_size_check = 1; BEGIN", "read it"));
    const gg_status status = gg_rows_check(s->db);
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    GG_TRY(status);
    if (gg_statistics_register(s->db) != SQLITE_OK)
        return gg_sql_fail(s->db, "register the statistics");
    return gg_sql_prepare(
        s->db, "SELECT 1 FROM run WHERE key = ?1 UNION ALL SELECT 1 FROM trial WHERE key = ?1",
        &s->has);
}

void gg_store_close(gg_store *s)
{
    if (!s) return;
    sqlite3_finalize(s->has);
    gg_rows_close(&s->rows);
    sqlite3_close_v2(s->db);
    gg_lock_close(s->lock);
    free(s);
}

gg_status gg_store_open(gg_store **out, const char *folder, gg_store_mode mode)
{
    gg_store *s = calloc(1, sizeof *s);
    char *path = join(folder, "results.db");
    gg_status status = GG_NO_MEMORY;
    if (s && path) {
        s->lock = -1;
        s->writes = mode == GG_STORE_WRITE;
        status = s->writes ? open_to_write(s, folder, path) : open_to_read(s, folder, path);
        if (status == GG_OK) status = check(s);
    } else {
        gg_fail(GG_NO_MEMORY, "no memory to open results");
    }
    free(path);
    if (status == GG_OK)
        *out = s;
    else
        gg_store_close(s);
    return status;
}

bool gg_store_has(gg_store *s, const char *key)
{
    sqlite3_bind_text(s->has, 1, key, -1, SQLITE_STATIC);
    const bool found = sqlite3_step(s->has) == SQLITE_ROW;
    sqlite3_reset(s->has);
    return found;
}

static gg_status refuse_reader(const gg_store *s)
{
    if (s->writes) return GG_OK;
    return gg_fail(GG_BAD_INPUT, "%s is open for reading only",
                   sqlite3_db_filename(s->db, "main"));
}

gg_status gg_store_add(gg_store *s, const char *study, const char *key, const gg_job *job,
                       const gg_result *result)
{
    GG_TRY(refuse_reader(s));
    return gg_rows_add(&s->rows, study, key, job, result);
}

gg_status gg_store_note(gg_store *s, const char *key, const char *value)
{
    GG_TRY(refuse_reader(s));
    return gg_rows_note(&s->rows, key, value);
}

sqlite3 *gg_store_sql(gg_store *s)
{
    return s->db;
}
