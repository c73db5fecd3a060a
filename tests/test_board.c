/* tests/test_board.c -- where a value is drawn beside its band. */
#include <gsl/gsl_test.h>
#include <math.h>

#include "experiments/board.h"

static const gg_band between = {"between 1 and 2", 1, 2};
static const gg_band five = {"exactly 5", 5, 5};
static const gg_band nothing = {"exactly 0", 0, 0};
static const gg_band from_three = {"3 or more", 3, INFINITY};
static const gg_band from_zero = {"0 or more", 0, INFINITY};
static const gg_band to_four = {"4 or less", -INFINITY, 4};

static void expect(const gg_band *band, double x, double place, const char *claim)
{
    gsl_test_abs(gg_board_place(x, band), place, 1e-12, "%s: %g %s", band->what, x, claim);
}

static void test_a_band_with_two_ends_lies_from_minus_one_to_one(void)
{
    expect(&between, 1, -1, "is an end");
    expect(&between, 2, 1, "is the other");
    expect(&between, 1.5, 0, "is in the middle");
    expect(&between, 1.75, 0.5, "is half way to an end");
    expect(&between, 6.5, 2, "is ten times as far away as an end");
    expect(&between, -3.5, -2, "is as far away on the other side");
    expect(&between, 51.5, 3, "is a hundred times as far");
    expect(&between, 3, 1.4771212547196624, "is three times as far: 1 + log10(3)");
}

static void test_a_band_of_one_number_has_it_in_the_middle(void)
{
    expect(&five, 5, 0, "is it");
    expect(&five, 5.05, 1, "is a hundredth more");
    expect(&five, 4.95, -1, "is a hundredth less");
    expect(&five, 5.5, 2, "is a tenth more");
    expect(&nothing, 0, 0, "is it");
    expect(&nothing, 0.001, 0.1, "is a thousandth: where there is no unit, 1 is");
    expect(&nothing, -1, -3, "is a hundred hundredths less");
}

static void test_a_band_with_one_end_is_measured_from_zero(void)
{
    expect(&from_three, 3, -1, "is its end");
    expect(&from_three, 6, 0, "is as far inside as the end is from zero");
    expect(&from_three, 9, 1, "is twice as far inside");
    expect(&from_three, 0, -1.3010299956639812, "is as far outside: 1 + log10(2)");
    expect(&from_three, 33, 1.9542425094393249, "is ten times as far inside: 1 + log10(9)");
    expect(&from_zero, 0, -1, "is its end");
    expect(&from_zero, 1, 0, "is one inside, where there is no unit");
    expect(&to_four, 4, 1, "is its end");
    expect(&to_four, 0, 0, "is as far inside as the end is from zero");
    expect(&to_four, -4, -1, "is twice as far inside");
    expect(&to_four, 8, 1.3010299956639812, "is as far outside");
}

static void test_what_is_no_number_has_no_place(void)
{
    gsl_test(!isnan(gg_board_place(NAN, &between)), "NaN is not drawn");
    expect(&between, INFINITY, 4, "is at the edge");
    expect(&between, -INFINITY, -4, "is at the edge");
    expect(&from_three, -INFINITY, -4, "is at the edge");
    expect(&to_four, INFINITY, 4, "is at the edge");
}

/* The picture does not contradict the verdict: whoever is drawn between the ends is in the band,
 * more is never drawn further to the left, and nothing is drawn beyond infinity. */
static void test_places_agree_with_verdicts(void)
{
    static const gg_band *const bands[] = {&between,    &five,      &nothing,
                                           &from_three, &from_zero, &to_four};
    static const double sizes[] = {0, 1e-3, 0.5, 1, 1.5, 2, 3, 4, 5, 7, 1e2, 1e5, 1e300};
    enum { SIZES = sizeof sizes / sizeof *sizes };
    for (size_t b = 0; b < sizeof bands / sizeof *bands; b++) {
        size_t back = 0;
        size_t wrong = 0;
        double last = -4;
        for (int i = 1 - SIZES; i < SIZES; i++) {
            const double x = i < 0 ? -sizes[-i] : sizes[i];
            const double place = gg_board_place(x, bands[b]);
            const bool in = x >= bands[b]->from && x <= bands[b]->to;
            back += !(place >= last && place <= 4);
            last = place;
            if (bands[b]->from == bands[b]->to) continue; /* a hundredth off is drawn inside */
            if (isfinite(bands[b]->from) && x < bands[b]->from) wrong += place >= -1;
            if (isfinite(bands[b]->to) && x > bands[b]->to) wrong += place <= 1;
            wrong += in && isfinite(bands[b]->from) && place < -1;
            wrong += in && isfinite(bands[b]->to) && place > 1;
        }
        gsl_test(back != 0, "%s: more is further to the right (%zu)", bands[b]->what, back);
        gsl_test(wrong != 0, "%s: inside is drawn inside (%zu)", bands[b]->what, wrong);
    }
}

int main(void)
{
    test_a_band_with_two_ends_lies_from_minus_one_to_one();
    test_a_band_of_one_number_has_it_in_the_middle();
    test_a_band_with_one_end_is_measured_from_zero();
    test_what_is_no_number_has_no_place();
    test_places_agree_with_verdicts();
    return gsl_test_summary();
}
