/* tests/test_every_loss.c -- what every loss of the catalogue promises, alone and wrapped. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/loss.h"

enum { MOST_N = 64, POINTS = 40, ROOM = 256 };

extern const gg_loss gg_loss_pointwise;

/* Beside every loss of the catalogue in its usual form, and the ids of `pointwise`. */
static const char *const more[] = {
    "rosenbrock:form=pairs",
    "ellipsoid:condition=1",
    "step:form=floor",
    "step:form=floor+shift:by=0.1",
    "abs_sum:at_kink=left",
    "abs_sum:at_kink=right",
    "max_abs:at_kink=left",
    "max_abs:at_kink=right",
    "nonsmooth_rosenbrock:weight=1",
    "linear:pointwise=absolute",
    "linear:pointwise=absolute:at_kink=left",
    "linear:pointwise=absolute:at_kink=right",
    "linear:pointwise=quantile:tau=0.9:reduce=sum",
    "linear:pointwise=huber:intercept=last",
    "linear:pointwise=smooth_absolute:intercept=none",
    "linear:l1=0.8:standardise=yes",
    "linear:l2=0.1:standardise=yes",
    "linear:data=engel:pointwise=quantile:tau=0.25",
    "linear:data=iris:pointwise=logistic:l2=1e-3:standardise=yes",
    "linear:data=iris:pointwise=logistic:l2=1e-3:standardise=yes:intercept=none",
    "linear:data=iris:pointwise=hinge:l2=1e-2:standardise=yes",
    "linear:data=iris:pointwise=hinge:positive=setosa:l2=1e-3:standardise=yes",
    "linear:data=iris:pointwise=zero_one:standardise=yes",
    "linear:data=iris:pointwise=square",
    "linear:data=iris:pointwise=softmax:l2=1e-3:standardise=yes:intercept=last",
    "linear:data=iris:pointwise=softmax:l1=0.1:standardise=yes:intercept=none",
    "linear:data=wine:pointwise=softmax:l2=0.1:standardise=yes",
    "linear:l1=0.4:l2=0.1:standardise=yes",
    "linear:data=heavy_tails:pointwise=huber",
    "linear:data=dyadic_grid:pointwise=absolute",
    "network:hidden=none",
    "network:hidden=3-2:activation=sigmoid:pointwise=logistic:l2=0.1",
    "network:activation=relu",
    "network:activation=relu:at_kink=right:pointwise=hinge:l1=0.1",
    "network:activation=softplus:hidden=2-2-2:pointwise=square:reduce=sum",
    "network:activation=gelu:data=stackloss:standardise=yes:pointwise=huber",
    "cliff:height=0.5",
    "rosenbrock_grid:cells=3",
    "more_wild:of=rosenbrock",
};

static const char *const wraps[] = {
    "",
    "+rotate",
    "+shift",
    "+smooth",
    "+stairs",
    "+rotate+shift",
    "+smooth:by=huber+rotate",
    "+scale:by=3:condition=100",
    "+smooth:by=gaussian",
};

typedef struct place { /* a problem and what is needed to look at it */
    gg_problem *p;
    gsl_rng *rng;
    const char *name;
} place;

/* A point of the box, or near the minimiser, or on a grid where kinks are. */
static void draw(const place *at, size_t k, double x[])
{
    const gg_problem *p = at->p;
    const bool near = !isnan(p->minimiser[0]) && k % 4 == 1;
    for (size_t i = 0; i < p->n; i++) {
        const double u = gsl_rng_uniform(at->rng);
        x[i] = p->lower[i] + (p->upper[i] - p->lower[i]) * u;
        if (near) x[i] = p->minimiser[i] + 1e-3 * (u - 0.5);
        if (k % 4 == 2) x[i] = (double)gsl_rng_uniform_int(at->rng, 3) - 1;
    }
    if (k == 0) gg_copy(p->n, p->start, x);
}

