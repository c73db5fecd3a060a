/* tests/test_model.c -- kernels, Hessian, split and samples of a linear model. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/learning/model.h"

enum { MOST_N = 700, POINTS = 5, MANY = 4096 };

static double noise(gsl_rng *rng)
{
    return gsl_rng_uniform(rng) - 0.5;
}

static gsl_rng *stream(void)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 11, GG_START, 0);
    return rng;
}

static gg_problem *open(const char *spec)
{
    gg_problem *p = NULL;
    const gg_status status = gg_problem_open(&p, spec, 0, 1, 0);
    gsl_test(status != GG_OK, "%s opens%s%s", spec, status == GG_OK ? "" : ": ",
             status == GG_OK ? "" : gg_message());
    if (status != GG_OK) exit(EXIT_FAILURE);
    return p;
}

/* f and g of a square model, row by row, in long double. */
static long double plain(const gg_problem *p, const double w[], long double g[])
{
    const gg_model *m = p->data;
    const gg_design *d = &m->design;
    long double f = 0;
    for (size_t j = 0; j < d->n; j++) g[j] = 0;
    for (size_t i = 0; i < d->rows; i++) {
        long double r = d->y[i];
        for (size_t j = 0; j < d->n; j++) r -= (long double)d->x[i * d->n + j] * w[j];
        f += r * r / 2;
        for (size_t j = 0; j < d->n; j++) g[j] -= r * d->x[i * d->n + j];
    }
    for (size_t j = 0; j < d->n; j++) g[j] *= m->scale;
    return f * m->scale;
}

/* Narrow and wide, rows that fill strips and pairs or do not. */
static const char *const shapes[] = {
    "linear:data=gross_outliers:rows=64:columns=7",
    "linear:data=gross_outliers:rows=65:columns=1:reduce=sum",
    "linear:data=gross_outliers:rows=127:columns=18",
    "linear:data=gross_outliers:rows=3:columns=2",
    "linear:data=gross_outliers:rows=200:columns=127",
    "linear:data=gross_outliers:rows=200:columns=128",
    "linear:data=gross_outliers:rows=201:columns=333",
    "linear:data=gross_outliers:rows=1:columns=200",
};

static void test_a_pass_is_the_plain_sum_over_rows(void)
{
    static double w[MOST_N], g[MOST_N];
    static long double expected[MOST_N];
    gsl_rng *rng = stream();
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        gg_problem *p = open(shapes[k]);
        for (size_t j = 0; j < p->n; j++) w[j] = noise(rng);
        const double f = p->loss->gradient(p, w, g);
        const long double right = plain(p, w, expected);
        long double most = 0;
        long double off = 0;
        for (size_t j = 0; j < p->n; j++) {
            most = fmaxl(most, fabsl(expected[j]));
            off = fmaxl(off, fabsl(expected[j] - g[j]));
        }
        gsl_test_rel(f, (double)right, 1e-14, "%s: f is that of the plain sum", shapes[k]);
        gsl_test(!(off <= 1e-14L * most), "%s: so is g", shapes[k]);
        gsl_test(p->loss->value(p, w) != f, "%s: f has the same bits without g", shapes[k]);
        gg_problem_close(p);
    }
    gsl_rng_free(rng);
}

static void test_every_width_gives_the_same_bits(void)
{
    static double w[MOST_N], g[MOST_N], h[MOST_N];
    gsl_rng *rng = stream();
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        gg_problem *p = open(shapes[k]);
        gg_model *m = p->data;
        for (size_t j = 0; j < p->n; j++) w[j] = noise(rng);
        const double f = p->loss->gradient(p, w, g);
        for (const gg_kernel *const *other = gg_kernels(); *other; other++) {
            m->rows.kernel = *other;
            gsl_test(p->loss->gradient(p, w, h) != f || memcmp(g, h, p->n * sizeof *g) != 0,
                     "%s: %s has the same bits", shapes[k], (*other)->name);
        }
        gg_problem_close(p);
    }
    gsl_rng_free(rng);
}

