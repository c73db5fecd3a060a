/* experiments/claims/fixed_step_floor.c -- a fixed step never reaches a kink, but a bowl. */
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "experiments/claim.h"
#include "experiments/claims/least_absolute.h"
#include "experiments/evidence.h"
#include "experiments/walk.h"

enum { STEPS = 5, N = 50, WINDOW = 200 };
static const double sizes[STEPS] = {0.1, 0.03, 0.01, 0.003, 0.001};

/* Mean f over `window` steps that follow `before` steps from x, and x where it then stands. */
static gg_status mean_value(gg_problem *p, double size, double x[], size_t before,
                            size_t window, double *mean)
{
    char optimizer[80];
    gg_walk w;
    double total = 0;
    snprintf(optimizer, sizeof optimizer, "gradient_descent:step=fixed:size=%.17g", size);
    GG_TRY(gg_walk_open(&w, p, optimizer, x, NULL));
    for (size_t k = 0; k < before; k++) gg_walk_step(&w);
    for (size_t k = 0; k < window; k++) {
        gg_walk_step(&w);
        total += gg_problem_truth(p, gg_walk_point(&w));
    }
    *mean = total / (double)window;
    gg_copy(p->n, gg_walk_point(&w), x);
    gg_walk_close(&w);
    return GG_OK;
}

static gg_status walk_on(gg_numbers *to, const char *name, const char *loss, size_t before,
                         const double start[], const gg_trial_at *at)
{
    gg_problem *p = NULL;
    double mean = NAN;
    double x[N];
    gg_copy(N, start, x);
    GG_TRY(gg_problem_open(&p, loss, N, at->seed, at->rep));
    const gg_status status = mean_value(p, sizes[at->point], x, before, WINDOW, &mean);
    gg_problem_close(p);
    gg_note(to, name, sizes[at->point], mean);
    return status;
}

static gg_status kink_and_bowl(gg_numbers *to, const gg_trial_at *at)
{
    const double h = sizes[at->point];
    double start[N];
    for (size_t i = 0; i < N; i++) start[i] = 2 * gsl_rng_uniform(at->rng) - 1;
    GG_TRY(walk_on(to, "kink", "abs_sum", (size_t)(1.2 / h) + 200, start, at));
    return walk_on(to, "bowl", "ellipsoid:condition=1", (size_t)(60 / h), start, at);
}

/* --- a fit with absolute values ----------------------------------------------------------- */

enum { ROWS = 100, COLUMNS = 10, FIT_WINDOW = 2000 };

static double fit_gradient(gg_problem *p, const double x[], double g[])
{
    return gg_least_absolute(p->data, x, g);
}

static double fit(gg_problem *p, const double x[])
{
    return gg_least_absolute(p->data, x, NULL);
}

static const gg_loss fit_loss = {
    .name = "fit", .smoothness = GG_LIPSCHITZ, .value = fit, .gradient = fit_gradient};

/* x'w + N(0, 1), three in ten of them off by 10 N(0, 1) besides. */
static void draw(gg_absolute_fit *t, gsl_rng *rng, double A[], double b[])
{
    double w[COLUMNS];
    for (size_t j = 0; j < COLUMNS; j++) w[j] = gsl_ran_ugaussian(rng);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < COLUMNS; j++) A[i * COLUMNS + j] = gsl_ran_ugaussian(rng);
        b[i] = gg_dot(COLUMNS, A + i * COLUMNS, w) + gsl_ran_ugaussian(rng);
        if (i % 10 < 3) b[i] += gsl_ran_gaussian(rng, 10);
    }
    *t = (gg_absolute_fit){ROWS, COLUMNS, A, b};
}

/* The lengths in turn: a short step from far away takes long to come down. */
static gg_status absolute_fit(gg_numbers *to, const gg_trial_at *at)
{
    double A[ROWS * COLUMNS];
    double b[ROWS];
    double best[COLUMNS] = {0};
    double x[COLUMNS] = {0};
    double lower[COLUMNS];
    double upper[COLUMNS];
    gg_absolute_fit t;
    draw(&t, at->rng, A, b);
    GG_TRY(gg_least_absolute_solve(&t, best));
    gg_fill(COLUMNS, -5, lower);
    gg_fill(COLUMNS, 5, upper);
    gg_problem p = {.loss = &fit_loss,
                    .n = COLUMNS,
                    .data = &t,
                    .start = x,
                    .lower = lower,
                    .upper = upper,
                    .minimum = gg_least_absolute(&t, best, NULL),
                    .L = NAN,
                    .mu = NAN,
                    .smoothness = GG_LIPSCHITZ};
    for (size_t i = 0; i < STEPS; i++) {
        double mean = NAN;
        const size_t before = (size_t)(60 / sizes[i]);
        GG_TRY(mean_value(&p, sizes[i], x, before, FIT_WINDOW, &mean));
        gg_note(to, "gap", sizes[i], mean - p.minimum);
    }
    return GG_OK;
}

