/* tests/test_option.c -- every way of writing a setting, right and wrong. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "base/random.h"

enum { STEP, SIZE, COUNT, FILE_NAME, EXTRA };

static const gg_option first[] = {
    {"step", GG_CHOICE, 1, 0, 2, "which step", "fixed|armijo|wolfe"},
    {"size", GG_REAL, 0.1, 1e-12, 1e12, "its length", NULL},
    {"count", GG_WHOLE, 3, 1, 10, "how many", NULL},
    {"file", GG_TEXT, 0, 0, 0, "where", "none"},
    {0},
};
static const gg_option second[] = {{"extra", GG_REAL, 2, 0, INFINITY, "of the part", NULL},
                                   {0}};

static gg_settings fresh(void)
{
    gg_settings s = {0};
    gsl_test(gg_settings_open(&s, first, second) != GG_OK, "settings open");
    return s;
}

static void test_defaults_hold_until_something_is_read(void)
{
    gg_settings s = fresh();
    gsl_test(s.count != 5, "the rows of both tables are counted");
    gsl_test(s.number[STEP] != 1 || s.number[SIZE] != 0.1 || s.number[COUNT] != 3 ||
                 s.number[EXTRA] != 2,
             "numbers have their defaults");
    gsl_test(strcmp(s.text[FILE_NAME], "none") != 0, "text has its default");
    gsl_test(gg_settings_read(&s, "x", "") != GG_OK, "nothing to read is no failure");
    gg_settings_close(&s);
    gg_settings_close(&s);
    gg_settings_close(NULL);
    gsl_test(gg_options_count(NULL) != 0, "no table has no rows");
}

static void test_values_are_read(void)
{
    gg_settings s = fresh();
    gsl_test(gg_settings_read(&s, "x",
                              "step=wolfe:size=1e-3:count=1e1:file=a/b.csv:extra=inf") != GG_OK,
             "five values are read");
    gsl_test(s.number[STEP] != 2, "a choice is its index");
    gsl_test(s.number[SIZE] != 1e-3, "a number is read");
    gsl_test(s.number[COUNT] != 10, "a whole number may be written 1e1");
    gsl_test(strcmp(s.text[FILE_NAME], "a/b.csv") != 0, "text is read");
    gsl_test(!isinf(s.number[EXTRA]), "the second table's row is read");
    gg_settings_close(&s);
}

static void test_every_mistake_is_named(void)
{
    static const struct {
        const char *text;
        gg_status status;
        const char *message;
    } mistakes[] = {
        {"sise=1", GG_NOT_FOUND, "m has no option 'sise' (did you mean 'size'?)"},
        {"weather=1", GG_NOT_FOUND, "m has no option 'weather'"},
        {"size=abc", GG_BAD_INPUT, "m: size='abc' is not a number"},
        {"size=", GG_BAD_INPUT, "m: size='' is not a number"},
        {"size=nan", GG_BAD_INPUT, "m: size='nan' is not a number"},
        {"size=1x", GG_BAD_INPUT, "m: size='1x' is not a number"},
        {"size=-1", GG_BAD_INPUT, "m: size=-1 not in [1e-12, 1e+12]"},
        {"size=inf", GG_BAD_INPUT, "m: size=inf not in [1e-12, 1e+12]"},
        {"count=11", GG_BAD_INPUT, "m: count=11 not in [1, 10]"},
        {"count=2.5", GG_BAD_INPUT, "m: count=2.5 is not a whole number"},
        {"step=newton", GG_BAD_INPUT, "m: step='newton' is not one of fixed|armijo|wolfe"},
        {"step=arm", GG_BAD_INPUT, "m: step='arm' is not one of fixed|armijo|wolfe"},
        {"step=", GG_BAD_INPUT, "m: step='' is not one of fixed|armijo|wolfe"},
        {"size=1:count=2:size=1", GG_BAD_INPUT, "m: size is given twice"},
        {"size", GG_BAD_INPUT, "m: 'size' is not key=value (a value ends at ':')"},
        {"=1", GG_BAD_INPUT, "m: '=1' is not key=value (a value ends at ':')"},
        {"size=1::count=2", GG_BAD_INPUT, "m: '' is not key=value (a value ends at ':')"},
        {"size=1:", GG_BAD_INPUT, "m: nothing follows the last ':'"},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        gg_settings s = fresh();
        const gg_status status = gg_settings_read(&s, "m", mistakes[i].text);
        gsl_test(status != mistakes[i].status, "'%s' fails with status %d", mistakes[i].text,
                 (int)mistakes[i].status);
        gsl_test(strcmp(gg_message(), mistakes[i].message) != 0,
                 "'%s' is answered: %s (got %s)", mistakes[i].text, mistakes[i].message,
                 gg_message());
        gg_settings_close(&s);
    }
}

static void test_a_thing_without_options_says_so(void)
{
    gg_settings s = {0};
    gsl_test(gg_settings_open(&s, NULL, NULL) != GG_OK, "no tables open");
    gsl_test(gg_settings_read(&s, "m", "a=1") != GG_NOT_FOUND, "an option of none is refused");
    gsl_test(strcmp(gg_message(), "m has no options, but 'a' is given") != 0,
             "it is said that there are none");
    gg_settings_close(&s);
}

/* What `text` becomes when it is read and written. */
static void write_back(const char *text, char out[], size_t room)
{
    gg_settings s = fresh();
    gsl_test(gg_settings_read(&s, "m", text) != GG_OK, "'%s' is read", text);
    memset(out, 0, room);
    FILE *to = fmemopen(out, room, "w");
    gg_settings_write(&s, to);
    fclose(to);
    gg_settings_close(&s);
}

