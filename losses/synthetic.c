/* losses/synthetic.c -- data with one thing wrong each, drawn from a stream. */
#include "losses/synthetic.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "losses/spectrum.h"

static const double SIGMA = 0.1;     /* of the noise */
static const double FREEDOM = 1.5;   /* degrees of, of the heavy tails: no variance */
static const double MARGIN = 0.5;    /* of the separable classes, in units of x */
static const double CONDITION = 1e6; /* of the ill-conditioned features */
static const double MILD = 1e2;      /* that of the sparse model's */
static const double SHARE = 0.01;    /* the sparse model's noise beside its answers */
enum { OUTLIER_EVERY = 5 };          /* one row in five is off */
enum { ACTIVE = 10 };                /* coefficients of the sparse model that are not 0 */

double gg_synthetic_coefficient(size_t j)
{
    const double size = (double)(1 + j % 4) / 4;
    return j % 2 ? -size : size;
}

static double predict(size_t columns, const double x[])
{
    double total;
    GG_SUM(total, columns, j, gg_synthetic_coefficient(j) * x[j]);
    return total;
}

static void draw_features(size_t columns, gsl_rng *rng, double x[])
{
    for (size_t j = 0; j < columns; j++) x[j] = gsl_ran_ugaussian(rng);
}

static gg_status fill_heavy_tails(size_t rows, size_t columns, gsl_rng *rng, double cell[])
{
    for (size_t i = 0; i < rows; i++) {
        double *x = cell + i * (columns + 1);
        draw_features(columns, rng, x);
        x[columns] = predict(columns, x) + SIGMA * gsl_ran_tdist(rng, FREEDOM);
    }
    return GG_OK;
}

static void fill_outliers(size_t rows, size_t columns, double sigma, gsl_rng *rng,
                          double cell[])
{
    for (size_t i = 0; i < rows; i++) {
        double *x = cell + i * (columns + 1);
        draw_features(columns, rng, x);
        x[columns] = predict(columns, x) + sigma * gsl_ran_ugaussian(rng);
        const double far = SIGMA * gsl_ran_flat(rng, 10, 100);
        const double side = gsl_rng_uniform(rng) < 0.5 ? -1 : 1;
        if (i % OUTLIER_EVERY == OUTLIER_EVERY - 1) x[columns] += side * far;
    }
}

static gg_status fill_gross_outliers(size_t rows, size_t columns, gsl_rng *rng, double cell[])
{
    fill_outliers(rows, columns, SIGMA, rng, cell);
    return GG_OK;
}

static gg_status fill_exact_but_outliers(size_t rows, size_t columns, gsl_rng *rng,
                                         double cell[])
{
    fill_outliers(rows, columns, 0, rng, cell);
    return GG_OK;
}

/* Classes by turns; a point is moved along w until it lies on its side, by the margin or more. */
static gg_status fill_separable(size_t rows, size_t columns, gsl_rng *rng, double cell[])
{
    double squares = 0;
    for (size_t j = 0; j < columns; j++)
        squares += gg_synthetic_coefficient(j) * gg_synthetic_coefficient(j);
    const double length = sqrt(squares);
    for (size_t i = 0; i < rows; i++) {
        double *x = cell + i * (columns + 1);
        draw_features(columns, rng, x);
        const double y = i % 2 ? -1 : 1;
        const double along = predict(columns, x) / length;
        const double move = (y * (fabs(along) + MARGIN) - along) / length;
        for (size_t j = 0; j < columns; j++) x[j] += move * gg_synthetic_coefficient(j);
        x[columns] = y;
    }
    return GG_OK;
}

/* `count` orthonormal vectors of a random subspace, by Gram-Schmidt done twice. */
static void draw_orthonormal(size_t count, size_t length, gsl_rng *rng, double u[])
{
    for (size_t k = 0; k < count; k++) {
        double *v = u + k * length;
        draw_features(length, rng, v);
        for (size_t other = 0; other < 2 * k; other++) {
            const double *w = u + other % k * length;
            gg_along(length, v, -gg_dot(length, v, w), w, v);
        }
        const double norm = gg_norm(length, v);
        for (size_t i = 0; i < length; i++) v[i] /= norm;
    }
}

/* X = sqrt(rows) U diag(s) V': X'X / rows has its largest eigenvalue at 1. */
static gg_status draw_stretched(size_t rows, size_t columns, double condition, gsl_rng *rng,
                                double cell[])
{
    const size_t rank = rows < columns ? rows : columns;
    double *u = malloc((rows + columns + 1) * rank * sizeof *u);
    if (!u) return gg_fail(GG_NO_MEMORY, "no memory for the factors of a table");
    double *v = u + rows * rank;
    double *s = v + columns * rank;
    draw_orthonormal(rank, rows, rng, u);
    draw_orthonormal(rank, columns, rng, v);
    gg_spectrum(rank, condition, s);
    for (size_t k = 0; k < rank; k++) {
        const double size = sqrt((double)rows) * s[k] / condition;
        for (size_t i = 0; i < rows; i++) {
            double *x = cell + i * (columns + 1);
            gg_along(columns, x, size * u[k * rows + i], v + k * columns, x);
        }
    }
    free(u);
    return GG_OK;
}

