/* optimizers/gradient_free/interpolation_set.c -- m points, and what quadratics through them
 * need. */
#include "optimizers/gradient_free/interpolation_set.h"

#include "optimizers/gradient_free/dense.h"
#include "optimizers/gradient_free/interpolation_build.h"

static size_t columns(const gg_interpolation_set *s)
{
    return s->m - s->n - 1;
}

size_t gg_interpolation_doubles(size_t n, size_t m)
{
    return m * n + (m - n - 1) * m + n * (m + n) + gg_interpolation_work(n, m);
}

gg_interpolation_set gg_interpolation_at(double *memory, size_t n, size_t m)
{
    gg_interpolation_set s = {.n = n, .m = m, .y = memory};
    s.z = s.y + m * n;
    s.b = s.z + columns(&s) * m;
    s.work = s.b + n * (m + n);
    return s;
}

/* out = Omega u [m]; part [m - n - 1] */
static void omega_times(const gg_interpolation_set *s, const double u[], double part[],
                        double out[])
{
    gg_dense_times(columns(s), s->m, s->z, s->m, u, part);
    gg_fill(s->m, 0, out);
    gg_dense_add(columns(s), s->m, 1, s->z, s->m, part, out);
}

void gg_interpolation_look(const gg_interpolation_set *s, size_t at, const double d[],
                           gg_interpolation_step *step)
{
    const size_t n = s->n;
    const size_t m = s->m;
    const double *x = s->y + at * n;
    double *h = step->lagrange;
    double *w = s->work; /* [m + n] */
    double *yx = w + m + n;
    gg_dense_times(m, n, s->y, n, d, w);
    gg_dense_times(m, n, s->y, n, x, yx);
    for (size_t k = 0; k < m; k++) w[k] *= 0.5 * w[k] + yx[k];
    gg_copy(n, d, w + m);
    omega_times(s, w, yx, h);
    gg_dense_add(n, m, 1, s->b, m + n, d, h);
    gg_dense_times(n, m + n, s->b, m + n, w, h + m);
    const double xx = gg_dot(n, x, x);
    const double xd = gg_dot(n, x, d);
    const double dd = gg_dot(n, d, d);
    step->beta = xd * xd + dd * (xx + 2 * xd + 0.5 * dd) - gg_dot(m, w, h) -
                 gg_dot(n, d, h + m);
    h[at] += 1;
}

double gg_interpolation_alpha(const gg_interpolation_set *s, size_t t)
{
    double sum = 0;
    for (size_t j = 0; j < columns(s); j++) sum += s->z[j * s->m + t] * s->z[j * s->m + t];
    return sum;
}

double gg_interpolation_denominator(const gg_interpolation_set *s, size_t t,
                                    const gg_interpolation_step *step)
{
    const double tau = step->lagrange[t];
    return gg_interpolation_alpha(s, t) * step->beta + tau * tau;
}

const double *gg_interpolation_denominators(const gg_interpolation_set *s,
                                            const gg_interpolation_step *step)
{
    const size_t m = s->m;
    double *out = s->work;
    gg_fill(m, 0, out);
    for (size_t j = 0; j < columns(s); j++) {
        const double *z = s->z + j * m;
        for (size_t k = 0; k < m; k++) out[k] += z[k] * z[k];
    }
    for (size_t k = 0; k < m; k++)
        out[k] = out[k] * step->beta + step->lagrange[k] * step->lagrange[k];
    return out;
}

/* Reflect the columns of Z so that only the first has a part in row t: ZZ' stays.
 *
 * u [m - n - 1], p [m]  work */
static void gather_row(const gg_interpolation_set *s, size_t t, double u[], double p[])
{
    const size_t m = s->m;
    const size_t k = columns(s);
    for (size_t j = 0; j < k; j++) u[j] = s->z[j * m + t];
    const double length = u[0] > 0 ? gg_norm(k, u) : -gg_norm(k, u);
    if (length == u[0]) return;
    const double scale = 1 / (length * (length + u[0])); /* 2 / u'u for the u that comes */
    u[0] += length;
    gg_fill(m, 0, p);
    gg_dense_add(k, m, scale, s->z, m, u, p);
    gg_dense_outer(1, k, m, -1, u, p, s->z);
    s->z[t] = -length;
    for (size_t j = 1; j < k; j++) s->z[j * m + t] = 0;
}

