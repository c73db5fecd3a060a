/* tests/test_report_tests.c -- p values of two chapters are read as one family. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <string.h>

#include "experiments/report_tests.h"

static char text[1024];

static const char *copied(const gg_report_tests *t, FILE *part)
{
    FILE *to = tmpfile();
    if (!to || gg_report_tests_copy(t, part, to)) return "";
    rewind(to);
    text[fread(text, 1, sizeof text - 1, to)] = 0;
    fclose(to);
    return text;
}

/* Holm by hand: of 0.01, 0.04 and 0.03 the least counts three times, the next twice, 0.06, and
 * none less than one before it. Alone, 0.01 and 0.04 would be 0.02 and 0.04. */
static void test_all_chapters_are_one_family(void)
{
    gg_report_tests t = {0};
    FILE *part = tmpfile();
    fputs("<i>one</i>", part);
    gg_report_tests_add(&t, 0.01, part);
    fputs("|", part);
    gg_report_tests_add(&t, 0.04, part);
    fputs("<i>two</i>", part);
    gg_report_tests_add(&t, 0.03, part);
    fputs("end", part);
    const char *want = "<i>one</i><td><b>0.03</b></td>|<td class=\"none\">0.06</td>"
                       "<i>two</i><td class=\"none\">0.06</td>end";
    gsl_test(strcmp(copied(&t, part), want) != 0,
             "0.01, 0.04 | 0.03 together are 0.03, 0.06 | 0.06, each in its place: %s", text);
    gg_report_tests_close(&t);
    fclose(part);
}

static void test_what_is_no_test_counts_for_none(void)
{
    gg_report_tests t = {0};
    FILE *part = tmpfile();
    gg_report_tests_add(&t, NAN, part);
    gg_report_tests_add(&t, 0.004, part);
    gg_report_tests_add(&t, 1e-7, part);
    const char *want =
        "<td class=\"none\">-</td><td><b>0.0040</b></td><td><b>&lt; 0.0001</b></td>";
    gsl_test(strcmp(copied(&t, part), want) != 0,
             "a row without a test has no p and makes the others no worse: %s", text);
    gg_report_tests_close(&t);
    fclose(part);
}

static void test_a_long_part_is_copied_whole(void)
{
    enum { LINES = 9000 };
    gg_report_tests t = {0};
    FILE *part = tmpfile();
    FILE *to = tmpfile();
    for (int i = 0; i < LINES; i++) {
        fputs("0123456789", part);
        if (i % 100 == 0) gg_report_tests_add(&t, 1, part);
    }
    gsl_test(gg_report_tests_copy(&t, part, to) != GG_OK, "a part of 90,000 bytes is copied");
    const size_t cells = LINES / 100 * strlen("<td class=\"none\">1.00</td>");
    gsl_test((size_t)ftell(to) != (size_t)10 * LINES + cells, "nothing is lost, nothing twice");
    gg_report_tests_close(&t);
    fclose(to);
    fclose(part);
}

int main(void)
{
    test_all_chapters_are_one_family();
    test_what_is_no_test_counts_for_none();
    test_a_long_part_is_copied_whole();
    return gsl_test_summary();
}
