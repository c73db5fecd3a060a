/* tests/test_store.c -- what is stored stays, whatever happens to the process or the file. */
#include <errno.h>
#include <gsl/gsl_test.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "base/random.h"
#include "experiments/store.h"
#include "tests/made_up.h"

enum { MARKS = 12, STEPS = 3 };

static void must(gg_status status)
{
    if (status == GG_OK) return;
    printf("FAIL: the test cannot go on: %s\n", gg_message());
    exit(EXIT_FAILURE);
}

static gg_store *open_store(const char *folder, gg_store_mode mode)
{
    gg_store *s = NULL;
    must(gg_store_open(&s, folder, mode));
    return s;
}

static void key_of(size_t i, char key[256])
{
    const gg_job job = made_up_job(i);
    gg_store_key("test", &job, job.loss, job.optimizer, key, 256);
}

static gg_status add(gg_store *s, size_t i)
{
    char key[256];
    const gg_job job = made_up_job(i);
    gg_result result = made_up_result(i, MARKS, STEPS);
    key_of(i, key);
    const gg_status status = gg_store_add(s, "test", key, &job, &result);
    gg_result_close(&result);
    return status;
}

static bool has(gg_store *s, size_t i)
{
    char key[256];
    key_of(i, key);
    return gg_store_has(s, key);
}

