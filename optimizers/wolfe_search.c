/* optimizers/wolfe_search.c -- a bracket, cubics and quadratics in it, and what ends it. */
#include "optimizers/wolfe_search.h"

#include <float.h>

/* A trial: step, value, slope. */
typedef struct trial {
    double t, f, s;
} trial;

/* `low` is the best so far; a minimum lies between it and `other` once the bracket is closed. */
typedef struct bracket {
    trial low, other;
    bool closed;
    double width, before; /* of the closed bracket, one and two trials ago */
} bracket;

/* Before the bracket is closed the next trial lies between these, in units of the last advance:
 * so near at least, so far at most if nothing but a falling f is known, or if values and slopes
 * promise a minimum there (the source has 4 for both; but a first trial may be far too short,
 * and on a quadratic the promise is kept). In the bracket a trial goes that share of the way to
 * the other end at most, and two trials shrink the bracket to that share at least. */
static const double NEAREST = 1.1;
static const double FARTHEST = 10;
static const double PROMISED = 1e6;
static const double SHARE = 0.66;

static bool is_finite(const trial *a)
{
    return isfinite(a->f) && isfinite(a->s);
}

/* Where the cubic through two values and slopes is least: NaN if nowhere. */
static double cubic(const trial *a, const trial *b)
{
    const double theta = 3 * ((a->f - b->f) / (b->t - a->t)) + a->s + b->s;
    const double size = fmax(fabs(theta), fmax(fabs(a->s), fabs(b->s)));
    const double inside = (theta / size) * (theta / size) - (a->s / size) * (b->s / size);
    const double root = copysign(size * sqrt(inside), b->t - a->t);
    return b->t - (b->t - a->t) * ((b->s + root - theta) / (b->s - a->s + 2 * root));
}

/* Where the quadratic with these two slopes is flat. */
static double secant(const trial *a, const trial *b)
{
    return b->t - (b->t - a->t) * (b->s / (b->s - a->s));
}

/* Where the quadratic through two values with a's slope is least. */
static double quadratic(const trial *a, const trial *b)
{
    const double fall = (a->f - b->f) / (b->t - a->t) + a->s;
    return a->t + 0.5 * (b->t - a->t) * (a->s / fall);
}

/* The one of two that is nearer to t; the other if one is no number. */
static double nearer(double t, double a, double b)
{
    if (isnan(a) || isnan(b)) return isnan(a) ? b : a;
    return fabs(a - t) < fabs(b - t) ? a : b;
}

/* After a trial b that is lower than a with a slope of the same sign, but weaker. */
static double beyond(const trial *other, const trial *a, const trial *b, bool flat)
{
    const double s = secant(a, b);
    double c = flat ? s : cubic(a, b);
    if (!((c - b->t) * (b->t - a->t) > 0)) c = INFINITY; /* the cubic falls for ever */
    if (!other) return fabs(c - b->t) > fabs(s - b->t) ? c : s;
    const double t = isfinite(c) ? nearer(b->t, c, s) : s;
    const double end = b->t + SHARE * (other->t - b->t);
    return b->t > a->t ? fmin(t, end) : fmax(t, end);
}

/* The next step after a trial b, where a was the best; section 4 of More & Thuente.
 * other: the other end of the bracket, or NULL. flat: values tell nothing. */
static double propose(const trial *other, const trial *a, const trial *b, bool higher,
                      bool flat)
{
    if (higher) {
        const double c = cubic(a, b);
        const double q = quadratic(a, b);
        if (isnan(c)) return q;
        return fabs(c - a->t) < fabs(q - a->t) ? c : c + 0.5 * (q - c);
    }
    if ((b->s > 0) != (a->s > 0)) {
        const double s = secant(a, b);
        const double c = flat ? s : cubic(a, b);
        return isnan(c) || fabs(c - b->t) < fabs(s - b->t) ? s : c;
    }
    if (fabs(b->s) < fabs(a->s)) return beyond(other, a, b, flat);
    if (!other) return INFINITY;
    return is_finite(other) ? cubic(b, other) : NAN;
}

/* The proposal t within what is allowed after a trial at `last`, which advanced by `reach`; a
 * bracket that is slow to shrink is halved. */