/* Units in the last place between two numbers of one sign. */
static double units(double got, double expected)
{
    if (got == expected || (isnan(got) && isnan(expected))) return 0;
    const double larger = fmax(fabs(got), fabs(expected));
    return fabs(got - expected) / (nextafter(larger, INFINITY) - larger);
}

/* 0, small, middling, large and extreme margins of both signs. */
static void fill_margins(gsl_rng *rng, double m[MANY])
{
    static const double extremes[] = {
        0,      -0.0, 5e-324,  -5e-324, 1e-300, -1e-300, 37,       -37,       700, 708.5,
        745.13, 746,  -745.13, 1e308,   -1e308, 0.3466,  INFINITY, -INFINITY, NAN};
    const size_t count = sizeof extremes / sizeof *extremes;
    for (size_t i = 0; i < MANY; i++) {
        const double u = 2 * noise(rng);
        m[i] = i < count ? extremes[i] : i % 4 == 0 ? 40 * u : i % 4 == 1 ? 800 * u : u;
        if (i >= count && i % 4 == 3) m[i] = u * exp(-600 * gsl_rng_uniform(rng));
    }
}

static void test_many_at_once_are_within_4_units_of_one_by_one(void)
{
    static double t[MANY], value[MANY], slope[MANY], other[MANY], bits[MANY];
    gsl_rng *rng = stream();
    fill_margins(rng, t);
    for (size_t k = 0; gg_pointwises[k]; k++) {
        const gg_pointwise *l = gg_pointwises[k];
        double worst = 0;
        if (!l->many) continue;
        l->many(NULL, MANY, t, value, slope);
        for (size_t i = 0; i < MANY; i++) {
            worst = fmax(worst, units(value[i], l->value(NULL, t[i])));
            worst = fmax(worst, units(slope[i], l->slope(NULL, t[i])));
            if (isnan(t[i])) gsl_test(!isnan(value[i]) || !isnan(slope[i]), "NaN stays NaN");
        }
        gsl_test(!(worst <= 4), "%s: %g units at most", l->name, worst);
    }
    gg_kernels()[0]->logistic(MANY, t, value, slope);
    for (const gg_kernel *const *k = gg_kernels(); *k; k++) {
        size_t different = 0;
        (*k)->logistic(MANY, t, other, bits);
        for (size_t i = 0; i < MANY; i++)
            different += units(other[i], value[i]) != 0 || units(bits[i], slope[i]) != 0;
        gsl_test(different != 0, "logistic of %s has the same bits", (*k)->name);
    }
    gsl_rng_free(rng);
}

static const char *const smooth_ones[] = {
    "linear:l2=0.1:standardise=yes",
    "linear:pointwise=huber:reduce=sum:factor=3",
    "linear:data=iris:pointwise=logistic:l2=1e-3:standardise=yes",
    "linear:data=wine:positive=1:pointwise=squared_hinge:l2=0.1:standardise=yes",
    "linear:data=wine:pointwise=softmax:l2=1e-3:standardise=yes:intercept=last",
    "linear:data=iris:pointwise=softmax:positive=setosa:standardise=yes:intercept=none",
    "linear:data=heavy_tails:rows=150:columns=140:pointwise=pseudo_huber",
};

static void test_the_hessian_is_that_of_differences_of_gradients(void)
{
    static double w[MOST_N], v[MOST_N], hv[MOST_N], right[MOST_N], left[MOST_N], x[MOST_N];
    gsl_rng *rng = stream();
    const double h = 1e-6;
    for (size_t k = 0; k < sizeof smooth_ones / sizeof *smooth_ones; k++) {
        gg_problem *p = open(smooth_ones[k]);
        size_t wrong = 0;
        gsl_test(!(gg_problem_offers(p) & GG_HESSIAN_VECTOR), "%s has a Hessian",
                 smooth_ones[k]);
        for (size_t t = 0; t < POINTS; t++) {
            for (size_t j = 0; j < p->n; j++) w[j] = noise(rng) * (p->upper[j] > 1 ? 1 : 0.1);
            for (size_t j = 0; j < p->n; j++) v[j] = noise(rng) / 100;
            p->loss->hessian_vector(p, w, v, hv);
            gg_along(p->n, w, h, v, x);
            p->loss->gradient(p, x, right);
            gg_along(p->n, w, -h, v, x);
            p->loss->gradient(p, x, left);
            const double most = gg_norm_max(p->n, hv) + 1e-9 * gg_norm_max(p->n, left) / h;
            for (size_t j = 0; j < p->n; j++)
                wrong += !(fabs(hv[j] - (right[j] - left[j]) / (2 * h)) <= 1e-5 * most);
        }
        gsl_test(wrong != 0, "%s: H v is the difference of gradients", smooth_ones[k]);
        gg_problem_close(p);
    }
    gsl_rng_free(rng);
}

