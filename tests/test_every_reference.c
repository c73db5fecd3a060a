/* tests/test_every_reference.c -- values, gradients and optima that were computed elsewhere. */
#include <gsl/gsl_test.h>

#include "losses/learning/model.h"
#include "tests/reference.h"

enum { MOST_COEFFICIENTS = 650, MOST_N = 128, SPEC = 1024 };

static const double CLOSEST = 1e-14; /* 45 roundings: no tolerance is smaller */

static double largest(size_t n, const double x[])
{
    double most = 0;
    for (size_t i = 0; i < n; i++) most = fmax(most, fabs(x[i]));
    return most;
}

static double farthest(size_t n, const double x[], const double y[])
{
    double most = 0;
    for (size_t i = 0; i < n; i++) most = x[i] == y[i] ? most : fmax(most, fabs(x[i] - y[i]));
    return most;
}

static int has_option(const gg_problem *p, const char *name)
{
    for (size_t i = 0; i < p->settings.count; i++)
        if (strcmp(gg_settings_row(&p->settings, i)->name, name) == 0) return 1;
    return 0;
}

/* The problem that answers to a row's id, with the row's n, and m where that is free; NULL if
 * there is none. */
static gg_problem *open_row(const reference *r, size_t row)
{
    char spec[SPEC];
    gg_problem *p = NULL;
    const char *id = reference_at(r, row, "id");
    const char *m = reference_at(r, row, "m");
    const size_t n = (size_t)reference_number(reference_at(r, row, "n"));
    gg_status status = gg_problem_open(&p, id, n, 1, 0);
    if (status == GG_NOT_FOUND) return NULL;
    if (status == GG_OK && *m && has_option(p, "m")) {
        gg_problem_close(p);
        snprintf(spec, sizeof spec, "%s:m=%s", id, m);
        status = gg_problem_open(&p, spec, n, 1, 0);
    }
    gsl_test(status != GG_OK, "%s opens with n=%zu", id, n);
    return status == GG_OK ? p : NULL;
}

/* What a row allows: ten times what plain double arithmetic was measured to lose there. */
static double allowed(const reference *r, size_t row, const char *column)
{
    const double lost = reference_number(reference_at(r, row, column));
    return isnan(lost) ? CLOSEST : fmax(CLOSEST, 10 * lost);
}

/* A noisy loss that offers no gradient: the row has f alone, "NA" for g. */
static void check_value(gg_problem *p, const reference *r, size_t row, const double x[])
{
    const char *id = reference_at(r, row, "id");
    const char *point = reference_at(r, row, "point");
    const double f = reference_number(reference_at(r, row, "f"));
    gsl_test_rel(p->loss->value(p, x), f, allowed(r, row, "relerr_f_double"),
                 "%s, n=%zu: f at %s", id, p->n, point);
    gsl_test(strcmp(reference_at(r, row, "g"), "NA") != 0 || p->sigma <= 0,
             "%s, %s: without a gradient because of its noise", id, point);
}

static void check_vector(gg_problem *p, const reference *r, size_t row)
{
    double x[MOST_N] = {0};
    double g[MOST_N] = {0};
    double expected[MOST_N] = {0};
    const char *id = reference_at(r, row, "id");
    const char *point = reference_at(r, row, "point");
    const double f = reference_number(reference_at(r, row, "f"));
    const double f_off = allowed(r, row, "relerr_f_double");
    const double g_off = allowed(r, row, "relerr_g_double");
    const size_t n = reference_numbers(reference_at(r, row, "x"), MOST_N, x);
    gsl_test(n != p->n, "%s: the point %s has n=%zu numbers", id, point, p->n);
    if (strcmp(point, "start") == 0)
        gsl_test(farthest(n, p->start, x) > 0, "%s, n=%zu begins where the literature does", id,
                 n);
    if (!(gg_problem_offers(p) & GG_DERIVATIVE)) {
        check_value(p, r, row, x);
        return;
    }
    reference_numbers(reference_at(r, row, "g"), MOST_N, expected);
    gsl_test_rel(p->loss->value(p, x), f, f_off, "%s, n=%zu: f at %s", id, n, point);
    gsl_test_rel(p->loss->gradient(p, x, g), f, f_off, "%s, n=%zu: f with g at %s", id, n,
                 point);
    gsl_test(!(farthest(n, g, expected) <= g_off * largest(n, expected)), "%s, n=%zu: g at %s",
             id, n, point);
}

