/* tests/test_finding.c -- intervals of findings against published values and definitions. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/finding.h"

/* With no success the upper end is 1 - (alpha/2)^(1/n); source Clopper & Pearson 1934. */
static void test_a_share_has_its_exact_interval(void)
{
    const gg_interval none = gg_share(0, 30);
    gsl_test_rel(none.high, 1 - pow(0.025, 1.0 / 30), 1e-12, "0 of 30: the upper end");
    gsl_test(none.low != 0 || none.value != 0, "0 of 30: the lower end is 0");
    const gg_interval all = gg_share(30, 30);
    gsl_test_rel(all.low, pow(0.025, 1.0 / 30), 1e-12, "30 of 30: the lower end");
    gsl_test(all.high != 1, "30 of 30: the upper end is 1");
    /* binom.test(7, 20) of R: 0.1539092 0.5921885 */
    const gg_interval some = gg_share(7, 20);
    gsl_test_rel(some.low, 0.1539092, 1e-6, "7 of 20: the lower end");
    gsl_test_rel(some.high, 0.5921885, 1e-6, "7 of 20: the upper end");
}

/* None of them may end the program, as GSL's inverse of the beta distribution does. */
static void test_shares_of_thousands_have_intervals(void)
{
    size_t wrong = 0;
    for (size_t k = 1; k < 4000; k++) {
        const gg_interval is = gg_share(k, 4000);
        const double p = (double)k / 4000;
        const double half = 1.959964 * sqrt(p * (1 - p) / 4000);
        wrong += !(fabs(is.low - (p - half)) < 1e-3 && fabs(is.high - (p + half)) < 1e-3);
    }
    gsl_test(wrong != 0, "1 ... 3999 of 4000: within 1e-3 of the normal one (%zu are not)",
             wrong);
}

int main(void)
{
    test_a_share_has_its_exact_interval();
    test_shares_of_thousands_have_intervals();
    return gsl_test_summary();
}
