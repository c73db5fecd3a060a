/* experiments/ladder.c -- sixth differences, step after step. */
#include "experiments/ladder.h"

#include <float.h>

enum {
    WINDOW = 25,  /* values around the place, one step apart */
    PHASES = 4,   /* grids, shifted by parts of a step: the place may lie anywhere on one */
    REACH = 6,    /* steps to both sides that all phases are looked at */
    FITTED = 5,   /* levels that an exponent is taken from */
    LEAST = 3,    /* levels without which there is none */
    FINEST = 64,  /* steps end at so many units in the last place */
    STAYING = 13, /* values around a place that is given */
};

static const double SPREAD = 30.4; /* sqrt(924): of sixth differences of noise with spread 1 */
static const double CLEAR = 8;     /* times that, S stands out of the noise */

const char *gg_sight_name(gg_sight s)
{
    static const char *const names[] = {
        [GG_SEEN_SMOOTH] = "smooth", [GG_SEEN_FLAT] = "flat", [GG_SEEN_UNKNOWN] = "unknown",
        [GG_SEEN_C1] = "C1",         [GG_SEEN_KINK] = "kink", [GG_SEEN_CUSP] = "cusp",
        [GG_SEEN_JUMP] = "jump"};
    return names[s];
}

double gg_ladder_drowned(double noise)
{
    return CLEAR * SPREAD * noise;
}

static double finest(const gg_line *l)
{
    return FINEST * DBL_EPSILON * fmax(l->to - l->from, fmax(fabs(l->from), fabs(l->to)));
}

/* The largest sixth difference of `count` values from `start` on, `step` apart, each over
 * `stride` of them; -> NaN if a value is not finite. *most: where its middle lies */
static double roughest(gg_line *l, double start, double step, size_t count, size_t stride,
                       double *most)
{
    double f[(2 * REACH + GG_SIXTH) * PHASES];
    double largest = 0;
    size_t found = 0;
    for (size_t i = 0; i < count; i++) f[i] = gg_line_ask(l, start + (double)i * step);
    for (size_t i = 0; i + 6 * stride < count; i++) {
        double of[GG_SIXTH];
        for (size_t k = 0; k < GG_SIXTH; k++) of[k] = f[i + k * stride];
        const double s = fabs(gg_sixth(of));
        if (!isfinite(s)) return NAN;
        if (s > largest) found = i;
        largest = fmax(largest, s);
    }
    *most = start + (double)(found + 3 * stride) * step;
    return largest;
}

/* Where the tenth differences of `count` values from `start` on are largest; in *s the largest
 * sixth difference beside it; NaN if a value is not finite. */
static double least_smooth(gg_line *l, double start, double step, double *s)
{
    double f[WINDOW];
    double largest = -1;
    size_t found = 0;
    for (size_t i = 0; i < WINDOW; i++) f[i] = gg_line_ask(l, start + (double)i * step);
    for (size_t i = 0; i + GG_TENTH <= WINDOW; i++) {
        const double tenth = fabs(gg_tenth(f + i));
        if (tenth > largest) found = i + GG_TENTH / 2;
        largest = fmax(largest, tenth);
    }
    *s = 0;
    for (size_t i = found - 5; i + GG_SIXTH <= found + 6; i++) {
        *s = fmax(*s, fabs(gg_sixth(f + i)));
        if (!isfinite(f[i]) || !isfinite(f[i + 6])) *s = NAN;
    }
    return start + (double)found * step;
}

/* A window of `width` around t that lies on the line -> where it starts */
static double window(const gg_line *l, double t, double width)
{
    return fmax(l->from, fmin(t - width / 2, l->to - width));
}

/* S over h at the place, whatever its phase on the grid. */
static double all_phases(gg_line *l, double t, double h)
{
    const size_t count = (2 * REACH + 6) * PHASES + 1;
    const double step = h / PHASES;
    double most;
    const double start = window(l, t, (double)(count - 1) * step);
    return roughest(l, start, step, count, PHASES, &most);
}

