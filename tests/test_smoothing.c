/* tests/test_smoothing.c -- 1/eps instead of 1/eps^2, and widths that fall to nothing. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

/* Calls to a gap of eps on the resisting maximum in dimension n. */
static double calls(const char *spec, size_t n, double eps)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "resisting_max", n, 1, 0));
    lab_open(&l, p, spec, 100000, 1);
    const double spent = (double)lab_calls_to(&l, p->minimum + eps * (1 + 1e-12));
    lab_close(&l);
    gg_problem_close(p);
    return spent;
}

/* CLAIM: to eps = 1/(2 sqrt n) the subgradient method takes n steps, for the resisting maximum
 * gives one coordinate away at a time; the maximum rounded by w = eps/(2 ln n), with steps of
 * L = 1/w, takes 4 R sqrt(ln n)/eps at most, Nesterov 2005, theorem 3: 1/eps, not 1/eps^2. */
static void test_rounding_buys_one_over_eps(void)
{
    static const size_t dimensions[] = {16, 64, 256, 1024, 4096};
    enum { COUNT = 5 };
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    bool crossed = false;
    for (size_t k = 0; k < COUNT; k++) {
        const size_t d = dimensions[k];
        const double eps = 0.5 / sqrt((double)d);
        const double w = eps / (2 * log((double)d));
        char spec[200];
        snprintf(spec, sizeof spec, "smoothing:inner=accelerated:factor=1:width=%.17g:L=%.17g",
                 w, 1 / w);
        const double rounded = calls(spec, d, eps);
        snprintf(spec, sizeof spec, "subgradient:rule=constant:metric=none:size=%.17g", eps);
        const double sharp = calls(spec, d, eps);
        gsl_test(sharp != (double)d + 1, "n = %zu: the subgradient method takes n steps (%g)",
                 d, sharp - 1);
        gsl_test(rounded > 4 / eps * sqrt(log((double)d)),
                 "n = %zu: the rounded maximum takes %g, within Nesterov's bound", d, rounded);
        crossed = rounded < sharp;
        const double u = log(1 / eps);
        const double v = log(rounded / sqrt(log((double)d)));
        n += 1;
        x += u;
        y += v;
        xx += u * u;
        xy += u * v;
    }
    const double slope = (n * xy - x * y) / (n * xx - x * x);
    gsl_test(slope < 0.9 || slope > 1.2, "its calls grow like (1/eps)^%g sqrt(ln n)", slope);
    gsl_test(!crossed, "so that it takes fewer in the end");
}

static void test_a_fixed_width_ends_within_its_error(void)
{
    static const double widths[] = {0.1, 0.01, 0.001};
    enum { N = 20 };
    for (size_t k = 0; k < 3; k++) {
        gg_problem *p = NULL;
        lab l;
        char spec[100];
        lab_must(gg_problem_open(&p, "resisting_max", N, 1, 0));
        snprintf(spec, sizeof spec, "smoothing:factor=1:width=%g", widths[k]);
        lab_open(&l, p, spec, 5000, 1);
        lab_finish(&l);
        const double gap = p->loss->value(p, lab_point(&l)) - p->minimum;
        gsl_test(gap > widths[k] * (log(N + 1.) + 1),
                 "w = %g: the gap, %g, is at most w ln m, "
                 "and w for |x|",
                 widths[k], gap);
        gsl_test(l.verdict == GG_GO_ON, "w = %g: it ends (%s)", widths[k],
                 l.oracle.why ? l.oracle.why : "");
        lab_close(&l);
        gg_problem_close(p);
    }
}

/* The catalogue's minima are published or known by hand. */
static void test_falling_widths_arrive(const char *spec, double share, size_t most)
{
    static const struct {
        const char *loss;
        size_t n;
    } cases[] = {{"abs_sum+rotate", 10}, {"chained_lq", 10}, {"chained_cb3", 10},
                 {"max_squares", 10},    {"max_abs", 20},    {"wolfe", 2},
                 {"goffin", 50}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gg_problem *p = NULL;
        lab_must(gg_problem_open(&p, cases[k].loss, cases[k].n, 3, 0));
        const double f = lab_best(p, spec, most, 1);
        gsl_test_abs(f, p->minimum, share * (1 + fabs(p->minimum)), "%s arrives on %s", spec,
                     cases[k].loss);
        gg_problem_close(p);
    }
}

static void test_lbfgs_inside_is_fast(void)
{
    static const struct {
        const char *loss;
        size_t n, most;
    } cases[] = {{"chained_lq", 10, 165},
                 {"chained_lq", 50, 579},
                 {"max_hilbert", 10, 325},
                 {"max_hilbert", 50, 539},
                 {"chebyshev_rosenbrock_2", 2, 516}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, cases[k].loss, cases[k].n, 1, 0));
        lab_open(&l, p, "smoothing", 20000, 1);
        const size_t spent = lab_calls_to(&l, p->minimum + 1e-6);
        gsl_test(spent > cases[k].most,
                 "%s, n = %zu: %zu calls to 1e-6, no more than SLSQP's %zu", cases[k].loss,
                 cases[k].n, spent, cases[k].most);
        lab_close(&l);
        gg_problem_close(p);
    }
}

static void test_least_absolute_deviations_are_found(void)
{
    static const char *const fits[] = {"stackloss_lad", "engel_lad", "cars_lad"};
    for (size_t k = 0; k < 3; k++) {
        gg_problem *p = NULL;
        lab_must(gg_problem_open(&p, fits[k], 0, 1, 0));
        const double f = lab_best(p, "smoothing", 5000, 1);
        gsl_test_rel(f, p->minimum, 1e-9, "%s, certified, is found", fits[k]);
        gg_problem_close(p);
    }
}

int main(void)
{
    test_rounding_buys_one_over_eps();
    test_a_fixed_width_ends_within_its_error();
    test_falling_widths_arrive("smoothing", 1e-9, 5000);
    test_falling_widths_arrive("smoothing:by=huber", 1e-9, 5000);
    test_falling_widths_arrive("smoothing:by=gaussian", 1e-9, 5000);
    test_falling_widths_arrive("smoothing:inner=accelerated", 1e-5, 20000);
    test_lbfgs_inside_is_fast();
    test_least_absolute_deviations_are_found();
    return gsl_test_summary();
}
