/* optimizers/gradient_free/pattern_search.c -- points of a mesh around the best one. */
#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "optimizers/optimizer.h"

enum { STEP, STEP_END, DIRECTIONS, POLL, GROW };
enum { AXES, TURNED };
enum { MOVING, FIRST, ALL };

static const gg_option options[] = {
    {"step", GG_REAL, 0.25, 1e-12, 1e3, "the first one, in units of the box's side", NULL},
    {"step_end", GG_REAL, 1e-15, 1e-100, 1, "it is done below this, in the same units", NULL},
    {"directions", GG_CHOICE, AXES, AXES, TURNED,
     "that are polled, both ways: the axes, or axes turned anew on ever finer meshes",
     "axes|turned"},
    {"poll", GG_CHOICE, MOVING, MOVING, ALL,
     "after a lower value go on from there, begin anew, or take the lowest of all",
     "moving|first|all"},
    {"grow", GG_CHOICE, 0, 0, 1, "double the step after a success", "no|yes"},
    {0},
};

/* state: memory, then rows of n doubles: the best point and the one before it, two points that
 * are tried, the vector that turns the axes, and the sides of the box; then a direction of each
 * axis that is tried first, 1 or -1 */
typedef struct memory {
    double f;    /* at the best point */
    int halved;  /* the step is the first / 2^halved */
    bool follow; /* the last step was a success: the next begins as far beyond */
    bool open;   /* some value of the last poll was finite */
    double rows[];
} memory;

typedef struct mesh { /* the state's parts, and what a step needs at hand */
    memory *m;
    size_t n;
    double *best, *before, *at, *tried, *q, *side, *sign;
    double unit; /* of the mesh */
    double q2;   /* |q|^2, the length of a turned axis in units of the mesh */
    bool turned;
} mesh;

enum { HALVED_LEAST = -20 }; /* a million first steps are far enough */

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 7 * n * sizeof(double);
}

static mesh open_mesh(const double opt[], void *state, size_t n)
{
    memory *m = state;
    mesh s = {.m = m, .n = n, .best = m->rows, .turned = opt[DIRECTIONS] == TURNED};
    s.before = s.best + n;
    s.at = s.before + n;
    s.tried = s.at + n;
    s.q = s.tried + n;
    s.side = s.q + n;
    s.sign = s.side + n;
    s.unit = ldexp(opt[STEP], -m->halved);
    return s;
}

/* q = u [n] times `scale` in whole numbers. -> |q|^2 */
static double round_off(const mesh *s, const double u[], double scale)
{
    for (size_t i = 0; i < s->n; i++) s->q[i] = round(scale * u[i]);
    return gg_dot(s->n, s->q, s->q);
}

/* A whole-numbered q along a random direction with |q|^2 <= 2^halved, as long as can be: the
 * turned axes |q|^2 I - 2 q q' are orthogonal, and on a mesh that is finer than the step by
 * 2^halved. Abramson et al. take the direction from Halton's sequence; here it is drawn, so that
 * repetitions differ. */
static void turn(mesh *s, gg_oracle *o)
{
    double *u = s->tried;
    const double finer = ldexp(1, s->m->halved > 0 ? s->m->halved : 0);
    for (size_t i = 0; i < s->n; i++) u[i] = gsl_ran_gaussian_ziggurat(o->rng, 1);
    const double most = gg_norm_max(s->n, u);
    double low = 0.5 / most * (1 + 1e-9); /* the largest component becomes 1 */
    double high = (sqrt(finer) + 1) / most;
    for (int i = 0; i < 40; i++) {
        const double middle = 0.5 * (low + high);
        if (round_off(s, u, middle) <= finer)
            low = middle;
        else
            high = middle;
    }
    s->q2 = round_off(s, u, low);
    s->unit /= finer;
}

