/* experiments/claims/averaging_smooths.c -- many small kinks are as good as none, and so is noise. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/evidence.h"

enum { FLOOR, THINS, RATE_1, RATE_2, PRICE };
static const gg_band bands[] = {
    [FLOOR] = {"mean of |x - y_i| over m data, equal steps h: floor over h / (2 m^2)", 0.99,
               1.01},
    [THINS] = {"exponent of m in that floor", -2.02, -1.98},
    [RATE_1] = {"one drawn datum a step, |x - y|: exponent of the steps T in the squared error",
                -1.2, -0.9},
    [RATE_2] =
        {"one drawn datum a step, (x - y)^2: exponent of the steps T in the squared error",
         -1.2, -0.9},
    [PRICE] = {"squared error after |x - y| over that after (x - y)^2", 1.3, 1.9},
    {0},
};

/* --- (a) the mean of m absolute residuals, equal steps --------------------------------------------- */

static const size_t sizes[] = {5, 11, 25, 51, 101, 251, 501};
enum { SIZES = sizeof sizes / sizeof *sizes, MOST = 501 };
static const double H = 0.01;

/* (1/m) sum_i |x - y_i| and its subgradient: data below less data above, over m. */
static double mean_of(size_t m, const double y[], double x, double *slope)
{
    double f = 0;
    double sum = 0;
    for (size_t i = 0; i < m; i++) {
        f += fabs(x - y[i]);
        sum += (x > y[i]) - (x < y[i]);
    }
    *slope = sum / (double)m;
    return f / (double)m;
}

static gg_status measure_floor(gg_numbers *to, const gg_trial_at *at)
{
    enum { WINDOW = 200, STEPS = 40000 };
    const size_t m = sizes[at->point];
    double y[MOST];
    double slope;
    double sum = 0;
    for (size_t i = 0; i < m; i++) y[i] = gsl_ran_ugaussian(at->rng);
    gsl_sort(y, 1, m);
    const double least = mean_of(m, y, y[m / 2], &slope);
    double x = gsl_ran_ugaussian(at->rng);
    for (int k = 0; k < STEPS; k++) {
        const double f = mean_of(m, y, x, &slope);
        if (k >= STEPS - WINDOW) sum += f - least;
        x -= H * slope;
    }
    gg_note(to, "floor", (double)m, sum / WINDOW);
    return GG_OK;
}

/* --- (b) one drawn datum a step --------------------------------------------------------------------- */

/* After each of these numbers of steps the average is looked at. */
static const size_t looks[] = {1000, 2000, 4000, 8000, 16000, 32000};
enum { LOOKS = sizeof looks / sizeof *looks, WALKS = 20, MOST_REPS = 1500 };

/* The median or the mean of the standard normal law, both 0, from 1: steps k^(-2/3) along a
 * datum's slope, the average of all points. source Polyak & Juditsky 1992 */
static gg_status measure_noise(gg_numbers *to, const gg_trial_at *at)
{
    for (int walk = 0; walk < WALKS; walk++) {
        double x[] = {1, 1};
        double mean[] = {0, 0};
        for (size_t k = 1, look = 0; look < LOOKS; k++) {
            const double y = gsl_ran_ugaussian(at->rng);
            const double size = 1 / cbrt((double)k * (double)k);
            x[0] -= size * ((x[0] > y) - (x[0] < y));
            x[1] -= size * (x[1] - y);
            for (int j = 0; j < 2; j++) mean[j] += (x[j] - mean[j]) / (double)k;
            if (k < looks[look]) continue;
            gg_note(to, "absolute", (double)k, mean[0]);
            gg_note(to, "square", (double)k, mean[1]);
            look++;
        }
    }
    return GG_OK;
}

static const gg_trial trials[] = {
    {.name = "floor",
     .design =
         "(1/m) sum |x - y_i|, m normal data, from a normal start 40000 steps of 0.01 times "
         "the slope; mean of f - f* over the last 200",
     .measure = measure_floor,
     .points = SIZES,
     .reps = 20},
    {.name = "noise",
     .design = "20 walks from 1, 32000 steps k^(-2/3) along the slope of |x - y| or of "
               "(x - y)^2 / 2, one fresh standard normal y a step; the average of the points",
     .measure = measure_noise,
     .points = 1,
     .reps = 150},
    {0},
};

/* --- the verdict ------------------------------------------------------------------------------------ */

