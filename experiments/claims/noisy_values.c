/* experiments/claims/noisy_values.c -- what differences make of noise, and how to choose them. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "experiments/evidence.h"
#include "optimizers/method.h"

enum { LOST, NAIVE, INFORMED, RANKS, BELOW, AVERAGED, DIMENSION };

static const gg_band bands[] = {
    [LOST] = {"f at the end over f at the start, differences over 1.5e-8, noise from 1e-6 on",
              1, INFINITY},
    [NAIVE] = {"exponent of the floor over the noise, differences over 1.5e-8", 1.9, 2.1},
    [INFORMED] = {"exponent of the floor over the noise, differences as wide as the noise asks",
                  0.95, 1.05},
    [RANKS] = {"exponent of the floor over the noise, CMA-ES", 0.9, 1.1},
    [BELOW] = {"floor of CMA-ES over that of differences as wide as the noise asks", 0, 1},
    [AVERAGED] = {"floor of wide central differences, averaged, over that of CMA-ES", 0, 1},
    [DIMENSION] =
        {"exponent of n in the error from noisy values over that from noisy gradients", 0.9,
         1.1},
    {0},
};

/* --- floors: where a method ends under noise ----------------------------------------------------- */

#define BOWL "ellipsoid:condition=10"

enum { N = 10, CALLS = 8000, SIGMAS = 12 };

static const double CURVATURE = 10; /* the largest of the bowl */

typedef enum step_rule { FIXED, AS_THE_NOISE_ASKS, NONE } step_rule;

static const struct way {
    const char *name, *optimizer, *difference; /* "forward", NULL: values alone */
    double step;
    step_rule rule;
    bool average; /* over the second half of the way, instead of where it stands */
} ways[] = {
    {"naive", "gradient_descent:step=fixed:size=0.1", "forward", 1.5e-8, FIXED, false},
    {"informed", "gradient_descent:step=fixed:size=0.1", "forward", 0, AS_THE_NOISE_ASKS,
     false},
    {"averaged", "gradient_descent:step=fixed:size=0.1", "central", 1, FIXED, true},
    {"cma_es", "cma_es:restart=none", NULL, 0, NONE, false},
    {"one_plus_one", "one_plus_one", NULL, 0, NONE, false},
};

enum { WAYS = sizeof ways / sizeof *ways };

/* A way to go from noisy values, watched from outside with f itself. */
typedef struct watch {
    gg_problem *noisy, *exact;
    gg_method method;
    gg_oracle oracle;
    double x[N], sum[N]; /* where the method stands; the sum of that */
    size_t summed;
    double late; /* sum of f over the last quarter of the calls */
    size_t looks;
} watch;

static double f_at(const watch *w, const double x[])
{
    return w->exact->loss->value(w->exact, x);
}

static void look(watch *w)
{
    const double *x;
    w->method.table->points(w->method.state, N, &x);
    gg_copy(N, x, w->x);
    const size_t spent = gg_spent(&w->oracle);
    if (2 * spent >= CALLS) {
        for (size_t j = 0; j < N; j++) w->sum[j] += x[j];
        w->summed++;
    }
    if (4 * spent >= 3 * (size_t)CALLS) {
        w->late += f_at(w, x);
        w->looks++;
    }
}

/* f where it ended: of the mean place, or the mean f over the last quarter of the calls. */
static double floor_of(watch *w, bool average)
{
    if (!average) return w->looks ? w->late / (double)w->looks : f_at(w, w->x);
    for (size_t j = 0; j < N && w->summed; j++) w->x[j] = w->sum[j] / (double)w->summed;
    return f_at(w, w->x);
}

static gg_status go(watch *w, const struct way *way, double start[], gsl_rng *rng)
{
    GG_TRY(gg_method_open(&w->method, way->optimizer));
    GG_TRY(gg_oracle_open(&w->oracle, w->noisy, CALLS));
    w->oracle.start = start;
    w->oracle.rng = rng;
    GG_TRY(gg_method_start(&w->method, &w->oracle));
    look(w);
    while (!w->oracle.silent && gg_method_step(&w->method, &w->oracle) == GG_GO_ON) {
        if (!w->oracle.silent) look(w);
    }
    return GG_OK;
}

static double sigma_of(size_t k)
{
    return pow(10, (double)k - SIGMAS);
}

static gg_status open_problems(watch *w, const struct way *way, double sigma,
                               const gg_trial_at *at)
{
    char spec[160];
    const double step = way->rule == AS_THE_NOISE_ASKS ? 2 * sqrt(sigma / CURVATURE)
                                                       : way->step;
    int length = snprintf(spec, sizeof spec, BOWL "+noise:sigma=%.17g", sigma);
    if (way->difference)
        snprintf(spec + length, sizeof spec - (size_t)length, "+gradient:by=%s:step=%.17g",
                 way->difference, step);
    GG_TRY(gg_problem_open(&w->exact, BOWL, N, at->seed, at->rep));
    return gg_problem_open(&w->noisy, spec, N, at->seed, at->rep);
}

