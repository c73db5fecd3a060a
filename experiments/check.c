/* experiments/check.c -- told components against witnesses, place by place. */
#include "experiments/check.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "experiments/crease.h"
#include "losses/difference.h"

enum {
    POINTS = 24,      /* of each kind */
    FEW_POINTS = 4,   /* beyond MANY dimensions */
    MANY = 2000,      /* dimensions */
    COMPONENTS = 200, /* at a point, drawn at random if there are more */
    LEVELS = 20,      /* steps at most, each a quarter of the one before; half under noise */
    NOISY_LEVELS = 8,
    FINEST = 4,    /* of the steps, which show the rounding error */
    SEGMENTS = 16, /* searched for kinks */
    DRAWS = 32,    /* of one gradient that is noisy */
    AROUND = 32,   /* points around a kink of a loss that is not convex */
    SUPPORTS = 24  /* points that a subgradient must support */
};

static const double ALLOWED = 1e-3;      /* relative error against differences */
static const double ALLOWED_FINE = 1e-6; /* against the complex step */
static const double STEP = 1e-4;         /* the longest, in units of the coordinate */
static const double NOISY_STEP = 0.4;    /* the same if values are noisy */
static const double FLOOR = 1e-6;        /* of a component's usual size: less is nothing */
static const double SEEN = 0.1;          /* noise above this part of a component hides it */

typedef struct look {
    gg_problem *p;
    gsl_rng *rng;
    size_t n;
    double *x;         /* [n] the point */
    double *y;         /* [n] a probe */
    double *g;         /* [n] what is told at x */
    double *spread;    /* [n] standard error of that */
    double *usual;     /* [n] mean size of told components */
    double *d;         /* [n] a direction, and room */
    double *kinks;     /* [SEGMENTS][n] */
    double *ways;      /* [SEGMENTS][n] unit vectors along which they were met */
    double *off;       /* [SEGMENTS] how far from there they may lie */
    double complex *z; /* [n] */
    double f, noise;   /* at x */
    double grain;      /* rounding error of values near x */
    gg_check *out;
    gg_check_row *row; /* that is being filled */
} look;

/* A component's comparison; the least severe of several steps stands. */
typedef struct finding {
    double severity, error, low, high;
} finding;

static double uniform(look *l)
{
    return gsl_rng_uniform(l->rng);
}

static double value_at(look *l, size_t i, double x_i)
{
    l->y[i] = x_i;
    const double f = gg_problem_truth(l->p, l->y);
    l->y[i] = l->x[i];
    return f;
}

/* What a coordinate is measured in. */
static double unit(const look *l, size_t i)
{
    return fmax(fabs(l->x[i]), 0.1 * (l->p->upper[i] - l->p->lower[i]));
}

/* --- what is told ---------------------------------------------------------------------------- */

/* The mean of several gradients, with its error. */
static void average(look *l)
{
    gg_copy(l->n, l->g, l->d);
    for (int k = 1; k < DRAWS; k++) {
        l->p->loss->gradient(l->p, l->x, l->y);
        for (size_t i = 0; i < l->n; i++) {
            const double change = l->y[i] - l->d[i];
            l->g[i] += change / DRAWS;
            l->spread[i] += change * change / DRAWS;
        }
    }
    for (size_t i = 0; i < l->n; i++) {
        const double shift = l->g[i] - l->d[i];
        l->spread[i] = sqrt(fmax(0, l->spread[i] - shift * shift) / DRAWS);
    }
}

/* Values are asked without noise, as far as the loss can do so.
 * -> the standard deviation that is left; l->f is their mean */
static double noise_left(look *l)
{
    double mean = 0;
    double squares = 0;
    l->f = gg_problem_truth(l->p, l->x);
    for (int k = 1; k < DRAWS; k++) {
        const double off = gg_problem_truth(l->p, l->x) - l->f;
        mean += off / DRAWS;
        squares += off * off / DRAWS;
    }
    l->f += mean;
    return sqrt(fmax(0, squares - mean * mean));
}

