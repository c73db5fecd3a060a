/* tests/test_bbob.c -- the 24 BBOB functions: values from elsewhere, gradients, instances. */
#include <gsl/gsl_test.h>

#include "base/random.h"
#include "losses/bbob/instance.h"
#include "losses/bbob/random.h"
#include "tests/reference.h"

enum { FUNCTIONS = 24, ROOM = 640 };

/* COCO's own values differ by 6e-12 between builds. */
static const double CLOSE = 1e-10;

static gg_problem *open(int function, long instance, size_t n)
{
    char spec[64];
    gg_problem *p = NULL;
    snprintf(spec, sizeof spec, "bbob:function=%d:instance=%ld", function, instance);
    const gg_status status = gg_problem_open(&p, spec, n, 1, 0);
    gsl_test(status != GG_OK, "%s opens: %s", spec, status == GG_OK ? "yes" : gg_message());
    return status == GG_OK ? p : NULL;
}

static double f_of(gg_problem *p, const double x[])
{
    return p->loss->value(p, x);
}

/* --- numbers from elsewhere ----------------------------------------------------------------- */

static void check_values(const reference *r, size_t row, gg_problem *p)
{
    const char *const columns[] = {"f_zero", "f_half", "f_linspace"};
    const size_t n = p->n;
    double x[ROOM];
    for (size_t k = 0; k < 3; k++) {
        for (size_t i = 0; i < n; i++) {
            const double along = -4 + 8 * (double)i / ((double)n - 1);
            x[i] = k == 0 ? 0 : k == 1 ? 0.5 : along;
        }
        gsl_test_rel(f_of(p, x), reference_number(reference_at(r, row, columns[k])), CLOSE,
                     "%s, n=%zu, instance %g: f as COCO has it, %s", p->loss->name, n,
                     p->opt[0], columns[k]);
    }
}

static void check_optimum(const reference *r, size_t row, const gg_problem *p)
{
    double x[ROOM];
    double far = 0;
    const size_t n = reference_numbers(reference_at(r, row, "xopt"), ROOM, x);
    for (size_t i = 0; i < n; i++) far = fmax(far, fabs(x[i] - p->minimiser[i]));
    gsl_test(n != p->n || !(far <= 1e-12), "%s, n=%zu: x_opt as COCO has it, off by %g",
             p->loss->name, p->n, far);
    gsl_test_rel(p->minimum, reference_number(reference_at(r, row, "f_opt")), 1e-15,
                 "%s, n=%zu: f_opt as COCO has it", p->loss->name, p->n);
}

static void test_values_and_optima_are_those_of_coco(void)
{
    reference r = reference_open("bbob.csv");
    for (size_t i = 0; i < r.rows; i++) {
        gg_problem *p = open(atoi(reference_at(&r, i, "function")),
                             atol(reference_at(&r, i, "instance")),
                             (size_t)atol(reference_at(&r, i, "n")));
        if (!p) continue;
        check_values(&r, i, p);
        check_optimum(&r, i, p);
        gg_problem_close(p);
    }
    gsl_test(r.rows < (size_t)4 * FUNCTIONS, "%zu rows are compared", r.rows);
    reference_close(&r);
}

/* A seed of 1 gives the powers of 16807 modulo 2^31 - 1, the 10000th of which is 1043618065 by
 * Park & Miller 1988, section 3. The first forty fill the table, from its end; the later ones
 * are told in the order that they decide. So the sorted numbers told are powers, too. */
static void test_the_generator_is_that_of_park_and_miller(void)
{
    enum { COUNT = 20000 };
    static double u[COUNT];
    uint64_t power = 1;
    size_t seen = 0;
    gg_bbob_uniforms(1, COUNT, u);
    for (int k = 0; k < 10000; k++) power = power * 16807 % 2147483647;
    gsl_test(power != 1043618065, "the ten thousandth power is the published one");
    for (size_t i = 0; i < COUNT; i++) seen += u[i] == (double)power / 2.147483647e9;
    gsl_test(seen != 1, "it is told once");
}

