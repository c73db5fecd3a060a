/* tests/test_randomised.c -- a blurred loss: its mean and slope, also over jumps. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "losses/loss.h"

enum { CALLS = 4000 };

static const double ROOT2 = 1.41421356237309504880;
static const double PI = 3.14159265358979323846;

static gg_problem *open(const char *spec, size_t n)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, n, 1, 0) == GG_OK) return p;
    printf("FAIL: %s: %s\n", spec, gg_message());
    exit(EXIT_FAILURE);
}

typedef struct estimate { /* of a mean: sum, sum of squares */
    double sum, squares;
} estimate;

static void add(estimate *e, double x)
{
    e->sum += x;
    e->squares += x * x;
}

/* Within five standard errors, as found in the sample itself; none where pairs cancel. */
static bool is_mean(const estimate *e, double expected)
{
    const double mean = e->sum / CALLS;
    const double variance = fmax(0, e->squares / CALLS - mean * mean);
    return fabs(mean - expected) <= 5 * sqrt(variance / CALLS) + 1e-12;
}

static void check_means(gg_problem *p, const double x[], double f, const double slope[])
{
    estimate value = {0}, told = {0}, first = {0}, second = {0};
    for (int k = 0; k < CALLS; k++) {
        double g[2] = {0, 0};
        add(&value, p->loss->value(p, x));
        add(&told, p->loss->gradient(p, x, g));
        add(&first, g[0]);
        add(&second, g[1]);
    }
    gsl_test(!is_mean(&value, f) || !is_mean(&told, f),
             "%s at %g: the mean of f is %.6g: found %.6g", gg_problem_leaf(p)->loss->name,
             x[0], f, value.sum / CALLS);
    gsl_test(!is_mean(&first, slope[0]) || (p->n > 1 && !is_mean(&second, slope[1])),
             "%s at %g: the mean of g is %.6g: found %.6g", gg_problem_leaf(p)->loss->name,
             x[0], slope[0], first.sum / CALLS);
}

/* E|x + w z| and its derivative. */
static void test_a_kink_is_blurred_to_its_closed_form(void)
{
    const double w = 0.3;
    gg_problem *p = open("abs_sum+shift:by=0+smooth:by=gaussian:width=0.3", 1);
    gsl_test(!p->noisy || !(gg_problem_offers(p) & GG_GRADIENT),
             "behind a wrapper |x| is blurred by values, and has a gradient");
    for (int k = -3; k <= 3; k++) {
        const double x = 0.17 * k;
        const double slope = erf(x / (w * ROOT2));
        const double f = x * slope + w * sqrt(2 / PI) * exp(-x * x / (2 * w * w));
        check_means(p, &x, f, &slope);
    }
    gg_problem_close(p);
}

static double below(double t) /* P(z < t) */
{
    return erfc(-t / ROOT2) / 2;
}

static double bell(double t)
{
    return exp(-t * t / 2) / sqrt(2 * PI);
}

/* E floor(x + w z + 1/2)^2 = sum_k k^2 P(k - 1/2 <= x + w z < k + 1/2), and its derivative. */
static double blurred_step(double x, double w, double *slope)
{
    double f = 0;
    *slope = 0;
    for (int k = -40; k <= 40; k++) {
        const double low = (k - 0.5 - x) / w;
        const double high = (k + 0.5 - x) / w;
        f += k * k * (below(high) - below(low));
        *slope += k * k * (bell(low) - bell(high)) / w;
    }
    return f;
}

static void test_a_jump_is_blurred_to_a_slope(void)
{
    static const double at[][2] = {{0.5, 1.2}, {-1.4, 0.1}, {2.5, -3.1}};
    gg_problem *p = open("step+smooth:by=gaussian:width=0.4:samples=4", 2);
    for (size_t k = 0; k < 3; k++) {
        double slope[2];
        const double f = blurred_step(at[k][0], 0.4, &slope[0]) +
                         blurred_step(at[k][1], 0.4, &slope[1]);
        gsl_test(fabs(slope[0]) < 0.1, "the blurred step has a slope at %g", at[k][0]);
        check_means(p, at[k], f, slope);
    }
    gg_problem_close(p);
}

/* The blurred sphere is the sphere + w^2 n with the same gradient; an antithetic pair has it
 * without an error along u, so that the bound, L w^2 n / 2, is met. */
