/* tests/test_every_invariance.c -- what each method says that it does not see. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

enum { N = 4 };

/* The lab's loss is phi(factor q(y)), y = unit Q (x - shift): a bowl of condition 30 with a
 * quartic in it, seen from elsewhere. */
static struct {
    double (*phi)(double f);
    double factor, unit;
    double shift[N];
    double turn[N][N]; /* Q, orthogonal */
    double least;      /* q so far */
} view;

static double same(double f)
{
    return f;
}
static double cube(double f)
{
    return f * f * f;
}
static double eighth_root(double f)
{
    return sqrt(sqrt(sqrt(f)));
}

static void to_bowl(const double x[], double y[])
{
    for (size_t i = 0; i < N; i++) {
        y[i] = 0;
        for (size_t j = 0; j < N; j++)
            y[i] += view.turn[i][j] * (view.unit * (x[j] - view.shift[j]));
    }
}

static double weight(size_t i)
{
    return pow(30, (double)i / (N - 1));
}

static double value(gg_problem *p, const double x[])
{
    (void)p;
    double y[N];
    double f = 0;
    to_bowl(x, y);
    for (size_t i = 0; i < N; i++) f += weight(i) * y[i] * y[i] + 0.05 * pow(y[i], 4);
    view.least = fmin(view.least, f);
    return view.phi(view.factor * f);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    double y[N];
    to_bowl(x, y);
    gg_fill(N, 0, g);
    for (size_t i = 0; i < N; i++) {
        const double slope = view.factor * (2 * weight(i) * y[i] + 0.2 * y[i] * y[i] * y[i]);
        for (size_t j = 0; j < N; j++) g[j] += view.unit * view.turn[i][j] * slope;
    }
    return value(p, x);
}

static const gg_loss bowl = LAB_LOSS("bowl", value, gradient);

static void look_straight(void)
{
    memset(&view, 0, sizeof view);
    view.phi = same;
    view.factor = view.unit = 1;
    for (size_t i = 0; i < N; i++) view.turn[i][i] = 1;
}

/* A rotation by 0.7 in each plane of neighbours. */
static void turn_view(void)
{
    const double c = cos(0.7);
    const double s = sin(0.7);
    for (size_t k = 0; k + 1 < N; k++)
        for (size_t i = 0; i < N; i++) {
            const double a = view.turn[i][k];
            const double b = view.turn[i][k + 1];
            view.turn[i][k] = c * a - s * b;
            view.turn[i][k + 1] = s * a + c * b;
        }
}

/* Below, f^3 and the squares of gradients are lost, and with them what a method does not see. */
static const double LOST = 1e-100;

/* A run of `limit` calls from the point that the view shows as (2, -1, 1.5, 0.5) in the bowl, in
 * the box that it shows as [-5, 5]^n. */
static void run(lab *l, lab_problem *p, const char *name, size_t limit, uint64_t seed)
{
    static const double start[N] = {2, -1, 1.5, 0.5};
    gg_problem *q = lab_problem_fill(p, &bowl, N, 0);
    for (size_t j = 0; j < N; j++) {
        double x = 0;
        for (size_t i = 0; i < N; i++) x += view.turn[i][j] * start[i];
        p->start[j] = x / view.unit + view.shift[j];
        p->lower[j] = -5 / view.unit + view.shift[j];
        p->upper[j] = 5 / view.unit + view.shift[j];
    }
    view.least = INFINITY;
    lab_open(l, q, name, limit, seed);
    while (l->verdict == GG_GO_ON && gg_spent(&l->oracle) < limit && view.least > LOST)
        lab_step(l);
}

/* The best point, in the bowl's own coordinates, is the same to the last bit. */
static bool same_best(const lab *a, const lab *b, double unit)
{
    bool alike = gg_spent(&a->oracle) == gg_spent(&b->oracle);
    for (size_t i = 0; i < N; i++)
        alike = alike && a->oracle.best_x[i] == unit * b->oracle.best_x[i];
    return alike;
}

