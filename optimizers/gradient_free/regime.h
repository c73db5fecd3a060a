/* optimizers/gradient_free/regime.h -- how large the next run of an evolution strategy is. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_REGIME_H
#define GG_OPTIMIZERS_GRADIENT_FREE_REGIME_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum gg_regime_kind { GG_REGIME_NONE, GG_REGIME_IPOP, GG_REGIME_BIPOP } gg_regime_kind;

typedef struct gg_regime {
    size_t first, most; /* population of the first run; the largest that has room */
    size_t large;       /* of the last run of the large kind */
    size_t lambda;      /* of the present run, ... */
    double sigma;       /* ... which begins with this share of the first step */
    size_t small;       /* 1: of bipop's small kind (no bool: nothing pads a state), and ... */
    double limit;       /* ... ends after so many calls */
    double spent[2];    /* calls of the large runs but the first, and of the small ones */
    double last_large;  /* calls of the last large run */
    size_t runs;        /* begun so far */
} gg_regime;

/* The largest population that is given room for, in dimension n. */
size_t gg_regime_most(gg_regime_kind kind, size_t first, size_t n);

/* Before the first run. */
gg_regime gg_regime_make(size_t first, size_t most);

/* The next run, after one that took `calls`.
 * source IPOP: Auger & Hansen 2005, A restart CMA evolution strategy with increasing population
 *        size, doi:10.1109/CEC.2005.1554902; BIPOP: Hansen 2009, Benchmarking a BI-population
 *        CMA-ES on the BBOB-2009 function testbed, doi:10.1145/1570256.1570333 */
void gg_regime_next(gg_regime *r, gg_regime_kind kind, double calls, gsl_rng *rng);

#endif
