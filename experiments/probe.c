/* experiments/probe.c -- directions at a point, lines through a box. */
#include "experiments/probe.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>

#include "base/vector.h"

enum { AXES = 32, RANDOM = 8 };

static const double NEAR = 0.125; /* of the box's width: the longest step from a point */
static const double SHORT = 1e-4; /* times that: steps that must still be steps */
static const double FAR = 4;      /* times that: how far a plateau is followed */

double gg_ray_value(void *ray, double t)
{
    const gg_ray_of *r = ray;
    gg_along(r->p->n, r->x, t, r->d, r->y);
    return r->p->loss->value(r->p, r->y);
}

static gg_status open_probe(gg_probe *out, size_t n, size_t lines)
{
    *out = (gg_probe){.n = n,
                      .lines = lines,
                      .left = NAN,
                      .right = NAN,
                      .error = NAN,
                      .width = NAN,
                      .size = NAN,
                      .exponent = NAN};
    out->x = malloc(n * sizeof *out->x);
    out->direction = calloc(n, sizeof *out->direction);
    out->from = malloc(lines * n * sizeof *out->from);
    out->along = calloc(lines * n, sizeof *out->along);
    out->reach = calloc(2 * lines, sizeof *out->reach);
    if (out->x && out->direction && out->from && out->along && out->reach) return GG_OK;
    gg_probe_close(out);
    return gg_fail(GG_NO_MEMORY, "no memory for %zu lines in dimension %zu", lines, n);
}

void gg_probe_close(gg_probe *p)
{
    if (!p) return;
    free(p->x);
    free(p->direction);
    free(p->from);
    free(p->along);
    free(p->reach);
    free(p->places);
    *p = (gg_probe){0};
}

/* A random direction, in units of the box's sides; of length 1. */
static void draw_direction(const gg_problem *p, gsl_rng *rng, double d[])
{
    for (size_t i = 0; i < p->n; i++)
        d[i] = gsl_ran_gaussian_ziggurat(rng, 1) * (p->upper[i] - p->lower[i]);
    const double length = gg_norm(p->n, d);
    for (size_t i = 0; i < p->n; i++) d[i] /= length;
}

/* Where x + t d leaves the box, to both sides. */
static void find_walls(const gg_problem *p, const double x[], const double d[], double walls[2])
{
    walls[0] = -INFINITY;
    walls[1] = INFINITY;
    for (size_t i = 0; i < p->n; i++) {
        if (d[i] == 0) continue;
        const double a = (p->lower[i] - x[i]) / d[i];
        const double b = (p->upper[i] - x[i]) / d[i];
        walls[0] = fmax(walls[0], fmin(a, b));
        walls[1] = fmin(walls[1], fmax(a, b));
    }
}

/* The shortest way through the box in direction d, from wall to wall, if it went straight
 * through the middle. */
static double width_along(const gg_problem *p, const double d[])
{
    double width = INFINITY;
    for (size_t i = 0; i < p->n; i++)
        if (d[i] != 0) width = fmin(width, (p->upper[i] - p->lower[i]) / fabs(d[i]));
    return width;
}

static void count_in(gg_probe *out, gg_sight sight, double noise, double blind)
{
    out->seen[sight]++;
    if (!(noise <= out->noise)) out->noise = noise;
    out->blind = fmax(out->blind, blind);
}

/* --- at a point ------------------------------------------------------------------------------ */

/* Are x's numbers so large that short steps do not change them? */
static bool is_lost(size_t n, const double x[], double reach, const double d[])
{
    for (size_t i = 0; i < n; i++)
        if (d[i] != 0 && x[i] + SHORT * reach * d[i] == x[i]) return true;
    return false;
}

static void probe_direction(gg_probe *out, gg_problem *p, size_t k, double y[],
                            gg_point_probe *seen)
{
    const double *d = out->along + k * p->n;
    gg_ray_of ray = {p, out->x, d, y};
    double walls[2];
    const double reach = NEAR * width_along(p, d);
    find_walls(p, out->x, d, walls);
    for (size_t i = 0; i < 2; i++)
        out->reach[2 * k + i] = p->bounded ? walls[i] : (i ? FAR : -FAR) * reach;
    gg_line l = {.f = gg_ray_value,
                 .context = &ray,
                 .from = out->reach[2 * k],
                 .to = out->reach[2 * k + 1]};
    gg_point_probe_at(seen, &l, 0, reach, NAN);
    gg_copy(p->n, out->x, out->from + k * p->n);
    if (!gg_sight_flags(seen->sight) && is_lost(p->n, out->x, reach, d))
        seen->sight = GG_SEEN_UNKNOWN;
    out->evaluations += l.evaluations;
    count_in(out, seen->sight, seen->noise, seen->blind);
}

static double steepness(double left, double right)
{
    return fmax(fabs(left), fabs(right));
}

/* Is it worse than what is told so far? Of two kinks the larger, else the steeper. */
static bool is_worse(const gg_probe *out, const gg_point_probe *seen)
{
    if (seen->sight != out->sight) return seen->sight > out->sight;
    if (seen->sight == GG_SEEN_KINK)
        return fabs(seen->right.slope - seen->left.slope) > fabs(out->right - out->left);
    return steepness(seen->left.slope, seen->right.slope) > steepness(out->left, out->right);
}

