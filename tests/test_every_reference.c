/* tests/test_every_reference.c -- values, gradients and optima that were computed elsewhere. */
#include <gsl/gsl_test.h>

#include "losses/loss.h"
#include "tests/reference.h"

enum { MOST_N = 128, SPEC = 1024 };

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

/* A task of optima.csv as a specification. `factor` is the task's objective over ours: sums of
 * squares are written without 1/2 there ("RSS; no 1/2, no 1/n"). */
typedef struct task {
    char spec[SPEC];
    double factor;
    double l1; /* what a coefficient's own kink at 0 may add to g */
} task;

static const struct {
    const char *name, *options;
    double factor;
} tasks[] = {
    {"ordinary least squares", "pointwise=square:reduce=sum", 2},
    {"quantile regression", "pointwise=quantile:reduce=sum", 1},
    {"least absolute deviations", "pointwise=absolute:reduce=sum", 1},
    {"Huber regression", "pointwise=huber:reduce=sum", 1},
    {"ridge", "pointwise=square:standardise=yes", 1},
    {"lasso", "pointwise=square:standardise=yes", 1},
    {"logistic regression + L2", "pointwise=logistic:standardise=yes:intercept=last", 1},
    {"linear SVM (hinge + L2)", "pointwise=hinge:standardise=yes:intercept=last", 1},
};

static const struct {
    const char *id, *options; /* of tasks whose name begins so */
} sets[] = {
    {"stackloss_", "data=stackloss"},
    {"engel_", "data=engel"},
    {"iris2_", "data=iris:positive=virginica:against=versicolor"},
    {"iris_setosa_", "data=iris:positive=setosa"},
    {"cars_", "data=" GG_SOURCE "/tests/reference/cars.csv:target=dist"}, /* as a user's own */
    {"longley_", "data=longley"},
    {"wine1_", "data=wine:positive=1"},
    {"bc_", "data=breast_cancer:positive=malignant"},
};

static const char *set_options(const char *id)
{
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (strncmp(id, sets[i].id, strlen(sets[i].id)) == 0) return sets[i].options;
    return NULL;
}

/* "tau=0.25", "lambda=4 (lambda_max=9)", "k=1.345, ..." in our words */
static void add_parameter(task *t, const char *name, const char *params)
{
    char number[64] = "";
    const char *equals = strchr(params, '=');
    if (!equals) return;
    snprintf(number, sizeof number, "%.*s", (int)strcspn(equals + 1, " ,;"), equals + 1);
    const char *key = strncmp(params, "tau", 3) == 0  ? "tau"
                      : strncmp(params, "k=", 2) == 0 ? "delta"
                      : strcmp(name, "lasso") == 0    ? "l1"
                                                      : "l2";
    if (strcmp(key, "l1") == 0) t->l1 = strtod(number, NULL);
    const size_t end = strlen(t->spec);
    snprintf(t->spec + end, sizeof t->spec - end, ":%s=%s", key, number);
}

/* false: no model or no data of the catalogue */
static int find_task(const reference *r, size_t row, task *out)
{
    const char *id = reference_at(r, row, "id");
    const char *name = reference_at(r, row, "task");
    const char *data = set_options(id);
    for (size_t i = 0; data && i < sizeof tasks / sizeof *tasks; i++) {
        if (strcmp(tasks[i].name, name) != 0) continue;
        *out = (task){.factor = tasks[i].factor};
        snprintf(out->spec, sizeof out->spec, "linear:%s:%s", data, tasks[i].options);
        add_parameter(out, name, reference_at(r, row, "params"));
        return 1;
    }
    return 0;
}

