/* tests/test_linear.c -- how a table becomes a model, and which tables cannot. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/vector.h"
#include "losses/loss.h"

enum { ROOM = 256 };

static const char *const path = "./test_linear.csv"; /* in the folder where tests run */

static void write_file(const char *text)
{
    FILE *file = fopen(path, "wb");
    if (file && fputs(text, file) >= 0 && fclose(file) == 0) return;
    printf("FAIL: cannot write %s\n", path);
    exit(EXIT_FAILURE);
}

static gg_problem *open(const char *spec)
{
    gg_problem *p = NULL;
    const gg_status status = gg_problem_open(&p, spec, 0, 1, 0);
    gsl_test(status != GG_OK, "%s opens%s%s", spec, status == GG_OK ? "" : ": ",
             status == GG_OK ? "" : gg_message());
    return status == GG_OK ? p : NULL;
}

/* f of "linear:data=FILE<options>" on a table, at w. */
static double f_on(const char *table, const char *options, const double w[])
{
    char spec[ROOM];
    write_file(table);
    snprintf(spec, sizeof spec, "linear:data=%s%s", path, options);
    gg_problem *p = open(spec);
    const double f = p ? p->loss->value(p, w) : NAN;
    gg_problem_close(p);
    return f;
}

static const char *const plain = "x,y\n1,2\n2,3\n4,7\n"; /* residuals below by hand */

static void test_small_sums_are_as_by_hand(void)
{
    const double w[] = {1, 2}; /* predictions 3, 5, 9; residuals -1, -2, -2 */
    const double back[] = {2, 1};
    const double one[] = {2}; /* predictions 2, 4, 8; residuals 0, -1, -1 */
    const double tight = 1e-15;
    gsl_test_rel(f_on(plain, "", w), 1.5, tight, "the mean of r^2 / 2 is 1.5");
    gsl_test_rel(f_on(plain, ":reduce=sum", w), 4.5, tight, "their sum is 4.5");
    gsl_test_rel(f_on(plain, ":intercept=last", back), 1.5, tight, "the intercept may be last");
    gsl_test_rel(f_on(plain, ":intercept=none:reduce=sum", one), 1, tight, "or absent");
    gsl_test_rel(f_on(plain, ":reduce=sum:pointwise=absolute", w), 5, tight, "sum |r| is 5");
    gsl_test_rel(f_on(plain, ":reduce=sum:l1=10", w), 24.5, tight,
                 "l1 weighs the slope, not the intercept, beside the sum");
    gsl_test_rel(f_on(plain, ":l2=10", w), 21.5, tight, "so does l2, halved, beside the mean");
    gsl_test_rel(f_on(plain, ":target=x", w), (double)(16 + 25 + 121) / 6, tight,
                 "another column may be the target");
    gsl_test_rel(f_on("y,x\n2,1\n3,2\n7,4\n", ":target=y", w), 1.5, tight,
                 "the target may come first");
}

static void test_standardised_columns_have_mean_0_and_deviation_1(void)
{
    const double root = sqrt(14.0 / 9); /* of 1, 2, 4 with divisor 3; mean 7/3 */
    const double w[] = {4, 1};
    const double z[] = {(1 - 7.0 / 3) / root, (2 - 7.0 / 3) / root, (4 - 7.0 / 3) / root};
    const double y[] = {2, 3, 7};
    double sum = 0;
    for (size_t i = 0; i < 3; i++) sum += (y[i] - 4 - z[i]) * (y[i] - 4 - z[i]) / 6;
    gsl_test_rel(f_on(plain, ":standardise=yes", w), sum, 1e-14,
                 "standardise divides by the deviation with divisor rows");
}

