/* tests/test_every_kink.c -- at kinks every loss gives a Clarke subgradient. */
#include <gsl/gsl_test.h>
#include <stdio.h>

#include "base/random.h"
#include "tests/hull.h"
#include "tests/reference.h"

enum { MOST_N = 20, PLACES = 12, ROOM = 256 };

/* Beside every loss of the catalogue in its usual form. */
static const char *const more[] = {
    "chained_cb3:form=maximum_of_sums",
    "chained_crescent:form=sum_of_maxima",
    "pnorm:p=1",
    "wolfe_normalised:gamma=3",
    "partly_smooth:kinked=1",
};

static bool has_policy(const gg_problem *p)
{
    for (size_t i = 0; i < p->settings.count; i++)
        if (strcmp(gg_settings_row(&p->settings, i)->name, "at_kink") == 0) return true;
    return false;
}

/* The start, the minimiser, all coordinates alike, and grids, where kinks are. */
static bool place(const gg_problem *p, size_t k, gsl_rng *rng, double x[])
{
    const double alike[] = {0, 1, -1, 0.5};
    const double grid[] = {0.5, 1, 1, 1, 2, 2};
    if (k == 0) gg_copy(p->n, p->start, x);
    if (k == 1) gg_copy(p->n, p->minimiser, x);
    if (k >= 2 && k < 6) gg_fill(p->n, alike[k - 2], x);
    for (size_t i = 0; k >= 6 && i < p->n; i++)
        x[i] = grid[k - 6] * ((double)gsl_rng_uniform_int(rng, 3) - 1);
    return !isnan(x[0]);
}

static size_t check(const char *spec, const char *policy, size_t n)
{
    char text[ROOM];
    gg_problem *p = NULL;
    double x[HULL_N] = {0};
    double g[HULL_N] = {0};
    double worst = 0;
    size_t where = 0;
    snprintf(text, sizeof text, "%s:at_kink=%s", spec, policy);
    const gg_status status = gg_problem_open(&p, text, n, 1, 0);
    gsl_test(status != GG_OK, "%s opens: %s", text, status == GG_OK ? "" : gg_message());
    if (status != GG_OK) return 0;
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 7, GG_START, 0);
    for (size_t k = 0; k < PLACES; k++) {
        if (!place(p, k, rng, x)) continue;
        p->loss->gradient(p, x, g);
        const double far = hull_distance(p, x, g, rng);
        if (!(far <= worst)) {
            worst = far;
            where = k;
        }
    }
    gsl_test(!(worst <= HULL_CLOSE),
             "%s, n=%zu: a Clarke subgradient at kinks (%g at place %zu)", text, p->n, worst,
             where);
    gsl_rng_free(rng);
    gg_problem_close(p);
    return PLACES;
}

static size_t check_policies(const char *spec)
{
    static const char *const policies[] = {"zero", "left", "right"};
    gg_problem *p = NULL;
    size_t seen = 0;
    if (gg_problem_open(&p, spec, 0, 1, 0) != GG_OK) return 0;
    const bool kinked = has_policy(p) && p->smoothness == GG_LIPSCHITZ;
    const size_t least = p->loss->least_n;
    const size_t n = p->n;
    gg_problem_close(p);
    for (size_t k = 0; kinked && k < 3; k++) {
        if (n <= MOST_N) seen += check(spec, policies[k], n);
        if (least && least < n) seen += check(spec, policies[k], least);
    }
    return seen;
}

static void test_every_policy_gives_a_clarke_subgradient(void)
{
    size_t seen = 0;
    for (size_t i = 0; gg_losses[i]; i++)
        if (!gg_losses[i]->wraps) seen += check_policies(gg_losses[i]->name);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) seen += check_policies(more[i]);
    gsl_test(seen < 1000, "%zu points were looked at", seen);
    printf("%zu points looked at\n", seen);
}

