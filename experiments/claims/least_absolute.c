/* experiments/claims/least_absolute.c -- from vertex to vertex of a sum of absolute values. */
#include "experiments/claims/least_absolute.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdbool.h>

#include "base/vector.h"

double gg_least_absolute(const gg_absolute_fit *t, const double x[], double g[])
{
    const double weight = 1 / (double)t->rows;
    double total = 0;
    if (g) gg_fill(t->columns, 0, g);
    for (size_t i = 0; i < t->rows; i++) {
        const double *a = t->A + i * t->columns;
        const double r = gg_dot(t->columns, a, x) - t->b[i];
        total += fabs(r);
        if (g && r != 0) gg_along(t->columns, g, r > 0 ? weight : -weight, a, g);
    }
    return weight * total;
}

typedef struct vertex {
    const gg_absolute_fit *t;
    size_t n;
    size_t row[GG_FIT_COLUMNS]; /* those that fit exactly */
    bool fits[GG_FIT_ROWS];
    double lu[GG_FIT_COLUMNS * GG_FIT_COLUMNS]; /* those rows, factored */
    size_t order[GG_FIT_COLUMNS];
    double x[GG_FIT_COLUMNS];
    double dual[GG_FIT_COLUMNS];
    double r[GG_FIT_ROWS]; /* b - a'x; 0 in the rows that fit */
} vertex;

/* y becomes B^-1 y, or B^-T y; B the rows that fit. -> false: B is singular */
static bool solve(vertex *v, bool transposed, double y[])
{
    gsl_matrix_view lu = gsl_matrix_view_array(v->lu, v->n, v->n);
    gsl_permutation order = {v->n, v->order};
    gsl_vector_view rhs = gsl_vector_view_array(y, v->n);
    int sign = 0;
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = 0; j < v->n; j++)
            v->lu[transposed ? j * v->n + i : i * v->n + j] = v->t->A[v->row[i] * v->n + j];
    gsl_linalg_LU_decomp(&lu.matrix, &order, &sign);
    for (size_t i = 0; i < v->n; i++)
        if (!(fabs(v->lu[i * v->n + i]) > 0)) return false;
    gsl_linalg_LU_svx(&lu.matrix, &order, &rhs.vector);
    return true;
}

/* x, the residuals and the duals of the rows that fit. */
static bool stand(vertex *v)
{
    const gg_absolute_fit *t = v->t;
    for (size_t k = 0; k < v->n; k++) v->x[k] = t->b[v->row[k]];
    if (!solve(v, false, v->x)) return false;
    gg_fill(v->n, 0, v->dual);
    for (size_t i = 0; i < t->rows; i++) {
        const double *a = t->A + i * v->n;
        v->r[i] = v->fits[i] ? 0 : t->b[i] - gg_dot(v->n, a, v->x);
        if (!v->fits[i]) gg_along(v->n, v->dual, v->r[i] > 0 ? -1 : 1, a, v->dual);
    }
    return solve(v, true, v->dual);
}

/* The row that fits and whose dual is furthest outside [-1, 1]; n: none is outside. */
static size_t leaving(const vertex *v)
{
    size_t worst = v->n;
    double most = 1 + 1e-10; /* rounding */
    for (size_t k = 0; k < v->n; k++)
        if (fabs(v->dual[k]) > most) {
            most = fabs(v->dual[k]);
            worst = k;
        }
    return worst;
}

/* Along d, on which f falls by `slope` at first, each row bends it by twice |a'd| where it
 * fits. -> the row at which f stops falling; `rows`: none */
static size_t entering(const vertex *v, const double d[], double slope)
{
    const gg_absolute_fit *t = v->t;
    double at = 0;
    for (;;) {
        size_t next = t->rows;
        double next_at = INFINITY;
        double bend = 0;
        for (size_t i = 0; i < t->rows; i++) {
            const double along = gg_dot(v->n, t->A + i * v->n, d);
            if (v->fits[i] || along == 0) continue;
            const double meets = v->r[i] / along;
            if (meets <= at || meets >= next_at) continue;
            next_at = meets;
            next = i;
            bend = 2 * fabs(along);
        }
        if (next == t->rows) return next;
        slope += bend;
        at = next_at;
        if (slope >= 0) return next;
    }
}

gg_status gg_least_absolute_solve(const gg_absolute_fit *t, double x[])
{
    vertex v = {.t = t, .n = t->columns};
    if (t->rows > GG_FIT_ROWS || t->columns > GG_FIT_COLUMNS || t->rows < t->columns)
        return gg_fail(GG_BAD_INPUT, "%zu rows and %zu columns are too many", t->rows,
                       t->columns);
    for (size_t k = 0; k < v.n; k++) v.fits[v.row[k] = k] = true;
    for (size_t pivots = 0; pivots < 100 * t->rows; pivots++) {
        double d[GG_FIT_COLUMNS] = {0};
        if (!stand(&v)) break;
        const size_t k = leaving(&v);
        if (k == v.n) {
            gg_copy(v.n, v.x, x);
            return GG_OK;
        }
        d[k] = v.dual[k] < 0 ? 1 : -1;
        solve(&v, false, d);
        const size_t row = entering(&v, d, 1 - fabs(v.dual[k]));
        if (row == t->rows) break;
        v.fits[v.row[k]] = false;
        v.row[k] = row;
        v.fits[row] = true;
    }
    return gg_fail(GG_BAD_INPUT, "a fit of %zu rows found no minimiser", t->rows);
}
