/* tests/test_simplex_qp.c -- nearest points of hulls, in closed form, and the conditions of Karush,
 * Kuhn and Tucker. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_test.h>

#include "base/random.h"
#include "base/vector.h"
#include "optimizers/nonsmooth/simplex_qp.h"

enum { MOST = 80, LONG = 64, ROOM = MOST * MOST + 5 * MOST };

static double Q[MOST * MOST];
static double room[ROOM];

static void form(size_t m, size_t n, const double *g)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++) Q[i * m + j] = gg_dot(n, g + i * n, g + j * n);
}

/* The point of the hull nearest to 0, and the weights. */
static void nearest(size_t m, size_t n, const double *g, double w[], double out[])
{
    form(m, n, g);
    gg_fill(m, 0, w);
    gg_simplex_qp(m, m, Q, NULL, w, room);
    gg_fill(n, 0, out);
    for (size_t i = 0; i < m; i++) gg_along(n, out, w[i], g + i * n, out);
}

static void test_the_room_is_as_large_as_here(void)
{
    gsl_test(gg_simplex_qp_room(MOST) > ROOM, "%d columns take %zu doubles of room", MOST,
             gg_simplex_qp_room(MOST));
}

/* Of the hull of e_1 ... e_n the centre is nearest, at 1 / sqrt(n). */
static void test_of_the_unit_simplex_the_centre_is_nearest(void)
{
    for (size_t n = 1; n <= 64; n *= 2) {
        double g[64 * 64] = {0};
        double w[64];
        double p[64];
        for (size_t i = 0; i < n; i++) g[i * n + i] = 1;
        nearest(n, n, g, w, p);
        for (size_t i = 0; i < n; i += 1 + n / 4)
            gsl_test_rel(w[i], 1 / (double)n, 1e-13, "each of %zu unit vectors weighs 1/n", n);
        gsl_test_rel(gg_norm(n, p), 1 / sqrt((double)n), 1e-13, "and the rest is 1/sqrt(n)");
    }
}

/* On a segment from a to b the nearest point is a + t (b - a), t = a'(a - b) / |a - b|^2 in
 * [0, 1]. */
static void test_of_a_segment_the_foot_is_nearest(void)
{
    const double ends[][4] = {{3, 1, -1, 2}, {1, 1, 2, 3}, {5, 0, 0, 1e-3}, {1, 1, 1, 1}};
    for (size_t k = 0; k < 4; k++) {
        const double *a = ends[k];
        const double *b = a + 2;
        double w[2];
        double p[2];
        const double square = gg_distance(2, a, b) * gg_distance(2, a, b);
        const double t = square > 0 ? (a[0] * (a[0] - b[0]) + a[1] * (a[1] - b[1])) / square
                                    : 0;
        const double share = fmin(fmax(t, 0), 1);
        nearest(2, 2, ends[k], w, p);
        for (int i = 0; i < 2; i++)
            gsl_test_abs(p[i], a[i] + share * (b[i] - a[i]), 1e-14,
                         "the foot of segment %zu, component %d", k, i);
    }
}

/* +-c_i e_i: 0 is in the hull, whatever the c. */
static void test_a_hull_around_0_holds_0(void)
{
    enum { N = 10 };
    double g[2 * N * N] = {0};
    double w[2 * N];
    double p[N];
    for (size_t i = 0; i < N; i++) {
        g[(2 * i) * (size_t)N + i] = ldexp(1, (int)i);
        g[(2 * i + 1) * N + i] = -3;
    }
    nearest((size_t)2 * N, N, g, w, p);
    gsl_test_abs(gg_norm(N, p) / 512, 0, 1e-13, "0 is in the hull of a cross-polytope");
}

/* Duplicates and many more columns than dimensions make Q singular. */
static void test_dependent_columns_do_no_harm(void)
{
    double g[60 * 3];
    double w[60];
    double p[3];
    for (size_t i = 0; i < 60; i++) {
        g[3 * i] = cos((double)i * 0.7);
        g[3 * i + 1] = sin((double)i * 0.7);
        g[3 * i + 2] = i % 3 ? 2 : 5; /* on two circles, at heights 2 and 5 */
    }
    nearest(60, 3, g, w, p);
    gsl_test_rel(p[2], 2, 1e-13, "the nearest point lies on the lower of two discs");
    gsl_test_abs(hypot(p[0], p[1]), 0, 1e-12, "in its middle");
}

