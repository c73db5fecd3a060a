/* tests/test_every_subgradient_rule.c -- what theory says that step rules can win, and cannot. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_test.h>

#include "tests/lab.h"

/* CLAIM: nobody who sees values and subgradients alone is below R/sqrt(N + 1) before step n. */
static void test_no_rule_beats_the_resisting_oracle(void)
{
    static const char *const rules[] = {"constant", "sqrt",   "inverse", "geometric",
                                        "cycles",   "polyak", "level"};
    enum { N = 100 };
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        gg_problem *p = NULL;
        char spec[100];
        lab_must(gg_problem_open(&p, "resisting_max", N + 1, 1, 0));
        snprintf(spec, sizeof spec, "subgradient:rule=%s", rules[r]);
        const double gap = lab_best(p, spec, N + 1, 1) - p->minimum;
        gsl_test(gap < (1 - 1e-9) / sqrt(N + 1.),
                 "rule=%s: %g after %d steps is no less than "
                 "R/sqrt(N + 1)",
                 rules[r], gap, N);
        gg_problem_close(p);
    }
}

static void test_the_tuned_step_attains_it_in_the_catalogue(void)
{
    static const size_t steps[] = {1, 10, 100, 1000};
    for (size_t k = 0; k < 4; k++) {
        gg_problem *p = NULL;
        char spec[100];
        const double h = 1 / sqrt((double)steps[k] + 1);
        lab_must(gg_problem_open(&p, "resisting_max", steps[k] + 1, 1, 0));
        snprintf(spec, sizeof spec, "subgradient:rule=constant:metric=none:size=%.17g", h);
        const double gap = lab_best(p, spec, steps[k] + 1, 1) - p->minimum;
        gsl_test_rel(gap, h, 1e-9, "after N = %zu steps of R/sqrt(N + 1) so much is left",
                     steps[k]);
        gg_problem_close(p);
    }
}

/* CLAIM: on |x|^p a fixed step h ends in x <-> -x with x = (h p/2)^(1/(2 - p)): the floor is
 * (h p/2)^(p/(2 - p)), which vanishes as p nears 2. */
static void test_the_floor_falls_with_the_power(void)
{
    static const double powers[] = {1, 1.1, 1.25, 1.5, 1.75, 1.9};
    static const double h[] = {0.1, 0.03, 0.01};
    for (size_t k = 0; k < 6; k++)
        for (size_t j = 0; j < 3; j++) {
            gg_problem *p = NULL;
            lab l;
            char spec[100];
            snprintf(spec, sizeof spec, "pnorm:p=%g", powers[k]);
            lab_must(gg_problem_open(&p, spec, 1, 1, 0));
            *p->start = 0.737;
            snprintf(spec, sizeof spec, "subgradient:rule=constant:normalise=no:size=%g", h[j]);
            lab_open(&l, p, spec, 100000, 1);
            while (l.steps < 20000 && l.verdict == GG_GO_ON) lab_step(&l);
            double sum = 0;
            for (int i = 0; i < 2; i++) {
                lab_step(&l);
                sum += pow(fabs(lab_point(&l)[0]), powers[k]) / 2;
            }
            gsl_test_rel(sum, pow(h[j] * powers[k] / 2, powers[k] / (2 - powers[k])), 0.01,
                         "the floor of |x|^%g at h = %g", powers[k], h[j]);
            lab_close(&l);
            gg_problem_close(p);
        }
}

/* Slope by least squares of ln f(x_k) - f* over k, or over ln k, from step `from` to `to`. */
static double log_slope(gg_problem *p, const char *spec, double minimum, size_t from, size_t to,
                        bool of_log)
{
    lab l;
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    lab_open(&l, p, spec, 100000, 1);
    while (l.steps < to) {
        lab_step(&l);
        if (l.steps < from) continue;
        const double k = of_log ? log((double)l.steps) : (double)l.steps;
        const double gap = log(p->loss->value(p, lab_point(&l)) - minimum);
        n += 1;
        x += k;
        y += gap;
        xx += k * k;
        xy += k * gap;
    }
    lab_close(&l);
    return (n * xy - x * y) / (n * xx - x * x);
}

/* Least absolute deviations of 200 exact answers about 0 but every fifth, which is far off: 0 is
 * the minimiser, and sharp. */
enum { ANSWERS = 200, FEATURES = 20 };
static double feature[ANSWERS][FEATURES], answer[ANSWERS];

static double deviations_gradient(gg_problem *p, const double x[], double g[])
{
    double f = 0;
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i < ANSWERS; i++) {
        const double r = gg_dot(FEATURES, feature[i], x) - answer[i];
        f += fabs(r) / ANSWERS;
        gg_along(p->n, g, ((r > 0) - (r < 0)) / (double)ANSWERS, feature[i], g);
    }
    return f;
}

static double deviations(gg_problem *p, const double x[])
{
    double g[LAB_N];
    return deviations_gradient(p, x, g);
}

static const gg_loss deviations_loss = {
    .name = "deviations", .value = deviations, .gradient = deviations_gradient};

static gg_problem *open_deviations(lab_problem *p)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_DATA, 0);
    for (size_t i = 0; i < ANSWERS; i++) {
        for (size_t j = 0; j < FEATURES; j++) feature[i][j] = gsl_ran_ugaussian(rng);
        answer[i] = i % 5 ? 0 : 20 * gsl_ran_ugaussian(rng);
    }
    gsl_rng_free(rng);
    return lab_problem_fill(p, &deviations_loss, FEATURES, 1);
}