/* How often f is below its support f(x) + g'(y - x), at random y in the box and near x. */
static size_t times_below_support(gg_problem *p, const double x[], const double g[],
                                  gsl_rng *rng)
{
    double y[HULL_N];
    const double f = p->loss->value(p, x);
    size_t below = 0;
    for (size_t k = 0; k < 2000; k++) {
        const double far = exp(-10 * gsl_rng_uniform(rng));
        double rise = 0;
        for (size_t i = 0; i < p->n; i++) {
            const double box = p->lower[i] + (p->upper[i] - p->lower[i]) * gsl_rng_uniform(rng);
            y[i] = x[i] + far * (box - x[i]);
            rise += g[i] * (y[i] - x[i]);
        }
        const double there = p->loss->value(p, y);
        below += !(there >= f + rise - 1e-12 * (1 + fabs(f) + fabs(there) + fabs(rise)));
    }
    return below;
}

/* At a kink f alone is compared: g is one of many. It has to be a Clarke subgradient, and to
 * support f if that is convex. */
static void check_row(gg_problem *p, const reference *r, size_t row)
{
    double x[HULL_N] = {0};
    double g[HULL_N] = {0};
    const char *id = reference_at(r, row, "id");
    const char *point = reference_at(r, row, "point");
    const double f = reference_number(reference_at(r, row, "f"));
    const double off = reference_number(reference_at(r, row, "relerr_f_double"));
    const double room = fmax(1e-14, 10 * off) * fabs(f);
    const size_t n = reference_numbers(reference_at(r, row, "x"), HULL_N, x);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_START, 0);
    gsl_test(n != p->n, "%s: the point %s has n=%zu numbers", id, point, p->n);
    gsl_test(!(fabs(p->loss->value(p, x) - f) <= room), "%s, n=%zu: f at %s", id, n, point);
    gsl_test(!(fabs(p->loss->gradient(p, x, g) - f) <= room), "%s, n=%zu: f with g at %s", id,
             n, point);
    gsl_test(!(hull_distance(p, x, g, rng) <= HULL_CLOSE),
             "%s, n=%zu: g at %s is a Clarke subgradient", id, n, point);
    if (p->convex)
        gsl_test(times_below_support(p, x, g, rng) != 0, "%s, n=%zu: g at %s supports f", id, n,
                 point);
    if (strcmp(point, "start") == 0)
        gsl_test(gg_distance(n, p->start, x) != 0, "%s, n=%zu begins where the literature does",
                 id, n);
    gsl_rng_free(rng);
}

static void test_reference_rows_on_kinks_agree(void)
{
    reference r = reference_open("vectors.csv");
    size_t seen = 0;
    for (size_t i = 0; i < r.rows; i++) {
        gg_problem *p = NULL;
        const size_t n = (size_t)reference_number(reference_at(&r, i, "n"));
        if (reference_promises_g(&r, i)) continue;
        if (gg_problem_open(&p, reference_at(&r, i, "id"), n, 1, 0) != GG_OK) continue;
        check_row(p, &r, i);
        seen++;
        gg_problem_close(p);
    }
    gsl_test(seen < 18, "%zu rows were compared", seen);
    printf("vectors.csv: %zu rows on kinks checked\n", seen);
    reference_close(&r);
}

static void test_what_is_no_subgradient_is_found_out(void)
{
    gg_problem *p = NULL;
    const double x[HULL_N] = {0, 1};
    const double wrong[HULL_N] = {1.01, 1};
    const double right[HULL_N] = {-0.3, 1};
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 7, GG_START, 0);
    if (gg_problem_open(&p, "abs_sum", 2, 1, 0) == GG_OK) {
        gsl_test(!(hull_distance(p, x, wrong, rng) > 1e-3),
                 "(1.01, 1) is none of |x| at (0, 1)");
        gsl_test(!(hull_distance(p, x, right, rng) < HULL_CLOSE), "(-0.3, 1) is one");
    }
    gg_problem_close(p);
    gsl_rng_free(rng);
}

int main(void)
{
    test_what_is_no_subgradient_is_found_out();
    test_every_policy_gives_a_clarke_subgradient();
    test_reference_rows_on_kinks_agree();
    return gsl_test_summary();
}
