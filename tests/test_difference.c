/* tests/test_difference.c -- how near differences come, what they ask, and where they stop. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/difference.h"
#include "losses/loss.h"

static gg_problem *open(const char *spec, size_t n)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, n, 1, 0) == GG_OK) return p;
    printf("FAIL: %s: %s\n", spec, gg_message());
    exit(EXIT_FAILURE);
}

/* The largest error over random points of the box, relative to the largest component. */
static double worst_error(const char *loss, const char *by, size_t n)
{
    char spec[128];
    double x[8], exact[8], g[8];
    snprintf(spec, sizeof spec, "%s:gradient=%s", loss, by);
    gg_problem *p = open(loss, n);
    gg_problem *q = open(spec, n);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_START, 0);
    double worst = 0;
    for (int k = 0; k < 200; k++) {
        for (size_t i = 0; i < n; i++)
            x[i] = p->lower[i] + gsl_rng_uniform(rng) * (p->upper[i] - p->lower[i]);
        const double f = p->loss->gradient(p, x, exact);
        gsl_test(q->loss->gradient(q, x, g) != f, "%s tells the same f", spec);
        worst = fmax(worst, gg_distance(n, g, exact) / gg_norm_max(n, exact));
    }
    gsl_rng_free(rng);
    gg_problem_close(p);
    gg_problem_close(q);
    return worst;
}

/* What theory gives for functions of order one: sqrt(eps), eps^(2/3), eps; some of a curvature
 * that the step does not know. */
static void test_each_kind_has_its_accuracy(void)
{
    static const struct {
        const char *loss, *by;
        double most;
    } rows[] = {{"sphere", "forward", 1e-7},     {"sphere", "central", 1e-9},
                {"rosenbrock", "forward", 1e-5}, {"rosenbrock", "central", 1e-8},
                {"beale", "forward", 1e-5},      {"beale", "central", 1e-8},
                {"beale", "complex", 1e-14}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double e = worst_error(rows[i].loss, rows[i].by, 2);
        gsl_test(!(e <= rows[i].most), "%s on %s errs by %.1e at most, relatively (%.1e)",
                 rows[i].by, rows[i].loss, rows[i].most, e);
        gsl_test(e == 0, "%s on %s is not the formula itself", rows[i].by, rows[i].loss);
    }
    gsl_test(!(worst_error("beale", "central", 2) < 0.01 * worst_error("beale", "forward", 2)),
             "central differences are far better than forward ones");
}

/* --- a quadratic of curvature L whose values err ------------------------------------------- */

enum { N = 4 };

typedef struct noisy {
    double L, sigma;
    gsl_rng *rng;
    size_t calls;
} noisy;

static double quadratic(gg_answerer *a, const double x[])
{
    noisy *q = a->whom;
    q->calls++;
    return q->L / 2 * gg_dot(N, x, x) + (q->sigma > 0 ? gsl_ran_gaussian(q->rng, q->sigma) : 0);
}

typedef struct bench { /* a gg_difference with its room */
    gg_difference d;
    double x[N], y[N];
    double complex z[N];
} bench;

static gg_difference *fill(bench *b, gg_difference_by by, double sigma, double L, gsl_rng *rng)
{
    b->d = (gg_difference){
        .by = by, .n = N, .sigma = sigma, .L = L, .x = b->x, .y = b->y, .z = b->z, .rng = rng};
    return &b->d;
}

/* The root of the mean square error of a component. */
static double spread(noisy *q, gg_difference *d)
{
    enum { TIMES = 1000 };
    const double x[N] = {0.3, -0.2, 0.1, 0};
    double g[N];
    double squares = 0;
    gg_answerer a = {.whom = q, .value = quadratic};
    for (int k = 0; k < TIMES; k++) {
        gg_difference_gradient(d, &a, x, g);
        for (size_t i = 0; i < N; i++) {
            const double off = g[i] - q->L * x[i];
            squares += off * off / (N * TIMES);
        }
    }
    return sqrt(squares);
}

