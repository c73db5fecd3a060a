/* losses/learning/softmax.h -- the cross-entropy of scores, one a class, against the class that is. */
#ifndef GG_LOSSES_LEARNING_SOFTMAX_H
#define GG_LOSSES_LEARNING_SOFTMAX_H

#include <complex.h>
#include <stddef.h>

/* log sum_k exp(s_k) - s_y, and p - e_y, p = softmax(s), into g, which may be s. Scores are
 * taken from the largest, so that nothing overflows before the answer does; g_y is the sum of
 * the others, not p_y - 1, so that it keeps its digits when p_y is nearly 1.
 *
 * source Goodfellow, Bengio & Courville 2016, Deep learning, section 6.2.2.3 */
double gg_softmax(size_t count, const double s[], size_t y, double g[]);

/* out = (diag(p) - p p') v, the Hessian times v; out may be v. */
void gg_softmax_bend(size_t count, const double s[], const double v[], double out[]);

double complex gg_softmax_complex(size_t count, const double complex s[], size_t y);

#endif
