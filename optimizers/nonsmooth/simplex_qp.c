/* optimizers/nonsmooth/simplex_qp.c -- an active set on the simplex. */
#include "optimizers/nonsmooth/simplex_qp.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "base/vector.h"

/* A column whose part orthogonal to the others is this share of its square depends on them. */
static const double DEPENDENT = 1e3 * DBL_EPSILON;

/* Multipliers are sums of products: they are 0 up to this share of the largest term. */
static const double ROUNDING = 16 * DBL_EPSILON;

/* The columns that have weight, "members", and L L' = Q + shift 1 1' restricted to them, which is
 * positive definite as long as they are affinely independent. */
typedef struct set {
    size_t m, stride, count;
    const double *Q, *a;
    double *w, shift;
    double *L;      /* [m][m] */
    double *column; /* [m] the column of L' that a new member gets */
    double *target; /* [m] by member: weights that are best among the members */
    double *ones;   /* [m] by member */
    double *slope;  /* [m] (Qw + a)_i */
    size_t *member; /* [m] */
} set;

size_t gg_simplex_qp_room(size_t m)
{
    return m * (m + 4) + (m * sizeof(size_t) + sizeof(double) - 1) / sizeof(double);
}

static double linear(const set *s, size_t i)
{
    return s->a ? s->a[i] : 0;
}

static double gram(const set *s, size_t i, size_t j)
{
    return s->Q[i * s->stride + j] + s->shift;
}

/* v := L^-1 v and L^-T v */
static void solve_forward(const set *s, double v[])
{
    for (size_t i = 0; i < s->count; i++) {
        const double *row = s->L + i * s->m;
        v[i] = (v[i] - gg_dot(i, row, v)) / row[i];
    }
}

static void solve_back(const set *s, double v[])
{
    for (size_t i = s->count; i-- > 0;) {
        const double *row = s->L + i * s->m;
        v[i] /= row[i];
        for (size_t j = 0; j < i; j++) v[j] -= v[i] * row[j];
    }
}

/* Give column i a row of L as the next member -> is it independent of the members? If not it is
 * no member, and L^-1 times its products is left in s->column. */
static bool append(set *s, size_t i)
{
    for (size_t k = 0; k < s->count; k++) s->column[k] = gram(s, s->member[k], i);
    solve_forward(s, s->column);
    const double square = gram(s, i, i);
    const double rest = square - gg_dot(s->count, s->column, s->column);
    if (!(rest > DEPENDENT * square)) return false;
    double *row = s->L + s->count * s->m;
    gg_copy(s->count, s->column, row);
    row[s->count] = sqrt(rest);
    s->member[s->count++] = i;
    return true;
}

/* Take the k-th member out, and form the rows behind it anew. */
static void drop(set *s, size_t k)
{
    const size_t last = s->count;
    s->w[s->member[k]] = 0;
    s->count = k;
    for (size_t j = k + 1; j < last; j++) {
        const size_t i = s->member[j];
        if (!append(s, i)) s->w[i] = 0; /* rounding alone: it was independent of more */
    }
}

/* The largest share of the way to go on along `by` at which no weight is negative; *blocks is the
 * member that sets it, or s->count. `by` is by member. */
static double longest(const set *s, const double by[], double most, size_t *blocks)
{
    *blocks = s->count;
    for (size_t k = 0; k < s->count; k++) {
        const double w = s->w[s->member[k]];
        if (!(by[k] < 0) || w + most * by[k] > 0) continue;
        most = -w / by[k];
        *blocks = k;
    }
    return most;
}

/* Bring column i in. If it depends on the members, moving weight to it along the dependence costs
 * nothing quadratic: do so, until a member has none left and makes room. */
static void enter(set *s, size_t i)
{
    if (append(s, i)) return;
    double *by = s->column;
    solve_back(s, by);
    for (size_t k = 0; k < s->count; k++) by[k] = -by[k];
    size_t blocks;
    const double t = longest(s, by, INFINITY, &blocks);
    if (blocks == s->count) {
        s->w[i] = 0; /* rounding alone: the dependence takes weight from somebody */
        return;
    }
    for (size_t k = 0; k < s->count; k++) s->w[s->member[k]] += t * by[k];
    s->w[i] += t;
    drop(s, blocks);
    if (!append(s, i)) s->w[i] = 0;
}

