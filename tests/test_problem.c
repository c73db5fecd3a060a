/* tests/test_problem.c -- the grammar of specifications, and what it refuses. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "losses/loss.h"

static gg_problem *open(const char *spec, size_t n)
{
    gg_problem *p = NULL;
    const gg_status status = gg_problem_open(&p, spec, n, 1, 0);
    gsl_test(status != GG_OK, "%s opens%s%s", spec, status == GG_OK ? "" : ": ",
             status == GG_OK ? "" : gg_message());
    return status == GG_OK ? p : NULL;
}

static void read_back(const char *spec, size_t n, const char *canonical)
{
    gg_problem *p = open(spec, n);
    if (!p) return;
    char *text = gg_problem_spec(p);
    gsl_test(!text || strcmp(text, canonical) != 0, "%s is written %s", spec, canonical);
    free(text);
    gg_problem_close(p);
}

static void test_specifications_have_one_form(void)
{
    read_back("sphere", 2, "sphere");
    read_back("rosenbrock:form=chained", 2, "rosenbrock");
    read_back("rosenbrock:", 2, "rosenbrock"); /* an empty list of options */
    read_back("rosenbrock+rotate+stairs:height=1e-3", 2, "rosenbrock+rotate+stairs");
    read_back("rosenbrock+rotate+stairs:height=0.002", 2,
              "rosenbrock+rotate+stairs:height=0.002");
    read_back("ellipsoid:condition=1e+3", 3, "ellipsoid:condition=1000");
    read_back("ellipsoid:condition=1e+3+shift:by=1e-1", 3,
              "ellipsoid:condition=1000+shift:by=0.1");
    read_back("linear:l2=0.5:data=iris:pointwise=huber:delta=2", 0,
              "linear:data=iris:pointwise=huber:l2=0.5:delta=2");
    read_back("abs_sum:at_kink=left+smooth:width=0.5", 2,
              "abs_sum:at_kink=left+smooth:width=0.5");
    read_back("MGH21", 0, "rosenbrock:form=pairs");
    read_back("QUAD1E2", 0, "ellipsoid:condition=100");
}

static void test_gradient_has_two_spellings_and_one_form(void)
{
    read_back("rosenbrock:gradient=forward", 2, "rosenbrock+gradient:by=forward");
    read_back("rosenbrock+gradient:by=forward", 2, "rosenbrock+gradient:by=forward");
    read_back("rosenbrock+gradient", 2, "rosenbrock+gradient:by=forward");
    read_back("rosenbrock:form=pairs:gradient=spsa", 2,
              "rosenbrock:form=pairs+gradient:by=spsa");
    read_back("rosenbrock:gradient=central:form=pairs", 2,
              "rosenbrock:form=pairs+gradient:by=central");
    read_back("sphere+noise:sigma=0.5:gradient=forward", 2,
              "sphere+noise:sigma=0.5+gradient:by=forward");
    read_back("sphere+noise:gradient_step=1e-2:gradient=central", 2,
              "sphere+noise+gradient:by=central:step=0.01");
    read_back("MGH05:gradient=complex", 0, "beale+gradient:by=complex");
    read_back("rosenbrock:gradient=exact", 2, "rosenbrock");
    read_back("rosenbrock+gradient:by=exact", 2, "rosenbrock");
    read_back("sphere:gradient=exact+noise", 2, "sphere+noise");
    read_back("linear:data=engel:gradient=central", 0,
              "linear:data=engel:pointwise=square+gradient:by=central");
}

static void test_a_plus_before_a_digit_stays_in_the_number(void)
{
    gg_problem *p = open("ellipsoid:condition=1e+3", 2);
    gsl_test(!p || p->inner || p->L != 1000, "1e+3 is a thousand, not a wrapper");
    gg_problem_close(p);
}

