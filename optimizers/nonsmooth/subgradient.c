/* optimizers/nonsmooth/subgradient.c -- steps along a subgradient, of lengths that a rule sets. */
#include "base/vector.h"
#include "optimizers/optimizer.h"

enum {
    RULE,
    SIZE,
    DECAY,
    CYCLE,
    PATH,
    MU,
    NORMALISE,
    METRIC,
    AVERAGE,
    ASK_EVERY,
    PROJECT,
};
enum { CONSTANT, SQRT, INVERSE, GEOMETRIC, CYCLES, POLYAK, LEVEL, STRONGLY_CONVEX };
enum { AUTO, NONE, UNIFORM, WEIGHTED };

/* Cycles are the default, measured on 15 kinked losses of the catalogue (abs_sum turned,
 * max_hilbert, chained_lq, max_squares, maxquad, goffin, shor, fits with absolute values and
 * hinges, ...): the mean of log10 of the gap after 300, 1000 and 10000 calls was -2.9, -4.6 and
 * -6.6 with them, -1.8, -2.5 and -3.6 with 1/k, -0.7, -1.7 and -2.4 with 1/sqrt(k). Geometric
 * steps over the whole budget of 10000 ended at -7.1, but had only 0.4 and -0.7 before. */
static const double FALL = 1e-10;      /* geometric: over the budget */
static const double CYCLE_FALL = 1e-4; /* over a cycle */
static const double CYCLE_LEAST = 0.1; /* a cycle's first step, in units of the last one's */

static const gg_option options[] = {
    {"rule", GG_CHOICE, CYCLES, CONSTANT, STRONGLY_CONVEX,
     "length of the k-th step: size times 1, 1/sqrt(k), 1/k, decay^(k-1), or the last in cycles "
     "that double; (f - f*)/|g|; the same with an f* that is estimated; 2/(mu (k+1)) times g",
     "constant|sqrt|inverse|geometric|cycles|polyak|level|strongly_convex"},
    {"size", GG_REAL, 0, 0, 1e12, "of the first step; 0: half the box's diagonal", NULL},
    {"decay", GG_REAL, 0, 0, 1,
     "geometric: factor from step to step; 0: by 1e-10 over the budget", NULL},
    {"cycle", GG_WHOLE, 50, 2, 1e9,
     "cycles: steps of the first, in which their length falls by 1e-4", NULL},
    {"path", GG_REAL, 1, 1e-6, 1e6,
     "level: way without success, in units of size, after which less is hoped for", NULL},
    {"mu", GG_REAL, 0, 0, 1e300, "strongly_convex: 0: the loss's", NULL},
    {"normalise", GG_CHOICE, 0, 0, 1, "step along g/|g|, or along g", "yes|no"},
    {"metric", GG_CHOICE, 0, 0, 1,
     "lengths in units of the box, so that a column's unit does not matter; or as they are",
     "box|none"},
    {"average", GG_CHOICE, AUTO, AUTO, WEIGHTED,
     "of the points, each alike or the k-th with weight k; auto: weighted if strongly_convex",
     "auto|none|uniform|weighted"},
    {"ask_every", GG_WHOLE, 10, 1, 1e9,
     "steps from one call for the average's value to the next", NULL},
    {"project", GG_CHOICE, 0, 0, 1, "onto the box after each step", "no|yes"},
    {0},
};

typedef struct memory {
    double f, size;            /* value at x; length of the first step */
    double first;              /* cycles: step of this one */
    double caution;            /* of all steps, halved whenever f is not finite */
    double record;             /* least f so far */
    double base, hope, walked; /* level: the record when the hope was set; how much lower the
                                  level is; the way since */
    size_t k, at, length;      /* steps made; in this cycle; of this cycle */
    bool averages;
    double rows[]; /* see open_rows */
} memory;

typedef struct rows { /* the average is second so that it can be drawn */
    double *x, *average, *g, *before, *g_before, *best, *g_best, *w, *cycle;
} rows;
enum { ROWS = 9 };

