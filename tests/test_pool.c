/* tests/test_pool.c -- what runs do to a pool: crash, hang, exit, eat, print, and end well. */
#include <errno.h>
#include <fcntl.h>
#include <gsl/gsl_test.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#include "experiments/message.h"
#include "experiments/pool.h"
#include "tests/made_up.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* --- losses that no catalogue would take ---------------------------------------------------- */

static double write_where_it_must_not(gg_problem *p, const double x[])
{
    const int zeros = open("/dev/zero", O_RDONLY);
    volatile int *page = mmap(NULL, sizeof *page, PROT_READ, MAP_PRIVATE, zeros, 0);
    (void)p;
    close(zeros);
    *page = 1;
    return x[0];
}

static double loop_for_ever(gg_problem *p, const double x[])
{
    volatile bool on = true;
    (void)p;
    while (on) continue;
    return x[0];
}

static double call_exit(gg_problem *p, const double x[])
{
    (void)p;
    (void)x;
    exit(3);
}

static double eat_memory(gg_problem *p, const double x[])
{
    enum { BITE = 1 << 24 };
    static char *volatile last;
    (void)p;
    while (x[0] >= 0) {
        last = malloc(BITE); /* no look at NULL: the loss is careless */
        memset(last, 1, BITE);
    }
    return x[0];
}

static double print(gg_problem *p, const double x[])
{
    (void)p;
    for (int i = 0; i < 1000; i++) printf("not wanted in anybody's results\n");
    fflush(stdout);
    return x[0];
}

static double close_all(gg_problem *p, const double x[])
{
    (void)p;
    for (int i = 3; i < 64; i++) close(i);
    for (;;) pause();
    return x[0];
}

/* Write nonsense to every pipe there is, the pool's too. */
static double babble(gg_problem *p, const double x[])
{
    (void)p;
    for (int i = 3; i < 64; i++)
        if (write(i, "f = 3.14\n", 9) < 0) continue;
    return x[0];
}

/* A child that outlives its parent and holds the pipe open. */
static double leave_a_child(gg_problem *p, const double x[])
{
    const pid_t child = fork();
    if (child == 0)
        for (;;) pause();
    return write_where_it_must_not(p, x);
}

static double stop_itself(gg_problem *p, const double x[])
{
    (void)p;
    raise(SIGSTOP);
    return x[0];
}

static double one(gg_problem *p, const double x[])
{
    (void)p;
    return x[0];
}

static const gg_loss losses[] = {
    {.name = "crash", .value = write_where_it_must_not},
    {.name = "hang", .value = loop_for_ever},
    {.name = "exit", .value = call_exit},
    {.name = "eat", .value = eat_memory},
    {.name = "print", .value = print},
    {.name = "close", .value = close_all},
    {.name = "babble", .value = babble},
    {.name = "child", .value = leave_a_child},
    {.name = "stop", .value = stop_itself},
    {.name = "good", .value = one},
};

/* In the place of gg_run: asks the loss once. */
static gg_status run(gg_result *out, const gg_job *job)
{
    const double x[] = {(double)job->rep};
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
        if (strcmp(losses[i].name, job->loss) == 0) {
            const double f = losses[i].value(NULL, x);
            *out = made_up_result(job->rep, 5, 3);
            out->f = f;
            return GG_OK;
        }
    return gg_fail(GG_BAD_INPUT, "random_search cannot meet '%s'", job->loss);
}

/* --- a list of jobs, and what came of them -------------------------------------------------- */

enum { MOST = 400 };

typedef struct outcome {
    size_t times; /* collected */
    gg_stop why;
    double f, wall;
    size_t calls, marks;
    char reason[256];
} outcome;

typedef struct list {
    const char *const *names; /* [kinds] job i is of kind i % kinds */
    size_t kinds, fail_at;
    double max_seconds;
    outcome outcomes[MOST];
} list;

static gg_status make_job(void *context, size_t i, gg_job *out)
{
    const list *l = context;
    *out = (gg_job){.loss = l->names[i % l->kinds],
                    .optimizer = "random_search",
                    .n = 1,
                    .rep = (uint32_t)i,
                    .max_evals = 100,
                    .max_seconds = l->max_seconds,
                    .target = -INFINITY};
    return GG_OK;
}