static const gg_trial trials[] = {
    {"coordinates",
     "gradient_descent, fixed steps h = 0.1 ... 0.001, n = 50, from the cube of side 2: mean f "
     "over 200 steps, on abs_sum after 1.2/h + 200 of them, on |x|^2/2 after 60/h",
     kink_and_bowl, STEPS, 20, 0},
    {"absolute_fit",
     "the same steps on mean |a'x - b|, 100 rows, 10 columns, noise N(0, 1), three rows in ten "
     "far off, from 0, each length from where the longer one ended: mean gap over 2000 steps "
     "after 60/h of them",
     absolute_fit, 1, 40, 0},
    {0},
};

enum { HALF, SLOPE, FIT, SMOOTH };
static const gg_band bands[] = {
    {"sum of |x_i|: mean f of late steps h, over n h / 2", 0.99, 1.01},
    {"sum of |x_i|: exponent of h in the floor", 0.99, 1.01},
    {"fit with absolute values: exponent of h in the floor", 0.9, 1.1},
    {"the bowl, same steps: mean f of late steps", 0, 1e-40},
    {0},
};

/* floor [STEPS][reps], ordered by h; the caller frees it */
static gg_status read_floors(gg_evidence *rows, const char *sql, double **out, size_t *reps)
{
    size_t count = 0;
    GG_TRY(gg_evidence_column(rows, out, &count, sql, 0));
    *reps = count / STEPS;
    return GG_OK;
}

static gg_status judge_slope(gg_evidence *rows, gg_findings *out, const char *sql,
                             const gg_band *band)
{
    double *y = NULL;
    size_t reps = 0;
    GG_TRY(read_floors(rows, sql, &y, &reps));
    const gg_interval is = gg_slope_interval(sizes, STEPS, y, reps, 0.95, 2000, 1);
    gg_find(out, band, is, STEPS * reps, "h = 0.1 ... 0.001");
    free(y);
    return GG_OK;
}

static gg_status judge_each(gg_evidence *rows, gg_findings *out, const char *sql,
                            const gg_band *band)
{
    double *y = NULL;
    size_t reps = 0;
    GG_TRY(read_floors(rows, sql, &y, &reps));
    for (size_t i = 0; i < STEPS; i++)
        gg_find(out, band, gg_each(y + i * reps, reps, band), reps, "h = %g", sizes[i]);
    free(y);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_slope(rows, out,
                       "SELECT value FROM measured WHERE name = 'kink' ORDER BY at DESC, rep",
                       &bands[SLOPE]));
    GG_TRY(judge_each(rows, out,
                      "SELECT value / (50 * at / 2) FROM measured WHERE name = 'kink' "
                      "ORDER BY at DESC, rep",
                      &bands[HALF]));
    GG_TRY(judge_slope(rows, out,
                       "SELECT value FROM measured WHERE name = 'gap' ORDER BY at DESC, rep",
                       &bands[FIT]));
    return judge_each(rows, out,
                      "SELECT value FROM measured WHERE name = 'bowl' ORDER BY at DESC, rep",
                      &bands[SMOOTH]);
}

const gg_claim gg_claim_fixed_step_floor = {
    .name = "fixed_step_floor",
    .number = 7,
    .study = "nonsmooth_floors",
    .sentence =
        "With a fixed step h gradient descent stalls above a kinked minimum at a height "
        "proportional to h (n h / 2 for the sum of |x_i|), and with the same steps runs "
        "into a bowl's minimum to the last digit.",
    .design =
        "h = 0.1, 0.03, 0.01, 0.003, 0.001. Sum of |x_i| and sum of x_i^2 / 2, n = 50, 20 "
        "starts in the cube of side 2. Fit with absolute values, 100 rows, 10 columns, noise "
        "N(0, 1), three rows in ten far off, 40 tables; its minimum is found by an exact "
        "vertex search, and each length goes on from where the longer one ended.",
    .estimator =
        "Mean f less the minimum over a late window of steps; slope of the logarithm of its "
        "median over that of h, bootstrap over starts or tables; every start where one "
        "number is foretold.",
    .source =
        "derived: each coordinate ends in jumps between r and r - h, whose |.| is h/2 in the "
        "mean; the general bound M^2 h / 2: Nesterov 2004, Introductory lectures on convex "
        "optimization, section 3.2, doi:10.1007/978-1-4419-8853-9",
    .limits =
        "Of exact gradients: gradients from random rows stall above smooth minima, too. The "
        "bowl is given 60/h steps, for it takes 1/h of them to come nearer by a factor e. The "
        "steps must be short against the residuals: longer ones meet the kinks of many rows "
        "at once, and the floor rises faster (with noise of 0.1, no more than the longest "
        "step, the exponent was 1.09).",
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
