/* optimizers/gradient_free/parabolic_search.c -- parabolas through a few points of a line. */
#include "optimizers/gradient_free/parabolic_search.h"

#include <math.h>

static double ask(gg_parabola *p, double t)
{
    const double f = p->ask(p->context, t, &p->silent);
    if (f < p->f) {
        p->f = f;
        p->t = t;
    }
    return f;
}

/* Half the second derivative of the parabola through (0, f0), (s, fs), (t, ft). */
static double curvature(double f0, double s, double fs, double t, double ft)
{
    return (t * (fs - f0) - s * (ft - f0)) / (s * t * (s - t));
}

/* The minimum of the parabola through (0, f0), (s, fs) with the curvature p->curve. */
static double lowest(const gg_parabola *p, double s, double fs)
{
    const double slope = (fs - p->f0) / s - s * p->curve;
    const double t = p->curve > 0 ? -slope / (2 * p->curve) : slope < 0 ? INFINITY : -INFINITY;
    return fabs(t) <= p->longest ? t : copysign(p->longest, t);
}

/* The minimum, or a half of it ..., until it is better than 0. -> the tries that took; more
 * than `tries` if it is. *same_side: s and it are both uphill, and on one side */
static int halve(gg_parabola *p, double t, int k, int tries, double s, double fs)
{
    double f = ask(p, t);
    while (k < tries && f > p->f0 && !p->silent) {
        k++;
        if (p->f0 < fs && s * t > 0) return k;
        t /= 2;
        f = ask(p, t);
    }
    return f > p->f0 ? tries : tries + 1;
}

void gg_parabolic_search(gg_parabola *p, double known, double known_f, int tries)
{
    double s = known;
    double fs = known_f;
    const bool better = known != 0 && known_f < p->f0;
    p->t = better ? known : 0;
    p->f = better ? known_f : p->f0;
    p->silent = false;
    if (!(fabs(s) >= p->guess)) {
        s = s < 0 ? -p->guess : p->guess;
        fs = ask(p, s);
    }
    bool measured = p->curve > 0;
    for (int k = 0; k <= tries && !p->silent;) {
        if (!measured) {
            const double t = p->f0 < fs ? -s : 2 * s;
            p->curve = curvature(p->f0, s, fs, t, ask(p, t));
        }
        measured = false;
        const int now = halve(p, lowest(p, s, fs), k, tries, s, fs);
        if (now >= tries) break;
        k = now;
    }
    const bool moved = p->t != 0 && p->t != s;
    const double curve = moved ? curvature(p->f0, s, fs, p->t, p->f) : p->curve;
    p->curve = curve > 0 && isfinite(curve) ? curve : 0;
}