static rows open_rows(memory *m, size_t n)
{
    double *r = m->rows;
    return (rows){r,         r + n,     r + 2 * n, r + 3 * n, r + 4 * n,
                  r + 5 * n, r + 6 * n, r + 7 * n, r + 8 * n};
}

static double strength(const double opt[], const gg_oracle *o)
{
    return opt[MU] > 0 ? opt[MU] : o->mu;
}

static gg_status check(const double opt[], const gg_oracle *o)
{
    if (opt[RULE] == POLYAK && isnan(o->minimum))
        return gg_fail(GG_BAD_INPUT, "subgradient: rule=polyak needs the loss's minimum, "
                                     "which is not known");
    if (opt[RULE] == STRONGLY_CONVEX && !(strength(opt, o) > 0))
        return gg_fail(GG_BAD_INPUT, "subgradient: rule=strongly_convex needs mu=..., for the "
                                     "loss's is not known or 0");
    return GG_OK;
}

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + ROWS * n * sizeof(double);
}

/* The square of the i-th side of the box over the mean square of all: 1 in a cube. */
static double weight(const double opt[], const gg_oracle *o, size_t i)
{
    const double side = o->upper[i] - o->lower[i];
    const double diagonal = gg_distance(o->n, o->upper, o->lower);
    const bool scaled = opt[METRIC] == 0 && opt[RULE] != STRONGLY_CONVEX;
    return scaled ? side * side * (double)o->n / (diagonal * diagonal) : 1;
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
    const rows r = open_rows(m, o->n);
    gg_copy(o->n, o->start, r.x);
    gg_copy(o->n, o->start, r.average);
    gg_copy(o->n, o->start, r.cycle);
    for (size_t i = 0; i < o->n; i++) r.w[i] = weight(opt, o, i);
    m->f = gg_gradient(o, r.x, r.g);
    m->record = INFINITY;
    m->caution = 1;
    m->length = (size_t)opt[CYCLE];
    m->averages = opt[AVERAGE] == AUTO ? opt[RULE] == STRONGLY_CONVEX : opt[AVERAGE] != NONE;
    m->size = opt[SIZE];
    const double norm = norm_of(r.w, r.g, o->n);
    if (m->size == 0) {
        m->size = gg_distance(o->n, o->upper, o->lower) / 2;
        if (opt[NORMALISE] == 1 && norm > 0) m->size /= norm;
    }
    m->first = m->size;
    m->base = m->f;
    m->hope = m->size * (opt[NORMALISE] == 1 ? norm * norm : norm);
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
    case CYCLES: h = m->first * pow(CYCLE_FALL, (double)m->at / (double)m->length); break;
    case POLYAK: return (m->f - o->minimum) / (norm * norm);
    case LEVEL: return (m->f - (m->base - m->hope)) / (norm * norm);
    case STRONGLY_CONVEX: return 2 / (strength(opt, o) * (k + 1));
    default: break;
    }
    return opt[NORMALISE] == 0 ? h / norm : h;
}

static void keep_record(memory *m, const rows *r, size_t n)
{
    if (!(m->f < m->record)) return;
    m->record = m->f;
    gg_copy(n, r->x, r->best);
    gg_copy(n, r->g, r->g_best);
}

static void go_to_the_record(memory *m, const rows *r, size_t n)
{
    m->f = m->record;
    gg_copy(n, r->best, r->x);
    gg_copy(n, r->g_best, r->g);
}

/* A cycle is twice as long as the last, so that its steps fall half as fast: slow enough in the
 * end for any loss that rises from its minimum like the distance. It begins at the best point
 * with steps as long as the last cycle was worth, but not less than a tenth of those. */
static void turn_the_cycle(memory *m, const rows *r, const double opt[], size_t n)
{
    if (m->k == 1 || ++m->at < m->length) return;
    double moved;
    GG_SUM(moved, n, i, (r->best[i] - r->cycle[i]) * (r->best[i] - r->cycle[i]) / r->w[i]);
    moved = sqrt(moved);
    if (opt[NORMALISE] == 1) moved /= norm_of(r->w, r->g_best, n);
    m->first = fmax(CYCLE_LEAST * m->first, fmin(m->size, moved));
    m->at = 0;
    m->length *= 2;
    gg_copy(n, r->best, r->cycle);
    go_to_the_record(m, r, n);
}

