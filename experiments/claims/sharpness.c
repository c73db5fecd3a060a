/* experiments/claims/sharpness.c -- a sharp minimum is reached fast, if the steps know how sharp. */
#include <gsl/gsl_fit.h>
#include <gsl/gsl_linalg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/run.h"
#include "losses/fold.h"
#include "losses/synthetic.h"

enum { STEPS = 3000, REPS = 20, MANY = 60 };

enum { SHRINKS, FAST, SLOW, ROOT, STALLS, BELOW, INVERSE };
static const gg_band bands[] = {
    [SHRINKS] = {"1-norm, Polyak's step: largest one-step factor of the squared distance, in "
                 "units of 1 - 1/n",
                 0, 1},
    [FAST] = {"least absolute deviations, steps 0.97^k: fall of log gap a step over log 0.97",
              0.98, 1.02},
    [SLOW] = {"least absolute deviations, steps 0.99^k: fall of log gap a step over log 0.99",
              0.98, 1.02},
    [ROOT] = {"least absolute deviations, steps 1/sqrt(k): exponent of k in the gap", -0.6,
              -0.4},
    [STALLS] =
        {"least absolute deviations, equal steps: least gap of 3000 steps over the first", 1e-3,
         INFINITY},
    [BELOW] = {"support vector machine: largest gap of the averaged point over its bound "
               "2 M^2 / (mu (k + 1))",
               0, 1},
    [INVERSE] = {"support vector machine: exponent of k in the averaged point's gap", -1.3,
                 -0.85},
    {0},
};

/* A loss whose table is this measurement's own, alike for all points. */
static void name_table(const gg_trial_at *at, const char *loss, char out[256])
{
    const unsigned long long of = (at->seed * 1000 + at->rep) % 4294967295U + 1;
    snprintf(out, 256, "%s%llu", loss, of);
}

/* --- the 1-norm: Polyak's step, from random starts -------------------------------------------- */

static const size_t dimensions[] = {5, 20, 80};

static gg_status measure_polyak(gg_numbers *to, const gg_trial_at *at)
{
    const size_t n = dimensions[at->point];
    const gg_job job = {.loss = "abs_sum",
                        .optimizer = "subgradient:rule=polyak:metric=none",
                        .n = n,
                        .seed = at->seed,
                        .rep = at->rep,
                        .draw_start = true,
                        .keep_path = true,
                        .max_evals = STEPS,
                        .max_seconds = INFINITY,
                        .target = 1e-100};
    gg_result r;
    GG_TRY(gg_run(&r, &job));
    double worst = 0;
    for (size_t k = 1; k < r.steps; k++) {
        const double before = gg_norm(n, r.path + (k - 1) * n);
        const double now = gg_norm(n, r.path + k * n);
        if (before > 1e-100) worst = fmax(worst, now / before * (now / before));
    }
    gg_note(to, "factor", (double)n, worst / (1 - 1 / (double)n));
    gg_note(to, "steps", (double)n, (double)r.steps - 1);
    gg_result_close(&r);
    return GG_OK;
}

/* --- least absolute deviations, four residuals in five exactly 0 at the minimiser -------------- */

static const char lad[] =
    "linear:data=exact_but_outliers:rows=200:columns=20:pointwise=absolute:intercept=none:"
    "data_seed=";

/* Lengths of the k-th step in units of R, the start's distance from the minimiser. */
static const struct {
    const char *rule;
    double size; /* R times this */
} rules[] = {
    {"polyak", 1},
    {"geometric:decay=0.97", 1},
    {"geometric:decay=0.99", 1},
    {"sqrt", 1},
    {"constant", 0.018254}, /* R / sqrt(STEPS + 1): the best bound for so many steps */
    {"geometric:decay=0.95", 1},
    {"geometric:decay=0.6", 1},
};
enum { BY_97 = 1, BY_99, BY_ROOT, BY_EQUAL, RULES = sizeof rules / sizeof *rules };

/* Is w, at which four residuals in five are 0, the minimiser? It is if for those there are
 * numbers s in [-1, 1] with which sum s_i x_i is 0, s_i the others' signs: the least-squares s. */