static gg_status settle(gg_numbers *to, const gg_trial_at *at)
{
    const struct way *way = &ways[at->point / SIGMAS];
    const double sigma = sigma_of(at->point % SIGMAS);
    watch w = {.late = 0};
    gg_status status = open_problems(&w, way, sigma, at);
    if (status == GG_OK) {
        double start[N];
        for (size_t j = 0; j < N; j++) start[j] = gsl_ran_flat(at->rng, -5, 5);
        status = go(&w, way, start, at->rng);
        if (status == GG_OK) {
            gg_note(to, way->name, sigma, floor_of(&w, way->average));
            gg_note(to, "start", sigma, f_at(&w, start));
        }
    }
    gg_oracle_close(&w.oracle);
    gg_method_close(&w.method);
    gg_problem_close(w.noisy);
    gg_problem_close(w.exact);
    return status;
}

/* --- matched: as many noisy values as noisy gradients ---------------------------------------------- */

enum { MATCHED_CALLS = 1024, BATCH = 20, WIDEST = 64 };

static const size_t matched_n[] = {2, 4, 8, 16, 32, 64};

static double half_square(size_t n, const double x[])
{
    return gg_dot(n, x, x) / 2;
}

/* Central differences over 1 on each side, exact but for the noise. */
static void difference(gg_oracle *o, double x[], double g[])
{
    for (size_t j = 0; j < o->n; j++) {
        const double middle = x[j];
        x[j] = middle + 1;
        const double up = gg_value(o, x);
        x[j] = middle - 1;
        const double down = gg_value(o, x);
        x[j] = middle;
        g[j] = (up - down) / 2;
    }
}

/* f after steps of 1/k along gradients, on f = |x|^2 / 2: each step averages. */
static gg_status descend(gg_problem *p, bool values, gsl_rng *rng, double *error)
{
    gg_oracle o;
    double x[WIDEST] = {0};
    double g[WIDEST] = {0};
    GG_TRY(gg_oracle_open(&o, p, MATCHED_CALLS + 1));
    for (size_t j = 0; j < p->n; j++) x[j] = gsl_ran_flat(rng, -5, 5);
    const size_t price = values ? 2 * p->n : 1;
    for (size_t k = 1; k * price <= MATCHED_CALLS; k++) {
        if (values)
            difference(&o, x, g);
        else
            gg_gradient(&o, x, g);
        for (size_t j = 0; j < p->n; j++) x[j] -= g[j] / (double)k;
    }
    *error = half_square(p->n, x);
    gg_oracle_close(&o);
    return GG_OK;
}

static gg_status match(gg_numbers *to, const gg_trial_at *at)
{
    const size_t n = matched_n[at->point];
    gg_problem *p = NULL;
    GG_TRY(gg_problem_open(&p, "ellipsoid:condition=1+noise:sigma=0.1", n, at->seed,
                           (uint32_t)at->point * 1000 + at->rep));
    gg_status status = GG_OK;
    for (size_t i = 0; i < BATCH && status == GG_OK; i++) {
        double values = NAN;
        double gradients = NAN;
        status = descend(p, true, at->rng, &values);
        if (status == GG_OK) status = descend(p, false, at->rng, &gradients);
        gg_note(to, "values", (double)n, values);
        gg_note(to, "gradients", (double)n, gradients);
    }
    gg_problem_close(p);
    return status;
}

static const gg_trial trials[] = {
    {.name = "floors",
     .design =
         "f = " BOWL " in 10 dimensions with normal noise on each value, 8000 values from a "
         "random start: gradient descent (step 0.1) on forward differences over 1.5e-8, or "
         "2 sqrt(sigma / 10), or on central ones over 1 with the mean of the second half; "
         "CMA-ES without restarts; (1+1)-ES. Noted: f itself, mean over the last 2000",
     .measure = settle,
     .points = (size_t)WAYS * SIGMAS,
     .reps = 20},
    {.name = "matched",
     .design =
         "f = |x|^2 / 2, noise 0.1 on each value or component, 1024 calls, steps 1/k along "
         "noisy gradients or central differences over 1: f at the end",
     .measure = match,
     .points = sizeof matched_n / sizeof *matched_n,
     .reps = 50},
    {0},
};

/* Nobody's verdict hangs on these: they are for a map of where gradients pay. */
static const gg_grid grids[] = {
    {.name = "price",
     .losses = BOWL "+rotate+shift+noise:sigma=1",
     .optimizers = "lbfgs:restart=random,gradient_descent:step=fixed,cma_es,"
                   "nelder_mead:restart=random,powell:restart=random",
     .dimensions = "2,5,10,20",
     .reps = 15,
     .max_evals = 20000,
     .target = 0.3},
    {0},
};

/* --- judging ----------------------------------------------------------------------------------- */

