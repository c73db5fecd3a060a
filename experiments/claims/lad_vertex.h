/* experiments/claims/lad_vertex.h -- least absolute deviations, solved exactly. */
#ifndef GG_EXPERIMENTS_CLAIMS_LAD_VERTEX_H
#define GG_EXPERIMENTS_CLAIMS_LAD_VERTEX_H

#include <gsl/gsl_rng.h>

enum { GG_LAD_ROWS = 31, GG_LAD_N = 3 };

/* 31 rows: x1, x2 ~ N(0, 1), y = 1 + x1 - x2 + N(0, 1), for a model with an intercept. */
typedef struct gg_lad {
    double cell[GG_LAD_ROWS][GG_LAD_N]; /* x1, x2, y */
} gg_lad;

/* The least sum of |y - x'w| is at a w that fits three rows exactly. */
typedef struct gg_lad_vertex {
    size_t row[GG_LAD_N];  /* those */
    double w[GG_LAD_N];    /* the intercept first */
    double dual[GG_LAD_N]; /* the number in [-1, 1] that stands for sgn(0) in each of them */
    double sum;            /* of |y - x'w| */
} gg_lad_vertex;

void gg_lad_draw(gg_lad *d, gsl_rng *rng);

/* x of a row of the design: 1, x1, x2. */
void gg_lad_row(const gg_lad *d, size_t i, double x[GG_LAD_N]);

/* y - x'w */
double gg_lad_residual(const gg_lad *d, size_t i, const double w[]);

/* a x = b by Gaussian elimination with pivots; a and b are overwritten, b by x. NaN in b
 * where a is singular. */
void gg_lad_solve(double a[GG_LAD_N][GG_LAD_N], double b[GG_LAD_N]);

/* Every set of three rows is tried. */
gg_lad_vertex gg_lad_best(const gg_lad *d);

#endif