static gg_status keep(void *context, size_t i, const gg_job *job, gg_result *result)
{
    list *l = context;
    outcome *o = &l->outcomes[i];
    if (job->rep != i) return gg_fail(GG_BAD_INPUT, "job %zu is not job %zu", i, i);
    o->times++;
    o->why = result->why;
    o->f = result->f;
    o->wall = result->times.wall;
    o->calls = result->used.value + result->used.gradient;
    o->marks = result->trace.count;
    snprintf(o->reason, sizeof o->reason, "%s", result->reason);
    if (i + 1 == l->fail_at) return gg_fail(GG_IO, "the disk is full");
    return GG_OK;
}

static gg_work work_on(list *l, size_t count, size_t workers)
{
    return (gg_work){.count = count,
                     .job = make_job,
                     .collect = keep,
                     .run = run,
                     .context = l,
                     .workers = workers,
                     .patience = 0.2};
}

static bool is_good(const outcome *o, size_t i)
{
    return o->times == 1 && o->why == GG_STOP_CALLS && o->f == (double)i && o->marks == 5 &&
           o->calls == 100 + 2 * i;
}

/* Jobs of one kind between good ones: `count` of them, the odd ones are bad. */
static void run_among_good(list *l, const char *kind, size_t count, size_t memory)
{
    static const char *names[2] = {"good", NULL};
    names[1] = kind;
    /* Time is not what a run with limited memory ends by, however slow the machine. */
    *l = (list){.names = names, .kinds = 2, .max_seconds = memory ? 30 : 0.3};
    gg_work work = work_on(l, count, 2);
    work.memory = memory;
    gsl_test(gg_pool_run(&work) != GG_OK, "a pool with runs that %s comes to its end", kind);
    size_t good = 0;
    for (size_t i = 0; i < count; i += 2) good += is_good(&l->outcomes[i], i);
    gsl_test(good != (count + 1) / 2, "%s: every other run is as if it were alone", kind);
}

static void check_bad(const list *l, const char *kind, size_t count, gg_stop why,
                      const char *reason)
{
    for (size_t i = 1; i < count; i += 2) {
        const outcome *o = &l->outcomes[i];
        gsl_test(o->times != 1 || o->why != why, "%s: run %zu is stored once, as '%s'", kind, i,
                 gg_stop_name(why));
        gsl_test(!strstr(o->reason, reason), "%s: the reason '%s' says '%s'", kind, o->reason,
                 reason);
        gsl_test(!isnan(o->f) || o->calls != 0, "%s: f is NaN and no call is counted", kind);
    }
}

static void test_a_crash_costs_one_run(void)
{
    list l;
    run_among_good(&l, "crash", 8, 0);
    check_bad(&l, "crash", 8, GG_STOP_CRASHED, "signal 11 (Segmentation fault)");
    run_among_good(&l, "exit", 8, 0);
    check_bad(&l, "exit", 8, GG_STOP_CRASHED, "exit status 3");
    run_among_good(&l, "close", 4, 0);
    check_bad(&l, "close", 4, GG_STOP_CRASHED, "closed its pipe");
    run_among_good(&l, "babble", 8, 0);
    check_bad(&l, "babble", 8, GG_STOP_CRASHED, "not a result");
    run_among_good(&l, "child", 4, 0);
    check_bad(&l, "child", 4, GG_STOP_CRASHED, "signal 11");
}

static void test_a_hang_is_cut_short_on_time(void)
{
    list l;
    run_among_good(&l, "hang", 4, 0);
    check_bad(&l, "hang", 4, GG_STOP_TIMED_OUT, "0.5 s");
    for (size_t i = 1; i < 4; i += 2)
        gsl_test(!(l.outcomes[i].wall >= 0.5 && l.outcomes[i].wall <= 0.7),
                 "a run that hangs is killed at 0.5 s, at most 0.2 s late (%.3f s)",
                 l.outcomes[i].wall);
    run_among_good(&l, "stop", 2, 0);
    check_bad(&l, "stop", 2, GG_STOP_TIMED_OUT, "limit");
}

