/* losses/nonsmooth/steiner_2.c -- six stations between eight towns, joined by roads. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

enum { STATIONS = 6 };

typedef struct road { /* from a station to a town, or to the next station */
    size_t from;
    double x, y;
    double width;
} road;

static const road to_towns[] = {
    {0, 0, 0, 1},  {5, 5.5, -1, 1}, {0, 0, 2, 2}, {1, 2, 3, 1},
    {2, 3, -1, 1}, {3, 4, -0.5, 5}, {4, 5, 2, 1}, {5, 6, 2, 1},
};
static const road to_next[] = {
    {0, 0, 0, 1}, {1, 0, 0, 1}, {2, 0, 0, 2}, {3, 0, 0, 3}, {4, 0, 0, 2},
};
enum { TOWNS = sizeof to_towns / sizeof *to_towns, NEXT = sizeof to_next / sizeof *to_next };

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double start[] = {
        0.66666666666666663,  1.8888888888888886,  2.9629629629629632, 3.9876543209876547,
        4.995884773662552,    5.4986282578875176,  1.6666666666666667, 1.2222222222222223,
        -0.09259259259259256, 0.46913580246913583, 1.4897119341563787, 0.82990397805212623,
    };
    static const double least[] = {0, 1.7276944740309188, 4,    4,    4,    4,
                                   2, 2.2813229547533411, -0.5, -0.5, -0.5, -0.5};
    gg_copy(12, start, p->start);
    gg_copy(12, least, p->minimiser);
    gg_fill(12, -2, p->lower);
    gg_fill(12, 7, p->upper);
    p->minimum = 16.703837553679036;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    double total = 0;
    for (size_t k = 0; k < TOWNS; k++) total += to_towns[k].width;
    for (size_t k = 0; k < NEXT; k++) total += to_next[k].width;
    return gg_round_moving(p, total * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    const number *y = x + STATIONS;
    number total = 0;
    for (size_t k = 0; k < TOWNS; k++) {
        const road *r = &to_towns[k];
        const number east = x[r->from] - r->x;
        const number north = y[r->from] - r->y;
        total += r->width * gg_kinked(&p->kink, gg_sqrt(east * east + north * north));
    }
    for (size_t k = 0; k < NEXT; k++) {
        const size_t i = to_next[k].from;
        const number east = x[i] - x[i + 1];
        const number north = y[i] - y[i + 1];
        total += to_next[k].width * gg_kinked(&p->kink, gg_sqrt(east * east + north * north));
    }
    return total;
})

/* The derivative of width times the length of (east, north). Of a length of 0, every vector not
 * longer than 1 is one; at_kink=left and right give those to the west and to the east. */
static void slope(const gg_problem *p, double width, double east, double north, double out[2])
{
    const double length = sqrt(east * east + north * north);
    double s;
    gg_kink_abs(&p->kink, length, &s);
    out[0] = width * s * (length > 0 ? east / length : 1);
    out[1] = width * s * (length > 0 ? north / length : 0);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *y = x + STATIONS;
    double *h = g + STATIONS;
    double s[2];
    gg_fill(12, 0, g);
    for (size_t k = 0; k < TOWNS; k++) {
        const road *r = &to_towns[k];
        slope(p, r->width, x[r->from] - r->x, y[r->from] - r->y, s);
        g[r->from] += s[0];
        h[r->from] += s[1];
    }
    for (size_t k = 0; k < NEXT; k++) {
        const size_t i = to_next[k].from;
        slope(p, to_next[k].width, x[i] - x[i + 1], y[i] - y[i + 1], s);
        g[i] += s[0];
        h[i] += s[1];
        g[i + 1] -= s[0];
        h[i + 1] -= s[1];
    }
    return value(p, x);
}

static const gg_known known[] = {{"LV18", "", 12}, {0}};

const gg_loss gg_loss_steiner_2 = {
    .name = "steiner_2",
    .title = "Steiner 2",
    .formula = "|z_1| + |(5.5, -1) - z_6| + sum_{j<=6} p_j |a_j - z_j| + sum_{j<=5} q_j |z_j "
               "- z_{j+1}|, z_j = (x_j, x_{j+6}), p = (2, 1, 1, 5, 1, 1), q = (1, 1, 2, 3, 2)",
    .derivative = "widths times unit vectors, summed; at a length of 0 any vector not longer "
                  "than 1",
    .fails = "where two points coincide that a road joins",
    .source = "Luksan & Vlcek 2000, Test problems for nonsmooth unconstrained and linearly "
              "constrained optimization, report V-798, Czech Academy of Sciences, problem "
              "3.18",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 12,
    .most_n = 12,
    .usual_n = 12,
    .options = options,
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
