/* experiments/claims/bias_of_cures.c -- how far each cure of 0/0 moves the minimiser. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/claims/lad_vertex.h"
#include "experiments/claims/shelved.h"
#include "experiments/evidence.h"

enum { DENOMINATOR, ROOT, HUBER, CURES };
enum { SLOPE_DENOMINATOR, SLOPE_ROOT, NO_BIAS, MEDIAN_RATIO, ANY_RATIO };

static const gg_band bands[] = {
    {"order of a median's bias in epsilon: r / (|r| + epsilon)", 1.8, 2.1},
    {"order of a median's bias in epsilon: r / sqrt(r^2 + epsilon^2)", 2.8, 3.1},
    {"a median's bias, Huber's derivative, epsilon less than the gap", -INFINITY, 1e-12},
    {"a regression's bias over that foretold, median", 0.99, 1.01},
    {"a regression's bias over that foretold, every one", 0.9, 1.2},
    {0},
};

typedef struct cure {
    const char *name;
    const char *loss; /* what stands before epsilon */
} cure;

static const cure cures[CURES] = {
    {"denominator",
     "linear:data=bias_of_cures:pointwise=absolute:reduce=sum:at_kink=epsilon:kink_epsilon="},
    {"root", "linear:data=bias_of_cures:pointwise=absolute:reduce=sum+smooth:by=sqrt:width="},
    {"huber", "linear:data=bias_of_cures:pointwise=absolute:reduce=sum+smooth:by=huber:width="},
};

enum { SPEC = 160 };

static void write_spec(char spec[SPEC], const cure *c, double epsilon)
{
    snprintf(spec, SPEC, "%s%.17g", c->loss, epsilon);
}

/* --- the median of eleven numbers ---------------------------------------------------------- */

enum { ROWS = 11, WIDTHS = 5 };

/* The median is 0, and the nearer of its neighbours is at a distance of 1: so lengths are in
 * units of the gap, and a bias loses no digits to cancellation. */
static void draw_numbers(double y[], gsl_rng *rng)
{
    for (size_t i = 0; i < ROWS; i++) y[i] = gsl_ran_ugaussian(rng);
    gsl_sort(y, 1, ROWS);
    const double median = y[ROWS / 2];
    const double gap = fmin(y[ROWS / 2 + 1] - median, median - y[ROWS / 2 - 1]);
    for (size_t i = 0; i < ROWS; i++) y[i] = (y[i] - median) / gap;
}

static gg_status measure_medians(gg_numbers *to, const gg_trial_at *at)
{
    const cure *c = &cures[at->point];
    const gg_data *table;
    double y[ROWS];
    draw_numbers(y, at->rng);
    GG_TRY(gg_shelved_open(&table, "bias_of_cures", ROWS, 0, y));
    gg_status status = GG_OK;
    for (size_t k = 0; k < WIDTHS && status == GG_OK; k++) {
        const double epsilon = pow(10, -(double)k / 2) / 3;
        char spec[SPEC];
        double x = NAN;
        write_spec(spec, c, epsilon);
        status = gg_shelved_minimise(&x, spec, -1, 1);
        gg_note(to, c->name, epsilon, fabs(x));
    }
    gg_data_close(table);
    return status;
}

/* --- least absolute deviations ------------------------------------------------------------- */

enum { N = GG_LAD_N, STEPS = 200 };

static const double epsilon_at[] = {1e-3, 1e-4, 1e-5, 1e-6};

/* What is foretold is the first order in epsilon: residuals must be long beside it, even divided
 * by what a dual lacks of 1. Answers are in a unit in which their noise is this. */
static const double NOISE = 100;

/* A gradient as short as that is zero: the bias is then right to RESTS / (1 - |s|) of itself.
 * Rounding of residuals, over epsilon, leaves a hundredth of it. */
static const double RESTS = 1e-6;

/* phi^-1: the r / epsilon at which a cure's derivative is s. */
static double inverse(size_t c, double s)
{
    if (c == DENOMINATOR) return s / (1 - fabs(s));
    return c == ROOT ? s / sqrt(1 - s * s) : s;
}

/* phi' at r */
static double bend(size_t c, double r, double epsilon)
{
    const double size = fabs(r);
    if (c == DENOMINATOR) return epsilon / ((size + epsilon) * (size + epsilon));
    const double root = hypot(r, epsilon);
    if (c == ROOT) return epsilon / root * (epsilon / root) / root;
    return size <= epsilon ? 1 / epsilon : 0;
}

/* The bias that the duals foretell: rows that were fitted exactly move by epsilon phi^-1(s). */
static void foretell(const gg_lad *d, const gg_lad_vertex *v, size_t c, double epsilon,
                     double bias[])
{
    double a[N][N];
    for (size_t r = 0; r < N; r++) {
        gg_lad_row(d, v->row[r], a[r]);
        bias[r] = -epsilon * inverse(c, v->dual[r]);
    }
    gg_lad_solve(a, bias);
}