static void test_a_glutton_is_stopped_by_its_limit(void)
{
    list l;
    if (SANITIZED) {
        printf("not tested here: a sanitizer reserves more memory than can be limited\n");
        return;
    }
    run_among_good(&l, "eat", 4, (size_t)1 << 26);
    check_bad(&l, "eat", 4, GG_STOP_CRASHED, "signal 11");
}

static void test_a_refusal_is_a_failed_run(void)
{
    list l;
    run_among_good(&l, "nobody", 4, 0);
    check_bad(&l, "nobody", 4, GG_STOP_FAILED, "random_search cannot meet 'nobody'");
}

static void test_what_a_loss_prints_is_not_seen(void)
{
    char path[] = "/tmp/gradgap_test_XXXXXX";
    static const char *const names[] = {"print"};
    list l = {.names = names, .kinds = 1, .max_seconds = 5};
    const gg_work work = work_on(&l, 4, 2);
    fflush(stdout);
    const int file = mkstemp(path);
    const int before = dup(STDOUT_FILENO);
    dup2(file, STDOUT_FILENO);
    printf("ours\n"); /* waits in a buffer while workers are forked */
    const gg_status status = gg_pool_run(&work);
    fflush(stdout);
    dup2(before, STDOUT_FILENO);
    close(before);
    const off_t size = lseek(file, 0, SEEK_END);
    close(file);
    unlink(path);
    gsl_test(status != GG_OK, "a pool of runs that print comes to its end");
    gsl_test(size != 5, "of all that is printed only our line is there (%ld bytes)",
             (long)size);
    gsl_test(!is_good(&l.outcomes[3], 3), "their results are whole");
}

static void test_many_mixed_runs_are_each_collected_once(void)
{
    static const char *const names[] = {"good", "crash", "good", "exit", "good", "babble"};
    static list l;
    l = (list){.names = names, .kinds = 6, .max_seconds = 5};
    gg_work work = work_on(&l, 300, 3);
    gsl_test(gg_pool_run(&work) != GG_OK, "300 mixed runs come to their end");
    size_t good = 0;
    size_t crashed = 0;
    for (size_t i = 0; i < 300; i++) {
        good += i % 2 == 0 && is_good(&l.outcomes[i], i);
        crashed += i % 2 == 1 && l.outcomes[i].times == 1 &&
                   l.outcomes[i].why == GG_STOP_CRASHED;
    }
    gsl_test(good != 150, "150 good ones are collected once, whole (%zu)", good);
    gsl_test(crashed != 150, "150 bad ones are collected once, as crashed (%zu)", crashed);
}

/* --- interruptions and leftovers ------------------------------------------------------------ */

static volatile int stop_now;

static void on_alarm(int signal_number)
{
    (void)signal_number;
    stop_now = 1;
}

static void test_an_interruption_ends_it_in_time(void)
{
    static const char *const names[] = {"hang"};
    list l = {.names = names, .kinds = 1, .max_seconds = INFINITY};
    gg_work work = work_on(&l, 10, 2);
    const struct sigaction act = {.sa_handler = on_alarm};
    struct sigaction old;
    work.interrupted = &stop_now;
    sigaction(SIGALRM, &act, &old);
    alarm(1);
    const double began = gg_seconds();
    const gg_status status = gg_pool_run(&work);
    const double took = gg_seconds() - began;
    sigaction(SIGALRM, &old, NULL);
    gsl_test(status != GG_OK, "an interruption is no error");
    gsl_test(!(took >= 0.9 && took < 2), "it ends within a second of the signal (%.2f s)",
             took);
    gsl_test(l.outcomes[0].times + l.outcomes[1].times != 0, "what was in flight is dropped");
}

static void test_a_failure_to_collect_ends_it(void)
{
    static const char *const names[] = {"good"};
    static list l;
    l = (list){.names = names, .kinds = 1, .fail_at = 5, .max_seconds = 5};
    gg_work work = work_on(&l, 300, 2);
    gsl_test(gg_pool_run(&work) != GG_IO, "the status of collect is handed on");
    gsl_test(strcmp(gg_message(), "the disk is full") != 0, "and so is its message");
    gsl_test(l.outcomes[299].times != 0, "no run follows");
}

static size_t open_files(void)
{
    size_t count = 0;
    for (int i = 0; i < 256; i++) count += fcntl(i, F_GETFD) != -1;
    return count;
}

