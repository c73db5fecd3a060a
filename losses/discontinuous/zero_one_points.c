/* losses/discontinuous/zero_one_points.c -- the share of ten points that a line gets wrong. */
#include "base/vector.h"
#include "losses/loss.h"

static const struct {
    double a, b, side; /* side: -1 or +1 */
} points[] = {
    {1, 2, 1},   {2, 0.5, 1},  {0.5, -1, -1},   {-1, -0.5, -1}, {-2, 1, -1},
    {0, 1.5, 1}, {1.5, -2, 1}, {-0.5, 0.25, 1}, {-1.5, -1, -1}, {0.75, 0.75, -1},
};
enum { POINTS = sizeof points / sizeof *points };

/* No line gets all points right, this one all but the last: by enumeration of all lines. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(3, (const double[]){0.3, -0.2, 0.1}, p->start);
    gg_copy(3, (const double[]){2.25, 2, 0.75}, p->minimiser);
    p->minimum = 0.1;
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    size_t wrong = 0;
    (void)p;
    for (size_t i = 0; i < POINTS; i++) {
        const double score = x[0] * points[i].a + x[1] * points[i].b + x[2];
        wrong += !(points[i].side * score > 0);
    }
    return (double)wrong / POINTS;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(3, 0, g);
    return value(p, x);
}

static const gg_known known[] = {{"ZEROONE", "", 3}, {0}};

const gg_loss gg_loss_zero_one_points = {
    .name = "zero_one_points",
    .title = "Errors of a line among ten points",
    .formula = "(1/10) #{i: y_i (x_1 a_i + x_2 b_i + x_3) <= 0} over ten points (a, b) of "
               "sides y",
    .derivative = "0 almost everywhere",
    .fails = "wherever the line runs through a point",
    .source = "this project; the loss that logistic and hinge stand in for",
    .smoothness = GG_DISCONTINUOUS,
    .least_n = 3,
    .most_n = 3,
    .usual_n = 3,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = gg_value_of_real_parts,
    .gradient = gradient,
};
