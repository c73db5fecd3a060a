/* tests/bench_network.c -- a network's gradient beside the matrix products it is made of. */
#include <gsl/gsl_cblas.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "losses/learning/batch.h"
#include "losses/loss.h"
#include "losses/oracle.h"

/* All that is compared runs in turns, and the least time counts: what else the machine does
 * only adds to it. */
enum { TURNS = 40 };

typedef struct shape { /* c [m][n] (+)= a [m][k] b [k][n], either transposed */
    enum CBLAS_TRANSPOSE left, right;
    size_t m, n, k;
} shape;

/* The products that a value, and that a gradient takes, all rows at once. */
static size_t list_shapes(const gg_layers *l, size_t rows, bool gradient, shape out[])
{
    size_t count = 0;
    for (size_t k = 1; k <= l->count; k++)
        out[count++] = (shape){CblasNoTrans, CblasTrans, rows, l->width[k], l->width[k - 1]};
    for (size_t k = l->count; gradient && k >= 1; k--) {
        out[count++] = (shape){CblasTrans, CblasNoTrans, l->width[k], l->width[k - 1], rows};
        if (k > 1)
            out[count++] = (shape){CblasNoTrans, CblasNoTrans, rows, l->width[k - 1],
                                   l->width[k]};
    }
    return count;
}

static double flops(const shape list[], size_t count)
{
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += 2 * (double)list[i].m * (double)list[i].n * (double)list[i].k;
    return total;
}

static double *random_numbers(size_t count)
{
    double *x = malloc((count + 1) * sizeof *x);
    if (!x) exit(2);
    for (size_t i = 0; i < count; i++) x[i] = (double)rand() / RAND_MAX - 0.5;
    return x;
}

/* The products alone, on numbers of their own. */
static double time_products(const shape list[], size_t count, const double a[],
                            const double b[], double c[])
{
    const double before = gg_seconds();
    for (size_t i = 0; i < count; i++) {
        const shape *s = &list[i];
        const size_t lead = s->left == CblasNoTrans ? s->k : s->m;
        const size_t right = s->right == CblasNoTrans ? s->n : s->k;
        cblas_dgemm(CblasRowMajor, s->left, s->right, (int)s->m, (int)s->n, (int)s->k, 1, a,
                    (int)lead, b, (int)right, 0, c, (int)s->n);
    }
    return gg_seconds() - before;
}

static double time_value(gg_problem *p, const double x[])
{
    const double before = gg_seconds();
    p->loss->value(p, x);
    return gg_seconds() - before;
}

static double time_gradient(gg_problem *p, const double x[], double g[])
{
    const double before = gg_seconds();
    p->loss->gradient(p, x, g);
    return gg_seconds() - before;
}

/* The same in the network's blocks of rows. */
static double time_blocks(const gg_layers *l, size_t rows, const double a[], const double b[],
                          double c[])
{
    shape list[3 * (GG_MOST_LAYERS + 1)];
    double total = 0;
    for (size_t from = 0; from < rows; from += l->block) {
        const size_t left = rows - from;
        const size_t count = list_shapes(l, left < l->block ? left : l->block, true, list);
        total += time_products(list, count, a, b, c);
    }
    return total;
}

static void bench(const char *spec)
{
    gg_problem *p = NULL;
    if (gg_problem_open(&p, spec, 0, 1, 0) != GG_OK) {
        fprintf(stderr, "bench_network: %s\n", gg_message());
        exit(2);
    }
    const gg_network *m = p->data;
    shape list[3 * (GG_MOST_LAYERS + 1)];
    const size_t few = list_shapes(&m->layers, p->samples, false, list);
    const double work_value = flops(list, few);
    const size_t all = list_shapes(&m->layers, p->samples, true, list);
    const double work = flops(list, all);
    size_t widest = 0;
    for (size_t k = 0; k <= m->layers.count; k++)
        if (m->layers.width[k] > widest) widest = m->layers.width[k];
    const size_t room = (p->samples > widest ? p->samples : widest) * widest;
    double *a = random_numbers(room);
    double *b = random_numbers(room);
    double *c = random_numbers(room);
    double *g = random_numbers(p->n);
    double products = INFINITY;
    double blocks = INFINITY;
    double value = INFINITY;
    double gradient = INFINITY;
    for (int turn = 0; turn < TURNS; turn++) {
        products = fmin(products, time_products(list, all, a, b, c));
        blocks = fmin(blocks, time_blocks(&m->layers, p->samples, a, b, c));
        value = fmin(value, time_value(p, p->start));
        gradient = fmin(gradient, time_gradient(p, p->start, g));
    }
    printf("%s, n=%zu, %zu rows\n", spec, p->n, p->samples);
    printf("  products alone      %8.3f ms  %6.1f Gflop/s\n", 1e3 * products,
           1e-9 * work / products);
    printf("  the same in blocks  %8.3f ms  %6.1f Gflop/s, of %zu rows\n", 1e3 * blocks,
           1e-9 * work / blocks, m->layers.block);
    printf("  value and gradient  %8.3f ms  %6.1f Gflop/s in products: %.0f %% of products "
           "alone, %.0f %% of blocks\n",
           1e3 * gradient, 1e-9 * work / gradient, 100 * products / gradient,
           100 * blocks / gradient);
    printf("  value               %8.3f ms  gradient / value: %.2f in time, %.2f in products\n",
           1e3 * value, gradient / value, work / work_value);
    free(a);
    free(b);
    free(c);
    free(g);
    gg_problem_close(p);
}

int main(int argc, char **argv)
{
    static const char *const usual[] = {
        "network:data=digits:divide=16:hidden=256:activation=relu",
        "network:data=digits:divide=16:hidden=256:activation=tanh",
        "network:data=digits:divide=16:hidden=128-64:activation=sigmoid",
    };
    for (int i = 1; i < argc; i++) bench(argv[i]);
    for (size_t i = 0; argc == 1 && i < sizeof usual / sizeof *usual; i++) bench(usual[i]);
    return 0;
}
