/* tests/test_kink.c -- |u|: policies at its kink, and five ways to round it off. */
#include <gsl/gsl_test.h>
#include <stddef.h>

#include "losses/kink.h"

static const double widths[] = {1e-6, 0.1, 3};

static void test_policies_give_what_they_are_named_for(void)
{
    const struct {
        gg_at_kink at;
        double slope;
        const char *name;
    } rows[] = {{GG_AT_ZERO, 0, "zero"},
                {GG_AT_LEFT, -1, "left"},
                {GG_AT_RIGHT, 1, "right"},
                {GG_AT_EPSILON, 0, "epsilon"}};
    for (size_t i = 0; i < 4; i++) {
        const gg_kink k = {.at = rows[i].at, .epsilon = 1e-7};
        double slope = 7;
        const double f = gg_kink_abs(&k, 0, &slope);
        gsl_test(f != 0 || slope != rows[i].slope, "at_kink=%s gives |0| = 0 the slope %g",
                 rows[i].name, rows[i].slope);
        gg_kink_abs(&k, -0.0, &slope);
        gsl_test(slope != rows[i].slope, "at_kink=%s takes -0 for 0", rows[i].name);
    }
    const gg_kink naive = {.at = GG_AT_NAIVE};
    double slope = 0;
    gg_kink_abs(&naive, 0, &slope);
    gsl_test(!isnan(slope), "at_kink=naive gives 0/0 at the kink");
}

static void test_away_from_the_kink_the_slope_is_the_sign(void)
{
    for (int at = GG_AT_ZERO; at <= GG_AT_NAIVE; at++) {
        const gg_kink k = {.at = (gg_at_kink)at, .epsilon = 1e-300};
        double above, below;
        const double f = gg_kink_abs(&k, 2.5, &above);
        gg_kink_abs(&k, -2.5, &below);
        gsl_test(f != 2.5 || above != 1 || below != -1, "policy %d gives sgn(u) at +-2.5", at);
    }
    const gg_kink k = {.at = GG_AT_EPSILON, .epsilon = 0.5};
    double slope;
    gg_kink_abs(&k, 1.5, &slope);
    gsl_test(slope != 0.75, "at_kink=epsilon gives u / (|u| + epsilon)");
}

static void test_pick_takes_the_named_element(void)
{
    const gg_kink zero = {.at = GG_AT_ZERO};
    const gg_kink left = {.at = GG_AT_LEFT};
    const gg_kink right = {.at = GG_AT_RIGHT};
    gsl_test(gg_kink_pick(&zero, -1, 2) != 0, "zero picks 0 where it is in the interval");
    gsl_test(gg_kink_pick(&zero, 1, 2) != 1, "zero picks the nearest to 0 above");
    gsl_test(gg_kink_pick(&zero, -1, -3) != -1, "zero picks the nearest to 0 below");
    gsl_test(gg_kink_pick(&left, 1, 2) != 1 || gg_kink_pick(&right, 1, 2) != 2,
             "left and right pick the derivative from their side");
}

/* The rounded |u| by the formula in the header, in long double. */
static double formula(gg_rounding by, double u, double w)
{
    const long double x = fabsl((long double)u);
    const long double v = w;
    switch (by) {
    case GG_ROUND_SQRT: return (double)(x * x / (sqrtl(x * x + v * v) + v));
    case GG_ROUND_HUBER: return (double)(x <= v ? x * x / (2 * v) : x - v / 2);
    case GG_ROUND_SOFTPLUS:
    case GG_ROUND_LOGSUMEXP: return (double)(v * logl(coshl(x / v)));
    case GG_ROUND_GAUSSIAN: {
        const long double t = x / v;
        const long double bell = expm1l(-t * t / 2) * sqrtl(2 / acosl(-1));
        return (double)(x * erfl(t / sqrtl(2)) + v * bell);
    }
    case GG_ROUND_NOT: break;
    }
    return (double)x;
}

static void test_rounded_values_follow_their_formula(void)
{
    for (int by = GG_ROUND_SQRT; by <= GG_ROUND_GAUSSIAN; by++)
        for (size_t i = 0; i < 3; i++) {
            const double w = widths[i];
            const gg_kink k = {.by = (gg_rounding)by, .width = w};
            double worst = 0;
            for (int step = -140; step <= 140; step++) {
                const double u = w * step / 7;
                double slope;
                const double expected = formula(k.by, u, w);
                const double off = fabs(gg_kink_abs(&k, u, &slope) - expected);
                /* log cosh loses its digits near 0 even in long double */
                worst = fmax(worst, off / (fabs(expected) + 1e-5 * w));
            }
            gsl_test(worst > 1e-13, "rounding %d of width %g follows its formula", by, w);
        }
}

