/* tests/test_subgradient.c -- the floor of a fixed step, Polyak's bound, the step rules. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static double norm_1(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += fabs(x[i]);
    return f;
}

static double norm_1_gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = (x[i] > 0) - (x[i] < 0);
    return norm_1(p, x);
}

static double slope(gg_problem *p, const double x[])
{
    (void)p;
    return 2 * x[0];
}

static double slope_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = 2;
    return slope(p, x);
}

/* Nesterov's worst function, whose oracle tells of the first largest coordinate only. */
static double ball_radius;
static double worst(gg_problem *p, const double x[])
{
    double most = x[0];
    for (size_t i = 1; i < p->n; i++) most = fmax(most, x[i]);
    return fmax(most, gg_norm(p->n, x) - ball_radius);
}

static double worst_gradient(gg_problem *p, const double x[], double g[])
{
    size_t at = 0;
    for (size_t i = 1; i < p->n; i++)
        if (x[i] > x[at]) at = i;
    gg_fill(p->n, 0, g);
    g[at] = 1;
    return worst(p, x);
}

/* The 1-norm of a plane whose second coordinate is written in thousandths. */
static double in_thousandths(gg_problem *p, const double x[])
{
    (void)p;
    return fabs(x[0]) + fabs(x[1] / 1000);
}

static double in_thousandths_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = (x[0] > 0) - (x[0] < 0);
    g[1] = ((x[1] > 0) - (x[1] < 0)) / 1000.;
    return in_thousandths(p, x);
}

static const gg_loss thousandths_loss = {
    .name = "thousandths", .value = in_thousandths, .gradient = in_thousandths_gradient};
static const gg_loss norm_1_loss = {
    .name = "norm_1", .value = norm_1, .gradient = norm_1_gradient};
static const gg_loss slope_loss = {.name = "slope", .value = slope, .gradient = slope_gradient};
static const gg_loss worst_loss = {.name = "worst", .value = worst, .gradient = worst_gradient};

/* Each coordinate ends in the cycle r <-> h - r, whose mean is h/2. */
static void test_a_fixed_step_ends_in_a_cycle_of_mean_half_a_step(void)
{
    enum { N = 50 };
    static const char *const specs[] = {"subgradient:rule=constant:normalise=no:size=0.1",
                                        "subgradient:rule=constant:normalise=no:size=0.01"};
    static const double h[] = {0.1, 0.01};
    for (size_t k = 0; k < 2; k++) {
        lab_problem p;
        lab l;
        gg_problem *q = lab_problem_fill(&p, &norm_1_loss, N, 0);
        for (size_t i = 0; i < N; i++) p.start[i] = sin(1 + 2.3 * (double)i);
        lab_open(&l, q, specs[k], 10000, 1);
        while ((double)l.steps < 1.2 / h[k] + 200) lab_step(&l);
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            lab_step(&l);
            sum += norm_1(q, lab_point(&l));
        }
        gsl_test_rel(sum / 200, N * h[k] / 2, 0.01, "the mean floor at h = %g is n h/2", h[k]);
        lab_close(&l);
    }
}

/* Polyak 1969: on a sharp function each step shrinks |x|^2 by 1 - 1/n at least. */
static void test_polyaks_bound_holds_at_every_step(void)
{
    static const size_t dimensions[] = {5, 20, 60};
    for (size_t d = 0; d < 3; d++) {
        const size_t n = dimensions[d];
        lab_problem p;
        lab l;
        gg_problem *q = lab_problem_fill(&p, &norm_1_loss, n, 0);
        for (size_t i = 0; i < n; i++) p.start[i] = 4 * sin(1 + 2.3 * (double)i);
        q->minimum = 0;
        lab_open(&l, q, "subgradient:rule=polyak", 1000, 1);
        double largest = 0;
        for (int k = 0; k < 100; k++) {
            const double before = gg_norm(n, lab_point(&l));
            if (before < 1e-100 || lab_step(&l) != GG_GO_ON) break;
            const double ratio = gg_norm(n, lab_point(&l)) / before;
            largest = fmax(largest, ratio * ratio);
        }
        gsl_test(largest > 1 - 1 / (double)n,
                 "|x|^2 shrinks by 1 - 1/n at every step, n = %zu (largest %g)", n, largest);
        gsl_test(largest == 0, "and there were steps");
        lab_close(&l);
    }
}