static double confine(bracket *w, double t, double last, double reach)
{
    if (!w->closed) {
        if (!isfinite(t)) return last + FARTHEST * reach;
        return last + fmin(fmax(t - last, NEAREST * reach), PROMISED * reach);
    }
    const double a = w->low.t;
    const double b = w->other.t;
    const bool slow = fabs(b - a) >= SHARE * w->before;
    w->before = w->width;
    w->width = fabs(b - a);
    return slow || !(t > fmin(a, b) && t < fmax(a, b)) ? a + 0.5 * (b - a) : t;
}

/* Less a line of slope `tilt`. */
static trial tilted(const trial *a, double tilt)
{
    return (trial){a->t, a->f - tilt * a->t, a->s - tilt};
}

/* Takes a trial into the bracket. tilt: the slope of the auxiliary function's line, or 0.
 * -> the next step */
static double advance(bracket *w, const trial *got, double tilt, double noise)
{
    if (!is_finite(got)) {
        w->other = *got;
        w->closed = true;
        return w->low.t + 0.5 * (got->t - w->low.t);
    }
    const trial a = tilted(&w->low, tilt);
    const trial b = tilted(got, tilt);
    const trial c = tilted(&w->other, tilt);
    const double reach = got->t - w->low.t;
    const bool flat = fabs(got->f - w->low.f) <= noise;
    const bool higher = !flat && b.f > a.f;
    const double t = propose(w->closed ? &c : NULL, &a, &b, higher, flat);
    if (higher) {
        w->other = *got;
        w->closed = true;
    } else {
        if ((b.s > 0) != (a.s > 0)) {
            w->other = w->low;
            w->closed = true;
        }
        w->low = *got;
    }
    return confine(w, t, got->t, reach);
}

/* Do the Wolfe conditions hold, or the approximate ones where f is flat? */
static bool holds(const gg_wolfe *rule, const gg_ray *ray, const trial *b, double noise)
{
    if (!(fabs(b->s) <= -rule->c2 * ray->slope)) return false;
    if (b->f <= ray->f + rule->c1 * b->t * ray->slope && b->f < ray->f) return true;
    if (!(noise > 0) || fabs(b->f - ray->f) > noise) return false;
    return b->s <= (2 * rule->c1 - 1) * ray->slope;
}

/* Asks at x + t d, which is in `at`. */
static trial ask(gg_oracle *o, const gg_ray *ray, double t, const double at[], double g[])
{
    const double f = gg_ray_ask(o, ray, at, g);
    return (trial){t, f, gg_dot(o->n, g, ray->d)};
}

/* Is there no number left in the bracket that is worth a call? */
static bool is_shut(const bracket *w)
{
    return w->closed && fabs(w->other.t - w->low.t) <= 4 * DBL_EPSILON * w->low.t;
}

/* Trials until the conditions hold. `w`: what they led to; `b`: the last. */
static bool search(gg_oracle *o, const gg_wolfe *rule, const gg_ray *ray, double t, bracket *w,
                   trial *b, double at[], double g[])
{
    const double noise = rule->noise * fabs(ray->f);
    const double due = rule->c1 * ray->slope;
    bool auxiliary = true; /* stage 1 of the source */
    size_t left = rule->most;
    while (left > 0 && isfinite(t) && !is_shut(w) && gg_ray_reach(o->n, ray, t, ray->x, at)) {
        *b = ask(o, ray, t, at, g);
        if (o->silent) return false;
        if (is_finite(b)) {
            if (holds(rule, ray, b, noise)) return true;
            left--;
        }
        const bool above = !(b->f <= ray->f + t * due);
        if (!above && b->s >= due) auxiliary = false;
        t = advance(w, b, auxiliary && above && b->f <= w->low.f ? due : 0, noise);
    }
    return false;
}

double gg_wolfe_search(gg_oracle *o, const gg_wolfe *rule, const gg_ray *ray, double first,
                       double at[], double g[], double *f, double *slope)
{
    const trial origin = {0, ray->f, ray->slope};
    bracket w = {origin, origin, false, INFINITY, INFINITY};
    trial b = origin;
    bool found = search(o, rule, ray, first, &w, &b, at, g);
    if (!found && !o->silent && w.low.t > 0 && w.low.f < ray->f) {
        gg_along(o->n, ray->x, w.low.t, ray->d, at);
        if (b.t != w.low.t) b = ask(o, ray, w.low.t, at, g);
        found = !o->silent;
    }
    *f = b.f;
    *slope = b.s;
    return found ? b.t : 0;
}