static gg_problem *open_task(const task *t, const char *more)
{
    char spec[SPEC + 64];
    gg_problem *p = NULL;
    snprintf(spec, sizeof spec, "%s%s", t->spec, more);
    const gg_status status = gg_problem_open(&p, spec, 0, 1, 0);
    gsl_test(status != GG_OK, "%s opens (%s)", spec, status == GG_OK ? "" : gg_message());
    return p;
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

static void check_optimum(const reference *r, size_t row, const task *t)
{
    double w[MOST_N] = {0};
    const char *id = reference_at(r, row, "id");
    const double expected = reference_number(reference_at(r, row, "fstar"));
    const double there = reference_number(reference_at(r, row, "f_at_rounded_coef"));
    gg_problem *p = open_task(t, "");
    if (!p) return;
    const size_t n = reference_numbers(reference_at(r, row, "coef"), MOST_N, w);
    gsl_test(n != p->n, "%s: the model has %zu coefficients", id, n);
    const double tolerance = 1e-12 + 1e-15 * cancelled(p, w) / fmax(1, fabs(expected));
    gsl_test_rel(t->factor * p->loss->value(p, w), there, fmin(tolerance, 1e-9),
                 "%s: f at the certified coefficients", id);
    if (!isnan(p->minimum))
        gsl_test_rel(t->factor * p->minimum, expected, fmin(tolerance, 1e-9),
                     "%s: the minimum is the certified one", id);
    if (!isnan(p->minimiser[0]))
        gsl_test_rel(t->factor * p->loss->value(p, p->minimiser), expected,
                     fmin(tolerance, 1e-9), "%s: f at our minimiser is the least", id);
    gg_problem_close(p);
}

static void test_fits_agree_at_their_optima(void)
{
    reference r = reference_open("optima.csv");
    size_t checked = 0;
    for (size_t i = 0; i < r.rows; i++) {
        task t;
        if (!find_task(&r, i, &t)) continue;
        check_optimum(&r, i, &t);
        checked++;
    }
    gsl_test(checked < 35, "at least 35 fits are compared");
    printf("optima.csv: %zu fits checked, %zu are of models or data not in the catalogue\n",
           checked, r.rows - checked);
    reference_close(&r);
}

static void check_gradient(const reference *v, size_t row, const task *t, const char *policy)
{
    double w[MOST_N] = {0};
    double g[MOST_N] = {0};
    double expected[MOST_N] = {0};
    const char *id = reference_at(v, row, "id");
    const char *point = reference_at(v, row, "point");
    const double f = reference_number(reference_at(v, row, "f"));
    gg_problem *p = open_task(t, policy);
    if (!p) return;
    const size_t n = reference_numbers(reference_at(v, row, "w"), MOST_N, w);
    reference_numbers(reference_at(v, row, "g"), MOST_N, expected);
    gsl_test_rel(t->factor * p->loss->gradient(p, w, g), f, 1e-12, "%s%s: f at %s", id, policy,
                 point);
    /* where a penalised coefficient is 0, every number within l1 is a derivative of l1 |w_j| */
    const int kink = strcmp(reference_at(v, row, "kink"), "0") != 0;
    const double scale = largest(n, expected);
    size_t wrong = 0;
    for (size_t j = 0; j < n; j++) {
        const double room = kink && w[j] == 0 && j > 0 ? t->l1 : 0;
        wrong += !(fabs(t->factor * g[j] - expected[j]) <= room + 1e-12 * scale);
    }
    gsl_test(wrong != 0, "%s%s: g at %s is the gradient%s", id, policy, point,
             kink ? ", or a subgradient" : "");
    gg_problem_close(p);
}

static void test_fits_agree_at_two_points(void)
{
    reference r = reference_open("optima.csv");
    reference v = reference_open("objective_vectors.csv");
    size_t checked = 0;
    for (size_t i = 0; i < v.rows; i++) {
        task t;
        size_t row = 0;
        while (row < r.rows &&
               strcmp(reference_at(&r, row, "id"), reference_at(&v, i, "id")) != 0)
            row++;
        if (row == r.rows || !find_task(&r, row, &t)) continue;
        check_gradient(&v, i, &t, "");
        check_gradient(&v, i, &t, ":at_kink=left");
        check_gradient(&v, i, &t, ":at_kink=right");
        checked++;
    }
    gsl_test(checked < 70, "at least 70 points are compared");
    printf("objective_vectors.csv: %zu rows checked, %zu are of models or data not in the "
           "catalogue\n",
           checked, v.rows - checked);
    reference_close(&r);
    reference_close(&v);
}

int main(void)
{
    test_formulas_agree_at_points();
    test_minima_agree();
    test_fits_agree_at_their_optima();
    test_fits_agree_at_two_points();
    return gsl_test_summary();
}
