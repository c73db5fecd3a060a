/* losses/known_minima.h -- the least values of fits that have no closed form. */
#ifndef GG_LOSSES_KNOWN_MINIMA_H
#define GG_LOSSES_KNOWN_MINIMA_H

#include <stdbool.h>
#include <stddef.h>

enum { GG_KNOWN_COEFFICIENTS = 5 };

/* A linear fit with an intercept, as the mean over rows plus penalties. */
typedef struct gg_fit {
    const char *data, *pointwise;   /* names */
    double parameter;               /* the pointwise loss's first option, or 0 */
    double l1, l2;                  /* penalties beside the mean */
    bool standardise;               /* the columns */
    const char *positive, *against; /* as in gg_design */
} gg_fit;

typedef struct gg_known_minimum {
    const char *data, *pointwise;
    double parameter, l1, l2;
    const char *positive, *against;
    double minimum;
    double coefficient[GG_KNOWN_COEFFICIENTS]; /* intercept first */
    const char *certificate;
    bool standardise;
    bool mean; /* else `minimum` is of the sum over rows */
} gg_known_minimum;

/* -> NULL if this fit is not in the table. An unpenalised fit is found whether its columns are
 * standardised or not: then the coefficients are those of the row's own units. */
const gg_known_minimum *gg_known_minimum_find(const gg_fit *fit);

#endif
