/* experiments/claims/cheap_gradient.c -- all derivatives for the price of a few values. */
#include <gsl/gsl_randist.h>
#include <stdio.h>
#include <stdlib.h>

#include "experiments/evidence.h"
#include "experiments/taped.h"
#include "losses/oracle.h"

enum { OPERATIONS, CHANGE, SECONDS };

static const gg_band bands[] = {
    [OPERATIONS] = {"operations for a value and all derivatives over those for the value", 0,
                    5},
    [CHANGE] = {"relative change of that from the smallest n to the largest", -0.05, 0.05},
    [SECONDS] = {"seconds for a value and its gradient over those for the value, least of 60 "
                 "each",
                 1.5, 5},
    {0},
};

/* --- operations, counted on a tape --------------------------------------------------------------- */

static const char *const families[] = {"product", "rosenbrock", "network"};

enum { PRODUCT, ROSENBROCK, NETWORK, FAMILIES, LARGEST = 1040, INPUTS = 64 };

static const struct {
    int family;
    size_t n, hidden, inputs;
} formulas[] = {
    {PRODUCT, 2, 0, 0},      {PRODUCT, 10, 0, 0},      {PRODUCT, 100, 0, 0},
    {PRODUCT, 1040, 0, 0},   {ROSENBROCK, 2, 0, 0},    {ROSENBROCK, 10, 0, 0},
    {ROSENBROCK, 100, 0, 0}, {ROSENBROCK, 1040, 0, 0}, {NETWORK, 20, 4, 4},
    {NETWORK, 136, 8, 16},   {NETWORK, 1040, 16, 64},
};

static gg_status count(gg_numbers *to, const gg_trial_at *at)
{
    const size_t n = formulas[at->point].n;
    double x[LARGEST];
    double z[INPUTS];
    for (size_t j = 0; j < n; j++) x[j] = gsl_ran_flat(at->rng, -1, 1);
    for (size_t j = 0; j < INPUTS; j++) z[j] = gsl_ran_flat(at->rng, -1, 1);
    gg_tape t = {0};
    switch (formulas[at->point].family) {
    case PRODUCT: gg_taped_product(&t, n, x); break;
    case ROSENBROCK: gg_taped_rosenbrock(&t, n, x); break;
    default:
        gg_taped_network(&t, formulas[at->point].hidden, formulas[at->point].inputs, x, z, 1);
    }
    const gg_status status = gg_tape_back(&t);
    const char *family = families[formulas[at->point].family];
    gg_note(to, family, (double)n,
            (double)(t.forward.all + t.back.all) / (double)t.forward.all);
    gg_note(to, "value_operations", (double)n, (double)t.forward.all);
    gg_note(to, "gradient_operations", (double)n, (double)t.back.all);
    gg_note(to, "value_products", (double)n, (double)t.forward.products);
    gg_note(to, "gradient_products", (double)n, (double)t.back.products);
    gg_tape_close(&t);
    return status;
}

/* --- values for a gradient by differences ---------------------------------------------------------- */

static const size_t difference_n[] = {2, 10, 100, 1000};

static gg_status count_values(gg_numbers *to, const gg_trial_at *at)
{
    const size_t n = difference_n[at->point];
    gg_problem *p = NULL;
    gg_oracle o;
    GG_TRY(gg_problem_open(&p, "rosenbrock:gradient=forward", n, at->seed, at->rep));
    gg_status status = gg_oracle_open(&o, p, 2 * n + 2);
    if (status == GG_OK) {
        double *g = malloc(n * sizeof *g);
        if (g) gg_gradient(&o, p->start, g);
        gg_note(to, "values", (double)n, (double)o.used.value);
        status = g ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for a gradient");
        free(g);
        gg_oracle_close(&o);
    }
    gg_problem_close(p);
    return status;
}

/* --- seconds ----------------------------------------------------------------------------------- */

static const int widths[] = {64, 256, 512};

/* Few rows: a call is over before the machine turns to somebody else. */
#define ROWS "network:data=heavy_tails:rows=65:columns=64:pointwise=square"

enum { TURNS = 60 };

/* In turns: what else the machine does only adds to either. */
static void clock_turns(gg_numbers *to, gg_problem *p, double g[], double width)
{
    p->loss->gradient(p, p->start, g); /* warm */
    gg_note(to, "weights", width, (double)p->n);
    for (int i = 0; i < TURNS; i++) {
        const double begin = gg_seconds();
        p->loss->value(p, p->start);
        const double middle = gg_seconds();
        p->loss->gradient(p, p->start, g);
        const double end = gg_seconds();
        gg_note(to, "value", width, middle - begin);
        gg_note(to, "gradient", width, end - middle);
    }
}

