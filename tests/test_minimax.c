/* tests/test_minimax.c -- the worst residual of a linear model, against what is known of it. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "losses/loss.h"

static gg_problem *make(const char *spec)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, 0, 1, 0) != GG_OK) {
        printf("FAIL: %s\n", gg_message());
        exit(EXIT_FAILURE);
    }
    return p;
}

/* y = 1 + 2 x at 0, 1, 2, 3, and 1, -1, 1, -1 on it: by de la Vallee Poussin's theorem no line
 * comes closer than 1, and that one does. */
static void test_alternating_residuals_are_least(void)
{
    const char *path = "minimax_alternating.csv";
    FILE *f = fopen(path, "w");
    if (!f) exit(EXIT_FAILURE);
    fprintf(f, "x,y\n0,2\n1,2\n2,6\n3,6\n");
    fclose(f);
    gg_problem *p = make("minimax:data=./minimax_alternating.csv");
    const double other[] = {1.6, 1.6}; /* residuals 0.4, -1.2, 1.2, -0.4 */
    const double least[] = {1, 2};
    gsl_test_rel(p->loss->value(p, other), 1.2, 1e-15, "the value is the worst residual");
    gsl_test_rel(p->loss->value(p, least), 1, 1e-15, "residuals 1, -1, 1, -1 are worth 1");
    size_t better = 0;
    for (int i = -50; i <= 50; i++)
        for (int j = -50; j <= 50; j++) {
            const double w[] = {1 + 0.02 * i, 2 + 0.02 * j};
            better += p->loss->value(p, w) < 1;
        }
    gsl_test(better != 0, "no line of a grid comes closer than 1");
    gg_problem_close(p);
    remove(path);
}

static void test_the_derivative_is_that_of_the_worst_row(void)
{
    gg_problem *p = make("minimax:data=stackloss");
    const double w[] = {-40, 0.7, 1.3, -0.15};
    double g[] = {0, 0, 0, 0};
    const double f = p->loss->gradient(p, w, g);
    for (size_t j = 0; j < 4; j++) {
        double x[] = {w[0], w[1], w[2], w[3]};
        x[j] += 1e-6;
        gsl_test_abs((p->loss->value(p, x) - f) / 1e-6, g[j], 1e-6, "component %zu", j + 1);
    }
    gg_problem_close(p);
}

static void test_a_location_is_the_middle(void)
{
    const char *path = "minimax_location.csv";
    FILE *f = fopen(path, "w");
    if (!f) exit(EXIT_FAILURE);
    fprintf(f, "y\n3\n-1\n9\n0\n");
    fclose(f);
    gg_problem *p = make("minimax:data=./minimax_location.csv");
    gsl_test(p->minimiser[0] != 4 || p->minimum != 5, "of 3, -1, 9, 0 it is 4, at 5");
    gsl_test_rel(p->loss->value(p, p->minimiser), 5, 1e-15, "and has that value there");
    gg_problem_close(p);
    remove(path);
}

static void test_rounded_it_stays_within_its_bound(void)
{
    gg_problem *sharp = make("minimax:data=stackloss");
    gg_problem *round = make("minimax:data=stackloss+smooth:by=logsumexp:width=0.5");
    const double w[] = {-40, 0.7, 1.3, -0.15};
    const double lost = sharp->loss->value(sharp, w) - round->loss->value(round, w);
    gsl_test(!(lost > 0 && lost <= 0.5 * log(42)), "it lies below by at most w log 2m (%g)",
             lost);
    gsl_test_rel(round->error, 0.5 * log(42), 1e-14, "and says so");
    gg_problem_close(sharp);
    gg_problem_close(round);
}

int main(void)
{
    test_alternating_residuals_are_least();
    test_the_derivative_is_that_of_the_worst_row();
    test_a_location_is_the_middle();
    test_rounded_it_stays_within_its_bound();
    return gsl_test_summary();
}
