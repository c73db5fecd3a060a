/* tests/test_nelder_mead.c -- single steps by hand, published iterates, published costs. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

/* McKinnon's function with (tau, theta, phi) = (1, 15, 10), in coordinates in which the first
 * simplex of the method, (0,0), (1,0), (0,1), is his: (0,0), (1,1), (l1,l2). The method is
 * affine invariant, so its iterates are his iterates. */
static double l1, l2;

static void to_mckinnon(const double y[], double x[])
{
    x[0] = y[0] + l1 * y[1];
    x[1] = y[0] + l2 * y[1];
}

static double mckinnon(gg_problem *p, const double y[])
{
    (void)p;
    double x[2];
    to_mckinnon(y, x);
    return (x[0] <= 0 ? 150 : 15) * fabs(x[0]) + x[1] + x[1] * x[1];
}

static double tilted(gg_problem *p, const double x[])
{
    (void)p;
    return x[0] + 2 * x[1];
}

static double ravine(gg_problem *p, const double x[])
{
    (void)p;
    return x[0] + 2 * x[1] < 0 ? 1e3 : x[0] + 2 * x[1];
}

static double wall(gg_problem *p, const double x[])
{
    (void)p;
    return x[0] == 0 && x[1] == 0 ? 0 : 1 + fabs(x[0]) + fabs(x[1]);
}

static const gg_loss mckinnon_loss = {.name = "mckinnon", .value = mckinnon};
static const gg_loss tilted_loss = {.name = "tilted", .value = tilted};
static const gg_loss ravine_loss = {.name = "ravine", .value = ravine};
static const gg_loss wall_loss = {.name = "wall", .value = wall};

static bool has_vertex(const lab *l, double a, double b)
{
    const double *x = NULL;
    const size_t rows = l->method->points(l->state, 2, &x);
    for (size_t k = 0; k < rows; k++)
        if (fabs(x[2 * k] - a) < 1e-15 && fabs(x[2 * k + 1] - b) < 1e-15) return true;
    return false;
}

/* From (0,0), (1,0), (0,1) on f = x + 2 y: the worst is (0,1), the centroid of the others
 * (1/2,0), the reflection (1,-1) with f = -1 the best so far, the expansion (3/2,-2). */
static void test_expansion_is_where_the_hand_puts_it(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &tilted_loss, 2, 0), "nelder_mead:edge=0.1", 100, 1);
    gsl_test(gg_spent(&l.oracle) != 3, "a first simplex in the plane costs 3 calls");
    gsl_test(!has_vertex(&l, 0, 0) || !has_vertex(&l, 1, 0) || !has_vertex(&l, 0, 1),
             "the first simplex has edges of a tenth of the box");
    lab_step(&l);
    gsl_test(gg_spent(&l.oracle) != 5, "an expansion costs 2 calls");
    gsl_test(!has_vertex(&l, 1.5, -2) || has_vertex(&l, 0, 1), "it leads to (3/2, -2)");
    gsl_test(lab_point(&l)[0] != 1.5 || lab_point(&l)[1] != -2, "the best vertex is first");
    lab_close(&l);
}

/* With a cliff below x + 2 y = 0 the reflection (1,-1) has 1000, worse than the worst, and the
 * inside contraction is half-way from (1/2,0) to (0,1): (1/4,1/2), f = 5/4 < 2. */
static void test_inside_contraction_is_where_the_hand_puts_it(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &ravine_loss, 2, 0), "nelder_mead:edge=0.1", 100, 1);
    lab_step(&l);
    gsl_test(gg_spent(&l.oracle) != 5, "a contraction costs 2 calls");
    gsl_test(!has_vertex(&l, 0.25, 0.5) || has_vertex(&l, 0, 1), "it leads to (1/4, 1/2)");
    lab_close(&l);
}

/* f = 0 at the origin alone, else 1 + |x| + |y|. The two others tie at 2; the later one is the
 * worst. Reflection (1,-1): 3. Inside (1/4,1/2): 1.75, accepted. Now (1,0) is the worst with
 * centroid (1/8,1/4): reflection (-3/4,1/2) 2.25, inside (9/16,1/8) 1.6875, accepted. */
