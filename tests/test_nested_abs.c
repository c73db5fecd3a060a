/* tests/test_nested_abs.c -- one-sided derivatives of ||x| - 1|, by hand. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "losses/loss.h"

static double slope(const char *spec, double x)
{
    gg_problem *p = NULL;
    double g = NAN;
    if (gg_problem_open(&p, spec, 1, 1, 0) != GG_OK) {
        printf("FAIL: %s\n", gg_message());
        exit(EXIT_FAILURE);
    }
    p->loss->gradient(p, &x, &g);
    gg_problem_close(p);
    return g;
}

static void test_one_sided_derivatives_are_picked(void)
{
    static const double at[] = {-1, 0, 1};
    static const double left[] = {-1, 1, -1};
    static const double right[] = {1, -1, 1};
    for (size_t i = 0; i < 3; i++) {
        gsl_test(slope("nested_abs:at_kink=left", at[i]) != left[i], "at %g: from the left",
                 at[i]);
        gsl_test(slope("nested_abs:at_kink=right", at[i]) != right[i], "at %g: from the right",
                 at[i]);
        gsl_test(slope("nested_abs", at[i]) != 0, "at %g: sgn(0) = 0 makes it 0", at[i]);
        gsl_test(!isnan(slope("nested_abs:at_kink=naive", at[i])), "at %g: naively 0/0", at[i]);
    }
}

static void test_pieces_have_slope_one(void)
{
    static const double at[] = {-3, -0.5, 0.5, 3};
    static const double is[] = {-1, 1, -1, 1};
    for (size_t i = 0; i < 4; i++)
        gsl_test(slope("nested_abs", at[i]) != is[i], "the slope at %g is %g", at[i], is[i]);
}

int main(void)
{
    test_one_sided_derivatives_are_picked();
    test_pieces_have_slope_one();
    return gsl_test_summary();
}
