/* tests/test_dense.c -- matrices times vectors, beside plain sums, small and large. */
#include <gsl/gsl_test.h>

#include "base/random.h"
#include "optimizers/gradient_free/dense.h"

enum { MOST = 48, APART = MOST + 3 };

static double a[MOST * APART], u[3 * MOST], v[3 * MOST], out[MOST * APART],
    before[MOST * APART];
static gsl_rng *rng;

static void draw(size_t count, double x[])
{
    for (size_t i = 0; i < count; i++) x[i] = 2 * gsl_rng_uniform(rng) - 1;
}

static void test_products_are_sums(size_t count, size_t n)
{
    double off = 0;
    draw((size_t)MOST * APART, a);
    draw(n, v);
    gg_fill(count, NAN, out); /* what was there does not matter */
    out[count] = 7;
    gg_dense_times(count, n, a, APART, v, out);
    for (size_t i = 0; i < count; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++) sum += a[i * APART + j] * v[j];
        off = fmax(off, fabs(out[i] - sum));
        if (isnan(out[i])) off = NAN;
    }
    gsl_test(!(off < 1e-14 * (double)n), "a v is a sum along rows, %zu by %zu (%g)", count, n,
             off);
    gsl_test(out[count] != 7, "and no more is written");
}

static void test_sums_of_rows_are_added(size_t count, size_t n)
{
    double off = 0;
    draw((size_t)MOST * APART, a);
    draw(count, v);
    draw(n, before);
    gg_copy(n, before, out);
    out[n] = 7;
    gg_dense_add(count, n, -0.5, a, APART, v, out);
    for (size_t j = 0; j < n; j++) {
        double sum = before[j];
        for (size_t i = 0; i < count; i++) sum -= 0.5 * v[i] * a[i * APART + j];
        off = fmax(off, fabs(out[j] - sum));
    }
    gsl_test(!(off < 1e-14 * (double)count), "rows are added, %zu by %zu (%g)", count, n, off);
    gsl_test(out[n] != 7, "and no more is written");
}

static void test_outer_products_are_added(size_t rank, size_t count, size_t n)
{
    double off = 0;
    draw(rank * count, u);
    draw(rank * n, v);
    draw(count * n, before);
    gg_copy(count * n, before, out);
    gg_dense_outer(rank, count, n, 2, u, v, out);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = before[i * n + j];
            for (size_t k = 0; k < rank; k++) sum += 2 * u[k * count + i] * v[k * n + j];
            off = fmax(off, fabs(out[i * n + j] - sum));
        }
    gsl_test(!(off < 1e-14), "%zu outer products are added, %zu by %zu (%g)", rank, count, n,
             off);
}

int main(void)
{
    rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    static const size_t sizes[][2] = {{1, 1}, {3, 7}, {15, 17}, {16, 16}, {40, 7}, {47, 48}};
    for (size_t i = 0; i < 6; i++) {
        test_products_are_sums(sizes[i][0], sizes[i][1]);
        test_sums_of_rows_are_added(sizes[i][0], sizes[i][1]);
        for (size_t rank = 1; rank <= 3; rank++)
            test_outer_products_are_added(rank, sizes[i][0], sizes[i][1]);
    }
    gsl_rng_free(rng);
    return gsl_test_summary();
}
