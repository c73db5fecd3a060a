/* losses/learning/activation.c -- activations with slopes, in loops that fill all lanes of a machine. */
#include "losses/learning/activation.h"

#include <math.h>

#include "base/vector.h"
#include "losses/learning/lanes.h"
#include "losses/number.h"

typedef struct answer {
    double value, slope;
} answer;

static inline answer tanh_at(double u)
{
    double minus_one; /* of exp(-2|u|) */
    const double e = gg_lane_exp(-2 * fabs(u), &minus_one);
    const double part = 1 / (1 + e);
    return (answer){copysign(-minus_one * part, u), 4 * e * (part * part)};
}

static inline answer sigmoid_at(double u)
{
    double minus_one;
    const double e = gg_lane_exp(-fabs(u), &minus_one);
    const double part = 1 / (1 + e);
    return (answer){u < 0 ? e * part : part, e * (part * part)};
}

static inline answer softplus_at(double u)
{
    double minus_one;
    const double e = gg_lane_exp(-fabs(u), &minus_one);
    const double part = 1 / (1 + e);
    return (answer){(u > 0 ? u : 0) + gg_lane_log1p(e), u < 0 ? e * part : part};
}

/* The derivative at 0 is that from the left, and so the element nearest to 0, too. */
static inline answer relu_at(double u)
{
    return (answer){u < 0 ? 0 : u, u > 0 ? 1 : 0};
}

static double normal_density(double u)
{
    return exp(-u * u / 2) * 0.3989422804014327; /* 1 / sqrt(2 pi) */
}

static inline answer gelu_at(double u)
{
    const double below = 0.5 * erfc(-u * 0.7071067811865476); /* sqrt(1/2) */
    if (u < -40) return (answer){-0.0, 0}; /* below the least number there is */
    if (u > 40) return (answer){u, 1};
    return (answer){u * below, below + u * normal_density(u)};
}

#define LOOP(count, u, slope, at)                                           \
    do {                                                                    \
        if (slope)                                                          \
            for (size_t i = 0; i < (count); i++) {                          \
                const answer now = at((u)[i]);                              \
                (u)[i] = now.value;                                         \
                (slope)[i] = now.slope;                                     \
            }                                                               \
        else                                                                \
            for (size_t i = 0; i < (count); i++) (u)[i] = at((u)[i]).value; \
    } while (0)

GG_WIDE static void apply_tanh(size_t count, double *restrict u, double *restrict slope)
{
    LOOP(count, u, slope, tanh_at);
}

GG_WIDE static void apply_sigmoid(size_t count, double *restrict u, double *restrict slope)
{
    LOOP(count, u, slope, sigmoid_at);
}

GG_WIDE static void apply_softplus(size_t count, double *restrict u, double *restrict slope)
{
    LOOP(count, u, slope, softplus_at);
}

static void apply_gelu(size_t count, double *restrict u, double *restrict slope)
{
    LOOP(count, u, slope, gelu_at);
}

/* max(0, u) under a policy that differs from the sharp one with 0 at 0. */
static void apply_policy(const gg_kink *k, size_t count, double u[], double slope[])
{
    for (size_t i = 0; i < count; i++) {
        double now;
        const double at = u[i];
        u[i] = gg_kink_positive(k, at, &now);
        if (at == 0 && k->by == GG_ROUND_NOT) now = gg_kink_pick(k, 0, 1);
        if (slope) slope[i] = now;
    }
}

GG_WIDE static void apply_relu(const gg_kink *k, size_t count, double *restrict u,
                               double *restrict slope)
{
    if (k->by == GG_ROUND_NOT && (k->at == GG_AT_ZERO || k->at == GG_AT_LEFT))
        LOOP(count, u, slope, relu_at);
    else
        apply_policy(k, count, u, slope);
}

GG_WIDE static void apply_step(size_t count, double *restrict u)
{
    for (size_t i = 0; i < count; i++) u[i] = u[i] >= 0 ? 1 : u[i] < 0 ? 0 : u[i];
}

GG_WIDE static void slope_through(double width, size_t count, const double *restrict u,
                                  double *restrict slope)
{
    for (size_t i = 0; i < count; i++) slope[i] = fabs(u[i]) <= width ? 1 : 0;
}

