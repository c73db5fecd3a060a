/* tests/test_probe_segment.c -- breaches whose kind, place and size are known. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_test.h>

#include "experiments/probe_segment.h"
#include "tests/lines.h"

static gg_segment look(double (*f)(void *, double))
{
    gg_segment s;
    gg_line l = {.f = f, .from = -0.93, .to = 1.07};
    gg_segment_probe(&s, &l, NAN);
    return s;
}

static void is_called(const char *name, double (*f)(void *, double), gg_sight sight)
{
    const gg_segment s = look(f);
    gsl_test(s.sight != sight, "%s is called %s: %s, p = %g", name, gg_sight_name(sight),
             gg_sight_name(s.sight), s.exponent);
}

static void test_every_kind_is_called_by_its_name(void)
{
    is_called("|t|", line_absolute, GG_SEEN_KINK);
    is_called("max(0, t)", line_hinge, GG_SEEN_KINK);
    is_called("Huber's function", line_huber, GG_SEEN_C1);
    is_called("t |t|", line_square, GG_SEEN_C1);
    is_called("|t|^1.5", line_three_halves, GG_SEEN_C1);
    is_called("sqrt|t|", line_root, GG_SEEN_CUSP);
    is_called("floor(3 t)", line_stairs, GG_SEEN_JUMP);
    is_called("floor(1e5 t) / 1e5", line_small_stairs, GG_SEEN_JUMP);
    is_called("3", line_constant, GG_SEEN_SMOOTH);
    is_called("exp 3t", line_exponential, GG_SEEN_SMOOTH);
    is_called("1 / (1 + 25 t^2)", line_runge, GG_SEEN_SMOOTH);
    is_called("1000 t^5", line_fifth_power, GG_SEEN_SMOOTH);
    is_called("sqrt(t^2 + 1e-12)", line_rounded, GG_SEEN_SMOOTH);
    is_called("sin 20t", line_wave, GG_SEEN_SMOOTH);
    is_called("NaN", line_nowhere, GG_SEEN_UNKNOWN);
    is_called("log, also of negative numbers", line_logarithm, GG_SEEN_UNKNOWN);
}

static void test_exponents_are_those_of_theory(void)
{
    gsl_test_abs(look(line_root).exponent, 0.5, 0.12, "sqrt|t|: p");
    gsl_test_abs(look(line_absolute).exponent, 1, 0.1, "|t|: p");
    gsl_test_abs(look(line_three_halves).exponent, 1.5, 0.05, "|t|^1.5: p");
    gsl_test_abs(look(line_square).exponent, 2, 0.05, "t |t|: p");
    gsl_test_abs(look(line_stairs).exponent, 0, 1e-6, "floor(3 t): p");
}

static void test_place_size_and_slopes_are_within_their_bounds(void)
{
    const gg_segment s = look(line_tilted);
    const gg_place *p = gg_segment_worst(&s);
    gsl_test(!p, "the kink of 3t + 2|t - 0.123| + sin t is found");
    if (!p) return;
    const double smooth = 3 + cos(0.123);
    gsl_test(!(fabs(p->at - 0.123) <= p->width) || p->width > 1e-9,
             "it is at 0.123 within %g: %.17g", p->width, p->at);
    gsl_test(!(fabs(p->left - (smooth - 2)) <= p->left_error) || p->left_error > 1e-8,
             "its slope to the left within %g: %.17g", p->left_error, p->left);
    gsl_test(!(fabs(p->right - (smooth + 2)) <= p->right_error) || p->right_error > 1e-8,
             "its slope to the right within %g: %.17g", p->right_error, p->right);
    gsl_test_rel(p->size, 4, 1e-8, "it changes the slope by 4");
    const gg_segment jump = look(line_stairs);
    const gg_place *edge = gg_segment_worst(&jump);
    gsl_test(!edge || fabs(edge->size - 1) > 1e-9, "the jumps of floor are 1 high");
    gsl_test_int((int)jump.count, 6, "floor(3 t) has six on (-0.93, 1.07)");
}

static void test_several_kinks_on_a_line_are_found_in_order(void)
{
    static const double where[] = {-0.5, 0, 0.25};
    const gg_segment s = look(line_three_kinks);
    gsl_test_int((int)s.count, 3, "all three kinks");
    for (size_t i = 0; i < s.count && i < 3; i++)
        gsl_test(!(fabs(s.place[i].at - where[i]) <= s.place[i].width), "kink %zu at %g: %.17g",
                 i, where[i], s.place[i].at);
}

typedef struct noisy {
    gsl_rng *rng;
    double sigma;
} noisy;

static double noisy_kink(void *context, double t)
{
    const noisy *n = context;
    return fabs(t) + gsl_ran_gaussian(n->rng, n->sigma);
}

static void test_what_noise_hides_is_unknown(void)
{
    noisy n = {gsl_rng_alloc(gsl_rng_mt19937), 0.1};
    gg_segment s;
    gg_line l = {.f = noisy_kink, .context = &n, .from = -1, .to = 1};
    gg_segment_probe(&s, &l, NAN);
    gsl_test(s.sight != GG_SEEN_UNKNOWN, "|t| under noise of 0.1 is unknown: %s",
             gg_sight_name(s.sight));
    gsl_test(s.blind < 2, "a kink of 2 is below what it says it can see: %g", s.blind);
    n.sigma = 1e-7;
    gg_segment_probe(&s, &l, NAN);
    gsl_test(s.sight != GG_SEEN_KINK || s.blind > 2,
             "under noise of 1e-7 it is a kink, and above the limit: %s, %g",
             gg_sight_name(s.sight), s.blind);
    gsl_rng_free(n.rng);
}

int main(void)
{
    test_every_kind_is_called_by_its_name();
    test_exponents_are_those_of_theory();
    test_place_size_and_slopes_are_within_their_bounds();
    test_several_kinks_on_a_line_are_found_in_order();
    test_what_noise_hides_is_unknown();
    return gsl_test_summary();
}
