/* losses/learning/batch.c -- blocks of rows forward, their losses, and derivatives backward. */
#include "losses/learning/batch.h"

#include <math.h>

#include "base/vector.h"
#include "losses/learning/softmax.h"
#include "losses/number.h"

static size_t outputs(const gg_network *m)
{
    return m->layers.width[m->layers.count];
}

/* The loss of a row with outputs s; `scale` times its derivative goes to delta. */
static double row_loss(const gg_network *m, const double s[], double y, double scale,
                       double delta[])
{
    if (m->pointwise->classes) {
        const double f = gg_softmax(outputs(m), s, (size_t)y, delta);
        for (size_t k = 0; k < outputs(m); k++) delta[k] *= scale;
        return f;
    }
    double slope;
    const bool margin = m->pointwise->margin;
    const double t = margin ? y * *s : y - *s;
    const double f = gg_pointwise_ask(m->pointwise, m->opt, m->kink, t, &slope);
    *delta = scale * (margin ? slope * y : -slope);
    return f;
}

/* How that derivative changes where the outputs change by r. */
static void row_bend(const gg_network *m, const double s[], double y, const double r[],
                     double scale, double change[])
{
    if (m->pointwise->classes) {
        gg_softmax_bend(outputs(m), s, r, change);
        for (size_t k = 0; k < outputs(m); k++) change[k] *= scale;
        return;
    }
    const double t = m->pointwise->margin ? y * *s : y - *s; /* y^2 = 1 if it is a margin */
    *change = m->pointwise->bend ? scale * m->pointwise->bend(m->opt, t) * *r : 0;
}

static size_t row_at(gg_rows rows, size_t i)
{
    return rows.row ? rows.row[i] : i;
}

/* Rows from ... from + count - 1 of `rows`, one under another. */
static const double *gather(const gg_network *m, gg_rows rows, size_t from, size_t count)
{
    const size_t columns = m->design.n;
    if (!rows.row) return m->design.x + from * columns;
    for (size_t i = 0; i < count; i++)
        gg_copy(columns, m->design.x + rows.row[from + i] * columns, m->gathered + i * columns);
    return m->gathered;
}

double gg_network_ask(gg_network *m, gg_rows rows, double scale, const double x[], double g[])
{
    gg_layers *l = &m->layers;
    double total = 0;
    for (size_t from = 0; from < rows.count; from += l->block) {
        const size_t count = rows.count - from < l->block ? rows.count - from : l->block;
        const double *a0 = gather(m, rows, from, count);
        const double *s = gg_layers_forward(l, x, count, a0, g != NULL, false);
        const size_t width = outputs(m);
        double part;
        GG_SUM(part, count, i,
               row_loss(m, s + i * width, m->design.y[row_at(rows, from + i)], scale,
                        l->delta[0] + i * width));
        total += part;
        if (g) gg_layers_backward(l, x, count, a0, g);
    }
    return total;
}

void gg_network_bend(gg_network *m, double scale, const double x[], const double v[],
                     double hv[])
{
    gg_layers *l = &m->layers;
    const size_t width = outputs(m);
    for (size_t from = 0; from < m->design.rows; from += l->block) {
        const size_t left = m->design.rows - from;
        const size_t count = left < l->block ? left : l->block;
        const double *a0 = m->design.x + from * m->design.n;
        const double *s = gg_layers_forward(l, x, count, a0, true, true);
        const double *r = gg_layers_forward_along(l, x, v, count, a0);
        for (size_t i = 0; i < count; i++) {
            const double y = m->design.y[from + i];
            row_loss(m, s + i * width, y, scale, l->delta[0] + i * width);
            row_bend(m, s + i * width, y, r + i * width, scale, l->delta_along[0] + i * width);
        }
        gg_layers_backward_along(l, x, v, count, a0, hv);
    }
}

/* Its kinks, halves of a jump in slope times |t - at|, are rounded off where the policy says. */
static double complex pointwise_complex(const gg_network *m, double complex t)
{
    double at, left, right;
    double complex f = m->pointwise->complex_value(m->opt, t);
    if (m->kink->by == GG_ROUND_NOT || !m->pointwise->kink) return f;
    for (size_t i = 0; m->pointwise->kink(m->opt, i, &at, &left, &right); i++)
        f += (right - left) / 2 *
             (gg_kink_abs_complex(m->kink, t - at) - gg_abs_complex(t - at));
    return f;
}

double complex gg_network_complex(gg_network *m, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i < m->design.rows; i++) {
        const double y = m->design.y[i];
        const double complex *s = gg_layers_complex(&m->layers, x,
                                                    m->design.x + i * m->design.n);
        if (m->pointwise->classes)
            total += gg_softmax_complex(outputs(m), s, (size_t)y);
        else
            total += pointwise_complex(m, m->pointwise->margin ? y * *s : y - *s);
    }
    return total;
}
