/* optimizers/gradient_free/covariance.c -- rank-one terms in, samples out. */
#include "optimizers/gradient_free/covariance.h"

#include <gsl/gsl_cblas.h>
#include <math.h>

#include "base/vector.h"
#include "optimizers/eigen.h"

/* Fortran's Cholesky; its upper triangle is our lower one. */
void dpotrf_(const char *triangle, const int *n, double a[], const int *stride, int *info);

/* Up to here plain loops are faster than a call of BLAS. */
enum { SMALL = 20 };

static size_t scratch_room(bool diagonal, bool symmetric, size_t n)
{
    if (diagonal) return 0;
    return n * n + n + (symmetric ? gg_eigen_room(n) : gg_eigen_values_room(n));
}

size_t gg_covariance_room(bool diagonal, bool symmetric, size_t n)
{
    const size_t size = diagonal ? n : n * n;
    return 2 * size + scratch_room(diagonal, symmetric, n);
}

gg_covariance gg_covariance_open(bool diagonal, bool symmetric, size_t n, double room[])
{
    const size_t size = diagonal ? n : n * n;
    return (gg_covariance){n, diagonal, symmetric, room, room + size, room + 2 * size};
}

void gg_covariance_reset(const gg_covariance *v)
{
    const size_t n = v->n;
    if (v->diagonal) {
        gg_fill(n, 1, v->c);
        gg_fill(n, 1, v->root);
        return;
    }
    gg_fill(n * n, 0, v->c);
    gg_fill(n * n, 0, v->root);
    for (size_t i = 0; i < n; i++) v->c[i * (n + 1)] = v->root[i * (n + 1)] = 1;
}

static void sample_small(const gg_covariance *v, const double z[], double y[])
{
    for (size_t i = 0; i < v->n; i++) {
        double sum = 0;
        for (size_t j = 0; j <= i; j++) sum += v->root[i * v->n + j] * z[j];
        y[i] = sum;
    }
}

void gg_covariance_sample(const gg_covariance *v, size_t count, const double z[], double y[])
{
    const int n = (int)v->n;
    if (v->diagonal) {
        for (size_t k = 0; k < count; k++)
            for (size_t i = 0; i < v->n; i++) y[k * v->n + i] = v->root[i] * z[k * v->n + i];
    } else if (v->symmetric) {
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)count, n, n, 1, z, n, v->root,
                    n, 0, y, n);
    } else if (v->n <= SMALL) {
        for (size_t k = 0; k < count; k++) sample_small(v, z + k * v->n, y + k * v->n);
    } else {
        gg_copy(count * v->n, z, y);
        cblas_dtrmm(CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, (int)count,
                    n, 1, v->root, n, y, n);
    }
}

static void learn_diagonal(const gg_covariance *v, double keep, size_t count,
                           const double weights[], const double y[])
{
    for (size_t i = 0; i < v->n; i++) v->c[i] *= keep;
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < v->n; i++)
            v->c[i] += weights[k] * y[k * v->n + i] * y[k * v->n + i];
}

static void learn_small(const gg_covariance *v, double keep, size_t count,
                        const double weights[], const double y[])
{
    const size_t n = v->n;
    for (size_t i = 0; i < n; i++) {
        double *c = v->c + i * n;
        for (size_t j = 0; j <= i; j++) c[j] *= keep;
        for (size_t k = 0; k < count; k++) {
            const double *row = y + k * n;
            gg_along(i + 1, c, weights[k] * row[i], row, c);
        }
    }
}

void gg_covariance_learn(const gg_covariance *v, double keep, size_t count, size_t positive,
                         const double weights[], double y[])
{
    if (v->diagonal) {
        learn_diagonal(v, keep, count, weights, y);
        return;
    }
    if (v->n <= SMALL) {
        learn_small(v, keep, count, weights, y);
        return;
    }
    const int n = (int)v->n;
    for (size_t k = 0; k < count; k++) {
        const double share = sqrt(fabs(weights[k]));
        for (size_t i = 0; i < v->n; i++) y[k * v->n + i] *= share;
    }
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, n, (int)positive, 1, y, n, keep, v->c,
                n);
    if (positive < count)
        cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, n, (int)(count - positive), -1,
                    y + positive * v->n, n, 1, v->c, n);
}

static bool factor_diagonal(const gg_covariance *v)
{
    for (size_t i = 0; i < v->n; i++)
        if (!(v->c[i] > 0 && isfinite(v->c[i]))) return false;
    for (size_t i = 0; i < v->n; i++) v->root[i] = sqrt(v->c[i]);
    return true;
}

/* R = sum of sqrt(value) v v', over the eigenvectors. */
static bool factor_symmetric(const gg_covariance *v)
{
    const size_t n = v->n;
    double *a = v->scratch;
    double *values = a + n * n;
    gg_copy(n * n, v->c, a);
    if (!gg_eigen(n, a, values, values + n) || !(values[0] > 0)) return false;
    for (size_t k = 0; k < n; k++) {
        const double share = sqrt(sqrt(values[k]));
        for (size_t i = 0; i < n; i++) a[k * n + i] *= share;
    }
    const int m = (int)n;
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, m, m, 1, a, m, a, m, 0, v->root, m);
    return true;
}

static bool factor_cholesky(const gg_covariance *v)
{
    const size_t n = v->n;
    const int order = (int)n;
    int info = 0;
    double *a = v->scratch;
    for (size_t i = 0; i < n; i++) gg_copy(i + 1, v->c + i * n, a + i * n);
    dpotrf_("U", &order, a, &order, &info);
    if (info != 0) return false;
    for (size_t i = 0; i < n; i++)
        if (!(a[i * (n + 1)] > 0 && isfinite(a[i * (n + 1)]))) return false;
    for (size_t i = 0; i < n; i++) gg_copy(i + 1, a + i * n, v->root + i * n);
    return true;
}

bool gg_covariance_factor(const gg_covariance *v)
{
    if (v->diagonal) return factor_diagonal(v);
    return v->symmetric ? factor_symmetric(v) : factor_cholesky(v);
}

double gg_covariance_condition(const gg_covariance *v)
{
    const size_t n = v->n;
    double least = INFINITY;
    double most = 0;
    if (v->diagonal) {
        for (size_t i = 0; i < n; i++) {
            least = fmin(least, v->c[i]);
            most = fmax(most, v->c[i]);
        }
        return least > 0 && gg_first_broken(n, v->c) == n ? most / least : INFINITY;
    }
    double *a = v->scratch;
    double *values = a + n * n;
    gg_copy(n * n, v->c, a);
    if (!gg_eigen_values(n, a, values, values + n) || !(values[0] > 0)) return INFINITY;
    return values[n - 1] / values[0];
}
