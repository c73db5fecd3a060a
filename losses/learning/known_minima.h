/* losses/learning/known_minima.h -- the least values of fits that have no closed form. */
#ifndef GG_LOSSES_LEARNING_KNOWN_MINIMA_H
#define GG_LOSSES_LEARNING_KNOWN_MINIMA_H

#include <stdbool.h>
#include <stddef.h>

enum { GG_KNOWN_COEFFICIENTS = 7 };

/* A linear fit with an intercept, as the mean over rows plus penalties. */
typedef struct gg_fit {
    const char *data, *pointwise;   /* names */
    double parameter;               /* the pointwise loss's first option, or 0 */
    double l1, l2;                  /* penalties beside the mean */
    double divide;                  /* the columns by this number; 0: by nothing */
    bool standardise;               /* the columns */
    const char *positive, *against; /* as in gg_design */
} gg_fit;

typedef struct gg_known_minimum {
    const char *data, *pointwise;
    double parameter, l1, l2, divide;
    const char *positive, *against;
    double minimum;
    size_t coefficients;                       /* how many are kept here; 0: none */
    double coefficient[GG_KNOWN_COEFFICIENTS]; /* intercept first */
    const char *certificate;
    bool standardise;
    bool mean; /* else `minimum` is of the sum over rows */
} gg_known_minimum;

/* How a minimum is known. */
#define GG_EXACT_DUAL "certified exactly by a rational vertex and its dual"
#define GG_EXACT_CONDITIONS "certified exactly by rational optimality conditions"
#define GG_DUALITY_GAP "certified by a duality gap of 0 to 50 digits"
#define GG_NO_GRADIENT "certified by a gradient of 0 to 48 digits and a definite Hessian"

#define GG_ALL_VERTICES "certified exactly: the least of all lines through two of the points"
#define GG_SMALL_GRADIENT \
    "certified by a gradient below 1e-16 in 50 digits and strong convexity"

/* The rows, `data` NULL ends them: of sums without a penalty, of means with one. */
extern const gg_known_minimum gg_known_sums[];
extern const gg_known_minimum gg_known_means[];

/* -> NULL if this fit is not in the table. An unpenalised fit is found whether its columns are
 * standardised or not: then the coefficients are those of the row's own units. */
const gg_known_minimum *gg_known_minimum_find(const gg_fit *fit);

#endif
