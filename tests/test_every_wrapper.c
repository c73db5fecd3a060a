/* tests/test_every_wrapper.c -- what changes under a wrapper, and what may not. */
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_sort_vector.h>
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/loss.h"

enum { N = 8 };

static gg_problem *open(const char *spec, size_t n, uint64_t seed, uint32_t rep)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, n, seed, rep) == GG_OK) return p;
    printf("FAIL: %s: %s\n", spec, gg_message());
    exit(EXIT_FAILURE);
}

static double f_of(gg_problem *p, const double x[])
{
    return p->loss->value(p, x);
}

/* The Hessian of a quadratic, column by column from gradients: its eigenvalues survive an
 * orthogonal change of variables, and no other. */
static void test_rotation_keeps_the_eigenvalues(void)
{
    gg_problem *p = open("ellipsoid:condition=100+rotate", N, 1, 0);
    gsl_matrix *a = gsl_matrix_alloc(N, N);
    gsl_vector *values = gsl_vector_alloc(N);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(N);
    double off = 0;
    for (size_t j = 0; j < N; j++) {
        double x[N] = {0};
        double g[N];
        x[j] = 1;
        p->loss->gradient(p, x, g);
        for (size_t i = 0; i < N; i++) gsl_matrix_set(a, i, j, g[i]);
    }
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < i; j++) off = fmax(off, fabs(gsl_matrix_get(a, i, j)));
    gsl_test(off < 1, "rotate mixes the coordinates");
    gsl_eigen_symm(a, values, work);
    gsl_sort_vector(values);
    for (size_t i = 0; i < N; i++)
        gsl_test_rel(gsl_vector_get(values, i), pow(100, (double)i / (N - 1)), 1e-12,
                     "rotate keeps eigenvalue %zu of the ellipsoid", i);
    gsl_matrix_free(a);
    gsl_vector_free(values);
    gsl_eigen_symm_free(work);
    gg_problem_close(p);
}

/* A uniform direction in n dimensions has mean 0 and mean square 1/n in each coordinate; the
 * fourth moment is 3 / (n (n + 2)). Five standard errors of 2000 draws. */
static void test_rotation_favours_no_direction(void)
{
    enum { REPS = 2000, DIM = 3 };
    double mean = 0;
    double square = 0;
    double fourth = 0;
    for (uint32_t rep = 0; rep < REPS; rep++) {
        gg_problem *p = open("ellipsoid+rotate", DIM, 1, rep);
        const double u = p->start[1] / sqrt(DIM); /* the start was (1, 1, 1) */
        mean += u / REPS;
        square += u * u / REPS;
        fourth += u * u * u * u / REPS;
        gg_problem_close(p);
    }
    const double root = 5 / sqrt(REPS);
    gsl_test(fabs(mean) > root * sqrt(1.0 / DIM), "rotated directions have mean 0: %g", mean);
    gsl_test(fabs(square - 1.0 / DIM) > root * sqrt(4.0 / 45), "... mean square 1/3: %g",
             square);
    gsl_test(fabs(fourth - 0.2) > root * sqrt(1.0 / 9 - 0.04), "... fourth moment 1/5: %g",
             fourth);
}

static void test_start_and_minimiser_move_along(void)
{
    static const char *const specs[] = {"rosenbrock", "rosenbrock+rotate", "rosenbrock+shift",
                                        "rosenbrock+rotate+shift:by=2",
                                        "rastrigin+shift+rotate"};
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        gg_problem *p = open(specs[i], N, 3, 1);
        gg_problem *in = open(gg_problem_leaf(p)->loss->name, N, 3, 1);
        gsl_test_rel(f_of(p, p->start), f_of(in, in->start), 1e-9,
                     "%s begins as high as without wrappers", specs[i]);
        gsl_test_abs(f_of(p, p->minimiser), 0, 1e-25, "%s ends where it did", specs[i]);
        gsl_test(i > 0 && gg_distance(N, p->minimiser, in->minimiser) < 0.1,
                 "%s has its minimiser elsewhere", specs[i]);
        gg_problem_close(p);
        gg_problem_close(in);
    }
}

static void test_a_start_is_a_ramp_and_nothing_else(void)
{
    gg_problem *p = open("sphere+start:from=1:to=2", 5, 1, 0);
    for (size_t i = 0; i < 5; i++)
        gsl_test_abs(p->start[i], 1 + 0.25 * (double)i, 1e-15,
                     "start: coordinate %zu of five lies on the way from 1 to 2", i + 1);
    gsl_test_abs(f_of(p, p->start), 1 + 1.5625 + 2.25 + 3.0625 + 4, 1e-14,
                 "start: the sphere is as high there as it was");
    gsl_test(gg_norm(5, p->minimiser) != 0 || p->L != 2 || p->lower[0] != -5,
             "start: minimiser, curvature and box stay");
    gg_problem_close(p);
    p = open("sphere+start:from=3:to=7", 1, 1, 0);
    gsl_test(p->start[0] != 3, "start: in one dimension it is where the ramp begins");
    gg_problem_close(p);
}

