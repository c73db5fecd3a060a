/* losses/smooth/watson.c -- a differential equation solved by a polynomial: near-singular. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { POINTS = 29 };

static const double of_6[] = {-0.015725086401458456, 1.0124348693691099,  -0.2329916259567377,
                              1.2604300877996084,    -1.5137289227222797, 0.99299643243113456};
static const double of_9[] = {
    -1.5307036521394342e-05, 0.99978970393194833, 0.014763963693556958,
    0.14634232829936222,     1.0008211030047092,  -2.6177311405190151,
    4.1044031644788568,      -3.1436122785564424, 1.0526264080101668};
static const double of_12[] = {
    -6.6380604645206873e-09, 1.0000016441178621, -0.00056393221034230581, 0.34782054050404243,
    -0.15673150409616513,    1.0528151772071777, -3.2472711534596677,     7.2884348979380613,
    -10.271848241321724,     9.0741136470753165, -4.5413754666925117,     1.0120118885528104};

static const struct {
    size_t n;
    double minimum;
    const double *minimiser;
} solved[] = {
    {6, 2.28767005355243624184452193548e-3, of_6},
    {9, 1.3997601380990199226424410918e-6, of_9},
    {12, 4.72238110589175736302033822568e-10, of_12},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, -12, p->lower);
    gg_fill(p->n, 12, p->upper);
    for (size_t k = 0; k < sizeof solved / sizeof *solved; k++) {
        if (solved[k].n != p->n) continue;
        gg_copy(p->n, solved[k].minimiser, p->minimiser);
        p->minimum = solved[k].minimum;
    }
    return GG_OK;
}

/* q is the polynomial at t, s its derivative: s - q^2 = 1 is what is wanted. */
GG_FORMULA(value, {
    const number last = x[1] - x[0] * x[0] - 1;
    number f = x[0] * x[0] + last * last;
    for (size_t i = 1; i <= POINTS; i++) {
        const double t = (double)i / POINTS;
        number q = x[0];
        number s = 0;
        double power = 1;
        for (size_t j = 1; j < p->n; j++) {
            s += (double)j * x[j] * power;
            power *= t;
            q += x[j] * power;
        }
        const number r = s - q * q - 1;
        f += r * r;
    }
    return f;
})

static void add_point(size_t n, double t, const double x[], double g[])
{
    double q = x[0];
    double s = 0;
    double power = 1;
    for (size_t j = 1; j < n; j++) {
        s += (double)j * x[j] * power;
        power *= t;
        q += x[j] * power;
    }
    const double r = s - q * q - 1;
    g[0] -= 4 * r * q;
    power = 1;
    for (size_t j = 1; j < n; j++) {
        g[j] += 2 * r * ((double)j * power - 2 * q * power * t);
        power *= t;
    }
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double last = x[1] - x[0] * x[0] - 1;
    gg_fill(p->n, 0, g);
    g[0] = 2 * x[0] - 4 * last * x[0];
    g[1] = 2 * last;
    for (size_t i = 1; i <= POINTS; i++) add_point(p->n, (double)i / POINTS, x, g);
    return value(p, x);
}

static const gg_known known[] = {{"MGH20", "", 6}, {0}};

const gg_loss gg_loss_watson = {
    .name = "watson",
    .title = "Watson's function",
    .formula = "x_1^2 + (x_2 - x_1^2 - 1)^2 + sum_i r_i^2, r_i = q' - q^2 - 1, q = sum_j x_j "
               "t^(j-1), q' = sum_j (j - 1) x_j t^(j-2), t = i / 29, i = 1 ... 29",
    .derivative = "2 sum_i r_i ((j - 1) t^(j-2) - 2 q t^(j-1)), and in 1 2 x_1 - 4 x_1 u, in "
                  "2 2 u, u = x_2 - x_1^2 - 1",
    .fails = "nowhere",
    .source = "Kowalik & Osborne 1968, Methods for unconstrained optimization problems; More, "
              "Garbow & Hillstrom 1981, Testing unconstrained optimization software, problem "
              "20, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 2,
    .most_n = 31,
    .usual_n = 6,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
