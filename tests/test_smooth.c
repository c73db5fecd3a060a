/* tests/test_smooth.c -- what the papers print about the problems of losses/smooth. */
#include <gsl/gsl_test.h>
#include <string.h>

#include "base/vector.h"
#include "losses/loss.h"

enum { MOST_N = 256 };

static gg_problem *open_problem(const char *spec, size_t n)
{
    gg_problem *p = NULL;
    const gg_status status = gg_problem_open(&p, spec, n, 1, 0);
    gsl_test(status != GG_OK, "%s opens with n=%zu", spec, n);
    return p;
}

/* More, Garbow & Hillstrom 1981, section 3. Their last digit is truncated, not rounded. */
static const struct {
    const char *spec;
    size_t n;
    double printed, unit; /* of the last digit */
} minima[] = {
    {"jennrich_sampson", 2, 124.362, 1e-3},   {"bard", 3, 8.21487e-3, 1e-8},
    {"gaussian", 3, 1.12793e-8, 1e-13},       {"meyer", 3, 87.9458, 1e-4},
    {"kowalik_osborne", 4, 3.07505e-4, 1e-9}, {"brown_dennis", 4, 85822.2, 1e-1},
    {"osborne_1", 5, 5.46489e-5, 1e-10},      {"osborne_2", 11, 4.01377e-2, 1e-7},
    {"watson", 6, 2.28767e-3, 1e-8},          {"watson", 9, 1.39976e-6, 1e-11},
    {"watson", 12, 4.72238e-10, 1e-15},       {"penalty_1", 4, 2.24997e-5, 1e-10},
    {"penalty_1", 10, 7.08765e-5, 1e-10},     {"penalty_2", 4, 9.37629e-6, 1e-11},
    {"penalty_2", 10, 2.93660e-4, 1e-9},      {"chebyquad", 8, 3.51687e-3, 1e-8},
};

static void test_minima_are_those_that_are_printed(void)
{
    for (size_t i = 0; i < sizeof minima / sizeof *minima; i++) {
        gg_problem *p = open_problem(minima[i].spec, minima[i].n);
        if (!p) continue;
        const double above = (p->minimum - minima[i].printed) / minima[i].unit;
        gsl_test(!(above >= -1e-6 && above < 1), "%s, n=%zu: the minimum begins with %g",
                 minima[i].spec, minima[i].n, minima[i].printed);
        gg_problem_close(p);
    }
}

/* The dimensions that have a minimiser in the catalogue beyond those of test_every_loss. */
static void test_minimisers_are_stationary_and_attain_the_minimum(void)
{
    static const struct {
        const char *spec;
        size_t n;
    } solved[] = {
        {"watson", 9},     {"watson", 12},      {"penalty_1", 10},
        {"penalty_1", 50}, {"penalty_2", 10},   {"chebyquad", 9},
        {"chebyquad", 10}, {"gulf:m=10", 3},    {"gulf:m=100", 3},
        {"bard", 3},       {"osborne_2", 11},   {"powell_badly_scaled", 2},
        {"meyer", 3},      {"log_sum_exp", 30}, {"broyden_banded", 10},
    };
    double g[MOST_N];
    for (size_t i = 0; i < sizeof solved / sizeof *solved; i++) {
        const char *spec = solved[i].spec;
        gg_problem *p = open_problem(spec, solved[i].n);
        if (!p) continue;
        p->loss->gradient(p, p->start, g);
        const double scale = 1 + gg_norm_max(p->n, g);
        const double f = p->loss->gradient(p, p->minimiser, g);
        /* Watson's residuals for n = 12 are 1e-5 and less, left over from terms of 10: 10 digits */
        gsl_test_abs(f, p->minimum, 1e-10 * p->minimum + 1e-26, "%s, n=%zu: f at the minimiser",
                     spec, p->n);
        gsl_test(!(gg_norm_max(p->n, g) <= 1e-13 * scale), "%s, n=%zu: g = %g there", spec,
                 p->n, gg_norm_max(p->n, g));
        gg_problem_close(p);
    }
}

