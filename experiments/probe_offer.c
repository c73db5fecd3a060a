/* experiments/probe_offer.c -- tries every rounding at width 1, then at the width that is asked for. */
#include "experiments/probe_offer.h"

#include <ctype.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

enum { SPEC_ROOM = 2048, HALVINGS = 60 };

static const double BLUR =
    1e-3; /* width of a blur that has no bound, of the box's least side */

void gg_offers_close(gg_offers *o)
{
    for (size_t i = 0; o && i < o->count; i++) free(o->list[i].spec);
    if (o) o->count = 0;
}

/* The loss's own part of a specification ends where a wrapper begins. */
static size_t leaf_length(const char *spec)
{
    size_t i = 0;
    while (spec[i] && !(spec[i] == '+' && isalpha((unsigned char)spec[i + 1]))) i++;
    return i;
}

/* `spec` with its kinks rounded; by gaussian of the whole if `blur`. */
static gg_status open_rounded(gg_problem **out, const gg_problem *p, const char *spec,
                              uint64_t seed, const char *by, double width, bool blur)
{
    char text[SPEC_ROOM];
    char number[GG_NUMBER_ROOM];
    const size_t leaf = blur ? strlen(spec) : leaf_length(spec);
    snprintf(text, sizeof text, "%.*s+smooth:by=%s:width=%s%s", (int)leaf, spec, by,
             gg_number_write(width, number), spec + leaf);
    return gg_problem_open(out, text, p->n, seed, 0);
}

static double radius_of(const gg_problem *p)
{
    const double known = gg_distance(p->n, p->start, p->minimiser);
    if (isfinite(known) && known > 0) return known;
    return gg_distance(p->n, p->lower, p->upper) / 2;
}

static double scale_of(gg_problem *p)
{
    const double first = gg_problem_truth(p, p->start);
    const double gap = first - p->minimum;
    if (isfinite(gap) && gap > 0) return gap;
    return isfinite(first) && first != 0 ? fabs(first) : 1;
}

/* The largest second difference over its step squared, along the direction that was told. */
static double curvature_seen(const gg_probe *seen, gg_problem *p)
{
    double *y = malloc(p->n * sizeof *y);
    double largest = NAN;
    if (!y) return NAN;
    gg_ray_of ray = {p, seen->x, seen->direction, y};
    double h = fmax(1, gg_norm(p->n, seen->x));
    const double middle = gg_ray_value(&ray, 0);
    for (int k = 0; k < HALVINGS; k++, h /= 2) {
        const double up = gg_ray_value(&ray, h);
        const double down = gg_ray_value(&ray, -h);
        const double bend = fabs(up - 2 * middle + down);
        if (bend < 1e4 * (DBL_EPSILON * (fabs(up) + fabs(down)) + p->sigma)) continue;
        largest = fmax(largest, bend / (h * h));
    }
    free(y);
    return largest;
}

static gg_status add(gg_offers *o, const gg_problem *rounded, gg_offer offer)
{
    offer.spec = gg_problem_spec(rounded);
    if (!offer.spec) return gg_fail(GG_NO_MEMORY, "no memory for an offer");
    offer.iterations = ceil(o->radius * sqrt(2 * offer.curvature / o->accuracy));
    o->list[o->count++] = offer;
    return GG_OK;
}

/* Do two roundings round the same? Of a maximum there is but one form. */
static bool is_new(const gg_offers *o, const gg_offer *offer)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->list[i].width == offer->width && o->list[i].bias == offer->bias) return false;
    return true;
}

