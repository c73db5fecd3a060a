/* optimizers/gradient_free/dense.h -- matrices in rows times vectors, by BLAS unless small. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_DENSE_H
#define GG_OPTIMIZERS_GRADIENT_FREE_DENSE_H

#include <gsl/gsl_cblas.h>

#include "base/vector.h"

/* Below so many entries a call of BLAS costs more than it saves. */
enum { GG_DENSE_SMALL = 256 };

/* Rows of a stand `apart`; of each the first n count. No output may overlap an input. */

/* out [count] = a v [n] */
static inline void gg_dense_times(size_t count, size_t n, const double a[], size_t apart,
                                  const double v[], double out[])
{
    if (count * n < GG_DENSE_SMALL) {
        for (size_t i = 0; i < count; i++) out[i] = gg_dot(n, a + i * apart, v);
        return;
    }
    gg_fill(count, 0, out); /* BLAS may keep a NaN that it multiplies by 0 */
    cblas_dgemv(CblasRowMajor, CblasNoTrans, (int)count, (int)n, 1, a, (int)apart, v, 1, 1, out,
                1);
}

/* out [n] += t a' v [count] */
static inline void gg_dense_add(size_t count, size_t n, double t, const double a[],
                                size_t apart, const double v[], double out[])
{
    if (count * n < GG_DENSE_SMALL)
        for (size_t i = 0; i < count; i++) gg_along(n, out, t * v[i], a + i * apart, out);
    else
        cblas_dgemv(CblasRowMajor, CblasTrans, (int)count, (int)n, t, a, (int)apart, v, 1, 1,
                    out, 1);
}

/* out [count][n] += t u'v; u [rank][count], v [rank][n] */
static inline void gg_dense_outer(size_t rank, size_t count, size_t n, double t,
                                  const double u[], const double v[], double out[])
{
    if (count * n < GG_DENSE_SMALL)
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < rank; k++)
                gg_along(n, out + i * n, t * u[k * count + i], v + k * n, out + i * n);
    else
        cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)count, (int)n, (int)rank, t,
                    u, (int)count, v, (int)n, 1, out, (int)n);
}

#endif
