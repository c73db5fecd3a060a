/* tests/test_store.c -- what is stored stays, whatever happens to the process or the disk. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "base/random.h"
#include "tests/made_up_store.h"

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
    change(folder, "PRAGMA user_version = 2; DROP TABLE crowd");
    expect_refusal(folder, GG_BAD_INPUT, "it has 2, this program reads 3; make it anew");
    change(folder, "PRAGMA user_version = 7");
    expect_refusal(folder, GG_BAD_INPUT, "it has 7, this program reads 3");
    change(folder, "PRAGMA user_version = 3; DROP TABLE mark");
    expect_refusal(folder, GG_IO, "no such table: mark");
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
    test_other_files_are_refused();
    test_kill_loses_no_run_and_halves_none();
    test_a_reader_need_not_wait_for_a_writer();
    test_a_second_writer_is_told_who_is_first();
    test_a_full_disk_spares_what_is_stored();
    test_a_file_size_limit_spares_what_is_stored();
    test_a_folder_that_is_read_only_is_read();
    test_an_orphaned_log_is_not_believed();
    return gsl_test_summary();
}
