/* losses/learning/layers.c -- forward and backward through the matrices of a network. */
#include "losses/learning/layers.h"

#include <ctype.h>
#include <gsl/gsl_cblas.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

enum {
    MOST_WIDTH = 65536,
    CACHE = 1 << 16, /* doubles of activations in a block */
    LEAST_BLOCK = 64,
};

static gg_status bad_hidden(const char *owner, const char *hidden)
{
    return gg_fail(GG_BAD_INPUT,
                   "%s: hidden=%s is not a list of at most %d widths in [1, %d], as 32-16",
                   owner, hidden, GG_MOST_LAYERS, MOST_WIDTH);
}

gg_status gg_layers_read(gg_layers *l, const char *owner, const char *hidden)
{
    l->count = 1;
    if (!*hidden || strcmp(hidden, "none") == 0) return GG_OK;
    for (const char *at = hidden;; at++) {
        char *end;
        if (!isdigit((unsigned char)*at)) return bad_hidden(owner, hidden);
        const unsigned long width = strtoul(at, &end, 10);
        const bool fits = width >= 1 && width <= MOST_WIDTH && l->count <= GG_MOST_LAYERS;
        if (!fits || !(*end == '\0' || *end == '-' || *end == 'x'))
            return bad_hidden(owner, hidden);
        l->width[l->count++] = width;
        at = end;
        if (!*at) return GG_OK;
    }
}

static size_t widest(const gg_layers *l)
{
    size_t most = 1;
    for (size_t k = 0; k <= l->count; k++)
        if (l->width[k] > most) most = l->width[k];
    return most;
}

size_t gg_layers_count(gg_layers *l)
{
    size_t total = 0;
    size_t units = 0;
    for (size_t k = 1; k <= l->count; k++) {
        l->first[k] = total;
        total += l->width[k] * (l->width[k - 1] + 1); /* below 2^33 each */
        units += l->width[k];
    }
    l->first[l->count + 1] = total;
    l->block = CACHE / (units + 1) / 8 * 8;
    if (l->block < LEAST_BLOCK) l->block = LEAST_BLOCK;
    return total;
}

size_t gg_layers_room(const gg_layers *l)
{
    size_t total = 0;
    for (size_t k = 1; k <= l->count; k++) total += 4 * l->width[k];
    return l->block * (total + 4 * widest(l)) + 4 * widest(l);
}

void gg_layers_place(gg_layers *l, double memory[])
{
    for (size_t i = 0; i < 2; i++) { /* complex numbers first: they want the alignment */
        l->z[i] = (double complex *)(void *)memory;
        memory += 2 * widest(l);
    }
    double **const rows[] = {&l->delta[0], &l->delta[1], &l->delta_along[0],
                             &l->delta_along[1]};
    for (size_t i = 0; i < 4; i++) {
        *rows[i] = memory;
        memory += l->block * widest(l);
    }
    for (size_t k = 1; k <= l->count; k++) {
        double **const own[] = {&l->a[k], &l->slope[k], &l->bend[k], &l->along[k]};
        for (size_t i = 0; i < 4; i++) {
            *own[i] = memory;
            memory += l->block * l->width[k];
        }
    }
}

/* Each of m rows of s is b: what is there is doubled, as copying row by row is all overhead. */
static void repeat(size_t m, size_t out, const double b[], double s[])
{
    gg_copy(out, b, s);
    for (size_t done = 1; done < m;) {
        const size_t more = m - done < done ? m - done : done;
        gg_copy(more * out, s, s + done * out);
        done += more;
    }
}

/* s = a W' + 1 b', of m rows */
static void combine(const gg_layers *l, size_t k, const double x[], size_t m, const double a[],
                    double s[])
{
    const size_t in = l->width[k - 1];
    const size_t out = l->width[k];
    const double *w = x + l->first[k];
    const double *b = w + out * in;
    repeat(m, out, b, s);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)m, (int)out, (int)in, 1, a,
                (int)in, w, (int)in, 1, s, (int)out);
}

const double *gg_layers_forward(gg_layers *l, const double x[], size_t m, const double a0[],
                                bool learning, bool bending)
{
    const double *a = a0;
    for (size_t k = 1; k <= l->count; k++) {
        combine(l, k, x, m, a, l->a[k]);
        a = l->a[k];
        if (k < l->count)
            gg_activate(&l->activation, m * l->width[k], l->a[k], learning ? l->slope[k] : NULL,
                        bending ? l->bend[k] : NULL);
    }
    return a;
}

