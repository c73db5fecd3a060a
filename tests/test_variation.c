/* tests/test_variation.c -- the laws of crossovers, mutations and draws. */
#include <gsl/gsl_test.h>
#include <stdbool.h>

#include "base/random.h"
#include "base/vector.h"
#include "optimizers/variation.h"

enum { N = 20, DRAWS = 20000 };

static void fill_parents(double a[N], double b[N])
{
    for (size_t i = 0; i < N; i++) {
        a[i] = sin(1 + (double)i);
        b[i] = i % 5 == 0 ? a[i] : cos(2 * (double)i); /* some coordinates agree */
    }
}

static void test_sbx_children_have_their_parents_mean(gsl_rng *rng, double eta)
{
    double a[N];
    double b[N];
    double c[N];
    double d[N];
    double off = 0;
    size_t agreed = 0;
    fill_parents(a, b);
    for (int k = 0; k < DRAWS; k++) {
        gg_crossover_sbx(rng, eta, N, a, b, c, d);
        for (size_t i = 0; i < N; i++) {
            const double scale = fabs(c[i]) + fabs(d[i]) + fabs(a[i]) + fabs(b[i]);
            off = fmax(off, fabs(c[i] + d[i] - (a[i] + b[i])) / scale);
            agreed += a[i] == b[i] && (c[i] != a[i] || d[i] != a[i]);
        }
    }
    gsl_test(off > 4e-16, "c + d = a + b but for rounding, eta = %g (%g)", eta, off);
    gsl_test(agreed != 0, "where parents agree children agree, eta = %g", eta);
}

/* beta = |c - d| / |a - b| of crossed coordinates: P(beta < 1) = 1/2, and its density
 * (eta+1)/2 beta^eta below 1 has P(beta < b) = b^(eta+1) / 2. */
static void test_sbx_spreads_as_published(gsl_rng *rng, double eta)
{
    const double a[1] = {0};
    const double b[1] = {1};
    double c[1];
    double d[1];
    double crossed = 0;
    double contracted = 0;
    double far = 0;
    const double b0 = pow(0.5, 1 / (eta + 1)); /* P(beta < b0) = 1/4 */
    for (int k = 0; k < DRAWS; k++) {
        gg_crossover_sbx(rng, eta, 1, a, b, c, d);
        const double beta = fabs(c[0] - d[0]);
        if (beta == 1) continue;
        crossed++;
        contracted += beta < 1;
        far += beta < b0;
    }
    /* five standard errors of a share of 20000 or 10000 */
    gsl_test_abs(crossed / DRAWS, 0.5, 0.018, "half of the coordinates cross, eta = %g", eta);
    gsl_test_abs(contracted / crossed, 0.5, 0.025, "half of those contract, eta = %g", eta);
    gsl_test_abs(far / crossed, 0.25, 0.022, "a quarter by more than 2^(-1/(eta+1)), eta = %g",
                 eta);
}

static void test_blx_children_fill_the_widened_interval(gsl_rng *rng)
{
    const double a[1] = {1};
    const double b[1] = {-1};
    double c[1];
    double d[1];
    double least = 0;
    double most = 0;
    double sum = 0;
    for (int k = 0; k < DRAWS; k++) {
        gg_crossover_blx(rng, 0.5, 1, a, b, c, d);
        least = fmin(least, fmin(c[0], d[0]));
        most = fmax(most, fmax(c[0], d[0]));
        sum += c[0] + d[0];
    }
    gsl_test(least < -2 || most > 2, "blx-0.5 of -1 and 1 stays in [-2, 2]");
    gsl_test(least > -1.99 || most < 1.99, "and fills it");
    gsl_test_abs(sum / (2 * DRAWS), 0, 0.029, "about the parents' mean");
}

