/* tests/split.h -- a smooth part and a 1-norm whose minimum is known by hand. */
#ifndef GG_TESTS_SPLIT_H
#define GG_TESTS_SPLIT_H

#include "tests/lab.h"

/* f = sum_i lambda_i (x_i - b_i)^2 / 2 + |x_i| / 10, which each coordinate minimises for itself:
 * x_i = b_i drawn towards 0 by 1/(10 lambda_i). L = 1. */
enum { SPLIT_N = 40 };
static const double SPLIT_WEIGHT = 0.1;

static inline double split_lambda(size_t i)
{
    return pow(10, -3. * (double)i / (SPLIT_N - 1));
}

static inline double split_centre(size_t i)
{
    return 3 * sin(1 + 2.3 * (double)i);
}

static inline double split_drawn(double x, double by)
{
    return fabs(x) > by ? copysign(fabs(x) - by, x) : 0;
}

static inline double split_smooth(gg_problem *p, const double x[], double g[])
{
    double s = 0;
    for (size_t i = 0; i < p->n; i++) {
        const double r = x[i] - split_centre(i);
        s += split_lambda(i) * r * r / 2;
        g[i] = split_lambda(i) * r;
    }
    return s;
}

static inline double split_value(gg_problem *p, const double x[])
{
    double g[LAB_N];
    double f = split_smooth(p, x, g);
    for (size_t i = 0; i < p->n; i++) f += SPLIT_WEIGHT * fabs(x[i]);
    return f;
}

static inline void split_prox(gg_problem *p, double t, const double x[], double out[])
{
    for (size_t i = 0; i < p->n; i++) out[i] = split_drawn(x[i], t * SPLIT_WEIGHT);
}

static const gg_loss split_loss = {.name = "split",
                                   .smoothness = GG_LIPSCHITZ,
                                   .value = split_value,
                                   .smooth_part = split_smooth,
                                   .prox = split_prox};

static inline void split_minimiser(double x[])
{
    for (size_t i = 0; i < SPLIT_N; i++)
        x[i] = split_drawn(split_centre(i), SPLIT_WEIGHT / split_lambda(i));
}

/* The largest gap over its bound, LR^2 / (2 k) or 2 LR^2 / (k + 1)^2, over the first steps from
 * 0, where L = 1 and x is where the method stands. */
static inline double split_worst(const char *spec, bool accelerated, size_t steps)
{
    lab_problem p;
    lab l;
    double best[LAB_N];
    double worst = 0;
    gg_problem *q = lab_problem_fill(&p, &split_loss, SPLIT_N, 0);
    split_minimiser(best);
    const double square = gg_dot(SPLIT_N, best, best);
    const double minimum = split_value(q, best);
    lab_open(&l, q, spec, 100 * steps, 1);
    for (size_t k = 1; k <= steps && l.verdict == GG_GO_ON; k++) {
        lab_step(&l);
        const double gap = split_value(q, lab_point(&l)) - minimum;
        const double d = (double)k;
        const double bound = accelerated ? 2 * square / ((d + 1) * (d + 1)) : square / (2 * d);
        if (gap > 1e-13) worst = fmax(worst, gap / bound);
    }
    lab_close(&l);
    return worst;
}

/* It says that it has arrived, and has: on the loss by hand and on a lasso whose minimum is
 * certified (losses/learning/fits.c). */
static inline void split_arrives(const char *spec)
{
    static const char *const fits[] = {"longley_lasso_0.3", "stackloss_lasso_0.8"};
    lab_problem p;
    lab l;
    double best[LAB_N];
    gg_problem *q = lab_problem_fill(&p, &split_loss, SPLIT_N, 1);
    split_minimiser(best);
    lab_open(&l, q, spec, 20000, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_DONE, "%s says that it has arrived (%zu calls)", spec,
             gg_spent(&l.oracle));
    gsl_test_abs(gg_distance(SPLIT_N, best, lab_point(&l)), 0, 1e-9, "%s has, by hand", spec);
    lab_close(&l);
    for (size_t k = 0; k < 2; k++) {
        gg_problem *fit = NULL;
        lab_must(gg_problem_open(&fit, fits[k], 0, 1, 0));
        const double f = lab_best(fit, spec, 5000, 1);
        gsl_test_rel(f, fit->minimum, 1e-12, "%s arrives on %s", spec, fits[k]);
        gg_problem_close(fit);
    }
}

/* From where s is not finite, from a minimum, and with a NaN on the way. */
static inline void split_survives_a_start_at_the_minimum(const char *spec)
{
    lab_problem p;
    lab l;
    gg_problem *q = lab_problem_fill(&p, &split_loss, SPLIT_N, 0);
    split_minimiser(p.start);
    lab_open(&l, q, spec, 20000, 1);
    const double first = l.oracle.best;
    lab_finish(&l);
    gsl_test(l.verdict != GG_DONE || l.oracle.best > first, "%s ends where it began", spec);
    gsl_test_abs(gg_distance(SPLIT_N, p.start, lab_point(&l)), 0, 1e-12, "%s stays there",
                 spec);
    lab_close(&l);
}

#endif