/* Ask for the gradient at l->x, several times if it is not the same twice.
 * -> false: f is not finite there */
static bool listen(look *l)
{
    const struct gg_difference *d = l->p->difference;
    bool same = !(d && d->by == GG_SPSA); /* which may repeat itself */
    gg_fill(l->n, 0, l->spread);
    l->p->loss->gradient(l->p, l->x, l->g);
    l->p->loss->gradient(l->p, l->x, l->y);
    for (size_t i = 0; i < l->n; i++) same = same && (l->y[i] == l->g[i] || isnan(l->g[i]));
    if (!same) average(l);
    l->f = gg_problem_truth(l->p, l->x);
    l->noise = gg_problem_truth(l->p, l->x) == l->f ? 0 : noise_left(l);
    if (!isfinite(l->f)) return false;
    l->out->noise = fmax(l->out->noise, l->noise);
    l->grain = fabs(l->f);
    for (size_t i = 0; i < l->n; i++)
        if (isfinite(l->g[i])) l->grain = fmax(l->grain, fabs(l->g[i] * l->x[i]));
    gg_copy(l->n, l->x, l->y);
    return true;
}

/* --- one component --------------------------------------------------------------------------- */

static void weigh(const look *l, size_t i, double slope, double unsure, finding *best)
{
    const double size = fmax(fabs(l->g[i]), fabs(slope)) + FLOOR * l->usual[i];
    const double apart = fabs(l->g[i] - slope);
    if (apart == 0) *best = (finding){0, 0, slope, slope};
    if (apart == 0 || !isfinite(slope) || !(4 * unsure <= SEEN * size)) return;
    const double severity = apart / (ALLOWED * size + 4 * unsure + 5 * l->spread[i]);
    if (severity < best->severity) *best = (finding){severity, apart / size, slope, slope};
}

/* Slopes to both sides over shorter and shorter steps. */
typedef struct ladder {
    size_t levels;
    double h[LEVELS], right[LEVELS], left[LEVELS], central[LEVELS];
    double unsure[LEVELS]; /* rounding or noise of a slope */
} ladder;

/* Down from step h, until steps are a few units in the last place of x_i. */
static void climb(look *l, size_t i, double h, ladder *out)
{
    const bool noisy = l->noise > 0;
    const double x = l->x[i];
    const double least = 4 * DBL_EPSILON * fmax(fabs(x), 0.01 * unit(l, i));
    double bends[LEVELS];
    double sizes[LEVELS];
    size_t k = 0;
    for (; k < (noisy ? NOISY_LEVELS : LEVELS) && h >= least; k++, h /= noisy ? 2 : 4) {
        const double above = x + h;
        const double below = x - h;
        const double up = value_at(l, i, above);
        const double down = value_at(l, i, below);
        out->h[k] = h;
        out->right[k] = (up - l->f) / (above - x);
        out->left[k] = (l->f - down) / (x - below);
        out->central[k] = (up - down) / (above - below);
        bends[k] = fabs(up - 2 * l->f + down);
        sizes[k] = fmax(fabs(up), fabs(down));
    }
    out->levels = k;
    double grain = 0;
    if (!noisy && l->p->smoothness != GG_DISCONTINUOUS)
        for (size_t j = k > FINEST ? k - FINEST : 0; j < k; j++) grain = fmax(grain, bends[j]);
    for (size_t j = 0; j < k; j++) {
        const double rounding = 4 * DBL_EPSILON * fmax(l->grain, sizes[j]);
        out->unsure[j] = (rounding + grain + 2 * l->noise) / out->h[j];
    }
}

/* Do the slopes on both sides differ by more than they can where f is C1? */
static bool is_kinked(const look *l, size_t i, const ladder *at, size_t k)
{
    const double right = at->right[k];
    const double left = at->left[k];
    const double room = ALLOWED * fmax(fabs(right), fabs(left)) + FLOOR * l->usual[i];
    return l->p->smoothness < GG_C1 && !(fabs(right - left) <= room + 4 * at->unsure[k]);
}

