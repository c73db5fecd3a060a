/* tests/test_pairs.c -- the matrix that pairs of steps and changes make. */
#include <gsl/gsl_test.h>

#include "base/vector.h"
#include "optimizers/pairs.h"

enum { N = 3, MOST = 3 };

/* Pairs that are conjugate for H = [[4, 1, 0], [1, 3, 1], [0, 1, 2]]. */
static const double H[N][N] = {{4, 1, 0}, {1, 3, 1}, {0, 1, 2}};

static void multiply(const double v[], double out[])
{
    for (size_t i = 0; i < N; i++) out[i] = gg_dot(N, H[i], v);
}

/* s = the k-th axis, made conjugate to those before. */
static void conjugate(size_t k, double s[N][N], double y[N][N])
{
    gg_fill(N, 0, s[k]);
    s[k][k] = 1;
    for (size_t j = 0; j < k; j++) {
        const double share = y[j][k] / gg_dot(N, s[j], y[j]);
        gg_along(N, s[k], -share, s[j], s[k]);
    }
    multiply(s[k], y[k]);
}

static void test_conjugate_pairs_make_the_inverse(void)
{
    gg_pairs c = {.n = N, .most = MOST, .scale = 1};
    double ring[2 * MOST * N + 2 * MOST];
    double s[N][N];
    double y[N][N];
    gsl_test(gg_pairs_size(N, MOST) != sizeof ring / sizeof *ring, "the ring's size");
    for (size_t k = 0; k < N; k++) {
        conjugate(k, s, y);
        gsl_test(!gg_pairs_add(&c, ring, s[k], y[k]), "pair %zu is kept", k);
    }
    const double r[N] = {1, -2, 3};
    double d[N];
    double back[N];
    gg_pairs_turn(&c, ring, r, d);
    multiply(d, back);
    for (size_t i = 0; i < N; i++)
        gsl_test_rel(back[i], -r[i], 1e-13, "H times what r turns to is -r, component %zu", i);
}

static void test_the_newest_pair_is_always_met(void)
{
    gg_pairs c = {.n = N, .most = 2, .scale = 1};
    double ring[2 * 2 * N + 2 * 2];
    double d[N];
    for (int k = 0; k < 5; k++) { /* the ring turns */
        const double s[N] = {cos(k), sin(2 * k), 1};
        double y[N];
        multiply(s, y);
        gg_pairs_add(&c, ring, s, y);
        gg_pairs_turn(&c, ring, y, d);
        for (size_t i = 0; i < N; i++)
            gsl_test_abs(d[i], -s[i], 1e-13, "the change of pair %d turns to its step", k);
    }
    gsl_test(c.count != 2, "no more pairs are held than there is room for");
}

static void test_pairs_without_curvature_are_left_out(void)
{
    gg_pairs c = {.n = N, .most = MOST, .scale = 1};
    double ring[2 * MOST * N + 2 * MOST] = {0};
    const double s[N] = {1, 0, 0};
    const double against[N] = {-1, 0, 0};
    const double across[N] = {0, 1, 0};
    const double none[N] = {0, 0, 0};
    const double broken[N] = {NAN, 0, 0};
    gsl_test(gg_pairs_add(&c, ring, s, against), "negative curvature is left out");
    gsl_test(gg_pairs_add(&c, ring, s, across), "a change across the step is left out");
    gsl_test(gg_pairs_add(&c, ring, s, none), "no change is left out");
    gsl_test(gg_pairs_add(&c, ring, s, broken), "what is not a number is left out");
    double d[N];
    gg_pairs_turn(&c, ring, s, d);
    gsl_test(d[0] != -1 || d[1] != 0 || d[2] != 0, "without pairs r turns to -r");
}

int main(void)
{
    test_conjugate_pairs_make_the_inverse();
    test_the_newest_pair_is_always_met();
    test_pairs_without_curvature_are_left_out();
    return gsl_test_summary();
}