/* The one number that a query gives; NaN for NULL, -12345 if it fails. */
static double ask(gg_store *s, const char *query)
{
    sqlite3_stmt *q = NULL;
    double x = -12345;
    if (sqlite3_prepare_v2(gg_store_sql(s), query, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        x = sqlite3_column_type(q, 0) == SQLITE_NULL ? NAN : sqlite3_column_double(q, 0);
    sqlite3_finalize(q);
    return x;
}

static size_t count(gg_store *s, const char *query)
{
    const double x = ask(s, query);
    return x >= 0 ? (size_t)x : SIZE_MAX;
}

static void path_of(const char *folder, const char *name, char out[128])
{
    snprintf(out, 128, "%s/%s", folder, name);
}

/* --- what it is for ------------------------------------------------------------------------- */

static void test_a_run_comes_back_as_it_was(void)
{
    char folder[64];
    char deep[128];
    made_up_folder(folder);
    path_of(folder, "a/b", deep);
    gg_store *s = open_store(deep, GG_STORE_WRITE);
    gsl_test(has(s, 4), "a run that is not stored is not there");
    gsl_test(add(s, 4) != GG_OK, "a run is stored");
    gsl_test(!has(s, 4), "then it is there");
    gsl_test(has(s, 5), "and another is not");
    gsl_test(add(s, 4) == GG_OK, "the same run is not stored twice");
    gg_store_close(s);
    s = open_store(deep, GG_STORE_READ);
    gsl_test(count(s, "SELECT count(*) FROM run") != 1, "one run comes back");
    gsl_test(count(s, "SELECT count(*) FROM mark") != MARKS, "with all its marks");
    gsl_test(count(s, "SELECT count(*) FROM step") != STEPS, "and all its steps");
    gsl_test(ask(s, "SELECT f FROM run") != 1.0 / 7, "f has every bit");
    gsl_test(ask(s, "SELECT f FROM mark WHERE i = 2") != 2.0 / 3 + 1.0 / 7, "marks have, too");
    gsl_test(ask(s, "SELECT y FROM step WHERE i = 2") != 1.0 / 7 - 2, "steps have, too");
    gsl_test(ask(s, "SELECT value FROM run") != 104, "calls are counted");
    gsl_test(!isnan(ask(s, "SELECT price FROM run")), "NaN is NULL");
    gsl_test(!isnan(ask(s, "SELECT max_seconds FROM run")), "infinity is NULL");
    gsl_test(ask(s, "SELECT class = 'smooth' AND family = 'gradient-free' AND status = "
                    "'max-evals' AND method = 'random_search' AND study = 'test' AND seed = 5 "
                    "FROM run") != 1,
             "names are those of the catalogue");
    gsl_test(ask(s, "SELECT quantile(f, 0.5) FROM run") != 1.0 / 7, "the statistics are there");
    gsl_test(add(s, 6) == GG_OK, "a store that is read takes no run");
    gsl_test(ask(s, "DELETE FROM run RETURNING id") != -12345, "nor does its SQL");
    gg_store_close(s);
    made_up_folder_remove(deep);
    path_of(folder, "a", deep);
    rmdir(deep);
    made_up_folder_remove(folder);
}

static void test_a_run_without_numbers_is_stored(void)
{
    char folder[64];
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    gg_job job = made_up_job(0);
    gg_result r = made_up_result(0, 2, 1);
    job.seed = UINT64_MAX;
    job.max_evals = SIZE_MAX;
    r.why = GG_STOP_CRASHED;
    r.f = r.first = r.minimum = NAN;
    r.trace.marks[1].best = -INFINITY;
    r.path[0] = INFINITY;
    snprintf(r.reason, sizeof r.reason, "it's \"; DROP TABLE run; --");
    gsl_test(gg_store_add(s, "it's", "key '", &job, &r) != GG_OK, "a run of NaN is stored");
    gsl_test(ask(s, "SELECT f IS NULL AND first IS NULL AND status = 'crashed' AND reason = "
                    "'it''s \"; DROP TABLE run; --' AND study = 'it''s' FROM run") != 1,
             "its status and reason are, in every letter");
    gsl_test(!isnan(ask(s, "SELECT f FROM mark WHERE i = 1")), "minus infinity is NULL");
    gsl_test(gg_store_has(s, "key '") != true, "its key is found");
    gg_result_close(&r);
    gg_store_close(s);
    s = open_store(folder, GG_STORE_READ);
    gsl_test(count(s, "SELECT count(*) FROM run") != 1, "it passes the check of the file");
    gg_store_close(s);
    made_up_folder_remove(folder);
}

static void test_notes_are_overwritten(void)
{
    char folder[64];
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    gsl_test(gg_store_note(s, "machine", "one") != GG_OK, "a note is stored");
    gsl_test(gg_store_note(s, "machine", "two") != GG_OK, "a note is stored again");
    gsl_test(ask(s, "SELECT count(*) = 1 AND max(value) = 'two' FROM note") != 1,
             "the last one counts");
    gg_store_close(s);
    gg_store_close(NULL);
    made_up_folder_remove(folder);
}

static void test_keys_tell_runs_apart(void)
{
    char key[12][256];
    char small[2][64];
    const double start[] = {1, 2};
    const double other[] = {1, 3};
    gg_job job[12];
    for (size_t i = 0; i < 12; i++) job[i] = made_up_job(0);
    job[1].n = 3;
    job[2].seed = 2;
    job[3].rep = 1;
    job[4].dare = true;
    job[5].draw_start = true;
    job[6].start = start;
    job[7].start = other;
    job[8].max_evals = 1001;
    job[9].max_seconds = 0.1;
    job[10].target = 1e-9;
    job[11].keep_path = true;
    for (size_t i = 0; i < 12; i++)
        gg_store_key("s", &job[i], "sphere", "random_search", key[i], sizeof key[i]);
    for (size_t i = 0; i < 11; i++)
        for (size_t k = 0; k < i; k++)
            gsl_test(strcmp(key[i], key[k]) == 0, "keys %zu and %zu differ", i, k);
    gsl_test(strcmp(key[0], key[11]) != 0, "what changes no result changes no key");
    gsl_test(!strstr(key[9], "max_seconds=0.1 "), "'%s' can be read", key[9]);
    gg_store_key("s", &job[0], "sphere", "random_search:scale=0.125", small[0], 64);
    gg_store_key("s", &job[0], "sphere", "random_search:scale=0.625", small[1], 64);
    gsl_test(strlen(small[0]) != 63 || strcmp(small[0], small[1]) == 0,
             "keys that do not fit still differ");
}

/* --- other files ---------------------------------------------------------------------------- */

static void write_file(const char *folder, const char *name, const void *bytes, size_t size)
{
    char path[128];
    path_of(folder, name, path);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) exit(EXIT_FAILURE);
}

static void change(const char *folder, const char *command)
{
    char path[128];
    sqlite3 *db = NULL;
    path_of(folder, "results.db", path);
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, command, NULL, NULL, NULL) != SQLITE_OK)
        exit(EXIT_FAILURE);
    sqlite3_close(db);
}

