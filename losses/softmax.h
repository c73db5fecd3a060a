/* losses/softmax.h -- the loss of a row whose scores, one a class, become probabilities. */
#ifndef GG_LOSSES_SOFTMAX_H
#define GG_LOSSES_SOFTMAX_H

#include <complex.h>
#include <stddef.h>

/* log sum_k exp(s_k) - s_y, neither overflowing nor cancelling, and its derivative p - e_y to
 * slope[count] unless that is NULL; p_k = exp(s_k) / sum_j exp(s_j), and p_y - 1 is the sum of
 * the others, negative. */
double gg_softmax(size_t count, const double s[], size_t y, double slope[]);

/* How the derivative changes where the scores change by r: diag(p) r - p p'r, to change[count]. */
void gg_softmax_bend(size_t count, const double s[], const double r[], double change[]);

double complex gg_softmax_complex(size_t count, const double complex s[], size_t y);

#endif
