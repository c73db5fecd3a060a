/* tests/test_every_loss.c -- what every loss of the catalogue promises, alone and wrapped. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/vector.h"
#include "losses/loss.h"
#include "tests/derivative.h"

enum { ROOM = 256 };

extern const gg_loss gg_loss_pointwise;

/* Beside every loss of the catalogue in its usual form, and the ids of `pointwise`. */
static const char *const more[] = {
    "rosenbrock:form=pairs",
    "ellipsoid:condition=1",
    "ellipsoid:condition=100:shape=halves",
    "ellipsoid:condition=100:shape=cigar",
    "ellipsoid:condition=100:shape=tablet",
    "ellipsoid:condition=100:rank=1",
    "gulf:m=10",
    "gulf:m=100",
    "chebyquad:m=12",
    "linear_full_rank:m=10",
    "linear_rank_one:m=10",
    "linear_rank_one_zero:m=10",
    "box_three_dimensional:m=5",
    "biggs_exp6:m=20",
    "nesterov_smooth:lipschitz=0.5",
    "huber_worst_case:steps=3:radius=2:lipschitz=10",
    "step:form=floor",
    "step:form=floor+shift:by=0.1",
    "abs_sum:at_kink=left",
    "abs_sum:at_kink=right",
    "max_abs:at_kink=left",
    "max_abs:at_kink=right",
    "nonsmooth_rosenbrock:weight=1",
    "chained_cb3:form=maximum_of_sums",
    "chained_crescent:form=sum_of_maxima",
    "max_hilbert:at_kink=right",
    "goffin:at_kink=right",
    "resisting_max:radius=3:at_kink=right",
    "steiner_2:at_kink=left",
    "wolfe:at_kink=left",
    "wolfe_normalised:gamma=3",
    "partly_smooth:kinked=0",
    "kinked_slope:steepness=0.5",
    "mckinnon:at_kink=right",
    "mckinnon:tau=2:theta=6:phi=60",
    "mckinnon:tau=3:theta=6:phi=400",
    "pnorm:p=1",
    "pnorm:p=1.1",
    "pnorm:p=1.25",
    "pnorm:p=1.75",
    "pnorm:p=2",
    "dial:turn=0",
    "dial:turn=0.5",
    "dial:turn=1.3",
    "dial:turn=2",
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
    "sphere+map:of=sqrt",
    "sphere+map:of=eighth_root",
    "abs_sum+map:of=sqrt",
    "wood+map:of=log",
    "pnorm+map:of=expm1",
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
    "+start:from=-1:to=2",
    "+smooth:by=gaussian",
};

/* How far f jumps about when coordinates move by a few units of the last place of the largest
 * one: what rounding may do to f at x. Not where it really jumps. */
static double grain(const place *at, double x[])
{
    const gg_problem *p = at->p;
    double most = 0;
    const double f = score_of(at, x);
    const double unit = 2.3e-16 * gg_norm_max(p->n, x);
    for (size_t i = 0; p->smoothness > GG_DISCONTINUOUS && i < p->n; i++) {
        const double middle = x[i];
        for (int k = -4; k <= 4; k++) {
            x[i] = middle + k * unit;
            const double there = score_of(at, x);
            if (isfinite(there)) most = fmax(most, fabs(there - f));
        }
        x[i] = middle;
    }
    return most;
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
    double room = 1e-12 * (1 + fabs(p->minimum));
    if (!isnan(p->minimiser[0])) room += 2 * grain(at, p->minimiser);
    if (!isnan(p->minimiser[0]))
        gsl_test_abs(least_nearby(at, p->minimiser), p->minimum, room,
                     "%s: f is the minimum at the minimiser", at->name);
    for (size_t k = 0; k < 20 * POINTS; k++) {
        draw(at, k, x);
        below += score_of(at, x) < p->minimum - room;
    }
    gsl_test(below != 0, "%s: no point lies below the minimum", at->name);
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
    /* These lead out of the formula's own box, where it may overflow. */
    const bool led_out = strstr(at->name, "+shift") || strstr(at->name, "+rotate");
    gsl_test(broken > (led_out ? POINTS / 2 : 0) || empty != 0,
             "%s: f and g are finite in a box that is one", at->name);
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

/* A rotation means nothing where coordinates differ in their units by thousands. */
static bool turns(const gg_problem *p, const char *wrapper)
{
    double least = INFINITY;
    double most = 0;
    for (size_t i = 0; i < p->n; i++) {
        least = fmin(least, p->upper[i] - p->lower[i]);
        most = fmax(most, p->upper[i] - p->lower[i]);
    }
    return !strstr(wrapper, "+rotate") || most <= 1e4 * least;
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
    if (!turns(p, wrapper)) {
        printf("%s is passed over: its coordinates differ in their units\n", text);
        gg_problem_close(p);
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
        snprintf(name, sizeof name, "%.*s", (int)strcspn(more[i], ":+"), more[i]);
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
