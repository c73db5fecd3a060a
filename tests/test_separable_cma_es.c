/* tests/test_separable_cma_es.c -- linear in n, good along the axes, blind across them. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static size_t calls_to(const char *loss, size_t n, const char *optimizer, size_t limit)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, loss, n, 1, 0));
    lab_open(&l, p, optimizer, limit, 1);
    const size_t calls = lab_calls_to(&l, 1e-8);
    lab_close(&l);
    gg_problem_close(p);
    return calls;
}

/* Ros & Hansen 2008: on separable functions it is faster than CMA-ES, the more so the larger n,
 * for it learns n numbers and not n^2; a turned ellipsoid it does not learn. */
static void test_axes_are_learnt_faster_than_all_directions(void)
{
    const size_t limit = 100000;
    const size_t diagonal = calls_to("ellipsoid", 20, "separable_cma_es", limit);
    const size_t full = calls_to("ellipsoid", 20, "cma_es", limit);
    gsl_test(diagonal == SIZE_MAX || diagonal > full / 2,
             "a straight ellipsoid takes %zu calls, and CMA-ES %zu", diagonal, full);
    gsl_test(calls_to("ellipsoid+rotate", 20, "separable_cma_es", 3 * full) != SIZE_MAX,
             "a turned one is not solved in three times what CMA-ES takes");
    const size_t larger = calls_to("ellipsoid", 60, "separable_cma_es", limit);
    gsl_test(larger > 5 * diagonal, "three times the n takes %g times the calls",
             (double)larger / (double)diagonal);
}

static void test_memory_is_linear_in_n(void)
{
    const gg_optimizer *m = NULL;
    gg_settings settings;
    lab_must(gg_optimizer_open(&m, &settings, "separable_cma_es:restart=none:population=20"));
    const double small = (double)m->state_size(settings.number, 1000);
    const double large = (double)m->state_size(settings.number, 100000);
    gsl_test(large > 100 * small, "a hundred times the n takes %g times the memory",
             large / small);
    gg_settings_close(&settings);
}

static void test_ten_thousand_coordinates_are_searched(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "ellipsoid:condition=100", 10000, 1, 0));
    lab_open(&l, p, "separable_cma_es:sigma=0.003", 1500, 1);
    gsl_test(l.size > (size_t)1 << 29, "the state takes %zu MB", l.size >> 20);
    const double first = l.oracle.best;
    lab_finish(&l);
    gsl_test(!(l.oracle.best < first), "f falls from %g to %g", first, l.oracle.best);
    lab_close(&l);
    gg_problem_close(p);
}

int main(void)
{
    test_axes_are_learnt_faster_than_all_directions();
    test_memory_is_linear_in_n();
    test_ten_thousand_coordinates_are_searched();
    return gsl_test_summary();
}