static void test_a_bowl_is_lifted_by_its_bound(void)
{
    const double x[] = {0.4, -1};
    const double slope[] = {0.8, -2};
    gg_problem *p = open("sphere+smooth:by=gaussian:width=0.5", 2);
    gsl_test_rel(p->error, 0.5, 1e-15, "the bound of the blurred sphere is L w^2 n / 2");
    check_means(p, x, 1.16 + p->error, slope);
    gg_problem_close(p);
    p = open("step+smooth:by=gaussian", 2);
    gsl_test(!isnan(p->error), "a jump has no bound");
    gg_problem_close(p);
}

static void test_it_is_scored_by_what_is_blurred(void)
{
    static const char *const inner[] = {"step",
                                        "hash_sphere",
                                        "rastrigin+stairs:height=0.1",
                                        "sphere+noise",
                                        "pointwise:name=zero_one",
                                        "zero_one_points"};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        char spec[128];
        snprintf(spec, sizeof spec, "%s+smooth:by=gaussian:width=0.5", inner[i]);
        gg_problem *p = open(spec, 0);
        gg_problem *in = open(inner[i], 0);
        double g[3];
        gsl_test(!(gg_problem_offers(p) & GG_GRADIENT), "%s offers a gradient", spec);
        gsl_test(gg_problem_offers(p) & (GG_COMPLEX | GG_SPLIT | GG_HESSIAN_VECTOR),
                 "%s offers nothing that is not blurred", spec);
        p->loss->gradient(p, p->start, g);
        gsl_test(gg_norm(p->n, g) == 0 && i != 4, "%s: it is not 0", spec);
        gsl_test(p->minimum != in->minimum && !isnan(in->minimum), "%s keeps the minimum",
                 spec);
        gsl_test(gg_problem_truth(p, p->start) != gg_problem_truth(in, in->start),
                 "%s is scored by f itself", spec);
        gsl_test(p->loss->value(p, p->start) == p->loss->value(p, p->start) && i != 4,
                 "%s is estimated anew at every call", spec);
        gg_problem_close(p);
        gg_problem_close(in);
    }
}

static void test_what_has_kinks_alone_is_rounded_exactly(void)
{
    gg_problem *p = open("abs_sum+smooth:by=gaussian:width=0.2", 3);
    gsl_test(p->noisy || p->sigma != 0, "abs_sum+smooth:by=gaussian is a formula, not a draw");
    gsl_test_rel(p->error, 3 * 0.2 * sqrt(2 / PI), 1e-14, "its bound is w sqrt(2/pi) a kink");
    gg_problem_close(p);
    p = NULL;
    gsl_test(gg_problem_open(&p, "abs_sum+rotate+smooth", 3, 1, 0) != GG_BAD_INPUT,
             "behind a wrapper nothing is rounded by sqrt: %s", gg_message());
    gsl_test(gg_problem_open(&p, "step+smooth:by=huber", 3, 1, 0) != GG_BAD_INPUT,
             "a jump is not rounded by huber: %s", gg_message());
}

static void test_walls_stay(void)
{
    gg_problem *p = open("step:form=floor+smooth:by=gaussian:width=2", 2);
    const double corner[] = {-5.12, 5.12};
    const double out[] = {-5.13, 0};
    double g[2] = {1, 1};
    gsl_test(!isfinite(p->loss->gradient(p, corner, g)) || g[0] == 0,
             "a blurred loss is asked inside its walls only");
    gsl_test(p->loss->gradient(p, out, g) != INFINITY || g[0] != 0,
             "and is +infinity outside, as it was");
    gg_problem_close(p);
}

static void test_its_noise_is_its_own(void)
{
    const double x[] = {0.3, 0.4};
    gg_problem *p = open("step+smooth:by=gaussian", 2);
    gg_problem *same = open("step+smooth:by=gaussian", 2);
    for (int k = 0; k < 3; k++) gg_problem_truth(same, x);
    gsl_test(p->loss->value(p, x) != same->loss->value(same, x),
             "the same instance draws the same steps, whatever was scored");
    gg_problem_close(p);
    gg_problem_close(same);
}

int main(void)
{
    test_a_kink_is_blurred_to_its_closed_form();
    test_a_jump_is_blurred_to_a_slope();
    test_a_bowl_is_lifted_by_its_bound();
    test_it_is_scored_by_what_is_blurred();
    test_what_has_kinks_alone_is_rounded_exactly();
    test_walls_stay();
    test_its_noise_is_its_own();
    return gsl_test_summary();
}