static void test_catalogue_ids_bring_options_and_dimension(void)
{
    const struct {
        const char *id, *name;
        size_t n;
    } rows[] = {{"MGH01", "rosenbrock", 2},   {"MGH21", "rosenbrock", 10},
                {"QUAD1E2", "ellipsoid", 10}, {"QUAD1E6", "ellipsoid", 10},
                {"LV20", "max_abs", 20},      {"RASTRIGIN", "rastrigin", 2},
                {"STEP1", "step", 5},         {"STEP2", "step", 5}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gg_problem *p = open(rows[i].id, 0);
        gsl_test(!p || strcmp(p->loss->name, rows[i].name) != 0 || p->n != rows[i].n,
                 "%s is %s with n=%zu", rows[i].id, rows[i].name, rows[i].n);
        gg_problem_close(p);
    }
    gg_problem *p = open("MGH21+rotate", 0);
    gsl_test(!p || p->n != 10 || !p->inner, "an id can be wrapped");
    gg_problem_close(p);
    p = open("MGH21", 50);
    gsl_test(!p || p->n != 50, "an id can be asked for in another dimension");
    gg_problem_close(p);
}

static void refuse(const char *spec, size_t n, gg_status expected, const char *word)
{
    gg_problem *p = NULL;
    const gg_status status = gg_problem_open(&p, spec, n, 1, 0);
    gsl_test(status != expected || p, "'%s' (n=%zu) is refused", spec, n);
    gsl_test(!strstr(gg_message(), word) || strchr(gg_message(), '\n'),
             "... in one line that says %s: %s", word, gg_message());
    gg_problem_close(p);
}

static void test_what_cannot_be_is_refused_in_words(void)
{
    refuse("rosenbrok", 2, GG_NOT_FOUND, "'rosenbrock'");
    refuse("", 2, GG_NOT_FOUND, "no loss ''");
    refuse("sphere+rotat", 2, GG_NOT_FOUND, "'rotate'");
    refuse("sphere:condition=3", 2, GG_NOT_FOUND, "has no options");
    refuse("ellipsoid:conditon=3", 2, GG_NOT_FOUND, "'condition'");
    refuse("ellipsoid:condition=0", 2, GG_BAD_INPUT, "not in [1, 1e+15]");
    refuse("ellipsoid:condition=nan", 2, GG_BAD_INPUT, "not a number");
    refuse("ellipsoid:condition=3:condition=4", 2, GG_BAD_INPUT, "twice");
    refuse("ellipsoid:condition", 2, GG_BAD_INPUT, "not key=value");
    refuse("rotate", 2, GG_BAD_INPUT, "is a wrapper");
    refuse("sphere+rosenbrock", 2, GG_BAD_INPUT, "not a wrapper");
    refuse("rosenbrock", 1, GG_BAD_INPUT, "n=1");
    refuse("rosenbrock:form=pairs", 3, GG_BAD_INPUT, "not even");
    refuse("rosenbrock:form=pair", 2, GG_BAD_INPUT, "chained|pairs");
    refuse("sphere", 1000001, GG_BAD_INPUT, "n=1000001");
    refuse("sphere+rotate", 1001, GG_BAD_INPUT, "n=1001");
    refuse("step:form=floor+rotate", 2, GG_BAD_INPUT, "rotate cannot turn step");
    refuse("sphere+smooth", 2, GG_BAD_INPUT, "smooth cannot round sphere");
    refuse("abs_sum+rotate+smooth", 2, GG_BAD_INPUT, "smooth follows the loss itself");
    refuse("linear:data=stackloss+smooth", 0, GG_BAD_INPUT, "no kinks");
    refuse("linear:data=iris:pointwise=zero_one+smooth", 0, GG_BAD_INPUT, "or jumps");
    refuse("linear:pointwise=hubr", 0, GG_NOT_FOUND, "'huber'");
    refuse("linear:pointwise=square:delta=1", 0, GG_NOT_FOUND, "'delta'");
    refuse("linear:data=./a:b.csv", 0, GG_BAD_INPUT, "a value ends at ':'");
    refuse("linear:data=./a+b.csv", 0, GG_NOT_FOUND, "ends at ':' and at '+' before a letter");
    refuse("pointwise", 2, GG_BAD_INPUT, "n=2");
    refuse("sphere:gradient=forwrd", 2, GG_BAD_INPUT, "exact|forward|central|complex|spsa");
    refuse("sphere:gradient=forward:gradient=forward", 2, GG_BAD_INPUT, "given twice");
    refuse("sphere:gradient_step=1", 2, GG_BAD_INPUT, "gradient_step needs gradient=");
    refuse("sphere:gradient=forward:gradient_step=-1", 2, GG_BAD_INPUT, "step=-1 not in");
    refuse("sphere:gradient=forward+noise", 2, GG_BAD_INPUT, "'noise' cannot follow gradient=");
    refuse("sphere+gradient+gradient", 2, GG_BAD_INPUT, "cannot follow gradient=");
    refuse("sphere+noise:gradient=complex", 2, GG_BAD_INPUT, "noise has no such form");
    refuse("gradient", 2, GG_BAD_INPUT, "is a wrapper");
}