/* Parents (0, 0) and (1, 2): the line is y = 2 x, and x from -beyond to 1 + beyond. */
static void test_line_children_lie_on_the_parents_line(gsl_rng *rng)
{
    const double a[2] = {0, 0};
    const double b[2] = {1, 2};
    double c[2];
    double d[2];
    double off = 0;
    double least = 0;
    double most = 0;
    double sum = 0;
    for (int k = 0; k < DRAWS; k++) {
        gg_crossover_line(rng, 3, 2, a, b, c, d);
        off = fmax(off, fmax(fabs(c[1] - 2 * c[0]), fabs(d[1] - 2 * d[0])));
        least = fmin(least, fmin(c[0], d[0]));
        most = fmax(most, fmax(c[0], d[0]));
        sum += c[0] + d[0];
    }
    gsl_test(off > 0, "line children lie on the line through their parents");
    gsl_test(least < -3 || most > 4, "and not past three times the parents' distance");
    gsl_test(least > -2.99 || most < 3.99, "and fill that much");
    /* five standard errors, 7 / sqrt(12) each */
    gsl_test_abs(sum / (2 * DRAWS), 0.5, 0.051, "about the parents' mean");
}

/* The mean of |delta| is 1/(eta + 2). */
static void test_polynomial_mutation_is_as_long_as_published(gsl_rng *rng, double eta)
{
    double length = 0;
    double mean = 0;
    double most = 0;
    for (int k = 0; k < DRAWS; k++) {
        const double delta = gg_mutation_polynomial(rng, eta);
        length += fabs(delta) / DRAWS;
        mean += delta / DRAWS;
        most = fmax(most, fabs(delta));
    }
    gsl_test(most > 1, "mutations lie in [-1, 1], eta = %g", eta);
    /* its standard deviation is below its mean */
    gsl_test_rel(length, 1 / (eta + 2), 5 / sqrt(DRAWS), "their mean length is 1/(eta+2), %g",
                 eta);
    gsl_test_abs(mean, 0, 7.1 / (eta + 2) / sqrt(DRAWS), "their mean is 0, eta = %g", eta);
}

/* delta = +-(1 - u^(1/(eta + 1))), Deb & Goyal's (7) for both signs; u and the sign are the
 * word that a generator of the same state gives. */
static void test_polynomial_mutation_is_the_published_function(gsl_rng *rng, double eta)
{
    gsl_rng *twin = gsl_rng_clone(rng);
    double off = 0;
    for (int k = 0; k < DRAWS; k++) {
        const uint32_t word = gg_random_word(twin);
        const double delta = 1 - pow((word | 1) * 0x1p-32, 1 / (eta + 1));
        const double got = gg_mutation_polynomial(rng, eta);
        off = fmax(off, fabs(got - (word & 1 ? -delta : delta)));
    }
    gsl_test(off > 2.1e-8, "and are 1 - u^(1/(eta+1)) to 2e-8, eta = %g (%g)", eta, off);
    gsl_rng_free(twin);
}

/* Parents whose mean lies 2 from a along the first axis of a frame, with the other two 4 away
 * from that line; the frame is turned by the matrix of a rotation about (1, 1, 1). */
static void turn(bool turned, const double x[3], double out[3])
{
    static const double third = 1.0 / 3;
    const double sum = x[0] + x[1] + x[2];
    for (size_t i = 0; i < 3; i++) /* the half turn about (1, 1, 1): 2 u u' - I */
        out[i] = turned ? 2 * third * sum - x[i] : x[i];
}

/* Published: a normal cloud about a; its deviation along a - mean is `along` times |a - mean|,
 * in all directions across it `across` times the mean distance from the line. */
static void test_pcx_children_are_a_cloud_about_one_parent(gsl_rng *rng, bool turned)
{
    static const double centre[3] = {0, 0, 0};
    static const double left[3] = {-3, 4, 0};
    static const double right[3] = {-3, -4, 0};
    double a[3];
    double b[3];
    double c[3];
    double x[3];
    double y[3];
    double square[3] = {0};
    double product = 0;
    double off = 0;
    turn(turned, centre, a);
    turn(turned, left, b);
    turn(turned, right, c);
    for (int k = 0; k < DRAWS; k++) {
        double z[3];
        gg_crossover_pcx(rng, 0.1, 0.2, 3, a, b, c, x, y);
        turn(turned, x, z); /* a half turn is its own inverse */
        for (size_t i = 0; i < 3; i++) square[i] += z[i] * z[i] / DRAWS;
        product += z[0] * z[1] / DRAWS;
        for (size_t i = 0; i < 3; i++) off = fmax(off, fabs(x[i] + y[i] - 2 * a[i]));
    }
    const char *how = turned ? "turned" : "straight";
    gsl_test(off > 1e-15, "pcx: children are mirrored in their parent, %s (%g)", how, off);
    /* five standard errors of a variance, sqrt(2 / DRAWS) */
    gsl_test_rel(square[0], 0.04, 0.05, "pcx: as wide along the line as published, %s", how);
    gsl_test_rel(square[1], 0.64, 0.05, "pcx: and across it, %s", how);
    gsl_test_rel(square[2], 0.64, 0.05, "pcx: in all directions alike, %s", how);
    gsl_test_abs(product, 0, 0.0057, "pcx: without correlation, %s", how);
}