/* CLAIM: geometric steps that are slow enough are the rate (Goffin 1977); 1/sqrt(k) is not. */
static void test_sharpness_is_worth_a_linear_rate(void)
{
    static const double decay[] = {0.97, 0.99};
    static const double origin[FEATURES] = {0};
    lab_problem p;
    gg_problem *q = open_deviations(&p);
    const double minimum = deviations(q, origin);
    for (size_t k = 0; k < 2; k++) {
        char spec[100];
        snprintf(spec, sizeof spec, "subgradient:rule=geometric:decay=%g:size=5", decay[k]);
        gsl_test_rel(log_slope(q, spec, minimum, 200, k ? 1400 : 700, false), log(decay[k]),
                     0.02, "the gap falls by %g a step, as the steps do", decay[k]);
    }
    const double slope = log_slope(q, "subgradient:rule=sqrt:size=5", minimum, 300, 3000, true);
    gsl_test(slope < -0.6 || slope > -0.4, "steps of 1/sqrt(k) give 1/sqrt(k) (k^%g)", slope);
    const double stuck = lab_best(q, "subgradient:rule=constant:size=0.5", 3000, 1) - minimum;
    gsl_test(stuck < 1e-3, "fixed steps stall (%g)", stuck);
    q->minimum = minimum;
    lab l;
    lab_open(&l, q, "subgradient:rule=polyak", 200, 1);
    gsl_test(lab_calls_to(&l, minimum + 1e-12) > 150, "Polyak's step is there in 150");
    lab_close(&l);
}

/* Lacoste-Julien, Schmidt & Bach 2012: f(average) - f* <= 2 M^2/(mu (k + 1)), M the largest
 * |g|, on a support vector machine without intercept. f* is what cycles find. */
static void test_strong_convexity_gives_one_over_k(void)
{
    enum { MU_20 = 1, STEPS = 3000 };
    const double mu = MU_20 / 20.;
    gg_problem *p = NULL;
    lab l;
    lab_must(
        gg_problem_open(&p,
                        "linear:data=separable:rows=300:columns=15:pointwise=hinge:l2=0.05:"
                        "intercept=none",
                        0, 1, 0));
    const double minimum = lab_best(p, "subgradient", 60000, 1);
    double g[LAB_N];
    double most = 0;
    double worst = 0;
    double early = 0;
    double late = 0;
    lab_open(&l, p, "subgradient:rule=strongly_convex:mu=0.05", 100000, 1);
    for (int k = 1; k <= STEPS; k++) {
        p->loss->gradient(p, lab_point(&l), g);
        most = fmax(most, gg_norm(p->n, g));
        lab_step(&l);
        const double *rows;
        l.method->points(l.state, p->n, &rows);
        const double gap = p->loss->value(p, rows + p->n) - minimum;
        worst = fmax(worst, gap * mu * (k + 1) / (2 * most * most));
        if (k == STEPS / 30) early = gap;
        late = gap;
    }
    const double slope = log(late / early) / log(30);
    gsl_test(worst > 1 || worst == 0, "the gap is at most 2 M^2/(mu (k + 1)) (%g of it)",
             worst);
    gsl_test(slope < -1.3 || slope > -0.85, "and falls like k^%g, k^-1 expected", slope);
    gsl_test(gg_spent(&l.oracle) != 1 + STEPS + STEPS / 10,
             "a tenth of the averages is asked for, and charged");
    lab_close(&l);
    gg_problem_close(p);
}

/* A level that is hoped for in vain is given up, and never too soon: a long way along a curved
 * crease is not taken for the end. */
static void test_the_estimated_level_does_not_end_early(void)
{
    gg_problem *p = NULL;
    lab_must(gg_problem_open(&p, "nonsmooth_rosenbrock", 2, 1, 0));
    const double thousand = lab_best(p, "subgradient:rule=level", 1000, 1);
    const double most = lab_best(p, "subgradient:rule=level", 30000, 1);
    gsl_test(most > thousand / 3, "f falls on, from %g after 1000 calls to %g after 30000",
             thousand, most);
    gg_problem_close(p);
    lab_must(gg_problem_open(&p, "abs_sum", 10, 1, 0));
    const double f = lab_best(p, "subgradient:rule=level", 10000, 1);
    gsl_test(f > 1e-2, "and without f* a sharp minimum is found to 1e-2 (%g)", f);
    gg_problem_close(p);
}

/* Cycles come to any accuracy on a sharp loss whose rate nobody knows. */
static void test_cycles_find_the_rate(void)
{
    static const size_t dimensions[] = {2, 10, 30};
    for (size_t k = 0; k < 3; k++) {
        gg_problem *p = NULL;
        lab_must(gg_problem_open(&p, "abs_sum+rotate", dimensions[k], 1, 0));
        const double f = lab_best(p, "subgradient", 20000, 1);
        gsl_test(f > 1e-9, "n = %zu: |x|_1 falls to 1e-9 (%g)", dimensions[k], f);
        gg_problem_close(p);
    }
}

int main(void)
{
    test_no_rule_beats_the_resisting_oracle();
    test_the_tuned_step_attains_it_in_the_catalogue();
    test_the_floor_falls_with_the_power();
    test_sharpness_is_worth_a_linear_rate();
    test_strong_convexity_gives_one_over_k();
    test_the_estimated_level_does_not_end_early();
    test_cycles_find_the_rate();
    return gsl_test_summary();
}
