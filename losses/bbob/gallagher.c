/* losses/bbob/gallagher.c -- Gaussian peaks of random place, height and shape, upside down. */
#include "losses/bbob/gallagher.h"

#include "losses/bbob/random.h"
#include "losses/bbob/transform.h"

enum { T, S, LOG_S, LOG_F, F, H }; /* rooms; in S ... F only the first number is used */
enum { HEAD = 8 };                 /* coordinates in which all peaks are looked at */

/* extra: how many peaks; then of each peak [peaks] the logarithm of its weight, its weight, and
 * q as far as it is known; then for each of the first HEAD coordinates the peaks' scales and
 * places; then for each peak a row of scales and one of places [n].
 * q = sum_j (scale_j t_j - place_j)^2, t = Q x; the peak is weight exp(-q) high. */
typedef struct peaks {
    size_t count, head;
    double *log_weight, *weight, *q, *heads, *rows;
} peaks;

static size_t peaks_room(size_t n, size_t count)
{
    return 1 + (3 + 2 * HEAD + 2 * n) * count;
}

size_t gg_bbob_gallagher_size(size_t n, size_t count)
{
    return gg_bbob_size(n, 1, peaks_room(n, count) + (2 + n) * count);
}

static peaks peaks_of(const gg_bbob *b)
{
    peaks k = {.count = (size_t)b->extra[0], .head = b->n < HEAD ? b->n : HEAD};
    k.log_weight = b->extra + 1;
    k.weight = k.log_weight + k.count;
    k.q = k.weight + k.count;
    k.heads = k.q + k.count;
    k.rows = k.heads + (size_t)2 * HEAD * k.count;
    return k;
}

/* The largest condition for the highest peak; a random order of evenly spread ones for the
 * others.
 *
 * numbers [count] is overwritten; conditions [count] out */
static void draw_conditions(int64_t seed, size_t count, double numbers[], double conditions[])
{
    size_t order[101];
    gg_bbob_uniforms(seed, count - 1, numbers);
    gg_bbob_order(count - 1, numbers, order);
    conditions[0] = count == 101 ? sqrt(1000) : 1000;
    for (size_t i = 1; i < count; i++)
        conditions[i] = pow(1000, (double)order[i - 1] / ((double)count - 2));
}

/* One peak: its axes in random order, its place y [n] turned by Q. */
static void set_peak(const gg_bbob *b, size_t i, double condition, const double y[])
{
    const size_t n = b->n;
    const peaks k = peaks_of(b);
    double *scale = k.rows + 2 * i * n;
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
    for (size_t j = 0; j < k.head; j++) {
        k.heads[2 * j * k.count + i] = scale[j];
        k.heads[(2 * j + 1) * k.count + i] = place[j];
    }
}

gg_status gg_bbob_gallagher_build(gg_problem *p, int function, size_t count)
{
    const size_t n = p->n;
    const double wide = count == 101 ? 10 : 9.8; /* of the box in which the peaks lie */
    gg_bbob *b = gg_bbob_open(p, function, 1);
    double *conditions = b->extra + peaks_room(n, count);
    double *y = conditions + 2 * count;
    gg_bbob_rotate(b, 0, GG_BBOB_Q, 1, 1);
    b->extra[0] = (double)count;
    const peaks k = peaks_of(b);
    draw_conditions(b->seed, count, conditions + count, conditions);
    gg_bbob_uniforms(b->seed, n * count, y);
    for (size_t i = 0; i < n * count; i++) y[i] = wide * y[i] - wide / 2;
    for (size_t j = 0; j < n; j++) p->minimiser[j] = y[j] *= 0.8;
    for (size_t i = 0; i < count; i++) {
        k.weight[i] = i ? (double)(i - 1) / ((double)count - 2) * (9.1 - 1.1) + 1.1 : 10;
        k.log_weight[i] = log(k.weight[i]);
        set_peak(b, i, conditions[i], y + i * n);
    }
    return GG_OK;
}

/* q += (scale t - place)^2 in one coordinate of all peaks */
static void add_head(size_t count, const double *restrict head, double t, double *restrict q)
{
    for (size_t i = 0; i < count; i++) {
        const double off = head[i] * t - head[count + i];
        q[i] += off * off;
    }
}

/* The highest peak at t, the first of several: the one with the largest log w - q. All are
 * looked at in some coordinates; most are then too low already, beside the one that is the
 * highest so far, and the others are left when a part of q shows it. */
static size_t highest(const gg_bbob *b, const double t[])
{
    const size_t n = b->n;
    const peaks k = peaks_of(b);
    size_t first = 0;
    gg_fill(k.count, 0, k.q);
    for (size_t j = 0; j < k.head; j++) add_head(k.count, k.heads + 2 * j * k.count, t[j], k.q);
    for (size_t i = 1; i < k.count; i++)
        if (k.log_weight[i] - k.q[i] > k.log_weight[first] - k.q[first]) first = i;
    if (n <= HEAD) return first;
    size_t best = first;
    double least = INFINITY; /* of q - log w */
    for (size_t m = 0; m <= k.count; m++) {
        const size_t i = m ? m - 1 : first; /* the most promising one, then all */
        const double *scale = k.rows + 2 * i * n;
        double low = k.q[i] - k.log_weight[i];
        for (size_t j = k.head; j < n && low <= least; j++) {
            const double off = scale[j] * t[j] - scale[n + j];
            low += off * off;
        }
        if (low < least || (low <= least && i < best)) {
            least = low;
            best = i;
        }
    }
    return best;
}

#define VALUE                                                                         \
    gg_bbob *b = p->data;                                                             \
    const size_t n = b->n;                                                            \
    const peaks k = peaks_of(b);                                                      \
    number *const t = gg_bbob_room(b, x, T);                                          \
    number *const s = gg_bbob_room(b, x, S);                                          \
    number *const f = gg_bbob_room(b, x, F);                                          \
    number q;                                                                         \
    gg_bbob_times(b, 0, x, t);                                                        \
    for (size_t j = 0; j < n; j++) b->room[T][j] = gg_real(t[j]);                     \
    b->piece = highest(b, b->room[T]);                                                \
    const double *const scale = k.rows + 2 * b->piece * n;                            \
    GG_BBOB_SUM(q, n, j, SQUARE(scale[j] * t[j] - scale[n + j]));                     \
    *s = 10 - k.weight[b->piece] * gg_exp(-q);                                        \
    gg_bbob_oscillate(1, s, gg_bbob_room(b, x, LOG_S), gg_bbob_room(b, x, LOG_F), f); \
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
    const double *scale = peaks_of(b).rows + 2 * b->piece * n;
    const double *t = b->room[T];
    double *h = b->room[H];
    double slope = 2 * *b->room[F];
    gg_bbob_oscillate_back(1, b->room[S], b->room[LOG_S], b->room[F], &slope);
    slope *= 2 * (10 - *b->room[S]); /* 10 - s is the peak's height, w exp(-q) */
    for (size_t j = 0; j < n; j++) h[j] = slope * scale[j] * (scale[j] * t[j] - scale[n + j]);
    gg_bbob_back(b, 0, h, g);
    gg_bbob_penalty_back(n, 5, 1, x, g);
    return f;
}