/* Points where methods get stuck, with their values, and other minimisers. */
static const struct {
    const char *spec;
    size_t n;
    double f, room, x[10];
} stationary[] = {
    {"freudenstein_roth", 2, 48.98425367924002, 1e-10, {11.41277898690, -0.89680525327}},
    {"brown_almost_linear", 5, 1, 0, {0, 0, 0, 0, 6}},
    {"dixon_price", 4, 2.0 / 3, 1e-15, {1.0 / 3}},
    {"box_three_dimensional", 3, 0, 0, {10, 1, -1}},
    {"box_three_dimensional:m=30", 3, 0, 0, {1, 10, 1}},
    {"box_three_dimensional", 3, 0, 0, {4, 4, 0}},
    {"biggs_exp6:m=20", 6, 0, 1e-30, {4, 10, 3, 5, 1, 1}},
    {"linear_rank_one:m=15", 3, 15.0 * 14 / 62, 1e-14, {0, 0, 1.0 / 31}},
    {"linear_rank_one_zero:m=15", 4, 264.0 / 54, 1e-14, {7, 0, 1.0 / 27, -7}},
    {"linear_full_rank:m=25", 4, 21, 1e-14, {-1, -1, -1, -1}},
    {"chebyquad", 2, 0, 1e-30, {0.21132486540518712, 0.78867513459481288}},
};

static void test_stationary_points_are_known_ones(void)
{
    double g[MOST_N];
    for (size_t i = 0; i < sizeof stationary / sizeof *stationary; i++) {
        const char *spec = stationary[i].spec;
        gg_problem *p = open_problem(spec, stationary[i].n);
        if (!p) continue;
        const double f = p->loss->gradient(p, stationary[i].x, g);
        gsl_test_abs(f, stationary[i].f, stationary[i].room, "%s: f at a stationary point",
                     spec);
        gsl_test(!(gg_norm_max(p->n, g) <= 1e-8), "%s: g is 0 there, to the digits given",
                 spec);
        gg_problem_close(p);
    }
}

/* The paper prints 6.50395e-3 for n = 10, which is a local minimum, at this point. */
static void test_chebyquad_in_ten_dimensions_goes_below_what_is_printed(void)
{
    static const double half[] = {0.059619900535, 0.166708281835, 0.239170658942,
                                  0.398884292306, 0.398884292306};
    double x[10];
    double g[10];
    gg_problem *p = open_problem("chebyquad", 10);
    if (!p) return;
    for (size_t i = 0; i < 5; i++) {
        x[i] = half[i];
        x[9 - i] = 1 - half[i];
    }
    const double f = p->loss->gradient(p, x, g);
    gsl_test_rel(f, 6.5039548008823061e-3, 1e-12, "chebyquad: the printed local minimum");
    gsl_test(!(gg_norm_max(10, g) < 1e-10), "chebyquad: it is stationary");
    gsl_test(!(p->minimum < 4.78e-3), "chebyquad: the minimum is lower");
    gg_problem_close(p);
    p = open_problem("chebyquad", 11);
    gsl_test(p && !isnan(p->minimum), "chebyquad: what is not known for n=11 is not claimed");
    gg_problem_close(p);
}

/* theta is -1/4 on one side of the cut, 3/4 on the other: 10 (0 - 10 theta) is 25 or -75. */
static void test_helical_valley_is_torn_along_one_half_plane_only(void)
{
    gg_problem *p = open_problem("helical_valley", 3);
    if (!p) return;
    const double right = p->loss->value(p, (const double[]){1e-14, -1, 0});
    const double left = p->loss->value(p, (const double[]){-1e-14, -1, 0});
    gsl_test_rel(right, 625, 1e-11, "helical_valley: right of the cut");
    gsl_test_rel(left, 5625, 1e-11, "helical_valley: left of the cut");
    gsl_test_rel(p->loss->value(p, (const double[]){0, -1, 0}), 625, 1e-15,
                 "helical_valley: on the cut");
    for (int side = -1; side <= 1; side++)
        gsl_test_rel(p->loss->value(p, (const double[]){side * 1e-14, 1, 0}), 625, 1e-11,
                     "helical_valley: no tear where x_2 > 0");
    gsl_test_rel(p->loss->value(p, (const double[]){-1, -1, 0}),
                 62.5 * 62.5 + 100 * (3 - 2 * sqrt(2)), 1e-14,
                 "helical_valley: atan and not atan2 in the third quadrant");
    gsl_test(p->smoothness != GG_DISCONTINUOUS, "helical_valley: is called discontinuous");
    gg_problem_close(p);
}

