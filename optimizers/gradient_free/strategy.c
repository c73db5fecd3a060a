/* optimizers/gradient_free/strategy.c -- table 1 of Hansen's tutorial. */
#include "optimizers/gradient_free/strategy.h"

#include <math.h>

size_t gg_strategy_population(size_t n)
{
    return 4 + (size_t)(3 * log((double)n));
}

/* (sum w)^2 / sum w^2 */
static double effective(size_t count, const double w[])
{
    double sum = 0;
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        sum += w[i];
        squares += w[i] * w[i];
    }
    return squares > 0 ? sum * sum / squares : 0;
}

static void scale(size_t count, double total, double w[])
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += w[i];
    for (size_t i = 0; i < count && sum != 0; i++) w[i] *= total / sum;
}

static gg_haste fade(gg_haste haste, size_t n, size_t lambda)
{
    const double crowd = (double)lambda / (double)gg_strategy_population(n);
    const double left = fmin(1, fmax(0, 2 - crowd));
    return (gg_haste){1 + left * (haste.damping - 1), 1 + left * (haste.learning - 1)};
}

static void set_rates(gg_strategy *s, double n, bool diagonal, gg_haste haste)
{
    const double m = s->mu_eff;
    s->c_sigma = (m + 2) / (n + m + 3); /* pycma's; the tutorial has n + m + 5 */
    s->d_sigma = 1 + 2 * fmax(0, sqrt((m - 1) / (n + 1)) - 1) + s->c_sigma;
    s->d_sigma *= haste.damping;
    s->c_c = (4 + m / n) / (n + 4 + 2 * m / n);
    const double faster = haste.learning * (diagonal ? (n + 2) / 3 : 1);
    s->c_1 = fmin(1, faster * 2 / ((n + 1.3) * (n + 1.3) + m));
    s->c_mu = fmin(1 - s->c_1, faster * 2 * (0.25 + m - 2 + 1 / m) / ((n + 2) * (n + 2) + m));
    s->chi_n = sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
}

/* What the negative weights may sum to: the covariance is to keep its scale, learn no faster
 * from the bad than from the good, and stay positive definite. */
static double negative_sum(const gg_strategy *s, double n, double effective_negative)
{
    const double keep = 1 + s->c_1 / s->c_mu;
    const double even = 1 + 2 * effective_negative / (s->mu_eff + 2);
    const double positive = (1 - s->c_1 - s->c_mu) / (n * s->c_mu);
    return fmin(keep, fmin(even, positive));
}

gg_strategy gg_strategy_make(size_t n, size_t lambda, gg_haste haste, bool active,
                             bool diagonal, double weights[])
{
    gg_strategy s = {.lambda = lambda, .mu = lambda / 2};
    for (size_t i = 0; i < lambda; i++)
        weights[i] = log(((double)lambda + 1) / 2) - log((double)i + 1);
    const size_t rest = lambda - s.mu;
    double *const negative = weights + s.mu;
    s.mu_eff = effective(s.mu, weights);
    const double effective_negative = effective(rest, negative);
    set_rates(&s, (double)n, diagonal, fade(haste, n, lambda));
    scale(s.mu, 1, weights);
    const bool learns = active && s.c_mu > 0;
    scale(rest, learns ? -negative_sum(&s, (double)n, effective_negative) : 0, negative);
    for (size_t i = 0; i < lambda; i++) s.weights_sum += weights[i];
    return s;
}
