/* losses/learning/linear.c -- a linear model of a data set under any pointwise loss. */
#include "base/vector.h"
#include "losses/learning/fits.h"
#include "losses/learning/fitted.h"
#include "losses/learning/known_minima.h"
#include "losses/learning/model.h"

enum {
    POINTWISE = GG_FITTED_COUNT,
    REDUCE,
    L1,
    L2,
    INTERCEPT,
    FACTOR,
};

static const gg_option options[] = {
    GG_FITTED_OPTIONS("stackloss"),
    {"pointwise", GG_TEXT, 0, 0, 0, "loss of a row; its own options follow", "square"},
    {"reduce", GG_CHOICE, 0, 0, 1, "what becomes of the rows' losses", "mean|sum"},
    {"l1", GG_REAL, 0, 0, 1e12, "weight of sum |w_j|, beside the mean or sum", NULL},
    {"l2", GG_REAL, 0, 0, 1e12, "weight of sum w_j^2 / 2, beside the mean or sum", NULL},
    {"intercept", GG_CHOICE, 0, 0, 2, "its place among the coefficients; never penalised",
     "first|last|none"},
    {"factor", GG_REAL, 1, 1e-12, 1e12, "of the mean or sum; 2 takes the half off squares",
     NULL},
    GG_KINK_OPTIONS,
    {0},
};

/* data: the model, then the numbers of its design, then those of its rows */

static gg_design_wish wish_of(const gg_problem *p)
{
    return gg_fitted_wish(p, (gg_intercept)p->opt[INTERCEPT]);
}

/* Columns of the design, and scores a row. */
static gg_status measure(const gg_problem *p, size_t *columns, size_t *outputs)
{
    const gg_design_wish wish = wish_of(p);
    GG_TRY(gg_design_count(p->table, &wish, columns));
    GG_TRY(gg_design_classes(p->table, &wish, outputs));
    if (*outputs == 0) *outputs = 1;
    return GG_OK;
}

static gg_status size(gg_problem *p)
{
    size_t columns, outputs;
    GG_TRY(gg_fitted_open(p));
    GG_TRY(measure(p, &columns, &outputs));
    const size_t n = outputs * columns;
    if (p->n != 0 && p->n != n)
        return gg_fail(GG_BAD_INPUT, "linear: n=%zu, but a model of %s has %zu coefficients",
                       p->n, p->table->name, n);
    p->n = n;
    return GG_OK;
}

static size_t data_size(const gg_problem *p)
{
    size_t columns, outputs;
    if (measure(p, &columns, &outputs) != GG_OK) return 0; /* `size` has measured before */
    return sizeof(gg_model) + (GG_LINE + gg_design_room(p->table, columns) +
                               gg_rows_room(p->table->rows, columns, outputs)) *
                                  sizeof(double);
}

/* The curvature of a row's loss times that of the design, plus l2. The square has its curvature
 * everywhere; of any other loss nothing below 0 is sure, so that only l2 makes for mu. */
static gg_status find_curvature(gg_problem *p, double curvature)
{
    const gg_model *m = p->data;
    double least;
    GG_TRY(gg_design_curvature(&m->design, curvature * m->scale, p->opt[L2], &least, &p->L));
    const bool square = strcmp(p->pointwise->name, "square") == 0;
    p->mu = square ? least : m->design.intercept == m->design.n ? p->opt[L2] : 0;
    return GG_OK;
}

/* What a minimum of the mean becomes: 1 if reduce=mean. */
static double per_mean(const gg_problem *p)
{
    const gg_model *m = p->data;
    return p->opt[FACTOR] * (p->opt[REDUCE] == 0 ? 1 : (double)m->design.rows);
}

static bool is_own_target(const gg_problem *p)
{
    return *p->text[GG_FITTED_TARGET] == '\0' ||
           strcmp(p->text[GG_FITTED_TARGET], gg_data_target(p->table)) == 0;
}

/* A certified minimum of this fit, if the table has one. */
static void look_up(gg_problem *p)
{
    const gg_model *m = p->data;
    const gg_design *d = &m->design;
    const bool parameter = gg_options_count(p->pointwise->options) > 0;
    const gg_fit fit = {.data = p->table->name,
                        .pointwise = p->pointwise->name,
                        .parameter = parameter ? p->pointwise_opt[0] : 0,
                        .l1 = p->opt[L1] / per_mean(p),
                        .l2 = p->opt[L2] / per_mean(p),
                        .divide = p->opt[GG_FITTED_DIVIDE],
                        .standardise = p->opt[GG_FITTED_STANDARDISE] != 0,
                        .positive = d->positive,
                        .against = d->against};
    const gg_known_minimum *known = gg_known_minimum_find(&fit);
    if (!known || !is_own_target(p) || d->intercept == d->n) return;
    p->minimum = known->minimum * (known->mean ? per_mean(p) : m->scale);
    if (known->standardise != fit.standardise || known->coefficients != p->n) return;
    for (size_t j = 0, k = 1; j < p->n; j++)
        p->minimiser[j] = known->coefficient[j == d->intercept ? 0 : k++];
}

