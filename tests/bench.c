/* tests/bench.c -- what the window onto a loss costs, and how fast runs are stored. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/random.h"
#include "base/vector.h"
#include "experiments/store.h"

/* All that is compared runs in turns within one process, so that a machine that slows down
 * slows both sides; what is told is the median over the turns, and the quartiles. */
enum { TURNS = 61, CALLS = 20000, ROOM = 2 * CALLS, STORED = 500 };

static int missed;

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void tell(const char *what, const char *unit, double sample[], double bar, bool at_least)
{
    qsort(sample, TURNS, sizeof *sample, ascending);
    const double median = sample[TURNS / 2];
    const bool met = at_least ? median >= bar : median <= bar;
    missed += !met;
    printf("%-50s %s %6g %-5s %8.4g  [%.4g, %.4g]  %s\n", what, at_least ? ">=" : "<=", bar,
           unit, median, sample[TURNS / 4], sample[3 * TURNS / 4], met ? "met" : "missed");
    fflush(stdout);
}

static void must(gg_status status)
{
    if (status == GG_OK) return;
    fprintf(stderr, "bench: %s\n", gg_message());
    exit(2);
}

/* --- two ways to ask, each for CALLS values -> seconds ------------------------------------- */

/* A row of points, asked one after another; if there are fewer than CALLS, over and over. */
typedef struct walk {
    size_t n, count;
    double x[ROOM]; /* [count][n] */
} walk;

static walk points; /* too large for the stack */

static void walk_begin(const gg_problem *p)
{
    points.n = p->n;
    points.count = ROOM / p->n;
}

static const double *walk_at(size_t i)
{
    return points.x + (i % points.count) * points.n;
}

static volatile double sink; /* so that no sum is left out */

static double time_bare(gg_problem *p)
{
    double total = 0;
    const double before = gg_seconds();
    for (size_t i = 0; i < CALLS; i++) total += p->loss->value(p, walk_at(i));
    const double took = gg_seconds() - before;
    sink = total;
    return took;
}

/* The plain loop where the compiler sees it, and may write it into its caller. */
static inline double time_inline(double (*f)(size_t n, const double x[]))
{
    double total = 0;
    const double before = gg_seconds();
    for (size_t i = 0; i < CALLS; i++) total += f(points.n, walk_at(i));
    const double took = gg_seconds() - before;
    sink = total;
    return took;
}

/* The plain loop as an optimizer meets it: a function that is called through a pointer. */
static double time_called(double (*volatile f)(size_t n, const double x[]))
{
    return time_inline(f);
}

/* A new oracle and a new trace every time: the first improvements are part of the price. */
static double time_oracle(gg_problem *p)
{
    gg_oracle oracle;
    gg_trace trace;
    must(gg_oracle_open(&oracle, p, CALLS));
    gg_trace_watch(&trace, &oracle, -INFINITY);
    double total = 0;
    const double before = gg_seconds();
    for (size_t i = 0; i < CALLS; i++) total += gg_value(&oracle, walk_at(i));
    const double took = gg_seconds() - before;
    sink = total;
    gg_trace_close(&trace);
    gg_oracle_close(&oracle);
    return took;
}

/* --- points ---------------------------------------------------------------------------------- */

static void draw_points(const gg_problem *p)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    walk_begin(p);
    for (size_t i = 0; i < points.count * p->n; i++)
        points.x[i] = p->lower[i % p->n] +
                      (p->upper[i % p->n] - p->lower[i % p->n]) * gsl_rng_uniform(rng);
    gsl_rng_free(rng);
}

/* Every point is better than the one before it: twelve decades of f in one row. */
static void descend_points(const gg_problem *p)
{
    walk_begin(p);
    for (size_t i = 0; i < points.count; i++)
        for (size_t k = 0; k < p->n; k++)
            points.x[i * p->n + k] = p->minimiser[k] +
                                     pow(10, -6 * (double)i / (double)points.count);
}

/* --- (a) and (b) ---------------------------------------------------------------------------- */

static void bench_overhead(const char *what, void (*place)(const gg_problem *p))
{
    gg_problem *p = NULL;
    must(gg_problem_open(&p, "sphere", 2, 1, 0));
    place(p);
    double sample[TURNS];
    for (size_t i = 0; i < TURNS; i++) {
        const double bare = time_bare(p);
        sample[i] = 1e9 * (time_oracle(p) - bare) / CALLS;
    }
    tell(what, "ns", sample, 4, false);
    gg_problem_close(p);
}

