/* tests/test_activation.c -- activations beside the C library's functions and differences. */
#include <float.h>
#include <gsl/gsl_test.h>
#include <math.h>

#include "losses/learning/activation.h"

static const char *const names[] = {"identity", "tanh", "sigmoid",  "softplus",
                                    "relu",     "gelu", "threshold"};

static const gg_kink sharp = {GG_AT_ZERO, 1e-7, GG_ROUND_NOT, 0};

static gg_activation plain(gg_activation_kind kind)
{
    return (gg_activation){.kind = kind, .width = 1, .kink = &sharp};
}

static double at(const gg_activation *a, double u, double *slope, double *bend)
{
    double value = u;
    gg_activate(a, 1, &value, slope, bend);
    return value;
}

static long double expected(gg_activation_kind kind, double at_u, long double *slope)
{
    const long double u = at_u;
    const long double e = expl(-fabsl(u));
    const long double sigmoid = u < 0 ? e / (1 + e) : 1 / (1 + e);
    switch (kind) {
    case GG_TANH: *slope = 1 / (coshl(u) * coshl(u)); return tanhl(u);
    case GG_SIGMOID: *slope = e / ((1 + e) * (1 + e)); return sigmoid;
    case GG_SOFTPLUS: *slope = sigmoid; return fmaxl(0, u) + log1pl(e);
    case GG_GELU: {
        const long double below = erfcl(-u * sqrtl(0.5L)) / 2;
        *slope = below + u * expl(-u * u / 2) / sqrtl(8 * atanl(1));
        return u * below;
    }
    case GG_RELU: *slope = u > 0; return fmaxl(0, u);
    case GG_THRESHOLD: *slope = 0; return u >= 0;
    case GG_IDENTITY: break;
    }
    *slope = 1;
    return u;
}

static double far(double told, long double is)
{
    return (double)(fabsl(told - is) / fmaxl(fabsl(is), LDBL_MIN));
}

static void test_values_and_slopes_are_those_of_the_library(void)
{
    for (int kind = GG_IDENTITY; kind <= GG_THRESHOLD; kind++) {
        const gg_activation a = plain((gg_activation_kind)kind);
        double worst = 0;
        double steepest = 0;
        size_t other_bits = 0;
        for (int i = -22000; i < 22000; i++) {
            const double u = 0.00137 * i;
            long double slope_is;
            double slope;
            const long double is = expected((gg_activation_kind)kind, u, &slope_is);
            const double value = at(&a, u, &slope, NULL);
            worst = fmax(worst, far(value, is));
            /* gelu's slope passes through 0, where a relative error says nothing */
            steepest = fmax(steepest, kind == GG_GELU ? fabs(slope - (double)slope_is)
                                                      : far(slope, slope_is));
            other_bits += at(&a, u, NULL, NULL) != value;
        }
        /* gelu's erfc(-u sqrt(1/2)) has the rounding of its argument, times u^2 */
        const double room = kind == GG_GELU ? 1e-12 : 1e-15;
        gsl_test(!(worst <= room), "%s is that of long double: %.2g", names[kind], worst);
        gsl_test(!(steepest <= 1e-15), "... and its slope: %.2g", steepest);
        gsl_test(other_bits != 0, "... and has the same bits without the slope");
    }
}

/* Lanes do what one would do. */
static void test_a_row_has_the_bits_of_its_elements(void)
{
    enum { COUNT = 101 };
    for (int kind = GG_IDENTITY; kind <= GG_THRESHOLD; kind++) {
        const gg_activation a = plain((gg_activation_kind)kind);
        double u[COUNT], slope[COUNT];
        size_t other = 0;
        for (int i = 0; i < COUNT; i++) u[i] = 0.17 * (i - 50);
        gg_activate(&a, COUNT, u, slope, NULL);
        for (int i = 0; i < COUNT; i++) {
            double slope_i;
            other += at(&a, 0.17 * (i - 50), &slope_i, NULL) != u[i] || slope_i != slope[i];
        }
        gsl_test(other != 0, "%s of a row has the bits of its elements", names[kind]);
    }
}

static void test_extremes_are_limits(void)
{
    static const double low[] = {-INFINITY, -1, 0, 0, 0, 0, 0};
    static const double high[] = {INFINITY, 1, 1, INFINITY, INFINITY, INFINITY, 1};
    for (int kind = GG_IDENTITY; kind <= GG_THRESHOLD; kind++) {
        const gg_activation a = plain((gg_activation_kind)kind);
        double slope;
        const double value = at(&a, -INFINITY, &slope, NULL);
        /* exp(-700) stands for what is smaller */
        gsl_test(!(value == low[kind] || fabs(value - low[kind]) < 1e-300) ||
                     !(fabs(slope - (kind == GG_IDENTITY)) < 1e-300),
                 "%s of -infinity is %g, and flat there unless it is the identity", names[kind],
                 low[kind]);
        gsl_test(at(&a, INFINITY, &slope, NULL) != high[kind] || isnan(slope),
                 "%s of infinity is %g", names[kind], high[kind]);
        gsl_test(!isnan(at(&a, NAN, &slope, NULL)), "%s of a NaN is one", names[kind]);
    }
}