static gg_status find_minimum(gg_problem *p)
{
    const gg_model *m = p->data;
    if (strcmp(p->pointwise->name, "square") == 0 && p->opt[L1] == 0) {
        GG_TRY(gg_design_least_squares(&m->design, m->scale, p->opt[L2], p->minimiser));
        if (!isnan(p->minimiser[0])) p->minimum = gg_model_value(p, p->minimiser);
    }
    look_up(p);
    return GG_OK;
}

static void find_box(gg_problem *p)
{
    const gg_design *d = &((const gg_model *)p->data)->design;
    for (size_t j = 0; j < p->n; j += d->n) gg_design_box(d, p->lower + j, p->upper + j);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_model *m = p->data;
    double *numbers = gg_aligned((double *)(m + 1));
    const gg_design_wish wish = wish_of(p);
    size_t columns, outputs;
    GG_TRY(measure(p, &columns, &outputs));
    GG_TRY(gg_design_fill(&m->design, p->table, &wish, columns, numbers));
    gg_rows_lay(&m->rows, &m->design, outputs, numbers + gg_design_room(p->table, columns));
    m->l1 = p->opt[L1];
    m->l2 = p->opt[L2];
    m->scale = p->opt[FACTOR] / (p->opt[REDUCE] == 0 ? (double)m->design.rows : 1);
    p->samples = m->design.rows;
    find_box(p);
    gg_model_withhold(p);
    p->smoothness = p->pointwise->smoothness;
    if (p->opt[L1] > 0 && p->smoothness > GG_LIPSCHITZ) p->smoothness = GG_LIPSCHITZ;
    if (p->pointwise->curvature && p->opt[L1] == 0)
        GG_TRY(find_curvature(p, p->pointwise->curvature(p->pointwise_opt)));
    return find_minimum(p);
}

static gg_status round_kinks(gg_problem *p)
{
    const gg_model *m = p->data;
    const gg_design *d = &m->design;
    const size_t slopes = p->n - (d->intercept < d->n ? m->rows.outputs : 0);
    if (!p->pointwise->kink && p->opt[L1] == 0)
        return gg_fail(GG_BAD_INPUT, "smooth cannot round linear off: %s has no kinks and l1=0",
                       p->pointwise->name);
    double curvature;
    gg_pointwise_rounding(p->pointwise, p->pointwise_opt, &p->kink, &p->error, &curvature);
    p->error *= m->scale * (double)m->design.rows;
    p->error += p->opt[L1] * (double)slopes * gg_kink_error(&p->kink);
    GG_TRY(find_curvature(p, curvature));
    if (p->opt[L1] > 0) p->L += p->opt[L1] * gg_kink_curvature(&p->kink);
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    if (p->pointwise->smoothness == GG_C1) p->smoothness = GG_C1;
    p->minimum = NAN;
    gg_fill(p->n, NAN, p->minimiser);
    gg_model_withhold(p);
    return GG_OK;
}

const gg_loss gg_loss_linear = {
    .name = "linear",
    .title = "Linear model",
    .formula =
        "mean or sum over rows i of l(y_i - x_i'w), l(y_i x_i'w) or, of classes, l(W x_i, "
        "y_i), times factor, plus l1 sum_j |w_j| + l2/2 sum_j w_j^2 without intercepts",
    .derivative =
        "-l'(r_i) x_i or l'(m_i) y_i x_i, reduced as f, plus l1 sgn(w_j) + l2 w_j; at "
        "a kink any number between the one-sided slopes (at_kink picks)",
    .fails = "where l does for some row; if l1 > 0, wherever a slope w_j is 0",
    .source = "Hastie, Tibshirani & Friedman 2009, The elements of statistical learning, "
              "chapters 3 and 4, doi:10.1007/978-0-387-84858-7",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .options = options,
    .known = gg_fits,
    .size = size,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = gg_model_value,
    .gradient = gg_model_gradient,
    .complex_value = gg_model_complex,
    .hessian_vector = gg_model_hessian_vector,
    .smooth_part = gg_model_smooth_part,
    .prox = gg_model_prox,
    .sample = gg_model_sample,
};
