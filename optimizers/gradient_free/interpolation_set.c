/* optimizers/gradient_free/interpolation_set.c -- m points, and what quadratics through them
 * need. */
#include "optimizers/gradient_free/interpolation_set.h"

#include "base/vector.h"
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

/* out = Omega u [m]; out may not be u */
static void omega_times(const gg_interpolation_set *s, const double u[], double out[])
{
    gg_fill(s->m, 0, out);
    for (size_t j = 0; j < columns(s); j++) {
        const double *z = s->z + j * s->m;
        gg_along(s->m, out, gg_dot(s->m, z, u), z, out);
    }
}

void gg_interpolation_look(const gg_interpolation_set *s, size_t at, const double d[],
                           gg_interpolation_step *step)
{
    const size_t n = s->n;
    const size_t m = s->m;
    const double *x = s->y + at * n;
    double *h = step->lagrange;
    double *w = s->work;
    for (size_t k = 0; k < m; k++) {
        const double *y = s->y + k * n;
        const double yd = gg_dot(n, y, d);
        w[k] = yd * (0.5 * yd + gg_dot(n, y, x));
    }
    omega_times(s, w, h);
    for (size_t j = 0; j < n; j++) {
        const double *b = s->b + j * (m + n);
        gg_along(m, h, d[j], b, h);
        h[m + j] = gg_dot(m, b, w) + gg_dot(n, b + m, d);
    }
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

/* Turn the columns of Z so that only the first has a part in row t: ZZ' stays. */
static void gather_row(const gg_interpolation_set *s, size_t t)
{
    const size_t m = s->m;
    double *first = s->z;
    for (size_t j = 1; j < columns(s); j++) {
        double *z = s->z + j * m;
        if (z[t] == 0) continue;
        const double length = hypot(first[t], z[t]);
        const double c = first[t] / length;
        const double sine = z[t] / length;
        for (size_t k = 0; k < m; k++) {
            const double a = first[k];
            first[k] = c * a + sine * z[k];
            z[k] = c * z[k] - sine * a;
        }
        z[t] = 0;
    }
}

/* Powell 2004, equation 4.11, for B; 4.14 for the one column of Z that changes. */
void gg_interpolation_replace(const gg_interpolation_set *s, size_t t, size_t at,
                              const double d[], gg_interpolation_step *step)
{
    const size_t n = s->n;
    const size_t m = s->m;
    gather_row(s, t);
    double *z = s->z;
    double *v = step->lagrange; /* becomes H w - e_t */
    double *column = s->work;   /* H e_t */
    const double zt = z[t];
    for (size_t k = 0; k < m; k++) column[k] = zt * z[k];
    for (size_t j = 0; j < n; j++) column[m + j] = s->b[j * (m + n) + t];
    const double alpha = zt * zt;
    const double tau = v[t];
    const double sigma = alpha * step->beta + tau * tau;
    v[t] -= 1;
    for (size_t j = 0; j < n; j++) {
        const double by_v = (alpha * v[m + j] - tau * column[m + j]) / sigma;
        const double by_column = (-step->beta * column[m + j] - tau * v[m + j]) / sigma;
        double *b = s->b + j * (m + n);
        for (size_t i = 0; i < m + n; i++) b[i] += by_v * v[i] + by_column * column[i];
    }
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

/* Powell 2004, section 5: Omega stays; with Q = (q_0 ... q_{m-1}), Xi becomes Xi + Q Omega and
 * Upsilon becomes Upsilon + Q Xi' + Xi Q' + Q Omega Q'. */
void gg_interpolation_shift(const gg_interpolation_set *s, const double by[])
{
    const size_t n = s->n;
    const size_t m = s->m;
    double *q = s->work;     /* [n][m] */
    double *row = q + n * m; /* [m] */
    double *bent = row + m;  /* [n] */
    for (size_t k = 0; k < m; k++) {
        bend(n, s->y + k * n, by, bent);
        for (size_t j = 0; j < n; j++) q[j * m + k] = bent[j];
        gg_along(n, s->y + k * n, -1, by, s->y + k * n);
    }
    for (size_t j = 0; j < n; j++) { /* Q Xi' + Xi Q', with Xi the mean of old and new */
        double *b = s->b + j * (m + n);
        omega_times(s, q + j * m, row);
        gg_along(m, b, 0.5, row, b);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double *upper = s->b + j * (m + n) + m + i;
            double *lower = s->b + i * (m + n) + m + j;
            *upper += gg_dot(m, q + i * m, s->b + j * (m + n)) +
                      gg_dot(m, q + j * m, s->b + i * (m + n));
            *lower = *upper;
        }
    for (size_t j = 0; j < n; j++) {
        double *b = s->b + j * (m + n);
        omega_times(s, q + j * m, row);
        gg_along(m, b, 0.5, row, b);
    }
}

/* gradient at the origin -> at y_at */
static void carry(const gg_interpolation_set *s, size_t at, const double weight[],
                  double gradient[])
{
    const double *x = s->y + at * s->n;
    for (size_t k = 0; k < s->m; k++) {
        const double *y = s->y + k * s->n;
        gg_along(s->n, gradient, weight[k] * gg_dot(s->n, y, x), y, gradient);
    }
}

void gg_interpolation_fit(const gg_interpolation_set *s, size_t at, const double f[],
                          double weight[], double gradient[])
{
    omega_times(s, f, weight);
    for (size_t j = 0; j < s->n; j++) gradient[j] = gg_dot(s->m, s->b + j * (s->m + s->n), f);
    carry(s, at, weight, gradient);
}

void gg_interpolation_lagrange(const gg_interpolation_set *s, size_t at, size_t t,
                               double weight[], double gradient[])
{
    gg_fill(s->m, 0, weight);
    for (size_t j = 0; j < columns(s); j++) {
        const double *z = s->z + j * s->m;
        if (z[t] != 0) gg_along(s->m, weight, z[t], z, weight);
    }
    for (size_t j = 0; j < s->n; j++) gradient[j] = s->b[j * (s->m + s->n) + t];
    carry(s, at, weight, gradient);
}
