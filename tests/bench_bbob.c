/* tests/bench_bbob.c -- how long the BBOB functions take, beside COCO's own code. */
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/oracle.h"

enum { FUNCTIONS = 24, TURNS = 31, POINTS = 64 };

/* COCO, gcc -O2 for any x86-64: median nanoseconds a value over its 24 functions, where the plain
 * loop for a sphere took SPHERE_THERE in 40 dimensions. */
static const struct {
    size_t n;
    double coco;
} rows[] = {{2, 169}, {10, 638}, {40, 3909}};
static const double sphere_there = 17;

static double points[POINTS * 40];
static volatile double sink; /* so that no value is left out */

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(size_t count, double sample[])
{
    qsort(sample, count, sizeof *sample, ascending);
    return (sample[(count - 1) / 2] + sample[count / 2]) / 2;
}

static double plain_sphere(size_t n, const double x[])
{
    double total = 0;
    for (size_t i = 0; i < n; i++) total += x[i] * x[i];
    return total;
}

static double least(size_t count, const double sample[])
{
    double best = sample[0];
    for (size_t i = 1; i < count; i++)
        if (sample[i] < best) best = sample[i];
    return best;
}

/* Nanoseconds of one call, the least of some turns: what the machine can when nobody else asks
 * it for anything. */
static double time_sphere(size_t n)
{
    double (*volatile f)(size_t, const double[]) = plain_sphere;
    double sample[TURNS];
    for (size_t t = 0; t < TURNS; t++) {
        double total = 0;
        const double before = gg_seconds();
        for (size_t i = 0; i < (size_t)100 * POINTS; i++)
            total += f(n, points + i % POINTS * n);
        sample[t] = (gg_seconds() - before) / (100. * POINTS) * 1e9;
        sink = total;
    }
    return least(TURNS, sample);
}

static double time_calls(gg_problem *p, double g[])
{
    const gg_loss *l = p->loss;
    double sample[TURNS];
    const size_t rounds = 4000 / p->n / 10 + 1;
    for (size_t t = 0; t < TURNS; t++) {
        double total = 0;
        const double before = gg_seconds();
        for (size_t i = 0; i < rounds * POINTS; i++) {
            const double *x = points + i % POINTS * p->n;
            total += g ? l->gradient(p, x, g) : l->value(p, x);
        }
        sample[t] = (gg_seconds() - before) / (double)(rounds * POINTS) * 1e9;
        sink = total;
    }
    return least(TURNS, sample);
}

static int tell(size_t row, double sphere)
{
    const size_t n = rows[row].n;
    double values[FUNCTIONS];
    double ratios[FUNCTIONS];
    double g[40];
    for (int k = 0; k < FUNCTIONS; k++) {
        char spec[32];
        gg_problem *p = NULL;
        snprintf(spec, sizeof spec, "BBOB%02d", k + 1);
        if (gg_problem_open(&p, spec, n, 1, 0) != GG_OK) {
            fprintf(stderr, "bench_bbob: %s\n", gg_message());
            return EXIT_FAILURE;
        }
        values[k] = time_calls(p, NULL);
        ratios[k] = time_calls(p, g) / values[k];
        printf("  f%-2d n=%-2zu  value %7.0f ns, with gradient %.2f times that\n", k + 1, n,
               values[k], ratios[k]);
        gg_problem_close(p);
    }
    const double bar = rows[row].coco / 3 * sphere / sphere_there;
    const double value = median(FUNCTIONS, values);
    const double ratio = median(FUNCTIONS, ratios);
    printf("n=%-2zu median value %.0f ns, bar %.0f ns (COCO %.0f ns here, by the sphere): %s\n",
           n, value, bar, 3 * bar, value <= bar ? "PASS" : "MISS");
    printf("n=%-2zu median of gradient over value %.2f, bar 3; the largest %.2f: %s\n", n,
           ratio, ratios[FUNCTIONS - 1], ratio <= 3 ? "PASS" : "MISS");
    return EXIT_SUCCESS;
}

int main(void)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_START, 0);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        points[i] = 10 * gsl_rng_uniform(rng) - 5;
    gsl_rng_free(rng);
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        const double sphere = time_sphere(40);
        printf("the plain loop for a sphere, n=40: %.1f ns\n", sphere);
        if (tell(row, sphere) != EXIT_SUCCESS) return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
