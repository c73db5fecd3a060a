/* losses/learning/rows.c -- scores, slopes and their sum in one pass, in strips or two rows at a time. */
#include "losses/learning/rows.h"

#include <stdint.h>

#include "base/vector.h"

enum {
    NARROW = 128, /* columns; 64 rows of them are 64 KiB, which stay in the second cache */
    S = GG_STRIP,
};

static bool is_narrow(size_t n)
{
    return n <= NARROW;
}

static size_t strips_of(size_t rows)
{
    return (rows + S - 1) / S;
}

size_t gg_rows_room(size_t rows, size_t n, size_t outputs)
{
    const size_t lanes = outputs * n * GG_LANES;
    return GG_LINE + 2 * outputs * S + lanes + (is_narrow(n) ? strips_of(rows) * S * n : 0);
}

double *gg_aligned(double memory[])
{
    const size_t past = (uintptr_t)memory / sizeof *memory % GG_LINE;
    return past ? memory + (GG_LINE - past) : memory;
}

void gg_rows_lay(gg_rows *out, const gg_design *d, size_t outputs, double memory[])
{
    double *first = gg_aligned(memory);
    *out = (gg_rows){.count = d->rows,
                     .n = d->n,
                     .outputs = outputs,
                     .x = d->x,
                     .scores = first,
                     .sums = first + 2 * outputs * S,
                     .kernel = gg_kernels()[0]};
    if (!is_narrow(d->n)) return;
    out->strips = out->sums + outputs * d->n * GG_LANES;
    gg_fill(strips_of(d->rows) * S * d->n, 0, out->strips);
    for (size_t i = 0; i < d->rows; i++)
        for (size_t j = 0; j < d->n; j++)
            out->strips[(i / S * d->n + j) * S + i % S] = d->x[i * d->n + j];
}

static double pass_in_strips(const gg_rows *r, const double w[], const double v[],
                             gg_head *head, void *context, double g[])
{
    const gg_kernel *k = r->kernel;
    double *s = r->scores;
    double total = 0;
    if (g) gg_fill(r->outputs * r->n * GG_LANES, 0, r->sums);
    for (size_t first = 0; first < r->count; first += S) {
        const double *x = r->strips + first * r->n;
        const size_t count = r->count - first < S ? r->count - first : S;
        for (size_t o = 0; o < r->outputs; o++) {
            k->strip_scores(r->n, x, w + o * r->n, s + o * S);
            if (v) k->strip_scores(r->n, x, v + o * r->n, s + (r->outputs + o) * S);
        }
        total += head(context, first, count, s);
        for (size_t o = 0; g && o < r->outputs; o++) {
            gg_fill(S - count, 0, s + o * S + count);
            k->strip_add(r->n, x, s + o * S, r->sums + o * r->n * GG_LANES);
        }
    }
    for (size_t j = 0; g && j < r->outputs * r->n; j++) {
        const double *lane = r->sums + j * GG_LANES;
        g[j] = ((lane[0] + lane[4]) + (lane[2] + lane[6])) +
               ((lane[1] + lane[5]) + (lane[3] + lane[7]));
    }
    return total;
}

/* One or two rows, which are then still in the first cache. */
static double pass_some(const gg_rows *r, size_t first, const double w[], const double v[],
                        gg_head *head, void *context, double g[])
{
    const size_t count = r->count - first < GG_ROWS ? 1 : GG_ROWS;
    const double *x = r->x + first * r->n;
    double *s = r->scores;
    for (size_t o = 0; o < r->outputs * (v ? 2 : 1); o++) {
        const double *at = o < r->outputs ? w + o * r->n : v + (o - r->outputs) * r->n;
        if (count == GG_ROWS)
            r->kernel->rows_scores(r->n, x, at, s + o * S);
        else
            s[o * S] = gg_dot(r->n, x, at);
    }
    const double total = head(context, first, count, s);
    for (size_t o = 0; g && o < r->outputs; o++)
        if (count == GG_ROWS)
            r->kernel->rows_add(r->n, x, s + o * S, g + o * r->n);
        else
            gg_along(r->n, g + o * r->n, s[o * S], x, g + o * r->n);
    return total;
}

double gg_rows_pass(const gg_rows *r, const double w[], const double v[], gg_head *head,
                    void *context, double g[])
{
    if (r->strips) return pass_in_strips(r, w, v, head, context, g);
    double total = 0;
    if (g) gg_fill(r->outputs * r->n, 0, g);
    for (size_t first = 0; first < r->count; first += GG_ROWS)
        total += pass_some(r, first, w, v, head, context, g);
    return total;
}