static void tell(gg_probe *out, size_t k, const gg_point_probe *seen)
{
    if (k > 0 && !is_worse(out, seen)) return;
    out->sight = seen->sight;
    out->left = seen->left.slope;
    out->right = seen->right.slope;
    out->error = fmax(seen->left.error, seen->right.error);
    out->width = seen->width;
    out->size = out->right - out->left;
    out->exponent = seen->exponent;
    gg_copy(out->n, out->along + k * out->n, out->direction);
    out->view = fmin(out->reach[2 * k + 1], -out->reach[2 * k]) / FAR;
}

gg_status gg_probe_at(gg_probe *out, gg_problem *p, const double x[], gsl_rng *rng)
{
    const size_t n = p->n;
    const size_t axes = n < AXES ? n : AXES;
    const size_t lines = n == 1 ? 1 : axes + RANDOM + 1;
    double *y = calloc(2 * n, sizeof *y);
    if (!y) return gg_fail(GG_NO_MEMORY, "no memory for a point");
    const gg_status status = open_probe(out, n, lines);
    for (size_t k = 0; status == GG_OK && k < lines; k++) {
        double *d = out->along + k * n;
        double *slopes = y + n;
        const size_t axis = n <= AXES ? k : gsl_rng_uniform_int(rng, n);
        gg_point_probe seen;
        if (k == 0) gg_copy(n, x, out->x);
        out->at_point = true;
        if (k < axes)
            d[axis] = 1;
        else
            draw_direction(p, rng, d);
        const double steep = gg_norm(n, slopes);
        if (k + 1 == lines && n > 1 && steep > 0 && isfinite(steep))
            for (size_t i = 0; i < n; i++) d[i] = slopes[i] / steep;
        probe_direction(out, p, k, y, &seen);
        if (k < axes) slopes[axis] = (seen.left.slope + seen.right.slope) / 2;
        tell(out, k, &seen);
    }
    free(y);
    return status;
}

/* --- along lines ----------------------------------------------------------------------------- */

static void draw_line(gg_probe *out, const gg_problem *p, size_t k, gsl_rng *rng)
{
    double *x = out->from + k * p->n;
    double *d = out->along + k * p->n;
    double walls[2];
    for (size_t i = 0; i < p->n; i++)
        x[i] = p->lower[i] + gsl_rng_uniform_pos(rng) * (p->upper[i] - p->lower[i]);
    draw_direction(p, rng, d);
    find_walls(p, x, d, walls);
    const double inside = 1e-9 * (walls[1] - walls[0]);
    out->reach[2 * k] = walls[0] + inside;
    out->reach[2 * k + 1] = walls[1] - inside;
}

static gg_status keep(gg_probe *out, size_t line, const gg_segment *s)
{
    if (out->count + s->count > out->room) {
        const size_t room = 2 * out->room + GG_SEGMENT_PLACES;
        gg_probe_place *places = realloc(out->places, room * sizeof *places);
        if (!places) return gg_fail(GG_NO_MEMORY, "no memory for %zu places", room);
        out->places = places;
        out->room = room;
    }
    for (size_t i = 0; i < s->count; i++)
        out->places[out->count++] = (gg_probe_place){line, s->place[i]};
    return GG_OK;
}

/* The line where the worst was seen; of kinks and jumps the largest. */
static void tell_line(gg_probe *out, size_t k, const gg_segment *s)
{
    const gg_place *worst = gg_segment_worst(s);
    if (k > 0 && s->sight < out->sight) return;
    if (k > 0 && s->sight == out->sight && !(worst && fabs(worst->size) > fabs(out->size)))
        return;
    out->sight = s->sight;
    out->exponent = s->exponent;
    gg_copy(out->n, out->along + k * out->n, out->direction);
    if (!worst) return;
    out->left = worst->left;
    out->right = worst->right;
    out->error = fmax(worst->left_error, worst->right_error);
    out->width = worst->width;
    out->size = worst->size;
    out->exponent = worst->exponent;
    gg_along(out->n, out->from + k * out->n, worst->at, out->direction, out->x);
}

static gg_status probe_lines(gg_probe *out, gg_problem *p, gsl_rng *rng, double y[])
{
    gg_fill(p->n, NAN, out->x);
    for (size_t k = 0; k < out->lines; k++) {
        gg_segment seen;
        draw_line(out, p, k, rng);
        gg_ray_of ray = {p, out->from + k * p->n, out->along + k * p->n, y};
        gg_line l = {.f = gg_ray_value,
                     .context = &ray,
                     .from = out->reach[2 * k],
                     .to = out->reach[2 * k + 1]};
        gg_segment_probe(&seen, &l, NAN);
        out->evaluations += l.evaluations;
        count_in(out, seen.sight, seen.noise, seen.blind);
        tell_line(out, k, &seen);
        GG_TRY(keep(out, k, &seen));
    }
    return GG_OK;
}

gg_status gg_probe_lines(gg_probe *out, gg_problem *p, size_t lines, gsl_rng *rng)
{
    double *y = calloc(p->n, sizeof *y);
    if (!y) return gg_fail(GG_NO_MEMORY, "no memory for a point");
    gg_status status = open_probe(out, p->n, lines);
    if (status == GG_OK && (status = probe_lines(out, p, rng, y)) != GG_OK) gg_probe_close(out);
    free(y);
    return status;
}
