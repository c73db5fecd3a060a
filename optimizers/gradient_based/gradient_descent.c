/* optimizers/gradient_based/gradient_descent.c -- downhill along the gradient. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/line_search.h"
#include "optimizers/optimizer.h"

enum { STEP, SIZE, MOMENTUM, C1, SHRINK, GROW, TOLERANCE };
enum { AUTO, FIXED, ARMIJO };

static const gg_option options[] = {
    {"step", GG_CHOICE, AUTO, AUTO, ARMIJO,
     "length: auto is fixed with 1/L where L is known, else armijo", "auto|fixed|armijo"},
    {"size", GG_REAL, 0, 0, 1e12,
     "the fixed step, or armijo's first trial; 0: 1/L, or a tenth of the box", NULL},
    {"momentum", GG_REAL, 0, 0, 1, "share of the last direction that is kept (heavy ball)",
     NULL},
    {"c1", GG_REAL, 1e-4, 1e-12, 0.999, "armijo: share of the promised decrease that is due",
     NULL},
    {"shrink", GG_REAL, 0.5, 0.01, 0.99, "armijo: factor of the step after a refusal", NULL},
    {"grow", GG_REAL, 2, 1, 100, "armijo: first trial, in units of the last step", NULL},
    {"tolerance", GG_REAL, 0, 0, 1,
     "done when |g| falls to this share of the first; 0: go on to rounding", NULL},
    {0},
};

typedef struct memory {
    double f, t;       /* value at x; the step, or the last one accepted */
    double first_norm; /* |g| at the start */
    double longest;    /* step so far; what a step is worth away from a kink */
    double least;      /* f so far */
    size_t stale;      /* steps since f was least */
    double rows[];     /* x, g, d, and a trial's x and g */
} memory;

/* What is left to win is rounding if even the longest step promises less than this share of
 * |f|, or less than this share of |x|: f and x are sums whose last digits are lost. */
static const double ROUNDING = 1e4 * DBL_EPSILON;

/* A fixed step whose |g| fell to this share of the first, at which f differs from the minimum
 * by rounding, is at rest if f has not improved for that many steps. */
static const double SMALL_GRADIENT = 1.5e-8; /* sqrt(DBL_EPSILON) */
enum { REST = 1000 };

static bool searches(const double opt[], const gg_oracle *o)
{
    if (opt[STEP] != AUTO) return opt[STEP] == ARMIJO;
    return opt[SIZE] == 0 && !gg_is_known(o->L);
}

static gg_status check(const double opt[], const gg_oracle *o)
{
    if (opt[STEP] == FIXED && opt[SIZE] == 0 && !gg_is_known(o->L))
        return gg_fail(GG_BAD_INPUT, "gradient_descent: step=fixed needs size=..., "
                                     "for the loss's L is not known");
    return GG_OK;
}

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 5 * n * sizeof(double);
}

/* A first trial moves x by a tenth of the box's longest side. */
static double first_trial(const gg_oracle *o, double norm)
{
    return norm > 0 ? 0.1 * gg_box_side(o) / norm : 0;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    double *x = m->rows;
    double *g = x + o->n;
    gg_copy(o->n, o->start, x);
    m->f = m->least = gg_gradient(o, x, g);
    m->first_norm = gg_norm(o->n, g);
    if (opt[SIZE] > 0)
        m->t = opt[SIZE];
    else
        m->t = searches(opt, o) ? first_trial(o, m->first_norm) : 1 / o->L;
}

/* May the method go on from where it stands? */
static gg_verdict look(const double opt[], const memory *m, double norm, gg_oracle *o)
{
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->f)) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    if (norm == 0) return gg_end(o, GG_DONE, "a zero gradient");
    if (norm <= opt[TOLERANCE] * m->first_norm)
        return gg_end(o, GG_DONE, "the gradient fell to the tolerance");
    return GG_GO_ON;
}

