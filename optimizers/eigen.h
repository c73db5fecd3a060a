/* optimizers/eigen.h -- the axes and the stretches of a symmetric matrix. */
#ifndef GG_OPTIMIZERS_EIGEN_H
#define GG_OPTIMIZERS_EIGEN_H

#include <stdbool.h>
#include <stddef.h>

/* Doubles of workspace that the functions below take in dimension n. */
size_t gg_eigen_room(size_t n);
size_t gg_eigen_values_room(size_t n);

/* a = sum of values[k] v_k v_k', k = 0 ... n-1, by LAPACK's divide and conquer (dsyevd).
 *
 * a       [n][n]  only a[i][j], j <= i, is read; out: row k is v_k, of length 1
 * values  [n]     out: ascending
 * work    gg_eigen_room(n) doubles
 * ->      false if an element is not finite or LAPACK did not converge: a is then lost */
bool gg_eigen(size_t n, double a[], double values[], double work[]);

/* The values alone, in half the time; `a` is lost, work has gg_eigen_values_room(n) doubles. */
bool gg_eigen_values(size_t n, double a[], double values[], double work[]);

#endif
