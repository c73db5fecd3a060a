/* tests/test_quadratic_model.c -- few calls on quadratics, honest ends, no fear of walls. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static double bowl(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += (x[i] - 1) * (x[i] - 1);
    return f;
}

static double coupled(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++)
        for (size_t j = 0; j < p->n; j++)
            f += (x[i] - 1) * (x[j] - 1) * (i == j ? 2 : 1.0 / (1 + (double)(i + j)));
    return f;
}

static double walled(gg_problem *p, const double x[])
{
    for (size_t i = 0; i < p->n; i++)
        if (x[i] < 0.9) return INFINITY;
    return bowl(p, x);
}

/* As walled in as can be: finite at the start alone. */
static double lonely(gg_problem *p, const double x[])
{
    for (size_t i = 0; i < p->n; i++)
        if (x[i] != 3) return NAN;
    return 4;
}

static double raised(gg_problem *p, const double x[])
{
    return 1e6 + bowl(p, x);
}

static double kinked(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += fabs(x[i] - 0.3);
    return f;
}

static double steep(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f = fmax(f, fabs(x[i] - 0.3 * (double)(i % 3)));
    return f;
}

/* Kinked, and rough in the last digits. */
static double rough(gg_problem *p, const double x[])
{
    double f = 50;
    for (size_t i = 0; i < p->n; i++) f += fabs(x[i]) + 1e-12 * sin(1e9 * x[i] + (double)i);
    return f;
}

static double huge(gg_problem *p, const double x[])
{
    return 1e300 * bowl(p, x);
}

static const gg_loss bowl_loss = {.name = "bowl", .value = bowl};
static const gg_loss coupled_loss = {.name = "coupled", .value = coupled};
static const gg_loss walled_loss = {.name = "walled", .value = walled};
static const gg_loss lonely_loss = {.name = "lonely", .value = lonely};
static const gg_loss raised_loss = {.name = "raised", .value = raised};
static const gg_loss kinked_loss = {.name = "kinked", .value = kinked};
static const gg_loss steep_loss = {.name = "steep", .value = steep};
static const gg_loss rough_loss = {.name = "rough", .value = rough};
static const gg_loss huge_loss = {.name = "huge", .value = huge};

static size_t calls_to(const gg_loss *loss, size_t n, const char *optimizer, double target)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, loss, n, 4), optimizer, 20000, 1);
    const size_t calls = lab_calls_to(&l, target);
    lab_close(&l);
    return calls;
}

/* What NEWUOA takes, 2 n + 5, with a fifth to spare. */
static void test_a_sphere_takes_little_more_than_its_points(void)
{
    static const size_t dimensions[] = {2, 10, 50};
    for (size_t i = 0; i < 3; i++) {
        const size_t n = dimensions[i];
        const size_t calls = calls_to(&bowl_loss, n, "quadratic_model", 1e-6);
        gsl_test(!((double)calls <= 1.2 * (2 * (double)n + 5)),
                 "a sphere takes 1.2 (2 n + 5) calls at most, n = %zu (%zu)", n, calls);
    }
}

/* Physical limit: (n + 1)(n + 2)/2 values determine a quadratic. Then steps are as exact as the
 * trust region's, 1e-4 of the gradient, 1e-8 of f, once it has grown to reach the minimum. */
static void test_a_full_model_of_a_quadratic_is_exact(void)
{
    for (size_t n = 2; n <= 10; n += 4) {
        const size_t known = (n + 1) * (n + 2) / 2;
        lab_problem p;
        lab l;
        lab_open(&l, lab_problem_fill(&p, &coupled_loss, n, 4),
                 "quadratic_model:points=all:radius=0.5", 20000, 1);
        gsl_test(gg_spent(&l.oracle) != known, "a full set costs %zu calls", known);
        const size_t calls = lab_calls_to(&l, 1e-8 * l.oracle.first);
        gsl_test(calls > known + 4, "four more are at the minimum, n = %zu (%zu)", n, calls);
        lab_close(&l);
    }
}

static void test_an_arrival_is_an_arrival(const gg_loss *loss, size_t n, const char *optimizer,
                                          double f, double within)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, loss, n, 4), optimizer, 20000, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_DONE, "%s says that it has arrived on %s, n = %zu (%zu calls)",
             optimizer, loss->name, n, gg_spent(&l.oracle));
    gsl_test(!l.oracle.why, "and why");
    gsl_test_abs(l.oracle.best, f, within, "it has arrived on %s, n = %zu", loss->name, n);
    lab_close(&l);
}

static void test_walls_are_no_ends(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &walled_loss, 4, 4), "quadratic_model", 2000, 1);
    const size_t calls = lab_calls_to(&l, 1e-6);
    gsl_test(calls > 200, "a minimum 0.1 from a wall is found (%zu calls)", calls);
    lab_close(&l);
    lab_open(&l, lab_problem_fill(&p, &lonely_loss, 4, 3), "quadratic_model", 2000, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_STUCK || gg_spent(&l.oracle) == 2000,
             "where all around is NaN it is stuck");
    gsl_test(!l.oracle.why || !strstr(l.oracle.why, "not finite"), "and says why");
    lab_close(&l);
}

/* A model that only ever shrinks takes ten times as many at n = 10. */
static void test_a_kink_is_not_crawled_along(void)
{
    for (size_t n = 10; n <= 20; n += 10) {
        const size_t calls = calls_to(&steep_loss, n, "quadratic_model", 1e-6);
        gsl_test(calls > 50 * n * n,
                 "the greatest of n moduli takes 50 n^2 calls at most, n = %zu (%zu)", n,
                 calls);
    }
}

/* A run to the least distance and three fresh sets take 50 n calls each; gains in the last
 * digits are no reason for more. */
static void test_gains_of_noise_are_no_gains(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &rough_loss, 20, 4), "quadratic_model", 20000, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_DONE, "a rough kink has an end");
    gsl_test(gg_spent(&l.oracle) > 5000, "soon after nothing more is won (%zu calls)",
             gg_spent(&l.oracle));
    gsl_test_abs(l.oracle.best, 50, 1e-6, "at the minimum");
    lab_close(&l);
}

int main(void)
{
    test_a_sphere_takes_little_more_than_its_points();
    test_a_full_model_of_a_quadratic_is_exact();
    test_an_arrival_is_an_arrival(&bowl_loss, 1, "quadratic_model", 0, 1e-20);
    test_an_arrival_is_an_arrival(&bowl_loss, 5, "quadratic_model", 0, 1e-20);
    test_an_arrival_is_an_arrival(&bowl_loss, 5, "quadratic_model:points=few", 0, 1e-20);
    test_an_arrival_is_an_arrival(&bowl_loss, 5, "quadratic_model:retries=0", 0, 1e-20);
    test_an_arrival_is_an_arrival(&coupled_loss, 5, "quadratic_model:points=all", 0, 1e-20);
    test_an_arrival_is_an_arrival(&raised_loss, 5, "quadratic_model", 1e6, 1e-9);
    test_an_arrival_is_an_arrival(&kinked_loss, 2, "quadratic_model", 0, 1e-6);
    test_an_arrival_is_an_arrival(&huge_loss, 3, "quadratic_model", 0, 1e280);
    test_walls_are_no_ends();
    test_a_kink_is_not_crawled_along();
    test_gains_of_noise_are_no_gains();
    return gsl_test_summary();
}
