/* experiments/probe_point.c -- both one-sided derivatives, and a ladder that stays where it is. */
#include "experiments/probe_point.h"

#include <float.h>

#include "experiments/ecnoise.h"

enum {
    LEVELS = 14,    /* steps to each side */
    SHRINKS = 20,   /* halvings of the reach in search of finite values */
    TERRACE = 14,   /* levels on which values are compared, ... */
    NEAR = 8,       /* ... those from here on are near */
    FAR_VALUES = 16 /* over the whole line */
};

static const double CERTAIN = 3; /* times the error bounds make a kink */

/* The longest step from t that stays on the line and keeps f finite; 0: none */
static double find_reach(gg_line *l, double t, double reach)
{
    reach = fmin(reach, fmin(t - l->from, l->to - t));
    for (int k = 0; k < SHRINKS && reach > 0; k++, reach /= 2)
        if (isfinite(gg_line_ask(l, t - reach)) && isfinite(gg_line_ask(l, t + reach)))
            return reach;
    return 0;
}

/* Is f the very same number all around, but not further away? */
static bool is_flat(gg_line *l, double t, double f, double reach)
{
    bool far = false;
    for (int k = TERRACE; k-- > 0;) {
        const double h = ldexp(reach, -k);
        const bool same = gg_line_ask(l, t + h) == f && gg_line_ask(l, t - h) == f;
        if (!same && k >= NEAR) return false;
        far = far || !same;
    }
    for (int i = 0; !far && i <= FAR_VALUES; i++)
        far = gg_line_ask(l, l->from + i * (l->to - l->from) / FAR_VALUES) != f;
    return far;
}

static void look_to_sides(gg_point_probe *out, gg_line *l, double t, double f, double reach)
{
    out->left = gg_one_sided_slope(l, t, f, -reach, LEVELS, out->noise);
    out->right = gg_one_sided_slope(l, t, f, reach, LEVELS, out->noise);
    const double errors = out->left.error + out->right.error;
    out->z = fabs(out->right.slope - out->left.slope) / errors;
    out->blind = CERTAIN * errors;
}

/* Where f jumps or has a cusp, slopes to one side at least grow without limit. */
static gg_one_sided steep_side(gg_line *l, double t, double f, double reach)
{
    const double near = (gg_line_ask(l, t + reach / 256) - f) / (reach / 256);
    const double far = (gg_line_ask(l, t + reach) - f) / reach;
    if (fabs(near) > 4 * fabs(far)) return (gg_one_sided){copysign(INFINITY, near), 0};
    return (gg_one_sided){near, fabs(near - far)};
}

/* What the ladder and the slopes say, put together. */
static void conclude(gg_point_probe *out, gg_line *l, const gg_ladder *a, double f,
                     double reach)
{
    const bool seen = a->levels >= 3;
    out->sight = a->sight;
    out->exponent = a->exponent;
    if (seen) out->width = a->h[a->levels - 1];
    if (a->sight >= GG_SEEN_CUSP) {
        const double steps = fmin(reach, 512 * out->width);
        out->left = steep_side(l, a->at, f, -steps);
        out->right = steep_side(l, a->at, f, steps);
        return;
    }
    /* Steps much longer than those on which f is smooth say nothing about f at t. */
    if (seen && a->sight < GG_SEEN_C1)
        look_to_sides(out, l, a->at, f, fmin(reach, 4 * out->width));
    if (!(out->z <= CERTAIN) && a->sight < GG_SEEN_KINK) out->sight = GG_SEEN_KINK;
}

/* Over the whole reach, and close to t: rounding is larger where f is steep. */
static double noise_near(gg_line *l, double t, double reach)
{
    double noise = gg_ecnoise_along(l);
    if (isnan(noise)) return noise;
    for (int side = -1; side <= 1; side += 2)
        noise = fmax(noise, gg_ecnoise(l, t + side * reach / 32, 1e-10 * reach));
    return 1.5 * noise;
}

void gg_point_probe_at(gg_point_probe *out, gg_line *l, double t, double reach, double noise)
{
    gg_ladder ladder;
    const double nothing = NAN;
    *out = (gg_point_probe){.sight = GG_SEEN_UNKNOWN,
                            .left = {nothing, INFINITY},
                            .right = {nothing, INFINITY},
                            .z = nothing,
                            .noise = nothing,
                            .blind = INFINITY,
                            .width = INFINITY,
                            .exponent = nothing};
    const double f = gg_line_ask(l, t);
    reach = isfinite(f) ? find_reach(l, t, reach) : 0;
    if (reach == 0) return;
    gg_line near = {.f = l->f, .context = l->context, .from = t - reach, .to = t + reach};
    out->width = ldexp(reach, -LEVELS);
    if (is_flat(l, t, f, reach)) {
        out->sight = GG_SEEN_FLAT;
        out->left = out->right = (gg_one_sided){0, 0};
        out->z = out->noise = out->blind = 0;
        return;
    }
    out->noise = isnan(noise) ? noise_near(&near, t, reach) : noise;
    out->noise = fmax(out->noise, DBL_EPSILON * fabs(f));
    if (!isnan(out->noise)) {
        look_to_sides(out, &near, t, f, reach);
        gg_ladder_stay(&ladder, &near, t, reach / 6, out->noise);
        conclude(out, &near, &ladder, f, reach);
    }
    l->evaluations += near.evaluations;
    l->broken += near.broken;
    const double steep = fmax(fabs(out->left.slope), fabs(out->right.slope));
    const double range = fabs(gg_line_ask(l, t + reach) - f) +
                         fabs(gg_line_ask(l, t - reach) - f);
    const bool constant = range <= 4 * DBL_EPSILON * fabs(f);
    if (near.broken > 0 || isnan(out->noise) ||
        (!gg_sight_flags(out->sight) && !constant && out->blind > fmax(steep, range / reach)))
        out->sight = GG_SEEN_UNKNOWN;
}