static void test_the_canonical_form_reads_back(void)
{
    static const char *const forms[][2] = {
        {"", ":file=none"},
        {"size=0.1:count=3:step=armijo:file=none", ":file=none"},
        {"extra=0.30000000000000004:count=5:step=wolfe",
         ":step=wolfe:count=5:file=none:extra=0.30000000000000004"},
        {"size=1e-3", ":size=0.001:file=none"},
        {"file=a:extra=inf", ":file=a:extra=inf"},
    };
    char once[256];
    char twice[256];
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        write_back(forms[i][0], once, sizeof once);
        gsl_test(strcmp(once, forms[i][1]) != 0, "'%s' is written '%s' (got '%s')", forms[i][0],
                 forms[i][1], once);
        write_back(once[0] == ':' ? once + 1 : once, twice, sizeof twice);
        gsl_test(strcmp(once, twice) != 0, "'%s' reads back as itself", once);
    }
}

static void test_numbers_are_short_and_read_back(void)
{
    static const struct {
        double x;
        const char *text;
    } known[] = {{0.1, "0.1"},
                 {1.0 / 3, "0.3333333333333333"},
                 {1e22, "1e+22"},
                 {5e-324, "5e-324"},
                 {-0.0, "-0"},
                 {INFINITY, "inf"},
                 {-INFINITY, "-inf"},
                 {NAN, "nan"},
                 {0.1 + 0.2, "0.30000000000000004"}};
    char out[GG_NUMBER_ROOM];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        gsl_test(strcmp(gg_number_write(known[i].x, out), known[i].text) != 0,
                 "%.17g is written %s (got %s)", known[i].x, known[i].text, out);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 1, GG_SEARCH, 0);
    size_t lost = 0;
    size_t longer = 0;
    for (int i = 0; i < 100000; i++) {
        const uint64_t high = gsl_rng_get(rng);
        const uint64_t bits = high << 32 | gsl_rng_get(rng);
        double x = 0;
        double back = 0;
        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x)) continue;
        lost += gg_number_read(gg_number_write(x, out), &back) != GG_OK || back != x;
        char shorter[GG_NUMBER_ROOM];
        snprintf(shorter, sizeof shorter, "%.15g", x);
        longer += strlen(out) > strlen(shorter) && strtod(shorter, NULL) == x;
    }
    gsl_test(lost != 0, "100000 random doubles are written so that they read back");
    gsl_test(longer != 0, "and never longer than 15 digits where those suffice");
    gsl_rng_free(rng);
}

static const char *word_at(const void *list, size_t i)
{
    (void)list;
    static const char *const words[] = {"rosenbrock", "sphere", "step", NULL};
    return words[i];
}

static void test_the_nearest_name_is_offered(void)
{
    static const char *const pairs[][2] = {{"rosenbrok", "rosenbrock"},
                                           {"spere", "sphere"},
                                           {"stepp", "step"},
                                           {"sphere", "sphere"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *near = gg_nearest(pairs[i][0], word_at, NULL);
        gsl_test(!near || strcmp(near, pairs[i][1]) != 0, "'%s' is near '%s'", pairs[i][0],
                 pairs[i][1]);
    }
    gsl_test(gg_nearest("elephant", word_at, NULL) != NULL, "'elephant' is near nothing");
    char longword[200];
    memset(longword, 's', sizeof longword - 1);
    longword[sizeof longword - 1] = '\0';
    gsl_test(gg_nearest(longword, word_at, NULL) != NULL, "199 letters are near nothing");
}

static void test_one_key_is_found_in_a_text(void)
{
    char out[8];
    gsl_test(!gg_option_find("a=1:name=xy:b=2", "name", out, sizeof out) ||
                 strcmp(out, "xy") != 0,
             "the value of a key in the middle is found");
    gsl_test(gg_option_find("rename=xy", "name", out, sizeof out),
             "a key is not found at another's end");
    gsl_test(gg_option_find("", "name", out, sizeof out), "nothing is found in nothing");
    gsl_test(!gg_option_find("name=0123456789", "name", out, sizeof out) ||
                 strcmp(out, "0123456") != 0,
             "a long value is cut to its room");
}

static void test_help_names_type_range_default(void)
{
    char out[1024] = {0};
    FILE *to = fmemopen(out, sizeof out, "w");
    gg_options_help(first, to);
    fclose(to);
    static const char *const parts[] = {
        "fixed|armijo|wolfe, default armijo", "number in [1e-12, 1e+12], default 0.1",
        "whole number in [1, 10], default 3", "text, default 'none'", "which step"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        gsl_test(!strstr(out, parts[i]), "help says '%s'", parts[i]);
}

int main(void)
{
    test_defaults_hold_until_something_is_read();
    test_values_are_read();
    test_every_mistake_is_named();
    test_a_thing_without_options_says_so();
    test_the_canonical_form_reads_back();
    test_numbers_are_short_and_read_back();
    test_the_nearest_name_is_offered();
    test_one_key_is_found_in_a_text();
    test_help_names_type_range_default();
    return gsl_test_summary();
}