static double f_of(const place *at, const double x[])
{
    return at->p->loss->value(at->p, x);
}

static double g_of(const place *at, const double x[], double g[])
{
    return at->p->loss->gradient(at->p, x, g);
}

/* What a run is scored by. */
static double score_of(const place *at, const double x[])
{
    return at->p->noisy ? gg_problem_truth(at->p, x) : f_of(at, x);
}

static void value_and_gradient_agree_on_f(const place *at)
{
    double x[MOST_N];
    double g[MOST_N];
    size_t wrong = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, k, x);
        const double f = f_of(at, x);
        const double told = g_of(at, x, g);
        wrong += f != told && !(isnan(f) && isnan(told));
    }
    gsl_test(wrong != 0, "%s: the same bits of f with and without the gradient", at->name);
}

/* A step that is short beside x, and beside the waves of a loss in a wide box. */
static double short_step(double x)
{
    return 1e-6 * fmax(1e-2, fmin(fabs(x), 1 + 1e-3 * fabs(x)));
}

/* Differences on both sides agree where there is a derivative; where they do not, there is a
 * kink or a jump in between and the component is passed over. So it is where the slope may turn
 * round within the step, by L h, if complex numbers can look there. */
static void gradient_is_that_of_differences(const place *at)
{
    double x[MOST_N];
    double g[MOST_N];
    size_t wrong = 0;
    size_t seen = 0;
    size_t kinks = 0;
    const bool complex_too = gg_problem_offers(at->p) & GG_COMPLEX;
    for (size_t k = 0; k < POINTS; k++) {
        if (k % 4 == 2 && at->p->smoothness < GG_C2) continue; /* on kinks of f or its slope */
        draw(at, k, x);
        const double f = g_of(at, x, g);
        const double steep = gg_norm_max(at->p->n, g);
        for (size_t i = 0; i < at->p->n; i++) {
            const double h = short_step(x[i]);
            const double middle = x[i];
            x[i] = middle + h;
            const double right = (f_of(at, x) - f) / h;
            x[i] = middle - h;
            const double left = (f - f_of(at, x)) / h;
            x[i] = middle;
            const double rounding = 1e-14 * (1 + fabs(f)) / h;
            const double room = 1e-4 * (1 + steep + fabs(g[i])) + rounding;
            seen++;
            if (complex_too && at->p->L * h > 1 + steep) continue;
            if (at->p->smoothness < GG_C1 && fabs(right - left) > room)
                kinks++;
            else
                wrong += !(fabs((left + right) / 2 - g[i]) <= room);
        }
    }
    gsl_test(wrong != 0, "%s: the derivative is that of differences", at->name);
    gsl_test(2 * kinks > seen, "%s: most of %zu random components have one", at->name, seen);
}

/* Where there is no kink nearby: the derivative by a complex step has no error but rounding. */
static void gradient_is_that_of_the_complex_step(const place *at)
{
    const gg_problem *p = at->p;
    double x[MOST_N];
    double g[MOST_N];
    double complex z[MOST_N];
    size_t wrong = 0;
    size_t beside = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, 4 * k + 3, x);
        const double f = g_of(at, x, g);
        const double steep = gg_norm_max(p->n, g);
        for (size_t i = 0; i < p->n; i++) z[i] = x[i];
        for (size_t i = 0; i < p->n; i++) {
            const double h = 1e-30;
            z[i] += h * I;
            const double complex there = p->loss->complex_value(at->p, z);
            z[i] = x[i];
            wrong += !(fabs(cimag(there) / h - g[i]) <= 1e-10 * (1e-3 + steep));
            beside += !(fabs(creal(there) - f) <= 1e-11 * (1 + fabs(f)));
        }
    }
    gsl_test(beside != 0, "%s: f is the same by complex numbers", at->name);
    gsl_test(wrong != 0, "%s: the derivative is that of a complex step", at->name);
}

