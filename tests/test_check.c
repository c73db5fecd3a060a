/* tests/test_check.c -- a wrong gradient is found and named, a right one is left in peace. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_test.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "experiments/check.h"
#include "tests/lab.h"
#include "tests/shell.h"

static said s;

/* --- gradients that are wrong on purpose ----------------------------------------------------- */

typedef enum fault { NONE, SIGN, TWICE, BRANCH, SMALL, BROKEN } fault;

static fault wrong;  /* of component 3 */
static double sigma; /* noise of values and components */
static gsl_rng *rng;

static double error(void)
{
    return sigma > 0 ? gsl_ran_gaussian(rng, sigma) : 0;
}

static double spoil(double g, double x)
{
    switch (wrong) {
    case SIGN: return -g;
    case TWICE: return 2 * g;
    case BRANCH: return x > 0 && x < 2e-6 ? -1 : g; /* the other side's, close to the kink */
    case SMALL: return 1.01 * g;
    case BROKEN: return NAN;
    case NONE: break;
    }
    return g;
}

static double smooth_value(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += pow(10, (double)i) * (x[i] * x[i] + sin(x[i]));
    return f + error();
}

static double smooth_gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = pow(10, (double)i) * (2 * x[i] + cos(x[i]));
    g[2] = spoil(g[2], x[2]);
    for (size_t i = 0; i < p->n; i++) g[i] += error();
    return smooth_value(p, x);
}

static double kinked_value(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += fabs(x[i]);
    return f;
}

static double kinked_gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = (x[i] > 0) - (x[i] < 0);
    g[2] = spoil(g[2], x[2]);
    return kinked_value(p, x);
}

static const gg_loss smooth = {.name = "by_hand",
                               .smoothness = GG_ANALYTIC,
                               .value = smooth_value,
                               .gradient = smooth_gradient};
static const gg_loss kinked = {.name = "by_hand",
                               .smoothness = GG_LIPSCHITZ,
                               .value = kinked_value,
                               .gradient = kinked_gradient};
static const gg_loss values = {
    .name = "by_hand", .smoothness = GG_ANALYTIC, .value = smooth_value};

static gg_check look(const gg_loss *loss, fault f, double noise, uint64_t seed)
{
    lab_problem p;
    gg_check c;
    wrong = f;
    sigma = noise;
    gg_problem *q = lab_problem_fill(&p, loss, 4, 1);
    gg_fill(4, NAN, p.lower + 4);
    q->minimiser = p.lower + 4; /* not known */
    q->convex = loss == &kinked;
    q->noisy = noise > 0;
    lab_must(gg_check_open(&c, q, seed));
    return c;
}

static void is_found(const gg_loss *loss, fault f, double noise, const char *what)
{
    for (uint64_t seed = 1; seed <= 5; seed++) {
        gg_check c = look(loss, f, noise, seed);
        gsl_test(!gg_check_failed(&c), "%s is found (seed %d)", what, (int)seed);
        for (size_t k = 0; k < c.count; k++)
            gsl_test(c.row[k].severity > 1 && c.row[k].component > 0 && c.row[k].component != 3,
                     "%s: %s, %s: component 3 is named, and no other", what, c.row[k].where,
                     c.row[k].against);
        gg_check_close(&c);
    }
}

static void test_wrong_components_are_named(void)
{
    is_found(&smooth, SIGN, 0, "a sign");
    is_found(&smooth, TWICE, 0, "a factor of 2");
    is_found(&smooth, SMALL, 0, "an error of 1 %");
    is_found(&smooth, BROKEN, 0, "NaN");
    is_found(&kinked, SIGN, 0, "a sign beside kinks");
    is_found(&kinked, TWICE, 0, "a factor of 2 beside kinks");
    is_found(&smooth, SIGN, 1e-3, "a sign under noise");
    is_found(&smooth, TWICE, 1e-3, "a factor of 2 under noise");
}

static void test_a_wrong_branch_is_found_near_the_kink(void)
{
    size_t near = 0;
    is_found(&kinked, BRANCH, 0, "a wrong branch within 2e-6 of a kink");
    gg_check c = look(&kinked, BRANCH, 0, 1);
    for (size_t k = 0; k < c.count; k++) {
        const gg_check_row *row = &c.row[k];
        gsl_test(row->severity > 1 && strstr(row->where, "away"),
                 "away from kinks nothing is wrong");
        if (row->severity <= 1 || strcmp(row->where, "near kinks") != 0) continue;
        near++;
        gsl_test(row->told != -1 || fabs(row->low - 1) > 1e-3 || !(row->x[2] < 2e-6),
                 "told -1 where differences say 1, at a point that has it");
    }
    gsl_test(near == 0, "the row of points near kinks says so");
    gg_check_close(&c);
}

static void test_right_gradients_are_left_in_peace(void)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        gg_check c = look(&smooth, NONE, 0, seed);
        gsl_test(gg_check_failed(&c), "a right smooth gradient agrees (seed %d)", (int)seed);
        gg_check_close(&c);
        c = look(&kinked, NONE, 0, seed);
        gsl_test(gg_check_failed(&c) || c.kinks == 0, "a right subgradient agrees (seed %d)",
                 (int)seed);
        gg_check_close(&c);
        c = look(&smooth, NONE, 1e-3, seed);
        gsl_test(gg_check_failed(&c), "a right noisy gradient agrees (seed %d)", (int)seed);
        gsl_test_factor(c.noise, 1e-3, 2, "and its noise is seen");
        gg_check_close(&c);
    }
}

