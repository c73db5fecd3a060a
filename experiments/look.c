/* experiments/look.c -- one component of a gradient against what values say of it. */
#include "experiments/look.h"

#include <float.h>
#include <math.h>

#include "base/vector.h"
#include "losses/difference.h"

enum {
    LEVELS = 20, /* steps at most, each a quarter of the one before; half under noise */
    NOISY_LEVELS = 8,
    FINEST = 4,  /* of the steps, which show the rounding error */
    DRAWS = 32,  /* of one gradient or value that is noisy */
    AROUND = 32, /* points around a kink of a loss that is not convex */
};

static const double ALLOWED = 1e-3;      /* relative error against differences */
static const double ALLOWED_FINE = 1e-6; /* against the complex step */
static const double STEP = 1e-4;         /* the longest, in units of the coordinate */
static const double NOISY_STEP = 0.4;    /* the same if values are noisy */
static const double FLOOR = 1e-6;        /* of a component's usual size: less is nothing */
static const double HUGE_F = 1e100;      /* beyond, derivatives may overflow */
static const double SEEN = 0.1;          /* noise above this part of a component hides it */

static double uniform(gg_look *l)
{
    return gsl_rng_uniform(l->rng);
}

static double value_at(gg_look *l, size_t i, double x_i)
{
    l->y[i] = x_i;
    const double f = gg_problem_truth(l->p, l->y);
    l->y[i] = l->x[i];
    return f;
}

/* What a coordinate is measured in. */
static double unit(const gg_look *l, size_t i)
{
    return fmax(fabs(l->x[i]), 0.1 * (l->p->upper[i] - l->p->lower[i]));
}

/* --- what is told ---------------------------------------------------------------------------- */

/* The mean of several gradients, with its error. */
static void average(gg_look *l)
{
    gg_copy(l->n, l->g, l->room);
    for (int k = 1; k < DRAWS; k++) {
        l->p->loss->gradient(l->p, l->x, l->y);
        for (size_t i = 0; i < l->n; i++) {
            const double change = l->y[i] - l->room[i];
            l->g[i] += change / DRAWS;
            l->spread[i] += change * change / DRAWS;
        }
    }
    for (size_t i = 0; i < l->n; i++) {
        const double shift = l->g[i] - l->room[i];
        l->spread[i] = sqrt(fmax(0, l->spread[i] - shift * shift) / DRAWS);
    }
}

/* Values are asked without noise, as far as the loss can do so.
 * -> the standard deviation that is left; l->f is their mean */
static double noise_left(gg_look *l)
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

bool gg_look_listen(gg_look *l)
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
    if (!(fabs(l->f) <= HUGE_F)) return false;
    l->grain = fabs(l->f);
    for (size_t i = 0; i < l->n; i++)
        if (isfinite(l->g[i])) l->grain = fmax(l->grain, fabs(l->g[i] * l->x[i]));
    gg_copy(l->n, l->x, l->y);
    return true;
}

/* --- one component --------------------------------------------------------------------------- */

static void weigh(const gg_look *l, size_t i, double slope, double unsure, gg_finding *best)
{
    const double size = fmax(fabs(l->g[i]), fabs(slope)) + FLOOR * l->usual[i];
    const double apart = fabs(l->g[i] - slope);
    if (apart == 0) *best = (gg_finding){0, 0, slope, slope};
    if (apart == 0 || !isfinite(slope) || !(4 * unsure <= SEEN * size)) return;
    const double severity = apart / (ALLOWED * size + 4 * unsure + 8 * l->spread[i]);
    if (severity < best->severity) *best = (gg_finding){severity, apart / size, slope, slope};
}

/* Slopes to both sides over shorter and shorter steps. */
typedef struct ladder {
    size_t levels;
    double h[LEVELS], right[LEVELS], left[LEVELS], central[LEVELS];
    double unsure[LEVELS]; /* rounding or noise of a slope */
} ladder;

/* Down from step h, until steps are a few units in the last place of x_i. */
static void climb(gg_look *l, size_t i, double h, ladder *out)
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
static bool is_kinked(const gg_look *l, size_t i, const ladder *at, size_t k)
{
    const double right = at->right[k];
    const double left = at->left[k];
    const double room = ALLOWED * fmax(fabs(right), fabs(left)) + FLOOR * l->usual[i];
    return l->p->smoothness < GG_C1 && !(fabs(right - left) <= room + 4 * at->unsure[k]);
}

/* The central slope or, by `forward`, the one to the right, extrapolated to h = 0 with the next
 * longer step unless f jumps; NaN where a kink lies within. */
static double slope_of(const gg_look *l, size_t i, const ladder *at, size_t k, bool forward)
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
static bool is_narrow(const gg_look *l, size_t i, const ladder *at)
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
static gg_finding differences(gg_look *l, size_t i, double h, bool forward)
{
    ladder at;
    double slopes[LEVELS];
    gg_finding best = {INFINITY, INFINITY, NAN, NAN};
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

static gg_finding complex_step(gg_look *l, size_t i)
{
    const double h = 1e-20 * unit(l, i);
    const double steep = gg_norm_max(l->n, l->g);
    l->z[i] = l->x[i] + h * I;
    const double slope = cimag(l->p->loss->complex_value(l->p, l->z)) / h;
    l->z[i] = l->x[i];
    const double size = fmax(fabs(l->g[i]), fabs(slope));
    const double apart = fabs(l->g[i] - slope);
    const double least = 1e-9 * (steep + l->usual[i]);
    const double room = ALLOWED_FINE * size + least + 8 * l->spread[i];
    if (apart == 0) return (gg_finding){0, 0, slope, slope};
    if (!isfinite(slope)) return (gg_finding){INFINITY, INFINITY, NAN, NAN};
    return (gg_finding){apart / room, apart / (size + least), slope, slope};
}

/* Widen [low, high] by slopes over h, along coordinate i, at points around x. */
static void look_around(gg_look *l, size_t i, double h, double *low, double *high)
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
static gg_finding between(gg_look *l, size_t i)
{
    ladder at;
    gg_finding seen = {INFINITY, INFINITY, NAN, NAN};
    climb(l, i, (l->noise > 0 ? NOISY_STEP : STEP) * unit(l, i), &at);
    const double g = l->g[i];
    for (size_t k = at.levels; k-- > 1;) {
        const double right = at.right[k];
        const double left = at.left[k];
        const double change = fmax(fabs(right - at.right[k - 1]), fabs(left - at.left[k - 1]));
        const double size = fmax(fabs(g), fmax(fabs(left), fabs(right))) + FLOOR * l->usual[i];
        if (!isfinite(change)) break;
        if (!(4 * at.unsure[k] <= SEEN * size)) continue;
        const double room = ALLOWED * size + change + 4 * at.unsure[k] + 8 * l->spread[i];
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

gg_finding gg_look_ask(gg_look *l, gg_witness w, size_t i, double step)
{
    const double longest = (l->noise > 0 ? NOISY_STEP : STEP) * unit(l, i);
    if (!isfinite(l->g[i])) return (gg_finding){INFINITY, INFINITY, INFINITY, -INFINITY};
    if (w == GG_BY_COMPLEX) return complex_step(l, i);
    if (w == GG_BY_BOTH_SIDES && l->p->smoothness < GG_C1) return between(l, i);
    return differences(l, i, step > 0 ? step : longest, w == GG_BY_FORWARD);
}
