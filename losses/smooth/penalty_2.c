/* losses/smooth/penalty_2.c -- an ellipsoid's surface, and on it two faint exponential wishes. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static const double A = 1e-5; /* weight of the wishes */

static const double of_4[] = {0.19999933335038039, 0.19131670099277245, 0.48010148533262315,
                              0.51884540439020055};
static const double of_10[] = {0.1999836051978236,   0.010350648471292297, 0.019604934480438402,
                               0.032089067220685649, 0.049932677399641294, 0.076513995153993611,
                               0.11862407286950417,  0.19214487233557667,  0.34732058694184365,
                               0.36916437415935083};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 0.5, p->start);
    if (p->n == 4) {
        gg_copy(4, of_4, p->minimiser);
        p->minimum = 9.37629300735544153661328464464e-6;
    }
    if (p->n == 10) {
        gg_copy(10, of_10, p->minimiser);
        p->minimum = 2.93660537456745937882203621618e-4;
    }
    return GG_OK;
}

/* exp(i / 10) + exp((i - 1) / 10), i from 1 */
static double y(size_t i)
{
    return exp((double)i / 10) + exp((double)(i - 1) / 10);
}

GG_FORMULA(value, {
    const double n = (double)p->n;
    const number first = x[0] - 0.2;
    number faint = 0;
    number square = n * (x[0] * x[0]);
    for (size_t i = 1; i < p->n; i++) {
        const number e = gg_exp(x[i] / 10);
        const number r = e + gg_exp(x[i - 1] / 10) - y(i + 1);
        const number s = e - exp(-0.1);
        faint += r * r + s * s;
        square += (n - (double)i) * (x[i] * x[i]);
    }
    return first * first + A * faint + (square - 1) * (square - 1);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const size_t n = p->n;
    double square = 0;
    for (size_t i = 0; i < n; i++) square += (double)(n - i) * (x[i] * x[i]);
    for (size_t i = 0; i < n; i++) g[i] = 4 * (square - 1) * (double)(n - i) * x[i];
    g[0] += 2 * (x[0] - 0.2);
    for (size_t i = 1; i < n; i++) {
        const double e = exp(x[i] / 10);
        const double before = exp(x[i - 1] / 10);
        const double r = e + before - y(i + 1);
        g[i] += A / 5 * (r + e - exp(-0.1)) * e;
        g[i - 1] += A / 5 * r * before;
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH24", "", 4}, {0}};

const gg_loss gg_loss_penalty_2 = {
    .name = "penalty_2",
    .title = "Penalty function II",
    .formula = "(x_1 - 0.2)^2 + 10^-5 sum_{i>1} (r_i^2 + s_i^2) + (sum_i (n - i + 1) x_i^2 - "
               "1)^2, r_i = e_i + e_{i-1} - exp(i / 10) - exp((i - 1) / 10), s_i = e_i - "
               "exp(-1 / 10), e_i = exp(x_i / 10)",
    .derivative =
        "4 (n - i + 1) x_i (sum_j (n - j + 1) x_j^2 - 1) + 10^-5 / 5 e_i (r_i + s_i + "
        "r_{i+1}), and 2 (x_1 - 0.2) in 1",
    .fails = "nowhere",
    .source = "Gill, Murray & Pitfield 1972, The implementation of two revised quasi-Newton "
              "algorithms for unconstrained optimization, report NAC 11, National Physical "
              "Laboratory; More, Garbow & Hillstrom 1981, Testing unconstrained optimization "
              "software, problem 24, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 3000, /* (2 exp(n / 10))^2 n is a number */
    .usual_n = 4,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