/* s->target: Q w + a is the same for all members, and sum w = 1. */
static void aim(set *s)
{
    double *b = s->target;
    double *ones = s->ones;
    for (size_t k = 0; k < s->count; k++) {
        b[k] = -linear(s, s->member[k]);
        ones[k] = 1;
    }
    solve_forward(s, b);
    solve_back(s, b);
    solve_forward(s, ones);
    solve_back(s, ones);
    double sum_b;
    double sum_ones;
    GG_SUM(sum_b, s->count, i, b[i]);
    GG_SUM(sum_ones, s->count, i, ones[i]);
    gg_along(s->count, b, (1 - sum_b) / sum_ones, ones, b);
}

/* Go to the target as far as the simplex reaches -> has it been reached? */
static bool advance(set *s)
{
    double *by = s->column;
    for (size_t k = 0; k < s->count; k++) by[k] = s->target[k] - s->w[s->member[k]];
    size_t blocks;
    const double t = longest(s, by, 1, &blocks);
    for (size_t k = 0; k < s->count; k++) s->w[s->member[k]] += t * by[k];
    if (blocks == s->count) return true;
    drop(s, blocks);
    return false;
}

/* slope = Qw + a -> w'(Qw + a); *lowest: the least slope of a column without weight, or m if none
 * lies below that. */
static double look(set *s, size_t *lowest)
{
    double level = 0;
    double scale = 0;
    for (size_t i = 0; i < s->m; i++) {
        double sum = linear(s, i);
        double size = fabs(sum);
        for (size_t k = 0; k < s->count; k++) {
            const size_t j = s->member[k];
            const double term = s->Q[i * s->stride + j] * s->w[j];
            sum += term;
            size += fabs(term);
        }
        s->slope[i] = sum;
        level += s->w[i] * sum;
        scale = fmax(scale, size);
    }
    double least = level - ROUNDING * scale;
    *lowest = s->m;
    for (size_t i = 0; i < s->m; i++)
        if (s->w[i] == 0 && s->slope[i] < least) {
            least = s->slope[i];
            *lowest = i;
        }
    return level;
}

static set open_set(size_t m, size_t stride, const double Q[], const double a[], double w[],
                    double room[])
{
    set s = {.m = m, .stride = stride, .Q = Q, .a = a, .w = w, .L = room};
    s.column = s.L + m * m;
    s.target = s.column + m;
    s.ones = s.target + m;
    s.slope = s.ones + m;
    s.member = (size_t *)(void *)(s.slope + m);
    for (size_t i = 0; i < m; i++) s.shift = fmax(s.shift, Q[i * stride + i]);
    if (!(s.shift > 0)) s.shift = 1;
    return s;
}

/* Begin where w is, if that is on the simplex, else at the best column. */
static void begin(set *s)
{
    double sum = 0;
    double least = INFINITY;
    size_t best = 0;
    for (size_t i = 0; i < s->m; i++) {
        if (s->w[i] < 0) s->w[i] = 0;
        sum += s->w[i];
        const double f = s->Q[i * s->stride + i] / 2 + linear(s, i);
        if (f < least) {
            least = f;
            best = i;
        }
    }
    if (fabs(sum - 1) > 1e-8) {
        gg_fill(s->m, 0, s->w);
        s->w[best] = 1;
    }
    for (size_t i = 0; i < s->m; i++)
        if (s->w[i] > 0) enter(s, i);
}

double gg_simplex_qp(size_t m, size_t stride, const double Q[], const double a[], double w[],
                     double room[])
{
    set s = open_set(m, stride, Q, a, w, room);
    begin(&s);
    size_t lowest = m;
    /* Each column enters a few times at most; rounding could make it a circle. */
    for (size_t rounds = 0; rounds < 20 + 5 * m; rounds++) {
        do {
            aim(&s);
        } while (!advance(&s));
        const double level = look(&s, &lowest);
        if (lowest == m) return level;
        enter(&s, lowest);
    }
    return look(&s, &lowest);
}
