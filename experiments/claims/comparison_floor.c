/* experiments/claims/comparison_floor.c -- a comparison is one bit, and x* takes n ln(1/eps). */
#include <gsl/gsl_sf_gamma.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "experiments/evidence.h"
#include "experiments/run.h"
#include "optimizers/optimizer.h"

enum { BEST, FAR, FIFTH, BIT, RANK };
static const gg_band bands[] = {
    [BEST] = {"(1+1)-ES with the best step size: progress, over what was foretold", 0.97, 1.03},
    [FAR] = {"(1+1)-ES with the best step size: progress in many dimensions", 0.196, 0.209},
    [FIFTH] = {"(1+1)-ES with the 1/5 rule: progress", 0.15, 0.2025},
    [BIT] = {"progress of a method with one comparison an evaluation, largest mean of all n",
             -INFINITY, 0.69314718055994529},
    [RANK] = {"progress of a method that ranks many points, over what their order can tell, "
              "largest mean of all n",
              -INFINITY, 1},
    {0},
};

/* --- runs: the 1/5 rule for long; and the field, for the figure too --------------------------- */

#define LONG_RUN(dimension)                                                                   \
    {                                                                                         \
        .name = "fifth", .at = (dimension), .losses = "sphere", .optimizers = "one_plus_one", \
        .dimensions = #dimension, .reps = 30, .max_evals = 300 * (size_t)(dimension) + 2000,  \
        .go_on = true                                                                         \
    }
#define FIELD(loss, methods, which)                                                        \
    {                                                                                      \
        .name = "field", .losses = (loss), .optimizers = (methods), .dimensions = (which), \
        .reps = 15, .max_evals = 1500, .per_dimension = true                               \
    }

static const gg_grid grids[] = {
    LONG_RUN(10),
    LONG_RUN(20),
    LONG_RUN(40),
    LONG_RUN(80),
    LONG_RUN(160),
    FIELD("sphere+shift",
          "one_plus_one,random_search,pattern_search,nelder_mead,cma_es,separable_cma_es,"
          "differential_evolution,genetic,particle_swarm",
          "2,4,8,16,32"),
    FIELD("sphere+shift", "one_plus_one,nelder_mead,cma_es,genetic", "64,128"),
    FIELD("sphere+shift", "random_gradient_free,gradient_descent:step=fixed:size=0.375",
          "2,4,8,16,32,64,128"),
    FIELD("sphere+shift:gradient=forward", "gradient_descent:step=fixed:size=0.375",
          "2,4,8,16,32,64,128"),
    {0},
};

/* --- a trial: the best step size, which nobody can have who does not know the minimum ---------- */

/* Foretold by early runs, within 1.5 % of n times the expectation of max(0, -ln|e + (1.224/n) z|),
 * z normal: 0.3690, 0.2621, 0.2298, 0.2156, 0.2089, 0.2056, 0.2041. */
static const struct {
    size_t n, runs;
    double foretold;
} sizes[] = {
    {2, 10, 0.374}, {5, 8, 0.262},  {10, 5, 0.227},  {20, 4, 0.216},
    {40, 2, 0.209}, {80, 1, 0.205}, {160, 1, 0.203},
};
enum { SIZES = sizeof sizes / sizeof *sizes, MOST_N = 160 };