static double plain_sphere(size_t n, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < n; i++) f += x[i] * x[i];
    return f;
}

static double plain_rosenbrock(size_t n, const double x[])
{
    double f = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const double a = x[i + 1] - x[i] * x[i];
        const double b = 1 - x[i];
        f += 100 * a * a + b * b;
    }
    return f;
}

static void bench_plain(const char *loss, double (*plain)(size_t n, const double x[]), size_t n)
{
    gg_problem *p = NULL;
    must(gg_problem_open(&p, loss, n, 1, 0));
    draw_points(p);
    if (fabs(p->loss->value(p, points.x) / plain(n, points.x) - 1) > 1e-12) {
        fprintf(stderr, "bench: %s and the loop written here disagree\n", loss);
        exit(2);
    }
    double called[TURNS];
    double inlined[TURNS];
    for (size_t i = 0; i < TURNS; i++) {
        const double loop = time_called(plain);
        const double within = time_inline(plain);
        const double oracle = time_oracle(p);
        called[i] = oracle / loop;
        inlined[i] = oracle / within;
    }
    char what[64];
    snprintf(what, sizeof what, "%s through the oracle / a called loop, n=%zu", loss, n);
    tell(what, "times", called, 1.5, false);
    snprintf(what, sizeof what, "%s through the oracle / an inlined loop, n=%zu", loss, n);
    tell(what, "times", inlined, 1.5, false);
    gg_problem_close(p);
}

/* --- (c) ------------------------------------------------------------------------------------ */

static void store_once(gg_store *store, size_t turn, const gg_job *job, const gg_result *result)
{
    char key[64];
    for (size_t i = 0; i < STORED; i++) {
        snprintf(key, sizeof key, "bench %zu %zu", turn, i);
        must(gg_store_add(store, "bench", key, job, result));
    }
}

static void bench_store(const char *folder)
{
    const gg_job job = {.loss = "rosenbrock",
                        .optimizer = "nelder_mead",
                        .n = 2,
                        .seed = 1,
                        .max_evals = 2000,
                        .max_seconds = INFINITY,
                        .target = 1e-10};
    gg_result result;
    gg_store *store = NULL;
    must(gg_run(&result, &job));
    must(gg_store_open(&store, folder, GG_STORE_WRITE));
    double sample[TURNS];
    for (size_t i = 0; i < TURNS; i++) {
        const double before = gg_seconds();
        store_once(store, i, &job, &result);
        sample[i] = STORED / (gg_seconds() - before);
    }
    char what[64];
    snprintf(what, sizeof what, "runs with %zu marks into the store", result.trace.count);
    tell(what, "a s", sample, 1000, true);
    gg_store_close(store);
    gg_result_close(&result);
}

/* The model name that Linux gives the first processor. */
static void print_processor(void)
{
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "model name", 10) == 0 && strchr(line, ':')) {
            printf(",%.*s", (int)strcspn(strchr(line, ':') + 1, "\n"), strchr(line, ':') + 1);
            break;
        }
    if (file) fclose(file);
}

static void print_machine(void)
{
    struct utsname name;
    uname(&name);
    printf("machine   %s, %s, %ld cores", name.sysname, name.machine,
           sysconf(_SC_NPROCESSORS_ONLN));
    print_processor();
#if defined(__clang__)
    printf("\ncompiler  %s\n", __VERSION__);
#else
    printf("\ncompiler  gcc %s\n", __VERSION__);
#endif
    printf("medians of %d turns of %d calls, [quartiles]\n\n", TURNS, CALLS);
}

int main(int argc, char **argv)
{
    if (argc > 2 || (argc == 2 && argv[1][0] == '-')) {
        fprintf(stderr, "Usage: bench [FOLDER]\nFOLDER gets a results file; without it, "
                        "storing is not measured.\n");
        return 2;
    }
    print_machine();
    bench_overhead("the oracle with its trace, n=2, random points", draw_points);
    bench_overhead("the oracle with its trace, n=2, descending", descend_points);
    const size_t sizes[] = {10, 40, 160};
    for (size_t i = 0; i < 3; i++) bench_plain("sphere", plain_sphere, sizes[i]);
    for (size_t i = 0; i < 3; i++) bench_plain("rosenbrock", plain_rosenbrock, sizes[i]);
    if (argc == 2) bench_store(argv[1]);
    return missed ? 1 : 0;
}
