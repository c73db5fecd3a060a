/* tests/test_pointwise.c -- losses of one number against values that were rounded once. */
#include <float.h>
#include <gsl/gsl_test.h>

#include "losses/pointwise.h"
#include "tests/reference.h"

enum { ULPS = 8, ROOM = 4 };

typedef struct entry {
    const char *id, *name;
    double opt[ROOM];
    double ulps; /* 0 for the piecewise linear ones */
} entry;

static const entry entries[] = {
    {"square", "square", {0}, ULPS},
    {"absolute", "absolute", {0}, 0},
    {"huber_1", "huber", {1}, ULPS},
    {"huber_1.345", "huber", {1.345}, ULPS},
    {"smoothabs_0.1", "smooth_absolute", {0.1}, ULPS},
    {"smoothabs_1e-3", "smooth_absolute", {1e-3}, ULPS},
    {"quantile_0.25", "quantile", {0.25}, 0},
    {"quantile_0.5", "quantile", {0.5}, 0},
    {"quantile_0.9", "quantile", {0.9}, 0},
    {"logistic", "logistic", {0}, ULPS},
    {"hinge", "hinge", {0}, 0},
    {"zeroone", "zero_one", {0}, 0},
};

static const entry *find(const char *id)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (strcmp(entries[i].id, id) == 0) return &entries[i];
    return NULL;
}

static const gg_pointwise *open(const char *name)
{
    const gg_pointwise *l = NULL;
    reference_must(gg_pointwise_find(name, &l) == GG_OK, name);
    return l;
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

static void test_every_reference_row_agrees(void)
{
    reference r = reference_open("loss_vectors.csv");
    size_t passed = 0;
    size_t foreign = 0;
    for (size_t i = 0; i < r.rows; i++) {
        const entry *e = find(reference_at(&r, i, "loss"));
        if (!e) {
            foreign++;
            continue;
        }
        const gg_pointwise *l = open(e->name);
        const double t = reference_number(reference_at(&r, i, "arg"));
        double low, high;
        gg_pointwise_interval(l, e->opt, t, &low, &high);
        const int same = close_to(l->value(e->opt, t),
                                  reference_number(reference_at(&r, i, "value")), e->ulps) &&
                         close_to(low, reference_number(reference_at(&r, i, "d_lo")),
                                  e->ulps) &&
                         close_to(high, reference_number(reference_at(&r, i, "d_hi")), e->ulps);
        passed += same != 0;
        if (!same)
            gsl_test(1, "%s at %s: value %.17g and [%.17g, %.17g] are the reference's", e->id,
                     reference_at(&r, i, "arg"), l->value(e->opt, t), low, high);
    }
    gsl_test(passed + foreign != r.rows || passed < 400,
             "%zu rows of loss_vectors.csv agree, %zu belong to losses not in the catalogue",
             passed, foreign);
    printf("loss_vectors.csv: %zu rows agree, %zu belong to losses not in the catalogue\n",
           passed, foreign);
    reference_close(&r);
}

static void test_an_answer_at_a_kink_is_a_subgradient(void)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        const entry *e = &entries[i];
        const gg_pointwise *l = open(e->name);
        double at, left, right, slope;
        for (size_t k = 0; l->kink && l->kink(e->opt, k, &at, &left, &right); k++) {
            if (isnan(left)) continue;
            for (int policy = GG_AT_ZERO; policy <= GG_AT_EPSILON; policy++) {
                const gg_kink kink = {.at = (gg_at_kink)policy, .epsilon = 1e-7};
                gg_pointwise_ask(l, e->opt, &kink, at, &slope);
                gsl_test(!(slope >= left && slope <= right),
                         "%s: policy %d gives an element of [%g, %g] at %g", e->id, policy,
                         left, right, at);
            }
            const gg_kink naive = {.at = GG_AT_NAIVE};
            gg_pointwise_ask(l, e->opt, &naive, at, &slope);
            gsl_test(!isnan(slope), "%s: the naive policy gives 0/0 at its kink", e->id);
        }
    }
}

static void test_nan_comes_out_where_nan_goes_in(void)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        for (int policy = GG_AT_ZERO; policy <= GG_AT_NAIVE; policy++) {
            const gg_kink kink = {.at = (gg_at_kink)policy, .epsilon = 1e-7};
            double slope = 0;
            const double f = gg_pointwise_ask(open(entries[i].name), entries[i].opt, &kink, NAN,
                                              &slope);
            gsl_test(!isnan(f) || !isnan(slope),
                     "%s of NaN is NaN with a slope of NaN under policy %d", entries[i].id,
                     policy);
        }
}

static void test_rounding_keeps_its_promises(void)
{
    const gg_kink sharp = {.at = GG_AT_ZERO};
    for (size_t k = 0; k < sizeof entries / sizeof *entries; k++) {
        const entry *e = &entries[k];
        const gg_pointwise *l = open(e->name);
        if (!l->kink || l->smoothness == GG_DISCONTINUOUS) continue;
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

static void test_unknown_name_is_met_with_the_nearest(void)
{
    const gg_pointwise *l = NULL;
    gsl_test(gg_pointwise_find("hubr", &l) != GG_NOT_FOUND || !strstr(gg_message(), "'huber'"),
             "'hubr' is not found, and 'huber' is offered");
}

static void test_every_loss_of_the_catalogue_is_in_this_test(void)
{
    for (size_t i = 0; gg_pointwises[i]; i++) {
        int listed = 0;
        for (size_t k = 0; k < sizeof entries / sizeof *entries; k++)
            listed += strcmp(entries[k].name, gg_pointwises[i]->name) == 0;
        gsl_test(!listed, "%s has rows of reference here", gg_pointwises[i]->name);
    }
}

int main(void)
{
    test_every_reference_row_agrees();
    test_an_answer_at_a_kink_is_a_subgradient();
    test_nan_comes_out_where_nan_goes_in();
    test_rounding_keeps_its_promises();
    test_unknown_name_is_met_with_the_nearest();
    test_every_loss_of_the_catalogue_is_in_this_test();
    return gsl_test_summary();
}