/* More & Wild 2012: with h = 8^(1/4) sqrt(sigma / L) the root mean square error is
 * 2^(1/4) sqrt(sigma L), which no other h undercuts; the bound for bounded noise is
 * 2 sqrt(sigma L). 1000 times 4 components: 5 % is more than four standard errors. */
static void test_the_step_is_right_for_the_noise(void)
{
    static const double sigmas[] = {1e-8, 1e-4, 1e-2};
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_NOISE, 0);
    for (size_t k = 0; k < 3; k++) {
        bench b;
        noisy q = {.L = 7, .sigma = sigmas[k], .rng = rng};
        const double least = pow(2, 0.25) * sqrt(q.sigma * q.L);
        const double told = spread(&q, fill(&b, GG_FORWARD, q.sigma, q.L, NULL));
        gsl_test_rel(told, least, 0.05, "sigma=%g: forward errs by 2^(1/4) sqrt(sigma L)",
                     q.sigma);
        gsl_test(told > 2 * sqrt(q.sigma * q.L), "sigma=%g: within 2 sqrt(sigma L)", q.sigma);
        const double naive = spread(&q, fill(&b, GG_FORWARD, 0, q.L, NULL));
        gsl_test(!(naive > 10 * told), "sigma=%g: not told of the noise it errs by %.2g",
                 q.sigma, naive);
        b.d.sigma = q.sigma;
        for (double factor = 0.25; factor < 5; factor *= 16) {
            b.d.step = factor * sqrt(sqrt(8) * q.sigma / q.L);
            gsl_test(!(spread(&q, &b.d) > 1.5 * told), "sigma=%g: %g times that step is worse",
                     q.sigma, factor);
        }
    }
    gsl_rng_free(rng);
}

static void test_spsa_is_right_on_average(void)
{
    enum { TIMES = 40000 };
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_INSTANCE, 0);
    bench b;
    noisy q = {.L = 1};
    gg_difference *d = fill(&b, GG_SPSA, 0, 1, rng);
    gg_answerer a = {.whom = &q, .value = quadratic};
    const double x[N] = {1, -2, 0.5, 0};
    double mean[N] = {0};
    double g[N];
    double apart = 0;
    for (int k = 0; k < TIMES; k++) {
        gg_difference_gradient(d, &a, x, g);
        gg_along(N, mean, 1.0 / TIMES, g, mean);
        apart = fmax(apart, gg_distance(N, g, x));
    }
    gsl_test(!(apart > 1), "one estimate is far from the gradient (%.2g)", apart);
    /* component i has the variance |g|^2 - g_i^2 <= 5.25: four standard errors */
    gsl_test(!(gg_distance(N, mean, x) < sqrt(N) * 4 * sqrt(5.25 / TIMES)),
             "the mean of %d is the gradient: off by %.2g", TIMES, gg_distance(N, mean, x));
    gsl_test_int((int)q.calls, 3 * TIMES, "each takes three values");
    gsl_rng_free(rng);
}

/* --- walls and holes ------------------------------------------------------------------------- */

typedef struct fence {
    double lower[N], upper[N];
    size_t outside, calls;
    double hole; /* f is infinite where x_1 is above */
} fence;

static double fenced(gg_answerer *a, const double x[])
{
    fence *w = a->whom;
    w->calls++;
    for (size_t i = 0; i < N; i++) w->outside += !(w->lower[i] <= x[i] && x[i] <= w->upper[i]);
    if (x[0] > w->hole) return INFINITY;
    return x[0] + 2 * x[1] + 3 * x[2] - x[3];
}

static void test_no_probe_leaves_the_walls(void)
{
    static const size_t counts[] = {N + 1, 2 * N + 1, 0, 3};
    const double x[N] = {0, 1, 1e-12, 1 - 1e-12}; /* at both walls, and beside them */
    const double slopes[N] = {1, 2, 3, -1};
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_INSTANCE, 0);
    for (int by = GG_FORWARD; by <= GG_SPSA; by++) {
        if (by == GG_COMPLEX_STEP) continue; /* leaves nothing: it steps aside */
        bench b;
        double g[N];
        fence w = {.hole = INFINITY};
        gg_fill(N, 1, w.upper);
        gg_difference *d = fill(&b, (gg_difference_by)by, 0, NAN, rng);
        d->lower = w.lower;
        d->upper = w.upper;
        gg_answerer a = {.whom = &w, .value = fenced};
        gg_difference_gradient(d, &a, x, g);
        gsl_test(w.outside != 0, "kind %d asks for nothing outside the walls", by);
        gsl_test_int((int)w.calls, (int)counts[by], "kind %d has its number of calls", by);
        for (size_t i = 0; i < N && by != GG_SPSA; i++)
            gsl_test_abs(g[i], slopes[i], 1e-4, "kind %d: slope %zu at the walls", by, i + 1);
    }
    gsl_rng_free(rng);
}