/* The central slope or, by `forward`, the one to the right, extrapolated to h = 0 with the next
 * longer step unless f jumps; NaN where a kink lies within. */
static double slope_of(const look *l, size_t i, const ladder *at, size_t k, bool forward)
{
    if (is_kinked(l, i, at, k)) return NAN;
    if (!forward) return at->central[k];
    if (l->p->smoothness == GG_DISCONTINUOUS) return at->right[k];
    if (k == 0 || is_kinked(l, i, at, k - 1)) return NAN;
    return (4 * at->right[k] - at->right[k - 1]) / 3;
}

/* How much the slope depends on the step. */
static double change_near(const ladder *at, size_t k)
{
    const size_t other = k + 1 < at->levels ? k + 1 : k - 1;
    return at->levels > 1 ? fabs(at->central[k] - at->central[other]) : 0;
}

/* Where f jumps, 0 is believed if even the shortest step changes f: a terrace may end here, or
 * be narrower than what numbers can tell apart. */
static bool is_narrow(const look *l, size_t i, const ladder *at)
{
    const size_t last = at->levels - 1;
    return l->p->smoothness == GG_DISCONTINUOUS && l->g[i] == 0 && at->levels > 0 &&
           (at->right[last] != 0 || at->left[last] != 0);
}

/* From the shortest step up, as long as slopes agree with those of all shorter steps, as far as
 * these can be trusted: beyond, there is a kink, a jump or a curve in between, and longer steps
 * say nothing about the derivative.
 * source Lepskii 1991, On a problem of adaptive estimation in Gaussian white noise,
 *        doi:10.1137/1135065 */
static finding differences(look *l, size_t i, double h, bool forward)
{
    ladder at;
    double slopes[LEVELS];
    finding best = {INFINITY, INFINITY, NAN, NAN};
    climb(l, i, h, &at);
    if (is_narrow(l, i, &at)) return best;
    for (size_t k = at.levels; k-- > 0;) {
        slopes[k] = slope_of(l, i, &at, k, forward);
        bool agrees = isfinite(slopes[k]);
        for (size_t j = k + 1; agrees && j < at.levels; j++)
            agrees = fabs(slopes[k] - slopes[j]) <= 4 * (at.unsure[k] + at.unsure[j]);
        if (!agrees) break;
        double unsure = forward ? 2 * at.unsure[k] : at.unsure[k];
        unsure += change_near(&at, k);
        weigh(l, i, slopes[k], unsure, &best);
    }
    return best;
}

static finding complex_step(look *l, size_t i)
{
    const double h = 1e-20 * unit(l, i);
    const double steep = gg_norm_max(l->n, l->g);
    l->z[i] = l->x[i] + h * I;
    const double slope = cimag(l->p->loss->complex_value(l->p, l->z)) / h;
    l->z[i] = l->x[i];
    const double size = fmax(fabs(l->g[i]), fabs(slope));
    const double apart = fabs(l->g[i] - slope);
    const double least = 1e-9 * (steep + l->usual[i]);
    const double room = ALLOWED_FINE * size + least + 5 * l->spread[i];
    if (apart == 0) return (finding){0, 0, slope, slope};
    if (!isfinite(slope)) return (finding){INFINITY, INFINITY, NAN, NAN};
    return (finding){apart / room, apart / (size + least), slope, slope};
}

/* Widen [low, high] by slopes over h, along coordinate i, at points around x. */
static void look_around(look *l, size_t i, double h, double *low, double *high)
{
    const double radius = fmax(1e-6, 64 * h / unit(l, i));
    for (int k = 0; k < AROUND; k++) {
        for (size_t j = 0; j < l->n; j++)
            l->y[j] = l->x[j] + radius * unit(l, j) * (2 * uniform(l) - 1);
        const double middle = l->y[i];
        l->y[i] = middle + h;
        const double up = gg_problem_truth(l->p, l->y);
        l->y[i] = middle - h;
        const double slope = (up - gg_problem_truth(l->p, l->y)) / (2 * h);
        *low = fmin(*low, slope);
        *high = fmax(*high, slope);
    }
    gg_copy(l->n, l->x, l->y);
}

