/* optimizers/nonsmooth/weak_wolfe.c -- a step by doubling and halving. */
#include "optimizers/nonsmooth/weak_wolfe.h"

/* Halvings and doublings: more than a double's 53 bits and 2^11 exponents ask for is no search
 * but a lost oracle. */
enum { TRIES = 2200, HALVINGS = 100 };

/* Interpolated steps keep this share of the bracket away from its ends. */
static const double MARGIN = 0.1;

/* A step that ends on a kink leaves nothing to the next but steps as short as rounding: go on beyond
 * it by this share of the way to it, or of what is left. */
static const double BEYOND = 0.01;

typedef struct end {
    double t, f, slope;
} end;

/* Where the tangents at both ends meet: for a kink between two lines, the kink. Else the middle. */
static double between(const gg_weak_wolfe *rule, const end *low, const end *high)
{
    const double middle = low->t + (high->t - low->t) / 2;
    if (!rule->interpolate || !isfinite(high->f) || !(high->slope > 0)) return middle;
    const double width = high->t - low->t;
    const double at = (high->f - low->f - high->slope * width) / (low->slope - high->slope);
    if (!(at > 0 && at < width)) return middle;
    const double beyond = at + BEYOND * fmin(at, width - at);
    return low->t + fmin(fmax(beyond, MARGIN * width), (1 - MARGIN) * width);
}

double gg_weak_wolfe_search(gg_oracle *o, const gg_weak_wolfe *rule, const gg_ray *ray,
                            double first, double at[], double g[], double *f, double room[])
{
    const size_t n = o->n;
    const size_t most = rule->most ? rule->most : TRIES;
    end low = {0, ray->f, ray->slope};
    end high = {INFINITY, INFINITY, INFINITY};
    double t = first;
    int halvings = 0;
    for (size_t tries = 0; tries < most && halvings < HALVINGS && !o->silent; tries++) {
        if (!gg_ray_reach(n, ray, t, low.t > 0 ? at : ray->x, room)) break;
        const double now = gg_ray_ask(o, ray, room, room + n);
        const end trial = {t, now, gg_dot(n, room + n, ray->d)};
        if (now <= ray->f + rule->c1 * t * ray->slope && now < ray->f) {
            low = trial;
            *f = now;
            gg_copy(n, room, at);
            gg_copy(n, room + n, g);
            if (trial.slope >= rule->c2 * ray->slope) break;
        } else {
            high = trial;
        }
        if (high.t < INFINITY) halvings++;
        t = high.t < INFINITY ? between(rule, &low, &high) : 2 * t;
    }
    return low.t;
}
