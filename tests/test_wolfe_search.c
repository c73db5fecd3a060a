/* tests/test_wolfe_search.c -- both conditions hold on More and Thuente's functions, in about
 * as many calls as they needed; walls, silence and rounding end a search. */
#include <gsl/gsl_math.h>
#include <gsl/gsl_test.h>

#include "optimizers/wolfe_search.h"
#include "tests/lab.h"

static size_t number; /* of the function, 1 to 6 as in the article, section 5 */

static double rational(double a, double *slope)
{
    const double q = a * a + 2;
    *slope = (a * a - 2) / (q * q);
    return -a / q;
}

static double quintic(double a, double *slope)
{
    const double z = a + 0.004;
    *slope = 5 * pow(z, 4) - 8 * pow(z, 3);
    return pow(z, 5) - 2 * pow(z, 4);
}

static double wavy(double a, double *slope)
{
    const double beta = 0.01;
    const double l = 39;
    double f = a - 1;
    *slope = 1;
    if (a <= 1 - beta) {
        f = 1 - a;
        *slope = -1;
    } else if (a < 1 + beta) {
        f = (a - 1) * (a - 1) / (2 * beta) + beta / 2;
        *slope = (a - 1) / beta;
    }
    *slope += (1 - beta) * cos(l * M_PI / 2 * a);
    return f + 2 * (1 - beta) / (l * M_PI) * sin(l * M_PI / 2 * a);
}

static double yanai(double a, double b1, double b2, double *slope)
{
    const double g1 = sqrt(1 + b1 * b1) - b1;
    const double g2 = sqrt(1 + b2 * b2) - b2;
    const double left = sqrt((1 - a) * (1 - a) + b2 * b2);
    const double right = sqrt(a * a + b1 * b1);
    *slope = g1 * (a - 1) / left + g2 * a / right;
    return g1 * left + g2 * right;
}

static double phi(double a, double *slope)
{
    switch (number) {
    case 1: return rational(a, slope);
    case 2: return quintic(a, slope);
    case 3: return wavy(a, slope);
    case 4: return yanai(a, 0.001, 0.001, slope);
    case 5: return yanai(a, 0.01, 0.001, slope);
    default: return yanai(a, 0.001, 0.01, slope);
    }
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    return phi(x[0], g);
}

static double value(gg_problem *p, const double x[])
{
    double g = 0;
    return gradient(p, x, &g);
}

/* (x - 1)^2, with a wall from x = wall on. */
static double wall = INFINITY;
static double beyond = INFINITY;

static double walled_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    g[0] = 2 * (x[0] - 1);
    return x[0] < wall ? (x[0] - 1) * (x[0] - 1) : beyond;
}

static double walled(gg_problem *p, const double x[])
{
    double g = 0;
    return walled_gradient(p, x, &g);
}

static double kinked_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    g[0] = x[0] < 1 ? -1 : 1;
    return fabs(x[0] - 1);
}

static double kinked(gg_problem *p, const double x[])
{
    (void)p;
    return fabs(x[0] - 1);
}

/* 1 + (x - 1)^2, of which nothing but 1 is left around its minimum. */
static double raised_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    g[0] = 2 * (x[0] - 1);
    return 1e6 + (x[0] - 1) * (x[0] - 1);
}

static double raised(gg_problem *p, const double x[])
{
    double g = 0;
    return raised_gradient(p, x, &g);
}

static const gg_loss article = {.name = "article", .value = value, .gradient = gradient};
static const gg_loss walled_loss = {
    .name = "walled", .value = walled, .gradient = walled_gradient};
static const gg_loss kinked_loss = {
    .name = "kinked", .value = kinked, .gradient = kinked_gradient};
static const gg_loss raised_loss = {
    .name = "raised", .value = raised, .gradient = raised_gradient};

/* A search from x along d = 1. */
typedef struct outcome {
    double t, f0, s0, at, g, f, slope;
    size_t calls;
} outcome;

static outcome search(const gg_loss *loss, const gg_wolfe *rule, double x, double first,
                      size_t limit)
{
    lab_problem p;
    gg_oracle o;
    outcome r = {0};
    lab_must(gg_oracle_open(&o, lab_problem_fill(&p, loss, 1, x), limit));
    r.f0 = loss->gradient(&p.problem, &x, &r.s0);
    const double d = r.s0 < 0 ? 1 : -1;
    const gg_ray ray = {&x, &d, r.f0, d * r.s0};
    r.s0 = ray.slope;
    r.t = gg_wolfe_search(&o, rule, &ray, first, &r.at, &r.g, &r.f, &r.slope);
    r.calls = gg_spent(&o);
    gg_oracle_close(&o);
    return r;
}

