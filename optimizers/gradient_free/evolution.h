/* optimizers/gradient_free/evolution.h -- generations of an evolution strategy, run after run. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_EVOLUTION_H
#define GG_OPTIMIZERS_GRADIENT_FREE_EVOLUTION_H

#include "optimizers/gradient_free/regime.h"
#include "optimizers/optimizer.h"

/* The first options of every strategy that is one, the first rows of its table. */
/* clang-format off */
#define GG_EVOLUTION_OPTIONS                                                                   \
    {"population", GG_WHOLE, 0, 0, 1e6,                                                        \
     "samples of a generation, two at least; 0: 4 + 3 ln n", NULL},                            \
    {"sigma", GG_REAL, 0.3, 1e-12, 1e6, "the first step, in units of the box's side", NULL},   \
    {"damping", GG_REAL, 0.5, 0.05, 100,                                                       \
     "of the step, in units of the tutorial's; fades to 1 at twice the usual population",      \
     NULL},                                                                                    \
    {"learning", GG_REAL, 1.5, 0.01, 4,                                                        \
     "rates of the covariance, in units of the tutorial's; they fade to 1, too", NULL},        \
    {"mirrored", GG_CHOICE, 0, 0, 1, "samples come in pairs, opposite each other", "yes|no"},  \
    {"active", GG_CHOICE, 0, 0, 1,                                                             \
     "the worst samples teach the covariance where not to go", "yes|no"},                      \
    {"restart", GG_CHOICE, GG_REGIME_IPOP, GG_REGIME_NONE, GG_REGIME_BIPOP,                    \
     "when a run has ended: ipop with twice the population; bipop in turns with small ones",   \
     "none|ipop|bipop"},                                                                       \
    {"x_tolerance", GG_REAL, 1e-12, 0, 1,                                                      \
     "a run ends when its samples have shrunk to this share of the first step", NULL}
/* clang-format on */
enum {
    GG_EVOLUTION_POPULATION,
    GG_EVOLUTION_SIGMA,
    GG_EVOLUTION_DAMPING,
    GG_EVOLUTION_LEARNING,
    GG_EVOLUTION_MIRRORED, /* 0 yes, 1 no */
    GG_EVOLUTION_ACTIVE,
    GG_EVOLUTION_RESTART,
    GG_EVOLUTION_X_TOLERANCE,
    GG_EVOLUTION_COUNT
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
