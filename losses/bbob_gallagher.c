/* losses/bbob_gallagher.c -- Gaussian peaks of random place, height and shape, upside down. */
#include "losses/bbob_gallagher.h"

#include "losses/bbob_random.h"
#include "losses/bbob_transform.h"

enum { Y, T, S, LOG_S, LOG_F, F, H }; /* rooms; in S ... F only the first number is used */

/* extra: peaks, then of each peak its weight's logarithm, its weight, and a row of scales and
 * one of places [n], such that q = sum_j (scale_j t_j - place_j)^2, t = Q x */

typedef struct peak {
    double log_weight, weight;
    const double *scale, *place;
} peak;

static size_t peaks_room(size_t n, size_t peaks)
{
    return 1 + 2 * peaks + 2 * peaks * n;
}

size_t gg_bbob_gallagher_size(size_t n, size_t peaks)
{
    return gg_bbob_size(n, 1, peaks_room(n, peaks) + 2 * peaks + n * peaks);
}

static peak peak_at(const gg_bbob *b, size_t i)
{
    const size_t peaks = (size_t)b->extra[0];
    const double *head = b->extra + 1 + 2 * i;
    const double *row = b->extra + 1 + 2 * peaks + 2 * i * b->n;
    return (peak){head[0], head[1], row, row + b->n};
}

/* The largest condition for the highest peak; a random order of evenly spread ones for the
 * others.
 *
 * numbers [peaks] is overwritten; conditions [peaks] out */
static void draw_conditions(int64_t seed, size_t peaks, double numbers[], double conditions[])
{
    size_t order[101];
    gg_bbob_uniforms(seed, peaks - 1, numbers);
    gg_bbob_order(peaks - 1, numbers, order);
    conditions[0] = peaks == 101 ? sqrt(1000) : 1000;
    for (size_t i = 1; i < peaks; i++)
        conditions[i] = pow(1000, (double)order[i - 1] / ((double)peaks - 2));
}

/* One peak: its axes in random order, its place turned by Q. y [n]: the place; scratch [n] */
static void set_peak(gg_bbob *b, size_t i, double condition, const double y[])
{
    const size_t n = b->n;
    const peak k = peak_at(b, i);
    double *scale = b->extra + (k.scale - b->extra);
    double *place = scale + n;
    size_t order[GG_BBOB_MOST_N];
    gg_bbob_uniforms(b->seed + 1000 * (int64_t)i, n, place);
    gg_bbob_order(n, place, order);
    for (size_t j = 0; j < n; j++) {
        const double axis = pow(condition, (double)order[j] / ((double)n - 1) - 0.5);
        scale[j] = sqrt(axis / (2 * (double)n));
    }
    gg_bbob_times(b, 0, y, place);
    for (size_t j = 0; j < n; j++) place[j] *= scale[j];
}

gg_status gg_bbob_gallagher_build(gg_problem *p, int function, size_t peaks)
{
    const size_t n = p->n;
    const double wide = peaks == 101 ? 10 : 9.8; /* of the box in which the peaks lie */
    gg_bbob *b = gg_bbob_open(p, function, 1);
    double *conditions = b->extra + peaks_room(n, peaks);
    double *y = conditions + 2 * peaks;
    gg_bbob_rotate(b, 0, GG_BBOB_Q, 1, 1);
    b->extra[0] = (double)peaks;
    draw_conditions(b->seed, peaks, conditions + peaks, conditions);
    gg_bbob_uniforms(b->seed, n * peaks, y);
    for (size_t i = 0; i < n * peaks; i++) y[i] = wide * y[i] - wide / 2;
    for (size_t j = 0; j < n; j++) p->minimiser[j] = y[j] *= 0.8;
    for (size_t i = 0; i < peaks; i++) {
        const double weight = i ? (double)(i - 1) / ((double)peaks - 2) * (9.1 - 1.1) + 1.1
                                : 10;
        b->extra[1 + 2 * i] = log(weight);
        b->extra[2 + 2 * i] = weight;
        set_peak(b, i, conditions[i], y + i * n);
    }
    return GG_OK;
}

/* The highest peak at x is the one with the largest log w - q, so that one exponential does;
 * and a peak is left as soon as a part of its q shows it to be lower. */
#define VALUE                                                                            \
    gg_bbob *b = p->data;                                                                \
    const size_t n = b->n;                                                               \
    const size_t peaks = (size_t)b->extra[0];                                            \
    number *const t = gg_bbob_room(b, x, T);                                             \
    number least = 0;                                                                    \
    double best = -INFINITY;                                                             \
    gg_bbob_times(b, 0, x, t);                                                           \
    for (size_t i = 0; i < peaks; i++) {                                                 \
        const peak k = peak_at(b, i);                                                    \
        number q = 0;                                                                    \
        size_t j = 0;                                                                    \
        for (; j + 8 <= n && !(k.log_weight - gg_real(q) <= best); j += 8) {             \
            number part;                                                                 \
            GG_BBOB_SUM(part, 8, m, SQUARE(k.scale[j + m] * t[j + m] - k.place[j + m])); \
            q += part;                                                                   \
        }                                                                                \
        if (k.log_weight - gg_real(q) <= best) continue;                                 \
        for (; j < n; j++) q += SQUARE(k.scale[j] * t[j] - k.place[j]);                  \
        if (k.log_weight - gg_real(q) <= best) continue;                                 \
        best = k.log_weight - gg_real(q);                                                \
        least = q;                                                                       \
        b->piece = i;                                                                    \
    }                                                                                    \
    number *const s = gg_bbob_room(b, x, S);                                             \
    number *const f = gg_bbob_room(b, x, F);                                             \
    *s = 10 - peak_at(b, b->piece).weight * gg_exp(-least);                              \
    gg_bbob_oscillate(1, s, gg_bbob_room(b, x, LOG_S), gg_bbob_room(b, x, LOG_F), f);    \
    return *f * *f + gg_bbob_penalty(n, 5, x) + b->f_opt;

#define SQUARE(u) ((u) * (u))

double gg_bbob_gallagher(gg_problem *p, const double x[])
{
    typedef double number;
    VALUE
}

double complex gg_bbob_gallagher_complex(gg_problem *p, const double complex x[])
{
    typedef double complex number;
    VALUE
}

double gg_bbob_gallagher_gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = gg_bbob_gallagher(p, x);
    const peak k = peak_at(b, b->piece);
    const double *t = b->room[T];
    double *h = b->room[H];
    double slope = 2 * *b->room[F];
    gg_bbob_oscillate_back(1, b->room[S], b->room[LOG_S], b->room[F], &slope);
    slope *= 2 * (10 - *b->room[S]); /* 10 - s is the peak's height, w exp(-q) */
    for (size_t j = 0; j < n; j++) h[j] = slope * k.scale[j] * (k.scale[j] * t[j] - k.place[j]);
    gg_bbob_back(b, 0, h, g);
    gg_bbob_penalty_back(n, 5, 1, x, g);
    return f;
}
