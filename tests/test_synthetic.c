/* tests/test_synthetic.c -- what each kind of made table promises. */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "losses/synthetic.h"

static const gg_data *make(const char *name, size_t rows, size_t columns, uint64_t seed)
{
    const gg_data *d = NULL;
    if (gg_data_make(&d, name, rows, columns, seed) != GG_OK) {
        printf("FAIL: %s\n", gg_message());
        exit(EXIT_FAILURE);
    }
    return d;
}

/* y - x'w in row i, with the w of the header: 1/4, -1/2, 3/4, -1, ... */
static double residual(const gg_data *d, size_t i)
{
    static const double w[] = {0.25, -0.5, 0.75, -1};
    const double *x = d->cell + i * d->columns;
    double r = x[d->columns - 1];
    for (size_t j = 0; j + 1 < d->columns; j++) r -= w[j % 4] * x[j];
    return r;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* [rows] the sizes of the residuals, smallest first; owned by the caller */
static double *sizes(const gg_data *d)
{
    double *size = malloc(d->rows * sizeof *size);
    if (!size) exit(EXIT_FAILURE);
    for (size_t i = 0; i < d->rows; i++) size[i] = fabs(residual(d, i));
    qsort(size, d->rows, sizeof *size, ascending);
    return size;
}

static void test_every_kind_says_what_it_is(void)
{
    for (const gg_synthetic *s = gg_synthetics; s->name; s++) {
        const gg_data *d = make(s->name, 0, 0, 7);
        gsl_test(!s->title || !s->formula || !s->source, "%s has a card", s->name);
        gsl_test(d->rows != s->usual_rows || d->columns != s->usual_columns + 1,
                 "%s has its usual size", s->name);
        gsl_test(strcmp(gg_data_target(d), "y") != 0 || strcmp(d->column[0], "x1") != 0,
                 "%s: its columns are x1, x2, ..., y", s->name);
        size_t wrong = 0;
        for (size_t i = 0; i < d->rows * d->columns; i++)
            wrong += isfinite(d->cell[i]) ? 0U : 1U;
        for (size_t j = 0; j < d->columns; j++) wrong += d->text[j] ? 1U : 0U;
        gsl_test(wrong != 0, "%s: all cells are numbers", s->name);
        gg_data_close(d);
    }
    for (size_t j = 0; j < 9; j++) {
        static const double w[] = {0.25, -0.5, 0.75, -1};
        gsl_test(gg_synthetic_coefficient(j) != w[j % 4], "w_%zu is the documented one", j + 1);
    }
}

static void test_size_and_seed_make_the_table(void)
{
    for (const gg_synthetic *s = gg_synthetics; s->name; s++) {
        const gg_data *a = make(s->name, 40, 3, 1);
        const gg_data *b = make(s->name, 40, 3, 1);
        const gg_data *c = make(s->name, 40, 3, 2);
        const gg_data *e = make(s->name, 41, 3, 1);
        gsl_test(a != b, "%s: the same wish is the same table", s->name);
        gsl_test(a == c || memcmp(a->cell, c->cell, 160 * sizeof *a->cell) == 0,
                 "%s: another seed makes other numbers", s->name);
        gsl_test(a == e || e->rows != 41, "%s: another size is another table", s->name);
        double kept[160];
        memcpy(kept, a->cell, sizeof kept);
        gg_data_close(a);
        gsl_test(memcmp(kept, b->cell, sizeof kept) != 0, "%s: stays while it is used",
                 s->name);
        gg_data_close(b);
        a = make(s->name, 40, 3, 1);
        gsl_test(memcmp(kept, a->cell, sizeof kept) != 0, "%s: made anew it is the same",
                 s->name);
        gg_data_close(a);
        gg_data_close(c);
        gg_data_close(e);
        gsl_test(gg_data_open(&a, s->name) != GG_OK || a->rows != s->usual_rows,
                 "%s opens by its name alone, too", s->name);
        gg_data_close(a);
    }
}

static void test_sizes_that_do_not_fit_are_refused(void)
{
    const struct {
        const char *name;
        size_t rows, columns;
        const char *message;
    } wishes[] = {
        {"heavy_tails", 10, (size_t)1 << 30,
         "heavy_tails: columns=1073741824 not in [1, 1048576]"},
        {"heavy_tails", SIZE_MAX, 3,
         "heavy_tails: rows=18446744073709551615 not in [1, 4194304] with columns=3"},
        {"separable", 1, 3, "separable: rows=1 not in [2, 4194304] with columns=3"},
        {"ill_conditioned", 9, 10,
         "ill_conditioned: rows=9 not in [10, 1525201] with columns=10"},
        {"ill_conditioned", 9999, 512,
         "ill_conditioned: rows=9999 not in [512, 4096] with columns=512"},
        {"ill_conditioned", 9, 1, "ill_conditioned: columns=1 not in [2, 512]"},
    };
    const gg_data *d = NULL;
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++)
        gsl_test(gg_data_make(&d, wishes[i].name, wishes[i].rows, wishes[i].columns, 1) !=
                         GG_BAD_INPUT ||
                     strcmp(gg_message(), wishes[i].message) != 0,
                 "refused with '%s': %s", wishes[i].message, gg_message());
    gsl_test(gg_data_make(&d, "separabel", 0, 0, 1) != GG_NOT_FOUND ||
                 !strstr(gg_message(), "'separable'"),
             "the nearest kind is offered: %s", gg_message());
}