static const char *const split_ones[] = {
    "linear:l1=0.8:standardise=yes",
    "linear:l1=0.3:l2=0.2:standardise=yes:intercept=last",
    "linear:data=iris:pointwise=softmax:l1=0.05:standardise=yes:intercept=last",
    "linear:data=iris:pointwise=logistic:l1=0.05:standardise=yes:intercept=none",
};

/* The weight of |x_j|: 0 of an intercept. */
static double weight(const gg_problem *p, size_t j)
{
    const gg_model *m = p->data;
    return j % m->design.n == m->design.intercept ? 0 : m->l1;
}

/* (x - u) / t is a subgradient of r = l1 |.| at u = prox(x). */
static size_t count_wrong_prox(gg_problem *p, double t, const double x[])
{
    static double u[MOST_N];
    size_t wrong = 0;
    p->loss->prox(p, t, x, u);
    for (size_t j = 0; j < p->n; j++) {
        const double sign = (u[j] > 0) - (u[j] < 0);
        const double room = u[j] == 0 ? weight(p, j) : 0;
        wrong += !(fabs((x[j] - u[j]) / t - weight(p, j) * sign) <= room + 1e-14);
    }
    return wrong;
}

/* s + r = f, and so for their gradients. */
static size_t count_wrong_sum(gg_problem *p, const double x[])
{
    static double g[MOST_N], s[MOST_N];
    size_t wrong = 0;
    double total = p->loss->smooth_part(p, x, s);
    const double f = p->loss->gradient(p, x, g);
    for (size_t j = 0; j < p->n; j++) {
        total += weight(p, j) * fabs(x[j]);
        wrong += !(fabs(s[j] + copysign(weight(p, j), x[j]) - g[j]) <= 1e-13);
    }
    return wrong + !(fabs(total - f) <= 1e-14 * f);
}

static void test_the_split_adds_up_and_its_prox_is_optimal(void)
{
    static double x[MOST_N], u[MOST_N];
    gsl_rng *rng = stream();
    for (size_t k = 0; k < sizeof split_ones / sizeof *split_ones; k++) {
        gg_problem *p = open(split_ones[k]);
        size_t prox = 0;
        size_t sum = 0;
        size_t over = 0;
        gsl_test(!(gg_problem_offers(p) & GG_SPLIT), "%s is split", split_ones[k]);
        for (size_t i = 0; i < 20; i++) {
            const double t = 0.1 + gsl_rng_uniform(rng);
            for (size_t j = 0; j < p->n; j++) x[j] = 2 * noise(rng);
            prox += count_wrong_prox(p, t, x);
            sum += count_wrong_sum(p, x);
            p->loss->prox(p, t, x, u);
            p->loss->prox(p, t, x, x);
            over += memcmp(x, u, p->n * sizeof *x) != 0;
        }
        gsl_test(prox != 0, "%s: the prox meets its optimality condition", split_ones[k]);
        gsl_test(sum != 0, "%s: smooth part and penalty are f", split_ones[k]);
        gsl_test(over != 0, "%s: the prox may overwrite its point", split_ones[k]);
        gg_problem_close(p);
    }
    gsl_rng_free(rng);
}