static gg_status judge_slope(gg_evidence *rows, gg_findings *out, const gg_band *band,
                             const char *sql)
{
    gg_table t;
    GG_TRY(gg_evidence_ask(rows, &t, sql, 0));
    if (t.rows) gg_find(out, band, gg_times_slope(&t, 0), t.rows, "%s", "");
    gg_table_close(&t);
    return GG_OK;
}

#define FLOORS(way)                                                                         \
    "SELECT at, 0, rep, value, 1 FROM measured WHERE trial = 'floors' AND name = '" way "'" \
    " ORDER BY at, rep"
#define AT_SIGMA(way)                                                    \
    "SELECT value FROM measured WHERE trial = 'floors' AND name = '" way \
    "' AND abs(at / ?1 - 1) < 1e-6 ORDER BY rep"

/* Median of one column of numbers over that of another. */
static gg_status judge_ratio(gg_evidence *rows, gg_findings *out, const gg_band *band,
                             const char *above, const char *below, double sigma)
{
    double *a = NULL;
    double *b = NULL;
    size_t a_count;
    size_t b_count = 0;
    GG_TRY(gg_evidence_column(rows, &a, &a_count, above, 1, sigma));
    const gg_status status = gg_evidence_column(rows, &b, &b_count, below, 1, sigma);
    if (status == GG_OK && a_count && b_count)
        gg_find(out, band, gg_ratio(a, a_count, b, b_count, false), a_count + b_count,
                "noise %.0e", sigma);
    free(a);
    free(b);
    return status;
}

static gg_status judge_lost(gg_evidence *rows, gg_findings *out)
{
    double *ratio;
    size_t count;
    GG_TRY(gg_evidence_column(
        rows, &ratio, &count,
        "SELECT e.value / s.value FROM measured e JOIN measured s USING (trial, point, rep)"
        " WHERE e.trial = 'floors' AND e.name = 'naive' AND s.name = 'start' AND e.at > 0.9e-6"
        " ORDER BY e.point, e.rep",
        0));
    if (count) gg_find(out, &bands[LOST], gg_each(ratio, count, &bands[LOST]), count, "%s", "");
    free(ratio);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_lost(rows, out));
    GG_TRY(judge_slope(rows, out, &bands[NAIVE], FLOORS("naive")));
    GG_TRY(judge_slope(rows, out, &bands[INFORMED], FLOORS("informed")));
    GG_TRY(judge_slope(rows, out, &bands[RANKS], FLOORS("cma_es")));
    for (size_t k = 0; k < SIGMAS; k++)
        GG_TRY(judge_ratio(rows, out, &bands[BELOW], AT_SIGMA("cma_es"), AT_SIGMA("informed"),
                           sigma_of(k)));
    GG_TRY(judge_ratio(rows, out, &bands[AVERAGED], AT_SIGMA("averaged"), AT_SIGMA("cma_es"),
                       sigma_of(SIGMAS - 1)));
    return judge_slope(rows, out, &bands[DIMENSION],
                       "SELECT v.at, 0, v.rep, v.value / g.value, 1 FROM measured v"
                       " JOIN measured g ON g.trial = v.trial AND g.point = v.point"
                       " AND g.rep = v.rep AND g.i = v.i + 1"
                       " WHERE v.trial = 'matched' AND v.name = 'values' ORDER BY v.at, v.rep");
}

const gg_claim gg_claim_noisy_values = {
    .name = "noisy_values",
    .number = 30,
    .study = "gradient_free_wins",
    .sentence =
        "When values are noisy, differences over the usual tiny step carry a descent away "
        "from where it began; as wide as the noise asks, or wide and averaged, they hold "
        "their own against methods that only compare.",
    .design =
        "A quadratic of condition 10, n = 10, normal noise of 1e-12 ... 1e-1 on each value, "
        "8000 values, 20 starts: gradient descent on forward differences over 1.5e-8, over "
        "2 sqrt(sigma / L), on central ones over 1 with averaging; CMA-ES without "
        "restarts; (1+1)-ES. And |x|^2/2 in n = 2 ... 64 with as many noisy values as "
        "noisy gradients, 1000 times each. Beside it, unjudged: races to 0.3 under noise of 1.",
    .estimator =
        "Floor: mean of f itself where the method stands during the last quarter of its "
        "calls (with averaging: f at the mean place of the second half). Exponents: "
        "slope of the log of medians, bootstrap over runs; ratios of medians.",
    .source = "derived: an error sigma in a value is one of sigma/h in a difference, and costs "
              "its square; More & Wild 2012, Estimating derivatives of noisy simulations, "
              "doi:10.1145/2168773.2168777; Shamir 2013, On the complexity of bandit and "
              "derivative-free stochastic convex optimization (n^2/T for quadratics)",
    .limits = "On a quadratic a wide difference has no error but the noise; where the third "
              "derivative counts, it must not be so wide. In the comparison of values with "
              "gradients n enters because n numbers tell more than one: the ratio n/h^2 falls "
              "with wider probes.",
    .bands = bands,
    .grids = grids,
    .trials = trials,
    .judge = judge,
};
