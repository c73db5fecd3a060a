/* optimizers/gradient_based/lbfgs.c -- BFGS that remembers a few steps instead of a matrix. */
#include "base/vector.h"
#include "optimizers/gradient_based/descent.h"
#include "optimizers/optimizer.h"

enum { MEMORY = GG_WOLFE_COUNT, SCALING, QUADRATIC };
enum { SHORT, LONG, MEAN };

static const gg_option options[] = {
    GG_WOLFE_OPTIONS(0.9),
    {"memory", GG_WHOLE, 0, 0, 1e6,
     "steps that are kept; 0: as many as 4 MB hold, at least 6, at most 100 or n if n > 100",
     NULL},
    {"scaling", GG_CHOICE, SHORT, SHORT, MEAN,
     "of what no step has shown: s'y/y'y, s's/s'y, or the root of their product",
     "short|long|mean"},
    {"quadratic", GG_REAL, 1e-4, 0, 1,
     "steps are made conjugate where f looks so quadratic, if n are kept; 0: never", NULL},
    {0},
};

/* A stored step s with its change of the gradient y, one after the other in the rows. */
typedef struct memory {
    gg_descent at;
    size_t most, kept, next; /* pairs: room, how many, where the next goes */
    double gamma;            /* H_0 = gamma I */
    double rows[];           /* of `at`; s and y of each pair; 1/s'y of each; a share of each */
} memory;

enum { DOUBLES = 1 << 18 }; /* of steps, and as many of changes: 4 MB, what a cache holds */

static size_t room(const double opt[], size_t n)
{
    if (opt[MEMORY] > 0) return (size_t)opt[MEMORY];
    const size_t fit = DOUBLES / n;
    const size_t most = n > 100 ? n : 100;
    if (fit < 6) return 6;
    return fit < most ? fit : most;
}

static size_t state_size(const double opt[], size_t n)
{
    return sizeof(memory) + (GG_DESCENT_ROWS * n + 2 * room(opt, n) * (n + 1)) * sizeof(double);
}

/* The s of the pair that was stored `back` pairs before the next; its y follows. */
static size_t slot(const memory *m, size_t back)
{
    return m->next >= back ? m->next - back : m->next + m->most - back;
}

static double *pair(memory *m, size_t n, size_t back)
{
    return m->rows + (GG_DESCENT_ROWS + 2 * slot(m, back)) * n;
}

static double *weights(memory *m, size_t n)
{
    return m->rows + (GG_DESCENT_ROWS + 2 * m->most) * n;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    gg_descent_start(&m->at, m->rows, o);
    m->most = room(opt, o->n);
}

/* q = -g -> s'q */
static double begin(size_t n, const double *restrict g, const double *restrict s,
                    double *restrict q)
{
    double total;
    GG_SUM(total, n, i, (q[i] = -g[i]) * s[i]);
    return total;
}

/* q += a y -> s'q: the sum for the next pair in the same pass. */
static double pass(size_t n, double a, const double *restrict y, const double *restrict s,
                   double *restrict q)
{
    double total;
    GG_SUM(total, n, i, (q[i] += a * y[i]) * s[i]);
    return total;
}

/* q = gamma (q + a y) -> y'q */
static double turn(size_t n, double a, const double *restrict y, double gamma,
                   double *restrict q)
{
    double total;
    GG_SUM(total, n, i, (q[i] = gamma * (q[i] + a * y[i])) * y[i]);
    return total;
}

/* d = -H g, the two loops of the source; each pass takes in one pair and asks the next.
 * -> g'd */
static double direct(memory *m, size_t n)
{
    if (m->kept == 0) return gg_descent_steepest(&m->at, m->rows, n);
    const double *const g = gg_descent_x(&m->at, n, m->rows) + n;
    double *const d = gg_descent_d(n, m->rows);
    const double *const pairs = m->rows + GG_DESCENT_ROWS * n;
    const double *const rho = weights(m, n);
    double *const share = weights(m, n) + m->most;
    size_t at = slot(m, 1);
    double sum = begin(n, g, pairs + 2 * at * n, d);
    for (size_t left = m->kept; left > 1; left--) {
        const double *const y = pairs + (2 * at + 1) * n;
        share[at] = rho[at] * sum;
        const double a = -share[at];
        at = at > 0 ? at - 1 : m->most - 1;
        sum = pass(n, a, y, pairs + 2 * at * n, d);
    }
    share[at] = rho[at] * sum; /* of the oldest pair */
    sum = turn(n, -share[at], pairs + (2 * at + 1) * n, m->gamma, d);
    for (size_t left = m->kept; left > 0; left--) {
        const double *const s = pairs + 2 * at * n;
        const double a = share[at] - rho[at] * sum;
        at = at + 1 < m->most ? at + 1 : 0;
        sum = pass(n, a, s, left > 1 ? pairs + (2 * at + 1) * n : g, d);
    }
    return sum;
}