static void test_formulas_agree_at_points(void)
{
    reference r = reference_open("vectors.csv");
    size_t checked = 0;
    size_t kinked = 0;
    for (size_t i = 0; i < r.rows; i++) {
        gg_problem *p = open_row(&r, i);
        if (!p) continue;
        if (reference_promises_g(&r, i)) { /* if not, test_every_kink looks at it */
            check_vector(p, &r, i);
            checked++;
        } else {
            kinked++;
        }
        gg_problem_close(p);
    }
    gsl_test(checked < 138, "at least the 138 rows of vectors.csv that are known are checked");
    printf("vectors.csv: %zu rows checked, %zu lie on kinks, %zu belong to losses not in the "
           "catalogue\n",
           checked, kinked, r.rows - checked - kinked);
    reference_close(&r);
}

/* What rounding does to f at x: how far f jumps about when coordinates move by a few units of
 * their last place. At a minimum f itself hardly changes over so little, so that what is seen is
 * the noise of its evaluation. Where f jumps, rounding does nothing. */
static double grain(gg_problem *p, const double x[])
{
    double y[MOST_N];
    double most = 0;
    const double f = gg_problem_truth(p, x);
    memcpy(y, x, p->n * sizeof *y);
    for (size_t i = 0; p->smoothness > GG_DISCONTINUOUS && i < p->n; i++) {
        for (int k = -4; k <= 4; k++) {
            y[i] = x[i] * (1 + k * 2.3e-16);
            const double there = gg_problem_truth(p, y);
            if (isfinite(there)) most = fmax(most, fabs(there - f));
        }
        y[i] = x[i];
    }
    return most;
}

static void check_minimum(gg_problem *p, const reference *r, size_t row)
{
    double x[MOST_N] = {0};
    const char *id = reference_at(r, row, "id");
    const double f = reference_number(reference_at(r, row, "fstar"));
    const double there = reference_number(reference_at(r, row, "f_at_rounded_xstar"));
    const size_t n = reference_numbers(reference_at(r, row, "xstar"), MOST_N, x);
    if (f == 0)
        gsl_test(p->minimum != 0, "%s, n=%zu: the minimum is 0", id, p->n);
    else
        gsl_test_rel(p->minimum, f, CLOSEST, "%s, n=%zu: the minimum", id, p->n);
    if (n == 0) return; /* the minimiser is not unique, or not known */
    gsl_test_abs(gg_problem_truth(p, x), there, CLOSEST * fabs(there) + 2 * grain(p, x),
                 "%s, n=%zu: f at the minimiser, rounded", id, n);
}

static void test_minima_agree(void)
{
    reference r = reference_open("fstar.csv");
    size_t checked = 0;
    size_t unknown = 0;
    for (size_t i = 0; i < r.rows; i++) {
        gg_problem *p = open_row(&r, i);
        if (!p) continue;
        if (p->noisy && !*reference_at(&r, i, "fstar")) { /* with its noise it has no minimum */
            unknown++;
            gg_problem_close(p);
            continue;
        }
        check_minimum(p, &r, i);
        checked++;
        gg_problem_close(p);
    }
    gsl_test(checked < 44, "at least the 44 minima of fstar.csv that are known are checked");
    printf("fstar.csv: %zu rows checked, %zu give no minimum, %zu belong to losses not in the "
           "catalogue\n",
           checked, unknown, r.rows - checked - unknown);
    reference_close(&r);
}

/* What rounding may do to f: every product x_ij w_j is off by a few units of its last place,
 * which matters where large products cancel (Longley's years: 3500 against 0.1). Slopes of the
 * losses here are at most |r|, so that |residual| times the largest product bounds it. */
static double cancelled(const gg_problem *p, const double w[])
{
    double most = 0;
    for (size_t i = 0; i < p->table->rows; i++)
        for (size_t j = 0; j < p->table->columns; j++)
            if (!p->table->text[j]) {
                const double cell = fabs(p->table->cell[i * p->table->columns + j]);
                for (size_t k = 0; k < p->n; k++) most = fmax(most, cell * fabs(w[k]));
            }
    return most;
}

static gg_problem *open_task(const char *id, const char *more)
{
    char spec[SPEC];
    gg_problem *p = NULL;
    snprintf(spec, sizeof spec, "%s%s", id, more);
    const gg_status status = gg_problem_open(&p, spec, 0, 1, 0);
    gsl_test(status != GG_OK, "%s opens (%s)", spec, status == GG_OK ? "" : gg_message());
    return p;
}

