/* optimizers/gradient_based/bfgs.c -- a matrix that learns the curvature from the steps. */
#include "base/vector.h"
#include "optimizers/gradient_based/descent.h"
#include "optimizers/optimizer.h"

enum { SCALING = GG_WOLFE_COUNT, QUADRATIC, TRIAL };
enum { SHORT, LONG, FIRST, NONE };
enum { UNIT, FALL };

static const gg_option options[] = {
    GG_WOLFE_OPTIONS(0.9),
    {"scaling", GG_CHOICE, LONG, SHORT, NONE,
     "of what no step has shown: s'y/y'y or s's/s'y, each of the last step; the first s'y/y'y "
     "for good; 1",
     "short|long|first|none"},
    {"quadratic", GG_REAL, 1e-2, 0, 1,
     "steps are made conjugate where f looks so quadratic; 0: never", NULL},
    {"trial", GG_CHOICE, FALL, UNIT, FALL,
     "first trial: 1; or less, where most of the slope is unlearned and the last fall is less",
     "unit|fall"},
    {0},
};

/* H = gamma U U' + Q: what H_0 = gamma I has become, and what the steps have shown. Kept apart,
 * so that gamma can change at any step: the source fixes it before it has seen a curvature. */
typedef struct memory {
    gg_descent at;
    size_t pairs; /* since U = I, Q = 0 */
    double gamma;
    double unlearned; /* share of the slope that U U' has, not Q */
    double rows[];    /* of `at`; s, y; their last; two to work in; U, Q row by row */
} memory;
enum { S = GG_DESCENT_ROWS, Y, LAST_S, LAST_Y, ONE, TWO, MATRICES };

static double *row(memory *m, size_t n, size_t which)
{
    return m->rows + which * n;
}

static double *matrix_U(memory *m, size_t n)
{
    return row(m, n, MATRICES);
}

static double *matrix_Q(memory *m, size_t n)
{
    return row(m, n, MATRICES) + n * n;
}

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + (MATRICES * n + 2 * n * n) * sizeof(double);
}

static void forget(memory *m, size_t n)
{
    double *U = matrix_U(m, n);
    gg_fill(2 * n * n, 0, U);
    for (size_t i = 0; i < n; i++) U[i * n + i] = 1;
    m->pairs = 0;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    memory *m = state;
    gg_descent_start(&m->at, m->rows, o);
    forget(m, o->n);
}

/* out = A v; and out = A'v */
static void times(size_t n, const double A[], const double v[], double out[])
{
    for (size_t i = 0; i < n; i++) out[i] = gg_dot(n, A + i * n, v);
}
static void turned_times(size_t n, const double A[], const double v[], double out[])
{
    gg_fill(n, 0, out);
    for (size_t i = 0; i < n; i++) gg_along(n, out, v[i], A + i * n, out);
}

/* d = -H g -> g'd */
static double direct(memory *m, size_t n)
{
    if (m->pairs == 0) return gg_descent_steepest(&m->at, m->rows, n);
    const double *g = gg_descent_x(&m->at, n, m->rows) + n;
    double *d = gg_descent_d(n, m->rows);
    double *w = row(m, n, ONE);
    turned_times(n, matrix_U(m, n), g, w);
    times(n, matrix_U(m, n), w, d);
    times(n, matrix_Q(m, n), g, row(m, n, TWO));
    for (size_t i = 0; i < n; i++) d[i] = -(m->gamma * d[i] + row(m, n, TWO)[i]);
    const double slope = gg_dot(n, g, d);
    m->unlearned = m->gamma * gg_dot(n, w, w) / -slope;
    return slope;
}

/* s and y without what older pairs have shown of them, as if each step had been exact: then n
 * pairs know a quadratic, and H still takes y to s. Where f is none, the last two pairs are not
 * symmetric, and the pair stays as it is. -> s'y; 0 if nothing is new in it */
static double conjugate(memory *m, size_t n, double tolerance, double sy)
{
    double *s = row(m, n, S);
    double *y = row(m, n, Y);
    const double *last_s = row(m, n, LAST_S);
    const double *last_y = row(m, n, LAST_Y);
    double *u = row(m, n, ONE);
    const double skew = gg_dot(n, s, last_y) - gg_dot(n, y, last_s);
    const double curve = sqrt(sy) * sqrt(gg_dot(n, last_s, last_y));
    if (!(fabs(skew) <= tolerance * curve)) return sy;
    times(n, matrix_U(m, n), s, u);
    turned_times(n, matrix_U(m, n), y, u + n);
    const double left = gg_dot(n, u, u + n);
    if (left <= tolerance * sy) return 0;
    if (left > 1.01 * sy) return sy; /* rounding, for U projects */
    gg_copy(2 * n, u, s);
    return left;
}

