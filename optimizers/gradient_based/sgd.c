/* optimizers/gradient_based/sgd.c -- steps along the gradients of a few rows. */
#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/gradient_based/minibatch.h"
#include "optimizers/gradient_based/step_schedule.h"
#include "optimizers/optimizer.h"

enum { SIZE, BATCH, ORDER, MOMENTUM, LOOK, SCHEDULE, KNEE, AVERAGE, FROM, EVERY };
enum { HEAVY_BALL, NESTEROV };
enum { AVERAGE_AUTO, NO, YES };

static const gg_option options[] = {
    {"size", GG_REAL, 0, 0, 1e12,
     "the first step; 0: 1/L, or found by a trial along the first gradient", NULL},
    {"batch", GG_WHOLE, 32, 0, 1e6, "rows a step where the loss has rows; 0: all", NULL},
    {"order", GG_CHOICE, GG_ROWS_SHUFFLED, GG_ROWS_SHUFFLED, GG_ROWS_IN_TURN,
     "every row once a pass in an order of its own, any row at any time, or as they stand",
     "shuffled|drawn|in_turn"},
    {"momentum", GG_REAL, 0.9, 0, 0.9999, "share of the last direction that is kept", NULL},
    {"look", GG_CHOICE, HEAVY_BALL, HEAVY_BALL, NESTEROV,
     "the gradient is that here, or there where the momentum leads", "here|ahead"},
    {"schedule", GG_CHOICE, GG_STEPS_AUTO, GG_STEPS_AUTO, GG_STEPS_STAIRS,
     "of the steps; auto is constant for exact gradients, else cosine; cosine and stairs use "
     "the budget",
     GG_STEP_SCHEDULES},
    {"knee", GG_REAL, 10, 1e-6, 1e12, "passes after which inverse is down to 1/2, sqrt to 0.7",
     NULL},
    {"average", GG_CHOICE, AVERAGE_AUTO, AVERAGE_AUTO, YES,
     "the mean of the points is the answer; auto: where gradients carry an error",
     "auto|no|yes"},
    {"from", GG_REAL, 0.5, 0, 1, "the mean begins at this share of the budget", NULL},
    {"every", GG_WHOLE, 10, 1, 1e9, "passes between two questions for f at the mean", NULL},
    {0},
};

/* state: memory, then rows of n: the point that it stands at (x, or the mean), x, the
 * direction, the gradient, and the point that looks ahead; then [batch] numbers of rows. */
typedef struct memory {
    gg_minibatch batch;
    double t;          /* the first step */
    double first;      /* f at the start; NaN: not asked */
    double sum, terms; /* of the rows' means in this pass */
    double k;          /* steps */
    double weight;     /* points in the mean */
    double passes;     /* since f was asked at the mean */
    double retreats;   /* to the start, with a shorter step */
    bool exact;        /* gradients have no error */
    double rows[];
} memory;

enum { RETREATS_MOST = 60 };

static size_t state_size(const double opt[], size_t n)
{
    return sizeof(memory) + 5 * n * sizeof(double) + (size_t)opt[BATCH] * sizeof(size_t);
}

/* The longest step along -g that keeps what a parabola of curvature 1/t promises: at most 1/L
 * of a quadratic. Each trial is charged. */
static double find_size(memory *m, gg_oracle *o, double *g, double *trial)
{
    m->first = gg_gradient(o, o->start, g);
    const double square = gg_dot(o->n, g, g);
    if (!(square > 0)) return 1;
    double t = 0.1 * gg_box_side(o) / sqrt(square);
    for (int k = 0; k < 40 && !o->silent; k++) {
        gg_along(o->n, o->start, -t, g, trial);
        const double f = gg_value(o, trial);
        if (f <= m->first - 0.5 * t * square) return t;
        const double share = t * square / (2 * (f - m->first + t * square));
        t *= share >= 0.01 ? fmin(share, 0.9) : 0.01;
    }
    return t;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    gg_minibatch_open(&m->batch, o, opt[BATCH], (gg_row_order)opt[ORDER]);
    m->exact = m->batch.samples == 0 && !o->problem->noisy;
    gg_copy(n, o->start, m->rows);
    gg_copy(n, o->start, m->rows + n);
    m->first = NAN;
    if (opt[SIZE] > 0)
        m->t = opt[SIZE];
    else if (gg_is_known(o->L))
        m->t = 1 / o->L;
    else
        m->t = find_size(m, o, m->rows + 3 * n, m->rows + 4 * n);
}

