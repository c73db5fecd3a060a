/* optimizers/gradient_free/nelder_mead.c -- a simplex that crawls downhill. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/optimizer.h"

enum { COEFFICIENTS, EDGE, UNIT, RENEW, X_TOLERANCE, F_TOLERANCE };
enum { AUTO, STANDARD, ADAPTIVE };
enum { BOX, START };

static const gg_option options[] = {
    {"coefficients", GG_CHOICE, AUTO, AUTO, ADAPTIVE,
     "of reflection and so on; auto is standard for n < 10, else adaptive",
     "auto|standard|adaptive"},
    {"edge", GG_REAL, 0, 0, 1e6,
     "of the first simplex along each axis, in units of the box's side; 0: 0.035 sqrt(n)",
     NULL},
    {"unit", GG_CHOICE, BOX, BOX, START,
     "of edge: the box's side; or each coordinate of the start, with edge 0.05 by default, and "
     "0.00025 where it is 0, as fminsearch has it",
     "box|start"},
    {"renew", GG_CHOICE, 0, 0, 1,
     "a fresh simplex at the best point when it has become flat or small", "yes|no"},
    {"x_tolerance", GG_REAL, 1e-14, 0, 1,
     "small is a simplex that measures less than this share of |x|", NULL},
    {"f_tolerance", GG_REAL, 0, 0, 1,
     "or whose values differ by less than this share of |f|; 0: by nothing", NULL},
    {0},
};

/* state: memory, with f[n + 1]; then rows of n doubles: the n + 1 vertices, the best always
 * first, their sum, and two points that are tried; then order[n + 1], the places of the
 * vertices from the best to the worst. */
typedef struct memory {
    double log_volume;  /* when the simplex was spread; 0: the first one's */
    double best_before; /* least f at the last restart */
    size_t expansions, contractions, shrinks; /* since the simplex was spread */
    size_t restarts;                          /* in a row without a lower f */
    size_t until_sum, until_look; /* steps until the sum is formed anew; the shape looked at */
    double reflect, expand, contract, shrink; /* the coefficients, ... */
    double share;                             /* ... and 1/n, kept for they are quotients */
    double f[];
} memory;

typedef struct simplex { /* the state's parts */
    memory *m;
    size_t n;
    double *f, *vertex, *sum, *tried, *second;
    size_t *order;
} simplex;

/* A simplex is flat if it has lost this many powers of e of its volume beyond what its size
 * explains: so much more than the level sets of a valley with condition number 1e6 ask for. */
static double flatness_allowed(size_t n)
{
    return 30 + 4 * (double)n;
}

/* The first simplex grows with n as the distance between two random points of the box does. */
static double first_edge(const double opt[], size_t n)
{
    if (opt[EDGE] > 0) return opt[EDGE];
    return opt[UNIT] == START ? 0.05 : 0.035 * sqrt((double)n);
}

/* How far the first simplex reaches along axis k, so many edges of it. */
static double reach(const double opt[], const gg_oracle *o, size_t k, double edges)
{
    const double edge = first_edge(opt, o->n);
    if (opt[UNIT] == BOX) return edges * edge * (o->upper[k] - o->lower[k]);
    return edges * (o->start[k] != 0 ? edge * o->start[k] : 0.00025);
}

enum { LOOK = 8 };     /* steps, and n more, between two looks at the simplex */
enum { PATIENCE = 3 }; /* restarts in a row without a lower f before it says that it is done */

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + ((n + 1) + (n + 4) * n) * sizeof(double) + (n + 1) * sizeof(size_t);
}

static simplex open_simplex(void *state, size_t n)
{
    memory *m = state;
    simplex s = {.m = m, .n = n, .f = m->f, .vertex = m->f + n + 1};
    s.sum = s.vertex + (n + 1) * n;
    s.tried = s.sum + n;
    s.second = s.tried + n;
    s.order = (size_t *)(void *)(s.second + n);
    return s;
}

static void set_coefficients(const double opt[], memory *m, size_t n)
{
    const bool adaptive = opt[COEFFICIENTS] == AUTO ? n >= 10 : opt[COEFFICIENTS] == ADAPTIVE;
    const double k = adaptive && n > 2 ? (double)n : 2; /* at 2 both are the same */
    m->reflect = 1;
    m->expand = 1 + 2 / k;
    m->contract = 0.75 - 1 / (2 * k);
    m->shrink = 1 - 1 / k;
    m->share = 1 / (double)n;
}

static double *vertex(const simplex *s, size_t rank)
{
    return s->vertex + s->order[rank] * s->n;
}

