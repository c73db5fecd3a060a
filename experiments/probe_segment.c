/* experiments/probe_segment.c -- a grid, its sixth differences, and ladders where they stand out. */
#include "experiments/probe_segment.h"

#include <float.h>
#include <gsl/gsl_sort.h>

#include "experiments/arm.h"
#include "experiments/ecnoise.h"

enum {
    SIXTHS = GG_SEGMENT_CELLS + 1 - 6,
    TENTHS = GG_SEGMENT_CELLS + 1 - 10,
    NEAR = 6, /* cells to both sides that a ladder sees */
    LADDERS = 8,
    TERRACE = 16, /* values on one that must be the same */
    FINEST = 64,  /* units in the last place that an edge is bracketed by */
    AROUND = 24,  /* cells to both sides that a place is compared with */
};

static const double STANDS_OUT = 4; /* times what is usual around it */

/* Tenth differences of noise with spread 1 have spread 430; so much stands out. */
static const double CLEAR_TENTH = 8 * 430;

typedef struct scan {
    gg_line *l;
    gg_segment *s;
    double h;
    double rough[SIXTHS]; /* sixth differences around grid point i + 3 */
    double usual[SIXTHS]; /* median of those around, but not next to it */
    double tenth[TENTHS]; /* tenth differences around grid point i + 5 */
    bool looked[TENTHS];
} scan;

static double usual_around(const scan *v, size_t i)
{
    double others[2 * AROUND];
    size_t count = 0;
    const size_t first = i > AROUND ? i - AROUND : 0;
    for (size_t j = first; j <= i + AROUND && j < SIXTHS; j++)
        if ((j > i ? j - i : i - j) > NEAR) others[count++] = v->rough[j];
    gsl_sort(others, 1, count);
    return others[count / 2];
}

/* -> false: f is not finite somewhere */
static bool lay_grid(scan *v)
{
    gg_segment *s = v->s;
    double low = INFINITY;
    double high = -INFINITY;
    for (size_t i = 0; i <= GG_SEGMENT_CELLS; i++) {
        const double t = i < GG_SEGMENT_CELLS ? v->l->from + (double)i * v->h : v->l->to;
        s->f[i] = gg_line_ask(v->l, t);
        low = fmin(low, s->f[i]);
        high = fmax(high, s->f[i]);
    }
    s->range = high - low;
    if (v->l->broken > 0) return false;
    for (size_t i = 0; i < SIXTHS; i++) v->rough[i] = fabs(gg_sixth(s->f + i));
    for (size_t i = 0; i < TENTHS; i++) v->tenth[i] = fabs(gg_tenth(s->f + i));
    for (size_t i = 0; i < SIXTHS; i++) v->usual[i] = usual_around(v, i);
    s->noise = fmax(s->noise, DBL_EPSILON * fmax(fabs(low), fabs(high)));
    return isfinite(gg_ladder_drowned(s->range));
}

/* The smallest kink that stands out on three levels at the worst phase of the grid. */
static double blind_limit(const scan *v)
{
    double usual[SIXTHS];
    for (size_t i = 0; i < SIXTHS; i++) usual[i] = v->usual[i];
    gsl_sort(usual, 1, SIXTHS);
    const double clear = 4 * gg_ladder_drowned(v->s->noise);
    return fmax(clear, STANDS_OUT * usual[SIXTHS / 2]) / (1.5 * v->h);
}

/* Where the arms meet, if that is between a and b. */
static void meet(gg_place *p, const gg_arm *left, const gg_arm *right, double a, double b)
{
    double t = p->at;
    double left_slope;
    double right_slope;
    for (int k = 0; k < 4; k++) {
        const double gap = gg_arm_at(right, t, &right_slope) - gg_arm_at(left, t, &left_slope);
        t -= gap / (right_slope - left_slope);
        if (!(t >= a && t <= b)) return;
    }
    const double unsure = (left->value_error + right->value_error) /
                              fabs(right_slope - left_slope) +
                          2 * DBL_EPSILON * fmax(fabs(a), fabs(b));
    if (!(unsure < p->width)) return;
    p->at = t;
    p->width = unsure;
}

/* At a cusp the slope grows without limit to the side where it cannot be told. */
static double unless_steep(double slope, double error)
{
    return error > 0.1 * fabs(slope) ? copysign(INFINITY, slope) : slope;
}

/* Derivatives to both sides of a place, and where the arms meet. */
static void look_beside(scan *v, gg_place *p)
{
    gg_line *l = v->l;
    gg_arm left;
    gg_arm right;
    const double aside = fmax(p->width, 64 * DBL_EPSILON * fmax(fabs(l->from), fabs(l->to)));
    const double a = fmax(p->at - aside, l->from);
    const double b = fmin(p->at + aside, l->to);
    const double reach = 16 * v->h;
    gg_arm_fit(&left, l, a, -fmin(reach, a - l->from), v->s->noise);
    gg_arm_fit(&right, l, b, fmin(reach, l->to - b), v->s->noise);
    if (p->sight == GG_SEEN_KINK) meet(p, &left, &right, a, b);
    const double apart = gg_arm_at(&right, p->at, &p->right) -
                         gg_arm_at(&left, p->at, &p->left);
    p->left_error = left.slope_error;
    p->right_error = right.slope_error;
    if (p->sight == GG_SEEN_CUSP) {
        p->left = unless_steep(p->left, left.slope_error);
        p->right = unless_steep(p->right, right.slope_error);
    }
    p->size = p->sight == GG_SEEN_JUMP ? apart : p->right - p->left;
}

