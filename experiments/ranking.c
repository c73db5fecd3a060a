/* experiments/ranking.c -- Friedman's test, the range of normal numbers, Nemenyi's difference. */
#include "experiments/ranking.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

typedef struct placed {
    double x;
    size_t at;
} placed;

static int by_x(const void *a, const void *b)
{
    const placed *p = a;
    const placed *q = b;
    return (p->x > q->x) - (p->x < q->x);
}

bool gg_ranks(const double x[], size_t count, double rank[])
{
    placed *list = malloc((count + 1) * sizeof *list);
    if (!list) return false;
    for (size_t i = 0; i < count; i++) list[i] = (placed){x[i], i};
    qsort(list, count, sizeof *list, by_x);
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && list[end].x == list[i].x) end++;
        for (size_t k = i; k < end; k++) rank[list[k].at] = 0.5 * (double)(i + 1 + end);
        i = end;
    }
    free(list);
    return true;
}

bool gg_friedman_test(const double cost[], size_t problems, size_t methods, double mean[],
                      gg_friedman *out)
{
    if (methods < 2 || problems == 0) return false;
    double *rank = malloc(methods * sizeof *rank);
    if (!rank) return false;
    const double k = (double)methods;
    const double blocks = (double)problems;
    double squares = 0;
    bool ranked = true;
    for (size_t j = 0; j < methods; j++) mean[j] = 0;
    for (size_t i = 0; ranked && i < problems; i++) {
        ranked = gg_ranks(cost + i * methods, methods, rank);
        for (size_t j = 0; ranked && j < methods; j++) {
            mean[j] += rank[j] / blocks;
            squares += rank[j] * rank[j];
        }
    }
    free(rank);
    if (!ranked) return false;
    double apart = 0;
    for (size_t j = 0; j < methods; j++)
        apart += (mean[j] - (k + 1) / 2) * (mean[j] - (k + 1) / 2);
    const double spread = squares - blocks * k * (k + 1) * (k + 1) / 4;
    out->chi_squared = 12 * blocks * apart / (k * (k + 1));
    out->corrected = spread > 0 ? blocks * blocks * (k - 1) * apart / spread : NAN;
    out->p = isnan(out->corrected) ? NAN : gsl_cdf_chisq_Q(out->corrected, k - 1);
    out->f = (blocks - 1) * out->chi_squared / (blocks * (k - 1) - out->chi_squared);
    return true;
}

/* k times the integral of phi(z) (Phi(z) - Phi(z - q))^(k - 1), z the greatest of k numbers.
 * The trapezoidal rule is exact to rounding here: the integrand is smooth, and 0 at both ends. */
double gg_range_below(double q, size_t k)
{
    enum { REACH = 9, PARTS = 16 };
    if (!(q > 0) || k < 2) return k < 2 && q >= 0 ? 1 : 0;
    double sum = 0;
    for (int i = -REACH * PARTS; i <= REACH * PARTS; i++) {
        const double z = (double)i / PARTS;
        sum += gsl_ran_ugaussian_pdf(z) *
               pow(gsl_cdf_ugaussian_P(z) - gsl_cdf_ugaussian_P(z - q), (double)(k - 1));
    }
    return fmin(1, (double)k * sum / PARTS);
}

double gg_range_quantile(double alpha, size_t k)
{
    double low = 0;
    double high = 20;
    for (int i = 0; i < 60; i++) {
        const double q = (low + high) / 2;
        if (gg_range_below(q, k) < 1 - alpha)
            low = q;
        else
            high = q;
    }
    return high;
}

double gg_critical_difference(size_t methods, size_t problems, double alpha)
{
    if (methods < 2 || problems == 0) return NAN;
    const double k = (double)methods;
    return gg_range_quantile(alpha, methods) / sqrt(2) *
           sqrt(k * (k + 1) / (6 * (double)problems));
}
