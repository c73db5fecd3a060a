/* experiments/claims/nan_at_zero.c -- how often r / |r| meets a residual that is exactly 0. */
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/claims/lad_vertex.h"
#include "experiments/claims/shelved.h"
#include "experiments/evidence.h"
#include "experiments/run.h"

#define NAIVE ":pointwise=absolute:reduce=sum:at_kink=naive"
enum { COARSE, FINE, REWEIGHTED, VERTEX };

static const gg_band bands[] = {
    {"share of descents that meet 0/0, data of 4 bits after the point or fewer", 0.9, 1},
    {"share of descents that meet 0/0, data of 23 bits or more", 0, 0.01},
    {"share of reweighted least squares that meet 0/0", 0.95, 1},
    {"residuals that are zero where the sum of |r| is least, of a model with 3 coefficients", 3,
     3},
    {0},
};

static const double bits_at[] = {0, 4, 10, 23, 52};
enum { ROWS = 25, STEPS = 400, AFTER = 100, RUNS = 50 };
static const double STEP = 0x1p-5;

static double on_grid(double x, double bits)
{
    return ldexp(nearbyint(ldexp(x, (int)bits)), -(int)bits);
}

/* After its first NaN a descent that goes on regardless: iterates that are numbers again. */
static gg_status go_on(double *numbers)
{
    gg_problem *p;
    double x = NAN;
    double g = 0;
    *numbers = 0;
    GG_TRY(gg_problem_open(&p, "linear:data=zero_over_zero" NAIVE, 1, 0, 0));
    for (size_t k = 0; k < AFTER; k++) {
        p->loss->gradient(p, &x, &g);
        x -= STEP * g;
        *numbers += isnan(x) ? 0 : 1;
    }
    gg_problem_close(p);
    return GG_OK;
}

