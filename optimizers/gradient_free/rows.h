/* optimizers/gradient_free/rows.h -- matrices in rows times vectors, by BLAS. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_ROWS_H
#define GG_OPTIMIZERS_GRADIENT_FREE_ROWS_H

#include <gsl/gsl_cblas.h>

#include "base/vector.h"

/* a [count][apart], of which the first n in each row count. No output may overlap an input. */

/* out [count] = a v [n] */
static inline void gg_rows_times(size_t count, size_t n, const double a[], size_t apart,
                                 const double v[], double out[])
{
    gg_fill(count, 0, out); /* BLAS may keep a NaN that it multiplies by 0 */
    cblas_dgemv(CblasRowMajor, CblasNoTrans, (int)count, (int)n, 1, a, (int)apart, v, 1, 1, out,
                1);
}

/* out [n] += t a' v [count] */
static inline void gg_rows_add(size_t count, size_t n, double t, const double a[], size_t apart,
                               const double v[], double out[])
{
    cblas_dgemv(CblasRowMajor, CblasTrans, (int)count, (int)n, t, a, (int)apart, v, 1, 1, out,
                1);
}

#endif
