/* losses/learning/network.c -- a fully connected network that is fitted to a data set. */
#include "base/vector.h"
#include "losses/learning/batch.h"
#include "losses/learning/fitted.h"
#include "losses/loss.h"

enum {
    HIDDEN = GG_FITTED_COUNT,
    ACTIVATION,
    SURROGATE,
    WIDTH,
    POINTWISE,
    REDUCE,
    L1,
    L2,
};

static const gg_option options[] = {
    GG_FITTED_OPTIONS("iris"),
    {"hidden", GG_TEXT, 0, 0, 0, "widths of hidden layers, as 32-16; none: no hidden layer",
     "4"},
    {"activation", GG_CHOICE, GG_TANH, GG_IDENTITY, GG_THRESHOLD,
     "of hidden units; threshold is 1 from 0 on, else 0",
     "identity|tanh|sigmoid|softplus|relu|gelu|threshold"},
    {"surrogate", GG_CHOICE, 0, 0, 2, "taken for the derivative of a threshold, which is 0",
     "none|straight_through|sigmoid"},
    {"surrogate_width", GG_REAL, 1, 1e-6, 1e6,
     "straight_through passes |s| <= width; sigmoid's temperature", NULL},
    {"pointwise", GG_TEXT, 0, 0, 0, "loss of a row; its own options follow", "softmax"},
    {"reduce", GG_CHOICE, 0, 0, 1, "what becomes of the rows' losses", "mean|sum"},
    {"l1", GG_REAL, 0, 0, 1e12, "weight of sum |w_j| without biases, beside the mean or sum",
     NULL},
    {"l2", GG_REAL, 0, 0, 1e12, "weight of sum w_j^2 / 2 without biases", NULL},
    GG_KINK_OPTIONS,
    {0},
};

/* data: the network, its working memory, then the numbers of its design */

static gg_design_wish wish_of(const gg_problem *p)
{
    return gg_fitted_wish(p, GG_NO_INTERCEPT);
}

static gg_status read_layers(const gg_problem *p, gg_layers *l)
{
    const gg_design_wish wish = wish_of(p);
    size_t classes;
    *l = (gg_layers){.activation = {.kind = (gg_activation_kind)p->opt[ACTIVATION],
                                    .surrogate = (gg_surrogate)p->opt[SURROGATE],
                                    .width = p->opt[WIDTH],
                                    .kink = &p->kink}};
    GG_TRY(gg_layers_read(l, "network", p->text[HIDDEN]));
    GG_TRY(gg_design_count(p->table, &wish, &l->width[0]));
    GG_TRY(gg_design_classes(p->table, &wish, &classes));
    l->width[l->count] = classes ? classes : 1;
    return GG_OK;
}

static gg_status size(gg_problem *p)
{
    gg_layers l;
    GG_TRY(gg_fitted_open(p));
    GG_TRY(read_layers(p, &l));
    const size_t n = gg_layers_count(&l);
    if (p->n != 0 && p->n != n)
        return gg_fail(GG_BAD_INPUT, "network: n=%zu, but this one has %zu weights and biases",
                       p->n, n);
    p->n = n;
    return GG_OK;
}

static size_t data_size(const gg_problem *p)
{
    gg_layers l = {0};
    if (read_layers(p, &l) != GG_OK) return 0; /* `size` has read it before */
    gg_layers_count(&l);
    const size_t room = gg_layers_room(&l) + l.block * l.width[0];
    return sizeof(gg_network) + (room + gg_design_room(p->table, l.width[0])) * sizeof(double);
}

/* The penalty without l1 if `smooth`; its gradient is added to g unless that is NULL. */
static double penalty(const gg_problem *p, const double x[], bool smooth, double g[])
{
    const gg_network *m = p->data;
    const double l1 = smooth ? 0 : p->opt[L1];
    const double l2 = p->opt[L2];
    double total = 0;
    for (size_t k = 1; k <= m->layers.count && (l1 > 0 || l2 > 0); k++) {
        const size_t end = m->layers.first[k + 1] - m->layers.width[k];
        for (size_t j = m->layers.first[k]; j < end; j++) {
            double slope = 0;
            const double size_j = l1 > 0 ? gg_kink_abs(&p->kink, x[j], &slope) : 0;
            total += l1 * size_j + l2 / 2 * x[j] * x[j];
            if (g) g[j] += l1 * slope + l2 * x[j];
        }
    }
    return total;
}