/* The same place may be met on several ladders. */
static void add_place(scan *v, const gg_ladder *found)
{
    gg_segment *s = v->s;
    size_t i = 0;
    while (i < s->count && s->place[i].at < found->at) i++;
    for (size_t k = i > 0 ? i - 1 : 0; k < s->count && k <= i; k++)
        if (fabs(s->place[k].at - found->at) <= s->place[k].width + found->width) return;
    if (s->count == GG_SEGMENT_PLACES) return;
    for (size_t k = s->count++; k > i; k--) s->place[k] = s->place[k - 1];
    s->place[i] = (gg_place){.sight = found->sight,
                             .at = found->at,
                             .width = found->width,
                             .exponent = found->exponent};
    look_beside(v, &s->place[i]);
}

/* The noise to both sides of a place, which may be larger than elsewhere: rounding is, where f is
 * steep. */
static double noise_beside(scan *v, double t)
{
    gg_line *l = v->l;
    double noise = v->s->noise;
    for (int side = -1; side <= 1; side += 2) {
        const double beside = fmax(l->from, fmin(t + side * 1.5 * v->h, l->to));
        noise = fmax(noise, 1.5 * gg_ecnoise(l, beside, 1e-10 * (l->to - l->from)));
    }
    return noise;
}

/* The ladder at grid point i + 5; the points around need none of their own. */
static void climb(scan *v, size_t i)
{
    gg_ladder found;
    const double t = v->l->from + (double)(i + 5) * v->h;
    double rough = 0;
    for (size_t j = i; j <= i + 4; j++) rough = fmax(rough, v->rough[j]);
    gg_ladder_follow(&found, v->l, t, v->h, rough, v->s->noise);
    const double noise = gg_sight_flags(found.sight) ? noise_beside(v, found.at) : v->s->noise;
    if (noise > 2 * v->s->noise) gg_ladder_follow(&found, v->l, t, v->h, rough, noise);
    if (!(found.score <= v->s->score)) {
        v->s->score = found.score;
        v->s->exponent = found.exponent;
    }
    if (gg_sight_flags(found.sight)) add_place(v, &found);
    for (size_t j = i > NEAR ? i - NEAR : 0; j <= i + NEAR && j < TENTHS; j++)
        v->looked[j] = true;
}

/* Where f is least smooth; there again, without the places that were looked at; and so on. */
static void climb_all(scan *v)
{
    const double clear = CLEAR_TENTH * v->s->noise;
    for (size_t k = 0; k < LADDERS; k++) {
        size_t most = TENTHS;
        for (size_t i = 0; i < TENTHS; i++)
            if (!v->looked[i] && (most == TENTHS || v->tenth[i] > v->tenth[most])) most = i;
        if (most == TENTHS || (k > 0 && v->tenth[most] <= clear)) return;
        climb(v, most);
    }
}

/* Values that differ by much more than rounding and yet repeat themselves exactly nearby are a
 * stair, and no noise. From the line's middle, where does the first terrace end? */
static bool find_terrace(scan *v, double f, double *edge, double *width, double *height)
{
    gg_line *l = v->l;
    const double t = (l->from + l->to) / 2;
    double b = (l->to - l->from) / GG_SEGMENT_CELLS;
    double a = b / 2;
    for (; gg_line_ask(l, t + a) != f; a /= 2) {
        b = a;
        if (a < 1e4 * DBL_EPSILON * fmax(fabs(l->from), fabs(l->to))) return false;
    }
    while (b - a > FINEST * DBL_EPSILON * fmax(fabs(l->from), fabs(l->to))) {
        const double middle = (a + b) / 2;
        if (gg_line_ask(l, t + middle) == f)
            a = middle;
        else
            b = middle;
    }
    for (int i = 1; i < TERRACE; i++)
        if (gg_line_ask(l, t + a * i / TERRACE) != f) return false;
    *edge = t + (a + b) / 2;
    *width = b - a;
    *height = gg_line_ask(l, t + b) - f;
    return true;
}

static void look_into_noise(scan *v)
{
    gg_segment *s = v->s;
    const double size = fmax(fabs(s->f[0]), fabs(s->f[GG_SEGMENT_CELLS]));
    const double rounding = 1e3 * DBL_EPSILON * fmax(size, s->range);
    const double f = gg_line_ask(v->l, (v->l->from + v->l->to) / 2);
    gg_place p = {.sight = GG_SEEN_JUMP};
    if (s->count > 0 || s->noise <= rounding || !find_terrace(v, f, &p.at, &p.width, &p.size))
        return;
    if (!(fabs(p.size) > rounding)) return;
    s->place[s->count++] = p;
    s->exponent = 0;
}

void gg_segment_probe(gg_segment *out, gg_line *l, double noise)
{
    scan v = {.l = l, .s = out, .h = (l->to - l->from) / GG_SEGMENT_CELLS};
    *out = (gg_segment){.sight = GG_SEEN_UNKNOWN,
                        .blind = INFINITY,
                        .exponent = NAN,
                        .score = NAN,
                        .noise = isnan(noise) ? 1.5 * gg_ecnoise_along(l) : noise};
    if (!lay_grid(&v) || isnan(out->noise)) return;
    out->blind = blind_limit(&v);
    climb_all(&v);
    look_into_noise(&v);
    const gg_place *worst = gg_segment_worst(out);
    const double size = fmax(fabs(out->f[0]), fabs(out->f[GG_SEGMENT_CELLS]));
    const bool constant = out->range <= 4 * DBL_EPSILON * size;
    const bool hidden = out->blind * (l->to - l->from) / 4 > out->range;
    if (worst)
        out->sight = worst->sight;
    else if (constant || !hidden)
        out->sight = GG_SEEN_SMOOTH;
}

const gg_place *gg_segment_worst(const gg_segment *s)
{
    const gg_place *worst = NULL;
    for (size_t i = 0; i < s->count; i++)
        if (!worst || s->place[i].sight > worst->sight) worst = &s->place[i];
    return worst;
}