/* Hill's estimate of the tail's index from the largest k of n: 1/k sum log(z_i / z_k). */
static double tail_index(const double sorted[], size_t n, size_t k)
{
    double total = 0;
    for (size_t i = n - k; i < n; i++) total += log(sorted[i] / sorted[n - k - 1]);
    return (double)k / total;
}

static void test_heavy_tails_have_the_index_three_halves(void)
{
    enum { ROWS = 100000, TOP = 1000 };
    const gg_data *d = make("heavy_tails", ROWS, 2, 1);
    double *size = sizes(d);
    /* its deviation is 1.5 / sqrt(TOP) = 0.047, its bias at this depth below 0.05 */
    gsl_test_abs(tail_index(size, ROWS, TOP), 1.5, 0.2, "the tail's index is 1.5");
    /* the quartiles of Student's law with 1.5 degrees of freedom are at 0.8726 */
    gsl_test_abs(size[ROWS / 2], 0.1 * 0.872595, 2e-3, "half of the noise is within 0.0873");
    free(size);
    gg_data_close(d);
}

static void test_a_fifth_of_the_answers_is_far_off(void)
{
    const gg_data *d = make("gross_outliers", 1000, 5, 3);
    size_t far = 0;
    size_t beyond = 0;
    size_t up = 0;
    double squares = 0;
    for (size_t i = 0; i < d->rows; i++) {
        const double r = residual(d, i);
        const bool off = i % 5 == 4;
        far += off && fabs(r) > 0.5;
        up += off && r > 0;
        beyond += fabs(r) > (off ? 10.5 : 0.5);
        squares += off ? 0 : r * r;
    }
    gsl_test(far != 200 || beyond != 0, "200 of 1000 are off by 10 to 100 deviations (%zu)",
             far);
    gsl_test(up < 70 || up > 130, "to both sides (%zu up)", up);
    gsl_test_abs(sqrt(squares / 800), 0.1, 0.01, "the others have a deviation of 0.1");
    gg_data_close(d);
}

static void test_without_noise_four_residuals_in_five_are_zero(void)
{
    const gg_data *d = make("exact_but_outliers", 1000, 20, 3);
    size_t zero = 0;
    size_t far = 0;
    for (size_t i = 0; i < d->rows; i++) {
        const double r = fabs(residual(d, i));
        zero += i % 5 != 4 && r < 1e-13;
        far += i % 5 == 4 && r > 0.9 && r < 10.1;
    }
    gsl_test(zero != 800, "800 of 1000 residuals are 0 but for rounding (%zu)", zero);
    gsl_test(far != 200, "200 of 1000 are off by 1 to 10 (%zu)", far);
    gg_data_close(d);
}

static void test_separable_classes_are_separated_by_the_margin(void)
{
    for (size_t columns = 1; columns <= 10; columns += 3) {
        const gg_data *d = make("separable", 500, columns, 1);
        double squares = 0;
        double least = INFINITY;
        size_t classes[2] = {0, 0};
        for (size_t j = 0; j < columns; j++)
            squares += gg_synthetic_coefficient(j) * gg_synthetic_coefficient(j);
        for (size_t i = 0; i < d->rows; i++) {
            const double y = d->cell[(i + 1) * d->columns - 1];
            const double margin = -y * (residual(d, i) - y) / sqrt(squares);
            least = fmin(least, margin);
            classes[y > 0] += fabs(y) == 1;
        }
        gsl_test(!(least > 0.5 - 1e-12 && least < 0.6), "w separates by 0.5 (%.3g), n=%zu",
                 least, columns);
        gsl_test(classes[0] != 250 || classes[1] != 250, "both classes are as large");
        gg_data_close(d);
    }
}