static double beyond(double g, double low, double high)
{
    return g < low ? low - g : g > high ? g - high : 0;
}

/* Is the component between the slopes on both sides? They are those over the shortest step that
 * rounding and noise leave, widened by the change from the next longer one. */
static finding between(look *l, size_t i)
{
    ladder at;
    finding seen = {INFINITY, INFINITY, NAN, NAN};
    climb(l, i, (l->noise > 0 ? NOISY_STEP : STEP) * unit(l, i), &at);
    const double g = l->g[i];
    for (size_t k = at.levels; k-- > 1;) {
        const double right = at.right[k];
        const double left = at.left[k];
        const double change = fmax(fabs(right - at.right[k - 1]), fabs(left - at.left[k - 1]));
        const double size = fmax(fabs(g), fmax(fabs(left), fabs(right))) + FLOOR * l->usual[i];
        if (!isfinite(change)) break;
        if (!(4 * at.unsure[k] <= SEEN * size)) continue;
        const double room = ALLOWED * size + change + 4 * at.unsure[k] + 5 * l->spread[i];
        seen.low = fmin(left, right);
        seen.high = fmax(left, right);
        if (beyond(g, seen.low, seen.high) > room && !l->p->convex)
            look_around(l, i, at.h[k], &seen.low, &seen.high);
        seen.error = beyond(g, seen.low, seen.high) / size;
        seen.severity = seen.error * size / room;
        break;
    }
    return seen;
}

/* --- rows ------------------------------------------------------------------------------------ */

static void open_row(look *l, const char *where, const char *against)
{
    gg_check *c = l->out;
    l->row = &c->row[c->count];
    *l->row = (gg_check_row){
        .where = where, .against = against, .severity = -1, .x = c->points + c->count * l->n};
    c->count++;
}

/* A row that met nothing to compare is no row. */
static void close_row(look *l)
{
    if (l->row->components == 0) l->out->count--;
}

static void put(look *l, size_t component, double told, finding f)
{
    gg_check_row *row = l->row;
    if (isinf(f.severity) && isnan(f.low)) return; /* nothing could be seen */
    row->components++;
    if (f.severity <= row->severity) return;
    row->severity = f.severity;
    row->error = f.error;
    row->component = component;
    row->told = told;
    row->low = f.low;
    row->high = f.high;
    gg_copy(l->n, l->x, row->x);
}

typedef enum witness { CENTRAL, FORWARD, COMPLEX, BOTH_SIDES } witness;

/* step: the longest; 0: chosen */
static finding question(look *l, witness w, size_t i, double step)
{
    const double longest = (l->noise > 0 ? NOISY_STEP : STEP) * unit(l, i);
    if (!isfinite(l->g[i])) return (finding){INFINITY, INFINITY, INFINITY, -INFINITY};
    if (w == COMPLEX) return complex_step(l, i);
    if (w == BOTH_SIDES && l->p->smoothness < GG_C1) return between(l, i);
    return differences(l, i, step > 0 ? step : longest, w == FORWARD);
}

/* All components at l->x, or some of very many. */
static void compare(look *l, witness w, double step)
{
    if (!listen(l)) return;
    l->row->points++;
    for (size_t i = 0; w == COMPLEX && i < l->n; i++) l->z[i] = l->x[i];
    const size_t count = l->n < COMPONENTS ? l->n : COMPONENTS;
    for (size_t k = 0; k < count; k++) {
        const size_t i = l->n <= COMPONENTS ? k : gsl_rng_uniform_int(l->rng, l->n);
        put(l, i + 1, l->g[i], question(l, w, i, step));
    }
}

static void draw(look *l, double x[])
{
    const gg_problem *p = l->p;
    for (size_t i = 0; i < l->n; i++)
        x[i] = p->lower[i] + (0.001 + 0.998 * uniform(l)) * (p->upper[i] - p->lower[i]);
}

