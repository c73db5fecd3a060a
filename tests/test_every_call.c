/* tests/test_every_call.c -- differences through the oracle, and its other kinds of calls. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static size_t calls;   /* how often the loss was really called */
static double broken;  /* what the gradient's second component is, unless 0 */
static double spin_us; /* microseconds that a call takes, at least */
static double spun;    /* seconds that calls took, with what the machine did meanwhile */

static void spin(void)
{
    if (spin_us == 0) return;
    const double begin = gg_seconds();
    while (gg_seconds() < begin + 1e-6 * spin_us) {
    }
    spun += gg_seconds() - begin;
}

static double value(gg_problem *p, const double x[])
{
    calls++;
    spin();
    return gg_dot(p->n, x, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * x[i];
    if (broken != 0) g[1] = broken;
    return value(p, x);
}

static const double far_out[3] = {3, 0, 0};
static const double near[3] = {1, 0, 0};
static const double nearest[3] = {0.5, 0, 0};

/* --- differences ----------------------------------------------------------------------------- */

static gg_problem *open_problem(const char *spec, size_t n)
{
    gg_problem *p = NULL;
    lab_must(gg_problem_open(&p, spec, n, 1, 0));
    return p;
}

static void test_differences_are_charged_by_the_value(void)
{
    static const struct {
        const char *spec;
        size_t n, calls;
    } rows[] = {{"rosenbrock:gradient=forward", 7, 8},
                {"rosenbrock:gradient=central", 7, 15},
                {"beale:gradient=complex", 2, 3},
                {"rosenbrock:gradient=spsa", 7, 3},
                {"rosenbrock+noise:gradient=forward", 7, 8},
                {"step:gradient=forward", 3, 4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gg_problem *p = open_problem(rows[i].spec, rows[i].n);
        gg_oracle o;
        double g[8];
        double same[8];
        lab_must(gg_oracle_open(&o, p, 10000));
        for (size_t k = 1; k <= 100; k++) {
            gg_gradient(&o, p->start, g);
            if (k != 1 && k != 100) continue;
            gsl_test(o.used.value != k * rows[i].calls || gg_spent(&o) != k * rows[i].calls,
                     "%s: %zu gradients are %zu values, all charged", rows[i].spec, k,
                     k * rows[i].calls);
            gsl_test(o.used.gradient != 0, "%s: and no gradient", rows[i].spec);
        }
        const bool random = p->noisy || p->difference->by == GG_SPSA;
        const double f = p->loss->gradient(p, p->start, same);
        gsl_test(!random && gg_distance(p->n, g, same) != 0,
                 "%s: the oracle's differences are the problem's own", rows[i].spec);
        gsl_test(!p->noisy && o.first != f, "%s: f(x) is asked first", rows[i].spec);
        gg_oracle_close(&o);
        gg_problem_close(p);
    }
}

static void test_a_gradient_that_does_not_fit_is_refused(void)
{
    static const char *const specs[] = {"rosenbrock:gradient=forward",
                                        "rosenbrock:gradient=central", "beale:gradient=complex",
                                        "rosenbrock:gradient=spsa"};
    for (size_t i = 0; i < 4; i++) {
        gg_problem *p = open_problem(specs[i], 2);
        for (size_t limit = 0; limit <= 12; limit++) {
            gg_oracle o;
            double g[2] = {7, 7};
            double f = 0;
            lab_must(gg_oracle_open(&o, p, limit));
            const size_t price = p->difference->by == GG_CENTRAL ? 5 : 3;
            for (size_t k = 0; k < limit / price; k++) f = gg_gradient(&o, p->start, g);
            gsl_test(limit >= price && (!isfinite(f) || o.silent),
                     "%s: a budget of %zu holds %zu", specs[i], limit, limit / price);
            f = gg_gradient(&o, p->start, g);
            gsl_test(f != INFINITY || g[0] != 0 || g[1] != 0,
                     "%s: one that a budget of %zu does not hold is +inf and zeros", specs[i],
                     limit);
            gsl_test(!o.silent || gg_spent(&o) != limit || o.used.value != limit,
                     "%s: %zu values are spent, then there is silence", specs[i], limit);
            gg_oracle_close(&o);
        }
        gg_problem_close(p);
    }
}

static void test_a_probe_may_be_the_best(void)
{
    gg_problem *p = open_problem("sphere:gradient=forward:gradient_step=0.25", 2);
    gg_oracle o;
    double g[2];
    const double x[2] = {-0.25, -0.25};
    lab_must(gg_oracle_open(&o, p, 100));
    const double f = gg_gradient(&o, x, g);
    gsl_test(!(o.best < f) || o.best_x[0] + o.best_x[1] != -0.25,
             "a probe is kept if it is best");
    gsl_test(o.first != f, "the first value is that at x");
    gg_oracle_close(&o);
    gg_problem_close(p);
}

/* --- other kinds of questions ---------------------------------------------------------------- */

/* f = |x|^2 + |x|_1 over ten rows that are alike; `broken`, if not 0, is a number in answers */
static void multiply(gg_problem *p, const double x[], const double v[], double hv[])
{
    (void)x;
    calls++;
    spin();
    for (size_t i = 0; i < p->n; i++) hv[i] = 2 * v[i];
    if (broken != 0) hv[1] = broken;
}

static void shrink(gg_problem *p, double t, const double x[], double out[])
{
    spin();
    for (size_t i = 0; i < p->n; i++) out[i] = copysign(fmax(0, fabs(x[i]) - t), x[i]);
}

static double sample(gg_problem *p, const size_t rows[], size_t count, const double x[],
                     double g[])
{
    (void)rows;
    (void)count;
    return gradient(p, x, g);
}

static const gg_loss composite = {.name = "test",
                                  .value = value,
                                  .gradient = gradient,
                                  .hessian_vector = multiply,
                                  .smooth_part = gradient,
                                  .prox = shrink,
                                  .sample = sample};

static gg_oracle open_composite(lab_problem *p, size_t limit)
{
    gg_oracle o;
    calls = 0;
    broken = spin_us = 0;
    gg_problem *q = lab_problem_fill(p, &composite, 3, 1);
    q->samples = 10;
    lab_must(gg_oracle_open(&o, q, limit));
    return o;
}

static void test_products_and_smooth_parts_are_calls(void)
{
    lab_problem p;
    gg_oracle o = open_composite(&p, 4);
    double g[3];
    gg_hessian_vector(&o, near, far_out, g);
    gsl_test(g[0] != 6 || g[1] != 0, "a product is told");
    gsl_test(o.used.hessian_vector != 1 || gg_spent(&o) != 1, "and is a call");
    gsl_test(gg_smooth_part(&o, near, g) != 1 || g[0] != 2, "a smooth part is told");
    gsl_test(o.used.gradient != 1 || gg_spent(&o) != 2, "and is a call, as a gradient");
    gsl_test(o.best != 1 || o.first != 1, "its point is scored by f");
    gsl_test(gg_value(&o, nearest) != 0.25 || gg_spent(&o) != 3,
             "values are counted as before");
    gg_hessian_vector(&o, near, far_out, g);
    const size_t asked = calls;
    gg_hessian_vector(&o, near, far_out, g);
    gsl_test(g[0] != 0, "a product beyond the budget is zeros");
    gsl_test(gg_smooth_part(&o, near, g) != INFINITY || g[0] != 0,
             "a smooth part beyond it is +inf and zeros");
    gsl_test(calls != asked || gg_spent(&o) != 4 || !o.silent, "and nothing is charged");
    gsl_test(gg_value(&o, near) != INFINITY, "nor is a value answered");
    gg_oracle_close(&o);
}

static void test_a_prox_is_counted_and_free(void)
{
    lab_problem p;
    gg_oracle o = open_composite(&p, 1);
    double x[3] = {3, -2, 0.5};
    gg_prox(&o, 1, x, x);
    gsl_test(x[0] != 2 || x[1] != -1 || x[2] != 0, "a prox is told, in place");
    gsl_test(o.used.prox != 1 || gg_spent(&o) != 0, "it is counted and not charged");
    gg_value(&o, near);
    gg_value(&o, near);
    gg_prox(&o, 1, x, x);
    gsl_test(x[0] != 2 || o.used.prox != 1, "in silence a prox is where one stands");
    gg_oracle_close(&o);
}

static void test_samples_are_charged_by_the_pass(void)
{
    static const size_t rows[25] = {0};
    lab_problem p;
    gg_oracle o = open_composite(&p, 6);
    double g[3];
    for (int k = 1; k <= 20; k++) {
        gsl_test(gg_sample(&o, rows, 1, near, g) != 1 || g[0] != 2, "a sample is told");
        gsl_test(gg_spent(&o) != (size_t)(k + 9) / 10, "%d rows of ten are %d passes begun", k,
                 (k + 9) / 10);
    }
    gsl_test(o.used.samples != 20 || o.used.gradient != 2,
             "rows are counted, and the passes begun as gradients");
    gg_sample(&o, rows, 25, near, g);
    gsl_test(gg_spent(&o) != 5 || o.used.samples != 45,
             "25 rows of ten are three passes begun");
    gg_sample(&o, rows, 5, near, g);
    gsl_test(gg_spent(&o) != 5, "what is left of a pass is free");
    gg_value(&o, near);
    gsl_test(gg_sample(&o, rows, 1, near, g) != INFINITY || g[0] != 0 || o.used.samples != 50,
             "a row beyond the budget is refused");
    gsl_test(gg_spent(&o) != 6 || !o.silent, "and nothing is charged");
    gg_oracle_close(&o);
    o = open_composite(&p, 2);
    gsl_test(gg_sample(&o, rows, 25, near, g) != INFINITY || gg_spent(&o) != 0 || !o.silent,
             "more passes at once than the budget holds are refused");
    gg_oracle_close(&o);
}

static void test_sampled_points_are_scored_by_the_pass(void)
{
    static const size_t rows[10] = {0};
    lab_problem p;
    gg_oracle o = open_composite(&p, 10);
    double g[3];
    gg_sample(&o, rows, 5, near, g);
    gsl_test(o.best != 1 || o.first != 1, "the first sampled point is scored");
    gg_sample(&o, rows, 5, nearest, g);
    gsl_test(o.best != 1, "one within a pass is not");
    gg_sample(&o, rows, 5, nearest, g);
    gsl_test(o.best != 0.25, "the next pass scores again");
    gg_oracle_close(&o);
}

static void test_what_is_not_finite_is_not_told(void)
{
    static const size_t rows[1] = {0};
    lab_problem p;
    double g[3];
    gg_oracle o = open_composite(&p, 100);
    broken = NAN;
    gg_hessian_vector(&o, near, far_out, g);
    gsl_test(g[0] != 0 || g[1] != 0 || o.broken != 1, "a product with NaN is zeros, counted");
    gg_sample(&o, rows, 1, near, g);
    gsl_test(o.lost != 2 || !o.silent || g[0] != 0, "a sampled gradient with NaN ends the run");
    gg_oracle_close(&o);
    o = open_composite(&p, 100);
    broken = INFINITY;
    gg_smooth_part(&o, near, g);
    gsl_test(o.lost != 2 || !o.silent || g[0] != 0, "a smooth part's too");
    gg_oracle_close(&o);
}

static void test_all_kinds_are_timed(void)
{
    lab_problem p;
    gg_oracle o = open_composite(&p, 10000);
    double g[3];
    spin_us = 10;
    spun = 0;
    for (int i = 0; i < 500; i++) {
        gg_hessian_vector(&o, near, far_out, g);
        gg_prox(&o, 1, near, g);
    }
    gsl_test_factor(gg_oracle_loss_seconds(&o), spun, 1.1, "products and proxes are timed");
    gg_oracle_close(&o);
}

int main(void)
{
    test_differences_are_charged_by_the_value();
    test_a_gradient_that_does_not_fit_is_refused();
    test_a_probe_may_be_the_best();
    test_products_and_smooth_parts_are_calls();
    test_a_prox_is_counted_and_free();
    test_samples_are_charged_by_the_pass();
    test_sampled_points_are_scored_by_the_pass();
    test_what_is_not_finite_is_not_told();
    test_all_kinds_are_timed();
    return gsl_test_summary();
}