/* Powell 2004, equation 4.11, for B; 4.14 for the one column of Z that changes. */
void gg_interpolation_replace(const gg_interpolation_set *s, size_t t, size_t at,
                              const double d[], const gg_interpolation_step *step)
{
    const size_t n = s->n;
    const size_t m = s->m;
    const size_t width = m + n;
    double *v = s->work;        /* H w - e_t */
    double *column = v + width; /* H e_t */
    double *by = column + width;
    gather_row(s, t, v, column);
    double *z = s->z;
    gg_copy(width, step->lagrange, v);
    const double zt = z[t];
    for (size_t k = 0; k < m; k++) column[k] = zt * z[k];
    for (size_t j = 0; j < n; j++) column[m + j] = s->b[j * width + t];
    const double alpha = zt * zt;
    const double tau = v[t];
    const double sigma = alpha * step->beta + tau * tau;
    v[t] -= 1;
    for (size_t j = 0; j < n; j++) {
        by[j] = (alpha * v[m + j] - tau * column[m + j]) / sigma;
        by[n + j] = (-step->beta * column[m + j] - tau * v[m + j]) / sigma;
    }
    gg_dense_outer(2, n, width, 1, by, v, s->b);
    const double root = sqrt(sigma);
    for (size_t k = 0; k < m; k++) z[k] = tau / root * z[k] - zt / root * v[k];
    gg_along(n, s->y + at * n, 1, d, s->y + t * n);
    /* Upsilon is symmetric; rounding is kept from making it less so. */
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) s->b[i * (m + n) + m + j] = s->b[j * (m + n) + m + i];
}

/* q [n] of y: (y'c)(y - c/2) + |by|^2 by / 4, with y measured from the middle of the move. */
static void bend(size_t n, const double y[], const double by[], double q[])
{
    const double length2 = gg_dot(n, by, by);
    const double along = gg_dot(n, y, by) - 0.5 * length2;
    for (size_t i = 0; i < n; i++) q[i] = along * (y[i] - 0.5 * by[i]) + 0.25 * length2 * by[i];
}

/* Xi += Q Omega / 2, from QZ */
static void add_half(const gg_interpolation_set *s, const double qz[])
{
    const int m = (int)s->m;
    const int n = (int)s->n;
    const int k = (int)columns(s);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, m, k, 0.5, qz, k, s->z, m, 1,
                s->b, m + n);
}

/* Powell 2004, section 5: Omega stays; with Q = (q_0 ... q_{m-1}), Xi becomes Xi + Q Omega and
 * Upsilon becomes Upsilon + Q Xi' + Xi Q' + Q Omega Q'. */
void gg_interpolation_shift(const gg_interpolation_set *s, const double by[])
{
    const size_t n = s->n;
    const size_t m = s->m;
    const size_t k = columns(s);
    double *q = s->work;         /* [m][n] Q' */
    double *qz = q + m * n;      /* [n][k] */
    double *square = qz + n * k; /* [n][n] Q Xi' */
    for (size_t t = 0; t < m; t++) {
        bend(n, s->y + t * n, by, q + t * n);
        gg_along(n, s->y + t * n, -1, by, s->y + t * n);
    }
    gg_fill(n * (k + n), 0, qz);
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasTrans, (int)n, (int)k, (int)m, 1, q, (int)n,
                s->z, (int)m, 1, qz, (int)k);
    add_half(s, qz); /* Q Xi' + Xi Q', with Xi the mean of old and new */
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasTrans, (int)n, (int)n, (int)m, 1, q, (int)n,
                s->b, (int)(m + n), 1, square, (int)n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            s->b[i * (m + n) + m + j] += square[i * n + j] + square[j * n + i];
    add_half(s, qz);
}

/* gradient at the origin -> at y_at */
static void carry(const gg_interpolation_set *s, size_t at, const double weight[],
                  double gradient[])
{
    const size_t n = s->n;
    double *part = s->work;
    gg_dense_times(s->m, n, s->y, n, s->y + at * n, part);
    for (size_t k = 0; k < s->m; k++) part[k] *= weight[k];
    gg_dense_add(s->m, n, 1, s->y, n, part, gradient);
}

void gg_interpolation_fit(const gg_interpolation_set *s, size_t at, const double f[],
                          double weight[], double gradient[])
{
    omega_times(s, f, s->work, weight);
    gg_dense_times(s->n, s->m, s->b, s->m + s->n, f, gradient);
    carry(s, at, weight, gradient);
}

void gg_interpolation_lagrange(const gg_interpolation_set *s, size_t at, size_t t,
                               double weight[], double gradient[])
{
    double *row = s->work;
    for (size_t j = 0; j < columns(s); j++) row[j] = s->z[j * s->m + t];
    gg_fill(s->m, 0, weight);
    gg_dense_add(columns(s), s->m, 1, s->z, s->m, row, weight);
    for (size_t j = 0; j < s->n; j++) gradient[j] = s->b[j * (s->m + s->n) + t];
    carry(s, at, weight, gradient);
}