/* b += the sum of delta's m rows, row after row; eight columns at a time, kept at hand. */
static void add_rows(size_t m, size_t out, const double delta[], double b[])
{
    size_t j = 0;
    for (; j + 8 <= out; j += 8) {
        double sum[8];
        for (size_t k = 0; k < 8; k++) sum[k] = b[j + k];
        for (size_t i = 0; i < m; i++)
            for (size_t k = 0; k < 8; k++) sum[k] += delta[i * out + j + k];
        for (size_t k = 0; k < 8; k++) b[j + k] = sum[k];
    }
    for (; j < out; j++) {
        double sum = b[j];
        for (size_t i = 0; i < m; i++) sum += delta[i * out + j];
        b[j] = sum;
    }
}

/* The gradient of layer k: delta' a to W, the sum of delta's rows to b. */
static void collect(const gg_layers *l, size_t k, size_t m, const double delta[],
                    const double a[], bool biases, double g[])
{
    const size_t in = l->width[k - 1];
    const size_t out = l->width[k];
    double *w = g + l->first[k];
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)out, (int)in, (int)m, 1, delta,
                (int)out, a, (int)in, 1, w, (int)in);
    if (biases) add_rows(m, out, delta, w + out * in);
}

/* to = from W, df/da of the layer before k; added to `to` if `add` */
static void carry_back(const gg_layers *l, size_t k, const double x[], size_t m,
                       const double from[], bool add, double to[])
{
    const size_t in = l->width[k - 1];
    const size_t out = l->width[k];
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)in, (int)out, 1, from,
                (int)out, x + l->first[k], (int)in, add ? 1 : 0, to, (int)in);
}

static const double *inputs(const gg_layers *l, size_t k, const double a0[])
{
    return k == 1 ? a0 : l->a[k - 1];
}

void gg_layers_backward(gg_layers *l, const double x[], size_t m, const double a0[], double g[])
{
    for (size_t k = l->count, turn = 0; k >= 1; k--, turn = !turn) {
        double *delta = l->delta[turn];
        double *next = l->delta[!turn];
        collect(l, k, m, delta, inputs(l, k, a0), true, g);
        if (k == 1) break;
        carry_back(l, k, x, m, delta, false, next);
        for (size_t i = 0; i < m * l->width[k - 1]; i++) next[i] *= l->slope[k - 1][i];
    }
}

const double *gg_layers_forward_along(gg_layers *l, const double x[], const double v[],
                                      size_t m, const double a0[])
{
    for (size_t k = 1; k <= l->count; k++) {
        combine(l, k, v, m, inputs(l, k, a0), l->along[k]);
        if (k == 1) continue;
        /* the change of a is that of s by the slope; s keeps its own for the way back */
        double *change = l->delta[1];
        for (size_t i = 0; i < m * l->width[k - 1]; i++)
            change[i] = l->along[k - 1][i] * l->slope[k - 1][i];
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)m, (int)l->width[k],
                    (int)l->width[k - 1], 1, change, (int)l->width[k - 1], x + l->first[k],
                    (int)l->width[k - 1], 1, l->along[k], (int)l->width[k]);
    }
    return l->along[l->count];
}

void gg_layers_backward_along(gg_layers *l, const double x[], const double v[], size_t m,
                              const double a0[], double hv[])
{
    for (size_t k = l->count, turn = 0; k >= 1; k--, turn = !turn) {
        double *delta = l->delta[turn];
        double *changing = l->delta_along[turn];
        double *next = l->delta[!turn];
        double *next_along = l->delta_along[!turn];
        collect(l, k, m, changing, inputs(l, k, a0), true, hv);
        if (k == 1) break;
        const size_t size = m * l->width[k - 1];
        const double *slope = l->slope[k - 1];
        for (size_t i = 0; i < size; i++) next[i] = l->along[k - 1][i] * slope[i];
        collect(l, k, m, delta, next, false, hv);
        carry_back(l, k, x, m, changing, false, next_along);
        carry_back(l, k, v, m, delta, true, next_along);
        carry_back(l, k, x, m, delta, false, next);
        for (size_t i = 0; i < size; i++) {
            next_along[i] = next_along[i] * slope[i] +
                            next[i] * l->bend[k - 1][i] * l->along[k - 1][i];
            next[i] *= slope[i];
        }
    }
}

const double complex *gg_layers_complex(gg_layers *l, const double complex x[],
                                        const double a0[])
{
    for (size_t j = 0; j < l->width[0]; j++) l->z[0][j] = a0[j];
    for (size_t k = 1; k <= l->count; k++) {
        const double complex *a = l->z[(k - 1) % 2];
        double complex *s = l->z[k % 2];
        const double complex *w = x + l->first[k];
        const double complex *b = w + l->width[k] * l->width[k - 1];
        for (size_t i = 0; i < l->width[k]; i++) {
            s[i] = b[i];
            for (size_t j = 0; j < l->width[k - 1]; j++)
                s[i] += w[i * l->width[k - 1] + j] * a[j];
            if (k < l->count) s[i] = gg_activate_complex(&l->activation, s[i]);
        }
    }
    return l->z[l->count % 2];
}
