/* experiments/probe_offer.h -- what would make a loss smooth, how far off, and at what price. */
#ifndef GG_EXPERIMENTS_PROBE_OFFER_H
#define GG_EXPERIMENTS_PROBE_OFFER_H

#include "experiments/probe.h"

typedef struct gg_offer {
    char *spec;       /* to type instead of the loss */
    double width;     /* of the rounding */
    double bias;      /* bound of |rounded f - f|; NaN: there is none */
    double curvature; /* Lipschitz constant of the gradient; NaN: unknown */
    bool measured;    /* bias and curvature rest on slopes and bends that were met, not known */
    double iterations; /* of an accelerated gradient method: sqrt(2 L R^2 / accuracy) */
} gg_offer;

enum { GG_OFFERS = 6 };

typedef struct gg_offers {
    double accuracy; /* of f that is wanted; half of it is spent on the bias */
    double radius;   /* R: from the start to the minimiser, or half the box's diagonal */
    size_t count;
    gg_offer list[GG_OFFERS];
    const char *words; /* what there is to say about them, or why there is none */
} gg_offers;

/* Roundings that fit what was seen: of the formula's kinks, if it knows them, else of all values,
 * at random points. seed: of the instance. accuracy 0: 1e-3 of what lies between f at the start
 * and the minimum. fails GG_NO_MEMORY
 * source Beck & Teboulle 2012, Smoothing and first order methods, doi:10.1137/100818327;
 *        Nesterov & Spokoiny 2017, Random gradient-free minimization of convex functions,
 *        doi:10.1007/s10208-015-9296-2 */
gg_status gg_offers_make(gg_offers *out, const gg_probe *seen, gg_problem *p, uint64_t seed,
                         double accuracy);
void gg_offers_close(gg_offers *o);

#endif
