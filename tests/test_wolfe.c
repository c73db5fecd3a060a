/* tests/test_wolfe.c -- steepest descent with exact line search ends where Wolfe said. */
#include <gsl/gsl_test.h>

#include "losses/loss.h"
#include "tests/reference.h"

static gg_problem *open(const char *spec)
{
    gg_problem *p = NULL;
    const gg_status status = gg_problem_open(&p, spec, 2, 1, 0);
    reference_must(status == GG_OK, spec);
    return p;
}

/* The slope of f along d at x + t d. */
static double slope(gg_problem *p, const double x[2], const double d[2], double t)
{
    double g[2];
    const double y[] = {x[0] + t * d[0], x[1] + t * d[1]};
    p->loss->gradient(p, y, g);
    return g[0] * d[0] + g[1] * d[1];
}

/* The t at which f is least along d: its slope rises, so that halves find it. */
static double search(gg_problem *p, const double x[2], const double d[2])
{
    double low = 0;
    double high = 1e-9;
    while (slope(p, x, d, high) < 0) high *= 2;
    for (int k = 0; k < 200; k++) {
        const double t = low + (high - low) / 2;
        if (slope(p, x, d, t) < 0)
            low = t;
        else
            high = t;
    }
    return high;
}

static void descend(gg_problem *p, double x[2])
{
    double g[2];
    p->loss->gradient(p, x, g);
    const double d[] = {-g[0], -g[1]};
    const double t = search(p, x, d);
    for (int i = 0; i < 2; i++) x[i] += t * d[i];
}

static void test_descent_follows_the_computed_trace(void)
{
    reference r = reference_open("counterexample_traces.csv");
    gg_problem *p = open("LV10");
    double x[] = {p->start[0], p->start[1]};
    size_t seen = 0;
    for (size_t i = 0; i < r.rows; i++) {
        double expected[2] = {0};
        if (strcmp(reference_at(&r, i, "id"), "LV10") != 0) continue;
        reference_numbers(reference_at(&r, i, "x"), 2, expected);
        for (int j = 0; j < 2; j++)
            gsl_test_rel(x[j], expected[j], 1e-14, "step %s of steepest descent: x_%d",
                         reference_at(&r, i, "k"), j + 1);
        descend(p, x);
        seen++;
    }
    gsl_test(seen < 11, "%zu steps were compared", seen);
    gg_problem_close(p);
    reference_close(&r);
}

static void test_descent_ends_where_f_is_not_least(void)
{
    gg_problem *p = open("LV10");
    double x[] = {p->start[0], p->start[1]};
    for (int k = 0; k < 25; k++) descend(p, x);
    const double f = p->loss->value(p, x);
    gsl_test(!(f > 0 && f < 1e-10),
             "after 25 steps f is 0 but for %g, though its minimum is -8", f);
    gg_problem_close(p);
}

/* Wolfe's point (gamma, 1): every step multiplies |x_i| by (gamma - 1) / (gamma + 1). */
static void test_normalised_descent_shrinks_by_the_known_factor(void)
{
    gg_problem *p = open("wolfe_normalised:gamma=3");
    double x[] = {p->start[0], p->start[1]};
    for (int k = 1; k <= 20; k++) {
        descend(p, x);
        gsl_test_rel(x[0], 3 * pow(0.5, k), 1e-9, "gamma=3, step %d: x_1 is 3 / 2^k", k);
        gsl_test_rel(fabs(x[1]), pow(0.5, k), 1e-9, "gamma=3, step %d: |x_2| is 1 / 2^k", k);
    }
    gsl_test(!(p->loss->value(p, (double[]){-1e9, 0}) < -1e8), "f is unbounded below");
    gg_problem_close(p);
}

int main(void)
{
    test_descent_follows_the_computed_trace();
    test_descent_ends_where_f_is_not_least();
    test_normalised_descent_shrinks_by_the_known_factor();
    return gsl_test_summary();
}