/* From as far as numbers reach, so that they do not end before the run does. */
static gg_status run_once(const gg_trial_at *at, uint32_t rep, double *progress)
{
    const size_t n = sizes[at->point].n;
    double start[MOST_N];
    gg_fill(n, 1e150 / sqrt((double)n), start);
    const gg_job job = {.loss = "sphere",
                        .optimizer = "one_plus_one:rule=distance",
                        .n = n,
                        .seed = at->seed,
                        .rep = rep,
                        .start = start,
                        .max_evals = 300 * n + 2000,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    gg_result r;
    GG_TRY(gg_run(&r, &job));
    *progress = (double)n * (log(r.first) - log(r.f)) / 2 / (double)(r.used.value - 1);
    gg_result_close(&r);
    return GG_OK;
}

static gg_status measure_best(gg_numbers *to, const gg_trial_at *at)
{
    const size_t runs = sizes[at->point].runs;
    for (size_t k = 0; k < runs; k++) {
        double progress;
        GG_TRY(run_once(at, (uint32_t)(at->rep * runs + k), &progress));
        gg_note(to, "progress", (double)sizes[at->point].n, progress);
    }
    return GG_OK;
}

static const gg_trial trials[] = {
    {.name = "best_step",
     .design =
         "(1+1)-ES with mutations of 1.224 |x|/n on the sphere, from |x| = 1e150, "
         "300 n + 2000 evaluations: n ln(first |x| / last |x|) / evaluations; 10, 8, 5, 4, "
         "2, 1, 1 runs each",
     .measure = measure_best,
     .points = SIZES,
     .reps = 20},
    {0},
};

/* --- the verdict ------------------------------------------------------------------------------ */

static gg_status judge_best(gg_evidence *rows, gg_findings *out)
{
    for (size_t i = 0; i < SIZES; i++) {
        const double n = (double)sizes[i].n;
        double *x;
        size_t count;
        GG_TRY(gg_evidence_column(rows, &x, &count,
                                  "SELECT value FROM measured WHERE name = 'progress' AND "
                                  "at = ?1",
                                  1, n));
        gg_interval is = gg_mean(x, count);
        free(x);
        if (n == MOST_N) gg_find(out, &bands[FAR], is, count, "n = %g", n);
        is.low /= sizes[i].foretold;
        is.value /= sizes[i].foretold;
        is.high /= sizes[i].foretold;
        gg_find(out, &bands[BEST], is, count, "n = %g", n);
    }
    return GG_OK;
}

static gg_status judge_fifth(gg_evidence *rows, gg_findings *out)
{
    for (size_t n = 10; n <= MOST_N; n *= 2) {
        double *x;
        size_t count;
        GG_TRY(gg_evidence_column(rows, &x, &count,
                                  "SELECT n * ln(first_gap / gap) / 2 / (calls - 1) FROM race "
                                  "WHERE cell = 'fifth' AND at = ?1",
                                  1, (double)n));
        gg_find(out, &bands[FIFTH], gg_mean(x, count), count, "n = %zu", n);
        free(x);
    }
    return GG_OK;
}

/* What the order of the points can tell, in e-folds times n an evaluation: of lambda in each
 * generation the logarithm of their lambda! orders; of one and the n + 1 of a simplex its place
 * among them; of one and the last, a bit. */
static double most(const gg_optimizer *m, const double opt[], size_t n)
{
    if (m->population) {
        const double lambda = m->population(opt, n);
        return gsl_sf_lngamma(lambda + 1) / lambda;
    }
    return strcmp(m->name, "nelder_mead") == 0 ? log((double)n + 2) : log(2);
}

/* Mean progress of one method in one dimension. */
static gg_status mean_progress(gg_evidence *rows, const char *method, size_t n, gg_interval *is,
                               size_t *count)
{
    char sql[256];
    double *x;
    snprintf(sql, sizeof sql,
             "SELECT n * ln(first_gap / gap) / 2 / (calls - 1) FROM race WHERE cell = 'field' "
             "AND optimizer = '%s' AND n = ?1",
             method);
    GG_TRY(gg_evidence_column(rows, &x, count, sql, 1, (double)n));
    *is = gg_mean(x, *count);
    free(x);
    return GG_OK;
}

static gg_status judge_method(gg_evidence *rows, gg_findings *out, const gg_optimizer *m,
                              const double opt[])
{
    const bool ranks = m->population || strcmp(m->name, "nelder_mead") == 0;
    gg_interval worst = {NAN, NAN, NAN};
    size_t where = 0;
    size_t total = 0;
    for (size_t n = 2; n <= 128; n *= 2) {
        gg_interval is;
        size_t count;
        GG_TRY(mean_progress(rows, m->name, n, &is, &count));
        const double unit = ranks ? most(m, opt, n) : 1;
        total += count;
        if (count == 0 || is.high / unit <= worst.high) continue;
        worst = (gg_interval){is.low / unit, is.value / unit, is.high / unit};
        where = n;
    }
    gg_find(out, &bands[ranks ? RANK : BIT], worst, total, "%s, n = %zu", m->name, where);
    return GG_OK;
}

/* Every method of the catalogue that says that it only compares; one that was not run has no
 * number, and that is not enough data. */
static gg_status judge_field(gg_evidence *rows, gg_findings *out)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        const gg_optimizer *m = NULL;
        gg_settings settings;
        if (!(gg_optimizers[i]->invariant & GG_UNDER_MONOTONE)) continue;
        GG_TRY(gg_optimizer_open(&m, &settings, gg_optimizers[i]->name));
        const gg_status status = judge_method(rows, out, m, settings.number);
        gg_settings_close(&settings);
        GG_TRY(status);
    }
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_best(rows, out));
    GG_TRY(judge_fifth(rows, out));
    return judge_field(rows, out);
}

const gg_claim gg_claim_comparison_floor = {
    .name = "comparison_floor",
    .number = 21,
    .study = "zeroth_order",
    .sentence =
        "A method that only compares comes nearer to the minimum by a factor e in 1.44 n "
        "evaluations at best, for a comparison is one bit; the (1+1)-ES with the best of all "
        "step sizes takes 4.94 n in many dimensions, with the 1/5 rule a little more.",
    .design =
        "Sphere. (1+1)-ES with mutations of 1.224 |x|/n, which only an oracle can know, n = "
        "2 ... 160, and with the 1/5 rule, n = 10 ... 160: 300 n + 2000 evaluations each. "
        "Every method of the catalogue that only compares, n = 2 ... 32 (some to 128), "
        "shifted sphere, random starts, to a gap of 1e-8 or 1500 n evaluations.",
    .estimator =
        "Progress is n ln(first distance / least distance) / evaluations; its mean over "
        "runs with bootstrap interval. Foretold: 0.374, 0.262, 0.227, 0.216, 0.209, 0.205, "
        "0.203 at n = 2, 5, 10, 20, 40, 80, 160. A method that ranks lambda points "
        "is measured against ln(lambda!)/lambda, a simplex against ln(n + 2).",
    .source =
        "Teytaud & Gelly 2006, General lower bounds for evolutionary algorithms, "
        "doi:10.1007/11844297_3: T answers of K kinds tell K^T balls apart; Rechenberg 1973, "
        "Evolutionsstrategie; Beyer 2001, The theory of evolution strategies. derived: "
        "max_s s/sqrt(2 pi) exp(-s^2/8) - s^2/2 Phi(-s/2) = 0.20246",
    .limits =
        "The floor holds for the mean over places of the minimum, not for each run: a lucky "
        "one may beat it. A mean above it would be a bug. Methods that rank many points at "
        "a time have a floor of their own, below this one.",
    .full = 3,
    .bands = bands,
    .grids = grids,
    .trials = trials,
    .judge = judge,
};
