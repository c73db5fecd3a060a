/* experiments/claims/lad_vertex.c -- all vertices of a small regression, and the best of them. */
#include "experiments/claims/lad_vertex.h"

#include <gsl/gsl_randist.h>
#include <math.h>

enum { N = GG_LAD_N, M = GG_LAD_ROWS };

void gg_lad_draw(gg_lad *d, gsl_rng *rng)
{
    for (size_t i = 0; i < M; i++) {
        double *c = d->cell[i];
        c[0] = gsl_ran_ugaussian(rng);
        c[1] = gsl_ran_ugaussian(rng);
        c[2] = 1 + c[0] - c[1] + gsl_ran_ugaussian(rng);
    }
}

void gg_lad_row(const gg_lad *d, size_t i, double x[N])
{
    x[0] = 1;
    x[1] = d->cell[i][0];
    x[2] = d->cell[i][1];
}

double gg_lad_residual(const gg_lad *d, size_t i, const double w[])
{
    return d->cell[i][2] - (w[0] + w[1] * d->cell[i][0] + w[2] * d->cell[i][1]);
}

static void exchange(double a[N][N], double b[N], size_t i, size_t k)
{
    for (size_t j = 0; j < N; j++) {
        const double kept = a[i][j];
        a[i][j] = a[k][j];
        a[k][j] = kept;
    }
    const double kept = b[i];
    b[i] = b[k];
    b[k] = kept;
}

void gg_lad_solve(double a[N][N], double b[N])
{
    for (size_t k = 0; k < N; k++) {
        size_t pivot = k;
        for (size_t i = k + 1; i < N; i++)
            if (fabs(a[i][k]) > fabs(a[pivot][k])) pivot = i;
        exchange(a, b, k, pivot);
        for (size_t i = k + 1; i < N; i++) {
            const double factor = a[i][k] / a[k][k];
            for (size_t j = k; j < N; j++) a[i][j] -= factor * a[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (size_t k = N; k-- > 0;) {
        for (size_t j = k + 1; j < N; j++) b[k] -= a[k][j] * b[j];
        b[k] /= a[k][k];
    }
}

static gg_lad_vertex vertex(const gg_lad *d, size_t i, size_t j, size_t k)
{
    gg_lad_vertex v = {.row = {i, j, k}};
    double a[N][N];
    for (size_t r = 0; r < N; r++) {
        gg_lad_row(d, v.row[r], a[r]);
        v.w[r] = d->cell[v.row[r]][2];
    }
    gg_lad_solve(a, v.w);
    for (size_t r = 0; r < M; r++)
        if (r != i && r != j && r != k) v.sum += fabs(gg_lad_residual(d, r, v.w));
    return v;
}

/* sum over the three of dual_i x_i = - sum over the others of sgn(r_i) x_i */
static void find_duals(const gg_lad *d, gg_lad_vertex *v)
{
    double a[N][N];
    double x[N];
    for (size_t r = 0; r < N; r++) {
        gg_lad_row(d, v->row[r], x);
        for (size_t j = 0; j < N; j++) a[j][r] = x[j];
        v->dual[r] = 0;
    }
    for (size_t i = 0; i < M; i++) {
        if (i == v->row[0] || i == v->row[1] || i == v->row[2]) continue;
        gg_lad_row(d, i, x);
        const double sign = gg_lad_residual(d, i, v->w) > 0 ? 1 : -1;
        for (size_t j = 0; j < N; j++) v->dual[j] -= sign * x[j];
    }
    gg_lad_solve(a, v->dual);
}

gg_lad_vertex gg_lad_best(const gg_lad *d)
{
    gg_lad_vertex best = {.sum = INFINITY};
    for (size_t i = 0; i < M; i++)
        for (size_t j = i + 1; j < M; j++)
            for (size_t k = j + 1; k < M; k++) {
                const gg_lad_vertex v = vertex(d, i, j, k);
                if (v.sum < best.sum) best = v;
            }
    find_duals(d, &best);
    return best;
}