static void expect_refusal(const char *folder, gg_status status, const char *words)
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

static void test_other_files_are_refused(void)
{
    char folder[64];
    char text[200];
    gg_store *s = NULL;
    made_up_folder(folder);
    gsl_test(gg_store_open(&s, folder, GG_STORE_READ) != GG_NOT_FOUND,
             "no results in a folder: said");
    gsl_test(gg_store_open(&s, "/tmp/gradgap_no_such", GG_STORE_READ) != GG_NOT_FOUND,
             "no folder: said");
    gsl_test(gg_store_open(&s, "/dev/null/x", GG_STORE_WRITE) != GG_IO ||
                 !strstr(gg_message(), "/dev/null"),
             "no folder can be made: said with its path ('%s')", gg_message());
    memset(text, 'x', sizeof text);
    write_file(folder, "results.db", text, sizeof text);
    expect_refusal(folder, GG_BAD_INPUT, "not a results file");
    write_file(folder, "results.db", "", 0);
    expect_refusal(folder, GG_BAD_INPUT, "not a results file");
    change(folder, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    expect_refusal(folder, GG_BAD_INPUT, "not a results file of gradgap");
    made_up_folder_remove(folder);

    made_up_folder(folder);
    s = open_store(folder, GG_STORE_WRITE);
    gg_store_close(s);
    change(folder, "PRAGMA user_version = 7");
    expect_refusal(folder, GG_BAD_INPUT, "it has 7, this program reads 1");
    change(folder, "PRAGMA user_version = 1; DROP TABLE mark");
    expect_refusal(folder, GG_IO, "no such table: mark");
    made_up_folder_remove(folder);
}

/* Everything in the file, folded into one text; NULL if it cannot be read. */
static char *digest(const char *folder)
{
    gg_store *s = NULL;
    if (gg_store_open(&s, folder, GG_STORE_READ) != GG_OK) return NULL;
    static const char query[] =
        "SELECT (SELECT group_concat(t) FROM (SELECT key || study || loss || class || n || "
        "optimizer || method || title || family || seed || rep || dare || max_evals || status || "
        "reason || printf('%!.17g %!.17g %!.17g %!.17g %!.17g', f, first, wall, cpu, wall_loss) "
        "|| value || gradient || samples AS t FROM run ORDER BY key)) || "
        "(SELECT group_concat(t) FROM (SELECT i || value || gradient || samples || "
        "printf('%!.17g %!.17g %!.17g', wall, cpu, f) AS t FROM mark ORDER BY run, i)) || "
        "(SELECT group_concat(t) FROM (SELECT i || spent || printf('%!.17g %!.17g', x, y) AS t "
        "FROM step ORDER BY run, i)) || (SELECT group_concat(key || value) FROM note)";
    sqlite3_stmt *q = NULL;
    char *copy = NULL;
    if (sqlite3_prepare_v2(gg_store_sql(s), query, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW && sqlite3_column_text(q, 0))
        copy = made_up_text((const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    gg_store_close(s);
    return copy;
}

typedef struct image {
    unsigned char *bytes;
    size_t size;
    char *whole; /* digest */
} image;

static image make_image(const char *folder)
{
    char path[128];
    image m = {NULL, 0, NULL};
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    for (size_t i = 0; i < 40; i++) must(add(s, i));
    must(gg_store_note(s, "machine", "one with two cores"));
    gg_store_close(s);
    m.whole = digest(folder);
    path_of(folder, "results.db", path);
    FILE *file = fopen(path, "rb");
    if (!file || !m.whole) exit(EXIT_FAILURE);
    fseek(file, 0, SEEK_END);
    m.size = (size_t)ftell(file);
    rewind(file);
    m.bytes = made_up_rows(m.size, 1);
    if (fread(m.bytes, 1, m.size, file) != m.size) exit(EXIT_FAILURE);
    fclose(file);
    return m;
}

/* -> 0 refused, 1 read as it was, 2 read as something else */
static int judge(const char *folder, const image *m, size_t size)
{
    write_file(folder, "results.db", m->bytes, size);
    char *got = digest(folder);
    const int verdict = !got ? 0 : strcmp(got, m->whole) == 0 ? 1 : 2;
    free(got);
    return verdict;
}

static void test_damage_is_told_or_harmless(void)
{
    enum { FLIPS = 400, CUTS = 60 };
    char folder[64];
    size_t verdicts[3] = {0};
    made_up_folder(folder);
    image m = make_image(folder);
    gsl_test(judge(folder, &m, m.size) != 1, "an undamaged copy reads as it was");
    for (size_t i = 0; i < CUTS; i++) verdicts[judge(folder, &m, i * m.size / CUTS)]++;
    gsl_test(verdicts[0] != CUTS, "each of %d truncated files is refused (%zu)", CUTS,
             verdicts[0]);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_NOISE, 0);
    memset(verdicts, 0, sizeof verdicts);
    for (size_t i = 0; i < FLIPS; i++) {
        /* Half of them anywhere, half among the headers of pages. */
        const size_t page = 4096 * gsl_rng_uniform_int(rng, m.size / 4096);
        const size_t at = i % 2 ? gsl_rng_uniform_int(rng, m.size)
                                : page + gsl_rng_uniform_int(rng, 120);
        const unsigned char bit = (unsigned char)(1U << gsl_rng_uniform_int(rng, 8));
        m.bytes[at] ^= bit;
        verdicts[judge(folder, &m, m.size)]++;
        m.bytes[at] ^= bit;
    }
    gsl_test(verdicts[2] != 0, "none of %d flipped bits changes a number in silence (%zu)",
             FLIPS, verdicts[2]);
    gsl_test(verdicts[0] < FLIPS / 4, "flipped bits are noticed (%zu of %d; %zu are harmless)",
             verdicts[0], FLIPS, verdicts[1]);
    gsl_rng_free(rng);
    free(m.bytes);
    free(m.whole);
    made_up_folder_remove(folder);
}

static void test_a_changed_number_is_told(void)
{
    static const char *const changes[] = {
        "UPDATE run SET f = f * 1.0000000000000002 WHERE id = 7",
        "UPDATE mark SET f = f + 1e-9 WHERE run = 7 AND i = 3",
        "DELETE FROM mark WHERE run = 7 AND i = 3",
        "UPDATE step SET x = 0 WHERE run = 7 AND i = 1",
        "UPDATE note SET value = 'one with ten cores'",
    };
    char folder[64];
    made_up_folder(folder);
    image m = make_image(folder);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        write_file(folder, "results.db", m.bytes, m.size);
        change(folder, changes[i]);
        expect_refusal(folder, GG_BAD_INPUT, "is not what was stored");
    }
    free(m.bytes);
    free(m.whole);
    made_up_folder_remove(folder);
}

/* --- processes that die, disks that are full ------------------------------------------------ */

static void nap(double seconds)
{
    const struct timespec t = {(time_t)seconds, (long)(1e9 * (seconds - floor(seconds)))};
    nanosleep(&t, NULL);
}

/* Store run after run, and tell each that is stored to whoever holds the pipe. */
static void write_for_ever(const char *folder, int to)
{
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    size_t i = 0;
    while (has(s, i)) i++;
    for (;; i++) {
        must(add(s, i));
        if (write(to, &i, sizeof i) != sizeof i) _exit(0);
    }
}

static pid_t start_writer(const char *folder, int *from)
{
    int ends[2];
    if (pipe(ends) != 0) exit(EXIT_FAILURE);
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        write_for_ever(folder, ends[1]);
    }
    close(ends[1]);
    *from = ends[0];
    return child;
}

static void end_writer(pid_t child)
{
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

/* Read what was told, up to the end. -> how many runs are stored for sure */
static size_t last_told(int from, size_t known)
{
    size_t i;
    while (read(from, &i, sizeof i) == sizeof i) known = i + 1;
    close(from);
    return known;
}

static void test_kill_loses_no_run_and_halves_none(void)
{
    enum { KILLS = 30 };
    char folder[64];
    size_t told = 0;
    size_t lost = 0;
    size_t halves = 0;
    size_t logs = 0;
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 11, GG_NOISE, 0);
    made_up_folder(folder);
    for (int k = 0; k < KILLS; k++) {
        int from;
        char log[128];
        struct stat about;
        const pid_t child = start_writer(folder, &from);
        nap(0.01 + 0.08 * gsl_rng_uniform(rng));
        end_writer(child);
        told = last_told(from, told);
        path_of(folder, "results.db-wal", log);
        logs += stat(log, &about) == 0 && about.st_size > 0;
        if (told == 0) continue; /* killed before its first run */
        gg_store *s = open_store(folder, GG_STORE_READ);
        for (size_t i = 0; i < told; i++) lost += !has(s, i);
        halves += count(s,
                        "SELECT count(*) FROM run WHERE (SELECT count(*) FROM mark WHERE "
                        "run = id) != 12 OR (SELECT count(*) FROM step WHERE run = id) != 3");
        const size_t stored = count(s, "SELECT count(*) FROM run");
        if (stored > told + 1) lost += stored; /* more than could be */
        told = stored;
        gg_store_close(s);
    }
    gsl_rng_free(rng);
    gsl_test(told < KILLS, "%d writers that were killed stored %zu runs in one file", KILLS,
             told);
    gsl_test(lost != 0, "none that was acknowledged is lost (%zu)", lost);
    gsl_test(halves != 0, "none is there by half (%zu)", halves);
    gsl_test(logs == 0, "%zu kills left a log behind", logs);
    made_up_folder_remove(folder);
}

static void test_a_reader_need_not_wait_for_a_writer(void)
{
    char folder[64];
    int from;
    size_t first;
    made_up_folder(folder);
    const pid_t child = start_writer(folder, &from);
    gsl_test(read(from, &first, sizeof first) != sizeof first, "a writer is at work");
    size_t before = 0;
    size_t failures = 0;
    for (int i = 0; i < 10; i++) {
        gg_store *s = open_store(folder, GG_STORE_READ);
        const size_t now = count(s, "SELECT count(*) FROM run");
        failures += now == SIZE_MAX || now < before;
        before = now;
        gg_store_close(s);
        nap(0.01);
    }
    end_writer(child);
    close(from);
    gsl_test(failures != 0 || before < 2, "ten readers in turn see more and more runs (%zu)",
             before);
    made_up_folder_remove(folder);
}

static void test_a_second_writer_is_told_who_is_first(void)
{
    char folder[64];
    char who[64];
    int from;
    size_t first;
    gg_store *s = NULL;
    made_up_folder(folder);
    const pid_t child = start_writer(folder, &from);
    gsl_test(read(from, &first, sizeof first) != sizeof first, "a writer is at work");
    const double began = gg_seconds();
    const gg_status status = gg_store_open(&s, folder, GG_STORE_WRITE);
    const double took = gg_seconds() - began;
    snprintf(who, sizeof who, "process %ld", (long)child);
    gsl_test(status != GG_IO || !strstr(gg_message(), who), "'%s' names %s", gg_message(), who);
    gsl_test(!(took > 1.9 && took < 4), "it waited two seconds first (%.2f s)", took);
    end_writer(child);
    close(from);
    gsl_test(gg_store_open(&s, folder, GG_STORE_WRITE) != GG_OK,
             "when the first is gone, it may write");
    gg_store_close(s);
    made_up_folder_remove(folder);
}

/* Store until it fails. -> how many were stored; *status and the message say why no more */
static size_t add_until_failure(gg_store *s, gg_status *status)
{
    size_t i = 0;
    while ((*status = add(s, i)) == GG_OK && i < 10000) i++;
    return i;
}

static void expect_intact(const char *folder, size_t stored, const char *what)
{
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    size_t lost = 0;
    for (size_t i = 0; i < stored; i++) lost += !has(s, i);
    gsl_test(lost != 0 || stored == 0, "%s: the %zu runs before are there", what, stored);
    gsl_test(count(s, "SELECT count(*) FROM run") != stored, "%s: and no other", what);
    gsl_test(add(s, stored) != GG_OK, "%s: with room again, the same file goes on", what);
    gg_store_close(s);
}

static void test_a_full_disk_spares_what_is_stored(void)
{
    char folder[64];
    gg_status status;
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    gsl_test(ask(s, "PRAGMA max_page_count = 60") != 60, "a disk of 60 pages");
    const size_t stored = add_until_failure(s, &status);
    gsl_test(status != GG_IO || !strstr(gg_message(), folder) || !strstr(gg_message(), "full"),
             "'%s' says that %s is full", gg_message(), folder);
    gg_store_close(s);
    expect_intact(folder, stored, "full disk");
    made_up_folder_remove(folder);
}

static void test_a_file_size_limit_spares_what_is_stored(void)
{
    char folder[64];
    int ends[2];
    size_t stored = 0;
    int how = 0;
    made_up_folder(folder);
    if (pipe(ends) != 0) exit(EXIT_FAILURE);
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        const struct rlimit most = {300000, 300000};
        gg_status status;
        setrlimit(RLIMIT_FSIZE, &most);
        gg_store *s = open_store(folder, GG_STORE_WRITE);
        stored = add_until_failure(s, &status);
        const bool said = status == GG_IO && strstr(gg_message(), folder) &&
                          strstr(gg_message(), "limit") && strstr(gg_message(), "bytes");
        if (!said) fprintf(stderr, "status %d: %s\n", (int)status, gg_message());
        if (write(ends[1], &stored, sizeof stored) < 0) _exit(3);
        _exit(said ? 0 : 1);
    }
    close(ends[1]);
    stored = last_told(ends[0], 1) - 1;
    waitpid(child, &how, 0);
    gsl_test(!WIFEXITED(how), "SIGXFSZ does not kill it");
    gsl_test(WEXITSTATUS(how) != 0, "the message has the path, what was needed, and the limit");
    expect_intact(folder, stored, "file size limit");
    made_up_folder_remove(folder);
}

