/* optimizers/gradient_based/adam.c -- steps as long as gradients are sure. */
#include "base/vector.h"
#include "optimizers/gradient_based/minibatch.h"
#include "optimizers/gradient_based/step_schedule.h"
#include "optimizers/optimizer.h"

enum { SIZE, BATCH, ORDER, FIRST, SECOND, EPSILON, VARIANT, BIAS, SCHEDULE, KNEE };
enum { ADAM, AMSGRAD };
enum { CORRECTED, PLAIN };

static const gg_option options[] = {
    {"size", GG_REAL, 0.01, 1e-12, 1e6, "of the first step, in units of the box's side", NULL},
    {"batch", GG_WHOLE, 32, 0, 1e6, "rows a step where the loss has rows; 0: all", NULL},
    {"order", GG_CHOICE, GG_ROWS_SHUFFLED, GG_ROWS_SHUFFLED, GG_ROWS_IN_TURN,
     "every row once a pass in an order of its own, any row at any time, or as they stand",
     "shuffled|drawn|in_turn"},
    {"beta1", GG_REAL, 0.9, 0, 0.999999, "memory of the mean gradient", NULL},
    {"beta2", GG_REAL, 0.999, 0, 0.999999, "memory of its mean square", NULL},
    {"epsilon", GG_REAL, 1e-8, 0, 1,
     "added to the root of that, in units of the first gradient's largest component", NULL},
    {"variant", GG_CHOICE, ADAM, ADAM, AMSGRAD,
     "amsgrad divides by the largest mean square so far", "adam|amsgrad"},
    {"bias", GG_CHOICE, CORRECTED, CORRECTED, PLAIN, "means that begin with 0 are scaled up",
     "corrected|plain"},
    {"schedule", GG_CHOICE, GG_STEPS_COSINE, GG_STEPS_AUTO, GG_STEPS_STAIRS,
     "of the steps; cosine and stairs use the budget; auto is constant for exact gradients",
     GG_STEP_SCHEDULES},
    {"knee", GG_REAL, 10, 1e-6, 1e12, "passes after which inverse is down to 1/2, sqrt to 0.7",
     NULL},
    {0},
};

/* state: memory, then rows of n: x, the gradient, its mean, its mean square, and the largest of
 * those so far; then [batch] numbers of rows. */
typedef struct memory {
    gg_minibatch batch;
    double k;               /* steps */
    double fading, fading2; /* beta1^k, beta2^k */
    double unit;            /* of epsilon; 0: not yet known */
    bool exact;             /* gradients have no error */
    double rows[];
} memory;

static size_t state_size(const double opt[], size_t n)
{
    return sizeof(memory) + 5 * n * sizeof(double) + (size_t)opt[BATCH] * sizeof(size_t);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    gg_minibatch_open(&m->batch, o, opt[BATCH], (gg_row_order)opt[ORDER]);
    m->exact = m->batch.samples == 0 && !o->problem->noisy;
    m->fading = m->fading2 = 1;
    gg_copy(o->n, o->start, m->rows);
}

/* Both means take the gradient in, and the largest mean square. */
static void take_in(const double opt[], memory *m, size_t n)
{
    const double *g = m->rows + n;
    double *mean = m->rows + 2 * n;
    double *square = mean + n;
    double *largest = square + n;
    for (size_t i = 0; i < n; i++) {
        mean[i] = opt[FIRST] * mean[i] + (1 - opt[FIRST]) * g[i];
        square[i] = opt[SECOND] * square[i] + (1 - opt[SECOND]) * g[i] * g[i];
        largest[i] = opt[VARIANT] == AMSGRAD ? fmax(largest[i], square[i]) : square[i];
    }
    m->fading *= opt[FIRST];
    m->fading2 *= opt[SECOND];
}

/* -> did x move? */
static bool move(const double opt[], memory *m, const gg_oracle *o)
{
    const size_t n = o->n;
    double *x = m->rows;
    const double *mean = x + 2 * n;
    const double *largest = x + 4 * n;
    const double share = gg_step_share((gg_step_schedule)opt[SCHEDULE], m->exact, m->k,
                                       opt[KNEE] * gg_minibatch_steps(&m->batch), o);
    const bool corrected = opt[BIAS] == CORRECTED;
    const double by = corrected ? 1 - m->fading : 1;
    const double by2 = corrected ? 1 - m->fading2 : 1;
    bool moved = false;
    for (size_t i = 0; i < n; i++) {
        const double side = o->upper[i] - o->lower[i];
        const double root = sqrt(largest[i] / by2) + opt[EPSILON] * m->unit;
        const double next = root > 0 ? x[i] - opt[SIZE] * share * side * (mean[i] / by / root)
                                     : x[i];
        moved = moved || next != x[i];
        x[i] = next;
    }
    return moved;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    double *g = m->rows + n;
    if (o->silent) return GG_GO_ON;
    const double f = gg_minibatch_ask(&m->batch, o, (size_t *)(void *)(m->rows + 5 * n),
                                      m->rows, g);
    if (o->silent) return GG_GO_ON;
    if (!isfinite(f)) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    if (m->unit == 0) m->unit = gg_norm_max(n, g);
    take_in(opt, m, n);
    const bool moved = move(opt, m, o);
    m->k++;
    if (moved || !m->exact || gg_norm_max(n, g) > 0) return GG_GO_ON;
    return gg_end(o, GG_DONE, "a zero gradient");
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_adam = {
    .name = "adam",
    .title = "Adam",
    .summary = "steps along the mean gradient, over the root of its mean square",
    .source = "Kingma & Ba 2015, Adam: a method for stochastic optimization, algorithm 1, "
              "arXiv:1412.6980; amsgrad: Reddi, Kale & Kumar 2018, On the convergence of Adam "
              "and beyond, algorithm 2, arXiv:1904.09237",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "batch / rows of the data, at most 1",
    .flops = "15 n",
    .memory = "5 n + batch",
    .tune = "size=0.001|0.003|0.01|0.03:batch=8|32|128:variant=adam|amsgrad",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