/* Q = 0: a linear program, whose solution is the least a. */
static void test_without_Q_the_least_cost_wins(void)
{
    const double a[] = {3, 1, 0.5, 2, 0.5000001};
    double w[] = {0.2, 0.2, 0.2, 0.2, 0.2};
    gg_fill(25, 0, Q);
    const double level = gg_simplex_qp(5, 5, Q, a, w, room);
    gsl_test_rel(w[2], 1, 1e-14, "the cheapest column has all the weight");
    gsl_test_rel(level, 0.5, 1e-14, "the level is its cost");
}

/* min w_1^2/2 + w_2^2/2 + c w_2: w_2 = (1 - c)/2 for 0 <= c <= 1, then 0. */
static void test_costs_move_the_weights(void)
{
    for (int k = 0; k <= 15; k++) {
        const double c = 0.1 * k;
        const double a[] = {0, c};
        double w[2] = {0};
        const double eye[] = {1, 0, 0, 1};
        const double level = gg_simplex_qp(2, 2, eye, a, w, room);
        const double w2 = c < 1 ? (1 - c) / 2 : 0;
        gsl_test_abs(w[1], w2, 1e-14, "w_2 = (1 - c)/2 or 0 for c = %g", c);
        gsl_test_abs(level, (1 - w2) * (1 - w2) + w2 * (w2 + c), 1e-14, "and its level");
    }
}

/* KKT: sum w = 1, w >= 0, (Qw + a)_i = level where w_i > 0, at least that elsewhere. */
static void check_kkt(size_t m, const double a[], const double w[], double level, size_t n)
{
    double sum = 0;
    double above = 0;
    double below = 0;
    double scale = 0;
    for (size_t i = 0; i < m; i++) {
        const double slope = gg_dot(m, Q + i * m, w) + a[i];
        sum += w[i];
        scale = fmax(scale, Q[i * m + i] + fabs(a[i]));
        below = fmax(below, level - slope);
        if (w[i] > 0) above = fmax(above, slope - level);
        gsl_test(!(w[i] >= 0), "weights are not negative");
    }
    gsl_test_rel(sum, 1, 1e-12, "the weights sum to 1 (m = %zu, n = %zu)", m, n);
    gsl_test(below > 1e-12 * scale,
             "no slope lies below the level, m = %zu, n = %zu (%g of %g)", m, n, below, scale);
    gsl_test(above > 1e-12 * scale, "with weight none above, m = %zu, n = %zu (%g of %g)", m, n,
             above, scale);
}

static void test_random_problems_meet_the_conditions(void)
{
    static double g[MOST * LONG];
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_START, 0);
    for (int k = 0; k < 200; k++) {
        const size_t m = 1 + gsl_rng_uniform_int(rng, MOST);
        const size_t n = 1 + gsl_rng_uniform_int(rng, LONG);
        double a[MOST];
        double w[MOST];
        for (size_t i = 0; i < m * n; i++) g[i] = gsl_ran_gaussian(rng, 1) + (k % 3);
        for (size_t i = 0; i < m; i++) a[i] = k % 2 ? gsl_ran_exponential(rng, 1) : 0;
        for (size_t i = 0; i < m; i++) w[i] = k % 5 ? 0 : 1 / (double)m; /* warm or cold */
        form(m, n, g);
        const double level = gg_simplex_qp(m, m, Q, a, w, room);
        check_kkt(m, a, w, level, n);
    }
    gsl_rng_free(rng);
}

int main(void)
{
    test_the_room_is_as_large_as_here();
    test_of_the_unit_simplex_the_centre_is_nearest();
    test_of_a_segment_the_foot_is_nearest();
    test_a_hull_around_0_holds_0();
    test_dependent_columns_do_no_harm();
    test_without_Q_the_least_cost_wins();
    test_costs_move_the_weights();
    test_random_problems_meet_the_conditions();
    return gsl_test_summary();
}
