/* tests/test_spsa.c -- gains as published, an estimate without bias, the rate under noise. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

static double slope(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += (double)(i + 1) * x[i];
    return f;
}

static double bowl(gg_problem *p, const double x[])
{
    return gg_dot(p->n, x, x);
}

static const gg_loss slope_loss = {.name = "slope", .smoothness = GG_ANALYTIC, .value = slope};
static const gg_loss bowl_loss = {.name = "bowl", .smoothness = GG_ANALYTIC, .value = bowl};

/* On a line f = x the estimate is the slope, and step k is a/(A + k)^alpha: Spall 1998. */
static void test_gains_fall_as_published(void)
{
    static const struct {
        const char *spec;
        double alpha, A;
    } cases[] = {{"spsa:move=0.01", 0.602, 50},
                 {"spsa:move=0.01:alpha=1", 1, 50},
                 {"spsa:move=0.01:stability=0", 0.602, 0},
                 {"spsa:move=0.01:blocking=none:probe=0.1:gamma=0.3", 0.602, 50}};
    for (size_t c = 0; c < 4; c++) {
        lab_problem p;
        lab l;
        lab_open(&l, lab_problem_fill(&p, &slope_loss, 1, 0), cases[c].spec, 1000, 1);
        for (int k = 1; k <= 30; k++) {
            const double before = lab_point(&l)[0];
            lab_step(&l);
            const double expected = 0.1 *
                                    pow((cases[c].A + 1) / (cases[c].A + k), cases[c].alpha);
            gsl_test_rel(before - lab_point(&l)[0], expected, 1e-8,
                         "%s: step %d is a/(A + k)^alpha, a hundredth of the side at first",
                         cases[c].spec, k);
        }
        const size_t fixed = c == 3 ? 11 : 12; /* the start, perhaps again, 5 estimates */
        gsl_test(gg_spent(&l.oracle) != fixed + 60, "%s: two calls a step", cases[c].spec);
        lab_close(&l);
    }
}

/* The mean of many first steps points along -g = -(1, 2, ..., n). */
static void test_the_estimate_has_no_bias(void)
{
    enum { N = 4, SEEDS = 20000 };
    double mean[N] = {0};
    double square = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        lab_problem p;
        lab l;
        /* one line that sets the gain would weigh the steps: many make it the same for all */
        lab_open(&l, lab_problem_fill(&p, &slope_loss, N, 0),
                 "spsa:estimates=40:blocking=none:probe=1e-3", 2000, seed);
        lab_step(&l);
        gg_along(N, mean, -1. / SEEDS, lab_point(&l), mean);
        square += lab_point(&l)[0] * lab_point(&l)[0] / SEEDS;
        lab_close(&l);
    }
    const double error = 4 * sqrt(square / SEEDS); /* four standard errors of the first one */
    for (size_t i = 1; i < N; i++)
        gsl_test_abs(mean[i] / (double)(i + 1), mean[0], 2 * error,
                     "component %zu of the mean step is %zu times the first", i, i + 1);
    gsl_test(mean[0] < error, "and they lead downhill");
}

/* Spall 1992: with these gains |x - x*|^2 falls like k^-(alpha - 2 gamma) = k^-0.4 once noise
 * is what is left. */
static void test_noise_is_averaged_away_at_the_published_rate(void)
{
    enum { SEEDS = 40, FIRST = 500, LAST = 16000 };
    double early = 0;
    double late = 0;
    gg_problem *p = NULL;
    lab_must(gg_problem_open(&p, "sphere+noise:sigma=1", 3, 1, 0));
    gg_fill(3, 0.5, p->start);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        lab l;
        lab_open(&l, p, "spsa:stability=0.003:probe=0.05:move=0.02:blocking=none", 40000, seed);
        while (l.steps < FIRST) lab_step(&l);
        early += gg_problem_truth(p, lab_point(&l)) / SEEDS;
        while (l.steps < LAST) lab_step(&l);
        late += gg_problem_truth(p, lab_point(&l)) / SEEDS;
        lab_close(&l);
    }
    const double rate = log(late / early) / log((double)LAST / FIRST);
    gsl_test(rate < -0.5 || rate > -0.3, "the mean error falls like k^%g, k^-0.4 expected",
             rate);
    gg_problem_close(p);
}

/* A gain that is far too large: blocked steps are not taken, and the gain is found. */
static void test_blocking_tames_a_gain(void)
{
    static const char *const specs[] = {"spsa:move=0.3:blocking=move",
                                        "spsa:move=0.3:blocking=value"};
    for (size_t k = 0; k < 2; k++) {
        lab_problem p;
        const double f = lab_best(lab_problem_fill(&p, &bowl_loss, 10, 3), specs[k], 5000, 1);
        gsl_test(f > 90 * 1e-2, "%s descends (%g)", specs[k], f);
    }
}

static void test_it_sees_that_values_are_noisy(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "sphere+noise:sigma=0.1", 5, 1, 0));
    gg_fill(5, 2, p->start);
    lab_open(&l, p, "spsa", 4000, 1);
    lab_finish(&l);
    gsl_test(gg_problem_truth(p, lab_point(&l)) > 0.5,
             "values with an error of 0.1 lead from 20 to below 0.5 (%g)",
             gg_problem_truth(p, lab_point(&l)));
    lab_close(&l);
    gg_problem_close(p);
}

int main(void)
{
    test_gains_fall_as_published();
    test_the_estimate_has_no_bias();
    test_noise_is_averaged_away_at_the_published_rate();
    test_blocking_tames_a_gain();
    test_it_sees_that_values_are_noisy();
    return gsl_test_summary();
}
