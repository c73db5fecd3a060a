/* tests/test_softmax.c -- cross-entropy beside other formulas, and where those would overflow. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "base/vector.h"
#include "losses/softmax.h"

static void test_small_scores_are_as_by_hand(void)
{
    const double s[] = {1, 2, 3};
    const double sum = exp(1) + exp(2) + exp(3);
    double g[3];
    for (size_t y = 0; y < 3; y++) {
        gsl_test_rel(gg_softmax(3, s, y, g), log(sum) - s[y], 1e-15,
                     "class %zu of scores 1, 2, 3: log sum exp(s_k) - s_y", y);
        for (size_t k = 0; k < 3; k++)
            gsl_test_abs(g[k], exp(s[k]) / sum - (k == y), 4e-16, "... and p_%zu - e_y", k);
        gsl_test(gg_softmax(3, s, y, NULL) != gg_softmax(3, s, y, g),
                 "... the same bits alone");
    }
}

/* Of two classes it is log(1 + exp(-m)), which the C library computes without cancellation. */
static void test_two_classes_are_logistic(void)
{
    for (int i = -20; i <= 20; i++) {
        const double m = 35 * i;
        const double s[] = {m, 0};
        double g[2];
        const double is = m > 0 ? log1p(exp(-m)) : log1p(exp(m)) - m;
        gsl_test_rel(gg_softmax(2, s, 0, g), is, 1e-15, "scores %g, 0: log(1 + exp(-m))", m);
        gsl_test_rel(g[0], m > 0 ? -exp(-m) / (1 + exp(-m)) : -1 / (1 + exp(m)), 1e-15,
                     "... whose slope does not cancel");
        gsl_test(g[0] != -g[1], "... and the slopes' sum is 0");
    }
}

static void test_extremes_are_limits(void)
{
    const double far[] = {1e308, -1e308};
    const double broken[] = {1, NAN, 2};
    gsl_test(gg_softmax(2, far, 0, NULL) != 0,
             "scores 1e308, -1e308: nothing is lost on the first");
    gsl_test(gg_softmax(2, far, 1, NULL) != INFINITY, "... and all on the second");
    gsl_test(!isnan(gg_softmax(3, broken, 0, NULL)), "a NaN among the scores is told");
}

static void test_derivatives_are_those_of_the_complex_step(void)
{
    const double s[] = {0.3, -1.2, 2, 0.7};
    const double r[] = {1, -2, 0.5, 3};
    double g[4], right[4], left[4], change[4], up[4], down[4];
    double complex z[4];
    gg_softmax(4, s, 1, g);
    for (size_t k = 0; k < 4; k++) {
        for (size_t j = 0; j < 4; j++) z[j] = s[j] + (j == k ? 1e-30 * I : 0);
        gsl_test_abs(cimag(gg_softmax_complex(4, z, 1)) * 1e30, g[k], 4e-16,
                     "the complex step has the same derivative along score %zu", k);
    }
    gg_softmax_bend(4, s, r, change);
    gg_along(4, s, 1e-5, r, up);
    gg_along(4, s, -1e-5, r, down);
    gg_softmax(4, up, 1, right);
    gg_softmax(4, down, 1, left);
    for (size_t k = 0; k < 4; k++)
        gsl_test_abs(change[k], (right[k] - left[k]) / 2e-5, 1e-9,
                     "it changes along r as differences do, %zu", k);
}

int main(void)
{
    test_small_scores_are_as_by_hand();
    test_two_classes_are_logistic();
    test_extremes_are_limits();
    test_derivatives_are_those_of_the_complex_step();
    return gsl_test_summary();
}
