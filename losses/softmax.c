/* losses/softmax.c -- log-likelihood of a class, scaled by the largest score. */
#include "losses/softmax.h"

#include <math.h>

#include "base/vector.h"

/* A NaN is above all. */
static size_t largest(size_t count, const double s[])
{
    size_t at = 0;
    for (size_t k = 1; k < count && !isnan(s[at]); k++)
        if (!(s[k] <= s[at])) at = k;
    return at;
}

double gg_softmax(size_t count, const double s[], size_t y, double slope[])
{
    const size_t top = largest(count, s);
    const double most = s[top];
    double rest = 0; /* sum of exp(s_k - most) but for the largest's 1 */
    double other = 0;
    for (size_t k = 0; k < count; k++) {
        const double e = k == top ? 1 : exp(s[k] - most);
        if (k != top) rest += e;
        if (k != y) other += e;
        if (slope) slope[k] = e;
    }
    for (size_t k = 0; slope && k < count; k++)
        slope[k] = (k == y ? -other : slope[k]) / (1 + rest);
    const double f = log1p(rest);
    if (isnan(most)) return most;
    return y == top ? f : (most - s[y]) + f;
}

void gg_softmax_bend(size_t count, const double s[], const double r[], double change[])
{
    const double most = s[largest(count, s)];
    double total = 0;
    for (size_t k = 0; k < count; k++) total += change[k] = exp(s[k] - most);
    for (size_t k = 0; k < count; k++) change[k] /= total;
    const double mean = gg_dot(count, change, r);
    for (size_t k = 0; k < count; k++) change[k] *= r[k] - mean;
}

double complex gg_softmax_complex(size_t count, const double complex s[], size_t y)
{
    size_t top = 0;
    double complex total = 0;
    for (size_t k = 1; k < count; k++)
        if (creal(s[k]) > creal(s[top])) top = k;
    for (size_t k = 0; k < count; k++) total += cexp(s[k] - s[top]);
    return s[top] - s[y] + clog(total);
}