static void test_a_probe_that_is_infinite_is_replaced(void)
{
    for (int by = GG_FORWARD; by <= GG_CENTRAL; by++) {
        bench b;
        double g[N];
        const double x[N] = {1, 0, 0, 0};
        fence w = {.hole = 1};
        gg_fill(N, -9, w.lower);
        gg_fill(N, 9, w.upper);
        gg_difference *d = fill(&b, (gg_difference_by)by, 0, NAN, NULL);
        gg_answerer a = {.whom = &w, .value = fenced};
        gg_difference_gradient(d, &a, x, g);
        gsl_test_abs(g[0], 1, 1e-6, "kind %d beside a hole takes the side that is finite", by);
        const double there[N] = {2, 0, 0, 0};
        w.calls = 0;
        gsl_test(gg_difference_gradient(d, &a, there, g) != INFINITY || g[0] != 0 ||
                     w.calls != 1,
                 "kind %d in a hole asks once, and tells zeros", by);
    }
}

static void test_a_step_is_what_is_asked_for(void)
{
    gg_problem *p = open("rosenbrock:gradient=forward:gradient_step=0.5", 2);
    gg_problem *exact = open("rosenbrock", 2);
    const double x[2] = {1, 2};
    const double right[2] = {1.5, 2};
    double g[2];
    p->loss->gradient(p, x, g);
    gsl_test_rel(g[0], (exact->loss->value(exact, right) - exact->loss->value(exact, x)) / 0.5,
                 1e-15, "gradient_step=0.5 is the slope of a chord of 0.5");
    gg_problem_close(p);
    gg_problem_close(exact);
}

/* A loss of values alone, which no formula's gradient can help, in the wrapper's hands. */
static double cubes(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += x[i] * x[i] * x[i];
    return f;
}

static void test_values_alone_are_enough(void)
{
    static const gg_loss loss = {.name = "cubes", .smoothness = GG_ANALYTIC, .value = cubes};
    static const gg_smoothness kinds[] = {GG_ANALYTIC, GG_LIPSCHITZ, GG_DISCONTINUOUS};
    static const unsigned offers[] = {GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT,
                                      GG_DERIVATIVE | GG_SUBGRADIENT, GG_DERIVATIVE};
    const double x[2] = {2, -3};
    double g[2] = {0, 0};
    gg_problem *p = open("sphere:gradient=central", 2); /* lends its wrapper */
    p->inner->loss = &loss;
    gsl_test(gg_problem_offers(p->inner) != GG_VALUE, "the loss offers values only");
    for (size_t k = 0; k < 3; k++) {
        p->smoothness = kinds[k];
        gsl_test(gg_problem_offers(p) != (GG_VALUE | offers[k]),
                 "with differences it offers what its smoothness allows (%zu)", k);
    }
    gsl_test(p->loss->gradient(p, x, g) != -19, "f(2, -3) = -19");
    gsl_test_rel(g[0], 12, 1e-8, "3 x_1^2 = 12");
    gsl_test_rel(g[1], 27, 1e-8, "3 x_2^2 = 27");
    gg_problem_close(p);
}

int main(void)
{
    test_values_alone_are_enough();
    test_each_kind_has_its_accuracy();
    test_the_step_is_right_for_the_noise();
    test_spsa_is_right_on_average();
    test_no_probe_leaves_the_walls();
    test_a_probe_that_is_infinite_is_replaced();
    test_a_step_is_what_is_asked_for();
    return gsl_test_summary();
}
