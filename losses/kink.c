/* losses/kink.c -- |u|, sharp or rounded, with the slope that was asked for. */
#include "losses/kink.h"

#include <stdbool.h>

#include "losses/number.h"

static const double HALF_ROOT = 0.707106781186547524401;   /* sqrt(1/2) */
static const double MEAN_NORMAL = 0.797884560802865355880; /* E|z| = sqrt(2/pi) */

static double sharp(const gg_kink *k, double u, double *slope)
{
    const double size = fabs(u);
    switch (k->at) {
    case GG_AT_NAIVE: *slope = u / size; return size;
    case GG_AT_EPSILON:
        *slope = isinf(u) ? copysign(1, u) : u / (size + k->epsilon);
        return size;
    case GG_AT_LEFT: *slope = u > 0 ? 1 : -1; break;
    case GG_AT_RIGHT: *slope = u < 0 ? -1 : 1; break;
    case GG_AT_ZERO: *slope = (u > 0) - (u < 0); break;
    }
    if (isnan(u)) *slope = u;
    return size;
}

/* u erf(u / (w sqrt 2)) + w sqrt(2/pi) (exp(-u^2 / (2 w^2)) - 1), exact near 0 too. */
static double gaussian(double w, double u, double *slope)
{
    const double t = u / w;
    *slope = erf(HALF_ROOT * t);
    return u * *slope + w * MEAN_NORMAL * expm1(-t * t / 2);
}

/* erf(u) where the imaginary part is tiny: its square is nothing. */
static double complex erf_complex(double complex u)
{
    const double a = creal(u);
    return erf(a) + I * (cimag(u) * 2 * HALF_ROOT * MEAN_NORMAL * exp(-a * a));
}

static double complex gaussian_complex(double w, double complex u)
{
    const double complex t = u / w;
    return u * erf_complex(HALF_ROOT * t) + w * MEAN_NORMAL * (cexp(-t * t / 2) - 1);
}

double gg_kink_abs(const gg_kink *k, double u, double *slope)
{
    const double w = k->width;
    const double size = fabs(u);
    switch (k->by) {
    case GG_ROUND_NOT: return sharp(k, u, slope);
    case GG_ROUND_SQRT: {
        const double root = hypot(u, w);
        *slope = isinf(u) ? copysign(1, u) : u / root;
        return isinf(u) ? size : u * (u / (root + w)); /* no cancellation near 0 */
    }
    case GG_ROUND_HUBER:
        *slope = size <= w ? u / w : copysign(1, u);
        if (isnan(u)) *slope = u;
        return size <= w ? u * (u / (2 * w)) : size - w / 2;
    case GG_ROUND_SOFTPLUS:
    case GG_ROUND_LOGSUMEXP: {
        *slope = tanh(u / w);
        if (size >= w) return size + w * log1p(exp(-2 * size / w)) - w * log(2);
        const double s = sinh(u / (2 * w));
        return w * log1p(2 * s * s); /* w log cosh(u/w) */
    }
    case GG_ROUND_GAUSSIAN: return gaussian(w, u, slope);
    }
    return size;
}

double gg_kink_positive(const gg_kink *k, double u, double *slope)
{
    const double size = gg_kink_abs(k, u, slope);
    *slope = (1 + *slope) / 2;
    if (k->by == GG_ROUND_NOT) return u < 0 ? 0 : u;
    return (u + size) / 2;
}

/* The first maximal piece, the last if that is the policy; *ties counts the maximal ones. */
static size_t largest(const gg_kink *k, size_t m, const double u[], size_t *ties)
{
    size_t at = 0;
    *ties = 1;
    for (size_t i = 1; i < m && !isnan(u[at]); i++) {
        const bool more = !(u[i] <= u[at]);
        *ties = more ? 1 : *ties + (u[i] == u[at]);
        if (more || (u[i] == u[at] && k->at == GG_AT_RIGHT)) at = i;
    }
    return at;
}