static double value(const simplex *s, size_t rank)
{
    return s->f[s->order[rank]];
}

/* Move the best vertex to the first place, for whoever draws the state. */
static void put_best_first(simplex *s)
{
    const size_t at = s->order[0];
    if (at == 0) return;
    double *const best = s->vertex + at * s->n;
    for (size_t i = 0; i < s->n; i++) {
        const double x = s->vertex[i];
        s->vertex[i] = best[i];
        best[i] = x;
    }
    const double f = s->f[0];
    s->f[0] = s->f[at];
    s->f[at] = f;
    size_t rank = 1;
    while (s->order[rank] != 0) rank++;
    s->order[rank] = at;
    s->order[0] = 0;
}

/* Put the vertex at `place` into the order, whose first `count` are sorted: behind its equals,
 * as Lagarias et al. break ties. */
static void insert(simplex *s, size_t count, size_t place)
{
    const double f = s->f[place];
    size_t rank = count;
    for (; rank > 0 && f < value(s, rank - 1); rank--) s->order[rank] = s->order[rank - 1];
    s->order[rank] = place;
    if (rank == 0) put_best_first(s);
}

static void add_up(simplex *s)
{
    gg_copy(s->n, s->vertex, s->sum);
    for (size_t k = 1; k <= s->n; k++) gg_along(s->n, s->sum, 1, s->vertex + k * s->n, s->sum);
    s->m->until_sum = s->n;
}

/* A simplex with a right angle at the first vertex, whose value is known; `scale` is its size
 * in units of the first simplex, negative for the opposite corner. */
static void spread(simplex *s, const double opt[], const gg_oracle *o, double scale)
{
    for (size_t k = 0; k < s->n; k++) {
        double *v = s->vertex + (k + 1) * s->n;
        gg_copy(s->n, s->vertex, v);
        v[k] += reach(opt, o, k, scale);
    }
    memory *m = s->m;
    m->log_volume = (double)s->n * log(fabs(scale));
    m->expansions = m->contractions = m->shrinks = 0;
    m->until_look = s->n + LOOK;
}

/* The values of all vertices but the best, which is first, and their order. */
static void ask_all(simplex *s, gg_oracle *o)
{
    for (size_t k = 1; k <= s->n; k++) s->f[k] = gg_value(o, s->vertex + k * s->n);
    s->order[0] = 0;
    for (size_t k = 1; k <= s->n; k++) insert(s, k, k);
    add_up(s);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    simplex s = open_simplex(state, o->n);
    set_coefficients(opt, s.m, o->n);
    gg_copy(o->n, o->start, s.vertex);
    s.f[0] = gg_value(o, s.vertex);
    s.m->best_before = s.f[0];
    spread(&s, opt, o, 1);
    ask_all(&s, o);
}

/* out = c + t (c - w): w the worst vertex, c the centroid of all others */
static double try(const simplex *s, double t, double out[], gg_oracle *o)
{
    const double *w = vertex(s, s->n);
    const double share = s->m->share;
    for (size_t i = 0; i < s->n; i++) {
        const double c = share * (s->sum[i] - w[i]);
        out[i] = c + t * (c - w[i]);
    }
    return gg_value(o, out);
}

static void replace_worst(simplex *s, const double x[], double f)
{
    const size_t place = s->order[s->n];
    double *w = s->vertex + place * s->n;
    for (size_t i = 0; i < s->n; i++) {
        s->sum[i] += x[i] - w[i];
        w[i] = x[i];
    }
    s->f[place] = f;
    insert(s, s->n, place);
}

static void shrink(simplex *s, gg_oracle *o)
{
    const double *best = s->vertex;
    for (size_t k = 1; k <= s->n; k++) {
        double *v = s->vertex + k * s->n;
        for (size_t i = 0; i < s->n; i++) v[i] = best[i] + s->m->shrink * (v[i] - best[i]);
    }
    s->m->shrinks++;
    ask_all(s, o);
}

/* One step of section 2 of Lagarias et al. */
static void crawl(simplex *s, gg_oracle *o)
{
    double *x = s->tried;
    double *y = s->second;
    const double best = s->f[0];
    const double worst = value(s, s->n);
    const double fx = try(s, s->m->reflect, x, o);
    if (fx < best) {
        const double fy = try(s, s->m->reflect * s->m->expand, y, o);
        if (fy < fx) s->m->expansions++;
        replace_worst(s, fy < fx ? y : x, fmin(fx, fy));
    } else if (fx < value(s, s->n - 1)) {
        replace_worst(s, x, fx);
    } else {
        const bool outside = fx < worst;
        const double fy = try(s, outside ? s->m->reflect * s->m->contract : -s->m->contract, y,
                              o);
        if (outside ? fy <= fx : fy < worst) {
            s->m->contractions++;
            replace_worst(s, y, fy);
        } else {
            shrink(s, o);
        }
    }
}

