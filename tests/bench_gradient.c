/* tests/bench_gradient.c -- what a gradient costs beside a value, loss by loss.
 *
 *     bench_gradient [LOSS[@N] ...]      every loss of the catalogue without operands
 *
 * Two ratios each: of time, and of operations as valgrind's lackey counts them (its type V128,
 * where doubles are), if it is there. Built without vectors (preset `scalar`), one such
 * operation is one of the formula's; with them, a pair counts once. The bar of 5 is on
 * operations: Griewank & Walther 2008, Evaluating derivatives, chapter 4. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/oracle.h"

enum { TURNS = 15, SPEC = 512, COUNTED = 200 };

static const double BAR = 5;
static const double TURN = 2e-4; /* s, about */

static int missed;
static volatile double sink;

/* A point of the box: a start is too special. */
static void draw(const gg_problem *p, double x[])
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_START, 0);
    for (size_t i = 0; i < p->n; i++)
        x[i] = p->lower[i] + gsl_rng_uniform(rng) * (p->upper[i] - p->lower[i]);
    gsl_rng_free(rng);
}

static double time_of(gg_problem *p, const double x[], double g[], size_t calls)
{
    double total = 0;
    const double before = gg_seconds();
    for (size_t i = 0; i < calls; i++)
        total += g ? p->loss->gradient(p, x, g) : p->loss->value(p, x);
    sink = total;
    return gg_seconds() - before;
}

static double time_ratio(gg_problem *p, const double x[], double g[])
{
    size_t calls = 1;
    while (time_of(p, x, NULL, calls) < TURN) calls *= 2;
    double value = INFINITY;
    double gradient = INFINITY;
    for (int turn = 0; turn < TURNS; turn++) {
        value = fmin(value, time_of(p, x, NULL, calls));
        gradient = fmin(gradient, time_of(p, x, g, calls));
    }
    return gradient / value;
}

/* Operations on doubles of one whole run of this program. */
static double operations(const char *self, const char *spec, size_t n, const char *what)
{
    char line[2 * SPEC];
    double count = NAN;
    snprintf(line, sizeof line,
             "valgrind --tool=lackey --basic-counts=no --detailed-counts=yes %s --count %s %zu "
             "'%s' 2>&1 >/dev/null",
             self, what, n, spec);
    FILE *from = popen(line, "r");
    while (from && fgets(line, sizeof line, from)) {
        char *row = strstr(line, " V128 ");
        if (!row) continue;
        row = strrchr(row, ' ') + 1;
        count = 0;
        for (; *row; row++)
            if (*row >= '0' && *row <= '9') count = 10 * count + (*row - '0');
    }
    if (from) pclose(from);
    return count;
}

static double operation_ratio(const char *self, const char *spec, size_t n)
{
    const double none = operations(self, spec, n, "none");
    const double value = operations(self, spec, n, "value");
    const double gradient = operations(self, spec, n, "gradient");
    return (gradient - none) / (value - none);
}

static void tell(const char *self, const char *spec, size_t n, bool counting)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, n, 1, 0) != GG_OK) {
        fprintf(stderr, "bench_gradient: %s\n", gg_message());
        missed++;
        return;
    }
    double *x = malloc(2 * p->n * sizeof *x);
    if (x && gg_problem_offers(p) & GG_DERIVATIVE) {
        draw(p, x);
        const double ratio = counting ? operation_ratio(self, spec, p->n) : NAN;
        const bool over = ratio > BAR;
        missed += over;
        printf("%-40s n=%-5zu time %6.2f  operations %6.2f%s\n", spec, p->n,
               time_ratio(p, x, x + p->n), ratio, over ? "  missed" : "");
        fflush(stdout);
    }
    free(x);
    gg_problem_close(p);
}

/* What valgrind watches: this many calls and no more. */
static int count(const char *what, const char *n, const char *spec)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, strtoul(n, NULL, 10), 1, 0) != GG_OK) return 2;
    double *x = malloc(2 * p->n * sizeof *x);
    if (!x) return 2;
    draw(p, x);
    const size_t calls = p->n > 100 ? 10 : COUNTED;
    if (strcmp(what, "value") == 0) time_of(p, x, NULL, calls);
    if (strcmp(what, "gradient") == 0) time_of(p, x, x + p->n, calls);
    free(x);
    gg_problem_close(p);
    return 0;
}

static void tell_all(const char *self, bool counting)
{
    for (size_t i = 0; gg_losses[i]; i++) {
        const gg_loss *l = gg_losses[i];
        if (l->wraps || strcmp(gg_loss_drawers[i], "user") == 0) continue;
        tell(self, l->name, 0, counting);
        const bool scales = l->usual_n > 0 && l->most_n >= 40 && l->usual_n != 40;
        if (scales) tell(self, l->name, 40, counting);
    }
}

int main(int argc, char **argv)
{
    if (argc == 5 && strcmp(argv[1], "--count") == 0) return count(argv[2], argv[3], argv[4]);
    const bool counting = system("valgrind --version >/dev/null 2>&1") == 0;
    if (!counting) puts("valgrind is not here: operations are not counted");
    if (argc == 1) tell_all(argv[0], counting);
    for (int i = 1; i < argc; i++) {
        char *at = strrchr(argv[i], '@');
        const size_t n = at ? strtoul(at + 1, NULL, 10) : 0;
        if (at) *at = '\0';
        tell(argv[0], argv[i], n, counting);
    }
    printf("%d over the bar of %g\n", missed, BAR);
    return missed > 0;
}