static void test_pcx_of_one_point_is_that_point(gsl_rng *rng)
{
    static const double a[2] = {1, -7};
    double x[2];
    double y[2];
    gg_crossover_pcx(rng, 0.5, 0.5, 2, a, a, a, x, y);
    gsl_test(x[0] != 1 || x[1] != -7 || y[0] != 1 || y[1] != -7,
             "pcx: three parents at one point have their children there");
}

/* P(|C| < tan(pi p / 2)) = p for a standard Cauchy number. */
static void test_cauchy_numbers_have_the_cauchy_law(gsl_rng *rng)
{
    static const double shares[] = {0.1, 0.5, 0.9};
    static const double bounds[] = {0.15838444032453629, 1, 6.313751514675043};
    for (size_t s = 0; s < 3; s++) {
        double inside = 0;
        double above = 0;
        for (int k = 0; k < DRAWS; k++) {
            const double c = gg_draw_cauchy(rng);
            inside += fabs(c) < bounds[s];
            above += c > 0;
        }
        gsl_test_abs(inside / DRAWS, shares[s], 0.018, "%g of Cauchy numbers are below %g",
                     shares[s], bounds[s]);
        gsl_test_abs(above / DRAWS, 0.5, 0.018, "and half of them above 0");
    }
}

static void test_indices_are_drawn_alike(gsl_rng *rng)
{
    size_t drawn[7] = {0};
    for (int k = 0; k < DRAWS; k++) drawn[gg_draw_below(rng, 7)]++;
    double chi = 0;
    for (size_t i = 0; i < 7; i++)
        chi += pow((double)drawn[i] - DRAWS / 7.0, 2) / (DRAWS / 7.0);
    gsl_test(chi > 27.9, "indices below 7 are drawn alike (chi^2 %g of 6)", chi); /* 1e-4 */
}

static void test_a_word_serves_for_two_indices(gsl_rng *rng)
{
    size_t drawn[35] = {0};
    for (int k = 0; k < DRAWS; k++) {
        uint32_t word = gg_draw_word(rng);
        const size_t first = gg_take_below(&word, 7);
        drawn[5 * first + gg_take_below(&word, 5)]++;
    }
    double chi = 0;
    for (size_t i = 0; i < 35; i++)
        chi += pow((double)drawn[i] - DRAWS / 35.0, 2) / (DRAWS / 35.0);
    gsl_test(chi > 73.5, "two indices of one word are independent (chi^2 %g of 34)", chi);
}

int main(void)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    static const double etas[] = {15, 2};
    for (size_t k = 0; k < 2; k++) {
        test_sbx_children_have_their_parents_mean(rng, etas[k]);
        test_sbx_spreads_as_published(rng, etas[k]);
        test_polynomial_mutation_is_as_long_as_published(rng, etas[k]);
        test_polynomial_mutation_is_the_published_function(rng, etas[k]);
    }
    test_blx_children_fill_the_widened_interval(rng);
    test_line_children_lie_on_the_parents_line(rng);
    test_pcx_children_are_a_cloud_about_one_parent(rng, false);
    test_pcx_children_are_a_cloud_about_one_parent(rng, true);
    test_pcx_of_one_point_is_that_point(rng);
    test_cauchy_numbers_have_the_cauchy_law(rng);
    test_indices_are_drawn_alike(rng);
    test_a_word_serves_for_two_indices(rng);
    gsl_rng_free(rng);
    return gsl_test_summary();
}
