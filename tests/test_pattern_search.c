/* tests/test_pattern_search.c -- meshes, orthogonal polls, honest ends. */
#include <gsl/gsl_test.h>

#include "tests/lab.h"

enum { N = 4, KEPT = 400 };
static double asked[KEPT][N]; /* the points that the loss was asked at */
static size_t count;

static double note(gg_problem *p, const double x[])
{
    if (count < KEPT) gg_copy(p->n, x, asked[count]);
    count++;
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += (double)(i + 1) * (x[i] - 1) * (x[i] - 1);
    return f;
}

static double flat_but_start(gg_problem *p, const double x[])
{
    if (count < KEPT) gg_copy(p->n, x, asked[count]);
    return count++ == 0 ? 0 : 1;
}

static double corner(gg_problem *p, const double x[])
{
    return 5 * fabs(x[0] - x[1]) + fabs(x[0] + x[1]) + 0 * (double)p->n;
}

static double taxi(gg_problem *p, const double x[])
{
    double f = 0;
    for (size_t i = 0; i < p->n; i++) f += fabs(x[i] - 0.3);
    return f;
}

static double falling(gg_problem *p, const double x[])
{
    return -x[p->n - 1];
}

static const gg_loss note_loss = {.name = "note", .value = note};
static const gg_loss flat_loss = {.name = "flat", .value = flat_but_start};
static const gg_loss corner_loss = {.name = "corner", .value = corner};
static const gg_loss taxi_loss = {.name = "taxi", .value = taxi};
static const gg_loss falling_loss = {.name = "falling", .value = falling};

static void begin(lab *l, lab_problem *p, const gg_loss *loss, size_t n, const char *optimizer)
{
    count = 0;
    lab_open(l, lab_problem_fill(p, loss, n, 3), optimizer, 20000, 1);
}

/* Torczon 1997: all points lie on start + step/2^k times whole numbers. */
static void test_all_points_lie_on_a_mesh(void)
{
    static const char *const polls[] = {"moving", "first", "all"};
    for (size_t r = 0; r < 3; r++) {
        lab_problem p;
        lab l;
        char spec[80];
        snprintf(spec, sizeof spec, "pattern_search:step=0.1:poll=%s", polls[r]);
        begin(&l, &p, &note_loss, N, spec);
        for (int i = 0; i < 12; i++) lab_step(&l);
        double off = 0;
        for (size_t k = 0; k < count && k < KEPT; k++)
            for (size_t i = 0; i < N; i++) {
                const double steps = (asked[k][i] - 3) * 4096; /* twelve halvings of 1 */
                off = fmax(off, fabs(steps - round(steps)));
            }
        gsl_test(count < 50 || off != 0, "poll=%s stays on the mesh (%zu points, off by %g)",
                 polls[r], count, off);
        lab_close(&l);
    }
}

/* Around a start that is never beaten, each poll is 2 n points: to and fro along orthogonal
 * directions of one length, which halves at least as 2^-k |q|^2 / 2^k does. */
static void test_turned_polls_are_orthogonal(void)
{
    lab_problem p;
    lab l;
    begin(&l, &p, &flat_loss, N, "pattern_search:step=0.1:directions=turned");
    for (int i = 0; i < 20; i++) lab_step(&l);
    gsl_test(count != 1 + 20 * 2 * N, "each poll costs 2 n calls (%zu)", count);
    double skew = 0;
    double odd = 0;
    double unlike = 0;
    double longest = 0;
    bool turned = false;
    for (size_t k = 0; k < 20; k++) {
        double d[N][N];
        const double *base = asked[0];
        const double allowed = ldexp(1, -(int)k);
        for (size_t j = 0; j < N; j++) {
            const double *to = asked[1 + (size_t)2 * (N * k + j)];
            const double *fro = to + N;
            gg_along(N, to, -1, base, d[j]);
            for (size_t i = 0; i < N; i++) odd = fmax(odd, fabs(d[j][i] + fro[i] - base[i]));
            turned = turned || (d[j][0] != 0 && d[j][1] != 0);
        }
        for (size_t j = 0; j < N; j++) {
            longest = fmax(longest, gg_norm(N, d[j]) / allowed);
            unlike = fmax(unlike, fabs(gg_norm(N, d[j]) / gg_norm(N, d[0]) - 1));
            for (size_t i = 0; i < j; i++)
                skew = fmax(skew, fabs(gg_dot(N, d[i], d[j])) / gg_dot(N, d[0], d[0]));
        }
    }
    gsl_test(!(odd < 1e-15), "polls go to and fro (%g)", odd);
    gsl_test(!(skew < 1e-9), "along orthogonal directions (%g)", skew);
    gsl_test(!(unlike < 1e-9), "of one length (%g)", unlike);
    gsl_test(!(longest <= 1 + 1e-12), "of the step at most (%g)", longest);
    gsl_test(!turned, "that are no axes");
    lab_close(&l);
}

static void test_the_last_point_of_an_axis_is_found(const gg_loss *loss, const char *optimizer,
                                                    double f, double within)
{
    lab_problem p;
    lab l;
    begin(&l, &p, loss, N, optimizer);
    lab_finish(&l);
    gsl_test(l.verdict != GG_DONE || !l.oracle.why, "%s ends on %s, and says why", optimizer,
             loss->name);
    gsl_test_abs(l.oracle.best, f, within, "%s arrives on %s", optimizer, loss->name);
    lab_close(&l);
}

/* Axes see no way down from a sharp ridge; turned ones do in the end. */
static void test_turned_axes_leave_a_ridge(void)
{
    lab_problem p;
    lab l;
    begin(&l, &p, &corner_loss, 2, "pattern_search");
    lab_finish(&l);
    gsl_test(l.oracle.best != 6, "from (3, 3) no axis goes down (%g)", l.oracle.best);
    lab_close(&l);
    begin(&l, &p, &corner_loss, 2, "pattern_search:directions=turned");
    lab_finish(&l);
    gsl_test(!(l.oracle.best < 3), "turned ones get half of the way at least (%g)",
             l.oracle.best);
    lab_close(&l);
}

/* Each move is a step of the mesh longer than the one before: k of them make k^2 / 2 steps. */
static void test_a_long_way_is_run(void)
{
    lab_problem p;
    lab l;
    begin(&l, &p, &falling_loss, N, "pattern_search:step=1e-6");
    for (int k = 0; k < 1000; k++) lab_step(&l);
    gsl_test_rel(-l.oracle.best - 3, 1e-5 * 1000 * 1001 / 2, 1e-9,
                 "1000 moves make 500,500 steps of the mesh");
    lab_close(&l);
}

int main(void)
{
    test_all_points_lie_on_a_mesh();
    test_turned_polls_are_orthogonal();
    test_the_last_point_of_an_axis_is_found(&note_loss, "pattern_search", 0, 1e-20);
    test_the_last_point_of_an_axis_is_found(&note_loss, "pattern_search:poll=first", 0, 1e-20);
    test_the_last_point_of_an_axis_is_found(&note_loss, "pattern_search:poll=all", 0, 1e-20);
    test_the_last_point_of_an_axis_is_found(&taxi_loss, "pattern_search", 0, 1e-13);
    test_the_last_point_of_an_axis_is_found(&taxi_loss, "pattern_search:grow=yes", 0, 1e-13);
    test_turned_axes_leave_a_ridge();
    test_a_long_way_is_run();
    return gsl_test_summary();
}
