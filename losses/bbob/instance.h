/* losses/bbob/instance.h -- what the 24 functions of the BBOB suite share: instance, matrices, memory.
 *
 * source Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization benchmarking
 *        2009: noiseless functions definitions, INRIA RR-6829; where text and code differ,
 *        as COCO has it: Hansen et al. 2021, COCO: a platform for comparing continuous
 *        optimizers in a black-box setting, doi:10.1080/10556788.2020.1808977
 *
 * A function is value (a GG_FORMULA, for real and for complex x) and gradient. `value` leaves
 * what it met on its way in the rooms of p->data, and `gradient` walks back through them. */
#ifndef GG_LOSSES_BBOB_INSTANCE_H
#define GG_LOSSES_BBOB_INSTANCE_H

#include <stdint.h>

#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { GG_BBOB_LEAST_N = 2, GG_BBOB_MOST_N = 640, GG_BBOB_ROOMS = 8 };

/* The first row of every option table. The instance alone draws f_opt, x_opt and rotations. */
#define GG_BBOB_INSTANCE                                                              \
    {                                                                                 \
        "instance", GG_WHOLE, 1, 1, 2147483647, "which of the random instances", NULL \
    }

/* The head of p->data. */
typedef struct gg_bbob {
    size_t n;
    int64_t seed; /* function + 10000 instance */
    double f_opt;
    size_t piece;       /* the one that `value` last found to be the least or largest */
    double *x_opt;      /* [n] what is subtracted from x; 0 at first for f9, f19 */
    double *ramp;       /* [n] i / (n - 1), i from 0 */
    double *weight;     /* [n] the function's own */
    double *extra;      /* what gg_bbob_size was asked for beyond */
    double *columns[2]; /* [n][n] of a matrix, for products with it */
    double *rows[2];    /* [n][n] of the same, for products with its transpose */
    double *room[GG_BBOB_ROOMS];
    double complex *complex_room[GG_BBOB_ROOMS];
} gg_bbob;

/* Bytes of p->data with so many matrices, and `extra` doubles. */
size_t gg_bbob_size(size_t n, size_t matrices, size_t extra);

/* As data_size without, with one and with two matrices. */
size_t gg_bbob_size_0(const gg_problem *p);
size_t gg_bbob_size_1(const gg_problem *p);
size_t gg_bbob_size_2(const gg_problem *p);

/* Lay out p->data; draw x_opt and f_opt, which become minimiser and minimum. */
gg_bbob *gg_bbob_open(gg_problem *p, int function, size_t matrices);

/* out_i = base^(i / (n - 1)), i from 0 */
void gg_bbob_powers(size_t n, double base, double out[]);

enum { GG_BBOB_R = 1000000, GG_BBOB_Q = 0 }; /* the seeds of the two rotations, from the own */

/* Matrix k = scale diag(base^(i / (n - 1))) times rotation `which`, R or Q. */
void gg_bbob_rotate(gg_bbob *b, size_t k, int which, double scale, double base);

/* Matrix k = R diag(base^(i / (n - 1))) Q. */
void gg_bbob_merge(gg_bbob *b, size_t k, double base);

/* out = matrix k times x; its transpose times x. out is not x. */
void gg_bbob_times_real(const gg_bbob *b, size_t k, const double x[], double out[]);
void gg_bbob_times_complex(const gg_bbob *b, size_t k, const double complex x[],
                           double complex out[]);
void gg_bbob_back(const gg_bbob *b, size_t k, const double x[], double out[]);

static inline double *gg_bbob_room_real(const gg_bbob *b, size_t k)
{
    return b->room[k];
}
static inline double complex *gg_bbob_room_complex(const gg_bbob *b, size_t k)
{
    return b->complex_room[k];
}

/* Room 0 filled with x - x_opt. Two numbers are written as one, since they are read as one: a
 * processor waits long where it must put together what was written apart. */
static inline double *gg_bbob_shifted_real(const gg_bbob *b, const double x[])
{
    double *y = b->room[0];
    if (b->n == 2) {
        const double first = x[0] - b->x_opt[0];
        const double second = x[1] - b->x_opt[1];
        y[0] = first;
        y[1] = second;
    } else {
        gg_along(b->n, x, -1, b->x_opt, y);
    }
    return y;
}
static inline double complex *gg_bbob_shifted_complex(const gg_bbob *b,
                                                      const double complex x[])
{
    for (size_t i = 0; i < b->n; i++) b->complex_room[0][i] = x[i] - b->x_opt[i];
    return b->complex_room[0];
}

/* In a GG_FORMULA: sum of term(i), i = 0 ... n-1, in four lanes; `term` is of type number. */
/* A name that is declared cannot be in parentheses: NOLINTBEGIN(bugprone-macro-parentheses) */
#define GG_BBOB_SUM(total, n, i, term)                                        \
    do {                                                                      \
        number gg_a = 0, gg_b = 0, gg_c = 0, gg_d = 0, gg_rest = 0;           \
        size_t gg_at = 0;                                                     \
        for (; gg_at + 4 <= (n); gg_at += 4) {                                \
            GG_LANE(gg_a, 0, i, term)                                         \
            GG_LANE(gg_b, 1, i, term)                                         \
            GG_LANE(gg_c, 2, i, term)                                         \
            GG_LANE(gg_d, 3, i, term)                                         \
        }                                                                     \
        for (int gg_left = 3; gg_left > 0 && gg_at < (n); gg_left--, gg_at++) \
            GG_LANE(gg_rest, 0, i, term)                                      \
        (total) = ((gg_a + gg_c) + (gg_b + gg_d)) + gg_rest;                  \
    } while (0)
/* NOLINTEND(bugprone-macro-parentheses) */

/* In a GG_FORMULA: the function for the kind of number that x points to. */
#define GG_BBOB_OF(x, name) \
    _Generic(*(x), double complex : name##_complex, default : name##_real)
#define gg_bbob_room(b, x, k) GG_BBOB_OF(x, gg_bbob_room)(b, k)
#define gg_bbob_shifted(b, x) GG_BBOB_OF(x, gg_bbob_shifted)(b, x)
#define gg_bbob_times(b, k, x, out) GG_BBOB_OF(x, gg_bbob_times)(b, k, x, out)

#endif
