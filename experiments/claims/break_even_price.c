/* experiments/claims/break_even_price.c -- how dear a gradient may be before it does not pay. */
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
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
} runs;

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
    return GG_OK;
}

/* --- the price ----------------------------------------------------------------------------------- */

/* Median over a method's runs, or over as many of them drawn with replacement; a run that missed
 * costs infinitely much. */
static double median(const runs *r, size_t method, size_t column, gsl_rng *rng, double room[])
{
    const size_t count = r->first[method + 1] - r->first[method];
    for (size_t i = 0; i < count; i++) {
        const size_t pick = rng ? gsl_rng_uniform_int(rng, count) : i;
        const double *row = r->t.of + (r->first[method] + pick) * r->t.columns;
        room[i] = row[3] != 0 ? row[column] : INFINITY;
    }
    return gg_quantile(room, count, 0.5);
}

/* c with: values + c gradients of the method that has them = values of the best that has not. */
static double price(const runs *r, gsl_rng *rng, double room[])
{
    double best = INFINITY;
    for (size_t k = 1; k < METHODS; k++)
        if (r->first[k + 1] > r->first[k]) best = fmin(best, median(r, k, 1, rng, room));
    gsl_rng *again = rng ? gsl_rng_clone(rng) : NULL; /* the same runs for both its columns */
    const double values = median(r, 0, 1, again, room);
    if (again) gsl_rng_free(again);
    return (best - values) / median(r, 0, 2, rng, room);
}

typedef struct prices {
    double value;
    double again[RESAMPLES];
    size_t runs;
} prices;

static gg_status find_prices(gg_evidence *rows, const char *cell, double n, prices *out)
{
    runs r;
    GG_TRY(read_runs(rows, cell, n, &r));
    double *room = malloc((r.t.rows + 1) * sizeof *room);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    const bool memory = room && rng;
    out->runs = r.t.rows;
    if (memory) {
        gg_random_open(rng, 1, GG_BOOTSTRAP, (uint32_t)n);
        out->value = price(&r, NULL, room);
        for (size_t b = 0; b < RESAMPLES; b++) out->again[b] = price(&r, rng, room);
    }
    free(room);
    if (rng) gsl_rng_free(rng);
    gg_table_close(&r.t);
    return memory ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory to judge a claim");
}

/* Of the price, or of its ratio to `below` (NULL: 1), divided by `unit`. */
static gg_interval interval(const prices *p, const prices *below, double unit)
{
    double ratio[RESAMPLES];
    for (size_t b = 0; b < RESAMPLES; b++)
        ratio[b] = p->again[b] / (below ? below->again[b] : 1) / unit;
    return (gg_interval){gg_quantile(ratio, RESAMPLES, 0.025),
                         p->value / (below ? below->value : 1) / unit,
                         gg_quantile(ratio, RESAMPLES, 0.975)};
}

/* --- judging ----------------------------------------------------------------------------------- */

static const double dimensions[] = {2, 3, 5, 8, 12, 20, 40};

enum { DIMENSIONS = sizeof dimensions / sizeof *dimensions };

static gg_status judge_rosenbrock(gg_evidence *rows, prices p[2], gg_findings *out)
{
    for (size_t i = 0; i + 1 < DIMENSIONS; i++) {
        const double n = dimensions[i];
        prices *now = &p[i % 2];
        const prices *below = &p[(i + 1) % 2];
        GG_TRY(find_prices(rows, "rosenbrock", n, now));
        if (now->runs == 0) continue;
        if (i == 0) gg_find(out, &bands[TWO], interval(now, NULL, 1), now->runs, "n = %g", n);
        gg_find(out, &bands[PER_DIMENSION], interval(now, NULL, n), now->runs, "n = %g", n);
        if (i > 0 && below->runs)
            gg_find(out, &bands[GROWTH], interval(now, below, 1), now->runs + below->runs,
                    "n = %g over n = %g", n, dimensions[i - 1]);
    }
    return GG_OK;
}

static gg_status judge_rotated(gg_evidence *rows, prices *p, gg_findings *out)
{
    for (size_t i = 0; i < DIMENSIONS; i++) {
        GG_TRY(find_prices(rows, "rotated", dimensions[i], p));
        if (p->runs)
            gg_find(out, &bands[ELLIPSOID], interval(p, NULL, 1), p->runs, "n = %g",
                    dimensions[i]);
    }
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    prices *p = calloc(2, sizeof *p);
    if (!p) return gg_fail(GG_NO_MEMORY, "no memory to judge a claim");
    gg_status status = judge_rosenbrock(rows, p, out);
    if (status == GG_OK) status = judge_rotated(rows, p, out);
    free(p);
    return status;
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