static void test_ill_conditioned_features_have_condition_1e6(void)
{
    enum { ROWS = 60, COLUMNS = 12 };
    const gg_data *d = make("ill_conditioned", ROWS, COLUMNS, 1);
    gsl_matrix *x = gsl_matrix_alloc(ROWS, COLUMNS);
    gsl_matrix *v = gsl_matrix_alloc(COLUMNS, COLUMNS);
    gsl_vector *s = gsl_vector_alloc(COLUMNS);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < COLUMNS; j++)
            gsl_matrix_set(x, i, j, d->cell[i * d->columns + j]);
    gsl_linalg_SV_decomp_jacobi(x, v, s);
    gsl_test_rel(gsl_vector_get(s, 0), sqrt(ROWS), 1e-12, "the largest singular value");
    for (size_t k = 0; k + 1 < COLUMNS; k++)
        gsl_test_rel(gsl_vector_get(s, k) / gsl_vector_get(s, k + 1), pow(1e6, 1.0 / 11), 1e-8,
                     "the spectrum is even in its logarithm, %zu", k);
    gsl_test_rel(gsl_vector_get(s, 0) / gsl_vector_get(s, COLUMNS - 1), 1e6, 1e-8,
                 "the condition is 1e6");
    gsl_matrix_free(x);
    gsl_matrix_free(v);
    gsl_vector_free(s);
    gg_data_close(d);
}

/* X X' / rows has the squares of the singular values over rows as its eigenvalues: their sum is
 * its trace, that of their squares its squared Frobenius norm. */
static void check_wide_spectrum(const char *name, double condition)
{
    enum { ROWS = 12, COLUMNS = 60 };
    const gg_data *d = make(name, ROWS, COLUMNS, 1);
    double trace = 0;
    double square = 0;
    for (size_t i = 0; i < ROWS; i++)
        for (size_t k = 0; k < ROWS; k++) {
            double product = 0;
            for (size_t j = 0; j < COLUMNS; j++)
                product += d->cell[i * d->columns + j] * d->cell[k * d->columns + j] / ROWS;
            trace += i == k ? product : 0;
            square += product * product;
        }
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < ROWS; k++) {
        sum += pow(condition, -2 * k / 11.0);
        squares += pow(condition, -4 * k / 11.0);
    }
    gsl_test_rel(trace, sum, 1e-12, "%s: the eigenvalues' sum is that of %g ... 1", name,
                 1 / (condition * condition));
    gsl_test_rel(square, squares, 1e-12, "%s: and so is their squares'", name);
    gg_data_close(d);
}

static void test_wide_features_have_the_spectrum_too(void)
{
    check_wide_spectrum("ill_conditioned_wide", 1e6);
    check_wide_spectrum("sparse_wide", 1e2);
}

/* With more rows than columns least squares tell the coefficients. A deviation is at most 0.05:
 * the noise, 0.01 |Xw| / sqrt(rows) <= 0.032, over the least singular value, 0.01 sqrt(4000). */
static void test_ten_coefficients_of_the_sparse_model_are_not_zero(void)
{
    enum { ROWS = 4000, COLUMNS = 40, TABLES = 8 };
    gsl_multifit_linear_workspace *space = gsl_multifit_linear_alloc(ROWS, COLUMNS);
    gsl_matrix *x = gsl_matrix_alloc(ROWS, COLUMNS);
    gsl_matrix *covariance = gsl_matrix_alloc(COLUMNS, COLUMNS);
    gsl_vector *y = gsl_vector_alloc(ROWS);
    gsl_vector *w = gsl_vector_alloc(COLUMNS);
    size_t up = 0;
    size_t used[COLUMNS] = {0};
    for (uint64_t seed = 1; seed <= TABLES; seed++) {
        const gg_data *d = make("sparse_wide", ROWS, COLUMNS, seed);
        for (size_t i = 0; i < ROWS; i++) {
            for (size_t j = 0; j < COLUMNS; j++)
                gsl_matrix_set(x, i, j, d->cell[i * d->columns + j]);
            gsl_vector_set(y, i, d->cell[i * d->columns + COLUMNS]);
        }
        double noise;
        gsl_multifit_linear(x, y, w, covariance, &noise, space);
        double least = 1;
        size_t zero = 0;
        for (size_t j = 0; j < COLUMNS; j++) {
            const double nearest = nearbyint(gsl_vector_get(w, j));
            least = fmin(least, 0.2 - fabs(gsl_vector_get(w, j) - nearest));
            if (fabs(nearest) > 1) least = -1;
            zero += nearest == 0;
            up += nearest > 0;
            used[j] += nearest != 0;
        }
        gsl_test(!(least > 0), "sparse_wide: every coefficient is -1, 0 or 1 within 0.2");
        gsl_test_int((int)zero, COLUMNS - 10, "sparse_wide: all but ten are 0");
        const double answers = gsl_blas_dnrm2(y);
        /* its deviation is 1 / sqrt(2 ROWS), a ninetieth */
        gsl_test_rel(sqrt(noise / (ROWS - COLUMNS)) * sqrt(ROWS) / answers, 0.01, 0.05,
                     "sparse_wide: the noise is a hundredth of the answers");
        gg_data_close(d);
    }
    size_t kinds = 0;
    for (size_t j = 0; j < COLUMNS; j++) kinds += used[j] > 0 && used[j] < TABLES;
    gsl_test(up < 20 || up > 60, "sparse_wide: both signs are drawn (%zu of 80 are 1)", up);
    gsl_test(kinds < 30, "sparse_wide: the places differ from table to table (%zu of 40)",
             kinds);
    gsl_vector_free(w);
    gsl_vector_free(y);
    gsl_matrix_free(covariance);
    gsl_matrix_free(x);
    gsl_multifit_linear_free(space);
}

