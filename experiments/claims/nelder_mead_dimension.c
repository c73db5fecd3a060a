/* experiments/claims/nelder_mead_dimension.c -- many dimensions, and where it sticks. */
#include <math.h>
#include <stdlib.h>

#include "base/vector.h"
#include "experiments/claims/spans.h"
#include "experiments/run.h"

/* The first simplex of the literature (fminsearch): 5 % of each coordinate of the start. */
#define SIMPLEX "nelder_mead:renew=no:unit=start:edge=0.05:coefficients="
#define SPHERE(cell, optimizer)                                                            \
    {                                                                                      \
        .name = (cell), .losses = "sphere+shift", .optimizers = (optimizer),               \
        .dimensions = "2,4,8,12,16,24,32", .reps = 80, .max_evals = 40000, .target = 1e-10 \
    }

static const gg_grid grids[] = {SPHERE("standard", SIMPLEX "standard"),
                                SPHERE("adaptive", SIMPLEX "adaptive"),
                                SPHERE("evolution", "one_plus_one"),
                                {0}};

/* McKinnon's simplex: (0, 0), (1, 1) and ((1 + sqrt 33) / 8, (1 - sqrt 33) / 8). */
static void fill_vertices(double x[3][2])
{
    x[0][0] = x[0][1] = 0;
    x[1][0] = (1 + sqrt(33)) / 8;
    x[1][1] = (1 - sqrt(33)) / 8;
    x[2][0] = x[2][1] = 1;
}

/* Coordinates in which that simplex has a right angle at 0 and legs of length 1 along the axes:
 * a method that reflects and contracts vertices goes the same way in them. */
static void to_plane(const double y[], double x[])
{
    double vertex[3][2];
    fill_vertices(vertex);
    for (size_t i = 0; i < 2; i++) x[i] = y[0] * vertex[1][i] + y[1] * vertex[2][i];
}

static double value(gg_problem *p, const double y[])
{
    double x[2];
    to_plane(y, x);
    return p->loss->value(p, x);
}

enum { STEPS = 200 };

/* The distance of each vertex from the origin when the simplex has made its steps. */
static gg_status crawl(gg_numbers *to, gg_oracle *o)
{
    gg_method m;
    gg_status status = GG_OK;
    GG_TRY(gg_method_open(&m, "nelder_mead:coefficients=standard:renew=no:edge=1"));
    status = gg_method_start(&m, o);
    for (size_t k = 0; status == GG_OK && k < STEPS; k++)
        if (gg_method_step(&m, o) != GG_GO_ON) break;
    const double *y = NULL;
    const size_t rows = status == GG_OK ? m.table->points(m.state, 2, &y) : 0;
    for (size_t k = 0; k < rows; k++) {
        double x[2];
        to_plane(y + 2 * k, x);
        gg_note(to, "distance of a vertex", (double)k, gg_norm(2, x));
    }
    gg_method_close(&m);
    return status;
}

static gg_status crawl_on(gg_numbers *to, gg_problem *p)
{
    static const double start[2] = {0, 0};
    static const double lower[2] = {0, 0};
    static const double upper[2] = {1, 1};
    gg_oracle o;
    GG_TRY(gg_oracle_open(&o, p, 100000));
    o.value = value;
    o.start = start;
    o.lower = lower; /* lengths are in units of the box: edge=1 gives legs of length 1 */
    o.upper = upper;
    const gg_status status = crawl(to, &o);
    gg_oracle_close(&o);
    return status;
}

/* BFGS begins at each vertex of the same simplex. */
static gg_status descend(gg_numbers *to, const gg_trial_at *at)
{
    double vertex[3][2];
    fill_vertices(vertex);
    for (size_t k = 0; k < 3; k++) {
        gg_result r;
        const gg_job job = {.loss = "MCK2",
                            .optimizer = "bfgs",
                            .n = 2,
                            .seed = at->seed,
                            .rep = at->rep,
                            .start = vertex[k],
                            .max_evals = 10000,
                            .max_seconds = INFINITY,
                            .target = 1e-12};
        GG_TRY(gg_run(&r, &job));
        gg_note(to, "value of BFGS", (double)k, r.f);
        gg_result_close(&r);
    }
    return GG_OK;
}

static gg_status mckinnon(gg_numbers *to, const gg_trial_at *at)
{
    gg_problem *p = NULL;
    GG_TRY(gg_problem_open(&p, "MCK2", 2, at->seed, at->rep));
    const gg_status status = crawl_on(to, p);
    gg_problem_close(p);
    GG_TRY(status);
    return descend(to, at);
}