GG_WIDE static void slope_of_sigmoid(double width, size_t count, const double *restrict u,
                                     double *restrict slope)
{
    for (size_t i = 0; i < count; i++) slope[i] = sigmoid_at(u[i] / width).slope / width;
}

static void apply_threshold(const gg_activation *a, size_t count, double u[], double slope[])
{
    if (slope) switch (a->surrogate) {
        case GG_STRAIGHT_THROUGH: slope_through(a->width, count, u, slope); break;
        case GG_SURROGATE_SIGMOID: slope_of_sigmoid(a->width, count, u, slope); break;
        case GG_SURROGATE_NONE: gg_fill(count, 0, slope); break;
        }
    apply_step(count, u);
}

/* The second derivative of max(0, u) rounded off: half that of |u|. */
static double rounded_bend(const gg_kink *k, double u)
{
    double slope;
    const double w = k->width;
    gg_kink_abs(k, u, &slope);
    switch (k->by) {
    case GG_ROUND_SQRT: return w * w / (2 * pow(hypot(u, w), 3));
    case GG_ROUND_HUBER: return fabs(u) <= w ? 1 / (2 * w) : 0;
    case GG_ROUND_SOFTPLUS:
    case GG_ROUND_LOGSUMEXP: return (1 - slope * slope) / (2 * w);
    case GG_ROUND_GAUSSIAN: return normal_density(u / w) / w;
    case GG_ROUND_NOT: break;
    }
    return 0;
}

/* Second derivatives that want the argument ... */
static void bend_before(const gg_activation *a, size_t count, const double u[], double bend[])
{
    gg_fill(count, 0, bend);
    if (a->kind == GG_GELU)
        for (size_t i = 0; i < count; i++) bend[i] = (2 - u[i] * u[i]) * normal_density(u[i]);
    if (a->kind == GG_RELU && a->kink->by != GG_ROUND_NOT)
        for (size_t i = 0; i < count; i++) bend[i] = rounded_bend(a->kink, u[i]);
}

/* ... and those that follow from value and slope. */
static void bend_after(const gg_activation *a, size_t count, const double value[],
                       const double slope[], double bend[])
{
    if (a->kind == GG_TANH)
        for (size_t i = 0; i < count; i++) bend[i] = -2 * value[i] * slope[i];
    if (a->kind == GG_SIGMOID)
        for (size_t i = 0; i < count; i++) bend[i] = (1 - 2 * value[i]) * slope[i];
    if (a->kind == GG_SOFTPLUS)
        for (size_t i = 0; i < count; i++) bend[i] = slope[i] * (1 - slope[i]);
}

void gg_activate(const gg_activation *a, size_t count, double u[], double slope[],
                 double bend[])
{
    if (bend) bend_before(a, count, u, bend);
    switch (a->kind) {
    case GG_IDENTITY:
        if (slope) gg_fill(count, 1, slope);
        break;
    case GG_TANH: apply_tanh(count, u, slope); break;
    case GG_SIGMOID: apply_sigmoid(count, u, slope); break;
    case GG_SOFTPLUS: apply_softplus(count, u, slope); break;
    case GG_RELU: apply_relu(a->kink, count, u, slope); break;
    case GG_GELU: apply_gelu(count, u, slope); break;
    case GG_THRESHOLD: apply_threshold(a, count, u, slope); break;
    }
    if (bend) bend_after(a, count, u, slope, bend);
}

double complex gg_activate_complex(const gg_activation *a, double complex u)
{
    const double at = creal(u);
    const double complex e = cexp(at < 0 ? u : -u); /* small where u is large */
    switch (a->kind) {
    case GG_IDENTITY: break;
    case GG_TANH: return ctanh(u);
    case GG_SIGMOID: return (at < 0 ? e : 1) / (1 + e);
    case GG_SOFTPLUS: return (at < 0 ? 0 : u) + gg_log1p_complex(e);
    case GG_RELU: return gg_kink_positive_complex(a->kink, u);
    case GG_GELU: {
        const double below = 0.5 * erfc(-at * 0.7071067811865476);
        return u * (below + I * (cimag(u) * normal_density(at)));
    }
    case GG_THRESHOLD: return at >= 0;
    }
    return u;
}

gg_smoothness gg_activation_smoothness(const gg_activation *a)
{
    if (a->kind == GG_THRESHOLD) return GG_DISCONTINUOUS;
    return a->kind == GG_RELU ? GG_LIPSCHITZ : GG_ANALYTIC;
}
