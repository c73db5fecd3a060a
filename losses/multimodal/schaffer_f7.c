/* losses/multimodal/schaffer_f7.c -- ring upon ring around a cusp. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/multimodal/alternating.h"
#include "losses/number.h"

/* One pair of coordinates, or n = 2, has the length |x| with waves that fade: its slope is
 * bounded. Of several, sqrt s rises without bound where only one pair vanishes. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_start_alternating(p->n, 34.5, -61.2, p->start);
    gg_fill(p->n, -100, p->lower);
    gg_fill(p->n, 100, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    p->smoothness = p->n == 2 ? GG_LIPSCHITZ : GG_CONTINUOUS;
    return GG_OK;
}

GG_FORMULA(mean, {
    number total = 0;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const number s = gg_sqrt(x[i] * x[i] + x[i + 1] * x[i + 1]);
        const number wave = gg_sin(50 * gg_pow(s, 0.2));
        total += gg_sqrt(s) * (1 + wave * wave);
    }
    return total / (double)(p->n - 1);
})

GG_FORMULA(value, {
    const number m = _Generic(x[0], double complex : mean_complex, default : mean)(p, x);
    return m * m;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double m = mean(p, x);
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i + 1 < p->n; i++) {
        const double s = sqrt(x[i] * x[i] + x[i + 1] * x[i + 1]);
        if (s == 0) continue; /* no derivative: that of the other pairs is given */
        const double turn = 50 * pow(s, 0.2);
        const double wave = sin(turn);
        const double slope = ((1 + wave * wave) / 2 + turn * sin(2 * turn) / 5) / sqrt(s);
        const double factor = 2 * m / (double)(p->n - 1) * slope / s;
        g[i] += factor * x[i];
        g[i + 1] += factor * x[i + 1];
    }
    return m * m;
}

static const gg_known known[] = {{"SCHAFFERF7", "", 2}, {0}};

const gg_loss gg_loss_schaffer_f7 = {
    .name = "schaffer_f7",
    .title = "Schaffer's F7",
    .formula = "((1 / (n - 1)) sum_(i < n) sqrt(s_i) (1 + sin^2(50 s_i^(1/5))))^2, "
               "s_i = sqrt(x_i^2 + x_(i+1)^2)",
    .derivative = "by the chain rule through s_i; a pair with s_i = 0 adds nothing",
    .fails = "where two neighbours are both 0, as at the minimiser; n > 2: there not even "
             "Lipschitz",
    .source =
        "Schaffer, Caruana, Eshelman & Das 1989, A study of control parameters affecting "
        "online performance of genetic algorithms, F7; the sum over pairs: Hansen, Finck, "
        "Ros & Auger 2009, INRIA report RR-6829, function 17",
    .smoothness = GG_CONTINUOUS,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