static double scale_of(const gg_problem *p, double count)
{
    return p->opt[REDUCE] == 0 ? 1 / count : (double)p->samples / count;
}

static double ask(gg_problem *p, const double x[], double g[])
{
    const double scale = scale_of(p, (double)p->samples);
    const gg_rows all = {NULL, p->samples};
    const double total = gg_network_ask(p->data, all, scale, x, g);
    return scale * total + penalty(p, x, false, g);
}

static double sample(gg_problem *p, const size_t rows[], size_t count, const double x[],
                     double g[])
{
    const double scale = scale_of(p, (double)count);
    const gg_rows some = {rows, count};
    gg_fill(p->n, 0, g);
    const double total = gg_network_ask(p->data, some, scale, x, g);
    return scale * total + penalty(p, x, false, g);
}

static double smooth_part(gg_problem *p, const double x[], double g[])
{
    const double scale = scale_of(p, (double)p->samples);
    const gg_rows all = {NULL, p->samples};
    gg_fill(p->n, 0, g);
    const double total = gg_network_ask(p->data, all, scale, x, g);
    return scale * total + penalty(p, x, true, g);
}

/* Weights move by t l1 towards 0, and stop there; biases stay. */
static void prox(gg_problem *p, double t, const double x[], double out[])
{
    const gg_network *m = p->data;
    const double step = t * p->opt[L1];
    gg_copy(p->n, x, out);
    for (size_t k = 1; k <= m->layers.count; k++) {
        const size_t end = m->layers.first[k + 1] - m->layers.width[k];
        for (size_t j = m->layers.first[k]; j < end; j++)
            out[j] = fabs(out[j]) <= step ? 0 : out[j] - copysign(step, out[j]);
    }
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    const gg_network *m = p->data;
    gg_fill(p->n, 0, hv);
    gg_network_bend(p->data, scale_of(p, (double)p->samples), x, v, hv);
    for (size_t k = 1; k <= m->layers.count; k++) {
        const size_t end = m->layers.first[k + 1] - m->layers.width[k];
        for (size_t j = m->layers.first[k]; j < end; j++) hv[j] += p->opt[L2] * v[j];
    }
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    const gg_network *m = p->data;
    double complex total = scale_of(p, (double)p->samples) * gg_network_complex(p->data, x);
    for (size_t k = 1; k <= m->layers.count; k++) {
        const size_t end = m->layers.first[k + 1] - m->layers.width[k];
        for (size_t j = m->layers.first[k]; j < end; j++) {
            if (p->opt[L1] > 0) total += p->opt[L1] * gg_kink_abs_complex(&p->kink, x[j]);
            total += p->opt[L2] / 2 * x[j] * x[j];
        }
    }
    return total;
}

/* Weights uniform in a box that keeps the spread of what they carry, biases 0. source Glorot &
 * Bengio 2010, Understanding the difficulty of training deep feedforward neural networks,
 * equation 16; into units that pass one half, He, Zhang, Ren & Sun 2015, Delving deep into
 * rectifiers, equation 10, doi:10.1109/ICCV.2015.123 */
static void choose_start(gg_problem *p, gsl_rng *rng)
{
    const gg_layers *l = &((gg_network *)p->data)->layers;
    const gg_activation_kind kind = l->activation.kind;
    const bool half = kind == GG_RELU || kind == GG_GELU || kind == GG_SOFTPLUS;
    for (size_t k = 1; k <= l->count; k++) {
        const size_t in = l->width[k - 1];
        const size_t weights = l->first[k + 1] - l->width[k];
        const size_t fans = half && k < l->count ? in : in + l->width[k];
        const double reach = sqrt(6 / (double)fans);
        for (size_t j = l->first[k]; j < l->first[k + 1]; j++) {
            p->lower[j] = -reach;
            p->upper[j] = reach;
            p->start[j] = j < weights ? reach * (2 * gsl_rng_uniform(rng) - 1) : 0;
        }
    }
}

static gg_smoothness least(gg_smoothness a, gg_smoothness b)
{
    return a < b ? a : b;
}