static void subgradient_supports_f(const place *at)
{
    double x[MOST_N];
    double y[MOST_N];
    double g[MOST_N];
    size_t wrong = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, k, x);
        const double f = g_of(at, x, g);
        for (size_t m = 0; m < POINTS; m++) {
            draw(at, m, y);
            double rise;
            GG_SUM(rise, at->p->n, i, g[i] * (y[i] - x[i]));
            const double above = f_of(at, y);
            wrong += !(above >= f + rise - 1e-11 * (1 + fabs(f) + fabs(above) + fabs(rise)));
        }
    }
    gsl_test(wrong != 0, "%s: f(y) >= f(x) + g'(y - x) everywhere", at->name);
}

static void derivative_of_terraces_is_zero(const place *at)
{
    double x[MOST_N];
    double g[MOST_N];
    double most = 0;
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, k, x);
        g_of(at, x, g);
        most = fmax(most, gg_norm_max(at->p->n, g));
    }
    gsl_test(most != 0, "%s: the derivative is 0 almost everywhere", at->name);
}

/* Whether the card of a part says that the derivative is 0 wherever there is one: terraces
 * hide the slope of what they are cut from also from differences. */
static bool is_terraced(const gg_problem *p)
{
    for (; p; p = p->inner) {
        const gg_pointwise *l = p->pointwise;
        if (strncmp(p->loss->derivative, "0 ", 2) == 0) return true;
        if (l && strncmp(l->derivative, "0 ", 2) == 0) return true;
    }
    return false;
}

/* f at x, or where it is discontinuous the least f within rounding of x: a minimum may be
 * attained on the edge of a jump, and the edge be missed by the last bit of a moved point. */
static double least_nearby(const place *at, const double x[])
{
    const gg_problem *p = at->p;
    double y[MOST_N];
    double least = score_of(at, x);
    gg_copy(p->n, x, y);
    for (size_t i = 0; p->smoothness == GG_DISCONTINUOUS && i < p->n; i++)
        for (int side = -1; side <= 1; side += 2) {
            y[i] = x[i] + side * 1e-14 * (1 + fabs(x[i]));
            least = fmin(least, score_of(at, y));
            y[i] = x[i];
        }
    return least;
}

static void minimum_is_attained_and_not_undercut(const place *at)
{
    const gg_problem *p = at->p;
    double x[MOST_N];
    size_t below = 0;
    if (isnan(p->minimum)) return;
    const double room = 1e-12 * (1 + fabs(p->minimum));
    if (!isnan(p->minimiser[0]))
        gsl_test_abs(least_nearby(at, p->minimiser), p->minimum, room,
                     "%s: f is the minimum at the minimiser", at->name);
    for (size_t k = 0; k < 20 * POINTS; k++) {
        draw(at, k, x);
        below += score_of(at, x) < p->minimum - room;
    }
    gsl_test(below != 0, "%s: no point lies below the minimum", at->name);
}

static void curvature_stays_within_its_bounds(const place *at)
{
    const gg_problem *p = at->p;
    double x[MOST_N], y[MOST_N], g[MOST_N], h[MOST_N];
    size_t wrong = 0;
    if (isnan(p->L) && isnan(p->mu)) return;
    for (size_t k = 0; k < 10 * POINTS; k++) {
        draw(at, 4 * k + 3, x);
        draw(at, k, y);
        g_of(at, x, g);
        g_of(at, y, h);
        const double far = gg_distance(p->n, x, y);
        const double rounding = 1e-13 * (1 + gg_norm(p->n, g) + gg_norm(p->n, h));
        double along;
        GG_SUM(along, p->n, i, (g[i] - h[i]) * (x[i] - y[i]));
        if (!isnan(p->L)) wrong += gg_distance(p->n, g, h) > p->L * far * (1 + 1e-9) + rounding;
        if (!isnan(p->mu)) wrong += along < p->mu * far * far * (1 - 1e-9) - rounding * far;
    }
    gsl_test(wrong != 0, "%s: gradients differ by mu |x - y| at least, L |x - y| at most",
             at->name);
}