/* Path-based level: half of what was hoped for is a success; a path without one halves the
 * hope. As the path's bound stays, the hope ends only where none is left. */
static void set_the_level(memory *m, double path)
{
    const bool success = m->record <= m->base - m->hope / 2;
    if (!success && m->walked <= path * m->size) return;
    if (!success) m->hope /= 2;
    m->base = m->record;
    m->walked = 0;
}

/* Once more x in its average, and perhaps its value. */
static void take_average(const double opt[], memory *m, const rows *r, gg_oracle *o)
{
    const double k = (double)m->k;
    const bool uniform = opt[AVERAGE] == UNIFORM;
    if (!m->averages) return;
    for (size_t i = 0; i < o->n; i++)
        r->average[i] += (r->x[i] - r->average[i]) * (uniform ? 1 / k : 2 / (k + 1));
    if (m->k % (size_t)opt[ASK_EVERY] == 0) gg_value(o, r->average);
}

/* There is no direction to go. */
static gg_verdict judge(const memory *m, gg_oracle *o)
{
    const bool arrived = isfinite(m->f);
    o->why = arrived ? "a zero subgradient" : "f is not finite where the method starts";
    return arrived ? GG_DONE : GG_STUCK;
}

static void move(const double opt[], const rows *r, double h, const gg_oracle *o)
{
    for (size_t i = 0; i < o->n; i++) {
        r->x[i] = r->before[i] - h * r->w[i] * r->g[i];
        if (opt[PROJECT] == 1) r->x[i] = fmin(fmax(r->x[i], o->lower[i]), o->upper[i]);
    }
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    const rows r = open_rows(m, n);
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->f) || norm_of(r.w, r.g, n) == 0) return judge(m, o);
    m->k++;
    keep_record(m, &r, n);
    take_average(opt, m, &r, o);
    if (opt[RULE] == CYCLES) turn_the_cycle(m, &r, opt, n);
    if (opt[RULE] == LEVEL) set_the_level(m, opt[PATH]);
    const double norm = norm_of(r.w, r.g, n);
    const double h = m->caution * length(opt, m, norm, o);
    m->walked += h * norm;
    gg_copy(n, r.x, r.before);
    gg_copy(n, r.g, r.g_before);
    move(opt, &r, h, o);
    const double f = gg_gradient(o, r.x, r.g);
    if (f < INFINITY || o->silent) {
        m->f = f;
        return GG_GO_ON;
    }
    m->caution /= 2; /* where f is not finite nothing can be learned: go back, step shorter */
    gg_copy(n, r.before, r.x);
    gg_copy(n, r.g_before, r.g);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return m->averages ? 2 : 1;
}

const gg_optimizer gg_optimizer_subgradient = {
    .name = "subgradient",
    .title = "Subgradient method",
    .summary = "steps along minus a subgradient, of lengths that a rule sets",
    .source =
        "Shor 1985, Minimization methods for non-differentiable functions, chapter 2, "
        "doi:10.1007/978-3-642-82118-9; first step R: Nesterov 2004, Introductory "
        "lectures on convex optimization, section 3.2.3; rule polyak: Polyak 1969, "
        "doi:10.1016/0041-5553(69)90061-5; geometric: Goffin 1977, "
        "doi:10.1007/BF01584346; cycles: the same, begun anew as in Yang & Lin 2018, RSG: "
        "beating subgradient method without smoothness and strong convexity, JMLR 19(6); "
        "level: Goffin & Kiwiel 1999, Convergence of a simple subgradient level method, "
        "doi:10.1007/s101070050053; strongly_convex: Lacoste-Julien, Schmidt & Bach 2012, "
        "arXiv:1212.2002",
    .needs = GG_SUBGRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "1, and 1 each time the average is asked",
    .flops = "10 n",
    .memory = "9 n",
    .tune = "rule=cycles|inverse|geometric|level:size=0|1|10",
    .options = options,
    .check = check,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
