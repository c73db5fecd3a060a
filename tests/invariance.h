/* tests/invariance.h -- changes of a problem that a method does not see: its way is the same,
 * bit for bit where they round nothing. */
#ifndef GG_TESTS_INVARIANCE_H
#define GG_TESTS_INVARIANCE_H

#include <gsl/gsl_test.h>

#include "tests/lab.h"

/* Rosenbrock's chain seen in other units (x = unit z), mirrored, shifted, times a factor. */
static struct {
    double factor, unit, mirror, shift, cosine, sine;
} lens = {1, 1, 1, 0, 1, 0};

enum { LENS_N = 6 };

/* z, as the lens shows it; pairs of coordinates are turned. */
static inline void lens_in(const double x[], double z[])
{
    for (size_t i = 0; i < LENS_N; i += 2) {
        const double a = lens.mirror * (x[i] - lens.shift) / lens.unit;
        const double b = lens.mirror * (x[i + 1] - lens.shift) / lens.unit;
        z[i] = lens.cosine * a + lens.sine * b;
        z[i + 1] = lens.cosine * b - lens.sine * a;
    }
}

static inline double lens_gradient(gg_problem *p, const double x[], double g[])
{
    (void)p;
    double z[LENS_N];
    double h[LENS_N] = {0};
    double f = 0;
    lens_in(x, z);
    for (size_t i = 0; i + 1 < LENS_N; i++) {
        const double u = z[i + 1] - z[i] * z[i];
        const double v = 1 - z[i];
        f += 16 * u * u + v * v;
        h[i] -= 64 * u * z[i] + 2 * v;
        h[i + 1] += 32 * u;
    }
    for (size_t i = 0; i < LENS_N; i += 2) {
        const double scale = lens.factor * lens.mirror / lens.unit;
        g[i] = scale * (lens.cosine * h[i] - lens.sine * h[i + 1]);
        g[i + 1] = scale * (lens.sine * h[i] + lens.cosine * h[i + 1]);
    }
    return lens.factor * f;
}

static inline double lens_value(gg_problem *p, const double x[])
{
    double g[LENS_N];
    return lens_gradient(p, x, g);
}

static const gg_loss lens_loss = {
    .name = "lens", .smoothness = GG_ANALYTIC, .value = lens_value, .gradient = lens_gradient};

/* The way of `steps` steps in z. -> calls */
static inline size_t lens_way(const char *optimizer, size_t steps, double way[][LENS_N])
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &lens_loss, LENS_N, 0);
    for (size_t i = 0; i < LENS_N; i += 2) { /* the lens turned back */
        const double a = 0.5 * cos((double)i);
        const double b = 0.5 * cos((double)i + 1);
        const double scale = lens.unit * lens.mirror;
        p.start[i] = scale * (lens.cosine * a - lens.sine * b) + lens.shift;
        p.start[i + 1] = scale * (lens.sine * a + lens.cosine * b) + lens.shift;
    }
    for (size_t i = 0; i < LENS_N; i++) {
        p.lower[i] = -4 * lens.unit + lens.shift;
        p.upper[i] = 4 * lens.unit + lens.shift;
    }
    lab_open(&l, q, optimizer, 100000, 3);
    for (size_t k = 0; k < steps; k++) {
        if (l.verdict == GG_GO_ON) lab_step(&l);
        lens_in(lab_point(&l), way[k]);
    }
    const size_t calls = gg_spent(&l.oracle);
    lab_close(&l);
    return calls;
}

enum { LENS_STEPS = 60 };

static inline double lens_distance(size_t steps, double a[][LENS_N], double b[][LENS_N])
{
    double most = 0;
    for (size_t k = 0; k < steps; k++) most = fmax(most, gg_distance(LENS_N, a[k], b[k]));
    return most;
}

/* What gg_optimizer.invariant says of a method that does not draw. */
static inline void test_invariance_is_as_stated(const char *optimizer)
{
    static double plain[LENS_STEPS][LENS_N];
    static double other[LENS_STEPS][LENS_N];
    const gg_optimizer *m = NULL;
    lab_must(gg_optimizer_find(optimizer, &m));
    const size_t calls = lens_way(optimizer, LENS_STEPS, plain);
    if (m->invariant & GG_UNDER_SCALING)
        for (int k = -60; k <= 60; k += 40) {
            lens.factor = ldexp(1, k);
            gsl_test(lens_way(optimizer, LENS_STEPS, other) != calls ||
                         memcmp(plain, other, sizeof plain) != 0,
                     "%s goes the same way, bit for bit, on 2^%d f", optimizer, k);
            lens.factor = 1;
        }
    if (m->invariant & GG_UNDER_UNITS)
        for (int k = -30; k <= 30; k += 20) {
            lens.unit = ldexp(1, k);
            gsl_test(lens_way(optimizer, LENS_STEPS, other) != calls ||
                         memcmp(plain, other, sizeof plain) != 0,
                     "%s goes the same way, bit for bit, in units of 2^%d", optimizer, k);
            lens.unit = 1;
        }
    if (m->invariant & GG_UNDER_ROTATION) {
        lens.mirror = -1;
        gsl_test(lens_way(optimizer, LENS_STEPS, other) != calls ||
                     memcmp(plain, other, sizeof plain) != 0,
                 "%s goes the same way, bit for bit, on f(-x)", optimizer);
        lens.mirror = 1;
        lens.cosine = 0.6;
        lens.sine = 0.8;
        lens_way(optimizer, LENS_STEPS, other);
        gsl_test_abs(lens_distance(10, plain, other), 0, 1e-9,
                     "%s goes the same way for 10 steps when f is turned", optimizer);
        lens.cosine = 1;
        lens.sine = 0;
    }
    if (m->invariant & GG_UNDER_TRANSLATION) {
        lens.shift = 0.375;
        lens_way(optimizer, LENS_STEPS, other);
        gsl_test_abs(lens_distance(10, plain, other), 0, 1e-9,
                     "%s goes the same way for 10 steps when f is shifted", optimizer);
        lens.shift = 0;
    }
}

#endif
