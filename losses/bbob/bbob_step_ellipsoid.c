/* losses/bbob/bbob_step_ellipsoid.c -- an ellipsoid of plateaus. */
#include "losses/bbob/elementary.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, GG_KINK_OPTIONS, {0}};

enum { Y, PLACE, STEP, Z }; /* rooms; Y is where gg_bbob_shifted puts it */

/* The roots of the weights are in the second matrix. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 7, 2);
    gg_bbob_rotate(b, 0, GG_BBOB_Q, 1, sqrt(10));
    gg_bbob_rotate(b, 1, GG_BBOB_R, 1, 10);
    return GG_OK;
}

/* COCO takes |y| > 1/2 where the report has y > 1/2. */
static double step(double y)
{
    return fabs(y) > 0.5 ? gg_bbob_floor(y + 0.5) : gg_bbob_floor(10 * y + 0.5) / 10;
}

GG_FORMULA(value, {
    gg_bbob *b = p->data;
    const size_t n = b->n;
    number *const place = gg_bbob_room(b, x, PLACE);
    double *const steps = b->room[STEP]; /* they have no derivative */
    double *const z = b->room[Z];
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), place);
    for (size_t i = 0; i < n; i++) steps[i] = step(gg_real(place[i]));
    gg_bbob_times_real(b, 1, steps, z);
    const number high = gg_dot(n, z, z);
    const number low = 1e-4 * gg_abs(place[0]);
    b->piece = gg_real(low) > gg_real(high);
    return 0.1 * (b->piece ? low : high) + gg_bbob_penalty(n, 5, x) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    double slope = 0;
    if (b->piece) gg_kink_abs(&p->kink, b->room[PLACE][0], &slope);
    for (size_t i = 0; i < n; i++) g[i] = 1e-5 * slope * b->columns[0][i * n];
    gg_bbob_penalty_back(n, 5, 1, x, g);
    return f;
}

static const gg_known known[] = {{"BBOB07", "", 2}, {0}};

const gg_loss gg_loss_bbob_step_ellipsoid = {
    .name = "bbob_step_ellipsoid",
    .title = "Step ellipsoid (BBOB f7)",
    .formula =
        "0.1 max(|y_1| / 10^4, sum_i 10^(2 (i - 1) / (n - 1)) z_i^2) + f_pen(x) + f_opt, z = R s(y), "
        "y = Lambda^10 Q (x - x_opt); s rounds to whole numbers, and to tenths where |y_i| <= 1/2",
    .derivative = "that of |y_1| / 10^5 on the lowest plateau; 0 on all others",
    .fails = "at every edge of a plateau",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f7",
    .smoothness = GG_DISCONTINUOUS,
    .least_n = GG_BBOB_LEAST_N,
    .most_n = GG_BBOB_MOST_N,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = gg_bbob_size_2,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
