/* experiments/claims/bfgs_on_kinks.c -- a quasi-Newton method pays a kink, but not with its rate. */
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/evidence.h"

enum { ARRIVES, STRAIGHT, COSTS };
static const gg_band bands[] = {
    [ARRIVES] = {"share of BFGS's runs that reach a gap of 1e-8 on the kinked function", 0.8,
                 1},
    [STRAIGHT] = {"correlation of log gap with calls, the median run", -1, -0.9},
    [COSTS] = {"calls to 1e-8 on the kinked function over those on its smooth twin", 2, 7},
    {0},
};

static const double dimensions[] = {2, 5, 10, 20, 40};
enum { REPS = 100 };

#define BFGS "bfgs_nonsmooth:search=halves:kicks=0:samples=0"

static const gg_grid grids[] = {
    {.name = "kinked",
     .losses = "partly_smooth",
     .optimizers = BFGS,
     .dimensions = "2,5,10,20,40",
     .reps = REPS,
     .max_evals = 10000,
     .target = 1e-8},
    {.name = "smooth",
     .losses = "partly_smooth:kinked=0",
     .optimizers = BFGS,
     .dimensions = "2,5,10,20,40",
     .reps = REPS,
     .max_evals = 10000,
     .target = 1e-8},
    {0},
};

/* Calls that the runs of a cell took in n dimensions, by repetition; infinite if they missed. */
static gg_status ask_calls(gg_evidence *e, const char *sql, double n, double **calls,
                           size_t *count)
{
    GG_TRY(gg_evidence_column(e, calls, count, sql, 1, n));
    for (size_t i = 0; i < *count; i++)
        if (isnan((*calls)[i])) (*calls)[i] = INFINITY;
    return GG_OK;
}

/* How straight each run's curve of log gap over calls is. */
static gg_status find_straightness(gg_evidence *e, gg_findings *out, double n)
{
    gg_table t;
    double r[10 * REPS];
    size_t count = 0;
    GG_TRY(
        gg_evidence_ask(e, &t,
                        "SELECT run, calls, ln(gap) FROM marks WHERE cell = 'kinked' AND n = "
                        "?1 AND gap > 0 ORDER BY run, calls",
                        1, n));
    for (size_t from = 0, to; from < t.rows && count < sizeof r / sizeof *r; from = to) {
        const double *row = t.of + from * 3;
        for (to = from; to < t.rows && t.of[to * 3] == row[0];) to++;
        r[count++] = gsl_stats_correlation(row + 1, 3, row + 2, 3, to - from);
    }
    gg_table_close(&t);
    if (count) gg_find(out, &bands[STRAIGHT], gg_median(r, count), count, "n = %g", n);
    return GG_OK;
}

static gg_status find_cost(gg_evidence *e, gg_findings *out, double n)
{
    double *kinked = NULL;
    double *smooth = NULL;
    size_t count = 0;
    size_t twins = 0;
    gg_status status = ask_calls(e,
                                 "SELECT iif(gap <= 1e-8, calls, NULL) FROM race WHERE cell = "
                                 "'kinked' AND n = ?1 ORDER BY rep",
                                 n, &kinked, &count);
    if (status == GG_OK)
        status = ask_calls(
            e,
            "SELECT iif(gap <= 1e-8, calls, NULL) FROM race WHERE cell = 'smooth' "
            "AND n = ?1 ORDER BY rep",
            n, &smooth, &twins);
    if (status == GG_OK && count && twins)
        gg_find(out, &bands[COSTS], gg_ratio(kinked, count, smooth, twins, count == twins),
                count, "n = %g", n);
    free(kinked);
    free(smooth);
    return status;
}

static gg_status find_arrivals(gg_evidence *e, gg_findings *out, double n)
{
    gg_table t;
    GG_TRY(
        gg_evidence_ask(e, &t,
                        "SELECT sum(gap <= 1e-8), count(*) FROM race WHERE cell = 'kinked' AND "
                        "n = ?1",
                        1, n));
    const double arrived = t.rows ? t.of[0] : 0;
    const double runs = t.rows ? t.of[1] : 0;
    gg_table_close(&t);
    if (runs > 0)
        gg_find(out, &bands[ARRIVES], gg_share((size_t)arrived, (size_t)runs), (size_t)runs,
                "n = %g", n);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    enum { COUNT = sizeof dimensions / sizeof *dimensions };
    for (size_t i = 0; i < COUNT; i++) GG_TRY(find_cost(rows, out, dimensions[i]));
    for (size_t i = 0; i < COUNT; i++) GG_TRY(find_arrivals(rows, out, dimensions[i]));
    for (size_t i = 0; i < COUNT; i++) GG_TRY(find_straightness(rows, out, dimensions[i]));
    return GG_OK;
}

const gg_claim gg_claim_bfgs_on_kinks = {
    .name = "bfgs_on_kinks",
    .number = 11,
    .study = "nonsmooth_floors",
    .sentence =
        "BFGS with a line search that asks no more of a kink than to have been crossed converges "
        "linearly on a convex function that is kinked across half of its directions, and needs 2 "
        "to 7 times the calls that it needs on the smooth twin.",
    .design =
        "Half of the terms of A x as absolute values, the rest as squares, against all as "
        "squares: the same normal matrices and random starts; n = 2 to 40; BFGS, weak "
        "Wolfe steps found by halves, no restarts, no sampling; to a gap of 1e-8.",
    .estimator =
        "Ratio of median calls, in pairs; share of runs that arrive, exact interval; correlation "
        "of log gap with calls at each run's marks, median.",
    .source = "Lewis & Overton 2013, Nonsmooth optimization via quasi-Newton methods",
    .limits = "There is no theorem: why it works is open. It breaks down by rounding between "
              "1e-8 and 1e-12, and with a strong Wolfe search, which no kink can satisfy.",
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
