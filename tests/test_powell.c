/* tests/test_powell.c -- parabolas, conjugate directions, published costs. */
#include <gsl/gsl_test.h>

#include "optimizers/gradient_free/parabolic_search.h"
#include "tests/lab.h"

/* --- lines ------------------------------------------------------------------------------------ */

typedef struct curve {
    double (*f)(double t);
    int asked;
} curve;

static double ask(void *context, double t, bool *silent)
{
    curve *c = context;
    c->asked++;
    *silent = false;
    return c->f(t);
}

static double parabola(double t)
{
    return 3 * (t - 2) * (t - 2) + 1;
}

static double quartic(double t)
{
    return pow(t - 1, 4);
}

static double slope_only(double t)
{
    return -t;
}

static double pit(double t)
{
    return t == 0 ? 0 : 1 + fabs(t);
}

static gg_parabola search(curve *c, double curvature, double known, double known_f)
{
    gg_parabola p = {.ask = ask,
                     .context = c,
                     .f0 = c->f(0),
                     .curve = curvature,
                     .guess = 0.1,
                     .longest = 50};
    gg_parabolic_search(&p, known, known_f, 2);
    return p;
}

static void test_a_parabola_takes_three_calls_or_two(void)
{
    curve c = {.f = parabola};
    gg_parabola p = search(&c, 0, 0, 0);
    gsl_test_rel(p.t, 2, 1e-12, "the minimum of a parabola is found");
    gsl_test(c.asked != 3, "in three calls: %d", c.asked);
    gsl_test_rel(p.curve, 3, 1e-9, "with half its second derivative");
    c.asked = 0;
    p = search(&c, 3, 0, 0);
    gsl_test(c.asked != 2, "in two if that is known: %d", c.asked);
    gsl_test_rel(p.t, 2, 1e-12, "and it is the same minimum");
    c.asked = 0;
    p = search(&c, 3, 5, parabola(5));
    gsl_test(c.asked != 1, "in one if a value is known, too: %d", c.asked);
    gsl_test_rel(p.t, 2, 1e-12, "and it is the same again");
}

static void test_a_search_never_ends_higher(void)
{
    curve c = {.f = quartic};
    gg_parabola p = search(&c, 0, 0, 0);
    gsl_test(!(p.f < 1), "a quartic is descended: %g", p.f);
    c = (curve){.f = pit};
    p = search(&c, 0, 0, 0);
    gsl_test(p.t != 0 || p.f != 0, "where all else is higher, nothing moves");
    gsl_test(c.asked > 10, "and the search gives up: %d calls", c.asked);
    c = (curve){.f = slope_only};
    p = search(&c, 0, 0, 0);
    gsl_test(p.t != 50, "along a slope without an end it makes the longest step: %g", p.t);
}

/* --- directions ------------------------------------------------------------------------------- */

static size_t calls_to(const char *loss, size_t n, const char *optimizer, double gap)
{
    size_t calls = 0;
    for (uint32_t k = 0; k < 5; k++) {
        gg_problem *p = NULL;
        lab l;
        gsl_rng *rng = gsl_rng_alloc(gg_philox);
        gg_random_open(rng, 5, GG_START, k);
        lab_must(gg_problem_open(&p, loss, n, 5, k));
        for (size_t i = 0; i < n; i++) p->start[i] = 10 * gsl_rng_uniform(rng) - 5;
        lab_open(&l, p, optimizer, 100000, k);
        lab_calls_to(&l, gap);
        calls += gg_spent(&l.oracle);
        lab_close(&l);
        gg_problem_close(p);
        gsl_rng_free(rng);
    }
    return calls / 5;
}

/* What PRAXIS of NLopt 2.7.1 takes to 1e-6, means over random starts and one published start. */
static void test_valleys_cost_what_they_do_elsewhere(void)
{
    static const size_t turned[] = {41, 1102};
    static const size_t curved[] = {109, 1420};
    for (size_t k = 0; k < 2; k++) {
        const size_t n = k ? 10 : 2;
        const size_t calls = calls_to("ellipsoid:condition=1e6+rotate", n, "powell", 1e-6);
        gsl_test(5 * calls > 6 * turned[k],
                 "a turned ellipsoid in %zu dimensions costs %zu calls, PRAXIS %zu", n, calls,
                 turned[k]);
        gg_problem *p = NULL;
        lab l;
        lab_must(gg_problem_open(&p, "rosenbrock", n, 1, 0));
        lab_open(&l, p, "powell", 100000, 1);
        lab_calls_to(&l, 1e-6);
        gsl_test(5 * gg_spent(&l.oracle) > 6 * curved[k],
                 "Rosenbrock's valley costs %zu calls, PRAXIS %zu", gg_spent(&l.oracle),
                 curved[k]);
        lab_close(&l);
        gg_problem_close(p);
    }
}

/* After a set of cycles on a quadratic the directions are near to the
 * Hessian's eigenvectors, so that one more set ends it: n (n + 1) lines, twice. */
static void test_two_sets_of_cycles_end_a_quadratic(void)
{
    for (size_t n = 2; n <= 8; n *= 2) {
        const size_t calls = calls_to("ellipsoid:condition=10+rotate", n, "powell", 1e-8);
        const size_t most = (size_t)2 * 3 * n * (n + 1);
        gsl_test(calls > most, "a quadratic in %zu dimensions takes %zu calls, %zu allowed", n,
                 calls, most);
    }
}

int main(void)
{
    test_a_parabola_takes_three_calls_or_two();
    test_a_search_never_ends_higher();
    test_two_sets_of_cycles_end_a_quadratic();
    test_valleys_cost_what_they_do_elsewhere();
    return gsl_test_summary();
}
