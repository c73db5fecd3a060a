/* tests/test_oracle.c -- what the oracle counts, keeps, tells and refuses. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static size_t calls;   /* how often the loss was really called */
static double answer;  /* f, unless it is 0: then the sphere */
static double broken;  /* what the gradient's second component is, unless 0 */
static double spin_us; /* microseconds that a call takes, at least */
static double spun;    /* seconds that calls took, with what the machine did meanwhile */

static void spin(void)
{
    if (spin_us == 0) return;
    const double begin = gg_seconds();
    while (gg_seconds() < begin + 1e-6 * spin_us) {
    }
    spun += gg_seconds() - begin;
}

static double value(gg_problem *p, const double x[])
{
    calls++;
    spin();
    return answer != 0 ? answer : gg_dot(p->n, x, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * x[i];
    if (broken != 0) g[1] = broken;
    return value(p, x);
}

static const gg_loss loss = {.name = "test", .value = value, .gradient = gradient};

static gg_oracle open_oracle(lab_problem *p, size_t limit)
{
    gg_oracle o;
    calls = 0;
    answer = broken = spin_us = 0;
    lab_must(gg_oracle_open(&o, lab_problem_fill(p, &loss, 3, 1), limit));
    return o;
}

static const double far_out[3] = {3, 0, 0};
static const double near[3] = {1, 0, 0};
static const double nearest[3] = {0.5, 0, 0};

static void test_the_budget_is_never_overdrawn(void)
{
    lab_problem p;
    for (size_t limit = 0; limit <= 40; limit += 8) {
        gg_oracle o = open_oracle(&p, limit);
        double g[3];
        for (int i = 0; i < 50; i++) {
            gg_value(&o, near);
            gg_gradient(&o, near, g);
        }
        gsl_test(calls != limit, "a budget of %zu means %zu calls of the loss", limit, limit);
        gsl_test(gg_spent(&o) != limit || o.used.value + o.used.gradient != limit,
                 "%zu calls are counted, of both kinds", limit);
        gsl_test(!o.silent, "a spent budget of %zu is silence", limit);
        gg_oracle_close(&o);
    }
}

static void test_silence_is_infinite_and_flat(void)
{
    lab_problem p;
    gg_oracle o = open_oracle(&p, 1);
    double g[3] = {7, 7, 7};
    gsl_test(gg_value(&o, near) != 1, "the one call of the budget is answered");
    gsl_test(o.silent, "the last call of a budget is not silence yet");
    gsl_test(gg_value(&o, nearest) != INFINITY, "a silent oracle says +inf");
    gsl_test(gg_gradient(&o, nearest, g) != INFINITY || g[0] != 0 || g[1] != 0 || g[2] != 0,
             "with a gradient of zeros");
    gsl_test(o.best != 1 || o.best_x[0] != 1, "silence does not change the best");
    gg_oracle_close(&o);
    gg_oracle_close(&o);
    gg_oracle_close(NULL);
}

static void test_the_best_is_kept(void)
{
    lab_problem p;
    gg_oracle o = open_oracle(&p, 100);
    double g[3];
    gsl_test(o.best != INFINITY || !isnan(o.first), "before the first call nothing is known");
    gg_value(&o, near);
    gg_value(&o, far_out);
    gsl_test(o.best != 1 || o.best_x[0] != 1, "a worse point does not replace the best");
    gsl_test(o.first != 1, "the first value is kept");
    gsl_test(gg_gradient(&o, nearest, g) != 0.25 || g[0] != 1, "a gradient comes with f");
    gsl_test(o.best != 0.25 || o.best_x[0] != 0.5, "a better point of a gradient call is kept");
    gsl_test(o.used.value != 2 || o.used.gradient != 1, "values and gradients are told apart");
    gg_oracle_close(&o);
}

static void test_nan_is_told_as_infinity_and_counted(void)
{
    lab_problem p;
    gg_oracle o = open_oracle(&p, 200);
    double g[3] = {7, 7, 7};
    answer = NAN;
    for (size_t i = 1; i <= 70; i++) { /* timed calls and untimed ones */
        gsl_test(gg_value(&o, near) != INFINITY, "NaN is told as +inf at call %zu", i);
        gsl_test(o.broken != i, "%zu NaN are counted", i);
    }
    gsl_test(o.best != INFINITY || o.silent, "NaN is never best and does not silence");
    gsl_test(!isnan(o.first), "a first value that is NaN stays NaN");
    broken = NAN;
    gsl_test(gg_gradient(&o, near, g) != INFINITY || g[0] != 0 || g[1] != 0,
             "where f is NaN a broken gradient is told as zeros");
    gsl_test(o.lost != 0 || o.silent, "and is no reason for silence");
    gg_oracle_close(&o);
}

static void test_a_broken_gradient_ends_the_run(void)
{
    static const double values[] = {NAN, INFINITY, -INFINITY};
    for (size_t k = 0; k < 3; k++) {
        lab_problem p;
        gg_oracle o = open_oracle(&p, 100);
        double g[3];
        broken = values[k];
        const double f = gg_gradient(&o, near, g);
        gsl_test(f != 1, "f is told although g has %g", broken);
        gsl_test(o.lost != 2, "the component that is %g is named, counted from 1", broken);
        gsl_test(!o.silent, "%g in g at a finite f silences the oracle", broken);
        gsl_test(g[0] != 0 || g[1] != 0, "a gradient with %g is told as zeros", broken);
        gg_oracle_close(&o);
    }
}

static void test_minus_infinity_is_unbounded(void)
{
    lab_problem p;
    for (int call = 1; call <= 30; call += 29) {
        gg_oracle o = open_oracle(&p, 100);
        for (int i = 1; i < call; i++) gg_value(&o, near);
        answer = -INFINITY;
        gsl_test(gg_value(&o, near) != -INFINITY, "-inf is told at call %d", call);
        gsl_test(!o.unbounded || !o.silent, "-inf at call %d ends the run as unbounded", call);
        answer = 0;
        gsl_test(gg_value(&o, near) != INFINITY, "after -inf there is silence");
        gg_oracle_close(&o);
    }
}

static size_t told;
static void count_told(void *watcher, gg_oracle *o)
{
    (void)o;
    ++*(size_t *)watcher;
}

static void test_the_watcher_is_called_where_it_asked(void)
{
    lab_problem p;
    gg_oracle o = open_oracle(&p, 1000);
    o.on_best = count_told;
    o.watcher = &told;
    told = 0;
    gg_value(&o, far_out);
    gg_value(&o, far_out);
    gg_value(&o, near);
    gsl_test(told != 2, "without a mark each of two improvements is told");
    o.mark_below = 0.3;
    o.mark_at = 500;
    const double between[3] = {0.9, 0, 0};
    gg_value(&o, between);
    gsl_test(told != 2, "an improvement above the mark is not told");
    gg_value(&o, nearest);
    gsl_test(told != 3, "one to the mark or below is told");
    o.mark_below = 0;
    while (gg_spent(&o) < 499) gg_value(&o, near);
    const double closer[3] = {0.25, 0, 0};
    gg_value(&o, closer);
    gsl_test(told != 4, "one at the marked call is told");
    gg_oracle_close(&o);
}

static void test_noise_is_scored_without_it(void)
{
    gg_problem *p = NULL;
    lab_must(gg_problem_open(&p, "sphere+noise:sigma=0.5", 3, 1, 0));
    gg_oracle o;
    lab_must(gg_oracle_open(&o, p, 2000));
    double x[3] = {1, 0, 0};
    size_t differ = 0;
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
        const double f = gg_value(&o, x);
        differ += f != 1;
        sum += f / 1000;
    }
    gsl_test(differ < 900, "the method is told values with noise");
    gsl_test_abs(sum, 1, 0.1, "about the true value");
    gsl_test(o.best != 1 || o.first != 1, "best and first are without noise");
    x[0] = 0.5;
    gg_value(&o, x);
    gsl_test(o.best != 0.25, "a truly better point is best at once, whatever it was told");
    gsl_test(gg_spent(&o) != 1001, "scoring costs no calls");
    gg_oracle_close(&o);
    gg_problem_close(p);
}

