/* tests/derivative.h -- what the derivative of a problem must be, wherever one looks. */
#ifndef GG_TESTS_DERIVATIVE_H
#define GG_TESTS_DERIVATIVE_H

#include <gsl/gsl_test.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/loss.h"

enum { MOST_N = 64, POINTS = 40 };

typedef struct place { /* a problem and what is needed to look at it */
    gg_problem *p;
    gsl_rng *rng;
    const char *name;
} place;

/* A point of the box, or near the minimiser, or on a grid where kinks are. */
static inline void draw(const place *at, size_t k, double x[])
{
    const gg_problem *p = at->p;
    const bool near = !isnan(p->minimiser[0]) && k % 4 == 1;
    for (size_t i = 0; i < p->n; i++) {
        const double u = gsl_rng_uniform(at->rng);
        x[i] = p->lower[i] + (p->upper[i] - p->lower[i]) * u;
        if (near) x[i] = p->minimiser[i] + 1e-3 * (u - 0.5);
        if (k % 4 == 2) x[i] = (double)gsl_rng_uniform_int(at->rng, 3) - 1;
        if (k % 4 == 2) x[i] = fmin(fmax(x[i], p->lower[i]), p->upper[i]);
    }
    if (k == 0) gg_copy(p->n, p->start, x);
}

static inline double f_of(const place *at, const double x[])
{
    return at->p->loss->value(at->p, x);
}

static inline double g_of(const place *at, const double x[], double g[])
{
    return at->p->loss->gradient(at->p, x, g);
}

/* What a run is scored by. */
static inline double score_of(const place *at, const double x[])
{
    return at->p->noisy ? gg_problem_truth(at->p, x) : f_of(at, x);
}

static inline void value_and_gradient_agree_on_f(const place *at)
{
    double x[MOST_N];
    double g[MOST_N];
    size_t wrong = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, k, x);
        const double f = f_of(at, x);
        const double told = g_of(at, x, g);
        wrong += f != told && !(isnan(f) && isnan(told));
    }
    gsl_test(wrong != 0, "%s: the same bits of f with and without the gradient", at->name);
}

/* A step that is short beside x, and beside the waves of a loss in a wide box. */
static inline double short_step(double x)
{
    return 1e-6 * fmax(1e-2, fmin(fabs(x), 1 + 1e-3 * fabs(x)));
}

/* Differences on both sides agree where there is a derivative; where they do not, there is a
 * kink or a jump in between, or the slope of a C1 function is as good as broken there (that of
 * |x|^1.1 near 0), and the component is passed over. So it is where the slope may turn
 * round within the step, by L h, if complex numbers can look there. */
static inline void gradient_is_that_of_differences(const place *at)
{
    double x[MOST_N];
    double g[MOST_N];
    size_t wrong = 0;
    size_t seen = 0;
    size_t kinks = 0;
    const bool complex_too = gg_problem_offers(at->p) & GG_COMPLEX;
    for (size_t k = 0; k < POINTS; k++) {
        if (k % 4 == 2 && at->p->smoothness < GG_C2) continue; /* on kinks of f or its slope */
        draw(at, k, x);
        const double f = g_of(at, x, g);
        if (!isfinite(f)) continue; /* outside the box, where a wrapper or a step leads */
        const double steep = gg_norm_max(at->p->n, g);
        for (size_t i = 0; i < at->p->n; i++) {
            const double h = short_step(x[i]);
            const double middle = x[i];
            x[i] = middle + h;
            const double right = (f_of(at, x) - f) / h;
            x[i] = middle - h;
            const double left = (f - f_of(at, x)) / h;
            x[i] = middle;
            const double rounding = 1e-14 * (1 + fabs(f)) / h;
            const double room = 1e-4 * (1 + steep + fabs(g[i])) + rounding;
            seen++;
            if (complex_too && at->p->L * h > 1 + steep) continue;
            if (at->p->smoothness < GG_C2 && fabs(right - left) > room)
                kinks++;
            else
                wrong += !(fabs((left + right) / 2 - g[i]) <= room);
        }
    }
    gsl_test(wrong != 0, "%s: the derivative is that of differences", at->name);
    gsl_test(2 * kinks > seen, "%s: most of %zu random components have one", at->name, seen);
}

/* Where there is no kink nearby: the derivative by a complex step has no error but rounding. */
static inline void gradient_is_that_of_the_complex_step(const place *at)
{
    const gg_problem *p = at->p;
    double x[MOST_N];
    double g[MOST_N];
    double complex z[MOST_N];
    size_t wrong = 0;
    size_t beside = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, 4 * k + 3, x);
        const double f = g_of(at, x, g);
        if (!isfinite(f)) continue; /* as above */
        const double steep = gg_norm_max(p->n, g);
        for (size_t i = 0; i < p->n; i++) z[i] = x[i];
        for (size_t i = 0; i < p->n; i++) {
            const double h = 1e-30;
            z[i] += h * I;
            const double complex there = p->loss->complex_value(at->p, z);
            z[i] = x[i];
            /* Where parts of a derivative cancel, their rounding stays: that of f by 1. */
            const double room = 1e-10 * (1e-3 + steep) + 1e-13 * (1 + fabs(f));
            wrong += !(fabs(cimag(there) / h - g[i]) <= room);
            beside += !(fabs(creal(there) - f) <= 1e-11 * (1 + fabs(f)));
        }
    }
    gsl_test(beside != 0, "%s: f is the same by complex numbers", at->name);
    gsl_test(wrong != 0, "%s: the derivative is that of a complex step", at->name);
}