/* d = -g + momentum d; plain -g if that points uphill. -> g'd */
static double turn(size_t n, double momentum, const double g[], double norm, double d[])
{
    for (size_t i = 0; i < n; i++) d[i] = momentum * d[i] - g[i];
    const double slope = momentum > 0 ? gg_dot(n, g, d) : -norm * norm;
    if (slope < 0) return slope;
    for (size_t i = 0; i < n; i++) d[i] = -g[i];
    return -norm * norm;
}

static gg_verdict fixed_step(memory *m, double momentum, double norm, gg_oracle *o)
{
    const size_t n = o->n;
    double *x = m->rows;
    double *g = x + n;
    double *d = g + n;
    bool moved = false;
    for (size_t i = 0; i < n; i++) {
        d[i] = momentum * d[i] - g[i];
        const double next = x[i] + m->t * d[i];
        moved = moved || next != x[i];
        x[i] = next;
    }
    if (!moved) return gg_end(o, GG_DONE, "a step no longer moves x");
    m->f = gg_gradient(o, x, g);
    m->stale = m->f < m->least ? 0 : m->stale + 1;
    m->least = fmin(m->least, m->f);
    if (m->stale < REST || norm > SMALL_GRADIENT * m->first_norm) return GG_GO_ON;
    return gg_end(o, GG_DONE, "f no longer falls: what is left is rounding");
}

/* No decrease along d: is it rounding, or a kink? At a smooth minimum the gradient has become
 * small, at a kink the steps have. */
static gg_verdict judge_failure(const memory *m, double slope, gg_oracle *o)
{
    const double *x = m->rows;
    const double *d = x + 2 * o->n;
    const double reach = m->longest * gg_norm_max(o->n, d);
    const bool in_f = -m->longest * slope <= ROUNDING * fabs(m->f) + DBL_MIN;
    const bool in_x = reach <= ROUNDING * gg_norm_max(o->n, x);
    if (m->longest > 0 && (in_f || in_x))
        return gg_end(o, GG_DONE, "f no longer falls: what is left is rounding");
    return gg_end(
        o, GG_STUCK,
        "the line search found no decrease along -g: a kink, a wall, or a wrong gradient");
}

static gg_verdict armijo_step(const double opt[], memory *m, double norm, gg_oracle *o)
{
    const size_t n = o->n;
    double *x = m->rows;
    double *g = x + n;
    double *d = g + n;
    double *trial = d + n;
    const double slope = turn(n, opt[MOMENTUM], g, norm, d);
    const gg_armijo rule = {opt[C1], opt[SHRINK]};
    const gg_ray ray = {x, d, m->f, slope};
    double f = INFINITY;
    const double first = m->longest > 0 ? m->t * opt[GROW] : m->t;
    const double t = gg_armijo_search(o, &rule, &ray, first, trial, trial + n, &f);
    if (t == 0) return o->silent ? GG_GO_ON : judge_failure(m, slope, o);
    m->t = t;
    m->f = f;
    m->longest = fmax(m->longest, t);
    gg_copy(n, trial, x);
    gg_copy(n, trial + n, g);
    return GG_GO_ON;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const double norm = gg_norm(o->n, m->rows + o->n);
    const gg_verdict verdict = look(opt, m, norm, o);
    if (verdict != GG_GO_ON || o->silent) return verdict;
    return searches(opt, o) ? armijo_step(opt, m, norm, o)
                            : fixed_step(m, opt[MOMENTUM], norm, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_gradient_descent = {
    .name = "gradient_descent",
    .title = "Gradient descent",
    .summary = "steps along -g, of length 1/L or found by backtracking",
    .source = "Cauchy 1847, Methode generale pour la resolution des systemes d'equations "
              "simultanees; Armijo 1966, doi:10.2140/pjm.1966.16.1; momentum: Polyak 1964, "
              "doi:10.1016/0041-5553(64)90137-5",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1 with a fixed step; armijo: 1, and 1 for each refusal",
    .flops = "8 n",
    .memory = "5 n",
    .tune = "momentum=0|0.5|0.9:step=auto|armijo:c1=0.0001|0.1|0.3",
    .options = options,
    .check = check,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