/* A rounding of the formula's own kinks, as wide as half the accuracy allows. */
static gg_status offer_rounding(gg_offers *o, const gg_probe *seen, const gg_problem *p,
                                const char *spec, uint64_t seed, const char *by)
{
    gg_problem *q = NULL;
    if (open_rounded(&q, p, spec, seed, by, 1, false) != GG_OK) return GG_OK;
    const double factor = q->error;
    gg_problem_close(q);
    const double width = fmin(fmax(o->accuracy / (2 * factor), 1e-12), 1e6);
    if (!(factor > 0) || open_rounded(&q, p, spec, seed, by, width, false) != GG_OK)
        return GG_OK;
    gg_offer offer = {.width = width, .bias = q->error, .curvature = q->L};
    if (isnan(q->L)) {
        offer.curvature = curvature_seen(seen, q);
        offer.measured = true;
    }
    const gg_status status = is_new(o, &offer) ? add(o, q, offer) : GG_OK;
    gg_problem_close(q);
    return status;
}

/* A blur of all values: bounded if slopes are. */
static gg_status offer_blur(gg_offers *o, const gg_probe *seen, const gg_problem *p,
                            const char *spec, uint64_t seed, bool bounded)
{
    gg_problem *q = NULL;
    double side = INFINITY;
    const double root = sqrt((double)p->n);
    const double slope = fmax(fabs(seen->left), fabs(seen->right));
    for (size_t i = 0; i < p->n; i++) side = fmin(side, p->upper[i] - p->lower[i]);
    bounded = bounded && isfinite(slope) && slope > 0;
    const double width = bounded ? o->accuracy / (2 * slope * root) : BLUR * side;
    if (open_rounded(&q, p, spec, seed, "gaussian", fmin(fmax(width, 1e-12), 1e6), true) !=
        GG_OK)
        return GG_OK;
    const gg_offer offer = {.width = width,
                            .bias = bounded ? width * slope * root : NAN,
                            .curvature = bounded ? slope * root / width : NAN,
                            .measured = true};
    const gg_status status = add(o, q, offer);
    gg_problem_close(q);
    return status;
}

static const char *words_for(const gg_probe *seen, const gg_offers *o)
{
    switch (seen->sight) {
    case GG_SEEN_JUMP:
        return "No bound: within its width of a jump, any smooth function is off by up to half "
               "the jump, however narrow it is. Randomised smoothing is all there is, and its "
               "error is not uniform.";
    case GG_SEEN_CUSP:
        if (o->count == 0 || isnan(o->list[0].bias))
            return "No bound: slopes grow without limit at a cusp, so none is known for the "
                   "error of randomised smoothing.";
        return "Bounds hold for the formula's own kinks.";
    case GG_SEEN_KINK:
        if (o->count == 0) return "None of the roundings fits this loss.";
        return o->list[0].measured && isnan(o->list[0].bias) ? "No bound is known."
               : o->list[0].measured
                   ? "They hold if no slope, or bend, is steeper than those that were met."
                   : "Bounds hold everywhere.";
    case GG_SEEN_UNKNOWN: return "None: what is not seen cannot be mended.";
    default: return "None is needed for what was seen.";
    }
}

gg_status gg_offers_make(gg_offers *out, const gg_probe *seen, gg_problem *p, uint64_t seed,
                         double accuracy)
{
    static const char *const forms[] = {"huber", "sqrt", "softplus", "logsumexp", "gaussian"};
    *out = (gg_offers){.accuracy = accuracy > 0 ? accuracy : 1e-3 * scale_of(p),
                       .radius = radius_of(p)};
    const gg_problem *leaf = gg_problem_leaf(p);
    const bool edged = seen->sight == GG_SEEN_KINK || seen->sight == GG_SEEN_CUSP;
    const bool known = edged && leaf->loss->round && leaf->smoothness < GG_C1;
    char *spec = gg_problem_spec(p);
    gg_status status = spec ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for an offer");
    for (size_t i = 0; known && status == GG_OK && i < sizeof forms / sizeof *forms; i++)
        status = offer_rounding(out, seen, p, spec, seed, forms[i]);
    if (status == GG_OK && out->count == 0 && (edged || seen->sight == GG_SEEN_JUMP))
        status = offer_blur(out, seen, p, spec, seed, seen->sight == GG_SEEN_KINK);
    out->words = words_for(seen, out);
    free(spec);
    if (status) gg_offers_close(out);
    return status;
}