/* Sums of multiples of 1/16 that are less than 2^48: every order and every fma gives them. */
static void test_residuals_on_the_dyadic_grid_are_exact(void)
{
    const gg_data *d = make("dyadic_grid", 400, 7, 1);
    size_t off = 0;
    size_t rounded = 0;
    size_t zero = 0;
    for (size_t i = 0; i < d->rows; i++) {
        const double *x = d->cell + i * d->columns;
        double backward = 0;
        for (size_t j = 0; j < d->columns; j++) {
            const double steps = x[j] * (j + 1 < d->columns ? 4 : 16);
            off += steps != floor(steps);
        }
        for (size_t j = d->columns - 1; j-- > 0;)
            backward = fma(gg_synthetic_coefficient(j), x[j], backward);
        rounded += x[d->columns - 1] - backward != residual(d, i);
        zero += residual(d, i) == 0;
        off += fabs(residual(d, i)) > 1;
    }
    gsl_test(off != 0, "all numbers are on the grid of 1/16");
    gsl_test(rounded != 0, "residuals do not depend on the order of sums");
    gsl_test(zero < 200 || zero > 230, "%zu of 400 residuals are exactly 0", zero);
    gg_data_close(d);
}

static void test_quadrants_are_the_classes_of_xor(void)
{
    const gg_data *d = make("xor", 4000, 2, 5);
    size_t wrong = 0;
    size_t rows[4] = {0};
    for (size_t i = 0; i < d->rows; i++) {
        const double *x = d->cell + i * d->columns;
        wrong += x[2] != ((x[0] < 0) == (x[1] < 0) ? 1 : -1);
        wrong += !(fabs(x[0]) <= 1 && fabs(x[1]) <= 1);
        rows[2 * (x[0] < 0) + (x[1] < 0)]++;
    }
    gsl_test(wrong != 0, "like signs are +1, unlike ones -1, all within [-1, 1]");
    for (size_t q = 0; q < 4; q++)
        gsl_test(rows[q] < 890 || rows[q] > 1110, "a quarter of 4000 is in quadrant %zu (%zu)",
                 q + 1, rows[q]);
    gg_data_close(d);
    d = make("xor", 500, 5, 5);
    wrong = 0;
    for (size_t i = 0; i < d->rows; i++) {
        const double *x = d->cell + i * d->columns;
        wrong += !(x[0] * x[1] * x[2] * x[3] * x[4] * x[5] > 0);
    }
    gsl_test(wrong != 0, "five columns: the sign of their product");
    gg_data_close(d);
}

int main(void)
{
    test_every_kind_says_what_it_is();
    test_size_and_seed_make_the_table();
    test_sizes_that_do_not_fit_are_refused();
    test_heavy_tails_have_the_index_three_halves();
    test_a_fifth_of_the_answers_is_far_off();
    test_without_noise_four_residuals_in_five_are_zero();
    test_separable_classes_are_separated_by_the_margin();
    test_ill_conditioned_features_have_condition_1e6();
    test_wide_features_have_the_spectrum_too();
    test_ten_coefficients_of_the_sparse_model_are_not_zero();
    test_residuals_on_the_dyadic_grid_are_exact();
    test_quadrants_are_the_classes_of_xor();
    return gsl_test_summary();
}
