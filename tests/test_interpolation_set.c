/* tests/test_interpolation_set.c -- the inverse KKT matrix, beside GSL's LU. */
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_test.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "optimizers/gradient_free/interpolation_build.h"

enum { N = 4, MOST = 15, ORDER = MOST + N + 1 };

static double memory[4000];
static double inverse[ORDER][ORDER]; /* of W, by GSL */
static gsl_rng *rng;

static gg_interpolation_set random_set(size_t m, double centre, double radius)
{
    gg_interpolation_set s = gg_interpolation_at(memory, N, m);
    for (size_t i = 0; i < m * N; i++)
        s.y[i] = centre + radius * (2 * gsl_rng_uniform(rng) - 1);
    return s;
}

static void invert(const gg_interpolation_set *s)
{
    const size_t order = s->m + N + 1;
    gsl_matrix *w = gsl_matrix_calloc(order, order);
    gsl_matrix *h = gsl_matrix_alloc(order, order);
    gsl_permutation *p = gsl_permutation_alloc(order);
    for (size_t i = 0; i < s->m; i++) {
        for (size_t j = 0; j < s->m; j++) {
            const double yy = gg_dot(N, s->y + i * N, s->y + j * N);
            gsl_matrix_set(w, i, j, 0.5 * yy * yy);
        }
        for (size_t j = 0; j <= N; j++) {
            const double x = j == 0 ? 1 : s->y[i * N + j - 1];
            gsl_matrix_set(w, i, s->m + j, x);
            gsl_matrix_set(w, s->m + j, i, x);
        }
    }
    int sign = 0;
    gsl_linalg_LU_decomp(w, p, &sign);
    gsl_linalg_LU_invert(w, p, h);
    for (size_t i = 0; i < order; i++)
        for (size_t j = 0; j < order; j++) inverse[i][j] = gsl_matrix_get(h, i, j);
    gsl_matrix_free(w);
    gsl_matrix_free(h);
    gsl_permutation_free(p);
}

/* The largest difference in Omega, Xi and Upsilon, each in units of its largest number. */
static double difference(const gg_interpolation_set *s)
{
    const size_t m = s->m;
    double most[3] = {0};
    double off[3] = {0};
    invert(s);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++) {
            double omega = 0;
            for (size_t k = 0; k < m - N - 1; k++) omega += s->z[k * m + i] * s->z[k * m + j];
            off[0] = fmax(off[0], fabs(omega - inverse[i][j]));
            most[0] = fmax(most[0], fabs(inverse[i][j]));
        }
    for (size_t j = 0; j < N; j++)
        for (size_t i = 0; i < m + N; i++) {
            const double h = inverse[i < m ? i : i + 1][m + 1 + j];
            const int part = i < m ? 1 : 2;
            off[part] = fmax(off[part], fabs(s->b[j * (m + N) + i] - h));
            most[part] = fmax(most[part], fabs(h));
        }
    /* With (n + 1)(n + 2)/2 points Upsilon is zero but for rounding. */
    const double upsilon = m == MOST ? 0 : off[2] / most[2];
    return fmax(fmax(off[0] / most[0], off[1] / most[1]), upsilon);
}

static void test_a_build_is_the_inverse(size_t m)
{
    for (int k = 0; k < 5; k++) {
        const gg_interpolation_set s = random_set(m, 0, 1);
        gsl_test(!gg_interpolation_build(&s), "%zu random points determine a model", m);
        const double off = difference(&s);
        gsl_test(!(off < 1e-9), "H built from %zu points is W's inverse (%.2g)", m, off);
    }
}

/* l_k(y_at + d), all of them */
static void look(const gg_interpolation_set *s, size_t at, const double to[], double l[])
{
    double d[N];
    gg_interpolation_step step = {.lagrange = l};
    gg_along(N, to, -1, s->y + at * N, d);
    gg_interpolation_look(s, at, d, &step);
}

static double off_cardinal(const gg_interpolation_set *s, size_t at)
{
    double l[MOST + N];
    double most = 0;
    for (size_t k = 0; k < s->m; k++) {
        look(s, at, s->y + k * N, l);
        for (size_t t = 0; t < s->m; t++) most = fmax(most, fabs(l[t] - (t == k)));
    }
    return most;
}