static void test_classes_become_signs(void)
{
    const char *words = "x,kind\n1,a\n2,b\n3,c\n4,b\n";
    const double w[] = {0, 1}; /* s = x: margins y x, hinge (1 - y x)+ */
    const char *hinge = ":pointwise=hinge:reduce=sum";
    char options[ROOM];
    const struct {
        const char *more;
        double f;
    } rows[] = {
        {"", 0 + 3 + 5},                      /* c against b, the last two to appear */
        {":positive=a", 0 + 3 + 4 + 5},       /* against all others */
        {":positive=a:against=c", 0 + 4},     /* the other rows are left out */
        {":positive=b", 2 + 0 + 4 + 0},       /* b twice */
        {":against=a", 2 + 0},                /* c, the last, against a */
        {":against=c:positive=b", 0 + 4 + 0}, /* in any order */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(options, sizeof options, "%s%s", hinge, rows[i].more);
        gsl_test_rel(f_on(words, options, w), rows[i].f, 1e-15, "hinge%s of a, b, c, b is %g",
                     rows[i].more, rows[i].f);
    }
    gsl_test_rel(f_on("x,y\n1,0\n2,1\n", hinge, w), 2, 1e-15, "0 and 1 become -1 and +1");
    gsl_test_rel(f_on("x,y\n1,-1\n2,1\n", hinge, w), 2, 1e-15, "-1 and 1 stay");
    gsl_test_rel(f_on("x,y\n1,3\n2,8\n3,5\n", ":pointwise=hinge:reduce=sum:positive=8", w),
                 2 + 4, 1e-15, "a number may be named as the positive class");
    gsl_test_rel(
        f_on("x,y\n1,3\n2,8\n3,5\n", ":pointwise=square:reduce=sum:positive=8:against=3", w),
        2 + 0.5, 1e-15, "a residual loss fits the signs");
}

/* Three classes, a weight and a bias each; the cross-entropy is written out here. */
static double cross_entropy(const double w[], double x, size_t y)
{
    double total = 0;
    for (size_t k = 0; k < 3; k++) total += exp(w[2 * k] * x + w[2 * k + 1]);
    return log(total) - (w[2 * y] * x + w[2 * y + 1]);
}

static void test_classes_have_a_score_each(void)
{
    const char *words = "x,kind\n1,b\n2,a\n3,c\n4,b\n";   /* in order of appearance: b a c */
    const char *whole = "x,kind\n1,7\n2,-1\n3,30\n4,7\n"; /* ascending: -1 7 30 */
    const char *options = ":pointwise=softmax:intercept=last:reduce=sum";
    const double w[] = {0.5, -1, 0.25, 2, -0.75, 0.125};
    const size_t of_words[] = {0, 1, 2, 0};
    const size_t of_numbers[] = {1, 0, 2, 1};
    double first = 0;
    double second = 0;
    for (size_t i = 0; i < 4; i++) {
        first += cross_entropy(w, (double)i + 1, of_words[i]);
        second += cross_entropy(w, (double)i + 1, of_numbers[i]);
    }
    gsl_test_rel(f_on(words, options, w), first, 1e-14, "words are classes as they appear");
    gsl_test_rel(f_on(whole, options, w), second, 1e-14, "numbers are classes as they rise");
    gsl_test_rel(f_on(words, ":pointwise=softmax:intercept=last:reduce=sum:positive=c", w),
                 log1p(exp((0.25 - 0.5) * 1 + 3)) + log1p(exp((0.25 - 0.5) * 2 + 3)) +
                     log1p(exp(-((0.25 - 0.5) * 3 + 3))) + log1p(exp((0.25 - 0.5) * 4 + 3)),
                 1e-14, "a positive class makes two: 1, and 0 for all others");
}

static void test_columns_are_divided_and_the_loss_multiplied(void)
{
    const double w[] = {1, 4}; /* predictions 3, 5, 9 of x / 2 */
    gsl_test_rel(f_on(plain, ":divide=2:reduce=sum", w), 4.5, 1e-15, "divide=2 halves columns");
    gsl_test_rel(f_on(plain, ":divide=2:reduce=sum:factor=2:l2=1", w), 9 + 8, 1e-15,
                 "factor=2 doubles the sum, not the penalty");
}

