/* experiments/claims/probe_rates.c -- values alone tell whether a loss is differentiable, down to a limit. */
#include <stdlib.h>

#include "experiments/auc.h"
#include "experiments/claim.h"
#include "experiments/claims/named_line.h"
#include "experiments/claims/random_line.h"
#include "experiments/evidence.h"
#include "experiments/probe_point.h"
#include "experiments/probe_segment.h"

#define NOISES ((size_t)3)
enum { BATCH = 50 };

enum {
    KINK_SEEN,
    NONE_FLAGGED,
    JUMP_SEEN,
    KINK_AREA,
    JUMP_AREA,
    BLIND_AREA,
    POINT_FALSE,
    POINT_SEEN,
    ROUNDED
};
static const gg_band bands[] = {
    [KINK_SEEN] = {"share of kinks that a line finds, their size 1e7 times the noise or more",
                   0.95, 1},
    [NONE_FLAGGED] = {"smooth functions in which a line finds a kink, a cusp or a jump", 0, 0},
    [JUMP_SEEN] = {"share of jumps that a line finds, their size 100 times the noise or more "
                   "(10000 times, if it is rounding)",
                   0.95, 1},
    [KINK_AREA] = {"kinks of 1e7 times the noise against smooth functions: area under the ROC "
                   "curve",
                   0.99, 1},
    [JUMP_AREA] = {"jumps of 100 times the noise (10000 times, if it is rounding): area under "
                   "the ROC curve",
                   0.99, 1},
    [BLIND_AREA] = {"kinks of 100 times the noise, below what can be seen: area under the ROC "
                    "curve",
                    0.45, 0.6},
    [POINT_FALSE] = {"share of smooth functions that are called kinked at a point", 0, 0.01},
    [POINT_SEEN] = {"share of kinks that are seen from their own place, their size 1e6 times "
                    "the noise or more",
                    0.95, 1},
    [ROUNDED] = {"share of sqrt(x^2 + e^2) + sin x, e = 1 ... 1e-12, that is called smooth", 1,
                 1},
    {0},
};

static const double sigmas[NOISES] = {0, 1e-10, 1e-6}; /* 0: rounding alone */
static const char *const sigma_words[NOISES] = {"rounding", "noise 1e-10", "noise 1e-6"};

/* --- random functions along a line -------------------------------------------------------------- */

/* Trials draw from the same streams: these go on from different places, so that the functions
 * with a breach are not those without. */
static void go_on(const gg_trial_at *at, gg_breach breach, double ratio)
{
    const int steps = breach == GG_UNBROKEN ? 0 : 100 * (int)breach + (int)log2(ratio);
    for (int i = 0; i < steps; i++) gsl_rng_get(at->rng);
}

/* A batch of functions, probed from -1 to 1. */
static void measure_lines(gg_numbers *to, const gg_trial_at *at, gg_breach breach, double ratio,
                          double sigma)
{
    go_on(at, breach, ratio);
    for (int i = 0; i < BATCH; i++) {
        gg_random_line q;
        gg_segment s;
        gg_random_line_draw(&q, breach, ratio, sigma, NAN, at->rng);
        gg_line l = {.f = gg_random_line_value, .context = &q, .from = -1, .to = 1};
        gg_segment_probe(&s, &l, NAN);
        const gg_place *worst = gg_segment_worst(&s);
        gg_note(to, "flagged", i, gg_sight_flags(s.sight));
        gg_note(to, "score", i, s.score);
        gg_note(to, "sight", i, s.sight);
        gg_note(to, "evaluations", i, (double)l.evaluations);
        if (!worst) continue;
        gg_note(to, "off", i, fabs(worst->at - q.where));
        gg_note(to, "width", i, worst->width);
        gg_note(to, "size", i, worst->size / q.size);
    }
}

static gg_status measure_smooth(gg_numbers *to, const gg_trial_at *at)
{
    measure_lines(to, at, GG_UNBROKEN, 0, sigmas[at->point]);
    return GG_OK;
}

/* Point p: ratio 10^(p / NOISES + 1), noise p % NOISES. */
enum { KINK_RATIOS = 8, JUMP_RATIOS = 6, SEEN_AT = 7, BLIND_AT = 2, BLIND_REPS = 60 };

