/* tests/test_proportion.c -- exact intervals of a share, and what no success says. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/proportion.h"

static void test_published_interval_is_met(void)
{
    /* SciPy 1.14, binomtest(k=7, n=50).proportion_ci(), as its manual prints it. */
    const gg_interval i = gg_proportion(7, 50, 0.95);
    gsl_test_rel(i.value, 0.14, 1e-15, "7 of 50 is 0.14");
    gsl_test_rel(i.low, 0.05819170033997342, 1e-10, "the lower end of 7 of 50 is SciPy's");
    gsl_test_rel(i.high, 0.26739600249700846, 1e-10, "the upper end of 7 of 50 is SciPy's");
}

static void test_ends_leave_just_their_tails(void)
{
    const unsigned runs[] = {1, 5, 20, 300};
    for (size_t r = 0; r < 4; r++)
        for (unsigned k = 0; k <= runs[r]; k += 1 + runs[r] / 7) {
            const gg_interval i = gg_proportion(k, runs[r], 0.95);
            if (k > 0)
                gsl_test_rel(gsl_cdf_binomial_Q(k - 1, i.low, runs[r]), 0.025, 1e-7,
                             "at the lower end, %u of %u or more have chance 0.025", k,
                             runs[r]);
            if (k < runs[r])
                gsl_test_rel(gsl_cdf_binomial_P(k, i.high, runs[r]), 0.025, 1e-7,
                             "at the upper end, %u of %u or fewer have chance 0.025", k,
                             runs[r]);
        }
}

static void test_none_and_all_have_closed_forms(void)
{
    const gg_interval none = gg_proportion(0, 10, 0.95);
    const gg_interval all = gg_proportion(10, 10, 0.95);
    gsl_test(none.low != 0 || none.value != 0, "none of 10: from 0");
    gsl_test_rel(none.high, 1 - pow(0.025, 0.1), 1e-10, "none of 10: to 1 - 0.025^(1/10)");
    gsl_test(all.high != 1 || all.value != 1, "10 of 10: to 1");
    gsl_test_rel(all.low, pow(0.025, 0.1), 1e-10, "10 of 10: from 0.025^(1/10)");
    gsl_test(!isnan(gg_proportion(0, 0, 0.95).low), "no run says nothing");
}

static void test_rule_of_three_bounds_the_unseen(void)
{
    gsl_test_rel(gg_unseen(10, 0.95), 1 - pow(0.05, 0.1), 1e-14,
                 "10 failures leave open 1 - 0.05^(1/10)");
    gsl_test_rel(gg_rule_of_three(100), 0.03, 1e-15, "the rule of three: 100 runs leave 3 %%");
    for (size_t runs = 4; runs < 100000; runs *= 3)
        gsl_test(!(gg_rule_of_three(runs) > gg_unseen(runs, 0.95)),
                 "3 / %zu is above the exact bound", runs);
    gsl_test_rel(gg_rule_of_three(3000) / gg_unseen(3000, 0.95), 3 / -log(0.05), 1e-3,
                 "and 3 / ln 20 times it for many runs");
    gsl_test(gg_unseen(0, 0.95) != 1 || gg_rule_of_three(0) != 1, "no run leaves all open");
    gsl_test_rel(gg_time_unseen(3000), 1000, 1e-15,
                 "3000 calls without success: 1000 are expected at least");
}

int main(void)
{
    test_published_interval_is_met();
    test_ends_leave_just_their_tails();
    test_none_and_all_have_closed_forms();
    test_rule_of_three_bounds_the_unseen();
    return gsl_test_summary();
}
