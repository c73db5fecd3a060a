/* experiments/claims/control_rotation.c -- who follows f and not the axes does not see a turn. */
#include <math.h>
#include <stdlib.h>

#include "base/vector.h"
#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/running_time.h"
#include "experiments/walk.h"

enum { N = 6, ENTRIES = N * N, STEPS = 200 };

/* A stretched bowl with a quartic, seen through y = Q x; a NULL Q: straight. */
static double bowl(gg_problem *p, const double x[], double g[])
{
    const double *turn = p->data;
    double y[N];
    gg_fill(N, 0, g);
    double f = 0;
    for (size_t i = 0; i < N; i++) {
        y[i] = turn ? gg_dot(N, turn + i * N, x) : x[i];
        const double weight = pow(30, (double)i / (N - 1));
        const double slope = 2 * weight * y[i] + 0.2 * y[i] * y[i] * y[i];
        f += weight * y[i] * y[i] + 0.05 * y[i] * y[i] * y[i] * y[i];
        if (!turn) g[i] = slope;
        for (size_t j = 0; turn && j < N; j++) g[j] += slope * turn[i * N + j];
    }
    return f;
}
static double value(gg_problem *p, const double x[])
{
    double g[N];
    return bowl(p, x, g);
}
static const gg_loss loss = {
    .name = "bowl", .smoothness = GG_ANALYTIC, .value = value, .gradient = bowl};

/* A turn by a random angle in each plane of two axes, one after the other. */
static void draw_turn(gsl_rng *rng, double turn[ENTRIES])
{
    gg_fill(ENTRIES, 0, turn);
    for (size_t i = 0; i < N; i++) turn[i * N + i] = 1;
    for (size_t i = 0; i < N; i++)
        for (size_t j = i + 1; j < N; j++) {
            const double angle = 6.283185307179586 * gsl_rng_uniform(rng);
            for (size_t k = 0; k < N; k++) {
                const double a = turn[i * N + k];
                const double b = turn[j * N + k];
                turn[i * N + k] = cos(angle) * a - sin(angle) * b;
                turn[j * N + k] = sin(angle) * a + cos(angle) * b;
            }
        }
}

static const char *const methods[] = {"gradient_descent:step=fixed:size=0.01",
                                      "gradient_descent:step=fixed:size=0.01:momentum=0.5",
                                      "nesterov:size=0.01"};
static const char *const titles[] = {"gradient descent", "with momentum", "Nesterov"};
enum { METHODS = sizeof methods / sizeof *methods };

/* How far the turned way is from the straight one, turned back, at the worst step. */
static gg_status measure(gg_numbers *to, const gg_trial_at *at)
{
    double turn[ENTRIES];
    double y[N];
    double x[N];
    double lower[N];
    double upper[N];
    draw_turn(at->rng, turn);
    gg_fill(N, -5, lower);
    gg_fill(N, 5, upper);
    gg_fill(N, 0, x);
    for (size_t i = 0; i < N; i++) {
        y[i] = 4 * gsl_rng_uniform(at->rng) - 2;
        gg_along(N, x, y[i], turn + i * N, x);
    }
    gg_problem straight = {.loss = &loss,
                           .n = N,
                           .start = y,
                           .lower = lower,
                           .upper = upper,
                           .minimum = 0,
                           .L = NAN,
                           .mu = NAN,
                           .smoothness = GG_ANALYTIC};
    gg_problem turned = straight;
    turned.start = x;
    turned.data = turn;
    gg_walk a;
    gg_walk b;
    GG_TRY(gg_walk_open(&a, &straight, methods[at->point], NULL, NULL));
    const gg_status status = gg_walk_open(&b, &turned, methods[at->point], NULL, NULL);
    if (status == GG_OK) {
        double most = 0;
        for (size_t k = 0; k < STEPS; k++) {
            gg_walk_step(&a);
            gg_walk_step(&b);
            for (size_t i = 0; i < N; i++) {
                const double back = gg_dot(N, turn + i * N, gg_walk_point(&b));
                most = fmax(most, fabs(back - gg_walk_point(&a)[i]));
            }
        }
        gg_note(to, "apart", N, most);
        gg_walk_close(&b);
    }
    gg_walk_close(&a);
    return status;
}

static const gg_trial trials[] = {
    {"ways",
     "gradient descent 0.01, the same with momentum 0.5, Nesterov 0.01: 200 steps on a bowl of "
     "condition 30 with a quartic, n = 6, from a random start, and turned at random",
     measure, METHODS, 20, 0},
    {0},
};