static double ratio_of(size_t point)
{
    const size_t power = 1 + point / NOISES;
    return pow(10, (double)power);
}

static gg_status measure_kinks(gg_numbers *to, const gg_trial_at *at)
{
    measure_lines(to, at, GG_BROKEN_SLOPE, ratio_of(at->point), sigmas[at->point % NOISES]);
    return GG_OK;
}

static gg_status measure_jumps(gg_numbers *to, const gg_trial_at *at)
{
    measure_lines(to, at, GG_BROKEN_VALUE, ratio_of(at->point), sigmas[at->point % NOISES]);
    return GG_OK;
}

static gg_status measure_blind(gg_numbers *to, const gg_trial_at *at)
{
    measure_lines(to, at, GG_BROKEN_SLOPE, pow(10, BLIND_AT), sigmas[at->point]);
    return GG_OK;
}

/* --- at a point ---------------------------------------------------------------------------------- */

enum { POINT_RATIOS = 6, FIRST_POINT_RATIO = 3, POINT_SEEN_AT = 6 };

/* Points 0 ... 2: smooth. Then ratio 1e3, 1e4, ..., each with every noise. */
static gg_status measure_point(gg_numbers *to, const gg_trial_at *at)
{
    const bool kinked = at->point >= NOISES;
    const size_t power = FIRST_POINT_RATIO - 1 + at->point / NOISES;
    for (int i = 0; i < BATCH; i++) {
        gg_random_line q;
        gg_point_probe seen;
        const double x = 1.4 * gsl_rng_uniform(at->rng) - 0.7;
        gg_random_line_draw(&q, kinked ? GG_BROKEN_SLOPE : GG_UNBROKEN,
                            kinked ? pow(10, (double)power) : 0, sigmas[at->point % NOISES], x,
                            at->rng);
        gg_line l = {.f = gg_random_line_value, .context = &q, .from = -1, .to = 1};
        gg_point_probe_at(&seen, &l, x, 0.25, NAN);
        gg_note(to, "flagged", i, gg_sight_flags(seen.sight));
        gg_note(to, "score", i, seen.z);
        gg_note(to, "sight", i, seen.sight);
        if (kinked) gg_note(to, "size", i, (seen.right.slope - seen.left.slope) / q.size);
    }
    return GG_OK;
}

/* --- named functions ----------------------------------------------------------------------------- */

/* A line from about -1 to about 1. */
static gg_line draw_line(const gg_trial_at *at, double (*f)(void *, double), void *context)
{
    const double low = -0.5 - gsl_rng_uniform(at->rng);
    return (gg_line){
        .f = f, .context = context, .from = low, .to = 0.5 + gsl_rng_uniform(at->rng)};
}

static gg_status measure_named(gg_numbers *to, const gg_trial_at *at)
{
    gg_segment s;
    gg_line l = draw_line(at, gg_named_lines[at->point], NULL);
    gg_segment_probe(&s, &l, NAN);
    gg_note(to, "sight", 0, s.sight);
    gg_note(to, "exponent", 0, s.exponent);
    gg_note(to, "evaluations", 0, (double)l.evaluations);
    return GG_OK;
}

/* --- a rounded kink ------------------------------------------------------------------------------ */

enum { WIDTHS = 16, SMOOTH_WIDTHS = 13 }; /* 1, 1e-1, ..., 1e-12 and on to 1e-15 */

static double rounded_value(void *width, double t)
{
    const double *e = width;
    return sqrt(t * t + *e * *e) + sin(t);
}

static gg_status measure_rounded(gg_numbers *to, const gg_trial_at *at)
{
    double e = pow(10, -(double)at->point);
    gg_segment s;
    gg_line l = draw_line(at, rounded_value, &e);
    gg_segment_probe(&s, &l, NAN);
    gg_note(to, "sight", e, s.sight);
    gg_note(to, "exponent", e, s.exponent);
    return GG_OK;
}

