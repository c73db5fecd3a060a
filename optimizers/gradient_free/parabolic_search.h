/* optimizers/gradient_free/parabolic_search.h -- the least value along a line, by parabolas. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_PARABOLIC_SEARCH_H
#define GG_OPTIMIZERS_GRADIENT_FREE_PARABOLIC_SEARCH_H

#include <stdbool.h>

/* A function of one number, whose value at 0 is known. */
typedef struct gg_parabola {
    double (*ask)(void *context, double t, bool *silent); /* silent: it answers no more */
    void *context;
    double f0;      /* at 0 */
    double curve;   /* half the second derivative; 0: not known. In and out */
    double guess;   /* a first step that changes f by more than rounding */
    double longest; /* step */
    double t, f;    /* out: the best, never worse than 0 */
    bool silent;    /* out: the search was cut short */
} gg_parabola;

/* A parabola through three points, or through two if its curvature is known, and its minimum; if
 * that is worse than 0, half of it, `tries` times at most, or other points. known: a place, not
 * 0, whose value known_f was asked before; else 0.
 * source Brent 1973, Algorithms for minimization without derivatives, chapter 7 */
void gg_parabolic_search(gg_parabola *p, double known, double known_f, int tries);

#endif
