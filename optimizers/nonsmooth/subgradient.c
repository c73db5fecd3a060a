/* optimizers/nonsmooth/subgradient.c -- steps along a subgradient, of lengths set beforehand. */
#include "base/vector.h"
#include "optimizers/optimizer.h"

enum { RULE, SIZE, DECAY, NORMALISE, METRIC };
enum { CONSTANT, SQRT, INVERSE, GEOMETRIC, POLYAK };

/* 1/k by default: of the rules that need no horizon it was the best on kinked losses, by two
 * powers of ten in 10^4 steps over 1/sqrt(k). Geometric steps are better still where a loss
 * rises from its minimum like its distance, if they are slow enough for it (Goffin 1977); the
 * slowest that end are those that fall over the whole budget. */
static const double FALL = 1e-10;

static const gg_option options[] = {
    {"rule", GG_CHOICE, INVERSE, CONSTANT, POLYAK,
     "length of the k-th step: size times 1, 1/sqrt(k), 1/k, decay^(k-1); or (f - f*)/|g|",
     "constant|sqrt|inverse|geometric|polyak"},
    {"size", GG_REAL, 0, 0, 1e12, "of the first step; 0: half the box's diagonal", NULL},
    {"decay", GG_REAL, 0, 0, 1,
     "geometric: factor from step to step; 0: by 1e-10 over the budget", NULL},
    {"normalise", GG_CHOICE, 0, 0, 1, "step along g/|g|, or along g", "yes|no"},
    {"metric", GG_CHOICE, 0, 0, 1,
     "lengths in units of the box, so that a column's unit does not matter; or as they are",
     "box|none"},
    {0},
};

typedef struct memory {
    double f, size; /* value at x; length of the first step */
    size_t k;       /* steps made */
    double rows[];  /* x, g, both before the step, the metric */
} memory;

static gg_status check(const double opt[], const gg_oracle *o)
{
    if (opt[RULE] == POLYAK && isnan(o->minimum))
        return gg_fail(GG_BAD_INPUT, "subgradient: rule=polyak needs the loss's minimum, "
                                     "which is not known");
    return GG_OK;
}

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 5 * n * sizeof(double);
}

/* The square of the i-th side of the box over the mean square of all: 1 in a cube. */
static double weight(const double opt[], const gg_oracle *o, size_t i)
{
    const double side = o->upper[i] - o->lower[i];
    const double diagonal = gg_distance(o->n, o->upper, o->lower);
    return opt[METRIC] == 0 ? side * side * (double)o->n / (diagonal * diagonal) : 1;
}

/* |g| in the metric: sqrt(sum_i w_i g_i^2) */
static double norm_of(const double w[], const double g[], size_t n)
{
    double total;
    GG_SUM(total, n, i, w[i] * g[i] * g[i]);
    return sqrt(total);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    double *x = m->rows;
    double *g = x + o->n;
    double *w = x + 4 * o->n;
    gg_copy(o->n, o->start, x);
    for (size_t i = 0; i < o->n; i++) w[i] = weight(opt, o, i);
    m->f = gg_gradient(o, x, g);
    m->size = opt[SIZE];
    if (m->size > 0) return;
    m->size = gg_distance(o->n, o->upper, o->lower) / 2;
    const double norm = norm_of(w, g, o->n);
    if (opt[NORMALISE] == 1 && norm > 0) m->size /= norm;
}

/* The k-th step as a multiple of g, k from 1. */
static double length(const double opt[], const memory *m, double norm, const gg_oracle *o)
{
    const double k = (double)m->k;
    double h = m->size;
    switch ((int)opt[RULE]) {
    case SQRT: h /= sqrt(k); break;
    case INVERSE: h /= k; break;
    case GEOMETRIC:
        h *= opt[DECAY] > 0 ? pow(opt[DECAY], k - 1) : pow(FALL, (k - 1) / (double)o->limit);
        break;
    case POLYAK: return (m->f - o->minimum) / (norm * norm);
    default: break;
    }
    return opt[NORMALISE] == 0 ? h / norm : h;
}

/* There is no direction to go. */
static gg_verdict judge(const memory *m, gg_oracle *o)
{
    const bool arrived = isfinite(m->f);
    o->why = arrived ? "a zero subgradient" : "f is not finite where the method starts";
    return arrived ? GG_DONE : GG_STUCK;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    double *x = m->rows;
    double *g = x + n;
    double *before = g + n;
    double *g_before = before + n;
    const double *w = g_before + n;
    const double norm = norm_of(w, g, n);
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->f) || norm == 0) return judge(m, o);
    m->k++;
    const double h = length(opt, m, norm, o);
    gg_copy(n, x, before);
    gg_copy(n, g, g_before);
    for (size_t i = 0; i < n; i++) x[i] = before[i] - h * w[i] * g[i];
    const double f = gg_gradient(o, x, g);
    if (f < INFINITY || o->silent) {
        m->f = f;
        return GG_GO_ON;
    }
    m->size /= 2; /* where f is not finite nothing can be learned: go back, step shorter */
    gg_copy(n, before, x);
    gg_copy(n, g_before, g);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_subgradient = {
    .name = "subgradient",
    .title = "Subgradient method",
    .summary = "steps along minus a subgradient, of lengths that are set beforehand",
    .source = "Shor 1985, Minimization methods for non-differentiable functions, chapter 2, "
              "doi:10.1007/978-3-642-82118-9; first step R: Nesterov 2004, Introductory "
              "lectures on convex optimization, section 3.2.3; rule polyak: Polyak 1969, "
              "doi:10.1016/0041-5553(69)90061-5; geometric: Goffin 1977, "
              "doi:10.1007/BF01584346",
    .needs = GG_SUBGRADIENT,
    .options = options,
    .check = check,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