static size_t points_of(const look *l)
{
    return l->n > MANY ? FEW_POINTS : POINTS;
}

static void look_at_random(look *l, witness w, const char *where, const char *against)
{
    open_row(l, where, against);
    for (size_t k = 0; k < points_of(l); k++) {
        draw(l, l->x);
        compare(l, w, 0);
    }
    close_row(l);
}

/* 1e-3 ... 1e-9 from each kink, on both sides; steps stay on one. */
static void look_near_kinks(look *l, witness w, const char *against)
{
    open_row(l, "near kinks", against);
    for (size_t k = 0; k < l->out->kinks; k++)
        for (int power = 3; power <= 9; power++)
            for (int side = -1; side <= 1; side += 2) {
                const double *way = l->ways + k * l->n;
                const double far = pow(10, -power);
                if (far < 10 * l->off[k]) continue;
                gg_along(l->n, l->kinks + k * l->n, side * far, way, l->x);
                compare(l, w, far / 4);
            }
    close_row(l);
}

static void look_at_kinks(look *l)
{
    open_row(l, "at kinks", "both sides");
    for (size_t k = 0; k < l->out->kinks; k++) {
        gg_copy(l->n, l->kinks + k * l->n, l->x);
        compare(l, BOTH_SIDES, 0);
    }
    close_row(l);
}

/* The k-th point where formulas like to have kinks: start, minimiser, a grid.
 * -> false: it is not known, or lies outside the box */
static bool place(look *l, size_t k)
{
    if (k == 0) gg_copy(l->n, l->p->start, l->x);
    if (k == 1) gg_copy(l->n, l->p->minimiser, l->x);
    for (size_t i = 0; k >= 2 && i < l->n; i++)
        l->x[i] = k == 2 ? 0 : (double)gsl_rng_uniform_int(l->rng, 3) - 1;
    for (size_t i = 0; i < l->n; i++)
        if (!(l->p->lower[i] <= l->x[i] && l->x[i] <= l->p->upper[i])) return k == 0;
    return true;
}

static void look_at_places(look *l)
{
    const bool smooth = l->p->smoothness >= GG_C1;
    open_row(l, "start, minimiser, grid", smooth ? "central differences" : "both sides");
    for (size_t k = 0; k < points_of(l); k++)
        if (place(l, k)) compare(l, BOTH_SIDES, 0);
    close_row(l);
}

/* f(y) >= f(x) + g'(y - x) for the y that were drawn into l->y. */
static finding support(look *l)
{
    double rise;
    GG_SUM(rise, l->n, i, l->g[i] * (l->y[i] - l->x[i]));
    double blurred;
    GG_SUM(blurred, l->n, i, fabs(l->spread[i] * (l->y[i] - l->x[i])));
    const double above = gg_problem_truth(l->p, l->y);
    const double size = fabs(l->f) + fabs(above) + fabs(rise);
    const double below = fmax(0, l->f + rise - above);
    const double room = 1e-9 * size + 8 * l->noise + 5 * blurred;
    if (!isfinite(above)) return (finding){INFINITY, INFINITY, NAN, NAN};
    if (below == 0) return (finding){0, 0, NAN, above};
    return (finding){below / room, below / size, NAN, above};
}

static void look_at_supports(look *l)
{
    open_row(l, "everywhere", "subgradient inequality");
    for (size_t k = 0; k < 2 * points_of(l) + l->out->kinks; k++) {
        const bool known = k < points_of(l) && place(l, k);
        if (!known) draw(l, l->x);
        if (k >= 2 * points_of(l))
            gg_copy(l->n, l->kinks + (k - 2 * points_of(l)) * l->n, l->x);
        if (!listen(l) || gg_first_broken(l->n, l->g) < l->n) continue;
        l->row->points++;
        for (int m = 0; m < SUPPORTS; m++) {
            draw(l, l->y);
            put(l, 0, l->f, support(l));
        }
    }
    close_row(l);
}

