/* tests/test_random_gradient_free.c -- the price of not knowing the gradient, n + 4. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static double condition; /* of the quadratic */

static double lambda(size_t n, size_t i)
{
    return pow(condition, -(double)i / (double)(n > 1 ? n - 1 : 1));
}

static double value(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += lambda(p->n, i) * x[i] * x[i] / 2;
    return f;
}

static const gg_loss loss = {.name = "quadratic", .smoothness = GG_ANALYTIC, .value = value};

static gg_problem *open_problem(lab_problem *p, size_t n)
{
    gg_problem *q = lab_problem_fill(p, &loss, n, 1);
    q->L = 1;
    q->mu = 1 / condition;
    return q;
}

/* Steps of gradient descent with 1/L until f falls to the share `target`. */
static size_t descent(size_t n, double target)
{
    size_t k = 0;
    for (double f = 1, first = 0; first == 0 || f > target * first; k++) {
        f = 0;
        for (size_t i = 0; i < n; i++) {
            const double x = pow(1 - lambda(n, i), (double)k);
            f += lambda(n, i) * x * x / 2;
        }
        if (k == 0) first = f;
    }
    return k - 1;
}

/* Nesterov & Spokoiny 2017: n + 4 times the steps of gradient descent, with 1/((n + 4) L). */
static void test_a_gradient_is_worth_n_and_four_lines(void)
{
    static const size_t dimensions[] = {4, 8, 16, 32, 64};
    enum { SEEDS = 10 };
    condition = 10;
    for (size_t d = 0; d < 5; d++) {
        const size_t n = dimensions[d];
        const size_t downhill = descent(n, 1e-6);
        double steps = 0;
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            lab_problem p;
            lab l;
            gg_problem *q = open_problem(&p, n);
            lab_open(&l, q, "random_gradient_free:step=fixed:share=1", 1000000, seed);
            lab_calls_to(&l, 1e-6 * value(q, p.start));
            steps += (double)l.steps / SEEDS;
            lab_close(&l);
        }
        const double ratio = steps / ((double)(downhill * (n + 4)));
        gsl_test(ratio < 0.9 || ratio > 1.25,
                 "n = %zu: %g steps are (n + 4) times the %zu of gradient descent (%g)", n,
                 steps, downhill, ratio);
    }
}

/* On |x|^2/2 with h = 1/(n + 2): E |x+|^2 = (1 - 2 h + h^2 (n + 2)) |x|^2. */
static void test_the_mean_contraction_is_exact(void)
{
    enum { N = 10, STEPS = 100, SEEDS = 300 };
    double sum = 0;
    double squares = 0;
    condition = 1;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        lab_problem p;
        lab l;
        lab_open(&l, open_problem(&p, N),
                 "random_gradient_free:step=fixed:share=1.1666666666666667", 1000000, seed);
        for (int k = 0; k < STEPS; k++) {
            const double before = gg_dot(N, lab_point(&l), lab_point(&l));
            lab_step(&l);
            const double ratio = gg_dot(N, lab_point(&l), lab_point(&l)) / before;
            sum += ratio;
            squares += ratio * ratio;
        }
        lab_close(&l);
    }
    const double mean = sum / (STEPS * SEEDS);
    const double deviation = sqrt((squares / (STEPS * SEEDS) - mean * mean) / (STEPS * SEEDS));
    gsl_test_abs(mean, 1 - 1 / (N + 2.), 4 * deviation,
                 "|x|^2 shrinks by 1 - 1/(n + 2) in the mean, within four standard errors");
}

static size_t calls(const char *spec, size_t n, double kappa)
{
    lab_problem p;
    lab l;
    condition = kappa;
    gg_problem *q = open_problem(&p, n);
    lab_open(&l, q, spec, 1000000, 3);
    const size_t spent = lab_calls_to(&l, 1e-8 * value(q, p.start));
    lab_close(&l);
    return spent;
}

static void test_momentum_helps_where_it_is_narrow(void)
{
    const size_t plain = calls("random_gradient_free:step=fixed", 10, 1000);
    const size_t fast = calls("random_gradient_free:scheme=accelerated", 10, 1000);
    gsl_test(fast > plain / 4, "FG takes a quarter of RG's calls at condition 1000 (%zu, %zu)",
             fast, plain);
}

static void test_steps_may_be_found_without_L(void)
{
    static const double kappas[] = {1, 10, 100};
    for (size_t k = 0; k < 3; k++) {
        const size_t theory = calls("random_gradient_free:step=fixed", 10, kappas[k]);
        const size_t seen = calls("random_gradient_free", 10, kappas[k]);
        gsl_test(seen > theory / 2,
                 "condition %g: half of the theory's calls at most (%zu, %zu)", kappas[k], seen,
                 theory);
    }
}

static void test_a_fixed_step_wants_an_L(void)
{
    static const char *const specs[] = {"random_gradient_free:step=fixed",
                                        "random_gradient_free:scheme=accelerated"};
    for (size_t k = 0; k < 2; k++) {
        lab_problem p;
        gg_problem *q = lab_problem_fill(&p, &loss, 2, 1);
        condition = 1;
        gsl_test(lab_check(q, specs[k]) != GG_BAD_INPUT, "%s without L is refused", specs[k]);
        q->L = 1;
        gsl_test(lab_check(q, specs[k]) != GG_OK, "%s with a known L is fine", specs[k]);
    }
}

int main(void)
{
    test_a_gradient_is_worth_n_and_four_lines();
    test_the_mean_contraction_is_exact();
    test_momentum_helps_where_it_is_narrow();
    test_steps_may_be_found_without_L();
    test_a_fixed_step_wants_an_L();
    return gsl_test_summary();
}
