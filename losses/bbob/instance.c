/* losses/bbob/instance.c -- seeds, x_opt, f_opt, memory and matrices of the BBOB functions. */
#include "losses/bbob/instance.h"

#include "losses/bbob/random.h"

enum { INSTANCE };

static size_t doubles(size_t n, size_t matrices, size_t extra)
{
    return n * (3 + GG_BBOB_ROOMS + 2 * n * matrices) + extra;
}

size_t gg_bbob_size(size_t n, size_t matrices, size_t extra)
{
    return sizeof(gg_bbob) + GG_BBOB_ROOMS * n * sizeof(double complex) +
           doubles(n, matrices, extra) * sizeof(double);
}

size_t gg_bbob_size_0(const gg_problem *p)
{
    return gg_bbob_size(p->n, 0, 0);
}

size_t gg_bbob_size_1(const gg_problem *p)
{
    return gg_bbob_size(p->n, 1, 0);
}

size_t gg_bbob_size_2(const gg_problem *p)
{
    return gg_bbob_size(p->n, 2, 0);
}

static void lay_out(gg_bbob *b, size_t n, size_t matrices)
{
    double complex *z = (double complex *)(b + 1);
    for (size_t k = 0; k < GG_BBOB_ROOMS; k++, z += n) b->complex_room[k] = z;
    double *at = (double *)z;
    for (size_t k = 0; k < GG_BBOB_ROOMS; k++, at += n) b->room[k] = at;
    b->x_opt = at;
    b->weight = at + n;
    b->ramp = at + 2 * n;
    at += 3 * n;
    for (size_t i = 0; i < n; i++) b->ramp[i] = (double)i / ((double)n - 1);
    for (size_t k = 0; k < matrices; k++, at += 2 * n * n) {
        b->columns[k] = at;
        b->rows[k] = at + n * n;
    }
    b->extra = at;
    b->n = n;
}

/* A ratio of two normal numbers, so that it has no mean, in hundredths. */
static double draw_f_opt(int64_t seed)
{
    double above;
    double below;
    gg_bbob_gaussians(seed, 1, &above);
    gg_bbob_gaussians(seed + 1, 1, &below);
    const double f = floor(100. * 100. * above / below + 0.5) / 100;
    return fmin(1000, fmax(-1000, f));
}

/* On a grid of 1e4 steps in [-4, 4), and never 0. */
static void draw_x_opt(size_t n, int64_t seed, double x_opt[])
{
    gg_bbob_uniforms(seed, n, x_opt);
    for (size_t i = 0; i < n; i++) {
        x_opt[i] = 8 * floor(1e4 * x_opt[i]) / 1e4 - 4;
        if (x_opt[i] == 0) x_opt[i] = -1e-5;
    }
}

gg_bbob *gg_bbob_open(gg_problem *p, int function, size_t matrices)
{
    const int drawn_as = function == 4 ? 3 : function == 18 ? 17 : function;
    gg_bbob *b = p->data;
    lay_out(b, p->n, matrices);
    b->seed = drawn_as + 10000 * (int64_t)p->opt[INSTANCE];
    draw_x_opt(p->n, b->seed + (function == 12 ? GG_BBOB_R : 0), b->x_opt);
    gg_copy(p->n, b->x_opt, p->minimiser);
    p->minimum = b->f_opt = draw_f_opt(b->seed);
    return b;
}

void gg_bbob_powers(size_t n, double base, double out[])
{
    for (size_t i = 0; i < n; i++) out[i] = pow(base, (double)i / ((double)n - 1));
}

static void transpose(gg_bbob *b, size_t k)
{
    const size_t n = b->n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) b->rows[k][i * n + j] = b->columns[k][j * n + i];
}

void gg_bbob_rotate(gg_bbob *b, size_t k, int which, double scale, double base)
{
    const size_t n = b->n;
    double *power = b->room[0];
    gg_bbob_powers(n, base, power);
    gg_bbob_rotation(b->seed + which, n, b->columns[k]);
    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < n; i++) b->columns[k][j * n + i] *= scale * power[i];
    transpose(b, k);
}

/* The columns of Q become those of the product one by one; R waits where the rows will be. */
void gg_bbob_merge(gg_bbob *b, size_t k, double base)
{
    const size_t n = b->n;
    double *power = b->room[0];
    double *column = b->room[1];
    double *R = b->rows[k];
    gg_bbob_powers(n, base, power);
    gg_bbob_rotation(b->seed + GG_BBOB_R, n, R);
    gg_bbob_rotation(b->seed + GG_BBOB_Q, n, b->columns[k]);
    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < n; i++) R[j * n + i] *= power[j];
    for (size_t j = 0; j < n; j++) {
        double *Q = b->columns[k] + j * n;
        gg_fill(n, 0, column);
        for (size_t i = 0; i < n; i++) gg_along(n, column, Q[i], R + i * n, column);
        gg_copy(n, column, Q);
    }
    transpose(b, k);
}

/* out = sum_j x_j row_j: rows in fours, so that out is read and written a quarter as often. The
 * order is the same for both kinds of numbers, and so are the bits of the real parts. */
/* A name of a type cannot be in parentheses: NOLINTBEGIN(bugprone-macro-parentheses) */
#define COMBINE(name, number)                                                            \
    static void name(size_t n, const double *restrict rows, const number *restrict x,    \
                     number *restrict out)                                               \
    {                                                                                    \
        size_t j = 0;                                                                    \
        if (n == 2) {                                                                    \
            for (size_t i = 0; i < 2; i++) out[i] = rows[i] * x[0] + rows[2 + i] * x[1]; \
            return;                                                                      \
        }                                                                                \
        for (size_t i = 0; i < n; i++) out[i] = 0;                                       \
        for (; j + 4 <= n; j += 4, rows += 4 * n) {                                      \
            const double *b = rows + n;                                                  \
            const double *c = b + n;                                                     \
            const double *d = c + n;                                                     \
            for (size_t i = 0; i < n; i++)                                               \
                out[i] += (rows[i] * x[j] + b[i] * x[j + 1]) +                           \
                          (c[i] * x[j + 2] + d[i] * x[j + 3]);                           \
        }                                                                                \
        for (; j < n; j++, rows += n)                                                    \
            for (size_t i = 0; i < n; i++) out[i] += rows[i] * x[j];                     \
    }
/* NOLINTEND(bugprone-macro-parentheses) */

COMBINE(combine, double)
COMBINE(combine_complex, double complex)

void gg_bbob_times_real(const gg_bbob *b, size_t k, const double x[], double out[])
{
    combine(b->n, b->columns[k], x, out);
}

void gg_bbob_times_complex(const gg_bbob *b, size_t k, const double complex x[],
                           double complex out[])
{
    combine_complex(b->n, b->columns[k], x, out);
}

void gg_bbob_back(const gg_bbob *b, size_t k, const double x[], double out[])
{
    combine(b->n, b->rows[k], x, out);
}