static void test_wrappers_have_an_end(void)
{
    char spec[8 * 66 + 8] = "sphere";
    for (int i = 0; i < 64; i++) strcat(spec, "+stairs");
    gg_problem *p = open(spec, 2);
    gsl_test(!p, "64 wrappers are taken");
    gg_problem_close(p);
    strcat(spec, "+stairs");
    refuse(spec, 2, GG_BAD_INPUT, "more than 64 wrappers around sphere");
}

/* Of values and derivatives; what else there is depends on the formula alone. */
static void test_offers_follow_smoothness(void)
{
    const unsigned looked_at = GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT;
    const struct {
        const char *spec;
        unsigned offers;
    } rows[] = {
        {"sphere", GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT | GG_HESSIAN_VECTOR |
                       GG_COMPLEX},
        {"abs_sum", GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT},
        {"abs_sum+smooth", GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT},
        {"sphere+stairs", GG_VALUE | GG_DERIVATIVE | GG_COMPLEX},
        {"helical_valley", GG_VALUE | GG_DERIVATIVE | GG_COMPLEX},
        {"step", GG_VALUE | GG_DERIVATIVE},
        {"linear:pointwise=hinge:data=iris", GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT |
                                                 GG_HESSIAN_VECTOR | GG_SAMPLE | GG_COMPLEX},
        {"linear:pointwise=zero_one:data=iris", GG_VALUE | GG_DERIVATIVE | GG_SAMPLE},
        {"linear:l1=0.1", GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT | GG_HESSIAN_VECTOR |
                              GG_SPLIT | GG_SAMPLE | GG_COMPLEX},
        {"linear:l2=0.1", GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT |
                              GG_HESSIAN_VECTOR | GG_SPLIT | GG_SAMPLE | GG_COMPLEX},
        {"linear:l1=0.1+smooth",
         GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT | GG_COMPLEX},
        {"sphere+rotate+shift+noise", GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT},
        {"sphere+noise:gradient=forward",
         GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT},
        {"abs_sum+noise:gradient=spsa", GG_VALUE | GG_DERIVATIVE | GG_SUBGRADIENT},
        {"step+noise:gradient=central", GG_VALUE | GG_DERIVATIVE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gg_problem *p = open(rows[i].spec, 0);
        gsl_test(!p || ((gg_problem_offers(p) ^ rows[i].offers) & looked_at) != 0,
                 "%s offers what it can", rows[i].spec);
        gg_problem_close(p);
    }
}

static void test_convexity_is_of_the_instance(void)
{
    const struct {
        const char *spec;
        bool convex;
    } rows[] = {{"sphere+rotate", true},
                {"rosenbrock", false},
                {"sphere+stairs", false},
                {"linear:data=iris:pointwise=hinge", true},
                {"linear:data=iris:pointwise=zero_one", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gg_problem *p = open(rows[i].spec, 0);
        gsl_test(!p || p->convex != rows[i].convex, "%s is %sconvex", rows[i].spec,
                 rows[i].convex ? "" : "not ");
        gg_problem_close(p);
    }
}

int main(void)
{
    test_wrappers_have_an_end();
    test_specifications_have_one_form();
    test_gradient_has_two_spellings_and_one_form();
    test_a_plus_before_a_digit_stays_in_the_number();
    test_catalogue_ids_bring_options_and_dimension();
    test_what_cannot_be_is_refused_in_words();
    test_offers_follow_smoothness();
    test_convexity_is_of_the_instance();
    return gsl_test_summary();
}
