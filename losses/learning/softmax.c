/* losses/learning/softmax.c -- cross-entropy, its derivatives, and its value at complex scores. */
#include "losses/learning/softmax.h"

#include <math.h>

/* A NaN is above all. */
static double greatest(size_t count, const double s[])
{
    double most = s[0];
    for (size_t k = 1; k < count; k++)
        if (s[k] > most || isnan(s[k])) most = s[k];
    return most;
}

double gg_softmax(size_t count, const double s[], size_t y, double g[])
{
    const double most = greatest(count, s);
    const double mine = s[y];
    const double weight = mine == most ? 1 : exp(mine - most);
    double others = 0;
    for (size_t k = 0; k < count; k++) {
        g[k] = k == y ? 0 : s[k] == most ? 1 : exp(s[k] - most);
        others += g[k];
    }
    const double total = others + weight;
    for (size_t k = 0; k < count; k++) g[k] /= total;
    g[y] = -others / total;
    if (isnan(most)) return most;
    return mine == most ? log1p(others) : (most - mine) + log(total);
}

void gg_softmax_bend(size_t count, const double s[], const double v[], double out[])
{
    const double most = greatest(count, s);
    double total = 0;
    double mean = 0;
    for (size_t k = 0; k < count; k++) {
        const double weight = s[k] == most ? 1 : exp(s[k] - most);
        total += weight;
        mean += weight * v[k];
    }
    mean /= total;
    for (size_t k = 0; k < count; k++)
        out[k] = (s[k] == most ? 1 : exp(s[k] - most)) / total * (v[k] - mean);
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
