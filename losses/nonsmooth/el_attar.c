/* losses/nonsmooth/el_attar.c -- 51 points, fitted by two damped waves in the 1-norm. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

enum { POINTS = 51 };

typedef struct points {
    double complex residual[POINTS]; /* room for real or complex ones */
    double y[POINTS];
} points;

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return sizeof(points);
}

static double at(size_t i)
{
    return (double)i / 10;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double start[] = {2, 2, 7, 0, -2, 1};
    static const double least[] = {2.2407444960276040,  1.8576883749357284,
                                   6.7700491756276133,  -1.6448984351305606,
                                   0.16589197189005005, 0.74228452342498495};
    points *all = p->data;
    for (size_t i = 0; i < POINTS; i++) {
        const double t = at(i);
        all->y[i] = 0.5 * exp(-t) - exp(-2 * t) + 0.5 * exp(-3 * t) +
                    1.5 * exp(-1.5 * t) * sin(7 * t) + exp(-2.5 * t) * sin(5 * t);
    }
    gg_copy(6, start, p->start);
    gg_copy(6, least, p->minimiser);
    gg_fill(6, -3, p->lower);
    gg_fill(6, 8, p->upper);
    p->minimum = 0.55981306536071834;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_moving(p, POINTS * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    const points *all = p->data;
    number *u = p->data;
    number total = 0;
    for (size_t i = 0; i < POINTS; i++) {
        const double t = at(i);
        const number wave = x[0] * gg_exp(-x[1] * t) * gg_cos(x[2] * t + x[3]);
        u[i] = wave + x[4] * gg_exp(-x[5] * t) - all->y[i];
        total += gg_kinked(&p->kink, u[i]);
    }
    return total;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = value(p, x);
    const double *u = p->data;
    gg_fill(6, 0, g);
    for (size_t i = 0; i < POINTS; i++) {
        const double t = at(i);
        const double first = exp(-x[1] * t);
        const double second = exp(-x[5] * t);
        const double wave = first * cos(x[2] * t + x[3]);
        const double turned = first * sin(x[2] * t + x[3]);
        double s;
        gg_kink_abs(&p->kink, u[i], &s);
        g[0] += s * wave;
        g[1] -= s * t * x[0] * wave;
        g[2] -= s * t * x[0] * turned;
        g[3] -= s * x[0] * turned;
        g[4] += s * second;
        g[5] -= s * t * x[4] * second;
    }
    return f;
}

static const gg_known known[] = {{"LV15", "", 6}, {0}};

const gg_loss gg_loss_el_attar = {
    .name = "el_attar",
    .title = "El-Attar, Vidyasagar and Dutta",
    .formula = "sum_i |x_1 exp(-x_2 t_i) cos(x_3 t_i + x_4) + x_5 exp(-x_6 t_i) - y_i|, t_i = "
               "(i - 1) / 10, i = 1 ... 51, y = exp(-t) / 2 - exp(-2t) + exp(-3t) / 2 + 3/2 "
               "exp(-3/2 t) sin 7t + exp(-5/2 t) sin 5t",
    .derivative = "sgn(r_i) times that of the i-th residual, summed; at r_i = 0 any number in "
                  "[-1, 1] (at_kink picks)",
    .fails = "wherever a residual is 0",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.15; its least known minimum, computed for this project in 40 digits",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 6,
    .most_n = 6,
    .usual_n = 6,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
