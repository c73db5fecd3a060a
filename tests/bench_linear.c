/* tests/bench_linear.c -- one pass over the rows of a model against what memory allows. */
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "losses/learning/model.h"
#include "losses/oracle.h"

/* All that is compared runs in turns within one process, and the least time of each counts:
 * what else the machine does only adds to it. */
enum { TURNS = 60, WIDE_CALLS = 1, SMALL_CALLS = 100 };

static int missed;
static volatile double sink; /* so that no sum is left out */

static void tell(const char *what, double ratio, double bar, bool at_least)
{
    const bool met = at_least ? ratio >= bar : ratio <= bar;
    missed += !met;
    printf("%-58s %s %4.2f %6.2f  %s\n", what, at_least ? ">=" : "<=", bar, ratio,
           met ? "met" : "missed");
    fflush(stdout);
}

static gg_problem *open(const char *spec)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, 0, 1, 0) == GG_OK) return p;
    fprintf(stderr, "bench_linear: %s\n", gg_message());
    exit(2);
}

static double plain_sum(size_t n, const double x[])
{
    double total;
    GG_SUM(total, n, i, x[i]);
    return total;
}

/* Seconds for one plain sum over the numbers of the rows. */
static double time_sum(const gg_problem *p, size_t calls)
{
    const gg_design *d = &((const gg_model *)p->data)->design;
    const double before = gg_seconds();
    for (size_t i = 0; i < calls; i++) sink = plain_sum(d->rows * d->n, d->x);
    return (gg_seconds() - before) / (double)calls;
}

static double time_gradient(gg_problem *p, size_t calls, const double w[], double g[])
{
    const double before = gg_seconds();
    for (size_t i = 0; i < calls; i++) sink = p->loss->gradient(p, w, g);
    return (gg_seconds() - before) / (double)calls;
}

/* The same by two products with the matrix: residuals, then their sum over the rows. */
static double time_two_products(const gg_problem *p, const double w[], double r[], double g[])
{
    const gg_design *d = &((const gg_model *)p->data)->design;
    const int rows = (int)d->rows;
    const int n = (int)d->n;
    const double before = gg_seconds();
    gg_copy(d->rows, d->y, r);
    cblas_dgemv(CblasRowMajor, CblasNoTrans, rows, n, 1, d->x, n, w, 1, -1, r, 1);
    sink = gg_dot(d->rows, r, r) / 2;
    cblas_dgemv(CblasRowMajor, CblasTrans, rows, n, 1 / (double)rows, d->x, n, r, 1, 0, g, 1);
    return gg_seconds() - before;
}

static double *numbers(size_t count)
{
    double *x = calloc(count, sizeof *x);
    if (!x) exit(2);
    return x;
}

static void compare_wide(void)
{
    gg_problem *p = open("linear:data=heavy_tails:rows=20000:columns=499");
    const size_t rows = ((const gg_model *)p->data)->design.rows;
    double *w = numbers(p->n);
    double *g = numbers(p->n);
    double *r = numbers(rows);
    double sum = INFINITY;
    double ours = INFINITY;
    double products = INFINITY;
    gg_fill(p->n, 0.1, w);
    for (size_t i = 0; i < TURNS; i++) {
        sum = fmin(sum, time_sum(p, WIDE_CALLS));
        ours = fmin(ours, time_gradient(p, WIDE_CALLS, w, g));
        products = fmin(products, time_two_products(p, w, r, g));
    }
    printf("20000 x 500: sum %.3f, ours %.3f, two products %.3f ms\n", sum * 1e3, ours * 1e3,
           products * 1e3);
    tell("20000 x 500, square: share of a plain sum's bandwidth", sum / ours, 0.8, true);
    tell("20000 x 500, square: two products of BLAS over ours", products / ours, 1.7, true);
    free(w);
    free(g);
    free(r);
    gg_problem_close(p);
}

static void compare_small(const char *spec, const char *what, double bar)
{
    gg_problem *p = open(spec);
    double *w = numbers(p->n);
    double *g = numbers(p->n);
    double sum = INFINITY;
    double ours = INFINITY;
    gg_fill(p->n, 0.1, w);
    for (size_t i = 0; i < TURNS; i++) {
        sum = fmin(sum, time_sum(p, SMALL_CALLS));
        ours = fmin(ours, time_gradient(p, SMALL_CALLS, w, g));
    }
    printf("%s: sum %.2f, ours %.2f us\n", what, sum * 1e6, ours * 1e6);
    tell("... value and gradient over a plain sum", ours / sum, bar, false);
    free(w);
    free(g);
    gg_problem_close(p);
}

int main(void)
{
    printf("kernel: %s\n", gg_kernels()[0]->name);
    compare_small("linear:data=heavy_tails:rows=1000:columns=19", "1000 x 20, square", 2.2);
    compare_small("linear:data=separable:pointwise=logistic:rows=1000:columns=19",
                  "1000 x 20, logistic", 6);
    compare_wide();
    return missed > 0;
}