/* --- the minimum ----------------------------------------------------------------------------- */

static const long instances[] = {1, 2, 3, 15, 71, 1000, 2147483647};
static const size_t sizes[] = {2, 3, 5, 40};

static void test_f_is_f_opt_at_x_opt(void)
{
    for (int k = 1; k <= FUNCTIONS; k++)
        for (size_t i = 0; i < sizeof instances / sizeof *instances; i++)
            for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
                gg_problem *p = open(k, instances[i], sizes[j]);
                if (!p) continue;
                gsl_test_abs(f_of(p, p->minimiser), p->minimum, 1e-11,
                             "%s, n=%zu, instance %ld: f(x_opt) = f_opt", p->loss->name, p->n,
                             instances[i]);
                gg_problem_close(p);
            }
}

/* In COCO's words the minimiser of f19 is not divided by the stretch, which is 1 only as far as
 * n = 64. */
static void test_f_is_f_opt_at_x_opt_in_many_dimensions(void)
{
    for (int k = 1; k <= FUNCTIONS; k++) {
        gg_problem *p = open(k, 1, 160);
        if (!p) continue;
        gsl_test_abs(f_of(p, p->minimiser), p->minimum, 1e-9, "%s, n=160: f(x_opt) = f_opt",
                     p->loss->name);
        gg_problem_close(p);
    }
}

/* --- gradients ------------------------------------------------------------------------------- */

static void draw(gsl_rng *rng, double half, size_t n, double x[])
{
    for (size_t i = 0; i < n; i++) x[i] = half * (2 * gsl_rng_uniform(rng) - 1);
}

/* What a step changes to the left and to the right, over the step. The step is halved until
 * both agree: the functions turn on very different scales. -> how far they differ */
static double differ(gg_problem *p, double x[], size_t i, double first, double room,
                     double *slope)
{
    const double middle = x[i];
    double apart = INFINITY;
    for (double h = first; h > 0x1p-34 && apart > room; h /= 4) {
        const double f = f_of(p, x);
        x[i] = middle + h;
        const double right = (f_of(p, x) - f) / h;
        x[i] = middle - h;
        const double left = (f - f_of(p, x)) / h;
        x[i] = middle;
        apart = fabs(right - left);
        *slope = (right + left) / 2;
    }
    return apart;
}

typedef struct count { /* components of gradients that ... */
    size_t wrong, kinks;
} count;

static count compare_with_differences(gg_problem *p, gsl_rng *rng, double first)
{
    double x[ROOM];
    double g[ROOM];
    count c = {0};
    for (size_t m = 0; m < 10; m++) {
        draw(rng, m % 2 ? 5 : 8, p->n, x); /* within and outside of the box */
        p->loss->gradient(p, x, g);
        const double room = 1e-3 * (1 + gg_norm_max(p->n, g));
        for (size_t i = 0; i < p->n; i++) {
            double slope = NAN;
            if (differ(p, x, i, first, room, &slope) > room)
                c.kinks++;
            else
                c.wrong += !(fabs(slope - g[i]) <= room);
        }
    }
    return c;
}

/* Not for Katsuura's function, whose slopes jump in every 2^-33 of a unit: by rounding alone no
 * difference over less than that has four digits. The complex step has all, below. */
static void test_gradients_are_those_of_differences(void)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 7, GG_START, 0);
    for (int k = 1; k <= FUNCTIONS; k++)
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            /* A long step leaps over whole waves of these two. */
            const double first = k == 16 || k == 19 ? 0x1p-26 : 0x1p-18;
            gg_problem *p = k == 23 ? NULL : open(k, 3, sizes[j]);
            if (!p) continue;
            const count c = compare_with_differences(p, rng, first);
            gsl_test(c.wrong > 0, "%s, n=%zu: the gradient is that of differences",
                     p->loss->name, p->n);
            gsl_test(c.kinks > p->n, "%s, n=%zu: %zu components have none", p->loss->name, p->n,
                     c.kinks);
            gg_problem_close(p);
        }
    gsl_rng_free(rng);
}