/* Readers need no leave to write; for a writer it is an error with the path. */
static void test_a_folder_that_is_read_only_is_read(void)
{
    char folder[64];
    int how = 0;
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    must(add(s, 0));
    gg_store_close(s);
    chmod(folder, 0555);
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0) _exit(9); /* nothing is read-only for root */
        gg_store *reader = open_store(folder, GG_STORE_READ);
        int wrong = count(reader, "SELECT count(*) FROM run") != 1;
        gg_store_close(reader);
        wrong |= 2 * (gg_store_open(&s, folder, GG_STORE_WRITE) != GG_IO);
        wrong |= 4 * !strstr(gg_message(), folder);
        _exit(wrong);
    }
    waitpid(child, &how, 0);
    chmod(folder, 0777);
    gsl_test(!WIFEXITED(how) || WEXITSTATUS(how) != 0,
             "a read-only folder can be read, and not be written (%d)", WEXITSTATUS(how));
    made_up_folder_remove(folder);
}

/* A log that belonged to a file which was taken away is not taken for the new file's. */
static void test_an_orphaned_log_is_not_believed(void)
{
    char folder[64];
    char path[128];
    int from;
    size_t first;
    made_up_folder(folder);
    const pid_t child = start_writer(folder, &from);
    for (int i = 0; i < 20; i++)
        gsl_test(read(from, &first, sizeof first) != sizeof first, "a writer is at work");
    end_writer(child);
    close(from);
    path_of(folder, "results.db", path);
    remove(path);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    gsl_test(count(s, "SELECT count(*) FROM run") != 0, "a new file is empty");
    gsl_test(add(s, 0) != GG_OK, "and takes runs");
    gg_store_close(s);
    made_up_folder_remove(folder);
}

int main(void)
{
    test_a_run_comes_back_as_it_was();
    test_a_run_without_numbers_is_stored();
    test_notes_are_overwritten();
    test_keys_tell_runs_apart();
    test_other_files_are_refused();
    test_damage_is_told_or_harmless();
    test_a_changed_number_is_told();
    test_kill_loses_no_run_and_halves_none();
    test_a_reader_need_not_wait_for_a_writer();
    test_a_second_writer_is_told_who_is_first();
    test_a_full_disk_spares_what_is_stored();
    test_a_file_size_limit_spares_what_is_stored();
    test_a_folder_that_is_read_only_is_read();
    test_an_orphaned_log_is_not_believed();
    return gsl_test_summary();
}