static bool is_minimiser(const gg_problem *p, const double w[])
{
    const size_t n = p->n;
    gsl_matrix *m = gsl_matrix_calloc(n, n);
    gsl_vector *v = gsl_vector_calloc(n);
    double most = 0;
    for (size_t i = 0; i < p->table->rows; i++) {
        const double *x = p->table->cell + i * (n + 1);
        const double r = x[n] - gg_dot(n, x, w);
        for (size_t j = 0; j < n; j++) {
            double *row = m->data + j * m->tda;
            if (fabs(r) > 1e-9)
                v->data[j] -= (r > 0 ? 1 : -1) * x[j];
            else
                gg_along(n, row, x[j], x, row);
        }
    }
    gsl_linalg_cholesky_decomp1(m);
    gsl_linalg_cholesky_svx(m, v);
    for (size_t i = 0; i < p->table->rows; i++) {
        const double *x = p->table->cell + i * (n + 1);
        if (fabs(x[n] - gg_dot(n, x, w)) > 1e-9) continue;
        most = fmax(most, fabs(gg_dot(n, x, v->data)));
    }
    gsl_matrix_free(m);
    gsl_vector_free(v);
    return most < 1;
}

static bool is_looked_at(size_t k)
{
    const double decade = pow(10, floor(log10((double)k)));
    return k % 25 == 0 || (double)k < 10 || fmod((double)k, decade / 5) == 0;
}

/* The least gap so far, at some of a run's steps. */
static void note_gaps(gg_numbers *to, gg_problem *p, const gg_result *r, double minimum)
{
    double least = INFINITY;
    for (size_t k = 0; k < r->steps; k++) {
        least = fmin(least, p->loss->value(p, r->path + k * r->n) - minimum);
        if (k == 0 || is_looked_at(k)) gg_note(to, "gap", (double)k, least);
    }
}

static gg_status follow(gg_numbers *to, const gg_trial_at *at, gg_problem *p, const char *loss,
                        const double w[])
{
    char spec[128];
    const double minimum = p->loss->value(p, w);
    if (!is_minimiser(p, w))
        return gg_fail(GG_BAD_INPUT, "outliers have won: w is not the minimiser of this table");
    snprintf(spec, sizeof spec, "subgradient:rule=%s:metric=none:size=%.17g",
             rules[at->point].rule, gg_norm(p->n, w) * rules[at->point].size);
    const gg_job job = {.loss = loss,
                        .optimizer = spec,
                        .seed = at->seed,
                        .rep = at->rep,
                        .keep_path = true,
                        .max_evals = STEPS + 1,
                        .max_seconds = INFINITY,
                        .target = -INFINITY,
                        .minimum = &minimum};
    gg_result r;
    GG_TRY(gg_run(&r, &job));
    note_gaps(to, p, &r, minimum);
    gg_result_close(&r);
    return GG_OK;
}

static gg_status measure_lad(gg_numbers *to, const gg_trial_at *at)
{
    gg_problem *p = NULL;
    char loss[256];
    double w[64];
    name_table(at, lad, loss);
    GG_TRY(gg_problem_open(&p, loss, 0, at->seed, at->rep));
    for (size_t j = 0; j < p->n; j++) w[j] = gg_synthetic_coefficient(j);
    const gg_status status = follow(to, at, p, loss, w);
    gg_problem_close(p);
    return status;
}

/* --- a support vector machine, strongly convex -------------------------------------------------- */

static const double MU = 0.05;
static const char svm[] =
    "linear:data=separable:rows=300:columns=15:pointwise=hinge:l2=0.05:intercept=none:"
    "data_seed=";

/* One pass of stochastic dual coordinate ascent, exact in each coordinate: w = sum a_i y_i x_i /
 * (mu m), 0 <= a_i <= 1. source Shalev-Shwartz & Zhang 2013, JMLR 14 */
static void ascend(const gg_problem *p, double a[], double w[])
{
    const size_t n = p->n;
    const double m = (double)p->table->rows;
    for (size_t i = 0; i < p->table->rows; i++) {
        const double *x = p->table->cell + i * (n + 1);
        const double y = x[n];
        const double slope = 1 - y * gg_dot(n, x, w);
        const double next = gg_clamp(a[i] + slope * MU * m / gg_dot(n, x, x), 0, 1);
        gg_along(n, w, (next - a[i]) * y / (MU * m), x, w);
        a[i] = next;
    }
}