/* Drori & Teboulle 2016: with h = R/sqrt(N + 1) the gap after N steps is R/sqrt(N + 1). */
static void test_the_floor_of_nonsmooth_minimisation_is_met(void)
{
    static const size_t steps[] = {1, 10, 60};
    for (size_t k = 0; k < 3; k++) {
        const size_t n = steps[k] + 1;
        const double h = 1 / sqrt((double)n); /* R = 1 */
        char spec[100];
        lab_problem p;
        lab l;
        ball_radius = 1 + h;
        snprintf(spec, sizeof spec, "subgradient:rule=constant:size=%.17g", h);
        lab_open(&l, lab_problem_fill(&p, &worst_loss, n, 0), spec, steps[k] + 1, 1);
        lab_finish(&l);
        gsl_test_rel(l.oracle.best + h, h, 1e-9, "after %zu steps the gap is R/sqrt(N+1)",
                     steps[k]);
        lab_close(&l);
    }
}

/* On f = 2x each step is the rule's own length, downwards. */
static void test_steps_are_as_long_as_the_rule_says(void)
{
    static const struct {
        const char *spec;
        double length[4];
    } rules[] = {
        {"subgradient:rule=constant:size=3", {3, 3, 3, 3}},
        {"subgradient:rule=sqrt:size=3", {3, 2.1213203435596424, 1.7320508075688772, 1.5}},
        {"subgradient:rule=inverse:size=3", {3, 1.5, 1, 0.75}},
        {"subgradient:rule=geometric:size=3:decay=0.5", {3, 1.5, 0.75, 0.375}},
        {"subgradient:rule=constant:size=3:normalise=no", {6, 6, 6, 6}},
        {"subgradient:rule=inverse", {5, 2.5, 1.6666666666666667, 1.25}},
        {"subgradient:rule=inverse:normalise=no", {5, 2.5, 1.6666666666666667, 1.25}},
    };
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        lab_problem p;
        lab l;
        lab_open(&l, lab_problem_fill(&p, &slope_loss, 1, 0), rules[r].spec, 100, 1);
        for (size_t k = 0; k < 4; k++) {
            const double before = lab_point(&l)[0];
            lab_step(&l);
            gsl_test_rel(before - lab_point(&l)[0], rules[r].length[k], 1e-14,
                         "%s: step %zu has its length", rules[r].spec, k + 1);
        }
        gsl_test(gg_spent(&l.oracle) != 5, "%s: a step costs one call", rules[r].spec);
        lab_close(&l);
    }
}

/* On a slope that never ends every step shows in the point. */
static void test_geometric_steps_fall_over_the_budget(void)
{
    enum { LIMIT = 101 };
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &slope_loss, 1, 0), "subgradient:rule=geometric", LIMIT,
             1);
    double length[LIMIT] = {0};
    for (size_t k = 0; k + 1 < LIMIT; k++) {
        const double before = lab_point(&l)[0];
        lab_step(&l);
        length[k] = before - lab_point(&l)[0];
    }
    gsl_test_rel(length[0], 5, 1e-12, "the first step is half the box's diagonal");
    gsl_test_rel(length[50] / length[0], pow(10, -10 * 50. / LIMIT), 1e-4,
                 "half way through the budget half of ten powers of ten are gone");
    lab_close(&l);
}

static void test_units_do_not_matter(void)
{
    lab_problem plain, thousandths;
    lab a, b;
    gg_problem *p = lab_problem_fill(&plain, &norm_1_loss, 2, 1);
    gg_problem *q = lab_problem_fill(&thousandths, &thousandths_loss, 2, 1);
    plain.start[1] = 2;
    thousandths.start[1] = 2000;
    thousandths.lower[1] = -5000;
    thousandths.upper[1] = 5000;
    lab_open(&a, p, "subgradient", 500, 1);
    lab_open(&b, q, "subgradient", 500, 1);
    lab_finish(&a);
    lab_finish(&b);
    gsl_test_abs(lab_point(&a)[0], lab_point(&b)[0], 1e-11, "a coordinate in another unit ...");
    gsl_test_abs(lab_point(&a)[1], lab_point(&b)[1] / 1000, 1e-11,
                 "... takes the same way, if its box is in that unit too");
    lab_close(&a);
    lab_close(&b);
}