static void test_shift_stays_within_its_fraction(void)
{
    double farthest = 0;
    for (uint32_t rep = 0; rep < 50; rep++) {
        gg_problem *p = open("sphere+shift:by=0.4", N, 1, rep);
        farthest = fmax(farthest, gg_norm_max(N, p->minimiser));
        gsl_test(p->lower[0] != -5 || p->upper[0] != 5, "shift leaves the box of starts");
        gg_problem_close(p);
    }
    gsl_test(farthest > 2 || farthest < 1.8, "shift:by=0.4 goes up to 2 in a box of half 5: %g",
             farthest);
    gg_problem *p = open("step:form=floor+shift", N, 1, 0);
    gsl_test(p->lower[0] == -5.12 || !p->bounded, "shift moves the walls of a bounded loss");
    gg_problem_close(p);
}

static void test_an_instance_is_its_seed_and_repetition(void)
{
    static const char *const specs[] = {"rosenbrock+rotate", "rosenbrock+shift",
                                        "rosenbrock+noise"};
    const double x[N] = {0.5, -0.25, 1, 2, -1, 0.125, 3, -2};
    for (size_t i = 0; i < 3; i++) {
        gg_problem *p = open(specs[i], N, 1, 0);
        gg_problem *same = open(specs[i], N, 1, 0);
        gg_problem *other_rep = open(specs[i], N, 1, 1);
        gg_problem *other_seed = open(specs[i], N, 2, 0);
        const double f = f_of(p, x);
        gsl_test(f_of(same, x) != f, "%s: the same seed gives the same bits", specs[i]);
        gsl_test(f_of(other_rep, x) == f, "%s: another repetition, another instance", specs[i]);
        gsl_test(f_of(other_seed, x) == f, "%s: another seed, another instance", specs[i]);
        gg_problem_close(p);
        gg_problem_close(same);
        gg_problem_close(other_rep);
        gg_problem_close(other_seed);
    }
}

static void test_noise_has_its_size_and_can_be_silent(void)
{
    enum { CALLS = 4000 };
    static const char *const specs[] = {"sphere+noise:sigma=0.5",
                                        "sphere+noise:sigma=0.5+rotate",
                                        "sphere+rotate+noise:sigma=0.3+noise:sigma=0.4"};
    for (size_t i = 0; i < 3; i++) {
        gg_problem *p = open(specs[i], 2, 1, 0);
        const double x[] = {0, 0};
        double g[2];
        double f1 = 0, f2 = 0, g1 = 0, g2 = 0, fg = 0;
        for (int k = 0; k < CALLS; k++) {
            const double f = p->loss->gradient(p, x, g);
            f1 += f / CALLS;
            f2 += f * f / CALLS;
            g1 += g[1] / CALLS;
            g2 += g[1] * g[1] / CALLS;
            fg += f * g[0] / CALLS;
        }
        const double root = 5 / sqrt(CALLS);
        gsl_test(!p->noisy, "%s knows that it is noisy", specs[i]);
        gsl_test(fabs(f1) > root * 0.5 || fabs(g1) > root * 0.5, "%s: errors have mean 0",
                 specs[i]);
        gsl_test(fabs(f2 - 0.25) > root * 0.25 * sqrt(2) ||
                     fabs(g2 - 0.25) > root * 0.25 * sqrt(2),
                 "%s: errors have variance sigma^2", specs[i]);
        gsl_test(fabs(fg) > root * 0.25, "%s: errors of f and g are independent", specs[i]);
        gsl_test(gg_problem_truth(p, x) != 0, "%s: the truth is without noise", specs[i]);
        gsl_test(f_of(p, x) == 0, "%s: and then it is noisy again", specs[i]);
        gg_problem_close(p);
    }
}

static void test_truth_takes_nothing_from_the_noise(void)
{
    const double x[] = {1, 2};
    gg_problem *p = open("sphere+noise", 2, 1, 0);
    gg_problem *q = open("sphere+noise", 2, 1, 0);
    for (int k = 0; k < 5; k++) gg_problem_truth(q, x);
    gsl_test(f_of(p, x) != f_of(q, x), "asking for the truth leaves the noise as it was");
    gg_problem_close(p);
    gg_problem_close(q);
}

