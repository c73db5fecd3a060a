/* optimizers/eigen.c -- LAPACK's dsyevd, asked in rows. */
#include "optimizers/eigen.h"

#include <limits.h>
#include <math.h>

/* Fortran, as the OpenBLAS that is linked has it; its header belongs to another package. */
void dsyevd_(const char *job, const char *triangle, const int *n, double a[], const int *stride,
             double values[], double work[], const int *room, int whole[],
             const int *whole_room, int *info);

enum { WHOLE_HEAD = 3, WHOLE_ROWS = 5 }; /* integers of workspace: 3 + 5 n */

static size_t real_room(bool vectors, size_t n)
{
    return vectors ? 1 + 6 * n + 2 * n * n : 2 * n + 1;
}

static size_t whole_room(size_t n)
{
    return WHOLE_HEAD + WHOLE_ROWS * n;
}

size_t gg_eigen_room(size_t n)
{
    return real_room(true, n) + whole_room(n);
}

size_t gg_eigen_values_room(size_t n)
{
    return real_room(false, n) + whole_room(n);
}

static bool is_finite(size_t n, const double a[])
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            if (!isfinite(a[i * n + j])) return false;
    return true;
}

/* Rows are columns to Fortran: our lower triangle is its upper one. */
static bool solve(bool vectors, size_t n, double a[], double values[], double work[])
{
    if (n == 0) return true;
    const size_t room = real_room(vectors, n);
    if (room > INT_MAX || !is_finite(n, a)) return false;
    const int order = (int)n;
    const int reals = (int)room;
    const int wholes = (int)whole_room(n);
    int info = 0;
    dsyevd_(vectors ? "V" : "N", "U", &order, a, &order, values, work, &reals,
            (int *)(void *)(work + room), &wholes, &info);
    return info == 0;
}

bool gg_eigen(size_t n, double a[], double values[], double work[])
{
    return solve(true, n, a, values, work);
}

bool gg_eigen_values(size_t n, double a[], double values[], double work[])
{
    return solve(false, n, a, values, work);
}
