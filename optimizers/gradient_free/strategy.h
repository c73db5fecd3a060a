/* optimizers/gradient_free/strategy.h -- weights and learning rates of an evolution strategy. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_STRATEGY_H
#define GG_OPTIMIZERS_GRADIENT_FREE_STRATEGY_H

#include <stdbool.h>
#include <stddef.h>

/* The letters of Hansen 2016, table 1. */
typedef struct gg_strategy {
    size_t lambda, mu; /* samples of a generation; those that the mean is made of */
    double mu_eff;     /* how many equal weights are worth as much as those */
    double c_sigma, d_sigma, c_c, c_1, c_mu;
    double chi_n;       /* the mean length of a normal vector */
    double weights_sum; /* of all weights, negative ones too */
} gg_strategy;

/* The usual population: 4 + 3 ln n. */
size_t gg_strategy_population(size_t n);

/* What the usual population may do more boldly than the tutorial has it. It fades until at twice
 * the usual population nothing of it is left: what is slow on a bowl finds its way among hills. */
typedef struct gg_haste {
    double damping;  /* factor of d_sigma */
    double learning; /* factor of c_1 and c_mu */
} gg_haste;

/* haste     {1, 1}: the tutorial's rates
 * active    the worse half has negative weights in the covariance, else none
 * diagonal  the covariance is: it is learnt (n + 2)/3 times as fast (Ros & Hansen 2008)
 * weights   [lambda] out, from the best to the worst
 * source    Hansen 2016, The CMA evolution strategy: a tutorial, table 1 and eqs. 49-58,
 *           arXiv:1604.00772 */
gg_strategy gg_strategy_make(size_t n, size_t lambda, gg_haste haste, bool active,
                             bool diagonal, double weights[]);

#endif