/* Steps of a size that nobody asked for were too long: begin again with shorter ones. */
static gg_verdict retreat(const double opt[], memory *m, gg_oracle *o)
{
    if (opt[SIZE] > 0) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    if (m->retreats++ >= RETREATS_MOST)
        return gg_end(o, GG_STUCK, "no size of step keeps f finite and below the first");
    gg_copy(o->n, o->start, m->rows);
    gg_copy(o->n, o->start, m->rows + o->n);
    gg_fill(o->n, 0, m->rows + 2 * o->n);
    m->t *= 0.25;
    m->weight = m->k = m->passes = 0;
    return GG_GO_ON;
}

/* Does the mean of this pass lie so far above the first f that steps must be too long? */
static bool is_lost(const double opt[], memory *m, double f)
{
    if (!isfinite(f)) return true;
    m->sum += f;
    m->terms++;
    if (!m->batch.full) return false;
    const double mean = m->sum / m->terms;
    m->sum = m->terms = 0;
    if (isnan(m->first)) m->first = mean;
    return opt[SIZE] == 0 && mean > m->first + 0.5 * fabs(m->first);
}

/* What it stands at: x, or the mean of the points since it began. */
static void average(const double opt[], memory *m, gg_oracle *o)
{
    double *mean = m->rows;
    const double *x = mean + o->n;
    const bool wanted = opt[AVERAGE] == YES || (opt[AVERAGE] == AVERAGE_AUTO && !m->exact);
    if (!wanted || (double)gg_spent(o) < opt[FROM] * (double)o->limit) {
        gg_copy(o->n, x, mean);
        return;
    }
    m->weight++;
    for (size_t i = 0; i < o->n; i++) mean[i] += (x[i] - mean[i]) / m->weight;
    m->passes += 1 / gg_minibatch_steps(&m->batch);
    if (m->passes < opt[EVERY]) return;
    m->passes = 0;
    gg_value(o, mean);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    double *x = m->rows + n;
    double *d = x + n;
    double *g = d + n;
    double *ahead = g + n;
    const bool looks = opt[LOOK] == NESTEROV;
    if (o->silent) return GG_GO_ON;
    const double share = gg_step_share((gg_step_schedule)opt[SCHEDULE], m->exact, m->k,
                                       opt[KNEE] * gg_minibatch_steps(&m->batch), o);
    const double t = m->t * share;
    if (looks) gg_along(n, x, t * opt[MOMENTUM], d, ahead);
    const double f = gg_minibatch_ask(&m->batch, o, (size_t *)(void *)(ahead + n),
                                      looks ? ahead : x, g);
    if (o->silent) return GG_GO_ON;
    if (is_lost(opt, m, f)) return retreat(opt, m, o);
    m->k++;
    bool moved = false;
    for (size_t i = 0; i < n; i++) {
        d[i] = opt[MOMENTUM] * d[i] - g[i];
        const double next = x[i] + t * d[i];
        moved = moved || next != x[i];
        x[i] = next;
    }
    if (!moved && m->exact && (share == 1 || gg_norm_max(n, g) == 0))
        return gg_end(o, GG_DONE, "a step no longer moves x");
    average(opt, m, o);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_sgd = {
    .name = "sgd",
    .title = "SGD",
    .summary = "steps along the gradients of a few rows, with momentum and a mean",
    .source = "Robbins & Monro 1951, A stochastic approximation method, "
              "doi:10.1214/aoms/1177729586; the mean: Polyak & Juditsky 1992, Acceleration of "
              "stochastic approximation by averaging, doi:10.1137/0330046; momentum: Polyak "
              "1964, doi:10.1016/0041-5553(64)90137-5",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "batch / rows of the data, at most 1; and 1 in `every` passes for the mean",
    .flops = "7 n",
    .memory = "5 n + batch",
    .tune = "momentum=0|0.9|0.99:batch=8|32|128:schedule=constant|inverse|cosine:"
            "average=no|yes",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
