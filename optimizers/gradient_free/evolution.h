/* optimizers/gradient_free/evolution.h -- generations of an evolution strategy, run after run. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_EVOLUTION_H
#define GG_OPTIMIZERS_GRADIENT_FREE_EVOLUTION_H

#include "optimizers/optimizer.h"

/* The first options of every strategy that is one; their rows are in its own table. */
enum {
    GG_EVOLUTION_POPULATION,
    GG_EVOLUTION_SIGMA,
    GG_EVOLUTION_DAMPING,
    GG_EVOLUTION_LEARNING,
    GG_EVOLUTION_MIRRORED, /* 0 yes, 1 no */
    GG_EVOLUTION_ACTIVE,
    GG_EVOLUTION_RESTART,
    GG_EVOLUTION_X_TOLERANCE,
    GG_EVOLUTION_OPTIONS
};

/* What tells one strategy from another. */
typedef struct gg_evolution_kind {
    bool diagonal;  /* a covariance without correlations */
    bool symmetric; /* root of the covariance */
} gg_evolution_kind;

/* The parts of gg_optimizer, for all kinds alike. */
double gg_evolution_population(const double opt[], size_t n);
size_t gg_evolution_size(gg_evolution_kind kind, const double opt[], size_t n);
void gg_evolution_start(gg_evolution_kind kind, const double opt[], void *state, gg_oracle *o);
gg_verdict gg_evolution_step(gg_evolution_kind kind, const double opt[], void *state,
                             gg_oracle *o);
size_t gg_evolution_points(const void *state, size_t n, const double **points);

#endif
