/* tests/test_every_breakdown.c -- every method on losses that break down, wherever they do. */
#include <gsl/gsl_test.h>

#include "tests/bowl.h"

/* A slope without an end, which is -infinity far down. */
static double slope(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += x[i];
    return f < -1e6 ? -INFINITY : f;
}

static double slope_gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 1, g);
    return slope(p, x);
}

static const gg_loss endless = LAB_LOSS("endless", slope, slope_gradient);

static void meet(const char *name, size_t n, size_t budget)
{
    lab_problem p;
    lab l;
    bowl.calls = 0;
    lab_open(&l, bowl_open(&p, n), name, budget, 1);
    lab_finish(&l);
    const char *part = bowl.part == BOWL_VALUE ? "f" : "a component of the gradient";
    const char *how = bowl.always ? "from" : "at";
    gsl_test(bowl.calls > budget || gg_spent(&l.oracle) > budget,
             "%s asks %zu times at most, n = %zu, %s is %g %s call %zu", name, budget, n, part,
             bowl.answer, how, bowl.at);
    gsl_test(l.verdict == GG_DONE && !l.oracle.silent && !(l.oracle.best < 1e-3),
             "%s does not say that it has arrived, n = %zu, %s is %g %s call %zu (%s)", name, n,
             part, bowl.answer, how, bowl.at, l.oracle.why ? l.oracle.why : "");
    if (bowl.part == BOWL_VALUE && bowl.answer < 0)
        gsl_test(bowl.calls >= bowl.at && (bowl.calls > bowl.at || !l.oracle.unbounded),
                 "%s asks no more after -inf at call %zu", name, bowl.at);
    gsl_test(isnan(l.oracle.best), "%s has no NaN for its best f", name);
    lab_close(&l);
}

static void test_every_breakdown_is_survived(const char *name)
{
    static const double answers[] = {NAN, INFINITY, -INFINITY};
    static const size_t budgets[] = {1, 2, 37};
    static const size_t dimensions[] = {1, 2, 40};
    for (size_t k = 0; k < (size_t)3 * 3 * 3 * 2 * 4 * 2; k++) {
        const size_t budget = budgets[k % 3];
        const size_t calls[] = {1, 2, 30, budget};
        bowl.answer = answers[k / 9 % 3];
        bowl.part = k / 27 % 2 ? BOWL_GRADIENT : BOWL_VALUE;
        bowl.at = calls[k / 54 % 4];
        bowl.always = k / 216 % 2;
        meet(name, dimensions[k / 3 % 3], budget);
    }
}

static void test_long_runs_survive_answers_that_are_no_numbers(const char *name)
{
    static const double answers[] = {NAN, INFINITY, -INFINITY};
    static const size_t calls[] = {1, 2, 30};
    for (size_t k = 0; k < (size_t)3 * 3 * 2; k++) {
        bowl_spoil(calls[k / 3 % 3], k / 9, answers[k % 3]);
        meet(name, 3, 3000);
    }
}

static void test_a_loss_without_a_bottom_ends(const char *name)
{
    static const size_t dimensions[] = {1, 2, 40};
    for (size_t d = 0; d < 3; d++) {
        lab_problem p;
        lab l;
        lab_open(&l, lab_problem_fill(&p, &endless, dimensions[d], 1), name, 3000, 1);
        lab_finish(&l);
        gsl_test(l.verdict == GG_DONE && !l.oracle.silent,
                 "%s does not arrive where there is no bottom, n = %zu (%s)", name,
                 dimensions[d], l.oracle.why ? l.oracle.why : "");
        gsl_test(gg_spent(&l.oracle) > 3000, "%s stays in its budget there", name);
        lab_close(&l);
    }
}

/* abs_sum from a point where half of its kinks are: every method that may meet it goes on, and
 * those that know of kinks come down. */
static void test_a_start_on_a_kink_is_left(const gg_optimizer *m)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "abs_sum", 4, 1, 0));
    gg_settings defaults;
    const gg_optimizer *same = NULL;
    lab_must(gg_optimizer_open(&same, &defaults, m->name));
    const unsigned needs = gg_optimizer_needs(m, defaults.number);
    gg_settings_close(&defaults);
    if ((needs & gg_problem_offers(p)) == needs) {
        gg_fill(4, 0, p->start);
        p->start[1] = 1.5;
        p->start[3] = -2;
        lab_open(&l, p, m->name, 2000, 1);
        const double first = 3.5;
        lab_finish(&l);
        gsl_test(!(l.oracle.best < first), "%s leaves a start on a kink: %g, from %g", m->name,
                 l.oracle.best, first);
        lab_close(&l);
    }
    gg_problem_close(p);
}

int main(void)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        test_every_breakdown_is_survived(gg_optimizers[i]->name);
        test_long_runs_survive_answers_that_are_no_numbers(gg_optimizers[i]->name);
        test_a_loss_without_a_bottom_ends(gg_optimizers[i]->name);
        test_a_start_on_a_kink_is_left(gg_optimizers[i]);
    }
    return gsl_test_summary();
}