/* The largest differences, beside the gradient's length and f. */
static void compare_with_complex_step(gg_problem *p, gsl_rng *rng, double *slope, double *value)
{
    double x[ROOM];
    double g[ROOM];
    double complex z[ROOM];
    *slope = *value = 0;
    for (size_t m = 0; m < 4; m++) {
        draw(rng, m % 2 ? 5 : 8, p->n, x);
        const double f = p->loss->gradient(p, x, g);
        for (size_t i = 0; i < p->n; i++) z[i] = x[i];
        for (size_t i = 0; i < p->n; i += 1 + p->n / 10) {
            z[i] += 1e-30 * I;
            const double complex there = p->loss->complex_value(p, z);
            z[i] = x[i];
            const double off = fabs(cimag(there) / 1e-30 - g[i]);
            *slope = fmax(*slope, off / (1e-3 + gg_norm(p->n, g)));
            *value = fmax(*value, fabs(creal(there) - f) / (1 + fabs(f)));
        }
    }
}

/* The sharpest test, also for functions that are not Lipschitz, and for many coordinates. */
static void test_gradients_are_those_of_the_complex_step(void)
{
    const size_t many[] = {2, 3, 10, 40, 100};
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 8, GG_START, 0);
    for (int k = 1; k <= FUNCTIONS; k++)
        for (size_t j = 0; j < sizeof many / sizeof *many; j++) {
            gg_problem *p = open(k, 5, many[j]);
            double slope;
            double value;
            if (!p) continue;
            compare_with_complex_step(p, rng, &slope, &value);
            gsl_test(!(slope <= 1e-10),
                     "%s, n=%zu: the gradient is that of a complex step, off by %g",
                     p->loss->name, p->n, slope);
            gsl_test(!(value <= 1e-11), "%s, n=%zu: f is that of complex numbers",
                     p->loss->name, p->n);
            gg_problem_close(p);
        }
    gsl_rng_free(rng);
}

/* --- kinks ----------------------------------------------------------------------------------- */

static void test_at_its_corner_the_slope_ends(void)
{
    const struct {
        const char *spec;
        double share;
    } rows[] = {{"BBOB05", 0.5}, {"BBOB05:at_kink=left", 0}, {"BBOB05:at_kink=right", 1}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        gg_problem *p = NULL;
        double g[3];
        double h[3];
        const double middle[3] = {0};
        gsl_test(gg_problem_open(&p, rows[k].spec, 3, 1, 0) != GG_OK, "%s opens", rows[k].spec);
        if (!p) continue;
        p->loss->gradient(p, middle, h);
        p->loss->gradient(p, p->minimiser, g);
        for (size_t i = 0; i < 3; i++)
            gsl_test_rel(g[i], rows[k].share * h[i], 1e-15,
                         "%s: at x_opt a subgradient, so much of the slope", rows[k].spec);
        gg_problem_close(p);
    }
}

/* At x_opt 0 is a subgradient of every function that has one there, and the one that is given. */
static void test_at_the_minimum_the_gradient_is_zero(void)
{
    for (int k = 1; k <= FUNCTIONS; k++) {
        gg_problem *p = k == 5 ? NULL : open(k, 1, 5);
        double g[5];
        if (!p) continue;
        p->loss->gradient(p, p->minimiser, g);
        const double steep = gg_norm_max(5, g);
        /* x_opt of f9, f19 and f20 is rounded, and so is what is added to it. */
        gsl_test(!(steep <= 1e-4), "%s: the gradient at x_opt is 0, and not %g", p->loss->name,
                 steep);
        gg_problem_close(p);
    }
}

/* --- the specification ----------------------------------------------------------------------- */