static gg_status find_floor(gg_evidence *e, gg_findings *out)
{
    static double floors[SIZES * 1000];
    double m[SIZES];
    double *x = NULL;
    size_t count = 0;
    for (size_t i = 0; i < SIZES; i++) {
        m[i] = (double)sizes[i];
        GG_TRY(
            gg_evidence_column(e, &x, &count,
                               "SELECT value FROM measured WHERE trial = 'floor' AND at = ?1 "
                               "ORDER BY rep",
                               1, m[i]));
        count = count < 1000 ? count : 1000;
        for (size_t k = 0; k < count; k++) {
            floors[i * count + k] = x[k];
            x[k] /= H / (2 * m[i] * m[i]);
        }
        if (count) gg_find(out, &bands[FLOOR], gg_median(x, count), count, "m = %g", m[i]);
        free(x);
        if (!count) return GG_OK;
    }
    gg_find(out, &bands[THINS], gg_slope_interval(m, SIZES, floors, count, 0.95, 2000, 1),
            SIZES * count, "%s", "");
    return GG_OK;
}

/* Squared errors after each number of steps, the mean over a repetition's walks. */
static gg_status ask_squares(gg_evidence *e, const char *sql, double squares[], size_t *count)
{
    for (size_t i = 0; i < LOOKS; i++) {
        double *x = NULL;
        GG_TRY(gg_evidence_column(e, &x, count, sql, 1, (double)looks[i]));
        *count = *count < MOST_REPS ? *count : MOST_REPS;
        for (size_t k = 0; k < *count; k++) squares[i * *count + k] = x[k];
        free(x);
    }
    return GG_OK;
}

static gg_status find_rates(gg_evidence *e, gg_findings *out)
{
    static double of_absolute[LOOKS * MOST_REPS];
    static double of_square[LOOKS * MOST_REPS];
    double T[LOOKS];
    size_t count = 0;
    size_t twins = 0;
    for (size_t i = 0; i < LOOKS; i++) T[i] = (double)looks[i];
    GG_TRY(
        ask_squares(e,
                    "SELECT avg(value * value) FROM measured WHERE name = 'absolute' AND at = "
                    "?1 GROUP BY rep ORDER BY rep",
                    of_absolute, &count));
    GG_TRY(
        ask_squares(e,
                    "SELECT avg(value * value) FROM measured WHERE name = 'square' AND at = ?1 "
                    "GROUP BY rep ORDER BY rep",
                    of_square, &twins));
    if (!count || count != twins) return GG_OK;
    gg_find(out, &bands[RATE_1], gg_slope_interval(T, LOOKS, of_absolute, count, 0.95, 2000, 1),
            count * WALKS, "%s", "");
    gg_find(out, &bands[RATE_2], gg_slope_interval(T, LOOKS, of_square, count, 0.95, 2000, 1),
            count * WALKS, "%s", "");
    const size_t last = (LOOKS - 1) * count;
    gg_find(out, &bands[PRICE],
            gg_ratio(of_absolute + last, count, of_square + last, count, true), count * WALKS,
            "T = %g", T[LOOKS - 1]);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    GG_TRY(find_floor(rows, out));
    return find_rates(rows, out);
}

const gg_claim gg_claim_averaging_smooths = {
    .name = "averaging_smooths",
    .number = 18,
    .study = "loss_statistics",
    .sentence =
        "The mean of m absolute residuals is m times less kinked than one: equal steps h stall at "
        "h/(2 m^2). And where gradients are noisy, from one drawn datum a step, |x - y| is "
        "minimised at the same rate 1/T as (x - y)^2; only the constant differs, by pi/2.",
    .design =
        "(a) The median of m = 5 to 501 normal data by equal steps of 0.01. (b) The median "
        "and the mean of the normal law from fresh data, steps k^(-2/3), the average of "
        "the points after T = 1000 to 32000 steps; 3000 walks.",
    .estimator =
        "(a) Floor over h/(2 m^2), median over tables of data; slope of log median floor "
        "over log m. (b) Squared errors, means over 20 walks: slope of log median over "
        "log T, and the ratio of medians at the largest T, in pairs.",
    .source =
        "(a) derived: next to the median the slope is 1/m on either side, so that steps end "
        "in a cycle of length h/m on which f is h/(2 m^2) above its minimum in the mean. "
        "(b) Polyak & Juditsky 1992, Acceleration of stochastic approximation by averaging",
    .limits =
        "The step must be short enough to stay next to the median: h/m below the distance "
        "to the next datum. Exact gradients of a smooth loss would be far faster: it is "
        "the noise that makes both alike.",
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