static void test_the_first_set_is_the_inverse(size_t m)
{
    const double r = 0.3;
    const gg_interpolation_set s = random_set(m, 0, 0);
    for (size_t k = 1; k < m; k++) s.y[k * N + (k - 1) % N] = k <= N ? r : -r;
    gg_interpolation_axes(&s, r);
    double upsilon = 0; /* zero where an axis has both points */
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) upsilon = fmax(upsilon, fabs(s.b[j * (m + N) + m + i]));
    const double off = m == 2 * N + 1 ? upsilon : difference(&s);
    gsl_test(!(off < 1e-12), "H written down for %zu points is W's inverse (%.2g)", m, off);
    gsl_test(!(off_cardinal(&s, 0) < 1e-13), "and Lagrange functions are 1 at their points");
}

static void test_units_do_not_matter(void)
{
    gg_interpolation_set s = random_set(2 * N + 1, 0, 1e-8);
    gsl_test(!gg_interpolation_build(&s), "tiny sets are built");
    const double unit = 0x1p-20;
    double before[N];
    for (size_t j = 0; j < N; j++) before[j] = s.b[j * (s.m + N)];
    for (size_t i = 0; i < s.m * N; i++) s.y[i] *= unit;
    gsl_test(!gg_interpolation_build(&s), "and tinier ones");
    for (size_t j = 0; j < N; j++)
        gsl_test_rel(s.b[j * (s.m + N)], before[j] / unit, 1e-12,
                     "gradients of Lagrange functions go as 1 / length");
}

static void test_updates_keep_the_inverse(size_t m)
{
    gg_interpolation_set s = random_set(m, 0, 1);
    gg_interpolation_build(&s);
    double l[MOST + N];
    size_t made = 0;
    for (int k = 0; k < 300; k++) {
        const size_t at = gsl_rng_uniform_int(rng, m);
        const size_t t = gsl_rng_uniform_int(rng, m);
        double to[N];
        double d[N];
        for (size_t i = 0; i < N; i++) to[i] = 2 * gsl_rng_uniform(rng) - 1;
        gg_along(N, to, -1, s.y + at * N, d);
        gg_interpolation_step step = {.lagrange = l};
        gg_interpolation_look(&s, at, d, &step);
        if (fabs(l[t]) < 0.3) continue; /* as a geometry step would choose */
        gg_interpolation_replace(&s, t, at, d, &step);
        made++;
    }
    gsl_test(made < 50, "many points are replaced (%zu)", made);
    const double off = difference(&s);
    gsl_test(!(off < 1e-8), "after %zu updates H of %zu points is W's inverse (%.2g)", made, m,
             off);
    const double cardinal = off_cardinal(&s, 1);
    gsl_test(!(cardinal < 1e-8),
             "and Lagrange functions are 1 at their points, 0 at others "
             "(%.2g)",
             cardinal);
}

/* beta = w'w / 2 - w'Hw with Powell's w(x), from the inverse in full. */
static void test_beta_and_alpha_are_what_they_are_called(void)
{
    const size_t m = 2 * N + 1;
    const gg_interpolation_set s = random_set(m, 0.5, 1);
    gg_interpolation_build(&s);
    invert(&s);
    double l[MOST + N];
    double w[ORDER];
    const double x[N] = {0.3, -1, 0.8, 2};
    double d[N];
    gg_along(N, x, -1, s.y + (size_t)2 * N, d);
    gg_interpolation_step step = {.lagrange = l};
    gg_interpolation_look(&s, 2, d, &step);
    for (size_t k = 0; k < m; k++) w[k] = 0.5 * pow(gg_dot(N, s.y + k * N, x), 2);
    w[m] = 1;
    gg_copy(N, x, w + m + 1);
    double beta = 0.5 * pow(gg_dot(N, x, x), 2);
    for (size_t i = 0; i < m + N + 1; i++) beta -= w[i] * gg_dot(m + N + 1, inverse[i], w);
    gsl_test_rel(step.beta, beta, 1e-9, "beta is |x|^4 / 2 - w'Hw");
    for (size_t t = 0; t < m; t++) {
        const double tau = gg_dot(m + N + 1, inverse[t], w);
        gsl_test_rel(gg_interpolation_alpha(&s, t), inverse[t][t], 1e-9, "alpha_%zu is H_tt",
                     t);
        gsl_test_rel(gg_interpolation_denominator(&s, t, &step),
                     inverse[t][t] * beta + tau * tau, 1e-8,
                     "the denominator is alpha beta + tau^2");
        gsl_test_rel(gg_interpolation_denominators(&s, &step)[t],
                     inverse[t][t] * beta + tau * tau, 1e-8, "and so it is among all of them");
    }
}

