/* tests/test_sweep.c -- the same numbers however a sweep is run, killed and gone on with. */
#include <fcntl.h>
#include <gsl/gsl_test.h>
#include <signal.h>
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include "tests/shell.h"

#define LOSSES \
    "sphere+shift,ellipsoid:condition=1e4+rotate+shift,rosenbrock,abs_sum+shift,rastrigin+shift"
#define OPTIMIZERS "gradient_descent,lbfgs,subgradient,nelder_mead,cma_es,genetic,random_search"
#define SWEEP                                                  \
    "gradgap run --losses " LOSSES " --optimizers " OPTIMIZERS \
    " --dims 2,10 --reps 5 --max-evals 3000 -q -o "

static said s;
static char folder[] = "/tmp/gg_sweep_XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[2][256];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static void sweep(const char *name, const char *arguments)
{
    char line[512];
    snprintf(line, sizeof line, SWEEP "%s %s", in_folder(name), arguments);
    shell_run(&s, line);
}

/* One number of one query on DIR/results.db; -1 without. */
static long long ask(const char *name, const char *query)
{
    char path[300];
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    long long number = -1;
    snprintf(path, sizeof path, "%s/results.db", in_folder(name));
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, query, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        number = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
    return number;
}

#define RUNS(schema)                                                                              \
    "SELECT key, class, family, status, reason, f, first, minimum, value, gradient FROM " #schema \
    ".run"
#define MARKS(schema)                                                                   \
    "SELECT r.key, m.i, m.value, m.gradient, m.f FROM " #schema ".mark m JOIN " #schema \
    ".run r ON r.id = m.run"
#define LEFT_OVER(a, b) "(SELECT count(*) FROM (" a " EXCEPT " b "))"

/* Rows that stand in one of two stores and not in the other, times left out. */
static long long differences(const char *a, const char *b)
{
    static const char query[] = "SELECT " LEFT_OVER(RUNS(main), RUNS(other)) " + " LEFT_OVER(
        RUNS(other), RUNS(main)) " + " LEFT_OVER(MARKS(main),
                                                 MARKS(other)) " + " LEFT_OVER(MARKS(other),
                                                                               MARKS(main));
    char path[300];
    char attach[400];
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    long long number = -1;
    snprintf(path, sizeof path, "%s/results.db", in_folder(a));
    snprintf(attach, sizeof attach, "ATTACH '%s/results.db' AS other", in_folder(b));
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_exec(db, attach, NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, query, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        number = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
    return number;
}

static void test_jobs_do_not_matter(void)
{
    sweep("one", "--jobs 1");
    gsl_test_int(s.status, 0, "a sweep on one worker ends well: %s", s.err);
    sweep("two", "--jobs 2");
    gsl_test_int(s.status, 0, "a sweep on two workers ends well: %s", s.err);
    gsl_test(!(ask("one", "SELECT count(*) FROM run") > 300), "some hundred runs are stored");
    gsl_test(!(ask("one", "SELECT count(*) FROM mark") > 5000), "with their curves");
    gsl_test_int((int)differences("one", "two"), 0,
                 "one and two workers give the same numbers");
    sweep("seed", "--jobs 2 --seed 2");
    gsl_test(differences("one", "seed") == 0, "another seed gives other numbers");
}

static void test_again_does_nothing_twice(void)
{
    const long long before = ask("one", "SELECT max(id) FROM run");
    sweep("one", "--jobs 2");
    gsl_test_int(s.status, 0, "the same command again ends well");
    gsl_test_int((int)ask("one", "SELECT max(id) FROM run"), (int)before,
                 "and stores nothing twice");
}

static void wait_ms(long milliseconds)
{
    const struct timespec pause = {0, milliseconds * 1000000};
    nanosleep(&pause, NULL);
}

/* Start a sweep in a process of its own, and send it a signal so long after it has stored
 * more than `rows` runs. -> wait status */
static int interrupt(const char *name, int number, long long rows, long milliseconds)
{
    const pid_t child = fork();
    if (child == 0) {
        const int null = open("/dev/null", O_WRONLY);
        dup2(null, 1);
        dup2(null, 2);
        execl(GG_BINARY "/bin/gradgap", "gradgap", "run", "--losses", LOSSES, "--optimizers",
              OPTIMIZERS, "--dims", "2,10", "--reps", "5", "--max-evals", "3000", "-o",
              in_folder(name), "--jobs", "1", (char *)NULL);
        _exit(127);
    }
    for (int i = 0; i < 10000 && ask(name, "SELECT count(*) FROM run") <= rows; i++) wait_ms(1);
    wait_ms(milliseconds);
    kill(child, number);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

static void test_interrupted_and_gone_on_with(void)
{
    const int status = interrupt("stopped", SIGINT, 0, 0);
    gsl_test(!WIFEXITED(status) || WEXITSTATUS(status) != 130, "Ctrl-C ends a sweep with 130");
    const long long some = ask("stopped", "SELECT count(*) FROM run");
    gsl_test(!(some > 0 && some < ask("one", "SELECT count(*) FROM run")),
             "what was complete is stored (%lld runs)", some);
    sweep("stopped", "--jobs 2");
    gsl_test_int((int)differences("one", "stopped"), 0,
                 "gone on with, it gives the numbers of an uninterrupted one");
}

static void test_killed_at_any_moment(void)
{
    for (long i = 0; i < 12; i++) interrupt("killed", SIGKILL, 25 * i - 1, i % 4);
    const char *half = "SELECT count(*) FROM run WHERE f IS NOT NULL AND id NOT IN "
                       "(SELECT run FROM mark)";
    gsl_test_int((int)ask("killed", half), 0, "kill -9 leaves no run without its curve");
    gsl_test(!(ask("killed", "SELECT count(*) FROM run") > 0), "what was stored stays");
    sweep("killed", "--jobs 2");
    gsl_test_int(s.status, 0, "the same command goes on: %s", s.err);
    gsl_test_int((int)differences("one", "killed"), 0,
                 "after twelve kills the numbers are those of a quiet run");
}

static void test_dry_run_touches_nothing(void)
{
    sweep("dry", "--dry-run");
    gsl_test_int(s.status, 0, "a dry run ends well");
    gsl_test((long long)shell_lines(s.out) != ask("one", "SELECT count(*) FROM run"),
             "it lists every run, one a line");
    gsl_test(access(in_folder("dry"), F_OK) == 0, "it makes no folder");
}

int main(void)
{
    if (!mkdtemp(folder)) return EXIT_FAILURE;
    test_jobs_do_not_matter();
    test_again_does_nothing_twice();
    test_interrupted_and_gone_on_with();
    test_killed_at_any_moment();
    test_dry_run_touches_nothing();
    char command[64];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    gsl_test(system(command) != 0, "the test cleans up");
    return gsl_test_summary();
}