/* s and y without what older pairs have shown of them, as if each step had been exact: then
 * n pairs know a quadratic. Where f is none, the last two pairs are not symmetric, and the pair
 * stays as it is. -> s'y; 0 if nothing is new in it */
static double conjugate(memory *m, size_t n, double tolerance, double *s, double *y, double sy)
{
    const double *rho = weights(m, n);
    const double *last = pair(m, n, 1);
    const double skew = gg_dot(n, s, last + n) - gg_dot(n, y, last);
    if (!(fabs(skew) <= tolerance * sqrt(sy) / sqrt(rho[slot(m, 1)]))) return sy;
    double *u = gg_descent_before(&m->at, n, m->rows);
    double *v = u + n;
    gg_copy(2 * n, s, u);
    for (size_t k = m->kept; k > 0; k--) {
        const double *p = pair(m, n, k);
        gg_along(n, u, -rho[slot(m, k)] * gg_dot(n, p + n, u), p, u);
    }
    for (size_t k = 1; k <= m->kept; k++) {
        const double *p = pair(m, n, k);
        gg_along(n, v, -rho[slot(m, k)] * gg_dot(n, p, v), p + n, v);
    }
    const double left = gg_dot(n, u, v);
    if (left <= tolerance * sy) return 0;
    if (left > 1.01 * sy) return sy; /* rounding, for U projects */
    gg_copy(2 * n, u, s);
    return left;
}

static double scaling(int how, const double sums[3])
{
    const double brief = sums[1] / sums[2];
    if (how == SHORT) return brief;
    const double far = sums[0] / sums[1];
    return how == LONG ? far : sqrt(brief * far);
}

/* Keeps the step just made. */
static void remember(const double opt[], memory *m, size_t n)
{
    double *s = pair(m, n, 0);
    double sums[3];
    if (m->kept == m->most) m->kept--; /* the oldest makes room */
    gg_descent_pair(&m->at, m->rows, n, s, s + n, sums);
    if (!gg_descent_curves(sums)) return;
    double sy = sums[1];
    if (opt[QUADRATIC] > 0 && m->most >= n && m->kept > 0)
        sy = conjugate(m, n, opt[QUADRATIC], s, s + n, sy);
    if (!(sy > 0)) return;
    m->gamma = scaling((int)opt[SCALING], sums);
    weights(m, n)[m->next] = 1 / sy;
    m->next = m->next + 1 < m->most ? m->next + 1 : 0;
    m->kept++;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const gg_verdict verdict = gg_descent_look(&m->at, m->rows, o);
    if (verdict != GG_GO_ON || o->silent) return verdict;
    double slope = direct(m, o->n);
    if (!(slope < 0)) {
        m->kept = 0;
        slope = direct(m, o->n);
    }
    const double first = m->kept > 0 ? 1 : gg_descent_first(&m->at, o, slope);
    if (gg_descent_go(&m->at, opt, slope, first, m->rows, o)) {
        remember(opt, m, o->n);
        return GG_GO_ON;
    }
    if (m->kept == 0) return gg_descent_judge(&m->at, m->rows, o);
    m->kept = 0;
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    const memory *m = state;
    *points = m->rows + 2 * m->at.side * n;
    return 1;
}

const gg_optimizer gg_optimizer_lbfgs = {
    .name = "lbfgs",
    .title = "L-BFGS",
    .summary = "BFGS from the last few steps, in O(n) memory",
    .source = "Liu & Nocedal 1989, On the limited memory BFGS method for large scale "
              "optimization, doi:10.1007/BF01589116; two loops: Nocedal 1980, Updating "
              "quasi-Newton matrices with limited storage, "
              "doi:10.1090/S0025-5718-1980-0572855-7; conjugate steps: Davidon 1975, Optimally "
              "conditioned optimization algorithms without line searches, "
              "doi:10.1007/BF01681328",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1 (1.05 to 1.3 with failed trials)",
    .flops = "4 m n + 14 n; 8 m n more where steps are made conjugate",
    .memory = "2 m n + 5 n",
    .tune = "memory=0|6|20:c2=0.9|0.5:scaling=short|long",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
