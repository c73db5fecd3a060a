/* losses/learning/model.c -- value, gradient and Hessian of a linear model, in one pass over its rows. */
#include "losses/learning/model.h"

#include "base/vector.h"
#include "losses/learning/softmax.h"

enum { S = GG_STRIP };

/* Row i's K scores, or what is in their place, from and to strips. */
static void gather(size_t outputs, const double s[], size_t i, double out[])
{
    for (size_t k = 0; k < outputs; k++) out[k] = s[k * S + i];
}

static void scatter(size_t outputs, const double in[], size_t i, double s[])
{
    for (size_t k = 0; k < outputs; k++) s[k * S + i] = in[k];
}

static double head_of_classes(const gg_model *m, size_t first, size_t count, double s[])
{
    double at[GG_MOST_CLASSES];
    double total = 0;
    for (size_t i = 0; i < count; i++) {
        gather(m->rows.outputs, s, i, at);
        total += gg_softmax(m->rows.outputs, at, (size_t)m->design.y[first + i], at);
        scatter(m->rows.outputs, at, i, s);
    }
    return total;
}

static double head(void *context, size_t first, size_t count, double s[])
{
    const gg_problem *p = context;
    const gg_model *m = p->data;
    const double *y = m->design.y + first;
    double t[S], value[S], slope[S];
    if (p->pointwise->classes) return head_of_classes(m, first, count, s);
    const gg_kernel *k = m->rows.kernel;
    k->ask(count, p->pointwise->margin, y, s, t);
    gg_pointwise_many(p->pointwise, p->pointwise_opt, &p->kink, count, t, value, slope);
    return k->answer(count, p->pointwise->margin, y, value, slope, s);
}

/* Slopes of the slopes along a direction: l'' times its score; signs meet their own. */
static double bend_head(void *context, size_t first, size_t count, double s[])
{
    const gg_problem *p = context;
    const gg_model *m = p->data;
    const gg_pointwise *l = p->pointwise;
    const size_t outputs = m->rows.outputs;
    double at[GG_MOST_CLASSES], along[GG_MOST_CLASSES];
    for (size_t i = 0; i < count; i++) {
        const double y = m->design.y[first + i];
        gather(outputs, s, i, at);
        gather(outputs, s + outputs * S, i, along);
        if (l->classes)
            gg_softmax_bend(outputs, at, along, along);
        else
            *along *= l->bend ? l->bend(p->pointwise_opt, l->margin ? y * *at : y - *at) : 0;
        scatter(outputs, along, i, s);
    }
    return 0;
}

static bool is_intercept(const gg_design *d, size_t j)
{
    return j % d->n == d->intercept;
}

/* The penalty, without l1 if `smooth`; its gradient is added to g unless that is NULL. */
static double penalty(const gg_problem *p, const double w[], bool smooth, double g[])
{
    const gg_model *m = p->data;
    const double l1 = smooth ? 0 : m->l1;
    double total = 0;
    for (size_t j = 0; j < p->n && (l1 > 0 || m->l2 > 0); j++) {
        if (is_intercept(&m->design, j)) continue;
        double slope = 0;
        const double size_j = l1 > 0 ? gg_kink_abs(&p->kink, w[j], &slope) : 0;
        total += l1 * size_j + m->l2 / 2 * w[j] * w[j];
        if (g) g[j] += l1 * slope + m->l2 * w[j];
    }
    return total;
}

static double ask(gg_problem *p, const double w[], bool smooth, double g[])
{
    const gg_model *m = p->data;
    const double total = gg_rows_pass(&m->rows, w, NULL, head, p, g);
    for (size_t j = 0; g && j < p->n; j++) g[j] *= m->scale;
    return m->scale * total + penalty(p, w, smooth, g);
}

double gg_model_value(gg_problem *p, const double w[])
{
    return ask(p, w, false, NULL);
}

double gg_model_gradient(gg_problem *p, const double w[], double g[])
{
    return ask(p, w, false, g);
}

