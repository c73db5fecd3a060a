/* tests/test_ellipsoid.c -- curvatures in four shapes, and coordinates that do not count. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "losses/loss.h"

enum { MOST = 6 };

static gg_problem *open(const char *spec, size_t n)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, n, 1, 0) == GG_OK) return p;
    printf("FAIL: %s: %s\n", spec, gg_message());
    exit(EXIT_FAILURE);
}

/* Twice f on an axis, one away from the minimiser, is the curvature there. */
static void test_curvatures_are_those_of_the_shape(void)
{
    static const struct {
        const char *spec;
        size_t n;
        double a[MOST];
    } cases[] = {
        {"ellipsoid:condition=16", 5, {1, 2, 4, 8, 16}},
        {"ellipsoid:condition=16:shape=halves", 4, {1, 1, 16, 16}},
        {"ellipsoid:condition=16:shape=halves", 5, {1, 1, 16, 16, 16}},
        {"ellipsoid:condition=16:shape=cigar", 4, {1, 16, 16, 16}},
        {"ellipsoid:condition=16:shape=tablet", 4, {1, 1, 1, 16}},
        {"ellipsoid:condition=16:rank=3", 6, {1, 4, 16, 0, 0, 0}},
        {"ellipsoid:condition=16:shape=tablet:rank=2", 3, {1, 16, 0}},
        {"ellipsoid:condition=16:shape=halves", 1, {16}},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gg_problem *p = open(cases[k].spec, cases[k].n);
        for (size_t i = 0; i < p->n; i++) {
            double x[MOST] = {0};
            x[i] = 1;
            gsl_test_rel(2 * p->loss->value(p, x), cases[k].a[i], 1e-14,
                         "%s: curvature %zu of %zu", cases[k].spec, i + 1, p->n);
        }
        gg_problem_close(p);
    }
}

static void test_flat_directions_are_not_strongly_convex(void)
{
    gg_problem *p = open("ellipsoid:condition=100:rank=2", 5);
    gsl_test(p->L != 100, "rank=2: the largest curvature stays");
    gsl_test(p->mu > 0, "rank=2 of 5: f is not strongly convex");
    gg_problem_close(p);
    p = open("ellipsoid:condition=100:rank=5", 5);
    gsl_test(p->mu != 1, "rank=5 of 5: the least curvature is 1");
    gg_problem_close(p);
}

static void test_a_rank_above_n_is_n(void)
{
    gg_problem *p = open("ellipsoid:condition=100:rank=4", 3);
    const double x[] = {1, 1, 1};
    gsl_test_rel(p->loss->value(p, x), 55.5, 1e-14, "rank=4 in three dimensions: (1+10+100)/2");
    gsl_test(p->mu != 1, "rank=4 in three dimensions: none is flat");
    gg_problem_close(p);
}

int main(void)
{
    test_curvatures_are_those_of_the_shape();
    test_flat_directions_are_not_strongly_convex();
    test_a_rank_above_n_is_n();
    return gsl_test_summary();
}
