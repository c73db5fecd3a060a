/* optimizers/gradient_free/herd.h -- a population and its ranks. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_HERD_H
#define GG_OPTIMIZERS_GRADIENT_FREE_HERD_H

#include "losses/oracle.h"

/* A view of a state's parts; the state keeps them. Values are compared and nothing else. */
typedef struct gg_herd {
    size_t n, size;
    double *row;  /* [size][n] members, and behind them more if the method has more */
    double *f;    /* [size] their values, and of those behind them */
    size_t *rank; /* [size] places from the best to the worst */
} gg_herd;

static inline double *gg_herd_member(const gg_herd *h, size_t place)
{
    return h->row + place * h->n;
}

/* x [n] uniform in the box. */
void gg_herd_draw(const gg_oracle *o, double x[]);

/* Everybody but the first is drawn in the box; the first is in its place. All are asked and
 * ranked, the best is moved to the first place. */
void gg_herd_found(const gg_herd *h, gg_oracle *o);

/* Put the one at `place` among the first `count` ranks, before its equals: new blood drifts
 * over a plateau. Past the last rank it drops out, as does who is pushed there. */
void gg_herd_enlist(const gg_herd *h, size_t count, size_t place);

/* Ranks in order again; quick if few have moved. */
void gg_herd_sort(const gg_herd *h);

/* The member of this rank and the one at `place` change places. */
void gg_herd_move(const gg_herd *h, size_t rank, size_t place);

#endif