static void weigh(const gg_kink *k, size_t m, const double u[], size_t at, size_t ties,
                  double weight[])
{
    const bool shared = k->at == GG_AT_EPSILON || k->at == GG_AT_NAIVE;
    const double part = k->at == GG_AT_NAIVE ? NAN : 1 / (double)ties;
    for (size_t i = 0; i < m; i++)
        weight[i] = shared && ties > 1 ? (u[i] == u[at] ? part : 0) : (double)(i == at);
}

static double log_mean_exp(double w, size_t m, const double u[], double most, double weight[])
{
    double total = 0;
    for (size_t i = 0; i < m; i++) {
        const double e = u[i] == most ? 1 : exp((u[i] - most) / w);
        if (weight) weight[i] = e;
        total += e;
    }
    for (size_t i = 0; weight && i < m; i++) weight[i] /= total;
    return most + w * log(total / (double)m);
}

double gg_kink_max(const gg_kink *k, size_t m, const double u[], double weight[])
{
    size_t ties;
    const size_t at = largest(k, m, u, &ties);
    if (k->by != GG_ROUND_NOT) return log_mean_exp(k->width, m, u, u[at], weight);
    weigh(k, m, u, at, ties, weight);
    return u[at];
}

double gg_maximum_real(const gg_kink *k, size_t m, const double u[])
{
    size_t ties;
    const double most = u[largest(k, m, u, &ties)];
    return k->by == GG_ROUND_NOT ? most : log_mean_exp(k->width, m, u, most, NULL);
}

double complex gg_kink_abs_complex(const gg_kink *k, double complex u)
{
    const double w = k->width;
    const double complex size = gg_abs_complex(u);
    switch (k->by) {
    case GG_ROUND_NOT: break;
    case GG_ROUND_SQRT: return u * u / (csqrt(u * u + w * w) + w);
    case GG_ROUND_HUBER: return creal(size) <= w ? u * u / (2 * w) : size - w / 2;
    case GG_ROUND_SOFTPLUS:
    case GG_ROUND_LOGSUMEXP:
        return size + w * gg_log1p_complex(cexp(-2 * size / w)) - w * log(2);
    case GG_ROUND_GAUSSIAN: return gaussian_complex(w, u);
    }
    return size;
}

double complex gg_kink_positive_complex(const gg_kink *k, double complex u)
{
    return (u + gg_kink_abs_complex(k, u)) / 2;
}

double complex gg_kink_max_complex(const gg_kink *k, size_t m, const double complex u[])
{
    size_t at = 0;
    double complex total = 0;
    for (size_t i = 1; i < m; i++)
        if (creal(u[i]) > creal(u[at])) at = i;
    if (k->by == GG_ROUND_NOT) return u[at];
    for (size_t i = 0; i < m; i++) total += cexp((u[i] - u[at]) / k->width);
    return u[at] + k->width * clog(total / (double)m);
}

double gg_kink_pick(const gg_kink *k, double left, double right)
{
    const double low = fmin(left, right);
    const double high = fmax(left, right);
    switch (k->at) {
    case GG_AT_LEFT: return left;
    case GG_AT_RIGHT: return right;
    case GG_AT_EPSILON: return (left + right) / 2;
    case GG_AT_NAIVE: return NAN;
    case GG_AT_ZERO: break;
    }
    return low > 0 ? low : high < 0 ? high : 0;
}

double gg_kink_error(const gg_kink *k)
{
    switch (k->by) {
    case GG_ROUND_SQRT: return k->width;
    case GG_ROUND_HUBER: return k->width / 2;
    case GG_ROUND_SOFTPLUS:
    case GG_ROUND_LOGSUMEXP: return k->width * log(2);
    case GG_ROUND_GAUSSIAN: return k->width * MEAN_NORMAL;
    case GG_ROUND_NOT: break;
    }
    return 0;
}

double gg_kink_curvature(const gg_kink *k)
{
    if (k->by == GG_ROUND_NOT) return INFINITY;
    return (k->by == GG_ROUND_GAUSSIAN ? MEAN_NORMAL : 1) / k->width;
}