static const char *const sampled[] = {
    "linear:pointwise=absolute:l2=0.1",
    "linear:pointwise=absolute:reduce=sum:l1=0.3",
    "linear:data=iris:pointwise=softmax:l2=1e-3:factor=2",
    "linear:data=iris:pointwise=hinge:l1=0.1:positive=setosa",
    "linear:data=gross_outliers:rows=30:columns=150",
};

static void test_a_sample_has_the_gradient_as_its_mean(void)
{
    static double w[MOST_N], g[MOST_N], one[MOST_N], mean[MOST_N], all[MOST_N];
    static size_t rows[MOST_N];
    gsl_rng *rng = stream();
    for (size_t k = 0; k < sizeof sampled / sizeof *sampled; k++) {
        gg_problem *p = open(sampled[k]);
        const size_t count = ((const gg_model *)p->data)->design.rows;
        double f_mean = 0;
        gsl_test(p->samples != count || !(gg_problem_offers(p) & GG_SAMPLE),
                 "%s has samples: its rows", sampled[k]);
        for (size_t j = 0; j < p->n; j++) w[j] = noise(rng);
        gg_fill(p->n, 0, mean);
        for (size_t i = 0; i < count; i++) {
            rows[i] = i;
            f_mean += p->loss->sample(p, &i, 1, w, one) / (double)count;
            gg_along(p->n, mean, 1 / (double)count, one, mean);
        }
        const double f = p->loss->gradient(p, w, g);
        const double f_all = p->loss->sample(p, rows, count, w, all);
        const double room = 1e-12 * (1 + gg_norm_max(p->n, g));
        gsl_test_rel(f_mean, f, 1e-12, "%s: the mean over rows is f", sampled[k]);
        gsl_test_rel(f_all, f, 1e-12, "%s: so is the sample of all rows", sampled[k]);
        gsl_test(!(gg_distance(p->n, mean, g) <= room * sqrt((double)p->n)),
                 "%s: the mean of one row's gradients is the gradient", sampled[k]);
        gsl_test(!(gg_distance(p->n, all, g) <= room * sqrt((double)p->n)),
                 "%s: and that of all rows at once", sampled[k]);
        gg_problem_close(p);
    }
    gsl_rng_free(rng);
}

static const char *const complex_ones[] = {
    "linear:pointwise=huber:l1=0.2:l2=0.1",
    "linear:data=iris:pointwise=softmax:l2=1e-3:intercept=last",
    "linear:data=iris:pointwise=hinge:l1=0.1+smooth",
    "linear:data=gross_outliers:rows=30:columns=150:pointwise=quantile:tau=0.3",
};

static void test_the_gradient_is_that_of_the_complex_step(void)
{
    static double w[MOST_N], g[MOST_N];
    static double complex z[MOST_N];
    gsl_rng *rng = stream();
    for (size_t k = 0; k < sizeof complex_ones / sizeof *complex_ones; k++) {
        gg_problem *p = open(complex_ones[k]);
        size_t wrong = 0;
        gsl_test(!(gg_problem_offers(p) & GG_COMPLEX), "%s has complex values",
                 complex_ones[k]);
        for (size_t j = 0; j < p->n; j++) z[j] = w[j] = noise(rng);
        p->loss->gradient(p, w, g);
        const double most = gg_norm_max(p->n, g);
        for (size_t j = 0; j < p->n; j++) {
            z[j] += 1e-40 * I;
            wrong += !(fabs(cimag(p->loss->complex_value(p, z)) / 1e-40 - g[j]) <=
                       1e-13 * most);
            z[j] = w[j];
        }
        gsl_test(wrong != 0, "%s: g is that of the complex step", complex_ones[k]);
        gg_problem_close(p);
    }
    gsl_rng_free(rng);
}

int main(void)
{
    test_a_pass_is_the_plain_sum_over_rows();
    test_every_width_gives_the_same_bits();
    test_many_at_once_are_within_4_units_of_one_by_one();
    test_the_hessian_is_that_of_differences_of_gradients();
    test_the_split_adds_up_and_its_prox_is_optimal();
    test_a_sample_has_the_gradient_as_its_mean();
    test_the_gradient_is_that_of_the_complex_step();
    return gsl_test_summary();
}