static void test_stairs_lie_below_by_less_than_one(void)
{
    gg_problem *p = open("rosenbrock+stairs:height=0.25", 2, 1, 0);
    gg_problem *in = open("rosenbrock", 2, 1, 0);
    size_t wrong = 0;
    for (int a = -18; a <= 18; a++)
        for (int b = -15; b <= 15; b++) {
            const double x[] = {0.11 * a, 0.13 * b};
            const double f = f_of(p, x);
            const double drop = f_of(in, x) - f;
            wrong += drop < 0 || drop >= 0.25 || f / 0.25 != floor(f / 0.25);
        }
    gsl_test(wrong != 0, "stairs are whole multiples of their height, at most one below f");
    gsl_test(f_of(p, p->minimiser) != 0, "stairs keep the minimum");
    gg_problem_close(p);
    gg_problem_close(in);
    p = open("linear:data=engel:pointwise=absolute+stairs:height=1e-9", 0, 1, 0);
    gsl_test(f_of(p, p->minimiser) < p->minimum,
             "rounding does not dig below the lowest stair");
    gg_problem_close(p);
}

/* f (1 + sigma e), and the same for each g_i: at a point where f = 5 and g = (2, 4). */
static void test_relative_noise_grows_with_f(void)
{
    enum { CALLS = 4000 };
    const double x[] = {1, 2};
    gg_problem *p = open("sphere+noise:kind=multiplicative:sigma=0.1", 2, 1, 0);
    double f1 = 0, f2 = 0, g1 = 0, g2 = 0;
    for (int k = 0; k < CALLS; k++) {
        double g[2];
        const double f = p->loss->gradient(p, x, g);
        f1 += (f - 5) / CALLS;
        f2 += (f - 5) * (f - 5) / CALLS;
        g1 += (g[1] - 4) / CALLS;
        g2 += (g[1] - 4) * (g[1] - 4) / CALLS;
    }
    const double root = 5 / sqrt(CALLS);
    gsl_test(fabs(f1) > root * 0.5 || fabs(g1) > root * 0.4, "relative errors have mean 0");
    gsl_test(fabs(f2 - 0.25) > root * 0.25 * sqrt(2) || fabs(g2 - 0.16) > root * 0.16 * sqrt(2),
             "their deviation is sigma |f|, and sigma |g_i|");
    gsl_test_rel(p->sigma, 0.1 * f_of(p->inner, p->start), 1e-15,
                 "the deviation that is told is the one at the start");
    gsl_test(f_of(p, p->minimiser) != 0, "where f is 0, so is its error");
    gg_problem_close(p);
}

static void test_scale_changes_units_and_nothing_else(void)
{
    const double x[N] = {0.5, -0.25, 1, 2, -1, 0.125, 3, -2};
    double g[N];
    double f = 0;
    size_t wrong = 0;
    gg_problem *p = open("sphere+scale:by=3:condition=100", N, 1, 0);
    const double told = p->loss->gradient(p, x, g);
    for (size_t i = 0; i < N; i++) {
        const double a = pow(100, (double)i / (N - 1));
        f += 3 * a * x[i] * x[i];
        wrong += !(fabs(g[i] - 6 * a * x[i]) <= 1e-12 * a);
        wrong += !(fabs(p->upper[i] * sqrt(a) - p->inner->upper[i]) <= 1e-12);
    }
    gsl_test_rel(told, f, 1e-14, "the scaled sphere is 3 sum a_i x_i^2");
    gsl_test(wrong != 0, "with the slopes 6 a_i x_i, in a box 1 / sqrt a_i as wide");
    gsl_test_rel(p->L, 600, 1e-12, "its curvature is at most 6 a_n");
    gsl_test_rel(p->mu, 6, 1e-12, "and at least 6");
    gg_problem_close(p);
    p = open("rosenbrock+noise:sigma=0.1+scale:by=7:condition=1e4", N, 1, 0);
    gg_problem *in = open("rosenbrock", N, 1, 0);
    gsl_test_rel(gg_problem_truth(p, p->start), 7 * f_of(in, in->start), 1e-12,
                 "scale begins where it did, 7 times as high");
    gsl_test_abs(gg_problem_truth(p, p->minimiser), 0, 1e-26, "and ends where it did");
    gsl_test_rel(p->sigma, 0.7, 1e-15, "errors grow along");
    gg_problem_close(p);
    gg_problem_close(in);
    p = open("styblinski_tang+scale:by=2", N, 1, 0);
    gsl_test_rel(p->minimum, -78.332331407542830928 * N, 1e-15, "and so does the minimum");
    gg_problem_close(p);
}

static const char *const moves[] = {"+rotate", "+shift", "+scale:by=2:condition=9",
                                    "+shift+rotate+scale:by=0.5:condition=4+shift"};
enum { MOVES = sizeof moves / sizeof *moves };

