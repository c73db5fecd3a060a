/* experiments/claims/break_even_price.c -- how dear a gradient may be before it does not pay. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/bootstrap.h"
#include "experiments/evidence.h"

enum { TWO, GROWTH, PER_DIMENSION, ELLIPSOID };

static const gg_band bands[] = {
    [TWO] = {"break-even price of a gradient in values, Rosenbrock", 2, 8},
    [GROWTH] = {"break-even price over that of the next smaller dimension, Rosenbrock", 1,
                INFINITY},
    [PER_DIMENSION] =
        {"break-even price over n, Rosenbrock: above 1 even differences of values "
         "pay",
         1, INFINITY},
    [ELLIPSOID] = {"break-even price of a gradient in values, rotated ellipsoid", 10, INFINITY},
    {0},
};

#define PAID "lbfgs:restart=random"
#define FREE "nelder_mead:coefficients=adaptive:restart=random,powell:restart=random,cma_es"

/* The verdict hangs on rosenbrock and rotated; the other cells are told beside it. */
static const gg_grid grids[] = {
    {.name = "rosenbrock",
     .losses = "rosenbrock",
     .optimizers = PAID "," FREE,
     .dimensions = "2,3,5,8,12,20",
     .reps = 100,
     .max_evals = 200000},
    {.name = "rotated",
     .losses = "ellipsoid:condition=1000+rotate+shift",
     .optimizers = PAID "," FREE,
     .dimensions = "2,3,5,8,12,20",
     .reps = 50,
     .max_evals = 200000},
    {.name = "rotated",
     .losses = "ellipsoid:condition=1000+rotate+shift",
     .optimizers = PAID ",cma_es",
     .dimensions = "40",
     .reps = 20,
     .max_evals = 200000},
    {.name = "far",
     .losses = "ellipsoid:condition=1000+rotate+shift",
     .optimizers = PAID "," FREE,
     .dimensions = "60,80",
     .reps = 3,
     .max_evals = 200000},
    {.name = "axis",
     .losses = "ellipsoid:condition=1000+shift",
     .optimizers = PAID "," FREE,
     .dimensions = "2,3,5,8,12,20",
     .reps = 20,
     .max_evals = 200000},
    {.name = "sphere",
     .losses = "sphere+shift",
     .optimizers = PAID "," FREE,
     .dimensions = "2,3,5,8,12,20",
     .reps = 20,
     .max_evals = 200000},
    {.name = "model",
     .losses = "rosenbrock,ellipsoid:condition=1000+rotate+shift",
     .optimizers = "quadratic_model:restart=random",
     .dimensions = "2,3,5,8,12,20",
     .reps = 10,
     .max_evals = 200000},
    {0},
};

/* --- reading ----------------------------------------------------------------------------------- */

enum { METHODS = 4, RESAMPLES = 2000 }; /* the first is the one with gradients */

static const double TARGET = 1e-8; /* of the first gap */

typedef struct runs {
    gg_table t; /* columns: method, values, gradients, hit; ordered by method and repetition */
    size_t first[METHODS + 1];
    double *room; /* [rows] */
} runs;

static void close_runs(runs *r)
{
    gg_table_close(&r->t);
    free(r->room);
    *r = (runs){.room = NULL};
}

static gg_status read_runs(gg_evidence *rows, const char *cell, double n, runs *out)
{
    static const char ask[] =
        "SELECT CASE WHEN optimizer LIKE 'lbfgs%' THEN 0 WHEN optimizer LIKE 'nelder%' THEN 1"
        " WHEN optimizer LIKE 'powell%' THEN 2 ELSE 3 END AS method,"
        " coalesce(m.value, r.value), coalesce(m.gradient + m.hessian_vector, r.gradient),"
        " m.run IS NOT NULL"
        " FROM race r LEFT JOIN main.mark m ON m.run = r.id AND m.i = ("
        "SELECT min(k.i) FROM main.mark k WHERE k.run = r.id"
        " AND k.f - r.minimum <= ?1 * r.first_gap)"
        " WHERE r.cell = iif(?3, 'rosenbrock', 'rotated') AND r.n = ?2 ORDER BY method, rep";
    GG_TRY(gg_evidence_ask(rows, &out->t, ask, 3, TARGET, n,
                           strcmp(cell, "rosenbrock") == 0 ? 1.0 : 0.0));
    size_t row = 0;
    for (size_t k = 0; k <= METHODS; k++) {
        while (row < out->t.rows && out->t.of[row * out->t.columns] < (double)k) row++;
        out->first[k] = k < METHODS ? row : out->t.rows;
    }
    out->room = malloc((out->t.rows + 1) * sizeof *out->room);
    return out->room ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory to judge a claim");
}

/* --- the price ----------------------------------------------------------------------------------- */

/* Median over a method's runs; a run that missed costs infinitely much. */
static double median(const runs *r, size_t method, size_t column, gsl_rng *rng)
{
    const size_t count = r->first[method + 1] - r->first[method];
    for (size_t i = 0; i < count; i++) {
        const double *row = r->t.of +
                            (r->first[method] + gg_pick(rng, i, count)) * r->t.columns;
        r->room[i] = row[3] != 0 ? row[column] : INFINITY;
    }
    return gg_quantile(r->room, count, 0.5);
}

