/* losses/discontinuous/rosenbrock_grid.c -- the bent valley, seen through a coarse grid. */
#include "base/vector.h"
#include "losses/discontinuous/nearest_whole.h"
#include "losses/loss.h"

enum { CELLS };

static const gg_option options[] = {
    {"cells", GG_WHOLE, 8, 1, 1048576, "of the grid in every unit of x", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++) p->start[i] = i % 2 ? 1 : -1.2;
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static double on_grid(double cells, double x)
{
    return gg_nearest_whole(cells * x) / cells;
}

static double value(gg_problem *p, const double x[])
{
    const double cells = p->opt[CELLS];
    double total = 0;
    double here = on_grid(cells, x[0]);
    for (size_t i = 0; i + 1 < p->n; i++) {
        const double next = on_grid(cells, x[i + 1]);
        const double u = next - here * here;
        total += 100 * u * u + (1 - here) * (1 - here);
        here = next;
    }
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 0, g);
    return value(p, x);
}

static const gg_known known[] = {{"QROSEN", "", 2}, {0}};

const gg_loss gg_loss_rosenbrock_grid = {
    .name = "rosenbrock_grid",
    .title = "Rosenbrock's valley on a grid",
    .formula = "sum_(i < n) 100 (q_(i+1) - q_i^2)^2 + (1 - q_i)^2, "
               "q = floor(cells x + 1/2) / cells",
    .derivative = "0 almost everywhere",
    .fails = "wherever cells x_i is a whole number and a half",
    .source = "this project, after Rosenbrock 1960, An automatic method for finding the "
              "greatest or least value of a function, doi:10.1093/comjnl/3.3.175",
    .smoothness = GG_DISCONTINUOUS,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = gg_value_of_real_parts,
    .gradient = gradient,
};