static void test_nothing_is_left_behind(void)
{
    list l;
    const size_t before = open_files();
    struct sigaction pipe_before;
    struct sigaction pipe_after;
    sigaction(SIGPIPE, NULL, &pipe_before);
    run_among_good(&l, "crash", 20, 0);
    sigaction(SIGPIPE, NULL, &pipe_after);
    gsl_test(open_files() != before, "as many files are open as before");
    gsl_test(waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD,
             "there is no child, no zombie");
    gsl_test(pipe_before.sa_handler != pipe_after.sa_handler, "SIGPIPE is as it was");
}

/* A pool that is killed leaves no worker: they hear that the pipe is closed. */
static void test_workers_die_with_their_pool(void)
{
    int ends[2];
    char byte;
    if (pipe(ends) != 0) exit(EXIT_FAILURE);
    const pid_t child = fork();
    if (child == 0) {
        static const char *const names[] = {"good"};
        static list l;
        l = (list){.names = names, .kinds = 1, .max_seconds = 5};
        gg_work work = work_on(&l, MOST, 2);
        close(ends[0]);
        for (;;) gg_pool_run(&work);
    }
    close(ends[1]);
    const struct timespec nap = {0, 200000000};
    nanosleep(&nap, NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    const double began = gg_seconds();
    const ssize_t got = read(ends[0], &byte, 1); /* the end, when the last holder is gone */
    close(ends[0]);
    gsl_test(got != 0 || gg_seconds() - began > 2,
             "the workers of a killed pool end by themselves");
}

/* --- real runs ------------------------------------------------------------------------------ */

static gg_status make_real_job(void *context, size_t i, gg_job *out)
{
    static const char *const names[] = {"sphere", "abs_sum", "no_such_loss"};
    (void)context;
    *out = (gg_job){.loss = names[i % 3],
                    .optimizer = "random_search",
                    .n = 2 + i % 4,
                    .seed = 1,
                    .rep = (uint32_t)i,
                    .draw_start = true,
                    .max_evals = 500,
                    .max_seconds = INFINITY,
                    .target = 1e-3};
    return GG_OK;
}

static gg_status keep_real(void *context, size_t i, const gg_job *job, gg_result *result)
{
    return keep(context, i, job, result);
}

static void test_the_number_of_workers_changes_nothing(void)
{
    enum { COUNT = 90 };
    static list alone;
    static list together;
    gg_work work = work_on(&alone, COUNT, 1);
    work.job = make_real_job;
    work.collect = keep_real;
    work.run = NULL;
    gsl_test(gg_pool_run(&work) != GG_OK, "90 runs by one worker");
    work.workers = 2;
    work.context = &together;
    gsl_test(gg_pool_run(&work) != GG_OK, "90 runs by two workers");
    size_t equal = 0;
    size_t refused = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const outcome *a = &alone.outcomes[i];
        const outcome *b = &together.outcomes[i];
        equal += a->times == 1 && b->times == 1 && a->why == b->why && a->calls == b->calls &&
                 a->marks == b->marks && (a->f == b->f || (isnan(a->f) && isnan(b->f))) &&
                 strcmp(a->reason, b->reason) == 0;
        refused += a->why == GG_STOP_FAILED && strstr(a->reason, "no loss 'no_such_loss'");
    }
    gsl_test(equal != COUNT, "one or two workers: the same values, calls and marks");
    gsl_test(refused != COUNT / 3, "an unknown loss is a failed run that says so");
    gsl_test(!(alone.outcomes[0].f < 1), "and the others did search (f = %g)",
             alone.outcomes[0].f);
}

int main(void)
{
    test_a_crash_costs_one_run();
    test_a_hang_is_cut_short_on_time();
    test_a_glutton_is_stopped_by_its_limit();
    test_a_refusal_is_a_failed_run();
    test_what_a_loss_prints_is_not_seen();
    test_many_mixed_runs_are_each_collected_once();
    test_an_interruption_ends_it_in_time();
    test_a_failure_to_collect_ends_it();
    test_nothing_is_left_behind();
    test_workers_die_with_their_pool();
    test_the_number_of_workers_changes_nothing();
    return gsl_test_summary();
}
