/* losses/discontinuous/step.c -- terraces: a slope nowhere, a way down everywhere. */
#include "base/vector.h"
#include "losses/discontinuous/nearest_whole.h"
#include "losses/loss.h"

enum { FORM };
enum { SPHERE, FLOOR };

static const gg_option options[] = {
    {"form", GG_CHOICE, SPHERE, SPHERE, FLOOR,
     "a sphere of whole numbers, or De Jong's stairs inside his box", "sphere|floor"},
    {0},
};

static const double EDGE = 5.12; /* of De Jong's box */

static void build_sphere(gg_problem *p)
{
    for (size_t i = 0; i < p->n; i++)
        p->start[i] = 1.3 * (double)((7 * i + 7) % 13) - 7.2; /* spread over [-7.2, 8.4] */
    gg_fill(p->n, -100, p->lower);
    gg_fill(p->n, 100, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
}

static void build_floor(gg_problem *p)
{
    static const double start[] = {2.7, -1.3, 0.4, 3.9, -2.2};
    for (size_t i = 0; i < p->n; i++) p->start[i] = start[i % 5];
    gg_fill(p->n, -EDGE, p->lower);
    gg_fill(p->n, EDGE, p->upper);
    gg_fill(p->n, -EDGE, p->minimiser);
    p->minimum = -6 * (double)p->n;
    p->bounded = true;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    if (p->opt[FORM] == FLOOR)
        build_floor(p);
    else
        build_sphere(p);
    return GG_OK;
}

static double on_sphere(size_t n, const double x[])
{
    double total;
    GG_SUM(total, n, i, gg_nearest_whole(x[i]) * gg_nearest_whole(x[i]));
    return total;
}

static double on_floors(size_t n, const double x[])
{
    double total;
    if (gg_norm_max(n, x) > EDGE) return INFINITY;
    GG_SUM(total, n, i, floor(x[i]));
    return total;
}

static double value(gg_problem *p, const double x[])
{
    return p->opt[FORM] == FLOOR ? on_floors(p->n, x) : on_sphere(p->n, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 0, g);
    return value(p, x);
}

static const gg_known known[] = {{"STEP1", "form=floor", 5}, {"STEP2", "", 5}, {0}};

const gg_loss gg_loss_step = {
    .name = "step",
    .title = "Step function",
    .formula = "sum_i floor(x_i + 1/2)^2; form=floor: sum_i floor(x_i), +infinity outside "
               "[-5.12, 5.12]^n",
    .derivative = "0 almost everywhere",
    .fails = "wherever a coordinate is a whole number and a half; form=floor: a whole number",
    .source =
        "Yao, Liu & Lin 1999, Evolutionary programming made faster, function 6, on "
        "[-100, 100]^n, doi:10.1109/4235.771163; form=floor: De Jong 1975, An analysis of "
        "the behavior of a class of genetic adaptive systems, PhD thesis, F3",
    .smoothness = GG_DISCONTINUOUS,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = gg_value_of_real_parts,
    .gradient = gradient,
};