/* c with: values + c gradients of the method that has them = values of the best that has not. */
static double price(const runs *r, gsl_rng *rng)
{
    double best = INFINITY;
    for (size_t k = 1; k < METHODS; k++)
        if (r->first[k + 1] > r->first[k]) best = fmin(best, median(r, k, 1, rng));
    gsl_rng *again = rng ? gsl_rng_clone(rng) : NULL; /* the same runs for both its columns */
    const double values = median(r, 0, 1, again);
    if (again) gsl_rng_free(again);
    return (best - values) / median(r, 0, 2, rng);
}

typedef struct prices {
    const runs *now, *below; /* below NULL: the price alone, else over its */
    double unit;
} prices;

static void compute_price(const void *data, gsl_rng *rng, double out[])
{
    const prices *p = data;
    *out = price(p->now, rng) / (p->below ? price(p->below, rng) : 1) / p->unit;
}

static void find(gg_findings *out, size_t band, prices p, const char *at)
{
    gg_interval is;
    const size_t count = p.now->t.rows + (p.below ? p.below->t.rows : 0);
    if (p.now->t.rows == 0 || (p.below && p.below->t.rows == 0)) return;
    gg_bootstrap(compute_price, &p, 1, 0.95, RESAMPLES, 1, &is);
    gg_find(out, &bands[band], is, count, "%s", at);
}

/* --- judging ----------------------------------------------------------------------------------- */

static const double dimensions[] = {2, 3, 5, 8, 12, 20, 40};

enum { DIMENSIONS = sizeof dimensions / sizeof *dimensions };

static gg_status judge_rosenbrock(gg_evidence *rows, gg_findings *out)
{
    runs r[2] = {{.room = NULL}, {.room = NULL}};
    gg_status status = GG_OK;
    for (size_t i = 0; status == GG_OK && i + 1 < DIMENSIONS; i++) {
        const double n = dimensions[i];
        runs *now = &r[i % 2];
        const runs *below = &r[(i + 1) % 2];
        char at[64];
        close_runs(now);
        status = read_runs(rows, "rosenbrock", n, now);
        if (status != GG_OK) break;
        snprintf(at, sizeof at, "n = %g", n);
        if (i == 0) find(out, TWO, (prices){now, NULL, 1}, at);
        find(out, PER_DIMENSION, (prices){now, NULL, n}, at);
        if (i == 0) continue;
        snprintf(at, sizeof at, "n = %g over n = %g", n, dimensions[i - 1]);
        find(out, GROWTH, (prices){now, below, 1}, at);
    }
    close_runs(&r[0]);
    close_runs(&r[1]);
    return status;
}

static gg_status judge_rotated(gg_evidence *rows, gg_findings *out)
{
    gg_status status = GG_OK;
    for (size_t i = 0; status == GG_OK && i < DIMENSIONS; i++) {
        runs r = {.room = NULL};
        char at[64];
        snprintf(at, sizeof at, "n = %g", dimensions[i]);
        status = read_runs(rows, "rotated", dimensions[i], &r);
        if (status == GG_OK) find(out, ELLIPSOID, (prices){&r, NULL, 1}, at);
        close_runs(&r);
    }
    return status;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_rosenbrock(rows, out));
    return judge_rotated(rows, out);
}

const gg_claim gg_claim_break_even_price = {
    .name = "break_even_price",
    .number = 32,
    .study = "gradient_free_wins",
    .sentence = "A gradient pays as long as it costs fewer values than a break-even price, "
                "which grows with the dimension on Rosenbrock's valley, faster than the n + 1 "
                "values that differences take.",
    .design =
        "L-BFGS against the best of Nelder-Mead (adaptive), Powell and CMA-ES from random "
        "starts, to 1e-8 of the first gap: Rosenbrock's chain, an ellipsoid of condition "
        "1000, rotated (also n = 40, L-BFGS and CMA-ES alone). Beside it, unjudged: the "
        "ellipsoid along the axes, the sphere, a quadratic model as one opponent more, "
        "and the rotated ellipsoid up to n = 80.",
    .estimator = "(median values of the best method without gradients - median values of "
                 "L-BFGS) / median gradients of L-BFGS, a value with its gradient counted as a "
                 "gradient; a run that missed counts as infinite. Bootstrap over the runs of "
                 "each method.",
    .source = "derived: E_free = N_f + c N_g solved for c",
    .limits =
        "The price depends on the opponents: a better one lowers it. On a quadratic L-BFGS "
        "takes some n + 2 gradients here and Powell some 6 n^2 values, so on the rotated "
        "ellipsoid the price is no constant but about 5 n: under 10 at n = 2, and at "
        "every n up to 80 differences of values still pay. Rosenbrock's chain has a "
        "second minimum from n = 4 on; all methods begin again there, which medians see "
        "little of.",
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