static const gg_trial trials[] = {
    {.name = "mckinnon",
     .design = "Nelder-Mead with its standard coefficients, 200 steps from McKinnon's simplex; "
               "BFGS from each vertex of it",
     .measure = mckinnon,
     .points = 1,
     .reps = 1},
    {0}};

enum { STANDARD, STEEPER, DEARER, STOPPED, PASSED };

static const gg_band bands[] = {
    [STANDARD] = {"slope of evaluations over n, standard coefficients", 2.2, INFINITY},
    [STEEPER] = {"that slope less the slope with adaptive coefficients", 0, INFINITY},
    [DEARER] = {"evaluations with standard over adaptive coefficients", 3, INFINITY},
    [STOPPED] = {"distance of the simplex from (0, 0), McKinnon's function", 0, 1e-6},
    [PASSED] = {"value that BFGS reaches there", -0.25 - 1e-6, -0.25 + 1e-6},
    {0}};

static void judge_growth(const gg_table *standard, const gg_table *adaptive, gg_findings *out)
{
    const gg_interval slope = gg_times_slope_in_n(standard, 2, 16);
    const gg_interval other = gg_times_slope_in_n(adaptive, 2, 16);
    const gg_table a = gg_times_within(standard, GG_TIMES_N, 16, 16);
    const gg_table b = gg_times_within(adaptive, GG_TIMES_N, 16, 16);
    gg_find(out, &bands[STANDARD], slope, standard->rows, "n = 2 ... 16");
    gg_find(out, &bands[STEEPER], gg_times_less(slope, other), standard->rows + adaptive->rows,
            "n = 2 ... 16");
    gg_find(out, &bands[DEARER], gg_times_ratio(&a, &b), a.rows + b.rows, "n = 16");
}

static gg_status judge_each(gg_evidence *rows, const char *sql, const gg_band *band,
                            gg_findings *out)
{
    double *x = NULL;
    size_t count = 0;
    GG_TRY(gg_evidence_column(rows, &x, &count, sql, 0));
    gg_find(out, band, gg_each(x, count, band), count, "tau = 2, theta = 6, phi = 60");
    free(x);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    gg_table standard;
    gg_table adaptive;
    GG_TRY(gg_evidence_times(rows, &standard, "standard", 1e-8, true, 1));
    const gg_status status = gg_evidence_times(rows, &adaptive, "adaptive", 1e-8, true, 1);
    if (status == GG_OK) {
        judge_growth(&standard, &adaptive, out);
        gg_table_close(&adaptive);
    }
    gg_table_close(&standard);
    GG_TRY(status);
    GG_TRY(judge_each(rows, "SELECT value FROM measured WHERE name = 'distance of a vertex'",
                      &bands[STOPPED], out));
    return judge_each(rows, "SELECT value FROM measured WHERE name = 'value of BFGS'",
                      &bands[PASSED], out);
}

const gg_claim gg_claim_nelder_mead_dimension = {
    .name = "nelder_mead_dimension",
    .number = 26,
    .study = "scaling",
    .sentence = "Nelder and Mead's simplex needs more than n^2.2 evaluations on a sphere, less "
                "with coefficients that know n; and on McKinnon's smooth convex function it "
                "stops at a point that is no minimum, which BFGS passes.",
    .design =
        "Sphere with its minimiser at a random place, random starts in [-5, 5]^n, n = 2 to "
        "32, first edges 5 % of each coordinate, no fresh simplices, until 1e-8 of the first "
        "gap is left or 40000 evaluations are spent. McKinnon's function with tau = 2, "
        "theta = 6, phi = 60 from his simplex, 200 steps.",
    .estimator =
        "Least squares of log median evaluations over log n, interval by bootstrap over "
        "runs; a run that misses counts as infinite, and a median that is infinite is "
        "left out of the slope. The largest distance of a vertex from (0, 0) at the "
        "end; the value of BFGS from each vertex that is furthest off.",
    .source =
        "Nelder & Mead 1965, doi:10.1093/comjnl/7.4.308; Gao & Han 2012, Implementing the "
        "Nelder-Mead simplex algorithm with adaptive parameters, "
        "doi:10.1007/s10589-010-9329-3; McKinnon 1998, Convergence of the Nelder-Mead "
        "simplex method to a nonstationary point, doi:10.1137/S1052623496303482",
    .limits =
        "The slope is that of n = 2 to 16: beyond, the standard simplex seldom arrives. It "
        "depends on the first simplex: the larger that is, the less many dimensions cost. "
        "McKinnon's simplex is a special one, and with tau = 3 rounding lets it escape. "
        "The suite's own Nelder-Mead renews a simplex that is flat, and is better.",
    .full = 3,
    .bands = bands,
    .grids = grids,
    .trials = trials,
    .judge = judge,
};