/* Tables I to VI of the article: c1, c2, and calls from a first trial of 1e-3, 1e-1, 10, 1e3. */
static void test_both_conditions_hold_on_the_functions_of_the_article(void)
{
    static const struct {
        double c1, c2;
        size_t calls[4];
    } table[] = {{1e-3, 0.1, {6, 3, 1, 4}},    {0.1, 0.1, {12, 8, 8, 11}},
                 {0.1, 0.1, {12, 12, 10, 13}}, {1e-3, 1e-3, {4, 1, 3, 4}},
                 {1e-3, 1e-3, {6, 3, 7, 8}},   {1e-3, 1e-3, {13, 11, 8, 11}}};
    static const double firsts[] = {1e-3, 1e-1, 10, 1e3};
    size_t ours = 0;
    size_t theirs = 0;
    for (number = 1; number <= 6; number++)
        for (size_t k = 0; k < 4; k++) {
            const gg_wolfe rule = {table[number - 1].c1, table[number - 1].c2, 0, 50};
            const outcome r = search(&article, &rule, 0, firsts[k], 100);
            const size_t due = table[number - 1].calls[k];
            gsl_test(!(r.t > 0 && r.f <= r.f0 + rule.c1 * r.t * r.s0),
                     "function %zu from %g: f falls by c1 of what the slope promises", number,
                     firsts[k]);
            gsl_test(!(fabs(r.slope) <= -rule.c2 * r.s0),
                     "function %zu from %g: the slope falls to c2 of the first (t = %g)",
                     number, firsts[k], r.t);
            gsl_test(r.at != r.t || r.f != value(NULL, &r.at) || r.slope != r.g,
                     "function %zu from %g: point, value and slope belong together", number,
                     firsts[k]);
            gsl_test(r.calls > due + 3, "function %zu from %g: %zu calls, in the article %zu",
                     number, firsts[k], r.calls, due);
            ours += r.calls;
            theirs += due;
        }
    gsl_test(ours > theirs, "all 24 searches take %zu calls, in the article %zu", ours, theirs);
}

static void test_a_wall_is_met_by_halving(void)
{
    static const double beyonds[] = {NAN, INFINITY};
    const gg_wolfe rule = {1e-4, 0.1, 0, 50};
    for (size_t k = 0; k < 2; k++) {
        wall = 1.5;
        beyond = beyonds[k];
        const outcome r = search(&walled_loss, &rule, 0, 1000, 100);
        gsl_test(r.calls > 12 || !(fabs(r.slope) <= 0.2),
                 "a minimum before a wall of %g is found from 1000 (%zu calls)", beyond,
                 r.calls);
        wall = 0.5; /* f falls until the wall: the second condition holds nowhere */
        const outcome s = search(&walled_loss, &rule, 0, 1, 200);
        gsl_test(!(s.t > 0.49 && s.t < 0.5) || s.f != walled(NULL, &s.at),
                 "before a minimum a wall of %g is gone up to (t = %g, %zu calls)", beyond, s.t,
                 s.calls);
        wall = 0; /* nothing but the start */
        const outcome e = search(&walled_loss, &rule, -1e-3, 1, 2000);
        gsl_test(e.calls > 100, "and %g all around ends it in %zu calls", beyond, e.calls);
    }
}

static void test_a_kink_gives_the_best_point_of_the_search(void)
{
    const gg_wolfe rule = {1e-4, 0.9, 0, 20};
    const outcome r = search(&kinked_loss, &rule, 0, 3, 200);
    gsl_test(!(r.t > 0) || !(r.f < 0.1) || r.f != fabs(r.at - 1),
             "a kink with no Wolfe point gives a lower f (%g, %zu calls)", r.f, r.calls);
    gsl_test(r.calls > 21, "in 20 trials and one to go back (%zu)", r.calls);
    const gg_wolfe patient = {1e-4, 0.9, 0, 1000};
    const outcome s = search(&kinked_loss, &patient, 0, 3, 2000);
    gsl_test(s.calls > 130 || !(s.f < 1e-14),
             "or until the bracket is rounding (%g, %zu calls)", s.f, s.calls);
}

static void test_slopes_decide_where_values_are_rounding(void)
{
    const double x = 1 + 1e-6; /* (x - 1)^2 is lost in 10^6 */
    const gg_wolfe exact = {1e-4, 0.1, 0, 50};
    const gg_wolfe approximate = {1e-4, 0.1, 1e-15, 50};
    gsl_test(search(&raised_loss, &exact, x, 2e-5, 200).t != 0,
             "without noise there is no step to an equal value");
    const outcome r = search(&raised_loss, &approximate, x, 2e-5, 200);
    gsl_test(!(r.t > 0) || !(fabs(r.at - 1) < 1e-7) || r.calls > 4,
             "with noise the slopes lead to the minimum (%g, %zu calls)", r.at - 1, r.calls);
}

static void test_silence_and_rounding_end_a_search(void)
{
    const gg_wolfe rule = {1e-4, 0.1, 0, 1000};
    number = 2;
    const outcome r = search(&article, &rule, 0, 1e-3, 3);
    gsl_test(r.t != 0 || r.calls != 3, "three calls are not enough, and not exceeded");
    wall = INFINITY;
    const outcome s = search(&walled_loss, &rule, 1e9, 1e-9, 100);
    gsl_test(s.t != 0 || s.calls != 0, "a step that does not move x is not asked");
}

int main(void)
{
    test_both_conditions_hold_on_the_functions_of_the_article();
    test_a_wall_is_met_by_halving();
    test_a_kink_gives_the_best_point_of_the_search();
    test_slopes_decide_where_values_are_rounding();
    test_silence_and_rounding_end_a_search();
    return gsl_test_summary();
}