static void test_polyak_wants_the_minimum(void)
{
    static const char *const polyak = "subgradient:rule=polyak";
    lab_problem p;
    gg_problem *q = lab_problem_fill(&p, &norm_1_loss, 2, 1);
    gsl_test(lab_check(q, polyak) != GG_BAD_INPUT, "rule=polyak without f* is refused");
    gsl_test(!strstr(gg_message(), "minimum"), "because of the minimum");
    q->minimum = 0;
    gsl_test(lab_check(q, polyak) != GG_OK, "rule=polyak with f* is fine");
}

static void test_a_zero_subgradient_is_the_end(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &norm_1_loss, 3, 0), "subgradient", 100, 1);
    gsl_test(lab_step(&l) != GG_DONE || gg_spent(&l.oracle) != 1 ||
                 strcmp(l.oracle.why, "a zero subgradient") != 0,
             "a start with a zero subgradient is the end, and said to be");
    lab_close(&l);
}

static void test_averages_are_averages(void)
{
    lab_problem p;
    lab l;
    double sum[3] = {0};
    gg_problem *q = lab_problem_fill(&p, &norm_1_loss, 3, 0.7);
    lab_open(&l, q, "subgradient:rule=sqrt:size=1:average=uniform:ask_every=4", 1000, 1);
    const double *rows;
    for (int k = 1; k <= 20; k++) {
        gg_along(3, sum, 1, lab_point(&l), sum);
        lab_step(&l);
        gsl_test(l.method->points(l.state, 3, &rows) != 2, "two points are shown");
        for (size_t i = 0; i < 3; i++)
            gsl_test_abs(rows[3 + i], sum[i] / k, 1e-14, "the mean of the first %d points", k);
    }
    gsl_test(gg_spent(&l.oracle) != 1 + 20 + 5, "every fourth average costs a call");
    lab_close(&l);
}

static void test_projected_steps_stay_in_the_box(void)
{
    lab_problem p;
    lab l;
    double beyond = 0;
    gg_problem *q = lab_problem_fill(&p, &slope_loss, 1, 1);
    lab_open(&l, q, "subgradient:rule=constant:size=0.8:project=yes", 1000, 1);
    for (int k = 0; k < 50; k++) {
        lab_step(&l);
        beyond = fmax(beyond, -5 - lab_point(&l)[0]);
    }
    gsl_test(beyond > 0, "no point lies outside the box");
    gsl_test_abs(lab_point(&l)[0], -5, 0, "a slope ends at its edge");
    lab_close(&l);
}

static void test_strong_convexity_wants_mu(void)
{
    static const char *const rule = "subgradient:rule=strongly_convex";
    lab_problem p;
    gg_problem *q = lab_problem_fill(&p, &norm_1_loss, 2, 1);
    gsl_test(lab_check(q, rule) != GG_BAD_INPUT, "%s without mu is refused", rule);
    q->mu = 1;
    gsl_test(lab_check(q, rule) != GG_OK, "%s with mu is fine", rule);
}

int main(void)
{
    test_a_fixed_step_ends_in_a_cycle_of_mean_half_a_step();
    test_polyaks_bound_holds_at_every_step();
    test_the_floor_of_nonsmooth_minimisation_is_met();
    test_steps_are_as_long_as_the_rule_says();
    test_geometric_steps_fall_over_the_budget();
    test_units_do_not_matter();
    test_polyak_wants_the_minimum();
    test_a_zero_subgradient_is_the_end();
    test_averages_are_averages();
    test_projected_steps_stay_in_the_box();
    test_strong_convexity_wants_mu();
    return gsl_test_summary();
}