static gg_status clock_network(gg_numbers *to, const gg_trial_at *at)
{
    char spec[128];
    const int width = widths[at->point];
    gg_problem *p = NULL;
    snprintf(spec, sizeof spec, ROWS ":hidden=%d-%d", width, width);
    GG_TRY(gg_problem_open(&p, spec, 0, at->seed, at->rep));
    double *g = malloc(p->n * sizeof *g);
    if (g) clock_turns(to, p, g, width);
    gg_problem_close(p);
    if (!g) return gg_fail(GG_NO_MEMORY, "no memory for a gradient");
    free(g);
    return GG_OK;
}

static const gg_trial trials[] = {
    {.name = "operations",
     .design = "a value written on a tape, which is gone back over; operations counted as they "
               "are done: product and Rosenbrock, n = 2, 10, 100, 1040; a network of 4, 8, 16 "
               "tanh units with 4, 16, 64 inputs, on one row",
     .measure = count,
     .points = sizeof formulas / sizeof *formulas,
     .reps = 1},
    {.name = "differences",
     .design = "rosenbrock:gradient=forward: values that the oracle charges for one gradient",
     .measure = count_values,
     .points = sizeof difference_n / sizeof *difference_n,
     .reps = 1},
    {.name = "seconds",
     .design = ROWS " with two hidden layers of 64, 256, 512: value, then value with "
                    "gradient, 60 times in turns, seconds of each",
     .measure = clock_network,
     .points = sizeof widths / sizeof *widths,
     .reps = 1},
    {0},
};

/* --- judging ----------------------------------------------------------------------------------- */

static gg_status judge_family(gg_evidence *rows, gg_findings *out, int family)
{
    double *ratio;
    size_t points;
    char sql[160];
    snprintf(
        sql, sizeof sql,
        "SELECT value FROM measured WHERE trial = 'operations' AND name = '%s' ORDER BY at",
        families[family]);
    GG_TRY(gg_evidence_column(rows, &ratio, &points, sql, 0));
    if (points) {
        gg_find(out, &bands[OPERATIONS], gg_each(ratio, points, &bands[OPERATIONS]), points,
                "%s", families[family]);
        gg_find(out, &bands[CHANGE], gg_exactly(ratio[points - 1] / ratio[0] - 1), points, "%s",
                families[family]);
    }
    free(ratio);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    for (int k = 0; k < FAMILIES; k++) GG_TRY(judge_family(rows, out, k));
    for (size_t k = 0; k < sizeof widths / sizeof *widths; k++) {
        double ratio;
        GG_TRY(gg_evidence_number(rows, &ratio,
                                  "SELECT min(value) FILTER (WHERE name = 'gradient')"
                                  " / min(value) FILTER (WHERE name = 'value')"
                                  " FROM measured WHERE trial = 'seconds' AND at = ?1",
                                  1, (double)widths[k]));
        if (isfinite(ratio))
            gg_find(out, &bands[SECONDS], gg_exactly(ratio), TURNS, "network, %d wide",
                    widths[k]);
    }
    return GG_OK;
}

const gg_claim gg_claim_cheap_gradient = {
    .name = "cheap_gradient",
    .number = 27,
    .study = "backprop",
    .sentence =
        "All n derivatives of a program cost together at most five times as much as the "
        "program, whatever n; differences cost n + 1 times as much.",
    .design =
        "Operations counted on a tape, forwards and backwards: a product and Rosenbrock's "
        "chain, n = 2 to 1040; networks of 4, 8, 16 tanh units with 4, 16, 64 inputs (20, "
        "136, 1040 weights), on one row. Seconds of this project's own networks, two hidden "
        "layers of 64, 256, 512, 65 rows: value and value with gradient in turns.",
    .estimator = "(Operations forwards + backwards) / operations forwards: the largest of a "
                 "family, and its change from the smallest to the largest n. Seconds: least of "
                 "60 each, their ratio.",
    .source =
        "Baur & Strassen 1983, The complexity of partial derivatives, "
        "doi:10.1016/0304-3975(83)90110-X (products: three times); Griewank & Walther 2008, "
        "Evaluating Derivatives",
    .limits =
        "It counts operations: going back also needs what was computed on the way, in "
        "memory. Constants have no derivatives here, so a network's price falls by a tenth "
        "as it grows, from 3.4 to 3.0, which refutes that it does not change; it does not "
        "grow with n, as that of differences does. On paper, for 1e11 weights at 1e15 "
        "operations a second and 2 operations a weight: backpropagation 0.6 ms a row, "
        "differences (1e11 + 1) values of 0.2 ms, 231 days.",
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
