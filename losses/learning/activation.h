/* losses/learning/activation.h -- what a hidden unit makes of its sum. */
#ifndef GG_LOSSES_LEARNING_ACTIVATION_H
#define GG_LOSSES_LEARNING_ACTIVATION_H

#include <complex.h>
#include <stddef.h>

#include "losses/kink.h"
#include "losses/smoothness.h"

typedef enum gg_activation_kind {
    GG_IDENTITY,
    GG_TANH,
    GG_SIGMOID,   /* 1 / (1 + exp(-u)) */
    GG_SOFTPLUS,  /* log(1 + exp(u)) */
    GG_RELU,      /* max(0, u) */
    GG_GELU,      /* u times the normal distribution function at u */
    GG_THRESHOLD, /* 1 if u >= 0, else 0 */
} gg_activation_kind;

/* What backpropagation takes for the derivative of the threshold, which is 0. */
typedef enum gg_surrogate {
    GG_SURROGATE_NONE,    /* 0 */
    GG_STRAIGHT_THROUGH,  /* 1 if |u| <= width, else 0 */
    GG_SURROGATE_SIGMOID, /* the derivative of 1 / (1 + exp(-u / width)) */
} gg_surrogate;

typedef struct gg_activation {
    gg_activation_kind kind;
    gg_surrogate surrogate; /* of the threshold alone */
    double width;           /* of the surrogate, in units of u */
    const gg_kink *kink;    /* what the relu is at 0, or how it is rounded off */
} gg_activation;

/* u becomes the activation of u, element by element; its derivative goes to `slope` unless that
 * is NULL, its second derivative, almost everywhere, to `bend` unless that is NULL. */
void gg_activate(const gg_activation *a, size_t count, double u[], double slope[],
                 double bend[]);

/* At a complex point; of gelu, correct to first order in the imaginary part. */
double complex gg_activate_complex(const gg_activation *a, double complex u);

/* How smooth the sharp activation is. */
gg_smoothness gg_activation_smoothness(const gg_activation *a);

#endif
