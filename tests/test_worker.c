/* tests/test_worker.c -- what a run does to its worker: crash, hang, exit, eat, print. */
#include "tests/jobs.h"

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

static void test_a_hang_without_a_limit_is_cut_short_too(void)
{
    static const char *const names[] = {"hang"};
    list l = {.names = names, .kinds = 1, .max_seconds = INFINITY};
    gg_work work = work_on(&l, 1, 1);
    work.longest = 0.4;
    gsl_test(gg_pool_run(&work) != GG_OK, "a pool whose run hangs without a limit ends");
    gsl_test(l.outcomes[0].why != GG_STOP_TIMED_OUT || l.outcomes[0].wall > 0.6,
             "such a run is killed after the longest time allowed (%.3f s)",
             l.outcomes[0].wall);
}

int main(void)
{
    test_a_crash_costs_one_run();
    test_a_hang_is_cut_short_on_time();
    test_a_hang_without_a_limit_is_cut_short_too();
    test_a_glutton_is_stopped_by_its_limit();
    test_a_refusal_is_a_failed_run();
    test_what_a_loss_prints_is_not_seen();
    return gsl_test_summary();
}
