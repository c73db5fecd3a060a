/* tests/test_probe_point.c -- derivatives to both sides of places where they are known. */
#include <gsl/gsl_test.h>

#include "experiments/probe_point.h"
#include "tests/lines.h"

static gg_point_probe look(double (*f)(void *, double), double t)
{
    gg_point_probe p;
    gg_line l = {.f = f, .from = -1, .to = 1};
    gg_point_probe_at(&p, &l, t, 0.25, NAN);
    return p;
}

static void is_called(const char *name, double (*f)(void *, double), double t, gg_sight sight)
{
    const gg_point_probe p = look(f, t);
    gsl_test(p.sight != sight, "%s at %g is called %s: %s, p = %g, z = %g", name, t,
             gg_sight_name(sight), gg_sight_name(p.sight), p.exponent, p.z);
}

static void test_a_place_is_called_by_its_name(void)
{
    is_called("|t - 0.123|", line_absolute, 0.123, GG_SEEN_KINK);
    is_called("|t - 0.123|", line_absolute, 0.5, GG_SEEN_SMOOTH);
    is_called("|t - 0.123|", line_absolute, 0.1231, GG_SEEN_SMOOTH);
    is_called("Huber's function", line_huber, 0.1, GG_SEEN_C1);
    is_called("Huber's function", line_huber, 0, GG_SEEN_SMOOTH);
    is_called("|t|^1.5", line_three_halves, 0.123, GG_SEEN_C1);
    is_called("sqrt|t|", line_root, 0.123, GG_SEEN_CUSP);
    is_called("floor(3 t)", line_stairs, 0, GG_SEEN_JUMP);
    is_called("floor(3 t)", line_stairs, 0.2, GG_SEEN_FLAT);
    is_called("3", line_constant, 0.2, GG_SEEN_SMOOTH);
    is_called("exp 3t", line_exponential, 0.2, GG_SEEN_SMOOTH);
    is_called("1 / (1 + 25 t^2)", line_runge, 0, GG_SEEN_SMOOTH);
    is_called("sqrt(t^2 + 1e-12)", line_rounded, 0, GG_SEEN_SMOOTH);
    is_called("NaN", line_nowhere, 0, GG_SEEN_UNKNOWN);
    is_called("log", line_logarithm, 0, GG_SEEN_UNKNOWN);
    is_called("1 / (t - 0.123)", line_pole, 0.123, GG_SEEN_UNKNOWN);
    is_called("exp 3t, at the end of its line", line_exponential, 1, GG_SEEN_UNKNOWN);
}

static void slopes_are(const char *name, const gg_point_probe *p, double left, double right)
{
    gsl_test(!(fabs(p->left.slope - left) <= p->left.error) || p->left.error > 1e-7,
             "%s: %g to the left, within %g: %.17g", name, left, p->left.error, p->left.slope);
    gsl_test(!(fabs(p->right.slope - right) <= p->right.error) || p->right.error > 1e-7,
             "%s: %g to the right, within %g: %.17g", name, right, p->right.error,
             p->right.slope);
}

static void test_slopes_are_within_their_bounds(void)
{
    const double smooth = 3 + cos(0.123);
    gg_point_probe p = look(line_tilted, 0.123);
    slopes_are("3t + 2|t - 0.123| + sin t", &p, smooth - 2, smooth + 2);
    p = look(line_exponential, 0.2);
    slopes_are("exp 3t", &p, 3 * exp(0.6), 3 * exp(0.6));
    p = look(line_wave, -0.4);
    slopes_are("sin 20t", &p, 20 * cos(8), 20 * cos(8));
    p = look(line_root, 0.123);
    gsl_test(p.left.slope != -INFINITY || p.right.slope != INFINITY,
             "sqrt|t|: infinite to both sides");
    p = look(line_stairs, 0);
    gsl_test(p.left.slope != INFINITY || p.right.slope != 0,
             "floor jumps up, coming from the left: %g, %g", p.left.slope, p.right.slope);
}

int main(void)
{
    test_a_place_is_called_by_its_name();
    test_slopes_are_within_their_bounds();
    return gsl_test_summary();
}
