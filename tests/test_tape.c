/* tests/test_tape.c -- a tape's slopes are right, and its counts are those of the theorem. */
#include <complex.h>
#include <gsl/gsl_test.h>
#include <math.h>

#include "base/random.h"
#include "experiments/taped.h"
#include "losses/loss.h"

enum { MOST = 1040, HIDDEN = 4, INPUTS = 5, WEIGHTS = HIDDEN * INPUTS + HIDDEN };

static void draw(size_t n, double x[])
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_START, 0);
    for (size_t j = 0; j < n; j++) x[j] = 2 * gsl_rng_uniform(rng) - 1;
    gsl_rng_free(rng);
}

static double last(const gg_tape *t)
{
    return t->list[t->count - 1].value;
}

static void test_each_operation_has_its_slopes(void)
{
    const double a = 0.7;
    const double b = -1.3;
    gg_tape t = {0};
    gg_tape_variable(&t, a);
    gg_tape_variable(&t, b);
    const size_t quotient = gg_tape_divide(&t, 0, 1);
    const size_t gap = gg_tape_subtract(&t, gg_tape_tanh(&t, quotient), 1);
    gg_tape_add(&t, gg_tape_shift(&t, 5, gap), gg_tape_scale(&t, 3, 0));
    gsl_test(gg_tape_back(&t) != GG_OK, "a tape is gone back over");
    const double bend = 1 / pow(cosh(a / b), 2);
    gsl_test_rel(last(&t), 5 + tanh(a / b) - b + 3 * a, 1e-15, "5 + tanh(a/b) - b + 3a");
    gsl_test_rel(t.list[0].slope, bend / b + 3, 1e-14, "its slope with respect to a");
    gsl_test_rel(t.list[1].slope, -bend * a / (b * b) - 1, 1e-14,
                 "its slope with respect to b");
    gg_tape_close(&t);
}

static void test_slopes_of_a_product_are_the_other_factors(void)
{
    double x[20];
    gg_tape t = {0};
    draw(20, x);
    gg_taped_product(&t, 20, x);
    gsl_test(gg_tape_back(&t) != GG_OK, "a product is gone back over");
    for (size_t i = 0; i < 20; i++) {
        double others = 1;
        for (size_t j = 0; j < 20; j++) others *= j == i ? 1 : x[j];
        gsl_test_rel(t.list[i].slope, others, 1e-13, "the slope is the product of the others");
    }
    gg_tape_close(&t);
}

static void test_rosenbrock_is_the_library_s(void)
{
    double x[30];
    double g[30];
    gg_tape t = {0};
    gg_problem *p = NULL;
    draw(30, x);
    gg_taped_rosenbrock(&t, 30, x);
    gsl_test(gg_tape_back(&t) != GG_OK, "Rosenbrock's chain is gone back over");
    gsl_test(gg_problem_open(&p, "rosenbrock", 30, 1, 0) != GG_OK, "rosenbrock opens");
    gsl_test_rel(last(&t), p->loss->gradient(p, x, g), 1e-14, "f is the library's");
    for (size_t i = 0; i < 30; i++)
        gsl_test_abs(t.list[i].slope, g[i], 1e-11, "the slope is the library's gradient");
    gg_problem_close(p);
    gg_tape_close(&t);
}

static double complex network(const double complex x[], const double z[], double y)
{
    double complex s = 0;
    const double complex *w = x;
    for (size_t h = 0; h < HIDDEN; h++, w += INPUTS) {
        double complex sum = 0;
        for (size_t d = 0; d < INPUTS; d++) sum += w[d] * z[d];
        s += x[WEIGHTS - HIDDEN + h] * ctanh(sum);
    }
    return (s - y) * (s - y) / 2;
}

static void test_network_s_slopes_are_those_of_the_complex_step(void)
{
    double x[WEIGHTS];
    double z[INPUTS];
    gg_tape t = {0};
    draw(WEIGHTS, x);
    draw(INPUTS, z);
    gg_taped_network(&t, HIDDEN, INPUTS, x, z, 0.3);
    gsl_test(gg_tape_back(&t) != GG_OK, "a network is gone back over");
    for (size_t i = 0; i < WEIGHTS; i++) {
        double complex u[WEIGHTS];
        for (size_t j = 0; j < WEIGHTS; j++) u[j] = x[j];
        u[i] += 1e-30 * I;
        const double complex f = network(u, z, 0.3);
        gsl_test_rel(last(&t), creal(f), 1e-13, "f is the formula's");
        gsl_test_rel(t.list[i].slope, cimag(f) / 1e-30, 1e-12,
                     "the slope is the complex step's");
    }
    gg_tape_close(&t);
}

static void check_costs(gg_tape *t, const char *what)
{
    gsl_test(gg_tape_back(t) != GG_OK, "%s is gone back over", what);
    gsl_test(t->forward.all + t->back.all > 5 * t->forward.all,
             "%s: all slopes cost at most 5 times the value", what);
    gsl_test(t->forward.products + t->back.products > 3 * t->forward.products,
             "%s: in products at most 3 times (Baur & Strassen 1983)", what);
    gg_tape_close(t);
}

static void test_costs_keep_to_the_theorem(void)
{
    double x[MOST];
    gg_tape t = {0};
    draw(MOST, x);
    gg_taped_product(&t, MOST, x);
    gsl_test_int((int)t.forward.all, MOST - 1, "a product of n takes n - 1 products");
    gsl_test_int((int)t.forward.products, MOST - 1, "and nothing else");
    check_costs(&t, "a product");
    gg_taped_rosenbrock(&t, 2, x);
    gsl_test_int((int)t.forward.all, 7, "Rosenbrock's function is 7 operations in the plane");
    check_costs(&t, "Rosenbrock");
    gg_taped_network(&t, 16, 64, x, x, 1);
    gsl_test_int((int)t.forward.products, 16 + 16 + 1,
                 "a network: a tanh and a product a unit");
    check_costs(&t, "a network");
}

static void test_work_is_counted_afresh(void)
{
    const double x[] = {2, 3};
    gg_tape t = {0};
    gsl_test(gg_tape_back(&t) != GG_BAD_INPUT, "an empty tape has no last entry");
    gg_taped_product(&t, 2, x);
    gg_tape_back(&t);
    gg_tape_back(&t);
    gsl_test_int((int)t.back.all, 4, "going back twice counts once");
    gsl_test_rel(t.list[0].slope, 3, 1e-15, "and slopes are not added up");
    gg_tape_close(&t);
}

int main(void)
{
    test_each_operation_has_its_slopes();
    test_slopes_of_a_product_are_the_other_factors();
    test_rosenbrock_is_the_library_s();
    test_network_s_slopes_are_those_of_the_complex_step();
    test_costs_keep_to_the_theorem();
    test_work_is_counted_afresh();
    return gsl_test_summary();
}