static void answers_are_finite_in_the_box(const place *at)
{
    const gg_problem *p = at->p;
    double x[MOST_N];
    double g[MOST_N];
    const bool slopes = gg_problem_offers(p) & GG_DERIVATIVE;
    size_t broken = 0;
    size_t empty = 0;
    gg_fill(p->n, 0, g);
    for (size_t k = 0; k < POINTS; k++) {
        draw(at, 4 * k + 3, x);
        const double f = slopes ? g_of(at, x, g) : f_of(at, x);
        broken += !isfinite(f) || gg_first_broken(p->n, g) < p->n;
    }
    for (size_t i = 0; i < p->n; i++) empty += !(p->lower[i] < p->upper[i]);
    gsl_test(broken != 0 || empty != 0, "%s: f and g are finite in a box that is one",
             at->name);
    if (!p->bounded) return;
    gg_copy(p->n, p->lower, x);
    x[0] -= 1e-3;
    gsl_test(f_of(at, x) != INFINITY, "%s: outside its walls f is +infinity", at->name);
}

static void written_and_read_back_it_is_the_same(const place *at)
{
    double x[MOST_N];
    gg_problem *again = NULL;
    char *text = gg_problem_spec(at->p);
    gsl_test(!text || gg_problem_open(&again, text, at->p->n, 1, 0) != GG_OK,
             "%s: its canonical form opens", at->name);
    if (again) {
        char *twice = gg_problem_spec(again);
        draw(at, 3, x);
        const place other = {again, at->rng, at->name};
        gsl_test(!twice || strcmp(text, twice) != 0, "%s: and is written alike", at->name);
        gsl_test(score_of(&other, x) != score_of(at, x), "%s: and has the same bits", at->name);
        free(twice);
    }
    free(text);
    gg_problem_close(again);
}

static void rounding_stays_within_its_error(const place *at)
{
    const gg_problem *p = at->p;
    double x[MOST_N];
    size_t far = 0;
    if (strcmp(p->loss->name, "smooth") != 0 || p->noisy) return;
    char *text = gg_problem_spec(p->inner);
    gg_problem *sharp = NULL;
    gsl_test(!text || gg_problem_open(&sharp, text, p->n, 1, 0) != GG_OK, "%s: opens unrounded",
             at->name);
    for (size_t k = 0; sharp && k < POINTS; k++) {
        draw(at, k, x);
        const double f = sharp->loss->value(sharp, x);
        far += fabs(f_of(at, x) - f) > p->error * (1 + 1e-9) + 1e-13 * (1 + fabs(f));
    }
    gsl_test(far != 0 || p->error <= 0, "%s: is off by %g at most", at->name, p->error);
    free(text);
    gg_problem_close(sharp);
}

/* What a derivative must be; errors drawn anew are left to the tests of the wrappers. */
static void look_at_derivative(const place *at)
{
    const gg_problem *p = at->p;
    const unsigned offers = gg_problem_offers(p);
    if (!(offers & GG_DERIVATIVE) || p->noisy) return;
    value_and_gradient_agree_on_f(at);
    if (is_terraced(p))
        derivative_of_terraces_is_zero(at);
    else
        gradient_is_that_of_differences(at);
    if (offers & GG_COMPLEX) gradient_is_that_of_the_complex_step(at);
    if (offers & GG_SUBGRADIENT && p->convex) subgradient_supports_f(at);
    curvature_stays_within_its_bounds(at);
}

static void look(const place *at)
{
    look_at_derivative(at);
    minimum_is_attained_and_not_undercut(at);
    answers_are_finite_in_the_box(at);
    written_and_read_back_it_is_the_same(at);
    rounding_stays_within_its_error(at);
}

