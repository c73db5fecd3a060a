/* tests/test_trace.c -- a curve of few marks says when every target was met. */
#include <gsl/gsl_test.h>

#include "experiments/trace.h"
#include "tests/lab.h"

enum { CALLS = 20000 };

static double script[CALLS]; /* what the loss answers, call by call */
static size_t called;

static double scripted(gg_problem *p, const double x[])
{
    (void)p;
    (void)x;
    return script[called++];
}

static const gg_loss loss = {.name = "scripted", .smoothness = GG_LIPSCHITZ, .value = scripted};

/* A noisy descent over sixteen tenfolds that ends at `minimum`. */
static void write_script(double minimum)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_SEARCH, 0);
    for (size_t i = 0; i < CALLS; i++) {
        const double tenfolds = 3 - 16 * (double)i / CALLS;
        script[i] = minimum + pow(10, tenfolds + 4 * gsl_rng_uniform(rng));
    }
    gsl_rng_free(rng);
}

static void play(gg_trace *t, double minimum, double target)
{
    lab_problem l;
    gg_problem *p = lab_problem_fill(&l, &loss, 1, 0);
    p->minimum = minimum;
    gg_oracle o;
    lab_must(gg_oracle_open(&o, p, CALLS));
    gg_trace_watch(t, &o, target);
    called = 0;
    for (size_t i = 0; i < CALLS; i++) gg_value(&o, l.start);
    gg_trace_finish(t, &o);
    gg_oracle_close(&o);
}

/* The first call whose answer meets a gap, by looking at every answer; 0: none. */
static size_t first_call(double minimum, double gap)
{
    for (size_t i = 0; i < CALLS; i++)
        if (script[i] - minimum <= gap) return i + 1;
    return 0;
}

static size_t first_mark(const gg_trace *t, double gap)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->marks[i].best - t->minimum <= gap) return t->marks[i].used.value;
    return 0;
}

static void test_targets_are_met_at_the_exact_call(void)
{
    gg_trace t;
    write_script(0);
    play(&t, 0, -INFINITY);
    int wrong = 0;
    for (int k = 40; k >= -120; k--)
        wrong += first_mark(&t, pow(10, k / 10.)) != first_call(0, pow(10, k / 10.));
    gsl_test_int(wrong, 0, "a trace knows the exact call of every gap 10^(k/10)");
    wrong = 0;
    for (int j = 1; j <= 12; j++) {
        const double gap = script[0] * pow(10, -j);
        wrong += first_mark(&t, gap) != first_call(0, gap);
    }
    gsl_test_int(wrong, 0, "a trace knows the exact call of every tenth of the first gap");
    gsl_test(t.count > 400, "sixteen tenfolds take at most 400 marks (%zu)", t.count);
    gg_trace_close(&t);
}

static void test_marks_end_at_the_best(void)
{
    gg_trace t;
    write_script(7);
    play(&t, 7, -INFINITY);
    double best = INFINITY;
    for (size_t i = 0; i < CALLS; i++) best = fmin(best, script[i]);
    gsl_test_abs(t.marks[t.count - 1].best, best, 0, "the last mark is the best answer");
    gsl_test_abs(t.marks[0].best, script[0], 0, "the first mark is the first answer");
    int falling = 0;
    for (size_t i = 1; i < t.count; i++)
        falling += t.marks[i].best < t.marks[i - 1].best &&
                   t.marks[i].used.value > t.marks[i - 1].used.value;
    gsl_test_int(falling, (int)t.count - 1, "marks fall in f and rise in calls");
    gg_trace_close(&t);
}

static void test_target_silences_at_the_exact_call(void)
{
    gg_trace t;
    write_script(0);
    play(&t, 0, 3e-5); /* not on the grid of gaps */
    gsl_test_int((int)called, (int)first_call(0, 3e-5),
                 "the call that meets the target is the last one");
    gsl_test(!t.reached, "the trace says that the target was met");
    gg_trace_close(&t);
}

static void test_unknown_minimum_still_gives_a_curve(void)
{
    gg_trace t;
    write_script(0);
    play(&t, NAN, -INFINITY);
    double best = INFINITY;
    for (size_t i = 0; i < CALLS; i++) best = fmin(best, script[i]);
    gsl_test_abs(t.marks[t.count - 1].best, best, 0, "without a minimum the best is marked");
    int wide = 0; /* an improvement by more than 1 % is not left out: compare with every call */
    double so_far = INFINITY;
    for (size_t i = 0, m = 0; i < CALLS; i++) {
        if (!(script[i] < so_far)) continue;
        so_far = script[i];
        while (m + 1 < t.count && t.marks[m + 1].used.value <= i + 1) m++;
        wide += t.marks[m].best > so_far + 0.0101 * fabs(t.marks[m].best);
    }
    gsl_test_int(wide, 0, "without a minimum no improvement by 1 %% is left out");
    gg_trace_close(&t);
}

int main(void)
{
    test_targets_are_met_at_the_exact_call();
    test_marks_end_at_the_best();
    test_target_silences_at_the_exact_call();
    test_unknown_minimum_still_gives_a_curve();
    return gsl_test_summary();
}