static double length(const double x[])
{
    return hypot(hypot(x[0], x[1]), x[2]);
}

/* The Newton step from w, where the loss's gradient is g; its Hessian is taken by formula. */
static void newton(const gg_lad *d, size_t c, double epsilon, const double w[],
                   const double g[], double step[])
{
    double a[N][N] = {{0}};
    double x[N];
    for (size_t i = 0; i < GG_LAD_ROWS; i++) {
        const double curvature = bend(c, gg_lad_residual(d, i, w), epsilon);
        gg_lad_row(d, i, x);
        for (size_t j = 0; j < N; j++)
            for (size_t k = 0; k < N; k++) a[j][k] += curvature * x[j] * x[k];
    }
    for (size_t j = 0; j < N; j++) step[j] = -g[j];
    gg_lad_solve(a, step);
}

/* From w to where the gradient that the library gives is zero: Newton's steps, halved until the
 * gradient becomes shorter. -> its length there */
static double find_zero(gg_problem *p, const gg_lad *d, size_t c, double epsilon, double w[])
{
    double g[N], step[N], trial[N], new_g[N];
    p->loss->gradient(p, w, g);
    for (size_t k = 0; k < STEPS; k++) {
        double t = 1;
        newton(d, c, epsilon, w, g, step);
        for (;; t /= 2) {
            for (size_t j = 0; j < N; j++) trial[j] = w[j] + t * step[j];
            p->loss->gradient(p, trial, new_g);
            if (length(new_g) < length(g)) break;
            if (!(t > 1e-9)) return length(g); /* rounding, or no way down */
        }
        for (size_t j = 0; j < N; j++) {
            w[j] = trial[j];
            g[j] = new_g[j];
        }
    }
    return length(g);
}

static gg_status measure_bias(gg_numbers *to, const gg_lad *d, const gg_lad_vertex *v, size_t c,
                              double epsilon)
{
    gg_problem *p;
    char spec[SPEC], name[32];
    double foretold[N], w[N], bias[N];
    write_spec(spec, &cures[c], epsilon);
    GG_TRY(gg_problem_open(&p, spec, 0, 0, 0));
    foretell(d, v, c, epsilon, foretold);
    for (size_t j = 0; j < N; j++) w[j] = v->w[j] + foretold[j];
    const double left = find_zero(p, d, c, epsilon, w);
    gg_problem_close(p);
    for (size_t j = 0; j < N; j++) bias[j] = w[j] - v->w[j];
    gg_note(to, cures[c].name, epsilon, left < RESTS ? length(bias) : NAN);
    snprintf(name, sizeof name, "%s foretold", cures[c].name);
    gg_note(to, name, epsilon, length(foretold));
    return GG_OK;
}

static gg_status measure_regressions(gg_numbers *to, const gg_trial_at *at)
{
    gg_lad d;
    const gg_data *table;
    gg_lad_draw(&d, at->rng);
    for (size_t i = 0; i < GG_LAD_ROWS; i++) d.cell[i][N - 1] *= NOISE;
    const gg_lad_vertex v = gg_lad_best(&d);
    GG_TRY(gg_shelved_open(&table, "bias_of_cures", GG_LAD_ROWS, N - 1, d.cell[0]));
    gg_status status = GG_OK;
    for (size_t c = 0; c < CURES; c++)
        for (size_t k = 0; k < sizeof epsilon_at / sizeof *epsilon_at && status == GG_OK; k++)
            status = measure_bias(to, &d, &v, c, epsilon_at[k]);
    gg_data_close(table);
    for (size_t j = 0; j < N; j++) gg_note(to, "dual", (double)j, v.dual[j]);
    return status;
}

static const gg_trial trials[] = {
    {"median",
     "11 numbers of N(0, 1), shifted and scaled until the median is 0 and its nearer neighbour "
     "1 away; the zero of the derivative, by halving, for epsilon = 1/3 ... 1/300",
     measure_medians, CURES, 100, 0},
    {"regression",
     "31 rows, an intercept and two slopes, noise of 100; the best of all vertices and its duals; the zero of "
     "the gradient by Newton's method, for epsilon = 1e-3 ... 1e-6",
     measure_regressions, 1, 20, 0},
    {0},
};

/* --- from the rows ------------------------------------------------------------------------- */

/* Slope of log y on log x by least squares over `count` points. */
static double order(size_t count, const double xy[])
{
    double x = 0, y = 0, xx = 0, cross = 0;
    for (size_t i = 0; i < count; i++) {
        x += log(xy[2 * i]) / (double)count;
        y += log(xy[2 * i + 1]) / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        const double d = log(xy[2 * i]) - x;
        xx += d * d;
        cross += d * (log(xy[2 * i + 1]) - y);
    }
    return cross / xx;
}