/* The least f, to a duality gap of 1e-13 or what 20000 passes leave. */
static double solve_dual(gg_problem *p, double *duality_gap)
{
    double a[300] = {0};
    double w[16] = {0};
    double f = INFINITY;
    *duality_gap = INFINITY;
    for (int pass = 0; pass < 20000 && *duality_gap > 1e-13; pass++) {
        double sum = 0;
        ascend(p, a, w);
        for (size_t i = 0; i < p->table->rows; i++) sum += a[i];
        f = p->loss->value(p, w);
        *duality_gap = f - (sum / (double)p->table->rows - MU / 2 * gg_dot(p->n, w, w));
    }
    return f;
}

/* The mean of the points with weights k, its gap, and the bound with the M that was met. */
static void note_averages(gg_numbers *to, gg_problem *p, const gg_result *r, double minimum)
{
    const size_t n = p->n;
    double mean[16] = {0};
    double g[16];
    double square = 0;
    double worst = 0;
    for (size_t k = 1; k <= r->steps; k++) {
        const double *x = r->path + (k - 1) * n;
        p->loss->gradient(p, x, g);
        square = fmax(square, gg_dot(n, g, g));
        for (size_t j = 0; j < n; j++) mean[j] += (x[j] - mean[j]) * 2 / ((double)k + 1);
        const double gap = p->loss->value(p, mean) - minimum;
        worst = fmax(worst, gap / (2 * square / (MU * ((double)k + 1))));
        if (is_looked_at(k)) gg_note(to, "gap", (double)k, gap);
    }
    gg_note(to, "share of bound", 0, worst);
}

static gg_status measure_svm(gg_numbers *to, const gg_trial_at *at)
{
    char loss[256];
    name_table(at, svm, loss);
    const gg_job job = {.loss = loss,
                        .optimizer = "subgradient:rule=strongly_convex:mu=0.05:average=none",
                        .seed = at->seed,
                        .rep = at->rep,
                        .keep_path = true,
                        .max_evals = STEPS,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    gg_problem *p = NULL;
    gg_result r;
    double duality_gap;
    GG_TRY(gg_run(&r, &job));
    const gg_status status = gg_problem_open(&p, loss, 0, at->seed, at->rep);
    if (status == GG_OK) {
        const double minimum = solve_dual(p, &duality_gap);
        note_averages(to, p, &r, minimum);
        gg_note(to, "duality gap", 0, duality_gap);
    }
    gg_problem_close(p);
    gg_result_close(&r);
    return status;
}

static const gg_trial trials[] = {
    {.name = "polyak",
     .design = "1-norm in 5, 20, 80 dimensions, Polyak's step from random starts until |x| is "
               "1e-100",
     .measure = measure_polyak,
     .points = sizeof dimensions / sizeof *dimensions,
     .reps = REPS},
    {.name = "lad",
     .design = "200 rows, 20 columns, exact but every fifth answer far off; from 0, 3000 steps "
               "by seven rules of length",
     .measure = measure_lad,
     .points = RULES,
     .reps = REPS},
    {.name = "svm",
     .design = "hinge loss, 300 rows, 15 columns, mu = 0.05; from 0, 3000 points, steps "
               "2 / (mu (k + 1)), averages with weights k; minimum by dual ascent",
     .measure = measure_svm,
     .points = 1,
     .reps = MANY},
    {0},
};

/* --- the verdict -------------------------------------------------------------------------------- */

/* Slopes of log gap, one a repetition, over its own rows; rows are (rep, x, log gap). */
static size_t fit_slopes(const gg_table *t, double slope[], size_t room)
{
    size_t count = 0;
    for (size_t from = 0, to; from < t->rows && count < room; from = to) {
        const double *row = t->of + from * 3;
        double c0, c1, unused[4];
        for (to = from; to < t->rows && t->of[to * 3] == row[0];) to++;
        gsl_fit_linear(row + 1, 3, row + 2, 3, to - from, &c0, &c1, unused, unused + 1,
                       unused + 2, unused + 3);
        slope[count++] = to - from > 2 ? c1 : NAN;
    }
    return count;
}

enum { SLOPES = 1000 };

static gg_status find_slope(gg_evidence *e, gg_findings *out, const gg_band *band,
                            const char *sql, double point, double unit)
{
    gg_table t;
    double slope[SLOPES];
    GG_TRY(gg_evidence_ask(e, &t, sql, 1, point));
    const size_t count = fit_slopes(&t, slope, SLOPES);
    gg_table_close(&t);
    for (size_t i = 0; i < count; i++) slope[i] /= unit;
    if (count) gg_find(out, band, gg_median(slope, count), count, "%s", "");
    return GG_OK;
}

static gg_status find_each(gg_evidence *e, gg_findings *out, const gg_band *band,
                           const char *sql, double at)
{
    double *x = NULL;
    size_t count = 0;
    char place[32] = "";
    GG_TRY(gg_evidence_column(e, &x, &count, sql, 1, at));
    if (at > 0) snprintf(place, sizeof place, "n = %g", at);
    if (count) gg_find(out, band, gg_each(x, count, band), count, "%s", place);
    free(x);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    static const char steady[] =
        "SELECT m.rep, m.at, ln(m.value) FROM measured m JOIN measured f ON f.trial = m.trial AND "
        "f.point = m.point AND f.rep = m.rep AND f.at = 0 AND f.name = 'gap' WHERE m.trial = "
        "'lad' AND m.point = ?1 AND m.name = 'gap' AND m.at % 25 = 0 AND m.value BETWEEN 1e-11 * "
        "f.value AND 1e-2 * f.value ORDER BY m.rep, m.at";
    static const char power[] =
        "SELECT rep, ln(at), ln(value) FROM measured WHERE trial = iif(?1 > 0, 'lad', 'svm') AND "
        "point = ?1 AND name = 'gap' AND at >= 100 AND at % pow10(floor(log10(at))) = 0 ORDER BY "
        "rep, at";
    static const char stalls[] =
        "SELECT min(value) / max(value) FROM measured WHERE trial = 'lad' AND point = ?1 AND "
        "name = 'gap' GROUP BY rep";
    GG_TRY(find_slope(rows, out, &bands[FAST], steady, BY_97, log(0.97)));
    GG_TRY(find_slope(rows, out, &bands[SLOW], steady, BY_99, log(0.99)));
    GG_TRY(find_slope(rows, out, &bands[ROOT], power, BY_ROOT, 1));
    for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++)
        GG_TRY(
            find_each(rows, out, &bands[SHRINKS],
                      "SELECT value FROM measured WHERE trial = 'polyak' AND name = 'factor' "
                      "AND at = ?1",
                      (double)dimensions[i]));
    double *x = NULL;
    size_t count = 0;
    GG_TRY(gg_evidence_column(rows, &x, &count, stalls, 1, (double)BY_EQUAL));
    if (count) gg_find(out, &bands[STALLS], gg_each(x, count, &bands[STALLS]), count, "%s", "");
    free(x);
    GG_TRY(
        find_each(rows, out, &bands[BELOW],
                  "SELECT value FROM measured WHERE trial = 'svm' AND name = 'share of bound' "
                  "AND at = ?1",
                  0));
    return find_slope(rows, out, &bands[INVERSE], power, 0, 1);
}