static void test_rounding_stays_within_its_error_and_below(void)
{
    for (int by = GG_ROUND_SQRT; by <= GG_ROUND_GAUSSIAN; by++)
        for (size_t i = 0; i < 3; i++) {
            const double w = widths[i];
            const gg_kink k = {.by = (gg_rounding)by, .width = w};
            size_t outside = 0;
            double slope;
            for (int step = -150; step <= 150; step++) {
                const double u = w * step / 3;
                const double off = fabs(u) - gg_kink_abs(&k, u, &slope);
                outside += off < -1e-15 * fabs(u) || off > gg_kink_error(&k) * (1 + 1e-12);
            }
            gsl_test(outside != 0, "rounding %d of width %g lies below |u| by at most %g", by,
                     w, gg_kink_error(&k));
            const double far = 1e9 * w;
            const double off = far - gg_kink_abs(&k, far, &slope);
            gsl_test_rel(off, gg_kink_error(&k), 1e-6,
                         "rounding %d of width %g comes as far as that", by, w);
        }
}

static void test_rounded_slope_is_the_derivative(void)
{
    for (int by = GG_ROUND_SQRT; by <= GG_ROUND_GAUSSIAN; by++) {
        const gg_kink k = {.by = (gg_rounding)by, .width = 0.1};
        const double h = 1e-6;
        double worst = 0;
        double steepest = 0;
        for (int step = -73; step <= 73; step++) {
            const double u = 0.0137 * step;
            double slope, before, after;
            gg_kink_abs(&k, u, &slope);
            const double below = gg_kink_abs(&k, u - h, &before);
            const double above = gg_kink_abs(&k, u + h, &after);
            worst = fmax(worst, fabs((above - below) / (2 * h) - slope));
            steepest = fmax(steepest, (after - before) / (2 * h));
        }
        gsl_test(worst > 1e-5, "rounding %d has the slope of its differences", by);
        gsl_test(steepest > gg_kink_curvature(&k) * (1 + 1e-9),
                 "rounding %d curves at most 1 / width", by);
    }
}

/* E|u + w z| by Simpson's rule on [-9, 9] minus its value at u = 0. */
static double mean_abs(double u, double w)
{
    enum { STEPS = 200000 };
    double total = 0;
    for (int i = 0; i <= STEPS; i++) {
        const double z = -9 + 18.0 * i / STEPS;
        const double weight = i == 0 || i == STEPS ? 1 : i % 2 ? 4 : 2;
        total += weight * (fabs(u + w * z) - fabs(w * z)) * exp(-z * z / 2);
    }
    return total * 18 / STEPS / 3 / sqrt(2 * acos(-1));
}

static void test_gaussian_rounding_is_the_mean_over_normal_steps(void)
{
    const gg_kink k = {.by = GG_ROUND_GAUSSIAN, .width = 0.7};
    const double at[] = {0, 1e-3, 0.1, -0.5, 0.7, -2, 5};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        double slope;
        gsl_test_abs(gg_kink_abs(&k, at[i], &slope), mean_abs(at[i], k.width), 1e-8,
                     "gaussian: |%g| is the mean of |u + w z| less that at 0", at[i]);
    }
}

static void test_complex_forms_have_the_same_value_and_slope(void)
{
    for (int by = GG_ROUND_NOT; by <= GG_ROUND_GAUSSIAN; by++) {
        const gg_kink k = {.by = (gg_rounding)by, .width = 0.1, .epsilon = 1e-7};
        const double h = 1e-30;
        double worst = 0;
        for (int step = -73; step <= 73; step++) {
            const double u = 0.0137 * step + 1e-4;
            double slope;
            const double f = gg_kink_abs(&k, u, &slope);
            const double complex there = gg_kink_abs_complex(&k, u + h * I);
            worst = fmax(worst, fabs(creal(there) - f));
            worst = fmax(worst, fabs(cimag(there) / h - slope));
        }
        gsl_test(worst > 1e-13, "rounding %d at complex points has the same value and slope",
                 by);
    }
}

static void test_extremes_are_finite_or_honest(void)
{
    for (int by = GG_ROUND_NOT; by <= GG_ROUND_GAUSSIAN; by++) {
        const gg_kink k = {.by = (gg_rounding)by, .width = 1e-3, .epsilon = 1e-7};
        double slope;
        gg_kink_abs(&k, 1e300, &slope);
        gsl_test(slope != 1, "rounding %d has slope 1 at 1e300", by);
        gsl_test(gg_kink_abs(&k, -INFINITY, &slope) != INFINITY || slope != -1,
                 "rounding %d of -infinity is infinity with slope -1", by);
        const double f = gg_kink_abs(&k, NAN, &slope);
        gsl_test(!isnan(f) || !isnan(slope), "rounding %d of NaN is NaN with slope NaN", by);
        gsl_test(gg_kink_abs(&k, 0, &slope) != 0 || slope != 0,
                 "rounding %d is 0 and level at 0", by);
    }
}

int main(void)
{
    test_policies_give_what_they_are_named_for();
    test_away_from_the_kink_the_slope_is_the_sign();
    test_pick_takes_the_named_element();
    test_rounded_values_follow_their_formula();
    test_rounding_stays_within_its_error_and_below();
    test_rounded_slope_is_the_derivative();
    test_gaussian_rounding_is_the_mean_over_normal_steps();
    test_complex_forms_have_the_same_value_and_slope();
    test_extremes_are_finite_or_honest();
    return gsl_test_summary();
}