static void check_optimum(const reference *r, size_t row)
{
    double w[MOST_COEFFICIENTS] = {0};
    const char *id = reference_at(r, row, "id");
    const double expected = reference_number(reference_at(r, row, "fstar"));
    const double there = reference_number(reference_at(r, row, "f_at_rounded_coef"));
    gg_problem *p = open_task(id, "");
    if (!p) return;
    const size_t n = reference_numbers(reference_at(r, row, "coef"), MOST_COEFFICIENTS, w);
    gsl_test(n != p->n, "%s: the model has %zu coefficients", id, n);
    const double tolerance = 1e-12 + 1e-15 * cancelled(p, w) / fmax(1, fabs(expected));
    gsl_test_rel(p->loss->value(p, w), there, fmin(tolerance, 1e-9),
                 "%s: f at the certified coefficients", id);
    gsl_test_rel(p->minimum, expected, 4e-16, "%s: the minimum is the certified one", id);
    if (!isnan(p->minimiser[0]))
        gsl_test_rel(p->loss->value(p, p->minimiser), expected, fmin(tolerance, 1e-9),
                     "%s: f at our minimiser is the least", id);
    gg_problem_close(p);
}

static void test_fits_agree_at_their_optima(void)
{
    reference r = reference_open("optima.csv");
    for (size_t i = 0; i < r.rows; i++) check_optimum(&r, i);
    printf("optima.csv: %zu fits checked\n", r.rows);
    gsl_test(r.rows < 39, "at least 39 fits are compared");
    reference_close(&r);
}

/* Every task opens by its id, also those whose optimum is not in optima.csv, with the
 * coefficients and rows that the list says, and with a minimum below f at the start. */
static void test_every_task_is_a_problem(void)
{
    reference r = reference_open("optima_tasks.csv");
    for (size_t i = 0; i < r.rows; i++) {
        const char *id = reference_at(&r, i, "id");
        gg_problem *p = open_task(id, "");
        if (!p) continue;
        const double coefficients = reference_number(reference_at(&r, i, "p"));
        const double rows = reference_number(reference_at(&r, i, "n"));
        gsl_test((double)p->n != coefficients, "%s has %g coefficients", id, coefficients);
        gsl_test((double)p->samples != rows, "%s uses %g rows", id, rows);
        gsl_test(!(p->minimum < p->loss->value(p, p->start)), "%s: the minimum is known", id);
        gg_problem_close(p);
    }
    gsl_test(r.rows != 49, "49 tasks are looked at");
    reference_close(&r);
}

static void check_gradient(const reference *v, size_t row, const char *policy)
{
    static double w[MOST_COEFFICIENTS], g[MOST_COEFFICIENTS], expected[MOST_COEFFICIENTS];
    const char *id = reference_at(v, row, "id");
    const char *point = reference_at(v, row, "point");
    const double f = reference_number(reference_at(v, row, "f"));
    gg_problem *p = open_task(id, policy);
    if (!p) return;
    const size_t n = reference_numbers(reference_at(v, row, "w"), MOST_COEFFICIENTS, w);
    reference_numbers(reference_at(v, row, "g"), MOST_COEFFICIENTS, expected);
    gsl_test_rel(p->loss->gradient(p, w, g), f, 1e-12, "%s%s: f at %s", id, policy, point);
    /* where a penalised coefficient is 0, every number within l1 is a derivative of l1 |w_j| */
    const int kink = strcmp(reference_at(v, row, "kink"), "0") != 0;
    const double l1 = kink ? ((const gg_model *)p->data)->l1 : 0;
    const double scale = largest(n, expected);
    size_t wrong = 0;
    for (size_t j = 0; j < n; j++) {
        const double room = w[j] == 0 && j > 0 ? l1 : 0;
        wrong += !(fabs(g[j] - expected[j]) <= room + 1e-12 * scale);
    }
    gsl_test(wrong != 0, "%s%s: g at %s is the gradient%s", id, policy, point,
             kink ? ", or a subgradient" : "");
    gg_problem_close(p);
}

static void test_fits_agree_at_two_points(void)
{
    reference v = reference_open("objective_vectors.csv");
    for (size_t i = 0; i < v.rows; i++) {
        check_gradient(&v, i, "");
        check_gradient(&v, i, ":at_kink=left");
        check_gradient(&v, i, ":at_kink=right");
    }
    printf("objective_vectors.csv: %zu rows checked\n", v.rows);
    gsl_test(v.rows < 78, "at least 78 points are compared");
    reference_close(&v);
}

int main(void)
{
    test_formulas_agree_at_points();
    test_minima_agree();
    test_every_task_is_a_problem();
    test_fits_agree_at_their_optima();
    test_fits_agree_at_two_points();
    return gsl_test_summary();
}
