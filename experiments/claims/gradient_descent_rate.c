/* experiments/claims/gradient_descent_rate.c -- how far a step of gradient descent gets. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>

#include "base/vector.h"
#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/walk.h"

enum { N = 50, CONDITIONS = 3, STARTS = 200, LONG = 12, LATE = 8, EACH = 10 };
static const double conditions[CONDITIONS] = {10, 100, 1000};

static gg_status open_bowl(gg_problem **out, double condition, const gg_trial_at *at)
{
    char loss[64];
    snprintf(loss, sizeof loss, "ellipsoid:condition=%g", condition);
    return gg_problem_open(out, loss, N, at->seed, at->rep);
}

/* From k = LATE kappa to LONG kappa, a note every kappa / EACH steps. */
static void note_distances(gg_numbers *to, gg_walk *w, size_t condition)
{
    for (size_t k = 0; k <= LONG * condition; k++) {
        if (k > 0) gg_walk_step(w);
        if (k < LATE * condition || k % (condition / EACH) != 0) continue;
        gg_note(to, "log_distance", (double)k, log(gg_norm(N, gg_walk_point(w))));
    }
}

/* points: the conditions with step 2/(L + mu), then with 1/L */
static gg_status walk_down(gg_numbers *to, const gg_trial_at *at)
{
    const double condition = conditions[at->point % CONDITIONS];
    gg_problem *p = NULL;
    gg_walk w;
    char optimizer[80];
    double start[N];
    for (size_t i = 0; i < N; i++) start[i] = gsl_ran_ugaussian(at->rng);
    GG_TRY(open_bowl(&p, condition, at));
    const double size = at->point < CONDITIONS ? 2 / (p->L + p->mu) : 1 / p->L;
    snprintf(optimizer, sizeof optimizer, "gradient_descent:step=fixed:size=%.17g", size);
    const gg_status status = gg_walk_open(&w, p, optimizer, start, at->rng);
    if (status == GG_OK) {
        note_distances(to, &w, (size_t)condition);
        gg_walk_close(&w);
    }
    gg_problem_close(p);
    return status;
}

/* f along the steepest slope, each time to where it is lowest, from the worst of starts. */
static gg_status search_exactly(gg_numbers *to, const gg_trial_at *at)
{
    const double condition = conditions[at->point];
    gg_problem *p = NULL;
    gg_oracle o;
    double x[N] = {0};
    double g[N];
    double hg[N];
    GG_TRY(open_bowl(&p, condition, at));
    const gg_status status = gg_oracle_open(&o, p, SIZE_MAX / 2);
    x[0] = 1 / p->mu;
    x[N - 1] = 1 / p->L;
    const size_t last = (size_t)LONG * (size_t)condition;
    for (size_t k = 0; status == GG_OK && k <= last; k++) {
        const double f = gg_gradient(&o, x, g);
        if (k == 0 || k == last) gg_note(to, "log_value", (double)k, log(f));
        gg_hessian_vector(&o, x, g, hg);
        gg_along(N, x, -gg_dot(N, g, g) / gg_dot(N, g, hg), g, x);
    }
    if (status == GG_OK) gg_oracle_close(&o);
    gg_problem_close(p);
    return status;
}

static const gg_trial trials[] = {
    {"fixed_step",
     "gradient_descent on ellipsoid, n = 50, condition 10, 100, 1000; step 2/(L + mu), then "
     "1/L; from N(0, I); log |x_k| for k from 8 to 12 conditions",
     walk_down, (size_t)2 * CONDITIONS, STARTS, 0},
    {"exact_search",
     "steepest descent with exact steps on the same, from (1/mu, 0, ..., 0, 1/L); log f at "
     "first and after 12 conditions",
     search_exactly, CONDITIONS, 1, 0},
    {0},
};

enum { SHORT, EXACT, WHOLE };
static const gg_band bands[] = {
    {"step 2/(L + mu): log of what a step leaves of the distance, over log((k - 1)/(k + 1))",
     0.995, 1.01},
    {"exact search, worst start: log of what a step leaves of f, over 2 log((k - 1)/(k + 1))",
     1 - 1e-6, 1 + 1e-6},
    {"step 1/L: log of what a step leaves of the distance, over log(1 - 1/k)", 1, INFINITY},
    {0},
};

/* A least-squares slope over the steps, for each start. */
static const char slopes[] =
    "SELECT (count(*) * sum(at * value) - sum(at) * sum(value)) / "
    "(count(*) * sum(at * at) - sum(at) * sum(at)) / ?2 "
    "FROM measured WHERE trial = 'fixed_step' AND point = ?1 GROUP BY rep";
static const char fall[] =
    "SELECT (max(iif(at > 0, value, NULL)) - max(iif(at = 0, value, NULL))) / max(at) / ?2 "
    "FROM measured WHERE trial = 'exact_search' AND point = ?1";

static gg_status judge_fixed(gg_evidence *rows, gg_findings *out, size_t point, double theory,
                             const gg_band *band)
{
    double *q = NULL;
    size_t count = 0;
    GG_TRY(gg_evidence_column(rows, &q, &count, slopes, 2, (double)point, theory));
    const gg_interval is = band == &bands[WHOLE] ? gg_each(q, count, band)
                                                 : gg_median(q, count);
    gg_find(out, band, is, count, "k = %g", conditions[point % CONDITIONS]);
    free(q);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (size_t c = 0; c < CONDITIONS; c++) {
        const double k = conditions[c];
        const double rate = log((k - 1) / (k + 1));
        GG_TRY(judge_fixed(rows, out, c, rate, &bands[SHORT]));
    }
    for (size_t c = 0; c < CONDITIONS; c++) {
        const double k = conditions[c];
        double q = NAN;
        GG_TRY(gg_evidence_number(rows, &q, fall, 2, (double)c, 2 * log((k - 1) / (k + 1))));
        gg_find(out, &bands[EXACT], gg_exactly(q), 1, "k = %g", k);
    }
    for (size_t c = 0; c < CONDITIONS; c++)
        GG_TRY(
            judge_fixed(rows, out, CONDITIONS + c, log(1 - 1 / conditions[c]), &bands[WHOLE]));
    return GG_OK;
}

const gg_claim gg_claim_gradient_descent_rate = {
    .name = "gradient_descent_rate",
    .number = 1,
    .study = "rates",
    .sentence =
        "On a bowl whose curvatures lie between mu and L = k mu, gradient descent with its "
        "best fixed step keeps the share (k - 1)/(k + 1) of the distance at every step, "
        "and a search for the best step each time saves nothing from the worst start.",
    .design =
        "Ellipsoid, n = 50, k = 10, 100, 1000, curvatures evenly apart in their logarithms; "
        "200 normal starts and 12 k steps; steps of 2/(L + mu) and of 1/L. Exact search from "
        "(1/mu, 0, ..., 0, 1/L).",
    .estimator =
        "Least-squares slope of log |x_k| over the last third of the steps, divided by "
        "the foretold one; median of the starts. Exact search: log of f's fall over all "
        "steps, divided by the foretold one. Step 1/L: every start.",
    .source =
        "Nesterov 2004, Introductory lectures on convex optimization, section 2.1.5, "
        "doi:10.1007/978-1-4419-8853-9; exact search: Akaike 1959, On a successive "
        "transformation of probability distribution and its application to the analysis of "
        "the optimum gradient method, doi:10.1007/BF01831719",
    .limits =
        "The rate is that of late steps: at first the other directions die out faster. With "
        "1/L the slowest directions are many, so the rate is only approached from above.",
    .exact = true,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