/* A difference quotient of second order beside what is told. */
static void check_differences(const gg_activation *a, const char *name)
{
    double worst = 0;
    double worst_bend = 0;
    double worst_complex = 0;
    for (int i = -30; i < 30; i++) {
        const double u = 0.1 * i + 0.03;
        const double h = 1e-5;
        double slope, bend, left, right;
        at(a, u, &slope, &bend);
        const double difference = (at(a, u + h, &right, NULL) - at(a, u - h, &left, NULL)) / h;
        const double complex z = gg_activate_complex(a, u + 1e-30 * I);
        worst = fmax(worst, fabs(difference / 2 - slope));
        worst_bend = fmax(worst_bend, fabs((right - left) / (2 * h) - bend));
        worst_complex = fmax(worst_complex, fabs(cimag(z) * 1e30 - slope));
        worst_complex = fmax(worst_complex, fabs(creal(z) - at(a, u, NULL, NULL)));
    }
    gsl_test(!(worst < 1e-8), "%s: the slope is that of differences: %.2g", name, worst);
    gsl_test(!(worst_bend < 1e-8), "%s: its slope, too: %.2g", name, worst_bend);
    gsl_test(!(worst_complex < 1e-14), "%s: complex numbers agree: %.2g", name, worst_complex);
}

static void test_derivatives_are_those_of_differences(void)
{
    for (int kind = GG_IDENTITY; kind <= GG_THRESHOLD; kind++) {
        const gg_activation a = plain((gg_activation_kind)kind);
        check_differences(&a, names[kind]);
    }
    for (int by = GG_ROUND_SQRT; by <= GG_ROUND_GAUSSIAN; by++) {
        const gg_kink round = {GG_AT_ZERO, 1e-7, (gg_rounding)by, 0.7777};
        const gg_activation a = {.kind = GG_RELU, .kink = &round};
        check_differences(&a, "relu, rounded off");
    }
}

static void test_the_relu_at_0_obeys_the_policy(void)
{
    const struct {
        gg_at_kink at;
        double slope;
        const char *name;
    } rows[] = {{GG_AT_ZERO, 0, "zero"},
                {GG_AT_LEFT, 0, "left"},
                {GG_AT_RIGHT, 1, "right"},
                {GG_AT_EPSILON, 0.5, "epsilon"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const gg_kink k = {rows[i].at, 1e-7, GG_ROUND_NOT, 0};
        const gg_activation a = {.kind = GG_RELU, .kink = &k};
        double slope;
        const double f = at(&a, 0, &slope, NULL);
        gsl_test(f != 0 || slope != rows[i].slope, "at_kink=%s: relu'(0) is %g", rows[i].name,
                 rows[i].slope);
        at(&a, 2, &slope, NULL);
        gsl_test(!(fabs(slope - 1) < 1e-7), "... and relu'(2) is 1");
    }
    const gg_kink naive = {GG_AT_NAIVE, 1e-7, GG_ROUND_NOT, 0};
    const gg_activation a = {.kind = GG_RELU, .kink = &naive};
    double slope;
    at(&a, 0, &slope, NULL);
    gsl_test(!isnan(slope), "at_kink=naive: relu'(0) is 0/0");
}

static void test_surrogates_stand_for_the_slope_of_a_step(void)
{
    gg_activation a = plain(GG_THRESHOLD);
    double slope;
    a.width = 2;
    gsl_test(at(&a, 0, &slope, NULL) != 1 || slope != 0, "the threshold is 1 at 0, and flat");
    a.surrogate = GG_STRAIGHT_THROUGH;
    at(&a, -2, &slope, NULL);
    gsl_test(slope != 1, "straight through is 1 up to its width");
    at(&a, 2.01, &slope, NULL);
    gsl_test(slope != 0, "... and 0 beyond");
    a.surrogate = GG_SURROGATE_SIGMOID;
    at(&a, 0, &slope, NULL);
    gsl_test_rel(slope, 1.0 / 8, 1e-15, "the sigmoid of temperature 2 has slope 1/8 at 0");
    at(&a, 3, &slope, NULL);
    gsl_test_rel(slope, 0.5 / (2 + 2 * cosh(1.5)), 1e-14, "... and 1 / (4 + 4 cosh u/2)");
}

int main(void)
{
    test_values_and_slopes_are_those_of_the_library();
    test_a_row_has_the_bits_of_its_elements();
    test_extremes_are_limits();
    test_derivatives_are_those_of_differences();
    test_the_relu_at_0_obeys_the_policy();
    test_surrogates_stand_for_the_slope_of_a_step();
    return gsl_test_summary();
}