/* One finding: the median of the orders that single data sets show. */
static gg_status judge_order(gg_evidence *rows, gg_findings *out, size_t c)
{
    gg_table t;
    GG_TRY(gg_evidence_ask(rows, &t,
                           "SELECT at, value FROM measured WHERE trial = 'median' AND point = "
                           "?1 ORDER BY rep, at",
                           1, (double)c));
    const size_t sets = t.rows / WIDTHS;
    double *slope = malloc((sets + 1) * sizeof *slope);
    for (size_t i = 0; slope && i < sets; i++)
        slope[i] = order(WIDTHS, t.of + i * WIDTHS * t.columns);
    gg_table_close(&t);
    if (!slope) return gg_fail(GG_NO_MEMORY, "no memory for %zu slopes", sets);
    gg_find(out, &bands[c == ROOT ? SLOPE_ROOT : SLOPE_DENOMINATOR], gg_median(slope, sets),
            sets, "11 numbers");
    free(slope);
    return GG_OK;
}

static gg_status judge_huber(gg_evidence *rows, gg_findings *out)
{
    double *bias;
    size_t count;
    GG_TRY(gg_evidence_column(rows, &bias, &count,
                              "SELECT value FROM measured WHERE trial = 'median' AND point = "
                              "?1",
                              1, (double)HUBER));
    gg_find(out, &bands[NO_BIAS], gg_each(bias, count, &bands[NO_BIAS]), count, "11 numbers");
    free(bias);
    return GG_OK;
}

static gg_status judge_ratios(gg_evidence *rows, gg_findings *out, const gg_band *band)
{
    static const char *const sql[CURES] = {
        "SELECT a.value / b.value FROM measured a JOIN measured b USING (trial, rep, at) WHERE "
        "trial = 'regression' AND abs(at / 1e-5 - 1) < 0.01 AND a.name = 'denominator' AND "
        "b.name = 'denominator foretold'",
        "SELECT a.value / b.value FROM measured a JOIN measured b USING (trial, rep, at) WHERE "
        "trial = 'regression' AND abs(at / 1e-5 - 1) < 0.01 AND a.name = 'root' AND b.name = "
        "'root foretold'",
        "SELECT a.value / b.value FROM measured a JOIN measured b USING (trial, rep, at) WHERE "
        "trial = 'regression' AND abs(at / 1e-5 - 1) < 0.01 AND a.name = 'huber' AND b.name = "
        "'huber foretold'",
    };
    for (size_t c = 0; c < CURES; c++) {
        double *ratio;
        size_t count;
        GG_TRY(gg_evidence_column(rows, &ratio, &count, sql[c], 0));
        const gg_interval is = band == &bands[MEDIAN_RATIO] ? gg_median(ratio, count)
                                                            : gg_each(ratio, count, band);
        gg_find(out, band, is, count, "%s, epsilon = 1e-5", cures[c].name);
        free(ratio);
    }
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_order(rows, out, DENOMINATOR));
    GG_TRY(judge_order(rows, out, ROOT));
    GG_TRY(judge_huber(rows, out));
    GG_TRY(judge_ratios(rows, out, &bands[MEDIAN_RATIO]));
    return judge_ratios(rows, out, &bands[ANY_RATIO]);
}

const gg_claim gg_claim_bias_of_cures = {
    .name = "bias_of_cures",
    .number = 14,
    .study = "zero_over_zero",
    .sentence =
        "Every cure of 0/0 has a price that can be foretold: an epsilon moves the median of a "
        "sample by order epsilon^2 in the denominator, epsilon^3 under a root and not at all in "
        "Huber's loss, but in a regression with several coefficients all three move the fit by "
        "order epsilon, by an amount that follows from the duals of the rows fitted exactly.",
    .design =
        "Medians of 11 numbers, 100 data sets, and least absolute deviations with 31 rows, 3 "
        "coefficients and noise of deviation 100, 20 data sets; minimisers of the library's own smoothed losses beside "
        "the exact ones.",
    .estimator =
        "Median over data sets of the slope of log bias on log epsilon; length of the measured "
        "bias over that of A^-1 epsilon phi^-1(s), A the rows fitted exactly, s their duals, "
        "phi the cure's derivative.",
    .source =
        "derived: at the new minimiser phi(r / epsilon) of a row that was fitted exactly is its "
        "dual s, so its residual is epsilon phi^-1(s); a single median's dual is 0, and what is "
        "left comes from the other rows; duals as in Koenker & Bassett 1978, Regression "
        "quantiles, doi:10.2307/1913643",
    .limits =
        "The foretold bias is the leading term: where a dual is close to 1 or -1, "
        "r / (|r| + epsilon) moves its row by many epsilon, other rows begin to matter, and the "
        "ratio leaves 1. So it did in the first design, with noise of 1, on one data set in "
        "80 or so (ratios 1.39, 0.80, 0.58), which failed the claim on three of a dozen seeds.",
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
