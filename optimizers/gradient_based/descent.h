/* optimizers/gradient_based/descent.h -- what methods share that choose a direction and search
 * along it: where they stand, how a step is taken, and what its failure means. */
#ifndef GG_OPTIMIZERS_GRADIENT_BASED_DESCENT_H
#define GG_OPTIMIZERS_GRADIENT_BASED_DESCENT_H

#include "optimizers/optimizer.h"
#include "optimizers/wolfe_search.h"

/* Options that they share, the first rows of a table; left: c2's default. */
/* clang-format off */
#define GG_WOLFE_OPTIONS(left)                                                                 \
    {"c1", GG_REAL, 1e-4, 1e-12, 0.499, "search: share of the promised decrease that is due",  \
     NULL},                                                                                    \
    {"c2", GG_REAL, left, 1e-12, 0.999999,                                                     \
     "search: share of the slope that may be left; more than c1, or few steps meet both",      \
     NULL},                                                                                    \
    {"noise", GG_REAL, 1e-14, 0, 1e-2,                                                         \
     "search: share of f by which equal values may differ", NULL},                             \
    {"trials", GG_WHOLE, 20, 1, 1e6, "search: finite trials before it makes do", NULL}
/* clang-format on */
enum { GG_WOLFE_C1, GG_WOLFE_C2, GG_WOLFE_NOISE, GG_WOLFE_TRIALS, GG_WOLFE_COUNT };

/* Part of a state; x, g, a trial's x and g, and d stand in GG_DESCENT_ROWS rows beside it. */
typedef struct gg_descent {
    double f;       /* at x */
    double slope;   /* g'd at the start of the last search, ... */
    double end;     /* ... and at its end */
    double t;       /* the last step; 0: none yet */
    double fall;    /* of f by it */
    double length;  /* |x - the point before|, */
    double longest; /* and the longest so far; the method's to note */
    double least;   /* f so far */
    size_t stale;   /* steps since f was least */
    size_t side;    /* which of the two pairs of rows is x and g */
} gg_descent;
enum { GG_DESCENT_ROWS = 5 };

/* Views of the rows. */
static inline double *gg_descent_x(const gg_descent *a, size_t n, double rows[])
{
    return rows + 2 * a->side * n;
}
static inline double *gg_descent_before(const gg_descent *a, size_t n, double rows[])
{
    return rows + 2 * (1 - a->side) * n;
}
static inline double *gg_descent_d(size_t n, double rows[])
{
    return rows + 4 * n;
}

/* Asks at the start. */
void gg_descent_start(gg_descent *a, double rows[], gg_oracle *o);

/* May the method go on from where it stands? GG_DONE at a zero gradient or at rounding. */
gg_verdict gg_descent_look(const gg_descent *a, const double rows[], gg_oracle *o);

/* d = -g -> g'd */
double gg_descent_steepest(const gg_descent *a, double rows[], size_t n);

/* The t at which -g moves x as far as the last step did, or else by a tenth of the box's longest
 * side. slope: -|g|^2 */
double gg_descent_first(const gg_descent *a, const gg_oracle *o, double slope);

/* s = x - the point before, y = g - the gradient there; sums = s's, s'y, y'y. Notes |s|. */
void gg_descent_pair(gg_descent *a, double rows[], size_t n, double s[], double y[],
                     double sums[3]);

/* May a pair with these sums be kept: does f curve upwards along it, by more than rounding? */
bool gg_descent_curves(const double sums[3]);

/* Searches along d from the trial `first`. search: c1 to trials. The point before stands in
 * gg_descent_before then. -> was a step taken? */
bool gg_descent_go(gg_descent *a, const double search[], double slope, double first,
                   double rows[], gg_oracle *o);

/* After no step was found along -g: rounding, or a kink? Goes on if the oracle is silent. */
gg_verdict gg_descent_judge(const gg_descent *a, double rows[], gg_oracle *o);

#endif