/* The table that is made follows data_seed, or the instance's seed if that is 0. */
static void test_synthetic_data_follow_their_seed(void)
{
    double f[2][3] = {{0}};
    const double w[] = {1, 2, 3, 4, 5};
    for (int seed = 0; seed < 3; seed++)
        for (uint64_t instance = 1; instance <= 2; instance++) {
            char text[ROOM];
            gg_problem *p = NULL;
            snprintf(text, sizeof text,
                     "linear:data=heavy_tails:rows=31:columns=4:data_seed=%d", seed);
            gsl_test(gg_problem_open(&p, text, 0, instance, 0) != GG_OK, "%s opens", text);
            if (!p) continue;
            gsl_test(p->n != 5 || p->samples != 31, "%s has 5 coefficients, 31 rows", text);
            f[instance - 1][seed] = p->loss->value(p, w);
            gg_problem_close(p);
        }
    gsl_test(f[0][1] != f[1][1] || f[0][2] != f[1][2], "a data_seed fixes the table");
    gsl_test(f[0][1] == f[0][2], "another makes another");
    gsl_test(f[0][0] != f[0][1] || f[1][0] != f[1][2], "data_seed=0 is the instance's seed");
}

static void refuse(const char *table, const char *options, const char *word)
{
    char spec[ROOM];
    gg_problem *p = NULL;
    write_file(table);
    snprintf(spec, sizeof spec, "linear:data=%s%s", path, options);
    const gg_status status = gg_problem_open(&p, spec, 0, 1, 0);
    gsl_test(status == GG_OK, "%s is refused", spec);
    gsl_test(status != GG_OK && !strstr(gg_message(), word), "... and says %s: %s", word,
             gg_message());
    gg_problem_close(p);
}

static void test_what_cannot_be_fitted_is_refused(void)
{
    refuse(plain, ":target=z", "no column 'z'");
    refuse("height,y\n1,2\n", ":target=heigth", "'height'");
    refuse("x,n,y\n1,2,3\n2,NA,4\n", "", "column 'n' is text (row 2 has 'NA')");
    refuse("y\n1\n2\n", ":intercept=none", "no column is left");
    refuse(plain, ":pointwise=hinge", "row 1 has y=2");
    refuse("x,y\n1,0\n2,1\n3,-1\n", ":pointwise=hinge", "needs -1 and 1, or 0 and 1");
    refuse("x,y\n1,1\n2,1\n", ":pointwise=hinge", "every row has the same");
    refuse("x,y\n1,a\n2,a\n", "", "only one class");
    refuse("x,y\n1,a\n2,b\n", ":positive=c", "no row has y='c'; there are a, b");
    refuse("x,y\n1,a\n2,b\n", ":positive=a:against=c", "no row has y='c'");
    refuse("x,y\n1,a\n2,b\n", ":positive=a:against=a", "both 'a'");
    refuse(plain, ":against=3", "needs positive=");
    refuse(plain, ":positive=5", "no row has y='5'");
    refuse("x,z,y\n1,5,3\n2,5,4\n", ":standardise=yes", "'z' is constant");
    refuse("x,z,y\n5,1,3\n5,2,4\n", ":standardise=yes:target=z", "'x' is constant");
    refuse("y,x,z\n1,1,5\n2,2,5\n", ":standardise=yes:target=y", "'z' is constant");
    refuse("x,y\n1,a\n2,a\n", ":pointwise=softmax", "only one class");
    refuse(plain, ":rows=7", "no synthetic data");
    refuse("x,y\n1,inf\n", "", "test_linear.csv:2:3");
    gg_problem *p = NULL;
    gsl_test(gg_problem_open(&p, "linear", 7, 1, 0) != GG_BAD_INPUT ||
                 !strstr(gg_message(), "4 coefficients"),
             "a dimension that does not fit is refused: %s", gg_message());
}