static void test_ties_keep_their_order(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &wall_loss, 2, 0), "nelder_mead:edge=0.1", 100, 1);
    lab_step(&l);
    gsl_test(!has_vertex(&l, 0.25, 0.5) || !has_vertex(&l, 1, 0),
             "of two equal vertices the later one is the worst");
    lab_step(&l);
    gsl_test(!has_vertex(&l, 0.5625, 0.125) || has_vertex(&l, 1, 0), "then the earlier");
    lab_close(&l);
}

/* f grows with the distance from the origin on a fan that no contraction improves. */
static double fan(gg_problem *p, const double x[])
{
    (void)p;
    if (x[0] == 0 && x[1] == 0) return 0;
    return (x[0] == 1 && x[1] == 0) || (x[0] == 0 && x[1] == 1) ? 1 : 2;
}
static const gg_loss fan_loss = {.name = "fan", .value = fan};

static void test_shrinking_halves_towards_the_best(void)
{
    lab_problem p;
    lab l;
    lab_open(&l, lab_problem_fill(&p, &fan_loss, 2, 0), "nelder_mead:edge=0.1", 100, 1);
    lab_step(&l);
    gsl_test(gg_spent(&l.oracle) != 3 + 2 + 2,
             "a shrink costs 2 calls and one for each vertex");
    gsl_test(!has_vertex(&l, 0, 0) || !has_vertex(&l, 0.5, 0) || !has_vertex(&l, 0, 0.5),
             "it halves the simplex towards the best vertex");
    lab_close(&l);
}

/* fminsearch of MATLAB, and SciPy: 5 % of each coordinate, 0.00025 of one that is 0. */
static void test_edges_are_shares_of_the_start_if_asked(void)
{
    lab_problem p;
    lab l;
    lab_problem_fill(&p, &fan_loss, 2, 4);
    p.start[1] = 0;
    lab_open(&l, &p.problem, "nelder_mead:unit=start", 100, 1);
    gsl_test(!has_vertex(&l, 4, 0) || !has_vertex(&l, 4.2, 0) || !has_vertex(&l, 4, 0.00025),
             "unit=start: 5 %% of a coordinate, 0.00025 of one that is 0");
    lab_close(&l);
    lab_open(&l, &p.problem, "nelder_mead:unit=start:edge=0.5", 100, 1);
    gsl_test(!has_vertex(&l, 6, 0), "unit=start:edge=0.5: half of a coordinate");
    lab_close(&l);
}

/* McKinnon 1998: vertex k is (l1^k, l2^k); the best stays (0,0); each step is an inside
 * contraction. Rounding breaks the sequence later. */
static void test_mckinnon_is_followed_for_50_steps(void)
{
    lab_problem p;
    lab l;
    l1 = (1 + sqrt(33)) / 8;
    l2 = (1 - sqrt(33)) / 8;
    gsl_test_rel(l1, 0.84307033081725358248, 1e-15, "the published first vertex");
    lab_open(&l, lab_problem_fill(&p, &mckinnon_loss, 2, 0), "nelder_mead:edge=0.1:renew=no",
             1000, 1);
    for (int k = 0; k < 50; k++) {
        lab_step(&l);
        const double *y = NULL;
        double x[2];
        double nearest = INFINITY;
        l.method->points(l.state, 2, &y);
        for (size_t v = 0; v < 3; v++) {
            to_mckinnon(y + 2 * v, x);
            const double off = fmax(fabs(x[0] / pow(l1, k + 2) - 1),
                                    fabs(x[1] / pow(l2, k + 2) - 1));
            nearest = fmin(nearest, off);
        }
        gsl_test(nearest > 1e-6, "step %d makes the vertex (l1^%d, l2^%d) (off by %g)", k,
                 k + 2, k + 2, nearest);
        gsl_test(y[0] != 0 || y[1] != 0, "the best vertex is (0,0) after step %d", k);
    }
    gsl_test(gg_spent(&l.oracle) != 3 + 2 * 50, "each of 50 steps is a contraction of 2 calls");
    lab_finish(&l);
    gsl_test(l.oracle.best < 0, "without restarts it never leaves f = 0 (%g)", l.oracle.best);
    lab_close(&l);
}

/* Terraces four wide: the first simplex at (4, 4) sees one value only. */
static double terrace(gg_problem *p, const double x[])
{
    const double a = floor(x[0] / 4 + 0.5);
    const double b = floor(x[1] / 4 + 0.5);
    (void)p;
    return a * a + b * b;
}
static const gg_loss terrace_loss = {.name = "terrace", .value = terrace};

