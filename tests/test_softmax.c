/* tests/test_softmax.c -- cross-entropy against values that were computed elsewhere. */
#include <gsl/gsl_test.h>

#include "losses/learning/softmax.h"
#include "losses/pointwise.h"
#include "tests/reference.h"

enum { ULPS = 8, ROOM = 64 };

/* Within `units` in the last place. */
static int within(double got, double expected, double units)
{
    if (isnan(expected) || isnan(got)) return isnan(expected) && isnan(got);
    if (got == expected) return 1;
    if (isinf(got) || isinf(expected)) return 0;
    const double larger = fmax(fabs(got), fabs(expected));
    return fabs(got - expected) <= units * (nextafter(larger, INFINITY) - larger);
}

static int close_to(double got, double expected)
{
    return within(got, expected, ULPS);
}

/* s_k - max s is rounded to a double, which turns exp of it by up to |s_k - max s| half units:
 * so much more is allowed to what is far below the largest. */
static double spread(size_t count, const double s[])
{
    double low = s[0];
    double high = s[0];
    for (size_t k = 1; k < count; k++) {
        low = fmin(low, s[k]);
        high = fmax(high, s[k]);
    }
    return fmin(high - low, 745);
}

static void test_every_reference_row_agrees(void)
{
    reference r = reference_open("softmax_vectors.csv");
    for (size_t i = 0; i < r.rows; i++) {
        double s[ROOM] = {0};
        double expected[ROOM] = {0};
        double g[ROOM];
        const size_t count = reference_numbers(reference_at(&r, i, "logits"), ROOM, s);
        const size_t y = (size_t)reference_number(reference_at(&r, i, "label"));
        const double value = reference_number(reference_at(&r, i, "value"));
        reference_numbers(reference_at(&r, i, "grad"), ROOM, expected);
        const double f = gg_softmax(count, s, y, g);
        const double units = ULPS + spread(count, s);
        gsl_test(!close_to(f, value), "row %zu: %.17g is %.17g", i, f, value);
        for (size_t k = 0; k < count; k++)
            gsl_test(!within(g[k], expected[k], units), "row %zu: g[%zu]=%.17g is %.17g", i, k,
                     g[k], expected[k]);
        gg_softmax(count, s, y, s);
        gsl_test(memcmp(s, g, count * sizeof *s) != 0 && !isnan(f),
                 "row %zu: the gradient may overwrite the scores", i);
    }
    printf("softmax_vectors.csv: %zu rows agree\n", r.rows);
    gsl_test(r.rows < 20, "there are rows to compare");
    reference_close(&r);
}

static void test_two_classes_are_the_logistic_loss(void)
{
    const gg_pointwise *two = NULL;
    const gg_pointwise *logistic = NULL;
    gsl_test(gg_pointwise_find("softmax", &two) || gg_pointwise_find("logistic", &logistic),
             "both are in the catalogue");
    for (double m = -800; two && logistic && m <= 800; m += 12.5) {
        double g[2];
        const double s[] = {m, 0};
        const double f = gg_softmax(2, s, 0, g);
        gsl_test(!close_to(f, logistic->value(NULL, m)), "softmax of (%g, 0)", m);
        gsl_test(!close_to(g[0], logistic->slope(NULL, m)), "its slope at %g", m);
        gsl_test(two->value(NULL, m) != logistic->value(NULL, m) ||
                     two->slope(NULL, m) != logistic->slope(NULL, m),
                 "as a loss of one number it is the logistic at %g", m);
    }
}

static void test_the_hessian_and_the_complex_step_are_its_differences(void)
{
    const double s[] = {0.3, -1.2, 2, 0.1};
    const double v[] = {1, -0.5, 0.25, 2};
    double here[4], there[4], back[4], left[4], right[4], bend[4];
    const double h = 1e-5;
    gg_softmax(4, s, 2, here);
    for (size_t k = 0; k < 4; k++) {
        there[k] = s[k] + h * v[k];
        back[k] = s[k] - h * v[k];
    }
    gg_softmax(4, there, 2, right);
    gg_softmax(4, back, 2, left);
    gg_softmax_bend(4, s, v, bend);
    for (size_t k = 0; k < 4; k++) {
        double complex z[] = {s[0], s[1], s[2], s[3]};
        z[k] += 1e-30 * I;
        gsl_test_abs(bend[k], (right[k] - left[k]) / (2 * h), 1e-9, "(H v)[%zu]", k);
        gsl_test_rel(cimag(gg_softmax_complex(4, z, 2)) / 1e-30, here[k], 1e-14, "g[%zu]", k);
    }
}

int main(void)
{
    test_every_reference_row_agrees();
    test_two_classes_are_the_logistic_loss();
    test_the_hessian_and_the_complex_step_are_its_differences();
    return gsl_test_summary();
}