static double slope(size_t count, const double h[], const double s[], double floor)
{
    double mean_x = 0;
    double mean_y = 0;
    double xx = 0;
    double xy = 0;
    for (size_t i = 0; i < count; i++) {
        mean_x += log(h[i]) / (double)count;
        mean_y += log(fmax(s[i], floor)) / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        xx += (log(h[i]) - mean_x) * (log(h[i]) - mean_x);
        xy += (log(h[i]) - mean_x) * (log(fmax(s[i], floor)) - mean_y);
    }
    return xy / xx;
}

static gg_sight named(double p)
{
    if (isnan(p)) return GG_SEEN_SMOOTH;
    if (p < 0.3) return GG_SEEN_JUMP;
    if (p < 0.75) return GG_SEEN_CUSP;
    if (p < 1.35) return GG_SEEN_KINK;
    return p < 2.5 ? GG_SEEN_C1 : GG_SEEN_SMOOTH;
}

/* The exponent over the last levels. What is smooth below some step shows at the very end,
 * where S drops into the noise from far above it: there, the last levels alone count. */
static void judge(gg_ladder *a, double noise, bool drowned)
{
    const size_t count = a->levels < FITTED ? a->levels : FITTED;
    const double floor = gg_ladder_drowned(noise) / 4;
    a->exponent = NAN;
    a->sight = GG_SEEN_SMOOTH;
    if (a->levels < LEAST) return;
    a->exponent = slope(count, a->h + a->levels - count, a->s + a->levels - count, floor);
    if (drowned) {
        const double end = slope(3, a->h + a->levels - 2, a->s + a->levels - 2, floor);
        if (end >= 2.5) a->exponent = fmax(a->exponent, end);
    }
    a->sight = named(a->exponent);
}

/* A smooth S falls by 64 with each halving, and so has log64 of S / threshold levels. */
static double score_of(const gg_ladder *a, double noise)
{
    const double ratio = fmax(a->s[0], DBL_MIN) / gg_ladder_drowned(noise);
    if (a->levels == 0) return 5.0 / 6 * log2(ratio);
    const size_t last = a->levels - 1;
    const double above = log2(a->s[last] / gg_ladder_drowned(noise));
    const double step = log2(a->s[last] / fmax(a->s[last + 1], a->s[last] / 64));
    return (double)last + fmin(1, above / fmax(step, 1e-3)) - log2(ratio) / 6;
}

void gg_ladder_follow(gg_ladder *out, gg_line *l, double t, double h, double s, double noise)
{
    const double clear = gg_ladder_drowned(noise);
    *out = (gg_ladder){.at = t, .width = 3 * h, .h = {h}, .s = {s}};
    size_t k = 0;
    while (out->s[k] >= clear && out->h[k] >= finest(l) && k + 1 < GG_LADDER_ROOM) {
        h /= 2;
        k++;
        const double start = window(l, out->at, (WINDOW - 1) * h);
        out->h[k] = h;
        const double most = least_smooth(l, start, h, &out->s[k]);
        if (isnan(out->s[k])) break;
        if (out->s[k] >= clear) {
            out->at = most;
            out->width = 3 * h;
        }
    }
    const bool drowned = out->s[k] < clear;
    out->levels = drowned || isnan(out->s[k]) ? k : k + 1;
    out->score = score_of(out, noise);
    if (out->levels < LEAST) {
        judge(out, noise, drowned);
        return;
    }
    const size_t first = out->levels > FITTED + 1 ? out->levels - FITTED - 1 : 0;
    for (size_t i = first; i < out->levels + drowned; i++)
        out->s[i] = all_phases(l, out->at, out->h[i]);
    judge(out, noise, drowned);
}

void gg_ladder_stay(gg_ladder *out, gg_line *l, double t, double h, double noise)
{
    const double clear = gg_ladder_drowned(noise);
    *out = (gg_ladder){.at = t};
    size_t k = 0;
    bool drowned = false;
    for (; !drowned && h >= finest(l) && k < GG_LADDER_ROOM; k++, h /= 2) {
        double most;
        out->h[k] = h;
        out->s[k] = roughest(l, t - 6 * h, h, STAYING, 1, &most);
        if (isnan(out->s[k])) break;
        drowned = out->s[k] < clear;
        out->width = h;
    }
    out->levels = drowned ? k - 1 : k;
    out->score = k ? score_of(out, noise) : NAN;
    judge(out, noise, drowned);
}
