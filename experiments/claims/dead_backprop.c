/* experiments/claims/dead_backprop.c -- what is left of learning when the model has steps. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/claims/shelved.h"
#include "experiments/evidence.h"
#include "experiments/rank_test.h"
#include "experiments/run.h"

enum { GRADIENT, MOVED, SIGMOID, THROUGH, EVOLUTION, BETTER, RANKS, DIFFERENCES, SURROGATE };

static const gg_band bands[] = {
    {"components of the hidden layer's gradient that are not 0, true derivative", 0, 0},
    {"hidden coefficients that any run changed, true derivative", 0, 0},
    {"median accuracy, sigmoids in place of steps", 0.97, 1},
    {"median accuracy, steps, straight-through derivative", 0.88, 1},
    {"median accuracy, steps, (1+1)-ES", 0.8, 1},
    {"median gain in accuracy over the true derivative", 0.1, 1},
    {"p of the paired signed-rank test of that gain", 0, 0.01},
    {"components of a difference of the 0-1 loss that are not 0, of 10", 0, 0},
    {"mean test error of logistic regression less that of a (1+1)-ES on the 0-1 loss", -1,
     0.01},
    {0},
};

/* --- exclusive or ---------------------------------------------------------------------------- */

enum { HIDDEN = 8, INPUTS = 2, FIRST = HIDDEN * (INPUTS + 1), N = FIRST + HIDDEN + 1 };
enum { ROWS = 400, SPEC = 256, MODES = 5 };
enum { REPS = 200, ALL = 80, CURVES = 20 }; /* repetitions; of all modes; with curves */

#define ADAM "adam:batch=0:schedule=constant"

typedef struct mode {
    const char *name, *activation, *optimizer;
    size_t calls;
} mode;

static const mode modes[MODES] = {
    {"true", "threshold", ADAM, 3000},
    {"straight-through", "threshold:surrogate=straight_through", ADAM, 3000},
    {"sigmoid's derivative", "threshold:surrogate=sigmoid", ADAM, 3000},
    {"sigmoid", "sigmoid", ADAM, 3000},
    {"evolution", "threshold", "one_plus_one", 6000},
};

static const size_t calls_at[] = {1, 10, 30, 100, 300, 1000, 3000, 6000};

typedef struct lesson {
    unsigned long data;
    double start[N];
} lesson;

static void write_spec(char spec[SPEC], const lesson *l, const mode *m, const char *pointwise)
{
    snprintf(spec, SPEC,
             "network:data=xor:rows=400:columns=2:data_seed=%lu:hidden=8:activation=%s:"
             "pointwise=%s",
             l->data, m->activation, pointwise);
}

/* Weights and biases uniform within 1 / sqrt(inputs of the layer), as PyTorch's Linear has them:
 * units whose steps do not all pass through 0. */
static void draw_lesson(lesson *l, gsl_rng *rng)
{
    l->data = 1 + gsl_rng_uniform_int(rng, 1000000000);
    for (size_t j = 0; j < N; j++) {
        const double reach = 1 / sqrt(j < FIRST ? INPUTS : HIDDEN);
        l->start[j] = reach * (2 * gsl_rng_uniform(rng) - 1);
    }
}

/* The share of rows whose sign the network has right. */
static gg_status find_accuracy(double *out, const lesson *l, const mode *m, const double x[])
{
    gg_problem *p;
    char spec[SPEC];
    write_spec(spec, l, m, "zero_one");
    GG_TRY(gg_problem_open(&p, spec, N, 0, 0));
    *out = 1 - p->loss->value(p, x);
    gg_problem_close(p);
    return GG_OK;
}

/* Components of the hidden layer's gradient at x that are not 0. */
static gg_status count_gradient(size_t *out, const char *spec, const double x[])
{
    gg_problem *p;
    double g[N];
    GG_TRY(gg_problem_open(&p, spec, N, 0, 0));
    p->loss->gradient(p, x, g);
    gg_problem_close(p);
    *out = 0;
    for (size_t j = 0; j < FIRST; j++) *out += g[j] != 0;
    return GG_OK;
}