#define GRID(cell, where, method)                                                      \
    {                                                                                  \
        .name = (cell), .losses = (where), .optimizers = (method), .dimensions = "10", \
        .reps = 100, .max_evals = 3000, .per_dimension = true                          \
    }
#define STRAIGHT "ellipsoid:condition=1e4"
#define TURNED "ellipsoid:condition=1e4+rotate"
static const gg_grid grids[] = {GRID("cma_straight", STRAIGHT, "cma_es"),
                                GRID("cma_turned", TURNED, "cma_es"),
                                GRID("separable_straight", STRAIGHT, "separable_cma_es"),
                                GRID("separable_turned", TURNED, "separable_cma_es"),
                                {0}};

enum { WAYS, CMA, SEPARABLE };
static const gg_band bands[] = {
    [WAYS] = {"distance of the turned way from the straight one, turned back, at the worst of "
              "200 steps",
              0, 1e-10},
    [CMA] = {"CMA-ES: expected calls on the turned ellipsoid over those on the straight one",
             0.95, 1.05},
    [SEPARABLE] = {"CMA-ES that learns along the axes alone: the same ratio", 2, INFINITY},
    {0},
};

typedef struct costs {
    double *cost;
    bool *hit;
    size_t count;
} costs;

static gg_status read_costs(gg_evidence *rows, const char *cell, costs *out)
{
    gg_table t;
    GG_TRY(gg_evidence_times(rows, &t, cell, 1e-8, false, 1));
    *out = (costs){malloc((t.rows + 1) * sizeof(double)), malloc((t.rows + 1) * sizeof(bool)),
                   0};
    if (out->cost && out->hit) out->count = t.rows;
    for (size_t i = 0; i < out->count; i++) {
        out->cost[i] = t.of[t.columns * i + 3];
        out->hit[i] = t.of[t.columns * i + 4] != 0;
    }
    gg_table_close(&t);
    return GG_OK;
}

static void close_costs(costs *c)
{
    free(c->hit);
    free(c->cost);
}

static gg_status judge_ratio(gg_evidence *rows, gg_findings *out, const gg_band *band,
                             const char *turned, const char *straight)
{
    costs a;
    costs b;
    GG_TRY(read_costs(rows, turned, &a));
    const gg_status status = read_costs(rows, straight, &b);
    if (status == GG_OK) {
        const gg_interval ratio = gg_time_ratio((gg_costs){a.cost, a.hit, a.count},
                                                (gg_costs){b.cost, b.hit, b.count}, false, 0.95,
                                                2000, 1);
        gg_find(out, band, ratio, a.count + b.count, "n = 10");
        close_costs(&b);
    }
    close_costs(&a);
    return status;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (size_t m = 0; m < METHODS; m++) {
        double *apart = NULL;
        size_t count = 0;
        GG_TRY(gg_evidence_column(
            rows, &apart, &count,
            "SELECT value FROM measured WHERE trial = 'ways' AND point = ?1", 1, (double)m));
        gg_find(out, &bands[WAYS], gg_each(apart, count, &bands[WAYS]), count, "%s", titles[m]);
        free(apart);
    }
    GG_TRY(judge_ratio(rows, out, &bands[CMA], "cma_turned", "cma_straight"));
    return judge_ratio(rows, out, &bands[SEPARABLE], "separable_turned", "separable_straight");
}

const gg_claim gg_claim_control_rotation = {
    .name = "control_rotation",
    .number = 0,
    .study = "controls",
    .sentence =
        "Gradient descent goes the same way when the loss is turned, up to rounding, and "
        "CMA-ES needs as many calls; a method that learns along the axes needs more.",
    .design =
        "200 steps of gradient descent, with and without momentum, and of Nesterov's method "
        "on a bowl, n = 6, and on the bowl and start turned at random, 20 times; 100 runs "
        "each of CMA-ES and of its separable form on an ellipsoid of condition 1e4, n = 10, "
        "along the axes and turned.",
    .estimator = "Largest difference of a coordinate, the turned way turned back; ratio of the "
                 "expected calls to a gap of 1e-8 with a bootstrap over runs.",
    .source = "derived: gradients turn with the loss, and so do normal samples in distribution",
    .limits =
        "The random numbers of CMA-ES do not turn with the loss, so its two runs are alike "
        "in distribution and not step by step; random starts come from a cube, which a turn "
        "changes a little.",
    .full = 2,
    .bands = bands,
    .grids = grids,
    .trials = trials,
    .judge = judge,
};
