/* losses/nonsmooth/gill.c -- three bowls by three authors, of which the highest counts. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

enum { N = 10, TIMES = 29 };

/* data: three pieces; TIMES residuals of Watson's function; what is squared in each */

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return gg_pieces_size(3 + 2 * TIMES);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double least[N] = {
        -0.6022145102789157,   0.49069845948876595,  0.3095573548312005,   0.14162317167782501,
        0.054203596507640221,  0.028647412286629783, 0.019714475760693483, 0.013681165211792193,
        0.0087293614617314132, 0.0044661274241284124};
    gg_fill(N, -0.1, p->start);
    gg_fill(N, -1, p->lower);
    gg_fill(N, 1, p->upper);
    gg_copy(N, least, p->minimiser);
    p->minimum = 9.7857720808178341;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, p->kink.width * log(3));
}

GG_FORMULA(value, {
    number *u = p->data;
    number square = 0;
    const number last = x[1] - x[0] * x[0] - 1;
    u[0] = u[2] = 0;
    u[1] = x[0] * x[0] + last * last;
    for (size_t i = 0; i < N; i++) {
        u[0] += (x[i] - 1) * (x[i] - 1);
        square += x[i] * x[i];
    }
    u[0] += 1e-3 * (square - 0.25) * (square - 0.25);
    for (size_t k = 0; k < TIMES; k++) {
        const double t = (double)(k + 1) / TIMES;
        double power = 1; /* t^(j-1) */
        number r = -1;
        number s = x[0];
        for (size_t j = 1; j < N; j++) {
            r += (double)j * x[j] * power;
            power *= t;
            s += x[j] * power;
        }
        u[3 + TIMES + k] = s;
        u[3 + k] = r - s * s;
        u[1] += u[3 + k] * u[3 + k];
    }
    for (size_t i = 1; i < N; i++) {
        const number bend = x[i] - x[i - 1] * x[i - 1];
        u[2] += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
    }
    return gg_maximum(&p->kink, 3, u);
})

static void add_penalty(const double x[], double weight, double g[])
{
    const double square = gg_dot(N, x, x);
    for (size_t i = 0; i < N; i++)
        g[i] += weight * (2 * (x[i] - 1) + 4e-3 * (square - 0.25) * x[i]);
}

static void add_watson(const double u[], const double x[], double weight, double g[])
{
    const double last = x[1] - x[0] * x[0] - 1;
    g[0] += weight * (2 * x[0] - 4 * last * x[0]);
    g[1] += weight * 2 * last;
    for (size_t k = 0; k < TIMES; k++) {
        const double t = (double)(k + 1) / TIMES;
        const double r = 2 * weight * u[3 + k];
        double before = 0; /* t^(j-1) */
        double power = 1;
        for (size_t j = 0; j < N; j++) {
            g[j] += r * ((double)j * before - 2 * u[3 + TIMES + k] * power);
            before = power;
            power *= t;
        }
    }
}

static void add_rosenbrock(const double x[], double weight, double g[])
{
    for (size_t i = 1; i < N; i++) {
        const double bend = x[i] - x[i - 1] * x[i - 1];
        g[i] += weight * (200 * bend - 2 * (1 - x[i]));
        g[i - 1] -= weight * 400 * bend * x[i - 1];
    }
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    double w[3];
    const double f = value(p, x);
    gg_kink_max(&p->kink, 3, p->data, w);
    gg_fill(N, 0, g);
    if (w[0] != 0) add_penalty(x, w[0], g);
    if (w[1] != 0) add_watson(p->data, x, w[1], g);
    if (w[2] != 0) add_rosenbrock(x, w[2], g);
    return f;
}

static const gg_known known[] = {{"LV17", "", 10}, {0}};

const gg_loss gg_loss_gill = {
    .name = "gill",
    .title = "Gill",
    .formula = "max(sum (x_i - 1)^2 + 1e-3 (|x|^2 - 1/4)^2, Watson's function of 31 terms, "
               "sum_{i>1} 100 (x_i - x_{i-1}^2)^2 + (1 - x_i)^2), n = 10",
    .derivative = "that of the first maximal piece (at_kink=right: the last)",
    .fails = "where two of the three are largest",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.17",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 10,
    .most_n = 10,
    .usual_n = 10,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
