/* tests/test_map.c -- increasing functions of f keep the order and bend the heights. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "losses/loss.h"

static gg_problem *open(const char *spec, size_t n)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, n, 1, 0) == GG_OK) return p;
    printf("FAIL: %s: %s\n", spec, gg_message());
    exit(EXIT_FAILURE);
}

static double f_of(gg_problem *p, const double x[])
{
    return p->loss->value(p, x);
}

/* At (1, 2) the sphere is 5, with gradient (2, 4). */
static void test_a_map_keeps_the_order_and_bends_the_heights(void)
{
    static const struct {
        const char *of;
        double height, slope;
        gg_smoothness left;
    } maps[] = {{"sqrt", 2.2360679774997897, 0.22360679774997897, GG_LIPSCHITZ},
                {"eighth_root", 1.2228445449938518, 0.030571113624846295, GG_CONTINUOUS},
                {"log", 1.6094379124341003, 0.2, GG_CONTINUOUS},
                {"expm1", 147.41315910257660, 148.41315910257660, GG_ANALYTIC}};
    const double x[] = {1, 2};
    for (size_t k = 0; k < sizeof maps / sizeof *maps; k++) {
        char spec[64];
        double g[2];
        snprintf(spec, sizeof spec, "sphere+map:of=%s", maps[k].of);
        gg_problem *p = open(spec, 2);
        gsl_test_rel(p->loss->gradient(p, x, g), maps[k].height, 1e-15, "%s at 5", maps[k].of);
        gsl_test_rel(g[0], 2 * maps[k].slope, 1e-14, "%s: its slope by the chain rule",
                     maps[k].of);
        gsl_test_rel(g[1], 4 * maps[k].slope, 1e-14, "%s: ... and along x_2", maps[k].of);
        gsl_test(p->smoothness != maps[k].left, "%s leaves it %s", maps[k].of,
                 gg_smoothness_name(maps[k].left));
        gg_problem_close(p);
    }
}

static void test_a_map_of_equal_heights_is_equal(void)
{
    static const char *const of[] = {"sqrt", "eighth_root", "log", "expm1"};
    for (size_t k = 0; k < 4; k++) {
        char spec[64];
        size_t wrong = 0;
        snprintf(spec, sizeof spec, "sphere+map:of=%s", of[k]);
        gg_problem *p = open(spec, 1);
        double last = -INFINITY;
        for (double x = 1e-150; x < 20; x *= 1.01) {
            const double back[] = {-x};
            const double f = f_of(p, &x);
            wrong += !(f > last) || f_of(p, back) != f;
            last = f;
        }
        gsl_test(wrong != 0, "%s increases with |x|, and is even", of[k]);
        gg_problem_close(p);
    }
}

/* Of CB2 f* = 1.9522245: the map is of the height above it, and 0 there. */
static void test_a_map_wants_a_least_value(void)
{
    gg_problem *p = open("cb2+map", 0);
    gg_problem *in = open("cb2", 0);
    gsl_test_rel(f_of(p, p->start), sqrt(f_of(in, p->start) - 1.9522244939), 1e-9,
                 "cb2+map is the root of f - f*");
    gsl_test(p->minimum != 0, "its least value is 0");
    gg_problem_close(p);
    gg_problem_close(in);
    p = NULL;
    gsl_test(gg_problem_open(&p, "sphere+noise+map", 2, 1, 0) != GG_BAD_INPUT,
             "what is noisy may lie below its least value, and has no map");
    gsl_test(gg_problem_open(&p, "sphere+map:of=log+map", 2, 1, 0) != GG_BAD_INPUT,
             "nor has what has no least value: %s", gg_message());
    gg_problem_close(p);
}

int main(void)
{
    test_a_map_keeps_the_order_and_bends_the_heights();
    test_a_map_of_equal_heights_is_equal();
    test_a_map_wants_a_least_value();
    return gsl_test_summary();
}
