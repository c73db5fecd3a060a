/* tests/jobs.h -- losses that no catalogue would take, in a list of jobs for a pool. */
#ifndef GG_TESTS_JOBS_H
#define GG_TESTS_JOBS_H

#include <fcntl.h>
#include <gsl/gsl_test.h>
#include <signal.h>
#include <sys/mman.h>

#include "experiments/pool.h"
#include "tests/made_up.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
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

static inline double write_where_it_must_not(gg_problem *p, const double x[])
{
    const int zeros = open("/dev/zero", O_RDONLY);
    volatile int *page = mmap(NULL, sizeof *page, PROT_READ, MAP_PRIVATE, zeros, 0);
    (void)p;
    close(zeros);
    *page = 1;
    return x[0];
}

static inline double loop_for_ever(gg_problem *p, const double x[])
{
    volatile bool on = true;
    (void)p;
    while (on) continue;
    return x[0];
}

static inline double call_exit(gg_problem *p, const double x[])
{
    (void)p;
    (void)x;
    exit(3);
}

static inline double eat_memory(gg_problem *p, const double x[])
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

static inline double print(gg_problem *p, const double x[])
{
    (void)p;
    for (int i = 0; i < 1000; i++) printf("not wanted in anybody's results\n");
    fflush(stdout);
    return x[0];
}

static inline double close_all(gg_problem *p, const double x[])
{
    (void)p;
    for (int i = 3; i < 64; i++) close(i);
    for (;;) pause();
    return x[0];
}

/* Write nonsense to every pipe there is, the pool's too. */
static inline double babble(gg_problem *p, const double x[])
{
    (void)p;
    for (int i = 3; i < 64; i++)
        if (write(i, "f = 3.14\n", 9) < 0) continue;
    return x[0];
}

/* A child that outlives its parent and holds the pipe open. */
static inline double leave_a_child(gg_problem *p, const double x[])
{
    const pid_t child = fork();
    if (child == 0)
        for (;;) pause();
    return write_where_it_must_not(p, x);
}

static inline double stop_itself(gg_problem *p, const double x[])
{
    (void)p;
    raise(SIGSTOP);
    return x[0];
}

static inline double one(gg_problem *p, const double x[])
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
static inline gg_status run(gg_result *out, const gg_job *job)
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

static inline gg_status make_job(void *context, size_t i, gg_job *out)
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

static inline gg_status keep(void *context, size_t i, const gg_job *job, gg_result *result)
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

static inline gg_work work_on(list *l, size_t count, size_t workers)
{
    return (gg_work){.count = count,
                     .job = make_job,
                     .collect = keep,
                     .run = run,
                     .context = l,
                     .workers = workers,
                     .patience = 0.2,
                     .longest = 30};
}

static inline bool is_good(const outcome *o, size_t i)
{
    return o->times == 1 && o->why == GG_STOP_CALLS && o->f == (double)i && o->marks == 5 &&
           o->calls == 100 + 2 * i;
}

/* Jobs of one kind between good ones: `count` of them, the odd ones are bad. */
static inline void run_among_good(list *l, const char *kind, size_t count, size_t memory)
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

#endif