static inline void subgradient_supports_f(const place *at)
{
    double x[MOST_N];
    double y[MOST_N];
    double g[MOST_N];
    size_t wrong = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, k, x);
        const double f = g_of(at, x, g);
        for (size_t m = 0; m < POINTS; m++) {
            draw(at, m, y);
            double rise;
            GG_SUM(rise, at->p->n, i, g[i] * (y[i] - x[i]));
            const double above = f_of(at, y);
            wrong += !(above >= f + rise - 1e-11 * (1 + fabs(f) + fabs(above) + fabs(rise)));
        }
    }
    gsl_test(wrong != 0, "%s: f(y) >= f(x) + g'(y - x) everywhere", at->name);
}

static inline void derivative_of_terraces_is_zero(const place *at)
{
    double x[MOST_N];
    double g[MOST_N];
    double most = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, k, x);
        g_of(at, x, g);
        most = fmax(most, gg_norm_max(at->p->n, g));
    }
    gsl_test(most != 0, "%s: the derivative is 0 almost everywhere", at->name);
}

/* (grad f(x + t v) - grad f(x - t v)) / (2 t) */
static inline double gradients_apart(const place *at, const double x[], double t,
                                     const double v[], double apart[])
{
    double y[MOST_N], g[MOST_N], h[MOST_N];
    const size_t n = at->p->n;
    gg_along(n, x, t, v, y);
    g_of(at, y, g);
    gg_along(n, x, -t, v, y);
    g_of(at, y, h);
    for (size_t i = 0; i < n; i++) apart[i] = (g[i] - h[i]) / (2 * t);
    return gg_norm_max(n, g);
}

/* The error of the differences is judged by half their step. */
static inline void hessian_is_that_of_gradients(const place *at)
{
    double x[MOST_N], v[MOST_N], wide[MOST_N], narrow[MOST_N], hv[MOST_N];
    const double t = 1e-5;
    const size_t n = at->p->n;
    size_t wrong = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, 4 * k + 3, x);
        for (size_t i = 0; i < n; i++) v[i] = gsl_rng_uniform(at->rng) - 0.5;
        gradients_apart(at, x, t, v, wide);
        const double rounding = 2e-14 * (1 + gradients_apart(at, x, t / 2, v, narrow)) / t;
        at->p->loss->hessian_vector(at->p, x, v, hv);
        const double room = 1e-6 * (1 + gg_norm_max(n, hv)) + rounding;
        for (size_t i = 0; i < n; i++)
            wrong += !(fabs(narrow[i] - hv[i]) <= room + fabs(wide[i] - narrow[i]));
    }
    gsl_test(wrong != 0, "%s: H v is that of differences of gradients", at->name);
}

/* Whether the card of a part says that the derivative is 0 wherever there is one: terraces
 * hide the slope of what they are cut from also from differences. */
static inline bool is_terraced(const gg_problem *p)
{
    for (; p; p = p->inner) {
        const gg_pointwise *l = p->pointwise;
        if (strncmp(p->loss->derivative, "0 ", 2) == 0) return true;
        if (l && strncmp(l->derivative, "0 ", 2) == 0) return true;
    }
    return false;
}

static inline void curvature_stays_within_its_bounds(const place *at)
{
    const gg_problem *p = at->p;
    double x[MOST_N], y[MOST_N], g[MOST_N], h[MOST_N];
    size_t wrong = 0;
    if (isnan(p->L) && isnan(p->mu)) return;
    for (size_t k = 0; k < 10 * POINTS; k++) {
        draw(at, 4 * k + 3, x);
        draw(at, k, y);
        g_of(at, x, g);
        g_of(at, y, h);
        const double far = gg_distance(p->n, x, y);
        const double rounding = 1e-13 * (1 + gg_norm(p->n, g) + gg_norm(p->n, h));
        double along;
        GG_SUM(along, p->n, i, (g[i] - h[i]) * (x[i] - y[i]));
        if (!isnan(p->L)) wrong += gg_distance(p->n, g, h) > p->L * far * (1 + 1e-9) + rounding;
        if (!isnan(p->mu)) wrong += along < p->mu * far * far * (1 - 1e-9) - rounding * far;
    }
    gsl_test(wrong != 0, "%s: gradients differ by mu |x - y| at least, L |x - y| at most",
             at->name);
}

/* The BBOB functions turn within the step that differences take here, and jump in every one:
 * tests/test_bbob.c has differences for each of them. */
static inline bool has_differences_of_its_own(const gg_problem *p)
{
    return strncmp(gg_problem_leaf(p)->loss->name, "bbob_", 5) == 0;
}

/* What a derivative must be; errors drawn anew are left to the tests of the wrappers. */
static inline void look_at_derivative(const place *at)
{
    const gg_problem *p = at->p;
    const unsigned offers = gg_problem_offers(p);
    if (!(offers & GG_DERIVATIVE) || p->noisy) return;
    value_and_gradient_agree_on_f(at);
    if (is_terraced(p))
        derivative_of_terraces_is_zero(at);
    else if (!has_differences_of_its_own(p))
        gradient_is_that_of_differences(at);
    if (offers & GG_COMPLEX) gradient_is_that_of_the_complex_step(at);
    if (offers & GG_SUBGRADIENT && p->convex) subgradient_supports_f(at);
    if (offers & GG_HESSIAN_VECTOR && p->smoothness >= GG_C2) hessian_is_that_of_gradients(at);
    curvature_stays_within_its_bounds(at);
}

#endif