double gg_model_smooth_part(gg_problem *p, const double w[], double g[])
{
    return ask(p, w, true, g);
}

void gg_model_prox(gg_problem *p, double t, const double w[], double out[])
{
    const gg_model *m = p->data;
    const double reach = t * m->l1;
    for (size_t j = 0; j < p->n; j++) {
        const double size_j = fabs(w[j]) - reach;
        if (is_intercept(&m->design, j) || isnan(w[j]))
            out[j] = w[j];
        else
            out[j] = size_j > 0 ? copysign(size_j, w[j]) : 0;
    }
}

void gg_model_hessian_vector(gg_problem *p, const double w[], const double v[], double hv[])
{
    const gg_model *m = p->data;
    gg_rows_pass(&m->rows, w, v, bend_head, p, hv);
    for (size_t j = 0; j < p->n; j++)
        hv[j] = m->scale * hv[j] + (is_intercept(&m->design, j) ? 0 : m->l2 * v[j]);
}

double gg_model_sample(gg_problem *p, const size_t rows[], size_t count, const double w[],
                       double g[])
{
    const gg_model *m = p->data;
    const gg_design *d = &m->design;
    const double scale = m->scale * (double)d->rows / (double)count;
    double *s = m->rows.scores;
    double total = 0;
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i < count; i++) {
        const double *x = d->x + rows[i] * d->n;
        for (size_t k = 0; k < m->rows.outputs; k++) s[k * S] = gg_dot(d->n, x, w + k * d->n);
        total += head(p, rows[i], 1, s);
        for (size_t k = 0; k < m->rows.outputs; k++)
            gg_along(d->n, g + k * d->n, scale * s[k * S], x, g + k * d->n);
    }
    return scale * total + penalty(p, w, false, g);
}

/* The loss of row i at complex weights. */
static double complex row_complex(const gg_problem *p, size_t i, const double complex w[])
{
    const gg_model *m = p->data;
    const gg_design *d = &m->design;
    const gg_pointwise *l = p->pointwise;
    double complex s[GG_MOST_CLASSES] = {0};
    const double y = d->y[i];
    for (size_t k = 0; k < m->rows.outputs; k++)
        for (size_t j = 0; j < d->n; j++) s[k] += d->x[i * d->n + j] * w[k * d->n + j];
    if (l->classes) return gg_softmax_complex(m->rows.outputs, s, (size_t)y);
    return gg_pointwise_complex(l, p->pointwise_opt, &p->kink, l->margin ? y * *s : y - *s);
}

double complex gg_model_complex(gg_problem *p, const double complex w[])
{
    const gg_model *m = p->data;
    double complex rows = 0;
    double complex total = 0;
    for (size_t i = 0; i < m->design.rows; i++) rows += row_complex(p, i, w);
    for (size_t j = 0; j < p->n; j++)
        if (!is_intercept(&m->design, j))
            total += m->l1 * gg_kink_abs_complex(&p->kink, w[j]) + m->l2 / 2 * w[j] * w[j];
    return m->scale * rows + total;
}

void gg_model_withhold(gg_problem *p)
{
    const gg_pointwise *l = p->pointwise;
    const gg_model *m = p->data;
    const bool rounded = p->kink.by != GG_ROUND_NOT;
    p->withheld = 0;
    if (!l->complex_value) p->withheld |= GG_COMPLEX;
    if (l->smoothness < GG_LIPSCHITZ) p->withheld |= GG_COMPLEX | GG_HESSIAN_VECTOR;
    /* l'' of rounded kinks is not at hand, nor the prox of a rounded |w_j| */
    if ((!l->bend && !l->kink) || (rounded && (l->kink || m->l1 > 0)))
        p->withheld |= GG_HESSIAN_VECTOR;
    if (l->smoothness < GG_C1 || (rounded && m->l1 > 0)) p->withheld |= GG_SPLIT;
}
