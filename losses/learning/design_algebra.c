/* losses/learning/design_algebra.c -- eigenvalues and least squares of a design, by GSL. */
#include <float.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <math.h>

#include "base/vector.h"
#include "losses/learning/design.h"

enum { MOST_N = 512 };               /* eigenvalues take n^3 operations */
static const double MOST_WORK = 1e8; /* least squares take rows n^2, times ten: a second */

static double ridge(const gg_design *d, size_t j, double l2)
{
    return j == d->intercept ? 0 : l2;
}

/* The trace of scale X'X + diag(l2). */
static double trace_of(const gg_design *d, double scale, double l2)
{
    double squares;
    double trace = 0;
    GG_SUM(squares, d->rows * d->n, i, d->x[i] * d->x[i]);
    for (size_t j = 0; j < d->n; j++) trace += ridge(d, j, l2);
    return scale * squares + trace;
}

/* The lower half of a = scale X'X + diag(l2), which is all that is read. */
static void gram(const gg_design *d, double scale, double l2, gsl_matrix *a)
{
    const gsl_matrix_const_view x = gsl_matrix_const_view_array(d->x, d->rows, d->n);
    gsl_blas_dsyrk(CblasLower, CblasTrans, scale, &x.matrix, 0, a);
    for (size_t j = 0; j < d->n; j++) *gsl_matrix_ptr(a, j, j) += ridge(d, j, l2);
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
        *largest = trace_of(d, scale, l2);
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
    const double size = (double)d->n;
    if ((double)d->rows * size * size > MOST_WORK) return GG_OK;
    if (d->n > MOST_N || (l2 == 0 && d->rows < d->n)) return GG_OK;
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    const gg_status status = solve(d, sqrt(l2 / scale), w);
    gsl_set_error_handler(handler);
    return status == GG_OK ? GG_OK : no_memory(d);
}