/* Two wrappers, and losses in blocks of coordinates, may refuse, for reasons that they give:
 * -> whether this is such a refusal. */
static bool may_refuse(const char *spec)
{
    return strstr(gg_message(), "not a multiple of") ||
           (strstr(spec, "+smooth") && strstr(gg_message(), "smooth")) ||
           (strstr(spec, "+rotate") && strstr(gg_message(), "rotate cannot turn"));
}

static size_t test_promises(const char *spec, const char *wrapper, size_t n)
{
    char text[ROOM];
    char name[ROOM + 32];
    gg_problem *p = NULL;
    snprintf(text, sizeof text, "%s%s", spec, wrapper);
    const gg_status status = gg_problem_open(&p, text, n, 1, 0);
    if (status != GG_OK) {
        gsl_test(!may_refuse(text), "%s opens, or says why not: %s", text, gg_message());
        return 0;
    }
    snprintf(name, sizeof name, "%s, n=%zu", text, p->n);
    place at = {p, gsl_rng_alloc(gg_philox), name};
    gg_random_open(at.rng, 5, GG_START, 0);
    look(&at);
    gsl_rng_free(at.rng);
    gg_problem_close(p);
    return 1;
}

static size_t test_wrapped(const char *spec, const gg_loss *l)
{
    const size_t sizes[] = {l->usual_n, l->least_n, 2, 7};
    size_t seen = 0;
    for (size_t w = 0; w < sizeof wraps / sizeof *wraps; w++) {
        if (l->size && l->usual_n == 0) seen += test_promises(spec, wraps[w], 0);
        for (size_t i = 0; l->usual_n > 0 && i < sizeof sizes / sizeof *sizes; i++) {
            bool again = false;
            for (size_t j = 0; j < i; j++) again = again || sizes[j] == sizes[i];
            const bool odd = strstr(spec, "pairs") && sizes[i] % 2;
            const bool fits = sizes[i] >= l->least_n && sizes[i] <= l->most_n;
            if (fits && !odd && !again) seen += test_promises(spec, wraps[w], sizes[i]);
        }
    }
    return seen;
}

static void test_every_loss_keeps_its_promises(void)
{
    size_t seen = 0;
    for (size_t i = 0; gg_losses[i]; i++)
        if (!gg_losses[i]->wraps && strcmp(gg_loss_drawers[i], "user") != 0)
            seen += test_wrapped(gg_losses[i]->name, gg_losses[i]);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        char name[ROOM];
        const gg_loss *l = NULL;
        snprintf(name, sizeof name, "%.*s", (int)strcspn(more[i], ":"), more[i]);
        gsl_test(gg_loss_find(name, &l) != GG_OK, "%s is in the catalogue", name);
        if (l) seen += test_wrapped(more[i], l);
    }
    for (const gg_known *k = gg_loss_pointwise.known; k->id; k++)
        seen += test_wrapped(k->id, &gg_loss_pointwise);
    gsl_test(seen < 200, "%zu problems were looked at", seen);
    printf("%zu problems looked at\n", seen);
}

static void test_every_card_is_filled(void)
{
    for (size_t i = 0; gg_losses[i]; i++) {
        const gg_loss *l = gg_losses[i];
        gsl_test(!l->title || !l->formula || !l->derivative || !l->fails || !l->source,
                 "%s says what it is, where it fails and whence it comes", l->name);
        const bool noisy = strcmp(gg_loss_drawers[i], "noisy") == 0;
        gsl_test(!l->value || (!l->gradient && !noisy),
                 "%s has a value, and a derivative unless the point decides its noise",
                 l->name);
        gsl_test(!l->wraps && !l->size &&
                     !(l->least_n >= 1 && l->least_n <= l->usual_n && l->usual_n <= l->most_n),
                 "%s has dimensions", l->name);
    }
}

int main(void)
{
    test_every_card_is_filled();
    test_every_loss_keeps_its_promises();
    return gsl_test_summary();
}