typedef struct shape {
    double size;     /* largest distance of a vertex from the best along an axis */
    double relative; /* the same in units of the first simplex */
    double log_volume;
} shape;

static shape measure(const simplex *s, const double opt[], const gg_oracle *o)
{
    double *most = s->second;
    gg_fill(s->n, 0, most);
    for (size_t k = 1; k <= s->n; k++) {
        const double *v = s->vertex + k * s->n;
        for (size_t i = 0; i < s->n; i++) {
            const double away = fabs(v[i] - s->vertex[i]);
            most[i] = away > most[i] ? away : most[i];
        }
    }
    const memory *m = s->m;
    shape a = {0};
    for (size_t i = 0; i < s->n; i++) {
        const double edge = fabs(reach(opt, o, i, 1));
        a.size = fmax(a.size, most[i]);
        a.relative = fmax(a.relative, most[i] / edge);
    }
    a.log_volume = m->log_volume + (double)m->expansions * log(m->expand) +
                   (double)m->contractions * log(m->contract) +
                   (double)(m->shrinks * s->n) * log(m->shrink);
    return a;
}

/* Fresh simplices as large as the first and larger, to one side and the other. */
static gg_verdict restart_or_end(simplex *s, const double opt[], gg_oracle *o)
{
    memory *m = s->m;
    if (!isfinite(s->f[0])) {
        o->why = "f is not finite at any vertex";
        return GG_STUCK;
    }
    if (s->f[0] < m->best_before) m->restarts = 0;
    m->best_before = s->f[0];
    if (opt[RENEW] == 1 || m->restarts == PATIENCE) {
        if (isinf(value(s, s->n))) {
            o->why = "f is not finite around the best vertex";
            return GG_STUCK;
        }
        o->why = opt[RENEW] == 1 ? "the simplex has shrunk to a point"
                                 : "the simplex has shrunk to a point, fresh ones too";
        return GG_DONE;
    }
    m->restarts++;
    const double scale = ldexp(1, (int)m->restarts - 1);
    spread(s, opt, o, m->restarts % 2 ? -scale : scale);
    ask_all(s, o);
    return GG_GO_ON;
}

/* Has the simplex become a point, or flat? */
static gg_verdict look(simplex *s, const double opt[], gg_oracle *o)
{
    s->m->until_look = s->n + LOOK;
    const shape a = measure(s, opt, o);
    const double difference = value(s, s->n) - s->f[0];
    const bool level = value(s, s->n) == s->f[0] ||
                       difference <= opt[F_TOLERANCE] * fabs(s->f[0]);
    if (level || a.size <= opt[X_TOLERANCE] * gg_norm_max(s->n, s->vertex))
        return restart_or_end(s, opt, o);
    const double lost = (double)s->n * log(a.relative) - a.log_volume;
    if (opt[RENEW] == 1 || lost <= flatness_allowed(s->n)) return GG_GO_ON;
    if (s->f[0] >= s->m->best_before) return restart_or_end(s, opt, o);
    s->m->best_before = s->f[0]; /* it flattened while it descended: as large, but not flat */
    spread(s, opt, o, a.relative);
    ask_all(s, o);
    return GG_GO_ON;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    simplex s = open_simplex(state, o->n);
    if (s.m->until_sum-- == 0) add_up(&s);
    crawl(&s, o);
    if (o->silent || --s.m->until_look > 0) return GG_GO_ON;
    return look(&s, opt, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    const memory *m = state;
    *points = m->f + n + 1;
    return n + 1;
}

const gg_optimizer gg_optimizer_nelder_mead = {
    .name = "nelder_mead",
    .title = "Nelder-Mead",
    .summary = "a simplex whose worst vertex is reflected through the others",
    .source =
        "Nelder & Mead 1965, doi:10.1093/comjnl/7.4.308; rules and ties: Lagarias, Reeds, "
        "Wright & Wright 1998, section 2, doi:10.1137/S1052623496303470; coefficients "
        "from n = 10: Gao & Han 2012, doi:10.1007/s10589-010-9329-3; restarts after "
        "Kelley 1999, doi:10.1137/S1052623497315203",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "1 or 2; n + 2 when it shrinks",
    .flops = "11 n; 3 n^2 once in n steps",
    .memory = "n^2 + 7 n",
    .tune = "edge=0.01|0.03|0.1|0.3|0:coefficients=standard|adaptive",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
