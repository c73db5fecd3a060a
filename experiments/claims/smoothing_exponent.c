/* experiments/claims/smoothing_exponent.c -- rounding a maximum off turns 1/eps^2 into 1/eps. */
#include <math.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/evidence.h"

enum { SHARP, ROUNDED, CROSSING };
static const gg_band bands[] = {
    [SHARP] = {"subgradient method: exponent of 1/eps in its steps", 1.95, 2.05},
    [ROUNDED] = {"rounded maximum with momentum: exponent of 1/eps in steps / sqrt(ln n)", 0.9,
                 1.2},
    [CROSSING] = {"n from which on the rounded maximum needs fewer steps", 16, 4096},
    {0},
};

/* eps = 1 / (2 sqrt n): the target, and the subgradient method's step. The width that rounds the
 * maximum of n numbers by eps / 2 is eps / (2 ln n), and its gradient's L the width's inverse. */
#define WORST "resisting_max"
#define SHARPLY(eps) "subgradient:rule=constant:metric=none:size=" eps
#define ROUNDLY(width, L) "smoothing:inner=accelerated:factor=1:width=" width ":L=" L
#define PAIR(dimension, inverse, eps, width, L)                                               \
    {.name = "sharp",                                                                         \
     .at = (inverse),                                                                         \
     .losses = WORST,                                                                         \
     .optimizers = SHARPLY(eps),                                                              \
     .dimensions = (dimension),                                                               \
     .reps = 1,                                                                               \
     .max_evals = 10000,                                                                      \
     .target = 1.000000000001 / (inverse),                                                    \
     .own_start = true},                                                                      \
    {                                                                                         \
        .name = "rounded", .at = (inverse), .losses = WORST, .optimizers = ROUNDLY(width, L), \
        .dimensions = (dimension), .reps = 1, .max_evals = 10000,                             \
        .target = 1.000000000001 / (inverse), .own_start = true                               \
    }

static const gg_grid grids[] = {
    PAIR("16", 8.0, "0.125", "0.022542110013890053", "44.3614195558365"),
    PAIR("32", 11.313708498984761, "0.08838834764831843", "0.012751743082459868",
         "78.42065147748377"),
    PAIR("64", 16.0, "0.0625", "0.007514036671296685", "133.0842586675095"),
    PAIR("128", 22.627416997969522, "0.044194173824159216", "0.004554193958021382",
         "219.57782413695458"),
    PAIR("256", 32.0, "0.03125", "0.0028177637517362566", "354.891356446692"),
    PAIR("512", 45.254833995939045, "0.022097086912079608", "0.001771075428119426",
         "564.6286906378832"),
    PAIR("1024", 64.0, "0.015625", "0.0011271055006945026", "887.2283911167301"),
    PAIR("2048", 90.50966799187809, "0.011048543456039804", "0.000724530856957947",
         "1380.2034660037145"),
    PAIR("4096", 128.0, "0.0078125", "0.0004696272919560428", "2129.348138680152"),
    {0},
};

/* Slope by least squares of log y over log x. */
static double fit(size_t count, const double x[], const double y[])
{
    double mx = 0;
    double my = 0;
    double xx = 0;
    double xy = 0;
    for (size_t i = 0; i < count; i++) {
        mx += log(x[i]) / (double)count;
        my += log(y[i]) / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        xx += (log(x[i]) - mx) * (log(x[i]) - mx);
        xy += (log(x[i]) - mx) * (log(y[i]) - my);
    }
    return xy / xx;
}

/* Where, in n, two polygons in logarithms cross; NaN if they do not. */
static double crossing(size_t count, const double n[], const double a[], const double b[])
{
    for (size_t i = 1; i < count; i++) {
        const double before = log(a[i - 1] / b[i - 1]);
        const double after = log(a[i] / b[i]);
        if (before <= 0 && after > 0)
            return n[i - 1] * pow(n[i] / n[i - 1], before / (before - after));
    }
    return NAN;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    enum { MOST = 64 };
    gg_table t;
    double n[MOST];
    double inverse[MOST];
    double sharp[MOST];
    double rounded[MOST];
    double corrected[MOST];
    GG_TRY(gg_evidence_ask(rows, &t,
                           "SELECT s.n, s.at, s.calls - 1, r.calls - 1 FROM race s JOIN race r "
                           "ON r.at = s.at AND r.cell = 'rounded' WHERE s.cell = 'sharp' AND "
                           "s.status = 'target' AND r.status = 'target' ORDER BY s.n",
                           0));
    const size_t count = t.rows < MOST ? t.rows : MOST;
    for (size_t i = 0; i < count; i++) {
        const double *row = t.of + 4 * i;
        n[i] = row[0];
        inverse[i] = row[1];
        sharp[i] = row[2];
        rounded[i] = row[3];
        corrected[i] = rounded[i] / sqrt(log(n[i]));
    }
    gg_table_close(&t);
    if (count < 3) return GG_OK;
    gg_find(out, &bands[ROUNDED], gg_exactly(fit(count, inverse, corrected)), count, "%s", "");
    gg_find(out, &bands[SHARP], gg_exactly(fit(count, inverse, sharp)), count, "%s", "");
    gg_find(out, &bands[CROSSING], gg_exactly(crossing(count, n, sharp, rounded)), count, "%s",
            "");
    return GG_OK;
}

const gg_claim gg_claim_smoothing_exponent = {
    .name = "smoothing_exponent",
    .number = 12,
    .study = "smoothing",
    .sentence =
        "To halve the error a subgradient method needs four times the steps on its worst case, "
        "exactly n of them to eps = 1/(2 sqrt n); the same maximum, rounded off and minimised "
        "with momentum, needs twice the steps, but for a factor sqrt(ln n).",
    .design =
        "max(max_i x_i, |x| - 1 - 1/sqrt n), n = 16, 32, ..., 4096, to a gap of eps = 1/(2 "
        "sqrt n): the subgradient method with steps of eps; the maximum rounded to w log "
        "sum exp, w = eps/(2 ln n), with Nesterov's momentum and steps 1/L = w.",
    .estimator = "Slope of log steps over log 1/eps by least squares; the rounded one's after "
                 "division by sqrt(ln n). Nothing is drawn.",
    .source =
        "Nesterov 2005, Smooth minimization of non-smooth functions, theorem 3; the worst "
        "case: Drori & Teboulle 2016, An optimal variant of Kelley's cutting-plane method",
    .limits =
        "This is no way around the lower bound: a subgradient shows one piece of the maximum, "
        "the gradient of the rounded one looks at all of them. The exponents are those of a "
        "worst case, and are not seen on random instances.",
    .exact = true,
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
