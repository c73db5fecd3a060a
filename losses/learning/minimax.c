/* losses/learning/minimax.c -- a linear model whose worst residual counts, and no other. */
#include "base/vector.h"
#include "losses/learning/fitted.h"

enum { INTERCEPT = GG_FITTED_COUNT };

static const gg_option options[] = {
    GG_FITTED_OPTIONS("stackloss"),
    {"intercept", GG_CHOICE, 0, 0, 2, "its place among the coefficients", "first|last|none"},
    GG_KINK_OPTIONS,
    {0},
};

/* data: this, then the numbers of its design, then u and weight */
typedef struct fit {
    gg_design design;
    double *u;      /* [2 rows] r_i and -r_i */
    double *weight; /* [2 rows] of these pieces in the derivative */
} fit;

static gg_design_wish wish_of(const gg_problem *p)
{
    return (gg_design_wish){.target = p->text[GG_FITTED_TARGET],
                            .positive = p->text[GG_FITTED_POSITIVE],
                            .against = p->text[GG_FITTED_AGAINST],
                            .answers = GG_NUMBERS,
                            .standardise = p->opt[GG_FITTED_STANDARDISE] != 0,
                            .divide = p->opt[GG_FITTED_DIVIDE],
                            .intercept = (gg_intercept)p->opt[INTERCEPT]};
}

static gg_status size(gg_problem *p)
{
    size_t n;
    GG_TRY(gg_fitted_open(p));
    const gg_design_wish wish = wish_of(p);
    GG_TRY(gg_design_count(p->table, &wish, &n));
    if (p->n != 0 && p->n != n)
        return gg_fail(GG_BAD_INPUT, "minimax: n=%zu, but a model of %s has %zu coefficients",
                       p->n, p->table->name, n);
    p->n = n;
    return GG_OK;
}

static size_t data_size(const gg_problem *p)
{
    return sizeof(fit) + (gg_design_room(p->table, p->n) + 4 * p->table->rows) * sizeof(double);
}

/* Without features the best is the middle between the least and the largest answer. */
static void find_middle(gg_problem *p)
{
    const gg_design *d = &((const fit *)p->data)->design;
    double low = d->y[0];
    double high = d->y[0];
    if (d->n != 1 || d->intercept != 0) return;
    for (size_t i = 1; i < d->rows; i++) {
        low = fmin(low, d->y[i]);
        high = fmax(high, d->y[i]);
    }
    p->minimiser[0] = low + (high - low) / 2;
    p->minimum = fmax(high - p->minimiser[0], p->minimiser[0] - low);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    fit *m = p->data;
    double *numbers = (double *)(m + 1);
    const gg_design_wish wish = wish_of(p);
    GG_TRY(gg_design_fill(&m->design, p->table, &wish, p->n, numbers));
    m->u = numbers + gg_design_room(p->table, p->n);
    m->weight = m->u + 2 * m->design.rows;
    gg_design_box(&m->design, p->lower, p->upper);
    find_middle(p);
    return GG_OK;
}

/* Rounded, it is w log((1/2m) sum_i exp(r_i/w) + exp(-r_i/w)): its Hessian is the covariance of
 * +-x_i under the weights, over w. */
static gg_status round_kinks(gg_problem *p)
{
    const gg_design *d = &((const fit *)p->data)->design;
    double most = 0;
    for (size_t i = 0; i < d->rows; i++) {
        const double *x = d->x + i * d->n;
        most = fmax(most, gg_dot(d->n, x, x));
    }
    p->smoothness = GG_ANALYTIC;
    p->L = most / p->kink.width;
    p->error = p->kink.width * log(2 * (double)d->rows);
    p->minimum = NAN;
    gg_fill(p->n, NAN, p->minimiser);
    return GG_OK;
}

static double ask(gg_problem *p, const double x[], double g[])
{
    const fit *m = p->data;
    const gg_design *d = &m->design;
    for (size_t i = 0; i < d->rows; i++) {
        const double r = d->y[i] - gg_dot(d->n, d->x + i * d->n, x);
        m->u[2 * i] = r;
        m->u[2 * i + 1] = -r;
    }
    const double f = gg_kink_max(&p->kink, 2 * d->rows, m->u, m->weight);
    for (size_t i = 0; g && i < d->rows; i++) {
        const double share = m->weight[2 * i + 1] - m->weight[2 * i];
        if (share != 0) gg_along(d->n, g, share, d->x + i * d->n, g);
    }
    return f;
}

/* The largest of the pieces, for their real parts; rounded as gg_kink_max_complex has it. */
static double complex complex_value(gg_problem *p, const double complex x[])
{
    const fit *m = p->data;
    const gg_design *d = &m->design;
    const double w = p->kink.width;
    double complex most = -INFINITY;
    double complex total = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < 2 * d->rows; i++) {
            double complex r = d->y[i / 2];
            for (size_t j = 0; j < d->n; j++) r -= d->x[i / 2 * d->n + j] * x[j];
            if (i % 2) r = -r;
            if (pass == 0 && creal(r) > creal(most)) most = r;
            if (pass == 1) total += cexp((r - most) / w);
        }
    if (p->kink.by == GG_ROUND_NOT) return most;
    return most + w * clog(total / (double)(2 * d->rows));
}

const gg_loss gg_loss_minimax = {
    .name = "minimax",
    .title = "Linear model in the maximum norm",
    .formula = "max over rows i of |y_i - x_i'w|",
    .derivative =
        "-sgn(r_k) x_k, k the row of the largest |r|; where several are largest, that "
        "of the first (at_kink picks)",
    .fails = "where two residuals are largest, and where all are 0",
    .source =
        "Barrodale & Phillips 1975, Algorithm 495: Solution of an overdetermined system of "
        "linear equations in the Chebychev norm, ACM Transactions on Mathematical Software 1, "
        "264-270",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .options = options,
    .size = size,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = gg_value_by_asking,
    .gradient = gg_gradient_by_asking,
    .ask = ask,
    .complex_value = complex_value,
};