static void test_a_shift_keeps_the_inverse(size_t m)
{
    const double by[N] = {0.7, -0.3, 1.1, 0.2};
    const gg_interpolation_set s = random_set(m, 0.5, 1);
    gg_interpolation_build(&s);
    gg_interpolation_shift(&s, by);
    const double off = difference(&s);
    gsl_test(!(off < 1e-9), "after a shift H of %zu points is W's inverse (%.2g)", m, off);
}

/* The KKT system itself, for f: lambda and the gradient. */
static void test_a_fit_solves_the_KKT_system(void)
{
    const size_t m = 2 * N + 2;
    const gg_interpolation_set s = random_set(m, 0, 1);
    gg_interpolation_build(&s);
    invert(&s);
    double f[MOST];
    double weight[MOST];
    double gradient[N];
    for (size_t k = 0; k < m; k++) f[k] = gsl_rng_uniform(rng);
    gg_interpolation_fit(&s, 3, f, weight, gradient);
    for (size_t k = 0; k < m; k++)
        gsl_test_abs(weight[k], gg_dot(m, inverse[k], f), 1e-9, "weight_%zu is lambda_%zu", k,
                     k);
    for (size_t j = 0; j < N; j++) {
        double g = gg_dot(m, inverse[m + 1 + j], f);
        for (size_t k = 0; k < m; k++)
            g += weight[k] * s.y[k * N + j] * gg_dot(N, s.y + k * N, s.y + (size_t)3 * N);
        gsl_test_abs(gradient[j], g, 1e-9, "the gradient is the system's, carried to y_3");
    }
}

static void test_useless_sets_are_refused(void)
{
    gg_interpolation_set s = random_set(2 * N + 1, 0, 1);
    for (size_t k = 0; k < s.m; k++) s.y[k * N + 2] = 0.25;
    gsl_test(gg_interpolation_build(&s), "points in a plane determine no model");
    s = random_set(2 * N + 1, 0, 1);
    gg_copy(N, s.y, s.y + (size_t)3 * N);
    gsl_test(gg_interpolation_build(&s), "nor do points that coincide");
    s = random_set(MOST, 0, 1);
    for (size_t k = 0; k < s.m; k++) {
        const double length = gg_norm(N, s.y + k * N);
        for (size_t i = 0; i < N; i++) s.y[k * N + i] /= length;
    }
    gsl_test(gg_interpolation_build(&s), "nor do 15 points on a sphere");
    s = random_set(MOST, 0, 0);
    gsl_test(gg_interpolation_build(&s), "nor does one point 15 times");
}

int main(void)
{
    rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    if (gg_interpolation_doubles(N, MOST) > sizeof memory / sizeof *memory) return 1;
    static const size_t counts[] = {N + 2, N + N, N + N + 1, N + N + 4, MOST};
    for (size_t i = 0; i < 5; i++) {
        test_a_build_is_the_inverse(counts[i]);
        test_updates_keep_the_inverse(counts[i]);
        test_a_shift_keeps_the_inverse(counts[i]);
    }
    for (size_t m = N + 2; m <= (size_t)2 * N + 1; m++) test_the_first_set_is_the_inverse(m);
    test_units_do_not_matter();
    test_beta_and_alpha_are_what_they_are_called();
    test_a_fit_solves_the_KKT_system();
    test_useless_sets_are_refused();
    gsl_rng_free(rng);
    return gsl_test_summary();
}