/* What this instance is, and what of the loss's offers it cannot keep. */
static void describe(gg_problem *p)
{
    const gg_network *m = p->data;
    const gg_pointwise *l = p->pointwise;
    p->smoothness = l->smoothness;
    if (m->layers.count > 1)
        p->smoothness = least(p->smoothness, gg_activation_smoothness(&m->layers.activation));
    p->convex = m->layers.count == 1 && l->convex;
    if (p->smoothness < GG_C1) p->withheld |= GG_SPLIT;
    if (!l->classes && !l->complex_value) p->withheld |= GG_COMPLEX;
    if (!l->classes && !l->bend && !l->kink) p->withheld |= GG_HESSIAN_VECTOR;
    if (p->opt[L1] > 0) p->smoothness = least(p->smoothness, GG_LIPSCHITZ);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    gg_network *m = p->data;
    double *memory = (double *)(m + 1);
    const gg_design_wish wish = wish_of(p);
    GG_TRY(read_layers(p, &m->layers));
    gg_layers_count(&m->layers);
    gg_layers_place(&m->layers, memory);
    m->gathered = memory + gg_layers_room(&m->layers);
    memory = m->gathered + m->layers.block * m->layers.width[0];
    GG_TRY(gg_design_fill(&m->design, p->table, &wish, m->layers.width[0], memory));
    m->pointwise = p->pointwise;
    m->opt = p->pointwise_opt;
    m->kink = &p->kink;
    p->samples = m->design.rows;
    choose_start(p, rng);
    describe(p);
    return GG_OK;
}

/* What a rounded relu changes grows with the weights behind it: there is no bound. */
static gg_status round_kinks(gg_problem *p)
{
    const gg_network *m = p->data;
    const bool relu = m->layers.count > 1 && m->layers.activation.kind == GG_RELU;
    if (!relu && !p->pointwise->kink && p->opt[L1] == 0)
        return gg_fail(GG_BAD_INPUT,
                       "smooth cannot round network off: no relu, no kink in %s and l1=0",
                       p->pointwise->name);
    double curvature;
    size_t weights = 0;
    for (size_t k = 1; k <= m->layers.count; k++)
        weights += m->layers.width[k] * m->layers.width[k - 1];
    gg_pointwise_rounding(p->pointwise, p->pointwise_opt, &p->kink, &p->error, &curvature);
    p->error *= scale_of(p, (double)p->samples) * (double)p->samples;
    p->error += p->opt[L1] * (double)weights * gg_kink_error(&p->kink);
    if (relu) p->error = INFINITY;
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    if (p->pointwise->smoothness == GG_C1) p->smoothness = GG_C1;
    return GG_OK;
}

const gg_loss gg_loss_network = {
    .name = "network",
    .title = "Fully connected network",
    .formula =
        "mean or sum over rows i of l(y_i, s_i), plus l1 sum |w| + l2/2 sum w^2 over "
        "weights; s = W_L a_(L-1) + b_L, a_k = activation(W_k a_(k-1) + b_k), a_0 = x_i; "
        "coefficients: W_1 row by row (a row a unit), b_1, W_2, b_2, ...",
    .derivative =
        "backpropagation: delta_L = dl/ds; W_k' delta_k, times the activation's slope, is "
        "delta_(k-1); delta_k a_(k-1)' for W_k, delta_k for b_k; plus l1 sgn(w) + l2 w. Of a "
        "threshold with a surrogate it is no derivative, but what the surrogate makes of one",
    .fails =
        "of relu, where a unit's sum is 0 (there the chain rule's answer, with relu'(0) "
        "picked by at_kink, need be no subgradient); of threshold, it jumps there; where l "
        "does for some row; if l1 > 0, wherever a weight is 0",
    .source =
        "Rumelhart, Hinton & Williams 1986, Learning representations by back-propagating "
        "errors, doi:10.1038/323533a0; Hessian: Pearlmutter 1994, "
        "doi:10.1162/neco.1994.6.1.147; kinks: Bolte & Pauwels 2021, Conservative set valued "
        "fields, automatic differentiation, stochastic gradient methods and deep learning, "
        "doi:10.1007/s10107-020-01501-5; surrogates: Bengio, Leonard & Courville 2013, "
        "arXiv:1308.3432",
    .smoothness = GG_ANALYTIC,
    .options = options,
    .size = size,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = gg_value_by_asking,
    .gradient = gg_gradient_by_asking,
    .ask = ask,
    .complex_value = complex_value,
    .hessian_vector = hessian_vector,
    .smooth_part = smooth_part,
    .prox = prox,
    .sample = sample,
};