static gg_status note_hidden(gg_numbers *to, const char *spec, const double start[],
                             const gg_result *r)
{
    size_t before, after;
    size_t moved = 0;
    GG_TRY(count_gradient(&before, spec, start));
    GG_TRY(count_gradient(&after, spec, r->x));
    for (size_t k = 0; k < r->steps; k++)
        for (size_t j = 0; j < FIRST; j++) moved += r->path[k * N + j] != start[j];
    gg_note(to, "hidden gradient", 0, (double)before);
    gg_note(to, "hidden gradient", 1, (double)after);
    gg_note(to, "hidden moved", (double)r->steps, (double)moved);
    return GG_OK;
}

static gg_status learn(gg_numbers *to, const gg_trial_at *at, const lesson *l, const mode *m,
                       size_t calls)
{
    gg_result r;
    char spec[SPEC];
    double accuracy = NAN;
    write_spec(spec, l, m, "square");
    const bool last = m == &modes[0] && calls == m->calls;
    const gg_job job = {.loss = spec,
                        .optimizer = m->optimizer,
                        .n = N,
                        .seed = at->seed,
                        .rep = at->rep,
                        .dare = true,
                        .start = l->start,
                        .keep_path = last,
                        .max_evals = calls,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    GG_TRY(gg_run(&r, &job));
    gg_status status = find_accuracy(&accuracy, l, m, r.x);
    gg_note(to, m->name, (double)calls, accuracy);
    if (status == GG_OK && last) status = note_hidden(to, spec, l->start, &r);
    gg_result_close(&r);
    return status;
}

/* A run with a smaller budget is the beginning of one with a larger: what it had found by then.
 * The first repetitions have such curves, all have the end; the last have only the true
 * derivative and evolution, whose difference lies nearest to the end of its band. */
static gg_status measure_networks(gg_numbers *to, const gg_trial_at *at)
{
    lesson l;
    draw_lesson(&l, at->rng);
    for (size_t m = 0; m < MODES; m++) {
        if (at->rep % REPS >= ALL && m != 0 && m != MODES - 1) continue;
        for (size_t k = 0; k < sizeof calls_at / sizeof *calls_at; k++)
            if (calls_at[k] == modes[m].calls ||
                (calls_at[k] < modes[m].calls && at->rep < CURVES))
                GG_TRY(learn(to, at, &l, &modes[m], calls_at[k]));
    }
    return GG_OK;
}

/* --- the 0-1 loss of a linear classifier ------------------------------------------------------ */

enum { TRAIN = 300, TEST = 10000, WEIGHTS = 10 };

/* Features of N(0, 1); the sign of x'w + 0.2 N(0, 1), |w| = 1: six in a hundred are wrong. */
static gg_status draw_classes(const gg_data **out, const char *name, size_t rows,
                              const double w[], gsl_rng *rng)
{
    double *cell = malloc(rows * (WEIGHTS + 1) * sizeof *cell);
    if (!cell) return gg_fail(GG_NO_MEMORY, "no memory for %zu rows", rows);
    for (size_t i = 0; i < rows; i++) {
        double *x = cell + i * (WEIGHTS + 1);
        double score = 0.2 * gsl_ran_ugaussian(rng);
        for (size_t j = 0; j < WEIGHTS; j++) {
            x[j] = gsl_ran_ugaussian(rng);
            score += w[j] * x[j];
        }
        x[WEIGHTS] = score > 0 ? 1 : -1;
    }
    const gg_status status = gg_shelved_open(out, name, rows, WEIGHTS, cell);
    free(cell);
    return status;
}

#define ON_TRAIN "linear:data=zero_one_train:intercept=none:pointwise="
#define ON_TEST "linear:data=zero_one_test:intercept=none:pointwise="

static gg_status note_error(gg_numbers *to, const char *name, const char *spec,
                            const double x[])
{
    gg_problem *p;
    GG_TRY(gg_problem_open(&p, spec, WEIGHTS, 0, 0));
    gg_note(to, name, 0, p->loss->value(p, x));
    gg_problem_close(p);
    return GG_OK;
}

static gg_status classify(gg_numbers *to, const gg_trial_at *at, const char *loss,
                          const char *optimizer, const char *names[2])
{
    gg_result r;
    const gg_job job = {.loss = loss,
                        .optimizer = optimizer,
                        .n = WEIGHTS,
                        .seed = at->seed,
                        .rep = at->rep,
                        .draw_start = true,
                        .max_evals = 6000,
                        .max_seconds = INFINITY,
                        .target = -INFINITY};
    GG_TRY(gg_run(&r, &job));
    gg_status status = note_error(to, names[0], ON_TRAIN "zero_one", r.x);
    if (status == GG_OK) status = note_error(to, names[1], ON_TEST "zero_one", r.x);
    gg_result_close(&r);
    return status;
}

/* Forward differences at a random point, with a step of 1e-6. */
static gg_status count_differences(gg_numbers *to, gsl_rng *rng)
{
    gg_problem *p;
    double x[WEIGHTS];
    size_t moved = 0;
    for (size_t j = 0; j < WEIGHTS; j++) x[j] = gsl_ran_ugaussian(rng);
    GG_TRY(gg_problem_open(&p, ON_TRAIN "zero_one", WEIGHTS, 0, 0));
    const double f = p->loss->value(p, x);
    for (size_t j = 0; j < WEIGHTS; j++) {
        const double kept = x[j];
        x[j] = kept + 1e-6;
        moved += p->loss->value(p, x) != f;
        x[j] = kept;
    }
    gg_problem_close(p);
    gg_note(to, "differences", 1e-6, (double)moved);
    return GG_OK;
}

static gg_status compare(gg_numbers *to, const gg_trial_at *at)
{
    const char *logistic[2] = {"logistic train", "logistic test"};
    const char *evolution[2] = {"evolution train", "evolution test"};
    GG_TRY(count_differences(to, at->rng));
    GG_TRY(classify(to, at, ON_TRAIN "logistic", "lbfgs", logistic));
    return classify(to, at, ON_TRAIN "zero_one", "one_plus_one", evolution);
}

static gg_status measure_classifiers(gg_numbers *to, const gg_trial_at *at)
{
    const gg_data *train, *test;
    double w[WEIGHTS];
    gsl_ran_dir_nd(at->rng, WEIGHTS, w);
    GG_TRY(draw_classes(&train, "zero_one_train", TRAIN, w, at->rng));
    gg_status status = draw_classes(&test, "zero_one_test", TEST, w, at->rng);
    if (status == GG_OK) {
        status = compare(to, at);
        gg_data_close(test);
    }
    gg_data_close(train);
    return status;
}

static const gg_trial trials[] = {
    {"network",
     "400 rows of exclusive or, a 2-8-1 network, mean square; Adam, 3000 gradients of all rows, "
     "and a (1+1)-ES, 6000 values, from the same start; accuracy on these rows of the best "
     "point by mean square within the budget, and within smaller ones in 20 repetitions; after "
     "80 repetitions only the true derivative and the (1+1)-ES",
     measure_networks, 1, REPS, 0},
    {"classifier",
     "300 rows, 10 weights, six labels in a hundred wrong; L-BFGS on the logistic loss, a "
     "(1+1)-ES on the 0-1 loss, 6000 calls each; errors on these rows and on 10000 others",
     measure_classifiers, 1, 40, 0},
    {0},
};

/* --- from the rows ----------------------------------------------------------------------------- */

static gg_status judge_hidden(gg_evidence *rows, gg_findings *out)
{
    double *x;
    size_t count;
    GG_TRY(gg_evidence_column(rows, &x, &count,
                              "SELECT value FROM measured WHERE name = 'hidden gradient'", 0));
    gg_find(out, &bands[GRADIENT], gg_each(x, count, &bands[GRADIENT]), count,
            "24 of 33 components");
    free(x);
    GG_TRY(gg_evidence_column(rows, &x, &count,
                              "SELECT value FROM measured WHERE name = 'hidden moved'", 0));
    gg_find(out, &bands[MOVED], gg_each(x, count, &bands[MOVED]), count, "3000 steps of Adam");
    free(x);
    return GG_OK;
}

/* A mode's accuracies at the end, by repetition; or, in the same ones, the true derivative's. */
static gg_status take_accuracy(gg_evidence *rows, size_t m, bool true_instead, double **out,
                               size_t *count)
{
    return gg_evidence_column(
        rows, out, count,
        "SELECT CASE WHEN ?3 THEN b.value ELSE a.value END FROM measured a LEFT JOIN measured b ON ?3 AND "
        "b.trial = 'network' AND b.name = 'true' AND b.at = ?4 AND b.rep = a.rep WHERE a.trial "
        "= 'network' AND a.at = ?1 AND a.name = CASE ?2 WHEN 0 THEN 'true' WHEN 1 THEN "
        "'straight-through' WHEN 2 THEN 'sigmoid''s derivative' WHEN 3 THEN 'sigmoid' ELSE "
        "'evolution' END AND (b.rep IS NOT NULL OR NOT ?3) ORDER BY a.rep",
        4, (double)modes[m].calls, (double)m, (double)true_instead, (double)modes[0].calls);
}

static gg_status judge_accuracy(gg_evidence *rows, gg_findings *out, size_t m, size_t band)
{
    double *x;
    size_t count;
    GG_TRY(take_accuracy(rows, m, false, &x, &count));
    gg_find(out, &bands[band], gg_median(x, count), count, "%zu calls", modes[m].calls);
    free(x);
    return GG_OK;
}

static gg_status judge_gain(gg_evidence *rows, gg_findings *out, size_t m)
{
    double *with, *without;
    size_t count, others;
    GG_TRY(take_accuracy(rows, m, false, &with, &count));
    const gg_status status = take_accuracy(rows, m, true, &without, &others);
    if (status != GG_OK || others != count) {
        free(with);
        if (status == GG_OK) free(without);
        return status;
    }
    const gg_signed_rank test = gg_signed_rank_test(with, without, count);
    for (size_t i = 0; i < count; i++) /* a whole number of rows: 40 of 400 are 0.1 */
        with[i] = nearbyint((with[i] - without[i]) * ROWS) / ROWS;
    gg_find(out, &bands[BETTER], gg_median(with, count), count, "%s", modes[m].name);
    gg_find(out, &bands[RANKS], gg_exactly(count > 0 ? test.p : NAN), count, "%s",
            modes[m].name);
    free(with);
    free(without);
    return GG_OK;
}

static gg_status judge_classifiers(gg_evidence *rows, gg_findings *out)
{
    double *x;
    size_t count;
    GG_TRY(gg_evidence_column(rows, &x, &count,
                              "SELECT value FROM measured WHERE name = 'differences'", 0));
    gg_find(out, &bands[DIFFERENCES], gg_each(x, count, &bands[DIFFERENCES]), count,
            "300 rows, 10 weights");
    free(x);
    GG_TRY(gg_evidence_column(rows, &x, &count,
                              "SELECT a.value - b.value FROM measured a JOIN measured b USING "
                              "(trial, rep) WHERE a.name = 'logistic test' AND b.name = "
                              "'evolution test'",
                              0));
    gg_find(out, &bands[SURROGATE], gg_mean(x, count), count, "10000 rows");
    free(x);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(judge_hidden(rows, out));
    GG_TRY(judge_accuracy(rows, out, 3, SIGMOID));
    GG_TRY(judge_accuracy(rows, out, 1, THROUGH));
    GG_TRY(judge_accuracy(rows, out, 4, EVOLUTION));
    for (size_t m = 1; m < MODES; m++) GG_TRY(judge_gain(rows, out, m));
    return judge_classifiers(rows, out);
}

const gg_claim gg_claim_dead_backprop = {
    .name = "dead_backprop",
    .number = 28,
    .study = "nondifferentiable_model",
    .sentence =
        "If the model itself has steps, backpropagation is exactly dead: the hidden layer's "
        "gradient is 0 to the last bit and its weights never move; pretending a slope "
        "(straight-through), smoothing the steps, or searching without gradients revives it.",
    .design =
        "Exclusive or in quadrants, a 2-8-1 network with steps, mean square: Adam with the true "
        "derivative, straight-through, a sigmoid's derivative, and sigmoids in place of the "
        "steps, and a (1+1)-ES, 80 data sets and starts, and 120 more for the true "
        "derivative and the ES; a linear classifier under the 0-1 "
        "loss, 40 data sets.",
    .estimator =
        "Counts of components that are not 0 and of coefficients that changed; medians of "
        "accuracy and of paired gains; Wilcoxon's signed-rank test; mean difference of test "
        "errors.",
    .source =
        "Bengio, Leonard & Courville 2013, Estimating or propagating gradients through "
        "stochastic neurons for conditional computation, arXiv:1308.3432; Bartlett, Jordan & "
        "McAuliffe 2006, Convexity, classification, and risk bounds, "
        "doi:10.1198/016214505000000907",
    .limits =
        "The true derivative does not do as badly as guessing: the output layer still learns "
        "from random features. On the rows it was fitted to, evolution finds a lower 0-1 loss "
        "than logistic regression; on others it does not. Its gain in accuracy, about 0.10, lies "
        "at the end of the band: 200 data sets do not tell on which side.",
    .full = 3,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
