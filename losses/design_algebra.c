/* losses/design_algebra.c -- eigenvalues and least squares of a design, by GSL. */
#include <float.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <math.h>

#include "base/vector.h"
#include "losses/design.h"

enum { MOST_N = 512 }; /* eigenvalues take n^3 operations, least squares rows n^2 */

static double ridge(const gg_design *d, size_t j, double l2)
{
    return j == d->intercept ? 0 : l2;
}

static double entry(const gg_design *d, size_t j, size_t k)
{
    double total;
    GG_SUM(total, d->rows, i, d->x[i * d->n + j] * d->x[i * d->n + k]);
    return total;
}

/* a = scale X'X + diag(l2); -> its trace */
static double gram(const gg_design *d, double scale, double l2, gsl_matrix *a)
{
    double trace = 0;
    for (size_t j = 0; j < d->n; j++)
        for (size_t k = 0; k <= j; k++) {
            if (!a && k < j) continue;
            const double sum = scale * entry(d, j, k) + (k == j ? ridge(d, j, l2) : 0);
            if (k == j) trace += sum;
            if (!a) continue;
            gsl_matrix_set(a, j, k, sum);
            gsl_matrix_set(a, k, j, sum);
        }
    return trace;
}

static gg_status eigenvalues(const gg_design *d, double scale, double l2, double *least,
                             double *largest)
{
    gsl_matrix *a = gsl_matrix_alloc(d->n, d->n);
    gsl_vector *values = gsl_vector_alloc(d->n);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(d->n);
    gg_status status = GG_NO_MEMORY;
    if (a && values && work) {
        gram(d, scale, l2, a);
        gsl_eigen_symm(a, values, work);
        *largest = gsl_vector_max(values);
        /* what rounding may have added to the smallest is taken off: mu is a promise */
        const double doubt = 8 * (double)d->n * DBL_EPSILON * *largest;
        *least = fmax(0, gsl_vector_min(values) - doubt);
        status = GG_OK;
    }
    gsl_matrix_free(a);
    gsl_vector_free(values);
    gsl_eigen_symm_free(work);
    return status;
}

static gg_status no_memory(const gg_design *d)
{
    return gg_fail(GG_NO_MEMORY, "no memory for matrices of %zu coefficients", d->n);
}

gg_status gg_design_curvature(const gg_design *d, double scale, double l2, double *least,
                              double *largest)
{
    if (d->n > MOST_N) {
        *least = 0;
        *largest = gram(d, scale, l2, NULL);
        return GG_OK;
    }
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    const gg_status status = eigenvalues(d, scale, l2, least, largest);
    gsl_set_error_handler(handler);
    return status == GG_OK ? GG_OK : no_memory(d);
}

/* The rows, and under them, if there is a penalty, one that pulls each slope towards 0. */
static void stack(const gg_design *d, double pull, gsl_matrix *a, gsl_vector *b)
{
    gsl_matrix_set_zero(a);
    gsl_vector_set_zero(b);
    for (size_t i = 0; i < d->rows; i++) {
        for (size_t j = 0; j < d->n; j++) gsl_matrix_set(a, i, j, d->x[i * d->n + j]);
        gsl_vector_set(b, i, d->y[i]);
    }
    for (size_t j = 0; j < d->n && d->rows + j < a->size1; j++)
        gsl_matrix_set(a, d->rows + j, j, ridge(d, j, pull));
}

static gg_status solve(const gg_design *d, double pull, double w[])
{
    const size_t rows = d->rows + (pull > 0 ? d->n : 0);
    gsl_matrix *a = gsl_matrix_alloc(rows, d->n);
    gsl_matrix *covariance = gsl_matrix_alloc(d->n, d->n);
    gsl_vector *b = gsl_vector_alloc(rows);
    gsl_vector *answer = gsl_vector_alloc(d->n);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(rows, d->n);
    gg_status status = GG_NO_MEMORY;
    if (a && covariance && b && answer && work) {
        double squares;
        stack(d, pull, a, b);
        gsl_multifit_linear(a, b, answer, covariance, &squares, work);
        for (size_t j = 0; j < d->n; j++) w[j] = gsl_vector_get(answer, j);
        status = GG_OK;
    }
    gsl_matrix_free(a);
    gsl_matrix_free(covariance);
    gsl_vector_free(b);
    gsl_vector_free(answer);
    if (work) gsl_multifit_linear_free(work);
    return status;
}

gg_status gg_design_least_squares(const gg_design *d, double scale, double l2, double w[])
{
    if (d->n > MOST_N || (l2 == 0 && d->rows < d->n)) return GG_OK;
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    const gg_status status = solve(d, sqrt(l2 / scale), w);
    gsl_set_error_handler(handler);
    return status == GG_OK ? GG_OK : no_memory(d);
}
