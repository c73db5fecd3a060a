/* optimizers/gradient_free/simulated_annealing.c -- leaps that cool down, and a polish. */
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "losses/fold.h"
#include "optimizers/box.h"
#include "optimizers/optimizer.h"
#include "optimizers/variation.h"

enum { VISITING, ACCEPTING, WIDTH, HEAT, COLDEST, POLISH, EDGE };

static const gg_option options[] = {
    {"visiting", GG_REAL, 2.62, 1.01, 2.99,
     "q of the leaps: their tails fall as |x|^(-2/(q-1))", NULL},
    {"accepting", GG_REAL, -5, -1e4, 0.99, "q of the probability that a worse point is taken",
     NULL},
    {"width", GG_REAL, 2000, 1e-6, 1e12, "temperature of leaps at first, with the box's side 1",
     NULL},
    {"heat", GG_REAL, 10, 0, 1e12,
     "temperature of the choice at first, in units of the mean change of f at first", NULL},
    {"coldest", GG_REAL, 2e-5, 1e-300, 1, "share of the temperature at which it is heated anew",
     NULL},
    {"polish", GG_CHOICE, 0, 0, 1, "descend by parabolas along the axes from each better point",
     "yes|no"},
    {"edge", GG_REAL, 0.01, 1e-12, 1, "polish: the first step, in units of the box's side",
     NULL},
    {0},
};

/* state: memory; then, of n doubles each, the best point, where it is, a trial, where a sweep
 * began, and the steps of the polish. */
typedef struct memory {
    double best_f, f;
    double scale;    /* mean change of f at first, a running mean over ... */
    size_t changes;  /* ... so many changes */
    size_t age;      /* chains since it was heated */
    size_t idle;     /* chains since the best was found */
    size_t sweeps;   /* of this polish; 0: none is going on */
    double polish_f; /* when the polish began */
    double best[];
} memory;

typedef struct place {
    memory *m;
    size_t n;
    double *best, *x, *trial, *before, *edge;
} place;

enum { LEARNING = 100 };         /* changes of f that its scale is learnt from */
enum { SWEEPS = 8 };             /* sweeps of a polish before there is a chain in between */
enum { IDLE = 25 };              /* chains in vain, after which it polishes to the last digit */
static const double FINE = 1e-6; /* a sweep that gains less than this share ends the polish */
/* Shorter steps have nothing to gain near a parabola's vertex but rounding. */
static const double FINEST = 1e-9;

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 5 * n * sizeof(double);
}

static place open_place(void *state, size_t n)
{
    place p = {.m = state, .n = n, .best = ((memory *)state)->best};
    p.x = p.best + n;
    p.trial = p.x + n;
    p.before = p.trial + n;
    p.edge = p.before + n;
    return p;
}

static void begin_polish(const double opt[], const place *p, const gg_oracle *o)
{
    if (opt[POLISH] == 1) return;
    p->m->sweeps = 1;
    p->m->polish_f = p->m->best_f;
    for (size_t i = 0; i < p->n; i++) p->edge[i] = opt[EDGE] * (o->upper[i] - o->lower[i]);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    const place p = open_place(state, o->n);
    for (size_t i = 0; i < p.n; i++) p.x[i] = gg_clamp(o->start[i], o->lower[i], o->upper[i]);
    gg_copy(p.n, p.x, p.best);
    p.m->f = p.m->best_f = gg_value(o, p.x);
    begin_polish(opt, &p, o);
}

/* Share of the first temperature. */
static double temperature(const double opt[], const place *p)
{
    const double q = opt[VISITING] - 1;
    return expm1(q * M_LN2) / expm1(q * log((double)p->m->age + 2));
}

/* A leap as long as chance wills: Student's t, which is the law of the source in one dimension;
 * what leaves the box at one side comes in at the other. */
static double leap(const double opt[], double width, double x, size_t i, const gg_oracle *o)
{
    const double q = opt[VISITING];
    const double t = gsl_ran_tdist(o->rng, (3 - q) / (q - 1)) / sqrt(3 - q);
    const double far = gg_clamp(width * t, -1e8, 1e8);
    const double side = o->upper[i] - o->lower[i];
    const double share = (x - o->lower[i]) / side + (far == far ? far : 0.5);
    const double landed = o->lower[i] + side * (share - floor(share));
    return gg_clamp(landed, o->lower[i], o->upper[i]);
}

/* Is a point that is worse by `loss` taken? */
static bool take(const double opt[], double loss, double heat, gsl_rng *rng)
{
    const double q = 1 - opt[ACCEPTING];
    const double left = 1 - q * loss / heat;
    return left > 0 && gg_draw_chance(rng) < pow(left, 1 / q);
}

static void learn_scale(memory *m, double change)
{
    if (m->changes >= LEARNING || !isfinite(change) || change == 0) return;
    m->changes++;
    m->scale += (fabs(change) - m->scale) / (double)m->changes;
}

static void visit(const double opt[], const place *p, double heat, gg_oracle *o)
{
    memory *m = p->m;
    const double f = gg_value(o, p->trial);
    if (o->silent) return;
    learn_scale(m, f - m->f);
    if (f > m->f && !take(opt, f - m->f, heat * m->scale, o->rng)) return;
    gg_copy(p->n, p->trial, p->x);
    m->f = f;
    if (!(f < m->best_f)) return;
    gg_copy(p->n, p->x, p->best);
    m->best_f = f;
    m->idle = 0;
}

