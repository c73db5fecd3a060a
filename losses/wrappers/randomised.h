/* losses/wrappers/randomised.h -- a loss seen through a Gaussian blur: its mean over normal steps. */
#ifndef GG_LOSSES_WRAPPERS_RANDOMISED_H
#define GG_LOSSES_WRAPPERS_RANDOMISED_H

#include "losses/loss.h"

/* f_w(x) = E f(x + w u), u standard normal, of any f, also one with jumps; and its gradient
 * E (f(x + w u) - f(x - w u)) / (2 w) u. Both are estimated from `pairs` antithetic pairs, drawn
 * anew at every call, in values of p->inner alone.
 * source Nesterov & Spokoiny 2017, Random gradient-free minimization of convex functions,
 * section 2, doi:10.1007/s10208-015-9296-2 */

/* Bytes of p->data. */
size_t gg_randomised_size(size_t n);

/* Fill p->data, and say what p is from now on: smooth, and noisy. */
void gg_randomised_open(gg_problem *p, double width, size_t pairs);

/* -> an estimate of f_w(x), or f(x) if p is quiet; and of its gradient, unless g is NULL.
 * A bounded f keeps its walls, and is asked at the point of the box nearest to x + w u. */
double gg_randomised_ask(gg_problem *p, const double x[], double g[]);

#endif