static void test_bbob_is_a_way_to_say_an_id(void)
{
    const char *const same[] = {"bbob:function=15:instance=3", "bbob:instance=3:function=15",
                                "BBOB15:instance=3", "bbob_rastrigin:instance=3"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        gg_problem *p = NULL;
        gsl_test(gg_problem_open(&p, same[i], 4, 1, 0) != GG_OK, "%s opens", same[i]);
        char *text = p ? gg_problem_spec(p) : NULL;
        gsl_test(!text || strcmp(text, "bbob_rastrigin:instance=3") != 0, "%s is %s", same[i],
                 text ? text : "");
        free(text);
        gg_problem_close(p);
    }
}

static void test_what_is_no_instance_is_refused(void)
{
    const struct {
        const char *spec;
        size_t n;
        const char *says;
    } rows[] = {
        {"bbob", 2, "which"},
        {"bbob:instance=3", 2, "which"},
        {"bbob:function=0", 2, "[1, 24]"},
        {"bbob:function=25", 2, "[1, 24]"},
        {"bbob:function=1.5", 2, "[1, 24]"},
        {"bbob:function=-1", 2, "[1, 24]"},
        {"bbob:function=two", 2, "[1, 24]"},
        {"bbob:function=1:function=2", 2, "function"},
        {"bbob:function=1:instance=0", 2, "instance=0"},
        {"bbob:function=1:instance=1.5", 2, "instance"},
        {"bbob:function=1:instance=2147483648", 2, "instance"},
        {"BBOB25", 2, "BBOB25"},
        {"BBOB01", 1, "n=1"},
        {"BBOB01", 641, "n=641"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gg_problem *p = NULL;
        const gg_status status = gg_problem_open(&p, rows[i].spec, rows[i].n, 1, 0);
        gsl_test(status == GG_OK || !strstr(gg_message(), rows[i].says),
                 "%s, n=%zu is refused: %s", rows[i].spec, rows[i].n,
                 status == GG_OK ? "no" : gg_message());
        gg_problem_close(p);
    }
}

static void test_an_instance_is_the_same_for_every_seed_and_repetition(void)
{
    for (int k = 1; k <= FUNCTIONS; k++) {
        char spec[32];
        gg_problem *p = NULL;
        gg_problem *q = NULL;
        const double x[3] = {0.3, -1.7, 2.2};
        snprintf(spec, sizeof spec, "BBOB%02d", k);
        gsl_test(gg_problem_open(&p, spec, 3, 1, 0) != GG_OK ||
                     gg_problem_open(&q, spec, 3, 99, 7) != GG_OK,
                 "%s opens", spec);
        if (p && q)
            gsl_test(f_of(p, x) != f_of(q, x), "%s: whatever the seed and repetition", spec);
        gg_problem_close(p);
        gg_problem_close(q);
    }
}

/* NaN is not swallowed by a comparison. */
static void test_a_nan_is_told(void)
{
    for (int k = 1; k <= FUNCTIONS; k++) {
        gg_problem *p = open(k, 1, 3);
        const double x[3] = {1, NAN, 1};
        if (!p) continue;
        gsl_test(!isnan(f_of(p, x)), "%s: f(NaN) is NaN", p->loss->name);
        gg_problem_close(p);
    }
}

int main(void)
{
    test_values_and_optima_are_those_of_coco();
    test_the_generator_is_that_of_park_and_miller();
    test_f_is_f_opt_at_x_opt();
    test_f_is_f_opt_at_x_opt_in_many_dimensions();
    test_gradients_are_those_of_differences();
    test_gradients_are_those_of_the_complex_step();
    test_at_its_corner_the_slope_ends();
    test_at_the_minimum_the_gradient_is_zero();
    test_bbob_is_a_way_to_say_an_id();
    test_what_is_no_instance_is_refused();
    test_an_instance_is_the_same_for_every_seed_and_repetition();
    test_a_nan_is_told();
    return gsl_test_summary();
}
