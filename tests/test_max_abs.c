/* tests/test_max_abs.c -- which coordinate speaks where several are largest. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "losses/loss.h"

static gg_problem *open(const char *spec)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, 4, 1, 0) == GG_OK) return p;
    printf("FAIL: %s: %s\n", spec, gg_message());
    exit(EXIT_FAILURE);
}

static void test_the_policy_picks_among_ties(void)
{
    const struct {
        const char *spec;
        double g[4];
    } rows[] = {
        {"max_abs", {0, 1, 0, 0}},
        {"max_abs:at_kink=left", {0, 1, 0, 0}},
        {"max_abs:at_kink=right", {0, 0, 0, -1}},
    };
    const double x[] = {1, 3, -2, -3};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double g[4];
        gg_problem *p = open(rows[i].spec);
        gsl_test(p->loss->gradient(p, x, g) != 3, "%s is 3 at (1, 3, -2, -3)", rows[i].spec);
        for (size_t j = 0; j < 4; j++)
            gsl_test(g[j] != rows[i].g[j], "%s: derivative %zu is %g", rows[i].spec, j,
                     rows[i].g[j]);
        gg_problem_close(p);
    }
}

static void test_a_nan_is_not_hidden(void)
{
    const double x[] = {1, NAN, 2, 3};
    double g[4];
    gg_problem *p = open("max_abs");
    gg_problem *q = open("max_abs+smooth");
    gsl_test(!isnan(p->loss->value(p, x)), "the largest of numbers and a NaN is NaN");
    gsl_test(!isnan(p->loss->gradient(p, x, g)) || !isnan(g[1]), "so is its derivative");
    gsl_test(!isnan(q->loss->value(q, x)), "rounded, too");
    gg_problem_close(p);
    gg_problem_close(q);
}

/* By hand: w log((e^(1/w) + 3) / 4) with |u| rounded by Huber's function, |1| = 1 - w/2. */
static void test_the_rounded_maximum_is_a_log_sum_exp(void)
{
    const double x[] = {1, 0, 0, 0};
    const double far[] = {1e300, -1e300, 0, 0};
    gg_problem *p = open("max_abs+smooth:by=huber:width=0.5");
    gsl_test_rel(p->loss->value(p, x), 0.5 * log((exp(0.75 / 0.5) + 3) / 4), 1e-14,
                 "the rounded maximum of (1, 0, 0, 0) follows its formula");
    gsl_test_rel(p->loss->value(p, far), 1e300, 1e-14, "far out it neither overflows ...");
    gsl_test_abs(p->loss->value(p, p->minimiser), 0, 1e-16, "... nor is it above 0 at 0");
    gg_problem_close(p);
}

int main(void)
{
    test_the_policy_picks_among_ties();
    test_a_nan_is_not_hidden();
    test_the_rounded_maximum_is_a_log_sum_exp();
    return gsl_test_summary();
}