static gg_status fill_ill_conditioned(size_t rows, size_t columns, gsl_rng *rng, double cell[])
{
    GG_TRY(draw_stretched(rows, columns, CONDITION, rng, cell));
    for (size_t i = 0; i < rows; i++) {
        double *x = cell + i * (columns + 1);
        x[columns] = predict(columns, x) + SIGMA * gsl_ran_ugaussian(rng);
    }
    return GG_OK;
}

/* Adds to the answers what ACTIVE columns predict, every choice of them as likely. source Knuth
 * 1997, The Art of Computer Programming, volume 2, section 3.4.2, algorithm S */
static void answer_sparsely(size_t rows, size_t columns, gsl_rng *rng, double cell[])
{
    size_t missing = columns < ACTIVE ? columns : ACTIVE;
    for (size_t j = 0; j < columns; j++) {
        if (gsl_rng_uniform(rng) * (double)(columns - j) >= (double)missing) continue;
        const double w = gsl_rng_uniform(rng) < 0.5 ? -1 : 1;
        for (size_t i = 0; i < rows; i++)
            cell[i * (columns + 1) + columns] += w * cell[i * (columns + 1) + j];
        missing--;
    }
}

static gg_status fill_sparse_wide(size_t rows, size_t columns, gsl_rng *rng, double cell[])
{
    double squares = 0;
    GG_TRY(draw_stretched(rows, columns, MILD, rng, cell));
    answer_sparsely(rows, columns, rng, cell);
    for (size_t i = 0; i < rows; i++) {
        const double y = cell[i * (columns + 1) + columns];
        squares += y * y;
    }
    const double sigma = SHARE * sqrt(squares / (double)rows);
    for (size_t i = 0; i < rows; i++)
        cell[i * (columns + 1) + columns] += sigma * gsl_ran_ugaussian(rng);
    return GG_OK;
}

/* A whole number of steps in [-most, most]. */
static double draw_on_grid(gsl_rng *rng, unsigned most, double step)
{
    return ((double)gsl_rng_uniform_int(rng, 2 * most + 1) - most) * step;
}

/* Features and coefficients are multiples of 1/4, so that x'w and y are multiples of 1/16. */
static gg_status fill_dyadic_grid(size_t rows, size_t columns, gsl_rng *rng, double cell[])
{
    for (size_t i = 0; i < rows; i++) {
        double *x = cell + i * (columns + 1);
        for (size_t j = 0; j < columns; j++) x[j] = draw_on_grid(rng, 16, 0x1p-2);
        const double noise = draw_on_grid(rng, 16, 0x1p-4);
        x[columns] = predict(columns, x) + (i % 2 ? noise : 0);
    }
    return GG_OK;
}

/* The sign of a product: exclusive or of two, parity of more. */
static gg_status fill_xor(size_t rows, size_t columns, gsl_rng *rng, double cell[])
{
    for (size_t i = 0; i < rows; i++) {
        double *x = cell + i * (columns + 1);
        x[columns] = 1;
        for (size_t j = 0; j < columns; j++) {
            x[j] = gsl_ran_flat(rng, -1, 1);
            if (x[j] < 0) x[columns] = -x[columns];
        }
    }
    return GG_OK;
}

