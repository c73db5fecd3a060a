/* optimizers/gradient_free/covariance.h -- a covariance that is learnt, and its root. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_COVARIANCE_H
#define GG_OPTIMIZERS_GRADIENT_FREE_COVARIANCE_H

#include <stdbool.h>
#include <stddef.h>

/* C = R R'. R is any root: samples R z, z normal, have covariance C whichever it is. Cholesky's
 * costs a twentieth of the symmetric one, which asks for all eigenvectors, and turns as little
 * from one generation to the next (Krause, Arbones & Igel 2016, CMA-ES with optimal covariance
 * update and storage complexity, NIPS 29). */
typedef struct gg_covariance {
    size_t n;
    bool diagonal;  /* c and root are [n]; else [n][n], of which c's j <= i is in use */
    bool symmetric; /* the root is to be, else Cholesky's */
    double *c, *root;
    double *scratch; /* what the eigenvalues take */
} gg_covariance;

/* Doubles of all of it. */
size_t gg_covariance_room(bool diagonal, bool symmetric, size_t n);

/* A covariance in `room`, which holds what it held. */
gg_covariance gg_covariance_open(bool diagonal, bool symmetric, size_t n, double room[]);

/* C = R = the unit matrix. */
void gg_covariance_reset(const gg_covariance *v);

/* y = R z, for `count` rows of n. */
void gg_covariance_sample(const gg_covariance *v, size_t count, const double z[], double y[]);

/* C = keep C + sum of weights[k] y_k y_k' over `count` rows of n; the first `positive` weights
 * are not negative, the others not positive. The rows are lost. */
void gg_covariance_learn(const gg_covariance *v, double keep, size_t count, size_t positive,
                         const double weights[], double y[]);

/* R anew from C. -> false if C is not positive definite, or not a number: R is as it was */
bool gg_covariance_factor(const gg_covariance *v);

/* The i-th variance, C_ii. */
static inline double gg_covariance_variance(const gg_covariance *v, size_t i)
{
    return v->c[v->diagonal ? i : i * (v->n + 1)];
}

/* The largest eigenvalue over the least; INFINITY if there is none. */
double gg_covariance_condition(const gg_covariance *v);

#endif
