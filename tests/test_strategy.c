/* tests/test_strategy.c -- weights and rates against the tutorial's formulas, by hand. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "optimizers/gradient_free/strategy.h"

enum { MOST = 64 };

static const gg_haste plain = {1, 1};
static const gg_haste bold = {0.5, 2};

/* Hansen 2016, table 1 and eqs. 49-58, worked out with 20 digits for n = 10; c_sigma with the
 * n + mu_eff + 3 of pycma. */
static void test_rates_are_the_published_ones(void)
{
    double w[MOST];
    gsl_test(gg_strategy_population(10) != 10, "the usual population at n = 10 is 10");
    gsl_test(gg_strategy_population(2) != 6, "at n = 2 it is 6");
    gsl_test(gg_strategy_population(50) != 15, "at n = 50 it is 15");
    const gg_strategy s = gg_strategy_make(10, 10, plain, true, false, w);
    gsl_test(s.mu != 5, "mu is 5");
    gsl_test_rel(s.mu_eff, 3.1672992814107031, 1e-14, "mu_eff");
    gsl_test_rel(s.c_1, 0.015283824524751716, 1e-14, "c_1");
    gsl_test_rel(s.c_mu, 0.023551776650417486, 1e-14, "c_mu");
    gsl_test_rel(s.c_c, 0.29499038303562225, 1e-14, "c_c");
    gsl_test_rel(s.c_sigma, 0.31961425291063347, 1e-14, "c_sigma");
    gsl_test_rel(s.d_sigma, 1.3196142529106335, 1e-14, "d_sigma");
    gsl_test_rel(s.chi_n, 3.0847265651690072, 1e-4, "chi_n is sqrt(2) gamma(5.5) / gamma(5)");
    gsl_test_rel(w[0], 0.45627264690340587, 1e-14, "the best one's weight");
    double good = 0;
    double bad = 0;
    for (size_t i = 0; i < 10; i++) *(w[i] > 0 ? &good : &bad) += w[i];
    gsl_test_rel(good, 1, 1e-14, "positive weights sum to 1");
    gsl_test_rel(bad, -1.6489457144406467, 1e-14, "negative ones to -(1 + c_1/c_mu)");
    gsl_test_rel(s.weights_sum, good + bad, 1e-13, "the sum of all is told");
}

static void test_weights_can_be_positive_alone(void)
{
    double w[MOST];
    const gg_strategy s = gg_strategy_make(10, 10, plain, false, false, w);
    for (size_t i = 5; i < 10; i++) gsl_test(w[i] != 0, "weight %zu is 0 if not active", i);
    gsl_test_rel(s.weights_sum, 1, 1e-14, "and all sum to 1");
}

/* What is left of C, 1 - c_1 - c_mu - c_mu |sum of negatives| n / 1, stays positive: a bad step
 * is made as long as sqrt(n) and may have all of it along one axis. */
static void test_the_covariance_stays_positive(void)
{
    for (size_t n = 1; n <= 200; n += n < 10 ? 1 : 19)
        for (size_t lambda = 2; lambda <= MOST; lambda *= 2)
            for (int kind = 0; kind < 4; kind++) {
                double w[MOST];
                const gg_strategy s = gg_strategy_make(n, lambda, kind / 2 ? bold : plain, true,
                                                       kind % 2, w);
                double bad = 0;
                for (size_t i = s.mu; i < lambda; i++) bad += fabs(w[i]);
                const double left = 1 - s.c_1 - s.c_mu * (1 + (double)n * bad);
                gsl_test(!(left >= -1e-12), "n = %zu, lambda = %zu: %g is left", n, lambda,
                         left);
                gsl_test(!(s.c_1 > 0 && s.c_mu >= 0 && s.c_1 + s.c_mu <= 1 + 1e-15),
                         "rates are shares");
            }
}

static void test_haste_fades_with_the_population(void)
{
    double w[MOST];
    const double full = gg_strategy_make(10, 10, plain, true, false, w).d_sigma;
    gsl_test_rel(gg_strategy_make(10, 10, bold, true, false, w).d_sigma, full / 2, 1e-15,
                 "damping=0.5 halves it at the usual population");
    gsl_test_rel(gg_strategy_make(10, 20, bold, true, false, w).d_sigma,
                 gg_strategy_make(10, 20, plain, true, false, w).d_sigma, 1e-15,
                 "and leaves it at twice as many");
    gsl_test_rel(gg_strategy_make(10, 10, bold, true, false, w).c_1, 2 * 0.015283824524751716,
                 1e-14, "learning=2 doubles c_1 at the usual population");
    gsl_test_rel(gg_strategy_make(10, 15, bold, true, false, w).d_sigma,
                 0.75 * gg_strategy_make(10, 15, plain, true, false, w).d_sigma, 1e-15,
                 "half-way there it has half of the way to go");
}

int main(void)
{
    test_rates_are_the_published_ones();
    test_weights_can_be_positive_alone();
    test_the_covariance_stays_positive();
    test_haste_fades_with_the_population();
    return gsl_test_summary();
}
