/* tests/test_pointwise.c -- losses of one number against values that were rounded once. */
#include <float.h>
#include <gsl/gsl_test.h>

#include "losses/loss.h"
#include "tests/reference.h"

enum { ULPS = 8, MOST_IDS = 64 };

/* A loss of one number under each of its ids; the one-sided derivatives come from two more. */
typedef struct entry {
    const char *id;
    const gg_pointwise *l;
    const double *opt;
    gg_problem *p, *left, *right;
} entry;

static entry entries[MOST_IDS];
static size_t count;

static gg_problem *open_id(const char *id, const char *more)
{
    char spec[64];
    gg_problem *p = NULL;
    snprintf(spec, sizeof spec, "%s%s", id, more);
    reference_must(gg_problem_open(&p, spec, 0, 1, 0) == GG_OK, spec);
    return p;
}

static void open_all(void)
{
    const gg_loss *pointwise = NULL;
    reference_must(gg_loss_find("pointwise", &pointwise) == GG_OK, "pointwise");
    for (const gg_known *k = pointwise->known; k->id; k++) {
        reference_must(count < MOST_IDS, "more ids than room");
        entry *e = &entries[count++];
        e->id = k->id;
        e->p = open_id(k->id, "");
        e->left = open_id(k->id, ":at_kink=left");
        e->right = open_id(k->id, ":at_kink=right");
        e->l = e->p->pointwise;
        e->opt = e->p->pointwise_opt;
    }
}

static void close_all(void)
{
    for (size_t i = 0; i < count; i++) {
        gg_problem_close(entries[i].p);
        gg_problem_close(entries[i].left);
        gg_problem_close(entries[i].right);
    }
}

static const entry *find(const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(entries[i].id, id) == 0) return &entries[i];
    return NULL;
}

static double slope_of(gg_problem *p, double t)
{
    double slope;
    p->loss->gradient(p, &t, &slope);
    return slope;
}

/* Equal, both NaN, or at most `ulps` doubles apart. */
static int close_to(double got, double expected, double ulps)
{
    if (isnan(expected) || isnan(got)) return isnan(expected) && isnan(got);
    if (got == expected) return 1;
    if (isinf(got) || isinf(expected)) return 0;
    const double larger = fmax(fabs(got), fabs(expected));
    const double ulp = nextafter(larger, INFINITY) - larger;
    return fabs(got - expected) <= ulps * ulp;
}

/* Losses with kinks are linear between them: for them every bit is right. */
static int agrees(const entry *e, const reference *r, size_t row)
{
    const double t = reference_number(reference_at(r, row, "arg"));
    const double f = reference_number(reference_at(r, row, "value"));
    const double least = reference_number(reference_at(r, row, "d_lo"));
    const double most = reference_number(reference_at(r, row, "d_hi"));
    const double ulps = e->l->kink ? 0 : ULPS;
    double low, high;
    gg_pointwise_interval(e->l, e->opt, t, &low, &high);
    const double left = slope_of(e->left, t);
    const double right = slope_of(e->right, t);
    const int jump = isnan(least) && !isnan(t); /* a method is told 0 there */
    const int told = jump ? left == 0 && right == 0
                          : close_to(fmin(left, right), least, ulps) &&
                                close_to(fmax(left, right), most, ulps);
    const int same = told && close_to(e->p->loss->value(e->p, &t), f, ulps) &&
                     close_to(low, least, ulps) && close_to(high, most, ulps);
    if (!same)
        gsl_test(1, "%s at %s: value %.17g, [%.17g, %.17g], told %.17g and %.17g", e->id,
                 reference_at(r, row, "arg"), e->p->loss->value(e->p, &t), low, high, left,
                 right);
    return same;
}

static void test_every_reference_row_agrees(void)
{
    reference r = reference_open("loss_vectors.csv");
    size_t passed = 0;
    size_t foreign = 0;
    for (size_t i = 0; i < r.rows; i++) {
        const entry *e = find(reference_at(&r, i, "loss"));
        foreign += e == NULL;
        passed += e && agrees(e, &r, i);
    }
    gsl_test(passed != r.rows || passed < 984, "all %zu rows of loss_vectors.csv agree (%zu)",
             r.rows, passed);
    printf("loss_vectors.csv: %zu rows agree, %zu belong to losses not in the catalogue\n",
           passed, foreign);
    reference_close(&r);
}

