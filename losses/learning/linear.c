/* losses/learning/linear.c -- a linear model of a data set under any pointwise loss. */
#include "base/vector.h"
#include "losses/design.h"
#include "losses/known_minima.h"
#include "losses/loss.h"

enum {
    DATA,
    TARGET,
    POINTWISE,
    REDUCE,
    L1,
    L2,
    INTERCEPT,
    STANDARDISE,
    POSITIVE,
    AGAINST,
};

static const gg_option options[] = {
    {"data", GG_TEXT, 0, 0, 0, "a data set that ships, or the path of a CSV file", "stackloss"},
    {"target", GG_TEXT, 0, 0, 0, "column of answers; the set's own, of a file the last", ""},
    {"pointwise", GG_TEXT, 0, 0, 0, "loss of a row; its own options follow", "square"},
    {"reduce", GG_CHOICE, 0, 0, 1, "what becomes of the rows' losses", "mean|sum"},
    {"l1", GG_REAL, 0, 0, 1e12, "weight of sum |w_j|, beside the mean or sum", NULL},
    {"l2", GG_REAL, 0, 0, 1e12, "weight of sum w_j^2 / 2, beside the mean or sum", NULL},
    {"intercept", GG_CHOICE, 0, 0, 2, "its place among the coefficients; never penalised",
     "first|last|none"},
    {"standardise", GG_CHOICE, 0, 0, 1, "columns to mean 0, deviation 1 over the rows used",
     "no|yes"},
    {"positive", GG_TEXT, 0, 0, 0, "the answer that becomes +1; of text, the last to appear",
     ""},
    {"against", GG_TEXT, 0, 0, 0, "the one that becomes -1, other rows left out; else all", ""},
    GG_KINK_OPTIONS,
    {0},
};

/* data: the model, then the numbers of its design */
typedef struct model {
    gg_design design;
    double scale; /* of the sum of the rows' losses */
} model;

static gg_design_wish wish_of(const gg_problem *p)
{
    return (gg_design_wish){.target = p->text[TARGET],
                            .positive = p->text[POSITIVE],
                            .against = p->text[AGAINST],
                            .answers = p->pointwise->margin ? GG_SIGNS : GG_NUMBERS,
                            .standardise = p->opt[STANDARDISE] != 0,
                            .intercept = (gg_intercept)p->opt[INTERCEPT]};
}

static gg_status size(gg_problem *p)
{
    const gg_design_wish wish = wish_of(p);
    size_t n;
    GG_TRY(gg_data_open(&p->table, p->text[DATA]));
    GG_TRY(gg_design_count(p->table, &wish, &n));
    if (p->n != 0 && p->n != n)
        return gg_fail(GG_BAD_INPUT, "linear: n=%zu, but a model of %s has %zu coefficients",
                       p->n, p->table->name, n);
    p->n = n;
    return GG_OK;
}

static size_t data_size(const gg_problem *p)
{
    return sizeof(model) + gg_design_room(p->table, p->n) * sizeof(double);
}

/* The loss of row i; its gradient is added to g unless that is NULL. */
static double row(const gg_problem *p, const double w[], size_t i, double g[])
{
    const model *m = p->data;
    const double *x = m->design.x + i * p->n;
    const double y = m->design.y[i];
    const double s = gg_dot(p->n, x, w);
    const bool margin = p->pointwise->margin;
    double slope;
    const double f = gg_pointwise_ask(p->pointwise, p->pointwise_opt, &p->kink,
                                      margin ? y * s : y - s, &slope);
    if (g) gg_along(p->n, g, margin ? slope * y : -slope, x, g);
    return f;
}

static double penalty(const gg_problem *p, const double w[], double g[])
{
    const model *m = p->data;
    const double l1 = p->opt[L1];
    const double l2 = p->opt[L2];
    double total = 0;
    for (size_t j = 0; j < p->n && (l1 > 0 || l2 > 0); j++) {
        if (j == m->design.intercept) continue;
        double slope = 0;
        const double size_j = l1 > 0 ? gg_kink_abs(&p->kink, w[j], &slope) : 0;
        total += l1 * size_j + l2 / 2 * w[j] * w[j];
        if (g) g[j] += l1 * slope + l2 * w[j];
    }
    return total;
}

static double value(gg_problem *p, const double w[])
{
    const model *m = p->data;
    double total;
    GG_SUM(total, m->design.rows, i, row(p, w, i, NULL));
    return m->scale * total + penalty(p, w, NULL);
}