/* n leaps of all coordinates, then one of each. */
static void run_chain(const double opt[], const place *p, gg_oracle *o)
{
    memory *m = p->m;
    const double share = temperature(opt, p);
    const double width = pow(opt[WIDTH] * share, 1 / (3 - opt[VISITING]));
    for (size_t k = 0; k < 2 * p->n && !o->silent; k++) {
        gg_copy(p->n, p->x, p->trial);
        if (k < p->n)
            for (size_t i = 0; i < p->n; i++) p->trial[i] = leap(opt, width, p->x[i], i, o);
        else
            p->trial[k - p->n] = leap(opt, width, p->x[k - p->n], k - p->n, o);
        visit(opt, p, opt[HEAT] * share / (double)(m->age + 1), o);
    }
    m->age++;
}

static double try(const place *p, size_t i, double x, gg_oracle *o)
{
    const double was = p->best[i];
    p->best[i] = gg_clamp(x, o->lower[i], o->upper[i]);
    const double f = gg_value(o, p->best);
    if (f < p->m->best_f)
        p->m->best_f = f;
    else
        p->best[i] = was;
    return f;
}

/* Along one axis to the vertex of a parabola through three points, or on if it is not between
 * them. */
static void descend(const place *p, size_t i, gg_oracle *o)
{
    const double x = p->best[i];
    const double h = p->edge[i];
    const double f = p->m->best_f;
    const double right = try(p, i, x + h, o);
    p->best[i] = right < f ? p->best[i] : x;
    const double left = right < f ? try(p, i, x + 2 * h, o) : try(p, i, x - h, o);
    /* slope and curvature, in units of h, about the middle one */
    const double middle = right < f ? right : f;
    const double low = right < f ? f : left;
    const double high = right < f ? left : right;
    const double bend = low - 2 * middle + high;
    const double d = bend > 0 ? 0.5 * (low - high) / bend : 0;
    if (middle <= low && middle <= high && bend > 0 && isfinite(bend)) {
        try(p, i, (right < f ? x + h : x) + d * h, o);
        p->edge[i] = h * fmax(fmin(2 * fabs(d), 1), 0.1);
    } else {
        p->edge[i] = fmin(2 * h, 0.25 * (o->upper[i] - o->lower[i]));
    }
}

/* On the way that the sweep has gone, twice as far each time. */
static void go_on(const place *p, gg_oracle *o)
{
    memory *m = p->m;
    for (double t = 1; !o->silent && t < 1e6; t *= 2) {
        for (size_t i = 0; i < p->n; i++) {
            const double x = p->best[i] + t * (p->best[i] - p->before[i]);
            p->trial[i] = gg_clamp(x, o->lower[i], o->upper[i]);
        }
        const double f = gg_value(o, p->trial);
        if (!(f < m->best_f)) return;
        gg_copy(p->n, p->best, p->before);
        gg_copy(p->n, p->trial, p->best);
        m->best_f = f;
    }
}

/* The longest step of the polish, in units of the box's side. */
static double widest(const place *p, const gg_oracle *o)
{
    double most = 0;
    for (size_t i = 0; i < p->n; i++)
        most = fmax(most, p->edge[i] / (o->upper[i] - o->lower[i]));
    return most;
}

static void sweep(const place *p, gg_oracle *o)
{
    memory *m = p->m;
    const double f = m->best_f;
    gg_copy(p->n, p->best, p->before);
    for (size_t i = 0; i < p->n && !o->silent; i++) descend(p, i, o);
    if (m->best_f < f && p->n > 1 && m->sweeps > 1) go_on(p, o);
    m->sweeps++;
    const bool to_the_last = m->idle >= IDLE;
    const double gain = f - m->best_f;
    if (to_the_last ? gain > 0 || widest(p, o) > FINEST
                    : gain > FINE * (m->polish_f - m->best_f))
        return;
    m->sweeps = 0;
    m->idle++;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    const place p = open_place(state, o->n);
    memory *m = p.m;
    if (m->sweeps > 0) {
        sweep(&p, o);
        if (m->sweeps == 0) {
            gg_copy(p.n, p.best, p.x);
            m->f = m->best_f;
        }
        if (m->sweeps % SWEEPS != SWEEPS - 1) return GG_GO_ON;
    }
    const double before = m->best_f;
    run_chain(opt, &p, o);
    if (m->best_f < before && m->sweeps == 0) begin_polish(opt, &p, o);
    m->idle = m->best_f < before ? 0 : m->idle + 1;
    if (m->idle == IDLE) begin_polish(opt, &p, o);
    if (temperature(opt, &p) < opt[COLDEST]) {
        m->age = 0;
        gg_box_draw(o, p.x);
        m->f = gg_value(o, p.x);
    }
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->best;
    return 2;
}

const gg_optimizer gg_optimizer_simulated_annealing = {
    .name = "simulated_annealing",
    .title = "Simulated annealing",
    .summary = "leaps with heavy tails that cool down, each better point polished",
    .source = "Kirkpatrick, Gelatt & Vecchi 1983, doi:10.1126/science.220.4598.671; "
              "generalised: Tsallis & Stariolo 1996, doi:10.1016/S0378-4371(96)00271-3; chains "
              "and polish: Xiang, Sun, Fan & Gong 1997, doi:10.1016/S0375-9601(97)00474-X",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .searches_box = true,
    .calls = "2 n, or 3 n when it polishes",
    .flops = "50 n^2",
    .memory = "5 n",
    .tune = "visiting=1.5|2|2.62|2.8:heat=1|10|100:polish=yes|no:edge=0.001|0.01|0.05",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
