/* tests/test_weak_wolfe.c -- both conditions, kinks, walls, rounding and the abyss. */
#include <gsl/gsl_test.h>

#include "optimizers/nonsmooth/weak_wolfe.h"
#include "tests/lab.h"

/* f along the axis, at x = 0 and downhill: slope -1 there. */
static double bowl(gg_problem *p, const double x[])
{
    (void)p;
    return (x[0] - 1) * (x[0] - 1) / 2;
}
static double bowl_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = x[0] - 1;
    return bowl(p, x);
}

static double wedge(gg_problem *p, const double x[])
{
    (void)p;
    return x[0] < 0.3 ? 0.3 - x[0] : 7 * (x[0] - 0.3);
}
static double wedge_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = x[0] < 0.3 ? -1 : 7;
    return wedge(p, x);
}

/* Downhill to a wall at 0.1 behind which there is nothing. */
static double wall(gg_problem *p, const double x[])
{
    (void)p;
    return x[0] < 0.1 ? -x[0] : NAN;
}
static double wall_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = -1;
    return wall(p, x);
}

static double abyss(gg_problem *p, const double x[])
{
    (void)p;
    return -x[0];
}
static double abyss_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = -1;
    return abyss(p, x);
}

/* A gradient that lies: uphill it says downhill. */
static double uphill(gg_problem *p, const double x[])
{
    (void)p;
    return x[0];
}
static double uphill_gradient(gg_problem *p, const double x[], double g[])
{
    g[0] = -1;
    return uphill(p, x);
}

static const gg_loss losses[] = {
    {.name = "bowl", .value = bowl, .gradient = bowl_gradient},
    {.name = "wedge", .value = wedge, .gradient = wedge_gradient},
    {.name = "wall", .value = wall, .gradient = wall_gradient},
    {.name = "abyss", .value = abyss, .gradient = abyss_gradient},
    {.name = "uphill", .value = uphill, .gradient = uphill_gradient},
};
enum { BOWL, WEDGE, WALL, ABYSS, UPHILL };

typedef struct found {
    double t, x, g, f;
    size_t calls;
    bool silent, unbounded;
} found;

/* A multiple of the loss. */
static double scaled(gg_oracle *o, const void *factor, const double x[], double g[])
{
    const double f = gg_gradient(o, x, g);
    g[0] *= *(const double *)factor;
    return *(const double *)factor * f;
}

static found seek(int which, double first, gg_weak_wolfe rule, double factor, size_t limit)
{
    lab_problem p;
    gg_oracle o;
    const double x = 0;
    const double d = 1;
    double room[2];
    found r = {.f = INFINITY};
    gg_problem *q = lab_problem_fill(&p, &losses[which], 1, 0);
    lab_must(gg_oracle_open(&o, q, limit));
    const gg_ray ray = {
        &x,     &d, factor * losses[which].value(q, &x), -factor, factor == 1 ? NULL : scaled,
        &factor};
    r.t = gg_weak_wolfe_search(&o, &rule, &ray, first, &r.x, &r.g, &r.f, room);
    r.calls = gg_spent(&o);
    r.silent = o.silent;
    r.unbounded = o.unbounded;
    gg_oracle_close(&o);
    return r;
}

static found search(int which, double first, bool interpolate, size_t limit)
{
    const gg_weak_wolfe rule = {1e-4, 0.5, .interpolate = interpolate};
    return seek(which, first, rule, 1, limit);
}

static void test_both_conditions_are_met_from_any_first_step(void)
{
    for (int which = BOWL; which <= WEDGE; which++)
        for (int k = -30; k <= 30; k++)
            for (int interpolate = 0; interpolate < 2; interpolate++) {
                const double f0 = which == BOWL ? 0.5 : 0.3;
                const found r = search(which, ldexp(1, k), interpolate, 1000);
                gsl_test(!(r.f <= f0 - 1e-4 * r.t && r.g >= -0.5),
                         "%s: first step 2^%d leads to a weak Wolfe point (t = %g)",
                         losses[which].name, k, r.t);
                gsl_test(r.calls > (size_t)abs(k) + 6, "%s: in few calls (%zu)",
                         losses[which].name, r.calls);
            }
}

/* Halving 1, 1/2, 1/4, then up to 3/8: by hand. f falls if t < 0.3 * 8 / 7 = 0.342..., and the
 * slope is 7 beyond 0.3: so 0.3125. */
static void test_halving_follows_the_bracket(void)
{
    const found r = search(WEDGE, 1, false, 100);
    gsl_test(r.t != 0.3125 || r.calls != 5, "1, 1/2, 1/4, 3/8, 5/16 (t = %g, %zu calls)", r.t,
             r.calls);
}

/* The tangents of a wedge meet at its kink; ending on it would leave BFGS steps as short as
 * rounding, so the search goes a hundredth of the way beyond. */
static void test_a_kink_is_found_and_crossed(void)
{
    const found r = search(WEDGE, 1, true, 100);
    gsl_test_abs(r.t, 0.3 * 1.01, 1e-15,
                 "the second point asked is a hundredth beyond the kink");
    gsl_test(r.calls != 2, "in %zu calls", r.calls);
}

static void test_a_wall_is_approached(void)
{
    const found r = search(WALL, 1, true, 1000);
    gsl_test(!(r.t > 0.0999999 && r.t < 0.1), "a wall is approached from within (%g)", r.t);
    gsl_test(r.calls > 120 || r.silent, "and the search ends (%zu calls)", r.calls);
}

static void test_an_abyss_silences_the_oracle(void)
{
    const found r = search(ABYSS, 1, true, 100000);
    gsl_test(!r.unbounded, "doubling reaches -infinity in %zu calls", r.calls);
    const found s = search(ABYSS, 1, true, 7);
    gsl_test(s.calls > 8 || s.t <= 0, "and a short budget ends it before (%zu)", s.calls);
}

static void test_no_way_down_is_said(void)
{
    const found r = search(UPHILL, 1, true, 10000);
    gsl_test(r.t != 0 || r.calls > 110, "no step is found uphill (%zu calls)", r.calls);
}

static void test_tries_are_counted(void)
{
    const found r = seek(WEDGE, 1, (gg_weak_wolfe){1e-4, 0.5, .most = 4}, 1, 100);
    gsl_test(r.calls != 4 || r.t != 0.25, "after four tries the lowest point stands (t = %g)",
             r.t);
    const found s = seek(ABYSS, 1, (gg_weak_wolfe){1e-4, 0.5, .most = 10}, 1, 100);
    gsl_test(s.calls != 10 || s.t != 512, "ten tries are nine doublings (t = %g)", s.t);
}

static void test_what_is_asked_is_what_the_ray_says(void)
{
    const found r = search(WEDGE, 1, true, 100);
    const found s = seek(WEDGE, 1, (gg_weak_wolfe){1e-4, 0.5, true}, 4, 100);
    gsl_test(s.t != r.t || s.calls != r.calls, "four times the loss has the same step");
    gsl_test(s.f != 4 * r.f || s.g != 4 * r.g, "and four times its value and slope");
}

int main(void)
{
    test_both_conditions_are_met_from_any_first_step();
    test_halving_follows_the_bracket();
    test_a_kink_is_found_and_crossed();
    test_a_wall_is_approached();
    test_an_abyss_silences_the_oracle();
    test_no_way_down_is_said();
    test_tries_are_counted();
    test_what_is_asked_is_what_the_ray_says();
    return gsl_test_summary();
}