const gg_claim gg_claim_sharpness = {
    .name = "sharpness",
    .number = 9,
    .study = "nonsmooth_floors",
    .sentence =
        "A kinked loss with a sharp minimum is minimised at a linear rate by steps that shrink "
        "geometrically, or by Polyak's step, which is told f*; with steps like 1/sqrt(k) the gap "
        "falls like 1/sqrt(k), with equal steps it stalls; strong convexity gives 1/k.",
    .design =
        "Subgradient methods: on the 1-norm with Polyak's step; on least absolute "
        "deviations whose minimiser is known and certified, with geometric, 1/sqrt(k) and "
        "equal steps; on a support vector machine with steps 2/(mu (k + 1)).",
    .estimator =
        "Worst one-step factor of the squared distance; slopes of log gap over steps (gap "
        "between 1e-2 and 1e-11 of the first) or over log steps (from 100 on), median over the "
        "tables; largest ratio of the gap to its bound, M the largest subgradient met.",
    .source = "Polyak 1969, Minimization of unsmooth functionals; Goffin 1977, On convergence "
              "rates of subgradient optimization methods; Davis, Drusvyatskiy, MacPhee & "
              "Paquette 2018, Subgradient methods for sharp weakly convex functions; "
              "Lacoste-Julien, Schmidt & Bach 2012, A simpler approach to obtaining an O(1/t) "
              "convergence rate for the projected stochastic subgradient method",
    .limits = "Polyak's step is given the minimum, which nobody knows in practice. Steps that "
              "shrink faster than the method can converge end at a wrong point: the runs with "
              "0.6^k are stored beside the others.",
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