static void test_a_restart_leaves_a_terrace(void)
{
    lab_problem p;
    gg_problem *q = lab_problem_fill(&p, &terrace_loss, 2, 4);
    gsl_test(lab_best(q, "nelder_mead:edge=0.1:renew=no", 1000, 1) != 2,
             "without restarts a terrace holds the simplex");
    gsl_test(lab_best(q, "nelder_mead:edge=0.1", 1000, 1) != 0, "with restarts it is left");
}

static size_t calls_on(const char *spec, size_t n, double target, const char *optimizer)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, spec, n, 1, 0));
    lab_open(&l, p, optimizer, 50000, 1);
    const size_t calls = lab_calls_to(&l, target);
    lab_close(&l);
    gg_problem_close(p);
    return calls;
}

static void test_it_costs_no_more_than_others(void)
{
    static const struct {
        const char *loss;
        size_t n;
        double target;
        size_t most;
    } costs[] = {/* the best of NLopt, GSL, SciPy, R, from the same starts or worse */
                 {"rosenbrock", 2, 1e-4, 160},  {"sphere", 2, 1e-4, 39},
                 {"sphere", 10, 1e-4, 656},     {"rosenbrock", 10, 1e-4, 3567},
                 {"ellipsoid", 10, 1e-8, 3300}, {"sphere", 10, 1e-8, 900}};
    for (size_t k = 0; k < sizeof costs / sizeof *costs; k++) {
        const size_t calls = calls_on(costs[k].loss, costs[k].n, costs[k].target,
                                      "nelder_mead:edge=0.1");
        gsl_test(calls > costs[k].most,
                 "%s in %zu dimensions to %g costs %zu calls at most (%zu)", costs[k].loss,
                 costs[k].n, costs[k].target, costs[k].most, calls);
    }
}

/* Calls to 1e-8 on the sphere from five random starts together. */
static size_t calls_from_anywhere(size_t n, const char *optimizer)
{
    size_t calls = 0;
    for (uint32_t k = 0; k < 5; k++) {
        gg_problem *p = NULL;
        lab l;
        gsl_rng *rng = gsl_rng_alloc(gg_philox);
        gg_random_open(rng, 1, GG_START, k);
        lab_must(gg_problem_open(&p, "sphere", n, 1, k));
        for (size_t i = 0; i < n; i++) p->start[i] = 10 * gsl_rng_uniform(rng) - 5;
        lab_open(&l, p, optimizer, 50000, 1);
        lab_calls_to(&l, 1e-8);
        calls += gg_spent(&l.oracle);
        lab_close(&l);
        gg_problem_close(p);
        gsl_rng_free(rng);
    }
    return calls;
}

static void test_adaptive_coefficients_pay_in_many_dimensions(void)
{
    const size_t standard = calls_from_anywhere(16,
                                                "nelder_mead:edge=0.1:coefficients=standard");
    const size_t adaptive = calls_from_anywhere(16,
                                                "nelder_mead:edge=0.1:coefficients=adaptive");
    gsl_test(2 * adaptive > standard, "adaptive costs half of standard at n = 16 (%zu, %zu)",
             adaptive, standard);
}

static void test_one_dimension_is_no_special_case(void)
{
    gsl_test(calls_on("sphere", 1, 1e-12, "nelder_mead:edge=0.1") > 100, "n = 1 is solved");
    gsl_test(calls_on("sphere", 1, 1e-12, "nelder_mead:edge=0.1:coefficients=adaptive") > 100,
             "n = 1 is solved with adaptive coefficients, which shrink to nothing there");
}

int main(void)
{
    test_expansion_is_where_the_hand_puts_it();
    test_inside_contraction_is_where_the_hand_puts_it();
    test_ties_keep_their_order();
    test_shrinking_halves_towards_the_best();
    test_edges_are_shares_of_the_start_if_asked();
    test_mckinnon_is_followed_for_50_steps();
    test_a_restart_leaves_a_terrace();
    test_it_costs_no_more_than_others();
    test_adaptive_coefficients_pay_in_many_dimensions();
    test_one_dimension_is_no_special_case();
    return gsl_test_summary();
}