static double gradient(gg_problem *p, const double w[], double g[])
{
    const model *m = p->data;
    double total;
    gg_fill(p->n, 0, g);
    GG_SUM(total, m->design.rows, i, row(p, w, i, g));
    for (size_t j = 0; j < p->n; j++) g[j] *= m->scale;
    return m->scale * total + penalty(p, w, g);
}

/* The curvature of a row's loss times that of the design, plus l2. The square has its curvature
 * everywhere; of any other loss nothing below 0 is sure, so that only l2 makes for mu. */
static gg_status find_curvature(gg_problem *p, double curvature)
{
    const model *m = p->data;
    double least;
    GG_TRY(gg_design_curvature(&m->design, curvature * m->scale, p->opt[L2], &least, &p->L));
    const bool square = strcmp(p->pointwise->name, "square") == 0;
    p->mu = square ? least : m->design.intercept == p->n ? p->opt[L2] : 0;
    return GG_OK;
}

/* A certified minimum of this fit, if the table has one. */
static void look_up(gg_problem *p)
{
    const model *m = p->data;
    const gg_design *d = &m->design;
    const double per_mean = m->scale * (double)d->rows; /* 1 if reduce=mean */
    const bool parameter = gg_options_count(p->pointwise->options) > 0;
    const gg_fit fit = {.data = p->table->name,
                        .pointwise = p->pointwise->name,
                        .parameter = parameter ? p->pointwise_opt[0] : 0,
                        .l1 = p->opt[L1] / per_mean,
                        .l2 = p->opt[L2] / per_mean,
                        .standardise = p->opt[STANDARDISE] != 0,
                        .positive = d->positive,
                        .against = d->against};
    const gg_known_minimum *known = gg_known_minimum_find(&fit);
    const size_t target = gg_data_column(p->table, *p->text[TARGET] ? p->text[TARGET]
                                                                    : gg_data_target(p->table));
    const bool own = strcmp(p->table->column[target], gg_data_target(p->table)) == 0;
    if (!known || !own || d->intercept == p->n) return;
    p->minimum = known->minimum * (known->mean ? per_mean : m->scale);
    if (known->standardise != fit.standardise) return; /* the minimiser is in other units */
    for (size_t j = 0, k = 1; j < p->n; j++)
        p->minimiser[j] = known->coefficient[j == d->intercept ? 0 : k++];
}

static gg_status find_minimum(gg_problem *p)
{
    const model *m = p->data;
    if (strcmp(p->pointwise->name, "square") != 0 || p->opt[L1] > 0) {
        look_up(p);
        return GG_OK;
    }
    GG_TRY(gg_design_least_squares(&m->design, m->scale, p->opt[L2], p->minimiser));
    p->minimum = value(p, p->minimiser);
    return GG_OK;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    model *m = p->data;
    const gg_design_wish wish = wish_of(p);
    GG_TRY(gg_design_fill(&m->design, p->table, &wish, p->n, (double *)(m + 1)));
    m->scale = p->opt[REDUCE] == 0 ? 1 / (double)m->design.rows : 1;
    gg_design_box(&m->design, p->lower, p->upper);
    p->smoothness = p->pointwise->smoothness;
    if (p->opt[L1] > 0 && p->smoothness > GG_LIPSCHITZ) p->smoothness = GG_LIPSCHITZ;
    if (p->pointwise->curvature && p->opt[L1] == 0)
        GG_TRY(find_curvature(p, p->pointwise->curvature(p->pointwise_opt)));
    return find_minimum(p);
}

static gg_status round_kinks(gg_problem *p)
{
    const model *m = p->data;
    const size_t slopes = p->n - (m->design.intercept < p->n);
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
    return GG_OK;
}

const gg_loss gg_loss_linear = {
    .name = "linear",
    .title = "Linear model",
    .formula = "mean or sum over rows i of l(y_i - x_i'w) or l(y_i x_i'w), plus l1 sum_j |w_j| "
               "+ l2/2 sum_j w_j^2 without the intercept",
    .derivative =
        "-l'(r_i) x_i or l'(m_i) y_i x_i, reduced as f, plus l1 sgn(w_j) + l2 w_j; at "
        "a kink any number between the one-sided slopes (at_kink picks)",
    .fails = "where l does for some row; if l1 > 0, wherever a slope w_j is 0",
    .source = "Hastie, Tibshirani & Friedman 2009, The elements of statistical learning, "
              "chapters 3 and 4, doi:10.1007/978-0-387-84858-7",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .options = options,
    .size = size,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
};
