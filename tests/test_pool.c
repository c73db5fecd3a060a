/* tests/test_pool.c -- every job once, in any company, and nothing left behind. */
#include <errno.h>
#include <sys/wait.h>
#include <time.h>

#include "tests/jobs.h"

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
    test_many_mixed_runs_are_each_collected_once();
    test_an_interruption_ends_it_in_time();
    test_a_failure_to_collect_ends_it();
    test_nothing_is_left_behind();
    test_workers_die_with_their_pool();
    test_the_number_of_workers_changes_nothing();
    return gsl_test_summary();
}