static const gg_trial trials[] = {
    {.name = "smooth",
     .design = "50 random smooth functions on [-1, 1] (polynomials, waves, exponentials, Runge "
               "functions), with rounding errors, noise of 1e-10 or of 1e-6; each searched for "
               "kinks and jumps",
     .measure = measure_smooth,
     .points = NOISES,
     .reps = 40},
    {.name = "kink",
     .design = "the same with a kink at a random place, a change of slope of 10, 100, ..., 1e8 "
               "times the noise",
     .measure = measure_kinks,
     .points = KINK_RATIOS * NOISES,
     .reps = 8},
    {.name = "jump",
     .design = "the same with a jump of 10, 100, ..., 1e6 times the noise",
     .measure = measure_jumps,
     .points = JUMP_RATIOS * NOISES,
     .reps = 8},
    {.name = "blind",
     .design = "more with a kink of 100 times the noise",
     .measure = measure_blind,
     .points = NOISES,
     .reps = BLIND_REPS},
    {.name = "point",
     .design = "50 such functions, smooth or with a kink of 1e3, ..., 1e8 times the noise, "
               "looked at from the place of the kink",
     .measure = measure_point,
     .points = (POINT_RATIOS + 1) * NOISES,
     .reps = 10},
    {.name = "named",
     .design = "twelve well-known functions, on a random line across 0",
     .measure = measure_named,
     .points = GG_NAMED_LINES,
     .reps = 10},
    {.name = "rounded",
     .design = "sqrt(x^2 + e^2) + sin x for e = 1, 0.1, ..., 1e-15, on a random line across 0",
     .measure = measure_rounded,
     .points = WIDTHS,
     .reps = 20},
    {0},
};

/* --- judging ------------------------------------------------------------------------------------- */

enum { SMOOTH, KINK, JUMP, BLIND, POINT };

/* Of a trial's point, given as ?1 and ?2. */
#define ITS                                                                                \
    " FROM measured WHERE trial = CASE ?1 WHEN 0 THEN 'smooth' WHEN 1 THEN 'kink' WHEN 2 " \
    "THEN 'jump' WHEN 3 THEN 'blind' ELSE 'point' END AND point = ?2"

static gg_status count_flagged(gg_evidence *e, int trial, size_t point, size_t *flagged,
                               size_t *all)
{
    gg_table t;
    GG_TRY(gg_evidence_ask(e, &t, "SELECT count(*), total(value)" ITS " AND name = 'flagged'",
                           2, (double)trial, (double)point));
    *all = t.rows ? (size_t)t.of[0] : 0;
    *flagged = t.rows ? (size_t)t.of[1] : 0;
    gg_table_close(&t);
    return GG_OK;
}

/* The least share flagged, for breaches of 10^from ... 10^to times the noise. `first` is the
 * point of 10^1 times with the first noise. */
static gg_status find_share(gg_evidence *e, gg_findings *out, int band, int trial, int from,
                            int to, size_t noise, size_t first)
{
    gg_interval least = {NAN, NAN, NAN};
    size_t runs = 0;
    for (int power = from; power <= to; power++) {
        size_t flagged;
        size_t all;
        GG_TRY(count_flagged(e, trial, first + (size_t)(power - 1) * NOISES + noise, &flagged,
                             &all));
        const gg_interval share = gg_share(flagged, all);
        if (!(share.value >= least.value)) least = share;
        runs += all;
    }
    gg_find(out, &bands[band], least, runs, "%s", sigma_words[noise]);
    return GG_OK;
}

static gg_status find_false(gg_evidence *e, gg_findings *out, size_t noise)
{
    size_t flagged;
    size_t all;
    GG_TRY(count_flagged(e, SMOOTH, noise, &flagged, &all));
    const double none = all ? (double)flagged : NAN;
    gg_find(out, &bands[NONE_FLAGGED], gg_exactly(none), all, "%s", sigma_words[noise]);
    return GG_OK;
}

static gg_status find_area(gg_evidence *e, gg_findings *out, int band, int trial, size_t point,
                           size_t noise)
{
    static const char sql[] = "SELECT value" ITS " AND name = 'score' ORDER BY rep, at";
    double *broken;
    double *smooth;
    size_t broken_count;
    size_t smooth_count;
    GG_TRY(gg_evidence_column(e, &broken, &broken_count, sql, 2, (double)trial, (double)point));
    const gg_status status = gg_evidence_column(e, &smooth, &smooth_count, sql, 2,
                                                (double)SMOOTH, (double)noise);
    if (status == GG_OK) {
        const gg_interval area = gg_auc(broken, broken_count, smooth, smooth_count);
        gg_find(out, &bands[band], area, broken_count + smooth_count, "%s", sigma_words[noise]);
        free(smooth);
    }
    free(broken);
    return status;
}