static void test_bits(const char *name, const char *what)
{
    const double unit = view.unit;
    lab_problem p;
    lab_problem q;
    lab a;
    lab b;
    run(&b, &q, name, 300, 7);
    look_straight();
    run(&a, &p, name, 300, 7);
    gsl_test(!same_best(&a, &b, unit), "%s does not see %s, to the last bit", name, what);
    lab_close(&a);
    lab_close(&b);
}

static void test_increasing_functions(const char *name)
{
    static double (*const maps[])(double) = {cube, sqrt, eighth_root, log};
    static const char *const names[] = {"f^3", "sqrt f", "the eighth root of f", "log f"};
    for (size_t k = 0; k < 4; k++) {
        look_straight();
        view.phi = maps[k];
        test_bits(name, names[k]);
    }
}

static void test_scaling(const char *name)
{
    static const double factors[] = {4, 0.125, 0x1p60};
    for (size_t k = 0; k < 3; k++) {
        look_straight();
        view.factor = factors[k];
        test_bits(name, "f in other units");
    }
}

static void test_units(const char *name)
{
    static const double units[] = {0.25, 64};
    for (size_t k = 0; k < 2; k++) {
        look_straight();
        view.unit = units[k];
        test_bits(name, "x in other units");
    }
}

static double log_best(const char *name, size_t limit, uint64_t seed)
{
    lab_problem p;
    lab l;
    run(&l, &p, name, limit, seed);
    const double f = l.oracle.best;
    lab_close(&l);
    return log10(fmax(f, 1e-12));
}

static bool draws(const char *name)
{
    look_straight();
    return log_best(name, 60, 1) != log_best(name, 60, 2);
}

static void look_from_aside(void)
{
    look_straight();
    view.shift[0] = 3;
    view.shift[1] = -7;
    view.shift[3] = 0.5;
}

static void look_turned(void)
{
    look_straight();
    turn_view();
}

/* Up to rounding, so that only the first calls can be compared: rounding grows. */
static void compare(const char *name, const char *what, void (*look)(void))
{
    static const size_t limits[] = {5, 12, 25};
    for (size_t k = 0; k < 3; k++) {
        look();
        const double seen = log_best(name, limits[k], 7);
        look_straight();
        const double straight = log_best(name, limits[k], 7);
        gsl_test(fabs(seen - straight) > 1e-6, "%s does not see %s: best f %g, %g after %zu",
                 name, what, pow(10, seen), pow(10, straight), limits[k]);
    }
}

/* Of a method that draws the median over seeds, within what 41 medians scatter. */
static void test_rotation(const char *name)
{
    enum { SEEDS = 41 };
    if (!draws(name)) {
        compare(name, "a rotation", look_turned);
        return;
    }
    double mean[2] = {0};
    double square[2] = {0};
    for (int k = 0; k < 2; k++) {
        look_straight();
        if (k) turn_view();
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            const double f = log_best(name, 400, seed + (k ? 1000 : 0));
            mean[k] += f / SEEDS;
            square[k] += f * f / SEEDS;
        }
    }
    double error = 0;
    for (int k = 0; k < 2; k++) error += (square[k] - mean[k] * mean[k]) / (SEEDS - 1);
    gsl_test(fabs(mean[0] - mean[1]) > 4 * sqrt(error),
             "%s does not see a rotation: mean log10 f %g, %g, standard error %g", name,
             mean[0], mean[1], sqrt(error));
}

/* What is claimed is looked at; that something is claimed by those who can, as well: it is the
 * whole point of a method that compares. */
int main(void)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        const gg_optimizer *m = gg_optimizers[i];
        if (m->invariant & GG_UNDER_MONOTONE) test_increasing_functions(m->name);
        if (m->invariant & (GG_UNDER_SCALING | GG_UNDER_MONOTONE)) test_scaling(m->name);
        if (m->invariant & GG_UNDER_UNITS) test_units(m->name);
        if (m->invariant & GG_UNDER_TRANSLATION) compare(m->name, "a shift", look_from_aside);
        if (m->invariant & GG_UNDER_ROTATION) test_rotation(m->name);
    }
    return gsl_test_summary();
}