static gg_status descend(gg_numbers *to, double bits, double x)
{
    gg_result r;
    const gg_job job = {.loss = "linear:data=zero_over_zero" NAIVE,
                        .optimizer = "gradient_descent:step=fixed:size=0.03125",
                        .n = 1,
                        .dare = true,
                        .start = &x,
                        .max_evals = STEPS,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    GG_TRY(gg_run(&r, &job));
    const bool broke = r.why == GG_STOP_FAILED;
    gg_note(to, "0/0", bits, broke);
    if (broke) gg_note(to, "step", bits, (double)r.used.gradient);
    gg_result_close(&r);
    if (!broke) return GG_OK;
    double numbers;
    GG_TRY(go_on(&numbers));
    gg_note(to, "recovered", bits, numbers);
    return GG_OK;
}

static gg_status measure_descents(gg_numbers *to, const gg_trial_at *at)
{
    const double bits = bits_at[at->point];
    for (size_t run = 0; run < RUNS; run++) {
        const gg_data *table;
        double y[ROWS];
        for (size_t i = 0; i < ROWS; i++) y[i] = on_grid(gsl_ran_ugaussian(at->rng), bits);
        const double x = on_grid(3 * gsl_ran_ugaussian(at->rng), bits);
        GG_TRY(gg_shelved_open(&table, "zero_over_zero", ROWS, 0, y));
        const gg_status status = descend(to, bits, x);
        gg_data_close(table);
        GG_TRY(status);
    }
    return GG_OK;
}

typedef struct room {
    double a[GG_LAD_ROWS * GG_LAD_N], b[GG_LAD_ROWS], left[GG_LAD_ROWS], tau[GG_LAD_N];
} room;

/* w = argmin sum_i weight_i (y_i - x_i'w)^2, by Householder's reflections. */
static void reweigh(const gg_lad *d, const double weight[], room *m, double w[])
{
    gsl_matrix_view a = gsl_matrix_view_array(m->a, GG_LAD_ROWS, GG_LAD_N);
    gsl_vector_view b = gsl_vector_view_array(m->b, GG_LAD_ROWS);
    gsl_vector_view left = gsl_vector_view_array(m->left, GG_LAD_ROWS);
    gsl_vector_view tau = gsl_vector_view_array(m->tau, GG_LAD_N);
    gsl_vector_view x = gsl_vector_view_array(w, GG_LAD_N);
    for (size_t i = 0; i < GG_LAD_ROWS; i++) {
        const double root = sqrt(weight[i]);
        double *row = m->a + i * GG_LAD_N;
        gg_lad_row(d, i, row);
        for (size_t j = 0; j < GG_LAD_N; j++) row[j] *= root;
        m->b[i] = root * d->cell[i][2];
    }
    gsl_linalg_QR_decomp(&a.matrix, &tau.vector);
    gsl_linalg_QR_lssolve(&a.matrix, &tau.vector, &b.vector, &x.vector, &left.vector);
}

/* l'(r) / r of every row, l = |r| as the library differentiates it; false: one is 0/0. */
static bool weigh(const gg_lad *d, const gg_pointwise *l, const double w[], double weight[])
{
    const gg_kink naive = {.at = GG_AT_NAIVE};
    bool sound = true;
    for (size_t i = 0; i < GG_LAD_ROWS; i++) {
        const double r = gg_lad_residual(d, i, w);
        double slope;
        gg_pointwise_ask(l, NULL, &naive, r, &slope);
        weight[i] = slope / r;
        sound = sound && !isnan(weight[i]);
    }
    return sound;
}

/* -> the step at which a weight is 0/0; 0: none in STEPS */
static size_t reweigh_often(const gg_lad *d, const gg_pointwise *l)
{
    double weight[GG_LAD_ROWS];
    double w[GG_LAD_N];
    room m;
    for (size_t i = 0; i < GG_LAD_ROWS; i++) weight[i] = 1;
    for (size_t k = 1; k <= STEPS; k++) {
        reweigh(d, weight, &m, w);
        if (!weigh(d, l, w, weight)) return k;
    }
    return 0;
}

static gg_status measure_regressions(gg_numbers *to, const gg_trial_at *at)
{
    const gg_pointwise *l;
    GG_TRY(gg_pointwise_find("absolute", &l));
    for (size_t run = 0; run < RUNS; run++) {
        gg_lad d;
        gg_lad_draw(&d, at->rng);
        const size_t step = reweigh_often(&d, l);
        gg_note(to, "0/0", 0, step > 0);
        if (step > 0) gg_note(to, "step", 0, (double)step);
        const gg_lad_vertex v = gg_lad_best(&d);
        double zeros = 0;
        for (size_t i = 0; i < GG_LAD_ROWS; i++)
            zeros += fabs(gg_lad_residual(&d, i, v.w)) < 1e-12;
        gg_note(to, "zero residuals", 0, zeros);
    }
    return GG_OK;
}

static const gg_trial trials[] = {
    {"descent",
     "25 numbers of N(0, 1) and a start of N(0, 9), rounded to q bits after the point; 400 "
     "steps of 2^-5 along the sum of r / |r|; 50 of them a measurement",
     measure_descents, sizeof bits_at / sizeof *bits_at, 80, 0},
    {"regression",
     "31 rows, an intercept and two slopes; reweighted least squares without an epsilon, 400 "
     "steps; and the best of all vertices; 50 of them a measurement",
     measure_regressions, 1, 20, 0},
    {0},
};

static gg_status judge_descents(gg_evidence *rows, gg_findings *out)
{
    for (size_t i = 0; i < sizeof bits_at / sizeof *bits_at; i++) {
        gg_table t;
        if (bits_at[i] > 4 && bits_at[i] < 23) continue; /* nothing was foretold */
        GG_TRY(gg_evidence_ask(rows, &t,
                               "SELECT sum(value), count(*) FROM measured WHERE trial = "
                               "'descent' AND name = '0/0' AND at = ?1",
                               1, bits_at[i]));
        const size_t hits = t.of[1] > 0 ? (size_t)t.of[0] : 0;
        const size_t runs = (size_t)t.of[1];
        gg_table_close(&t);
        gg_find(out, &bands[bits_at[i] > 4 ? FINE : COARSE], gg_share(hits, runs), runs,
                "%g bits", bits_at[i]);
    }
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    double *zeros;
    size_t count;
    double hits, runs;
    GG_TRY(judge_descents(rows, out));
    GG_TRY(gg_evidence_number(rows, &hits,
                              "SELECT total(value) FROM measured WHERE trial = 'regression' "
                              "AND name = '0/0'",
                              0));
    GG_TRY(gg_evidence_number(rows, &runs,
                              "SELECT count(*) FROM measured WHERE trial = 'regression' AND "
                              "name = '0/0'",
                              0));
    gg_find(out, &bands[REWEIGHTED], gg_share((size_t)hits, (size_t)runs), (size_t)runs,
            "31 rows, 3 coefficients");
    GG_TRY(gg_evidence_column(rows, &zeros, &count,
                              "SELECT value FROM measured WHERE trial = 'regression' AND name "
                              "= 'zero residuals'",
                              0));
    gg_find(out, &bands[VERTEX], gg_each(zeros, count, &bands[VERTEX]), count,
            "31 rows, 3 coefficients");
    free(zeros);
    return GG_OK;
}

const gg_claim gg_claim_nan_at_zero = {
    .name = "nan_at_zero",
    .number = 13,
    .study = "zero_over_zero",
    .sentence =
        "Written as r / |r|, the derivative of the absolute loss is 0/0 as soon as one residual "
        "is exactly zero, and the NaN never leaves the parameter again: all but certain where "
        "data and steps are short binary numbers or where the method solves for zero residuals, "
        "and never seen in 400 steps on data of full precision.",
    .design =
        "A location fitted to 25 rounded numbers by gradient descent with the naive derivative, "
        "4000 runs for each of 0, 4, 10, 23 and 52 bits; least absolute deviations, 31 rows and "
        "3 coefficients, by reweighted least squares without an epsilon, and by trying every "
        "vertex, 1000 times.",
    .estimator =
        "Shares of runs with their Clopper-Pearson intervals; residuals below 1e-12 at "
        "the best vertex, in every regression.",
    .source =
        "Koenker & Bassett 1978, Regression quantiles, doi:10.2307/1913643, for the vertices; "
        "derived: a sum of signs times 2^-5 keeps an iterate on the grid that the data are on",
    .limits =
        "How often depends on the grid: between 4 and 23 bits the share falls from near one to "
        "near zero, and half-precision numbers lie in between. A library that gives sgn(0) = 0 "
        "never shows it.",
    .full = 2,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