/* --- all of it ------------------------------------------------------------------------------- */

/* What components are like at random points. */
static void learn_sizes(look *l)
{
    size_t seen = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(l, l->x);
        if (!listen(l) || gg_first_broken(l->n, l->g) < l->n) continue;
        for (size_t i = 0; i < l->n; i++) l->usual[i] += fabs(l->g[i]);
        seen++;
    }
    for (size_t i = 0; seen && i < l->n; i++) l->usual[i] /= (double)seen;
}

static void find_kinks(look *l)
{
    for (size_t k = 0; k < SEGMENTS; k++) {
        double *kink = l->kinks + l->out->kinks * l->n;
        double *way = l->ways + l->out->kinks * l->n;
        double at = 0;
        double width = 0;
        double steep;
        draw(l, l->x);
        draw(l, way);
        gg_along(l->n, way, -1, l->x, way);
        GG_SUM(steep, l->n, i, fabs(l->usual[i] * way[i]));
        if (!gg_crease_find(l->p, l->x, way, steep, l->y, &at, &width)) continue;
        const double length = gg_norm(l->n, way);
        gg_along(l->n, l->x, at, way, kink);
        for (size_t i = 0; i < l->n; i++) way[i] /= length;
        l->off[l->out->kinks++] = width * length;
    }
}

static void look_everywhere(look *l)
{
    const gg_problem *p = l->p;
    const unsigned offers = gg_problem_offers(p);
    const bool kinked = offers & GG_SUBGRADIENT && p->smoothness < GG_C1;
    const char *where = p->smoothness < GG_C1 ? "away from kinks" : "random points";
    if (p->smoothness == GG_DISCONTINUOUS) where = "away from jumps";
    learn_sizes(l);
    if (kinked && l->out->noise == 0) find_kinks(l);
    look_at_random(l, CENTRAL, where, "central differences");
    if (l->out->noise == 0) look_at_random(l, FORWARD, where, "forward differences");
    if (offers & GG_COMPLEX) look_at_random(l, COMPLEX, where, "complex step");
    look_near_kinks(l, CENTRAL, "central differences");
    if (offers & GG_COMPLEX) look_near_kinks(l, COMPLEX, "complex step");
    look_at_kinks(l);
    if (offers & GG_SUBGRADIENT) look_at_places(l);
    if (offers & GG_SUBGRADIENT && p->convex) look_at_supports(l);
}

gg_status gg_check_open(gg_check *out, gg_problem *p, uint64_t seed)
{
    const size_t n = p->n;
    gg_check c = {.n = n};
    double *room = calloc((6 + 2 * SEGMENTS) * n + SEGMENTS, sizeof *room);
    double complex *z = calloc(n, sizeof *z);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    c.points = calloc(GG_CHECK_ROWS * n, sizeof *c.points);
    const bool ok = room && z && rng && c.points;
    if (ok) {
        gg_random_open(rng, seed, GG_SEARCH, 0);
        double *more = room + 6 * n;
        look l = {p,
                  rng,
                  n,
                  room,
                  room + n,
                  room + 2 * n,
                  room + 3 * n,
                  room + 4 * n,
                  room + 5 * n,
                  more,
                  more + SEGMENTS * n,
                  more + 2 * SEGMENTS * n,
                  z,
                  0,
                  0,
                  0,
                  &c,
                  NULL};
        if (gg_problem_offers(p) & GG_DERIVATIVE) look_everywhere(&l);
        *out = c;
    } else {
        free(c.points);
    }
    free(room);
    free(z);
    if (rng) gsl_rng_free(rng);
    return ok ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory to check a gradient of n=%zu", n);
}

void gg_check_close(gg_check *c)
{
    if (!c) return;
    free(c->points);
    *c = (gg_check){0};
}

bool gg_check_failed(const gg_check *c)
{
    for (size_t k = 0; k < c->count; k++)
        if (c->row[k].severity > 1) return true;
    return false;
}
