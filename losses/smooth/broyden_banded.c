/* losses/smooth/broyden_banded.c -- cubic equations, each with up to six neighbours. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { BEFORE = 5, BEHIND = 1 }; /* how far an equation reaches */

static const double of_10[] = {-0.42830286358725027, -0.47659642435629024, -0.51965246364686173,
                               -0.5580993248321809,  -0.59250615682945735, -0.62450368219946792,
                               -0.62323947144059109, -0.6213938417965735,  -0.62045359665908736,
                               -0.58646927072043507};

/* data: r[n] the residuals, of the last point that was asked */

static size_t data_size(const gg_problem *p)
{
    return p->n * sizeof(double complex);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, -1, p->start);
    if (p->n == 10) gg_copy(10, of_10, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number *r = p->data;
    number f = 0;
    for (size_t i = 0; i < p->n; i++) {
        r[i] = x[i] * (2 + 5 * (x[i] * x[i])) + 1;
        const size_t first = i > BEFORE ? i - BEFORE : 0;
        for (size_t j = first; j < p->n && j <= i + BEHIND; j++)
            if (j != i) r[i] -= x[j] * (1 + x[j]);
        f += r[i] * r[i];
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *r = p->data;
    const double f = value(p, x);
    for (size_t j = 0; j < p->n; j++) {
        double others = 0; /* residuals that x_j is a neighbour of */
        const size_t first = j > BEHIND ? j - BEHIND : 0;
        for (size_t i = first; i < p->n && i <= j + BEFORE; i++)
            if (i != j) others += r[i];
        g[j] = 2 * r[j] * (2 + 15 * x[j] * x[j]) - 2 * (1 + 2 * x[j]) * others;
    }
    return f;
}

static const gg_known known[] = {{"MGH31", "", 10}, {0}};

const gg_loss gg_loss_broyden_banded = {
    .name = "broyden_banded",
    .title = "Broyden's banded function",
    .formula = "sum_i r_i^2, r_i = x_i (2 + 5 x_i^2) + 1 - sum_j x_j (1 + x_j), i - 5 <= j <= "
               "i + 1, j != i, 1 <= j <= n",
    .derivative = "2 r_j (2 + 15 x_j^2) - 2 (1 + 2 x_j) sum_i r_i, j - 1 <= i <= j + 5, i != j",
    .fails = "nowhere",
    .source = "Broyden 1971, The convergence of an algorithm for solving sparse nonlinear "
              "systems, Math. Comp. 25; More, Garbow & Hillstrom 1981, Testing unconstrained "
              "optimization software, problem 31, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 10,
    .known = known,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
