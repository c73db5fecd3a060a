/* losses/multimodal/weierstrass.c -- waves on waves: smooth, but no difference can see it. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/multimodal/alternating.h"
#include "losses/number.h"

#define PI 3.14159265358979323846

enum { WAVES = 21 }; /* k = 0 ... 20 */

static const double HEIGHT = 0.5; /* a: of a wave over the one before */
static const double RATE = 3;     /* b: odd, so that b^k / 2 is half a turn */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const double ratio = HEIGHT * RATE * RATE;
    gg_start_alternating(p->n, 0.31, -0.17, p->start);
    gg_fill(p->n, -0.5, p->lower);
    gg_fill(p->n, 0.5, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    p->L = 4 * PI * PI * (pow(ratio, WAVES) - 1) / (ratio - 1);
    return GG_OK;
}

/* rate x less whole turns, without the rounding of the product: rate goes up to 3.5e9. */
static double turned(double rate, double x)
{
    const double product = rate * x;
    const double rest = fma(rate, x, -product);
    return remainder(product, 1) + rest;
}

/* b^k / 2 turns more change the sign of a cosine: a^k (cos(pi b^k) on both sides) becomes
 * a^k (1 - cos(2 pi b^k x)) = 2 a^k sin^2(pi b^k x), which is exact near 0. */
GG_FORMULA(term, {
    number total = 0;
    double height = 2;
    double rate = 1;
    for (int k = 0; k < WAVES; k++) {
        const double real = gg_real(x[0]);
        const number s = gg_sin(PI * (turned(rate, real) + rate * (x[0] - real)));
        total += height * s * s;
        height *= HEIGHT;
        rate *= RATE;
    }
    return total;
})

static double value(gg_problem *p, const double x[])
{
    double total;
    GG_SUM(total, p->n, i, term(p, x + i));
    return total;
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i < p->n; i++) total += term_complex(p, x + i);
    return total;
}

static double slope(double x)
{
    double total = 0;
    double height = 1;
    double rate = 1;
    for (int k = 0; k < WAVES; k++) {
        total += height * rate * sin(2 * PI * turned(rate, x));
        height *= HEIGHT;
        rate *= RATE;
    }
    return 2 * PI * total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = slope(x[i]);
    return value(p, x);
}

static const gg_known known[] = {{"WEIERSTRASS", "", 2}, {0}};

const gg_loss gg_loss_weierstrass = {
    .name = "weierstrass",
    .title = "Weierstrass's function, its first 21 waves",
    .formula = "sum_i sum_(k <= 20) a^k (cos(2 pi b^k (x_i + 1/2)) - cos(pi b^k)), a = 1/2, "
               "b = 3",
    .derivative = "2 pi sum_k (a b)^k sin(2 pi b^k x_i): up to 62667, and new after 1e-10",
    .fails = "nowhere; infinitely many waves would have no derivative anywhere",
    .source =
        "Weierstrass 1872, On continuous functions of a real argument that have a derivative "
        "at no value of it; 21 waves: Suganthan et al. 2005, Problem definitions and "
        "evaluation criteria for the CEC 2005 special session, F11",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
};