static void test_a_loss_of_values_has_nothing_to_check(void)
{
    gg_check c = look(&values, NONE, 0, 1);
    gsl_test(c.count != 0 || gg_check_failed(&c), "without a derivative there are no rows");
    gg_check_close(&c);
}

/* --- the catalogue --------------------------------------------------------------------------- */

static void agrees(const char *loss, const char *around, uint64_t seed)
{
    char spec[256];
    gg_problem *p = NULL;
    gg_check c;
    snprintf(spec, sizeof spec, "%s%s", loss, around);
    if (gg_problem_open(&p, spec, 0, 1, 0) != GG_OK) return; /* +smooth without kinks */
    lab_must(gg_check_open(&c, p, seed));
    const bool hidden = p->noisy && p->smoothness == GG_DISCONTINUOUS;
    const bool told = gg_problem_offers(p) & GG_DERIVATIVE;
    gsl_test(told != (c.count > 0) && !hidden, "%s: what is told is compared", spec);
    for (size_t k = 0; k < c.count; k++)
        gsl_test(c.row[k].severity > 1, "%s: %s, %s: x_%zu told %.9g, values say %.9g", spec,
                 c.row[k].where, c.row[k].against, c.row[k].component, c.row[k].told,
                 c.row[k].low);
    gg_check_close(&c);
    gg_problem_close(p);
}

static void test_the_catalogue_is_not_accused(void)
{
    static const char *const around[] = {"+rotate", "+shift", "+smooth", "+stairs", "+noise"};
    static const char *const wrapped[] = {"rosenbrock", "abs_sum", "griewank",
                                          "linear:pointwise=absolute", "step"};
    for (size_t i = 0; gg_losses[i]; i++)
        if (!gg_losses[i]->wraps) agrees(gg_losses[i]->name, "", 1);
    for (size_t i = 0; i < sizeof wrapped / sizeof *wrapped; i++)
        for (size_t w = 0; w < sizeof around / sizeof *around; w++)
            agrees(wrapped[i], around[w], 1);
    agrees("linear:data=engel:pointwise=quantile:tau=0.25", "", 2);
    agrees("linear:data=iris:pointwise=hinge:l2=1e-2:standardise=yes", "", 2);
    agrees("rosenbrock", ":gradient=central", 2);
    agrees("rosenbrock", ":gradient=spsa", 2);
}

static void test_a_naive_kink_is_caught(void)
{
    gg_problem *p = NULL;
    gg_check c;
    lab_must(gg_problem_open(&p, "abs_sum:at_kink=naive", 3, 1, 0));
    lab_must(gg_check_open(&c, p, 1));
    gsl_test(!gg_check_failed(&c), "0/0 at a kink is not a subgradient");
    gg_check_close(&c);
    gg_problem_close(p);
}

/* --- the command ----------------------------------------------------------------------------- */

static void test_the_command_tells_its_verdict(void)
{
    shell_run(&s, "gradgap check rosenbrock -n 3");
    gsl_test_int(s.status, 0, "a right gradient ends with 0");
    gsl_test(!strstr(s.out, "central differences") || !strstr(s.out, "agrees"),
             "and its table says so");
    shell_run(&s, "gradgap check abs_sum:at_kink=naive");
    gsl_test_int(s.status, 1, "a wrong one ends with 1");
    gsl_test(!strstr(s.out, "x_1: told NaN"), "and names the component: %s", s.out);
    shell_run(&s, "gradgap check abs_sum:at_kink=epsilon:kink_epsilon=1e-3");
    gsl_test(s.status != 1 || !strstr(s.out, ", central differences say "),
             "a biased one is told with what differences say");
    shell_run(&s, "gradgap check --help");
    gsl_test(s.status != 0 || !strstr(s.out, "Examples:"), "its help has examples");
    shell_run(&s, "gradgap check rosenbrok");
    gsl_test_int(s.status, 2, "no such loss ends with 2");
    shell_run(&s, "gradgap check beale --json --seed 3");
    json_t *d = json_loads(s.out, 0, NULL);
    const char *schema = json_string_value(json_object_get(d, "schema"));
    gsl_test(s.status != 0 || !schema || strcmp(schema, "gradgap/check/1") != 0,
             "--json is a document with a schema");
    gsl_test(json_array_size(json_object_get(d, "rows")) < 3, "with rows");
    json_decref(d);
}

int main(void)
{
    rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_NOISE, 0);
    test_wrong_components_are_named();
    test_a_wrong_branch_is_found_near_the_kink();
    test_right_gradients_are_left_in_peace();
    test_a_loss_of_values_has_nothing_to_check();
    test_the_catalogue_is_not_accused();
    test_a_naive_kink_is_caught();
    test_the_command_tells_its_verdict();
    gsl_rng_free(rng);
    return gsl_test_summary();
}