static double reckoned(double us)
{
    lab_problem p;
    gg_oracle o = open_oracle(&p, 3000);
    spin_us = us;
    spun = 0;
    for (int i = 0; i < 3000; i++) gg_value(&o, near);
    const double seconds = gg_oracle_loss_seconds(&o);
    gg_oracle_close(&o);
    return seconds;
}

static void test_the_seconds_inside_the_loss_are_known(void)
{
    const double slow = reckoned(20);
    gsl_test_factor(slow, spun, 1.1, "3000 calls of 20 us are timed, each");
    const double quick = reckoned(2);
    gsl_test_factor(quick, 3000 * 2e-6, 1.5, "3000 calls of 2 us are reckoned from a sample");
}

static void test_a_deadline_silences(void)
{
    lab_problem p;
    gg_oracle o = open_oracle(&p, SIZE_MAX);
    spin_us = 20;
    const double begin = gg_seconds();
    o.deadline = begin + 0.01;
    while (!o.silent && gg_spent(&o) < 1000000) gg_value(&o, near);
    gsl_test(!o.late, "an oracle past its deadline is late");
    gsl_test(gg_seconds() - begin > 0.5, "and noticed within half a second");
    gg_oracle_close(&o);
}

int main(void)
{
    test_the_budget_is_never_overdrawn();
    test_silence_is_infinite_and_flat();
    test_the_best_is_kept();
    test_nan_is_told_as_infinity_and_counted();
    test_a_broken_gradient_ends_the_run();
    test_minus_infinity_is_unbounded();
    test_the_watcher_is_called_where_it_asked();
    test_noise_is_scored_without_it();
    test_the_seconds_inside_the_loss_are_known();
    test_a_deadline_silences();
    return gsl_test_summary();
}