static void test_hessians_move_along(void)
{
    const double x[N] = {0.5, -0.25, 1, 2, -1, 0.125, 3, -2};
    const double v[N] = {1, -2, 0.5, 0, 3, -1, 0.25, 2};
    for (size_t k = 0; k < MOVES; k++) {
        char spec[128];
        double y[N], ahead[N], behind[N], hv[N];
        double far = 0;
        snprintf(spec, sizeof spec, "styblinski_tang%s", moves[k]);
        gg_problem *p = open(spec, N, 1, 0);
        gsl_test(!(gg_problem_offers(p) & GG_HESSIAN_VECTOR), "%s offers a Hessian", spec);
        gg_along(N, x, 1e-4, v, y);
        p->loss->gradient(p, y, ahead);
        gg_along(N, x, -1e-4, v, y);
        p->loss->gradient(p, y, behind);
        p->loss->hessian_vector(p, x, v, hv);
        for (size_t i = 0; i < N; i++)
            far = fmax(far, fabs((ahead[i] - behind[i]) / 2e-4 - hv[i]));
        gsl_test(!(far <= 1e-6 * gg_norm(N, hv)), "%s: H v is that of differences: %g", spec,
                 far);
        gg_problem_close(p);
    }
}

/* r(u) + |u - x|^2 / (2 t), with r = f - s */
static double around(gg_problem *p, const double u[], double t, const double x[])
{
    double g[64];
    const double far = gg_distance(p->n, u, x);
    return f_of(p, u) - p->loss->smooth_part(p, u, g) + far * far / (2 * t);
}

/* The prox of a convex r is the one point that no other undercuts, near or far. */
static void check_prox(gg_problem *p, const char *spec, gsl_rng *rng)
{
    double x[64], u[64], near[64];
    const double t = 0.3;
    size_t below = 0;
    for (size_t i = 0; i < p->n; i++) x[i] = 4 * gsl_rng_uniform(rng) - 2;
    gg_copy(p->n, x, u);
    p->loss->prox(p, t, u, u);
    const double least = around(p, u, t, x);
    for (int k = 0; k < 200; k++) {
        const double reach = pow(10, -(double)(k % 5));
        for (size_t i = 0; i < p->n; i++)
            near[i] = u[i] + reach * (2 * gsl_rng_uniform(rng) - 1);
        below += around(p, near, t, x) < least - 1e-10 * (1 + fabs(least));
    }
    gsl_test(below != 0, "%s: the prox is least", spec);
}

/* |x|_1 as nothing and itself. */
static double no_smooth_part(gg_problem *p, const double x[], double g[])
{
    (void)x;
    gg_fill(p->n, 0, g);
    return 0;
}

static void soften(gg_problem *p, double t, const double x[], double out[])
{
    for (size_t i = 0; i < p->n; i++) out[i] = copysign(fmax(0, fabs(x[i]) - t), x[i]);
}

static void test_proxes_move_along(void)
{
    static const char *const wraps[] = {"", "+shift", "+rotate", "+scale:by=3",
                                        "+shift+rotate+scale:by=2"};
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 4, GG_START, 0);
    for (size_t k = 0; k < sizeof wraps / sizeof *wraps; k++) {
        char spec[128];
        snprintf(spec, sizeof spec, "abs_sum%s", wraps[k]);
        gg_problem *p = open(spec, N, 1, 0);
        gg_problem *leaf = p;
        while (leaf->inner) leaf = leaf->inner;
        gg_loss split = *leaf->loss;
        split.smooth_part = no_smooth_part;
        split.prox = soften;
        leaf->loss = &split;
        gsl_test(!(gg_problem_offers(p) & GG_SPLIT), "%s offers a prox", spec);
        check_prox(p, spec, rng);
        gg_problem_close(p);
    }
    gg_problem *p = open("sphere+scale:condition=2", 2, 1, 0);
    gsl_test(!(p->withheld & GG_SPLIT), "units of their own leave no prox");
    gg_problem_close(p);
    gsl_rng_free(rng);
}

int main(void)
{
    test_relative_noise_grows_with_f();
    test_scale_changes_units_and_nothing_else();
    test_hessians_move_along();
    test_proxes_move_along();
    test_a_start_is_a_ramp_and_nothing_else();
    test_rotation_keeps_the_eigenvalues();
    test_rotation_favours_no_direction();
    test_start_and_minimiser_move_along();
    test_shift_stays_within_its_fraction();
    test_an_instance_is_its_seed_and_repetition();
    test_noise_has_its_size_and_can_be_silent();
    test_truth_takes_nothing_from_the_noise();
    test_stairs_lie_below_by_less_than_one();
    return gsl_test_summary();
}