/* H+ = (I - rho s y') H (I - rho y s') + rho s s', rho = 1/s'y. */
static void update(memory *m, size_t n, double rho)
{
    double *U = matrix_U(m, n);
    double *Q = matrix_Q(m, n);
    const double *s = row(m, n, S);
    const double *y = row(m, n, Y);
    double *u = row(m, n, ONE);
    double *v = row(m, n, TWO);
    turned_times(n, U, y, u);
    times(n, Q, y, v);
    const double c = rho * (1 + rho * gg_dot(n, y, v));
    for (size_t i = 0; i < n; i++) {
        gg_along(n, U + i * n, -rho * s[i], u, U + i * n);
        const double of_s = c * s[i] - rho * v[i];
        for (size_t j = 0; j < n; j++) Q[i * n + j] += of_s * s[j] - rho * s[i] * v[j];
    }
}

static double scaling(int how, const memory *m, const double sums[3])
{
    if (how == NONE) return 1;
    if (how == FIRST && m->pairs > 0) return m->gamma;
    return how == LONG ? sums[0] / sums[1] : sums[1] / sums[2];
}

/* Learns from the step just made. */
static void learn(const double opt[], memory *m, size_t n)
{
    double sums[3];
    gg_descent_pair(&m->at, m->rows, n, row(m, n, S), row(m, n, Y), sums);
    if (!gg_descent_curves(sums)) return;
    m->gamma = scaling((int)opt[SCALING], m, sums);
    double sy = sums[1];
    if (opt[QUADRATIC] > 0 && m->pairs > 0) sy = conjugate(m, n, opt[QUADRATIC], sy);
    if (!(sy > 0)) return;
    update(m, n, 1 / sy);
    gg_copy(2 * n, row(m, n, S), row(m, n, LAST_S));
    m->pairs++;
}

/* Where most of the slope comes from what is not learned, 1 is a guess: f is then taken to fall
 * about as far as it fell last (Fletcher 1987, Practical methods of optimization, section 2.6). */
static double first_trial(const double opt[], const memory *m, const gg_oracle *o, double slope)
{
    if (m->pairs == 0) return gg_descent_first(&m->at, o, slope);
    if (opt[TRIAL] == UNIT || m->unlearned < 0.5 || !(m->at.fall > 0)) return 1;
    return fmin(1, 2.02 * m->at.fall / -slope);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const gg_verdict verdict = gg_descent_look(&m->at, m->rows, o);
    if (verdict != GG_GO_ON || o->silent) return verdict;
    double slope = direct(m, o->n);
    if (!(slope < 0)) {
        forget(m, o->n);
        slope = direct(m, o->n);
    }
    const double first = first_trial(opt, m, o, slope);
    if (gg_descent_go(&m->at, opt, slope, first, m->rows, o)) {
        learn(opt, m, o->n);
        return GG_GO_ON;
    }
    if (m->pairs == 0) return gg_descent_judge(&m->at, m->rows, o);
    forget(m, o->n);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    const memory *m = state;
    *points = m->rows + 2 * m->at.side * n;
    return 1;
}

const gg_optimizer gg_optimizer_bfgs = {
    .name = "bfgs",
    .title = "BFGS",
    .summary = "Newton's method with a Hessian that is learned from the gradients",
    .source = "Broyden 1970, doi:10.1093/imamat/6.1.76; Fletcher 1970, "
              "doi:10.1093/comjnl/13.3.317; Goldfarb 1970, "
              "doi:10.1090/S0025-5718-1970-0258249-6; Shanno 1970, "
              "doi:10.1090/S0025-5718-1970-0274029-X; conjugate steps: Davidon 1975, Optimally "
              "conditioned optimization algorithms without line searches, "
              "doi:10.1007/BF01681328",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1 (1.05 to 1.3 with failed trials)",
    .flops = "16 n^2 + 30 n",
    .memory = "2 n^2 + 11 n",
    .tune = "scaling=long|short|none:c2=0.9|0.5:trial=fall|unit",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