/* A line through three points by the textbook's formula, and its ridge. */
static void test_least_squares_are_solved(void)
{
    const char *table = "x,y\n-1,1\n0,2\n1,6\n"; /* mean 3, slope 5/2 */
    write_file(table);
    gg_problem *p = open("linear:data=./test_linear.csv");
    gsl_test_rel(p->minimiser[0], 3, 1e-14, "the intercept of the least squares is 3");
    gsl_test_rel(p->minimiser[1], 2.5, 1e-14, "its slope is 5/2");
    gsl_test_rel(p->minimum, (0.25 + 1 + 0.25) / 6, 1e-14, "its minimum is 1/4");
    gsl_test_rel(p->L, 1, 1e-12, "its L is 1, of the intercept");
    gsl_test_rel(p->mu, 2.0 / 3, 1e-12, "its mu is 2/3, of the slope");
    gg_problem_close(p);
    p = open("linear:data=./test_linear.csv:l2=1");
    gsl_test_rel(p->minimiser[1], 5.0 / 5, 1e-14, "a ridge of 1 makes the slope 5 / (2 + 3)");
    gg_problem_close(p);
    write_file("x,z,y\n1,2,1\n2,4,2\n3,6,5\n"); /* z = 2 x */
    p = open("linear:data=./test_linear.csv");
    gsl_test_rel(p->minimum, 1.0 / 9, 1e-12,
                 "equal columns do not matter: the minimum is that of y on x");
    gg_problem_close(p);
}

static void test_the_box_holds_the_start_and_the_least_squares(void)
{
    static const char *const specs[] = {"linear", "linear:data=engel",
                                        "linear:standardise=yes:intercept=last",
                                        "linear:data=iris:pointwise=square"};
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        gg_problem *p = open(specs[i]);
        size_t outside = 0;
        for (size_t j = 0; p && j < p->n; j++)
            outside += !(p->lower[j] < p->start[j] && p->start[j] < p->upper[j]) ||
                       !(p->lower[j] < p->minimiser[j] && p->minimiser[j] < p->upper[j]);
        gsl_test(outside != 0, "%s: start and minimiser lie in the box", specs[i]);
        gg_problem_close(p);
    }
}

/* Fits in the table of certified minima are found however they are asked for. */
static void test_certified_minima_are_found(void)
{
    const struct {
        const char *spec;
        double minimum;
    } rows[] = {
        {"linear:pointwise=absolute", 14518.0 / 345 / 21},
        {"linear:pointwise=absolute:reduce=sum", 14518.0 / 345},
        {"linear:pointwise=absolute:reduce=sum:intercept=last", 14518.0 / 345},
        {"linear:pointwise=absolute:standardise=yes", 14518.0 / 345 / 21},
        {"linear:pointwise=quantile:tau=0.25:target=stack.loss", 133.0 / 8 / 21},
        {"linear:l1=0.8:standardise=yes", 12.13648329813050100340563},
        {"linear:l1=16.8:standardise=yes:reduce=sum", 12.13648329813050100340563 * 21},
        {"linear:data=iris:pointwise=logistic:l2=1e-3:standardise=yes",
         0.08921207821751153182333006},
        {"linear:data=digits:positive=8:against=3:pointwise=hinge:l2=0.01:divide=16",
         0.07525472233812021479061839},
        {"linear:data=digits:positive=8:against=3:pointwise=hinge:l2=0.01", NAN},
        {"linear:factor=2:reduce=sum:data=cars", 194429048.0 / 17125},
        {"linear:pointwise=absolute:intercept=none", NAN},
        {"linear:pointwise=absolute:target=Air.Flow", NAN},
        {"linear:pointwise=quantile:tau=0.26", NAN},
        {"linear:l1=0.8", NAN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gg_problem *p = open(rows[i].spec);
        if (isnan(rows[i].minimum))
            gsl_test(!p || !isnan(p->minimum), "%s: no minimum is known", rows[i].spec);
        else if (p)
            gsl_test_rel(p->minimum, rows[i].minimum, 1e-15, "%s: the minimum is known",
                         rows[i].spec);
        gg_problem_close(p);
    }
}

int main(void)
{
    test_small_sums_are_as_by_hand();
    test_standardised_columns_have_mean_0_and_deviation_1();
    test_classes_become_signs();
    test_classes_have_a_score_each();
    test_columns_are_divided_and_the_loss_multiplied();
    test_synthetic_data_follow_their_seed();
    test_what_cannot_be_fitted_is_refused();
    test_least_squares_are_solved();
    test_the_box_holds_the_start_and_the_least_squares();
    test_certified_minima_are_found();
    unlink(path);
    return gsl_test_summary();
}
