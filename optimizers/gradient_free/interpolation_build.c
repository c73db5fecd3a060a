/* optimizers/gradient_free/interpolation_build.c -- an inverse KKT matrix from points alone. */
#include "optimizers/gradient_free/interpolation_build.h"

#include <float.h>

#include "base/vector.h"

/* X' = QR, Z0 the last columns of Q, Z is Z0 made orthonormal in A: Z'AZ = I. With P = X'^+ = R^-1 Q1'
 * Xi = P (I - A Omega), Upsilon = -P A Xi'. Points are measured in units of the farthest. */
typedef struct builder {
    size_t n, m, k;       /* k = m - n - 1 columns of Z */
    double unit;          /* 1 / distance of the farthest point */
    const double *y;      /* [m][n] */
    double *z;            /* [k][m] */
    double *q;            /* [n + 1][m] Householder's vectors, of length sqrt 2 */
    double *r;            /* [n + 1][n + 1], row j of R' */
    double *az;           /* [k][m] A Z; then [n][m] A Xi' */
    double *row, *vector; /* [m] */
} builder;

size_t gg_interpolation_work(size_t n, size_t m)
{
    const size_t k = m - n - 1;
    return (n + 1) * m + (n + 1) * (n + 1) + (k > n ? k : n) * m + 2 * m;
}

static builder begin(const gg_interpolation_set *s)
{
    builder a = {.n = s->n, .m = s->m, .k = s->m - s->n - 1, .y = s->y, .z = s->z};
    a.q = s->work;
    a.r = a.q + (a.n + 1) * a.m;
    a.az = a.r + (a.n + 1) * (a.n + 1);
    a.row = a.az + (a.k > a.n ? a.k : a.n) * a.m;
    a.vector = a.row + a.m;
    double most = 0;
    for (size_t i = 0; i < a.m; i++) most = fmax(most, gg_norm(a.n, a.y + i * a.n));
    a.unit = 1 / most;
    return a;
}

static void reflect(const builder *a, size_t j, double x[])
{
    const double *v = a->q + j * a->m;
    gg_along(a->m - j, x + j, -gg_dot(a->m - j, v + j, x + j), v + j, x + j);
}

/* -> false if the points lie in a plane */
static bool triangulate(const builder *a)
{
    for (size_t j = 0; j <= a->n; j++) {
        double *v = a->q + j * a->m;
        for (size_t i = 0; i < a->m; i++) v[i] = j == 0 ? 1 : a->unit * a->y[i * a->n + j - 1];
        const double whole = gg_norm(a->m, v);
        for (size_t i = 0; i < j; i++) {
            reflect(a, i, v);
            a->r[j * (a->n + 1) + i] = v[i];
        }
        const double length = gg_norm(a->m - j, v + j);
        if (!(length > 16 * DBL_EPSILON * whole)) return false;
        const double diagonal = v[j] > 0 ? -length : length;
        a->r[j * (a->n + 1) + j] = diagonal;
        v[j] -= diagonal;
        const double scale = 1 / sqrt(fabs(diagonal * v[j]));
        for (size_t i = j; i < a->m; i++) v[i] *= scale;
    }
    return true;
}

/* row = row i of A */
static void form_row(const builder *a, size_t i)
{
    for (size_t j = 0; j < a->m; j++) {
        const double yy = a->unit * a->unit * gg_dot(a->n, a->y + i * a->n, a->y + j * a->n);
        a->row[j] = 0.5 * yy * yy;
    }
}

/* out [count][m] = A by columns, for `count` columns of length m that are `apart` */
static void multiply(const builder *a, const double in[], size_t apart, size_t count,
                     double out[])
{
    for (size_t i = 0; i < a->m; i++) {
        form_row(a, i);
        for (size_t j = 0; j < count; j++)
            out[j * a->m + i] = gg_dot(a->m, a->row, in + j * apart);
    }
}