/* Drori & Teboulle 2014, theorem 3.2: steps of 1/L leave L R^2 / (4 N + 2) after N of them. */
static void test_huber_worst_case_holds_gradient_descent_back_as_far_as_can_be(void)
{
    static const int steps[] = {1, 10, 100, 1000};
    for (size_t i = 0; i < 4; i++) {
        char spec[96];
        double x[2];
        double g[2];
        snprintf(spec, sizeof spec, "huber_worst_case:steps=%d:radius=3:lipschitz=2", steps[i]);
        gg_problem *p = open_problem(spec, 2);
        if (!p) continue;
        gg_copy(2, p->start, x);
        for (int k = 0; k < steps[i]; k++) {
            p->loss->gradient(p, x, g);
            gg_along(2, x, -1 / p->L, g, x);
        }
        gsl_test_rel(p->loss->value(p, x), 2.0 * 9 / (4 * steps[i] + 2), 1e-12,
                     "%s: f is L R^2 / (4 N + 2)", spec);
        gg_problem_close(p);
    }
}

/* Nesterov 2004, theorem 2.1.7: after k steps, n = 2 k + 1, the gap is 3 L R^2 / (32 (k + 1)^2)
 * at least. Conjugate gradients are optimal there, so that their gap is hardly larger. */
static void test_nesterov_chain_holds_conjugate_gradients_back(void)
{
    enum { K = 100, N = 2 * K + 1 };
    double x[N], r[N], d[N], hd[N];
    gg_problem *p = open_problem("nesterov_smooth:lipschitz=7", N);
    if (!p) return;
    gg_copy(N, p->start, x);
    p->loss->gradient(p, x, r);
    for (size_t i = 0; i < N; i++) d[i] = r[i] = -r[i];
    for (int k = 0; k < K; k++) {
        p->loss->hessian_vector(p, x, d, hd);
        const double square = gg_dot(N, r, r);
        const double t = square / gg_dot(N, d, hd);
        gg_along(N, x, t, d, x);
        gg_along(N, r, -t, hd, r);
        gg_along(N, r, gg_dot(N, r, r) / square, d, d);
    }
    const double least = 3 * 7 * gg_dot(N, p->minimiser, p->minimiser) / (32.0 * 101 * 101);
    const double gap = p->loss->value(p, x) - p->minimum;
    gsl_test(!(gap >= least && gap < 1.05 * least),
             "nesterov_smooth: the gap of conjugate gradients is %.4f of the bound",
             gap / least);
    gg_problem_close(p);
}

static void test_what_does_not_fit_is_refused_in_words(void)
{
    static const struct {
        const char *spec;
        size_t n;
        const char *words;
    } refused[] = {
        {"powell_singular", 6, "powell_singular: n=6 is not a multiple of 4"},
        {"MGH22", 7, "powell_singular: n=7 is not a multiple of 4"},
        {"linear_full_rank:m=5", 10, "linear_full_rank: m=5 is less than n=10"},
        {"chebyquad:m=5", 10, "chebyquad: m=5 is less than n=10"},
        {"watson", 32, "watson: n=32 not in [2, 31]"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        gg_problem *p = NULL;
        const gg_status status = gg_problem_open(&p, refused[i].spec, refused[i].n, 1, 0);
        gsl_test(status != GG_BAD_INPUT || strcmp(gg_message(), refused[i].words) != 0,
                 "%s, n=%zu: %s", refused[i].spec, refused[i].n, refused[i].words);
        if (status == GG_OK) gg_problem_close(p);
    }
}

int main(void)
{
    test_minima_are_those_that_are_printed();
    test_minimisers_are_stationary_and_attain_the_minimum();
    test_stationary_points_are_known_ones();
    test_chebyquad_in_ten_dimensions_goes_below_what_is_printed();
    test_helical_valley_is_torn_along_one_half_plane_only();
    test_huber_worst_case_holds_gradient_descent_back_as_far_as_can_be();
    test_nesterov_chain_holds_conjugate_gradients_back();
    test_what_does_not_fit_is_refused_in_words();
    return gsl_test_summary();
}