/* A table's place here is the index of its stream of random numbers: new ones go to the end. */
const gg_synthetic gg_synthetics[] = {
    {.name = "heavy_tails",
     .title = "A linear model whose noise has no variance",
     .formula = "x_ij ~ N(0, 1), y_i = x_i'w + 0.1 t, t of Student's law with 1.5 degrees of "
                "freedom",
     .source = "Student 1908, The probable error of a mean, doi:10.1093/biomet/6.1.1",
     .least_rows = 1,
     .least_columns = 1,
     .most_columns = GG_SYNTHETIC_COLUMNS,
     .usual_rows = 200,
     .usual_columns = 10,
     .fill = fill_heavy_tails},
    {.name = "gross_outliers",
     .title = "A linear model with every fifth answer far off",
     .formula = "x_ij ~ N(0, 1), y_i = x_i'w + 0.1 N(0, 1); every fifth y_i is moved by 10 to "
                "100 standard deviations, up or down",
     .source = "Tukey 1960, A survey of sampling from contaminated distributions",
     .least_rows = 1,
     .least_columns = 1,
     .most_columns = GG_SYNTHETIC_COLUMNS,
     .usual_rows = 200,
     .usual_columns = 20,
     .fill = fill_gross_outliers},
    {.name = "separable",
     .title = "Two classes that a plane separates by a margin",
     .formula = "x_ij ~ N(0, 1), then moved along w until y_i x_i'w / |w| = 0.5 + |N(0, 1)|; "
                "y_i = 1, -1, 1, -1, ...",
     .source = "Rosenblatt 1958, The perceptron, doi:10.1037/h0042519",
     .least_rows = 2,
     .least_columns = 1,
     .most_columns = GG_SYNTHETIC_COLUMNS,
     .usual_rows = 200,
     .usual_columns = 10,
     .fill = fill_separable},
    {.name = "ill_conditioned",
     .title = "A linear model whose features have condition 1e6",
     .formula =
         "X = sqrt(rows) U diag(s) V', U and V random with orthonormal columns, s from 1 "
         "to 1e-6 evenly in its logarithm; y_i = x_i'w + 0.1 N(0, 1)",
     .source =
         "Haar-distributed factors as in Stewart 1980, The efficient generation of random "
         "orthogonal matrices, doi:10.1137/0717034",
     .tall = true,
     .orthogonal = true,
     .least_rows = 2,
     .least_columns = 2,
     .most_columns = 512,
     .usual_rows = 200,
     .usual_columns = 20,
     .fill = fill_ill_conditioned},
    {.name = "dyadic_grid",
     .title = "A linear model without rounding: residuals are exact, many exactly 0",
     .formula =
         "x_ij in {-4, -3.75, ..., 4}, y_i = x_i'w + e_i, e_i = 0 in every other row, else "
         "in {-1, -15/16, ..., 1}; all uniform",
     .source = "Higham 2002, Accuracy and stability of numerical algorithms, section 2.1, "
               "doi:10.1137/1.9780898718027, for sums that are exact",
     .least_rows = 1,
     .least_columns = 1,
     .most_columns = GG_SYNTHETIC_COLUMNS,
     .usual_rows = 31,
     .usual_columns = 3,
     .fill = fill_dyadic_grid},
    {.name = "exact_but_outliers",
     .title = "A linear model without noise, but with every fifth answer far off",
     .formula = "as gross_outliers, without the 0.1 N(0, 1): four residuals in five are 0 at w",
     .source = "Candes & Tao 2005, Decoding by linear programming, "
               "doi:10.1109/TIT.2005.858979",
     .least_rows = 1,
     .least_columns = 1,
     .most_columns = GG_SYNTHETIC_COLUMNS,
     .usual_rows = 200,
     .usual_columns = 20,
     .fill = fill_exact_but_outliers},
    {.name = "ill_conditioned_wide",
     .title = "A linear model with more features than rows, of condition 1e6",
     .formula = "as ill_conditioned, with min(rows, columns) singular values from 1 to 1e-6",
     .source =
         "Haar-distributed factors as in Stewart 1980, The efficient generation of random "
         "orthogonal matrices, doi:10.1137/0717034",
     .orthogonal = true,
     .least_rows = 2,
     .least_columns = 2,
     .most_columns = 512,
     .usual_rows = 80,
     .usual_columns = 200,
     .fill = fill_ill_conditioned},
    {.name = "xor",
     .title = "Two classes in opposite quadrants, which no line divides",
     .formula =
         "x_ij uniform in [-1, 1]; y_i = -1 if an odd number of them are negative, else 1",
     .source = "Minsky & Papert 1969, Perceptrons: an introduction to computational geometry",
     .least_rows = 1,
     .least_columns = 1,
     .most_columns = GG_SYNTHETIC_COLUMNS,
     .usual_rows = 400,
     .usual_columns = 2,
     .fill = fill_xor},
    {.name = "sparse_wide",
     .title = "A sparse linear model with more features than rows, of condition 100",
     .formula =
         "X = sqrt(rows) U diag(s) V', U and V random with orthonormal columns, s from 1 to "
         "0.01 evenly in its logarithm; ten w_j, drawn at random, are 1 or -1, the others 0; "
         "y_i = x_i'w + 0.01 |Xw| / sqrt(rows) N(0, 1)",
     .source = "Tibshirani 1996, Regression shrinkage and selection via the lasso, "
               "doi:10.1111/j.2517-6161.1996.tb02080.x",
     .orthogonal = true,
     .least_rows = 2,
     .least_columns = 2,
     .most_columns = 512,
     .usual_rows = 80,
     .usual_columns = 200,
     .fill = fill_sparse_wide},
    {0},
};

const gg_synthetic *gg_synthetic_find(const char *name)
{
    for (const gg_synthetic *s = gg_synthetics; s->name; s++)
        if (strcmp(s->name, name) == 0) return s;
    return NULL;
}