/* tried = from + sign times direction j */
static void place(const mesh *s, const double from[], size_t j, double sign)
{
    gg_copy(s->n, from, s->tried);
    if (!s->turned) {
        s->tried[j] += sign * s->unit * s->side[j];
        return;
    }
    for (size_t i = 0; i < s->n; i++) {
        const double d = (i == j ? s->q2 : 0) - 2 * s->q[i] * s->q[j];
        s->tried[i] += sign * s->unit * d * s->side[i];
    }
}

/* Poll around `at`, where the value is f; `at` becomes the point that the poll's rule takes, if
 * it is lower, and lower than the best. -> its value */
static double poll(const mesh *s, double rule, double f, gg_oracle *o)
{
    memory *m = s->m;
    size_t chosen = s->n;
    for (size_t j = 0; j < s->n && !o->silent; j++)
        for (int k = 0; k < 2; k++) {
            const double sign = k == 0 ? s->sign[j] : -s->sign[j];
            place(s, s->at, j, sign);
            const double now = gg_value(o, s->tried);
            m->open = m->open || isfinite(now);
            if (!(now < f)) continue;
            f = now;
            s->sign[j] = sign;
            chosen = j;
            if (rule == ALL) continue;
            gg_copy(s->n, s->tried, s->at);
            if (rule == FIRST && f < m->f) return f;
            break;
        }
    if (rule == ALL && chosen < s->n) {
        place(s, s->at, chosen, s->sign[chosen]);
        gg_copy(s->n, s->tried, s->at);
    }
    return f;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    const mesh s = open_mesh(opt, state, o->n);
    gg_copy(o->n, o->start, s.best);
    gg_copy(o->n, o->start, s.before);
    for (size_t i = 0; i < o->n; i++) s.side[i] = o->upper[i] - o->lower[i];
    gg_fill(o->n, 1, s.sign);
    s.m->f = gg_value(o, s.best);
}

static gg_verdict shrink(mesh *s, const double opt[], gg_oracle *o)
{
    memory *m = s->m;
    m->halved++;
    if (ldexp(opt[STEP], -m->halved) >= opt[STEP_END]) return GG_GO_ON;
    if (m->open && isfinite(m->f))
        return gg_end(o, GG_DONE, "no lower value around on the finest mesh");
    return gg_end(o, GG_STUCK, "f is not finite around the best point");
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    mesh s = open_mesh(opt, state, o->n);
    memory *m = s.m;
    if (s.turned) turn(&s, o);
    double f = m->f;
    m->open = false;
    gg_copy(s.n, s.best, s.at);
    if (m->follow) {
        gg_along(s.n, s.at, 1, s.at, s.at);
        gg_along(s.n, s.at, -1, s.before, s.at);
        f = gg_value(o, s.at);
        m->open = isfinite(f);
    }
    f = poll(&s, opt[POLL], f, o);
    if (o->silent && !(f < m->f)) return GG_GO_ON;
    if (f < m->f) {
        gg_copy(s.n, s.best, s.before);
        gg_copy(s.n, s.at, s.best);
        m->f = f;
        m->follow = true;
        if (opt[GROW] == 1 && m->halved > HALVED_LEAST) m->halved--;
        return GG_GO_ON;
    }
    if (m->follow) {
        m->follow = false;
        return GG_GO_ON;
    }
    return shrink(&s, opt, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_pattern_search = {
    .name = "pattern_search",
    .title = "Pattern search",
    .summary = "steps to and fro along axes, then on in the direction that was won; or halve",
    .source =
        "Hooke & Jeeves 1961, Direct search solution of numerical and statistical "
        "problems, doi:10.1145/321062.321069; Torczon 1997, On the convergence of pattern "
        "search algorithms, doi:10.1137/S1052623493250780; directions=turned: Abramson, "
        "Audet, Dennis & Le Digabel 2009, OrthoMADS, doi:10.1137/080716980",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "n to 2 n + 1",
    .flops = "2 n^2; 8 n^2 with turned axes",
    .memory = "7 n",
    .tune = "step=0.1|0.25|0.5:directions=axes|turned:poll=moving|first|all:grow=no|yes",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