static void test_an_answer_at_a_kink_is_a_subgradient(void)
{
    for (size_t i = 0; i < count; i++) {
        const entry *e = &entries[i];
        const gg_pointwise *l = e->l;
        double at, left, right, slope;
        for (size_t k = 0; l->kink && l->kink(e->opt, k, &at, &left, &right); k++) {
            if (isnan(left)) continue;
            for (int policy = GG_AT_ZERO; policy <= GG_AT_EPSILON; policy++) {
                const gg_kink kink = {.at = (gg_at_kink)policy, .epsilon = 1e-7};
                gg_pointwise_ask(l, e->opt, &kink, at, &slope);
                gsl_test(!(slope >= fmin(left, right) && slope <= fmax(left, right)),
                         "%s: policy %d gives an element between %g and %g at %g", e->id,
                         policy, left, right, at);
            }
            const gg_kink naive = {.at = GG_AT_NAIVE};
            gg_pointwise_ask(l, e->opt, &naive, at, &slope);
            gsl_test(!isnan(slope), "%s: the naive policy gives 0/0 at its kink", e->id);
        }
    }
}

static void test_nan_comes_out_where_nan_goes_in(void)
{
    for (size_t i = 0; i < count; i++)
        for (int policy = GG_AT_ZERO; policy <= GG_AT_NAIVE; policy++) {
            const gg_kink kink = {.at = (gg_at_kink)policy, .epsilon = 1e-7};
            double slope = 0;
            const double f = gg_pointwise_ask(entries[i].l, entries[i].opt, &kink, NAN, &slope);
            gsl_test(!isnan(f) || !isnan(slope),
                     "%s of NaN is NaN with a slope of NaN under policy %d", entries[i].id,
                     policy);
        }
}

static void test_rounding_keeps_its_promises(void)
{
    const gg_kink sharp = {.at = GG_AT_ZERO};
    for (size_t k = 0; k < count; k++) {
        const entry *e = &entries[k];
        const gg_pointwise *l = e->l;
        if (!l->kink || e->l->smoothness == GG_DISCONTINUOUS) continue;
        for (int by = GG_ROUND_SQRT; by <= GG_ROUND_SOFTPLUS; by++) {
            const gg_kink kink = {.by = (gg_rounding)by, .width = 0.25};
            double error, curvature, before, after, slope;
            gg_pointwise_rounding(l, e->opt, &kink, &error, &curvature);
            size_t far = 0;
            size_t steep = 0;
            size_t wrong = 0;
            const double h = 1e-4;
            for (int i = -128; i <= 128; i++) {
                const double t = i / 32.0;
                const double f = gg_pointwise_ask(l, e->opt, &kink, t, &slope);
                const double below = gg_pointwise_ask(l, e->opt, &kink, t - h, &before);
                const double above = gg_pointwise_ask(l, e->opt, &kink, t + h, &after);
                far += fabs(f - gg_pointwise_ask(l, e->opt, &sharp, t, &(double){0})) >
                       error * (1 + 1e-12);
                steep += fabs(after - before) > 2 * h * curvature * (1 + 1e-9);
                wrong += fabs((above - below) / (2 * h) - slope) > h * curvature;
            }
            gsl_test(far != 0, "%s rounded by %d is no farther off than promised", e->id, by);
            gsl_test(steep != 0, "%s rounded by %d curves no more than promised", e->id, by);
            gsl_test(wrong != 0, "%s rounded by %d has the slope of its differences", e->id,
                     by);
        }
    }
}

/* On a grid that misses all kinks and seams by more than the step of the differences. */
static void test_three_derivatives_agree(void)
{
    for (size_t k = 0; k < count; k++) {
        const entry *e = &entries[k];
        const gg_pointwise *l = e->l;
        const double h = 1e-5;
        const double steep = l->curvature ? l->curvature(e->opt) : 1;
        size_t slopes = 0;
        size_t values = 0;
        size_t bends = 0;
        gsl_test(!l->complex_value, "%s has a value at complex numbers", e->id);
        for (int i = -192; l->complex_value && i <= 192; i++) {
            const double t = i / 32.0 + 0.0123;
            const double f = l->value(e->opt, t);
            const double slope = l->slope(e->opt, t);
            const double bend = l->bend ? l->bend(e->opt, t) : 0;
            const double complex there = l->complex_value(e->opt, t + 1e-30 * I);
            const double differences = (l->slope(e->opt, t + h) - l->slope(e->opt, t - h)) /
                                       (2 * h);
            slopes += !(fabs(cimag(there) / 1e-30 - slope) <=
                        1e-13 * fabs(slope) + 1e-14 * fabs(f));
            values += !(fabs(creal(there) - f) <= 1e-13 * fabs(f));
            bends += !(fabs(differences - bend) <= 1e-5 * fmax(steep, fabs(bend)));
        }
        gsl_test(slopes != 0, "%s: the slope is that of a complex step", e->id);
        gsl_test(values != 0, "%s: the value is the same by complex numbers", e->id);
        gsl_test(bends != 0, "%s: the bend is that of differences of the slope", e->id);
    }
}