/* -> false if Z0'AZ0 is not positive definite: some quadratic is zero at all points */
static bool make_z(const builder *a)
{
    const size_t m = a->m;
    for (size_t j = 0; j < a->k; j++) {
        double *z = a->z + j * m;
        gg_fill(m, 0, z);
        z[a->n + 1 + j] = 1;
        for (size_t i = a->n + 1; i-- > 0;) reflect(a, i, z);
    }
    multiply(a, a->z, m, a->k, a->az);
    for (size_t j = 0; j < a->k; j++) {
        double *z = a->z + j * m;
        double *az = a->az + j * m;
        const double whole = gg_dot(m, z, az);
        for (size_t i = 0; i < j; i++) { /* z is made orthogonal to those before, in A */
            const double part = gg_dot(m, a->az + i * m, z);
            gg_along(m, z, -part, a->z + i * m, z);
            gg_along(m, az, -part, a->az + i * m, az);
        }
        const double left = gg_dot(m, z, az);
        if (!(left > 64 * DBL_EPSILON * whole) || !isfinite(left)) return false;
        const double scale = 1 / sqrt(left);
        for (size_t i = 0; i < m; i++) {
            z[i] *= scale;
            az[i] *= scale;
        }
    }
    return true;
}

/* x [m] becomes P x [n + 1], in its first places */
static void apply_inverse(const builder *a, double x[])
{
    const size_t order = a->n + 1;
    for (size_t j = 0; j < order; j++) reflect(a, j, x);
    for (size_t j = order; j-- > 0;) {
        for (size_t i = j + 1; i < order; i++) x[j] -= a->r[i * order + j] * x[i];
        x[j] /= a->r[j * order + j];
    }
}

static void make_b(const builder *a, double b[])
{
    const size_t n = a->n;
    const size_t m = a->m;
    double *x = a->vector;
    for (size_t t = 0; t < m; t++) {
        gg_fill(m, 0, x);
        x[t] = 1;
        for (size_t j = 0; j < a->k; j++) gg_along(m, x, -a->z[j * m + t], a->az + j * m, x);
        apply_inverse(a, x);
        for (size_t j = 0; j < n; j++) b[j * (m + n) + t] = x[j + 1];
    }
    multiply(a, b, m + n, n, a->az);
    for (size_t j = 0; j < n; j++) {
        gg_copy(m, a->az + j * m, x);
        apply_inverse(a, x);
        for (size_t i = 0; i < n; i++) b[i * (m + n) + m + j] = -x[i + 1];
    }
    for (size_t i = 0; i < n; i++) /* both halves of Upsilon are the mean of both */
        for (size_t j = 0; j < i; j++) {
            double *lower = b + i * (m + n) + m + j;
            double *upper = b + j * (m + n) + m + i;
            *lower = *upper = 0.5 * (*lower + *upper);
        }
}

static void restore_unit(const builder *a, double b[])
{
    const double unit = a->unit;
    for (size_t i = 0; i < a->k * a->m; i++) a->z[i] *= unit * unit;
    for (size_t j = 0; j < a->n; j++) {
        double *row = b + j * (a->m + a->n);
        for (size_t i = 0; i < a->m; i++) row[i] *= unit;
        for (size_t i = a->m; i < a->m + a->n; i++) row[i] /= unit * unit;
    }
}

bool gg_interpolation_build(const gg_interpolation_set *s)
{
    const builder a = begin(s);
    if (!isfinite(a.unit) || !triangulate(&a) || !make_z(&a)) return false;
    make_b(&a, s->b);
    restore_unit(&a, s->b);
    return true;
}

void gg_interpolation_axes(const gg_interpolation_set *s, double r)
{
    const size_t n = s->n;
    const size_t m = s->m;
    const size_t pairs = m - n - 1;
    const double z = 1 / (sqrt(2) * r * r);
    gg_fill(pairs * m, 0, s->z);
    gg_fill(n * (m + n), 0, s->b);
    for (size_t i = 0; i < n; i++) {
        double *b = s->b + i * (m + n);
        if (i < pairs) {
            double *column = s->z + i * m;
            column[0] = -2 * z;
            column[1 + i] = column[1 + n + i] = z;
            b[1 + i] = 0.5 / r;
            b[1 + n + i] = -0.5 / r;
        } else {
            b[0] = -1 / r;
            b[1 + i] = 1 / r;
            b[m + i] = -0.5 * r * r;
        }
    }
}