static gg_status find_rounded(gg_evidence *e, gg_findings *out)
{
    double all;
    double smooth;
    GG_TRY(gg_evidence_number(e, &all,
                              "SELECT count(*) FROM measured WHERE trial = 'rounded' AND name "
                              "= 'sight' AND point < ?1",
                              1, (double)SMOOTH_WIDTHS));
    GG_TRY(gg_evidence_number(e, &smooth,
                              "SELECT count(*) FROM measured WHERE trial = 'rounded' AND name "
                              "= 'sight' AND point < ?1 AND value = ?2",
                              2, (double)SMOOTH_WIDTHS, (double)GG_SEEN_SMOOTH));
    gg_find(out, &bands[ROUNDED], gg_exactly(smooth / all), (size_t)all, "%s",
            "random lines across 0");
    return GG_OK;
}

static size_t point_of(int power, size_t noise)
{
    return (size_t)(power - 1) * NOISES + noise;
}

/* The smallest jump that must be found: rounding is not quite random. */
static int jump_power(size_t noise)
{
    return sigmas[noise] > 0 ? 2 : 4;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (size_t k = 0; k < NOISES; k++)
        GG_TRY(find_share(rows, out, KINK_SEEN, KINK, SEEN_AT, KINK_RATIOS, k, 0));
    for (size_t k = 0; k < NOISES; k++) GG_TRY(find_false(rows, out, k));
    for (size_t k = 0; k < NOISES; k++)
        GG_TRY(find_share(rows, out, JUMP_SEEN, JUMP, jump_power(k), JUMP_RATIOS, k, 0));
    for (size_t k = 0; k < NOISES; k++)
        GG_TRY(find_area(rows, out, KINK_AREA, KINK, point_of(SEEN_AT, k), k));
    for (size_t k = 0; k < NOISES; k++)
        GG_TRY(find_area(rows, out, JUMP_AREA, JUMP, point_of(jump_power(k), k), k));
    for (size_t k = 0; k < NOISES; k++) GG_TRY(find_area(rows, out, BLIND_AREA, BLIND, k, k));
    for (size_t k = 0; k < NOISES; k++)
        GG_TRY(find_share(rows, out, POINT_FALSE, POINT, 1, 1, k, 0));
    for (size_t k = 0; k < NOISES; k++)
        GG_TRY(find_share(rows, out, POINT_SEEN, POINT, POINT_SEEN_AT - FIRST_POINT_RATIO + 2,
                          POINT_RATIOS + 1, k, 0));
    return find_rounded(rows, out);
}

const gg_claim gg_claim_probe_rates = {
    .name = "probe_rates",
    .number = 35,
    .study = "probe",
    .sentence = "Values alone tell whether a loss is differentiable, and where it is not, down "
                "to a limit that is known; below it they tell nothing.",
    .design = "Random smooth functions of one number, with and without a kink or a jump of "
              "known size, with rounding errors or noise, are probed along a line and at a "
              "point; also rounded kinks sqrt(x^2 + e^2) + sin x.",
    .estimator = "Shares of functions that are flagged, with exact intervals; the area under "
                 "the ROC curve of the roughness that is left beyond that of a smooth "
                 "function; where several sizes are asked for, the one that is found least "
                 "often.",
    .source = "derived: a change J of slope shows at a step h if J h is well above the noise e "
              "and above the smooth part's own difference f6 h^6, so from about J = e^(5/6) "
              "f6^(1/6) on; noise by More & Wild 2011, Estimating computational noise, "
              "doi:10.1137/100786125",
    .limits =
        "A line misses the kinks that it does not cross. A loss that is differentiable "
        "almost everywhere is not differentiable. What is smooth on a scale below the "
        "shortest step that noise allows cannot be told from a kink, and for an optimizer "
        "it is one.",
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