static void test_the_largest_bend_is_the_curvature(void)
{
    for (size_t k = 0; k < count; k++) {
        const entry *e = &entries[k];
        if (!e->l->curvature) continue;
        const double bound = e->l->curvature(e->opt);
        double most = 0;
        for (int i = -640; i <= 640; i++) most = fmax(most, fabs(e->l->bend(e->opt, i / 64.0)));
        gsl_test(most > bound * (1 + 1e-15) || most < 0.999 * bound,
                 "%s: |l''| comes to %g and no more (%g)", e->id, bound, most);
    }
}

static void test_bends_are_numbers_wherever_the_argument_is(void)
{
    static const double far[] = {0, 5e-324, 1e-300, 746, 1e154, 1e200, DBL_MAX, INFINITY};
    for (size_t k = 0; k < count; k++) {
        const entry *e = &entries[k];
        size_t wrong = 0;
        for (size_t i = 0; e->l->bend && i < sizeof far / sizeof *far; i++)
            wrong += isnan(e->l->bend(e->opt, far[i])) || isnan(e->l->bend(e->opt, -far[i]));
        gsl_test(wrong != 0, "%s has a second derivative at extremes", e->id);
        gsl_test(e->l->bend && !isnan(e->l->bend(e->opt, NAN)), "%s'' of NaN is NaN", e->id);
    }
}

static void test_minima_are_where_they_are_said_to_be(void)
{
    for (size_t k = 0; k < count; k++) {
        gg_problem *p = entries[k].p;
        size_t below = 0;
        for (int i = -640; i <= 640; i++) {
            const double f = p->loss->value(p, &(double){i / 64.0});
            below += isnan(p->minimiser[0]) ? f <= p->minimum : f < p->minimum;
        }
        gsl_test(below != 0, "%s: nothing is below its minimum %g", entries[k].id, p->minimum);
        if (isnan(p->minimiser[0])) {
            const double f = p->loss->value(p, &(double){800});
            gsl_test(f != p->minimum, "%s: its infimum is met far out only", entries[k].id);
        } else {
            const double f = p->loss->value(p, p->minimiser);
            gsl_test(f != p->minimum, "%s: its minimum is met at %g", entries[k].id,
                     p->minimiser[0]);
        }
    }
    static const char *const endless[] = {"logistic", "exponential", "sigmoid", "savage"};
    for (size_t i = 0; i < 4; i++)
        gsl_test(!find(endless[i]) || !isnan(find(endless[i])->p->minimiser[0]),
                 "%s has no minimiser", endless[i]);
}

static void test_unknown_name_is_met_with_the_nearest(void)
{
    const gg_pointwise *l = NULL;
    gsl_test(gg_pointwise_find("hubr", &l) != GG_NOT_FOUND || !strstr(gg_message(), "'huber'"),
             "'hubr' is not found, and 'huber' is offered");
}

static void test_every_loss_of_the_catalogue_is_in_this_test(void)
{
    for (size_t i = 0; gg_pointwises[i]; i++) {
        int listed = gg_pointwises[i]->classes; /* its rows are in test_softmax.c */
        for (size_t k = 0; k < count; k++) listed += entries[k].l == gg_pointwises[i];
        gsl_test(!listed, "%s has rows of reference here", gg_pointwises[i]->name);
    }
}

int main(void)
{
    open_all();
    test_every_reference_row_agrees();
    test_an_answer_at_a_kink_is_a_subgradient();
    test_nan_comes_out_where_nan_goes_in();
    test_rounding_keeps_its_promises();
    test_three_derivatives_agree();
    test_the_largest_bend_is_the_curvature();
    test_bends_are_numbers_wherever_the_argument_is();
    test_minima_are_where_they_are_said_to_be();
    test_unknown_name_is_met_with_the_nearest();
    test_every_loss_of_the_catalogue_is_in_this_test();
    close_all();
    return gsl_test_summary();
}
