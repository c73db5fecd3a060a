/* experiments/claims/acceleration.c -- momentum pays the root of the condition. */
#include <math.h>
#include <stdio.h>

#include "base/vector.h"
#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/walk.h"

enum { N = 400, CONDITIONS = 7, METHODS = 4 };
static const double TARGET = 1e-8; /* of the first f */
static const double MOST = 1e6;    /* iterations, many times what is foretold */

/* from 10 to 1e4, two a decade */
static double condition_of(size_t point)
{
    return pow(10, 1 + (double)point / 2);
}

enum { PLAIN, NESTEROV, HEAVY_BALL, CONJUGATE };
static const char *const names[METHODS] = {"gradient_descent", "nesterov", "heavy_ball",
                                           "conjugate_gradient"};

static void write_optimizer(char *out, size_t room, size_t method, const gg_problem *p)
{
    const double root_L = sqrt(p->L);
    const double root_mu = sqrt(p->mu);
    const double share = (root_L - root_mu) / (root_L + root_mu);
    switch (method) {
    case PLAIN:
        snprintf(out, room, "gradient_descent:step=fixed:size=%.17g", 2 / (p->L + p->mu));
        return;
    case NESTEROV:
        snprintf(out, room, "nesterov:constants=known:momentum=constant:restart=none");
        return;
    case HEAVY_BALL:
        snprintf(out, room, "gradient_descent:step=fixed:size=%.17g:momentum=%.17g",
                 4 / ((root_L + root_mu) * (root_L + root_mu)), share * share);
        return;
    default: snprintf(out, room, "conjugate_gradient:c2=1e-9:noise=0"); return;
    }
}

/* Iterations until f is TARGET of what it was, from x_i = a_i^-1/2: all directions matter
 * alike to f. */
static gg_status count_iterations(gg_numbers *to, gg_problem *p, size_t method,
                                  double condition)
{
    char optimizer[120];
    gg_walk w;
    double start[N];
    for (size_t i = 0; i < N; i++)
        start[i] = pow(condition, -(double)i / (2 * (double)(N - 1)));
    write_optimizer(optimizer, sizeof optimizer, method, p);
    GG_TRY(gg_walk_open(&w, p, optimizer, start, NULL));
    const double enough = TARGET * w.oracle.first;
    double k = 0;
    while (w.oracle.best > enough && k < MOST && gg_walk_step(&w) == GG_GO_ON) k++;
    if (w.oracle.best <= enough) gg_note(to, names[method], condition, k);
    gg_walk_close(&w);
    return GG_OK;
}

static gg_status count_all(gg_numbers *to, const gg_trial_at *at)
{
    const double condition = condition_of(at->point);
    char loss[64];
    gg_problem *p = NULL;
    snprintf(loss, sizeof loss, "ellipsoid:condition=%.17g", condition);
    GG_TRY(gg_problem_open(&p, loss, N, at->seed, at->rep));
    gg_status status = GG_OK;
    for (size_t m = 0; m < METHODS && status == GG_OK; m++)
        status = count_iterations(to, p, m, condition);
    gg_problem_close(p);
    return status;
}

static const gg_trial trials[] = {
    {"iterations",
     "iterations to 1e-8 of the first f on ellipsoid, n = 400, condition 10 ... 1e4, two a "
     "decade, from x_i = a_i^(-1/2): gradient descent 2/(L + mu), Nesterov, heavy ball, "
     "conjugate gradients",
     count_all, CONDITIONS, 1, 0},
    {0},
};

enum { SAVED = METHODS };
static const gg_band bands[] = {
    {"gradient descent: exponent of the condition number in the iterations", 0.95, 1.05},
    {"Nesterov's momentum: exponent of the condition number", 0.45, 0.58},
    {"heavy ball: exponent of the condition number", 0.45, 0.58},
    {"conjugate gradients: exponent of the condition number", 0.40, 0.52},
    {"Nesterov's iterations over those of gradient descent", 0, 0.05},
    {0},
};

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    double last[METHODS];
    double x[CONDITIONS];
    for (size_t i = 0; i < CONDITIONS; i++) x[i] = condition_of(i);
    for (size_t m = 0; m < METHODS; m++) {
        double y[CONDITIONS];
        for (size_t i = 0; i < CONDITIONS; i++) {
            char sql[120];
            snprintf(sql, sizeof sql,
                     "SELECT value FROM measured WHERE name = '%s' AND point = ?1", names[m]);
            GG_TRY(gg_evidence_number(rows, &y[i], sql, 1, (double)i));
        }
        const gg_interval is = gg_slope_interval(x, CONDITIONS, y, 1, 0.95, 2000, 1);
        gg_find(out, &bands[m], is, CONDITIONS, "k = 10 ... 1e4");
        last[m] = y[CONDITIONS - 1];
    }
    gg_find(out, &bands[SAVED], gg_exactly(last[NESTEROV] / last[PLAIN]), 2, "k = 1e4");
    return GG_OK;
}

const gg_claim gg_claim_acceleration = {
    .name = "acceleration",
    .number = 2,
    .study = "rates",
    .sentence =
        "The iterations of gradient descent grow like the condition number of a bowl, those "
        "of momentum and of conjugate gradients only like its square root.",
    .design =
        "Ellipsoid, n = 400, seven condition numbers k from 10 to 1e4; all directions begin "
        "with the same share of f. Gradient descent with step 2/(L + mu), Nesterov's constant "
        "momentum with step 1/L, the heavy ball with Polyak's constants, conjugate gradients "
        "with exact searches.",
    .estimator =
        "Iterations until f is 1e-8 of the first f; slope of their logarithm over log k. "
        "No chance is in it: the slope is a number.",
    .source = "Nesterov 2004, Introductory lectures on convex optimization, section 2.2, "
              "doi:10.1007/978-1-4419-8853-9; Polyak 1964, Some methods of speeding up the "
              "convergence of iteration methods, doi:10.1016/0041-5553(64)90137-5; Hestenes & "
              "Stiefel 1952, doi:10.6028/jres.049.044",
    .limits =
        "All but conjugate gradients are told L and mu. n must be well above the iterations "
        "of conjugate gradients, which end after n steps whatever the condition. Turning the "
        "bowl changes nothing for these methods, so its axes are the coordinates'.",
    .exact = true,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
