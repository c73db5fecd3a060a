/* tests/test_particle_swarm.c -- where particles fly, whom they follow, what it costs. */
#include <gsl/gsl_test.h>

#include "tests/counted.h"

enum { N = 3, SIZE = 60000 };

/* With no velocity kept, a particle's second point is the one that it is drawn to: with
 * topology=all towards the first one asked, whose f is the least. The pull c is so small that a
 * ball about G = x + c/3 (l - x), through x, seldom meets the walls; those that could are left
 * out, whatever was drawn. */
static const double PULL = 0.3;

static bool in_ball(const double x[], const double l[], double centre[N], double *radius)
{
    double square = 0;
    for (size_t i = 0; i < N; i++) {
        centre[i] = x[i] + PULL / 3 * (l[i] - x[i]);
        square += (centre[i] - x[i]) * (centre[i] - x[i]);
    }
    *radius = sqrt(square);
    for (size_t i = 0; i < N; i++)
        if (fabs(centre[i]) + *radius >= 5) return false;
    return true;
}

/* Clerc 2012: the direction is uniform, so that a product of two of its components has the mean
 * 1/n or 0; the distance is u, or u^(1/n), of the radius. */
static void test_points_are_drawn_in_a_ball(const char *radius_law, double power)
{
    char optimizer[128];
    lab_problem p;
    lab l;
    double count = 0;
    double near = 0;
    double mean[N] = {0};
    double product[N][N] = {{0}};
    snprintf(optimizer, sizeof optimizer,
             "particle_swarm:move=ball:w=0:c=0.3:topology=all:population=%d:radius=%s", SIZE,
             radius_law);
    counted.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &counted_loss, N, 1), optimizer, 1000000, 3);
    lab_step(&l);
    for (size_t k = 1; k < 30000; k++) {
        double centre[N];
        double radius;
        const double *y = counted_point(N, SIZE + k);
        if (!in_ball(counted_point(N, k), counted_point(N, 0), centre, &radius)) continue;
        const double far = gg_distance(N, y, centre);
        count++;
        near += far < 0.5 * radius;
        for (size_t i = 0; i < N; i++) {
            mean[i] += (y[i] - centre[i]) / far;
            for (size_t j = 0; j < N; j++)
                product[i][j] += (y[i] - centre[i]) * (y[j] - centre[j]) / (far * far);
        }
    }
    gsl_test(count < 10000, "enough balls lie inside the box (%g)", count);
    /* five standard errors of shares and of products of at least 10000 */
    gsl_test_abs(near / count, pow(0.5, power), 0.025, "%s: the distances have their law",
                 radius_law);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++)
            gsl_test_abs(product[i][j] / count, i == j ? 1.0 / N : 0, 0.015,
                         "%s: directions %zu, %zu are no others than any", radius_law, i, j);
    gsl_test_abs(mean[0] / count, 0, 0.03, "%s: and none is preferred", radius_law);
    lab_close(&l);
}

/* Kennedy & Eberhart 1995: each coordinate is pulled by itself, on average by half of c; where
 * the particle agrees with its leader it stays. */
static void test_coordinates_are_pulled_by_themselves(void)
{
    enum { PARTICLES = 20000 };
    lab_problem p;
    lab l;
    size_t outside = 0;
    double mean = 0;
    double product = 0;
    counted.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &counted_loss, N, 1),
             "particle_swarm:move=coordinates:w=0:c=0.8:topology=all:population=20000", 1000000,
             3);
    lab_step(&l);
    for (size_t k = 1; k < PARTICLES; k++) {
        double share[N];
        for (size_t i = 0; i < N; i++) {
            const double x = counted_point(N, k)[i];
            share[i] = (counted_point(N, PARTICLES + k)[i] - x) / (counted_point(N, 0)[i] - x);
            outside += share[i] < -1e-9 || share[i] > 0.8 + 1e-9;
        }
        mean += share[0] / (PARTICLES - 1);
        product += (share[0] - 0.4) * (share[1] - 0.4) / (PARTICLES - 1);
    }
    gsl_test(outside != 0, "pulls are between 0 and c of the way to the leader");
    gsl_test_abs(mean, 0.4, 0.0082, "on average c / 2"); /* 0.8 / sqrt(12 * 20000) */
    gsl_test_abs(product, 0, 0.0019, "and independent of each other"); /* 0.64 / 12 / 141 */
    lab_close(&l);
}

/* Each of four particles draws three times whom it informs. Without a velocity the worst one
 * moves only if somebody else informs it, for nobody is worse. */
static void test_informants_are_drawn(void)
{
    enum { RUNS = 2000 };
    double stayed = 0;
    for (uint64_t r = 0; r < RUNS; r++) {
        lab_problem p;
        lab l;
        counted.calls = 0;
        lab_open(&l, lab_problem_fill(&p, &counted_loss, N, 1),
                 "particle_swarm:move=coordinates:w=0:population=4", 1000, r);
        lab_step(&l);
        stayed += gg_distance(N, counted_point(N, 3), counted_point(N, 7)) == 0;
        lab_close(&l);
    }
    /* the worst one stays if none of 3 x 3 draws of the others is it: (3/4)^9 */
    gsl_test_abs(stayed / RUNS, pow(0.75, 9), 5 * sqrt(0.075 * 0.925 / RUNS),
                 "a particle is informed by as many as three draws of each allow");
}

static void test_walls_hold_and_throw_back(void)
{
    static const char *const kinds[] = {"particle_swarm", "particle_swarm:move=ball",
                                        "particle_swarm:topology=ring",
                                        "particle_swarm:topology=all:move=both:rebound=0"};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        gg_problem *p = NULL;
        lab l;
        size_t outside = 0;
        lab_must(gg_problem_open(&p, "schwefel", 4, 1, 0));
        lab_open(&l, p, kinds[k], 8000, 1);
        while (gg_spent(&l.oracle) < 8000) {
            const double *x = NULL;
            lab_step(&l);
            const size_t rows = l.method->points(l.state, 4, &x);
            for (size_t i = 0; i < rows * 4; i++) outside += !(fabs(x[i]) <= 500);
        }
        gsl_test(outside != 0, "%s never leaves the box", kinds[k]);
        lab_close(&l);
        gg_problem_close(p);
    }
}

static void test_the_best_comes_first(void)
{
    gg_problem *p = NULL;
    lab l;
    size_t wrong = 0;
    lab_must(gg_problem_open(&p, "rastrigin", 5, 1, 0));
    lab_open(&l, p, "particle_swarm", 4000, 1);
    for (int i = 0; i < 50; i++) {
        lab_step(&l);
        wrong += p->loss->value(p, lab_point(&l)) != l.oracle.best;
    }
    gsl_test(wrong != 0, "the best point ever found is shown first");
    lab_close(&l);
    gg_problem_close(p);
}

static void test_a_gathered_swarm_says_so(void)
{
    gg_problem *p = NULL;
    lab l;
    lab_must(gg_problem_open(&p, "rastrigin", 2, 1, 0));
    lab_open(&l, p, "particle_swarm", 200000, 1);
    gsl_test(lab_finish(&l) != GG_DONE || !l.oracle.why, "a swarm that has gathered says so");
    gsl_test(!(l.oracle.best < 5), "at the bottom of a hollow (%g)", l.oracle.best);
    lab_close(&l);
    gg_problem_close(p);
}

/* pagmo's swarm to 1e-4: 6146, 11377 and 10909 calls. */
static void test_it_costs_no_more_than_others(void)
{
    enum { RUNS = 7 };
    static const struct {
        const char *loss;
        size_t peer;
    } costs[] = {{"sphere", 6146}, {"ackley", 11377}, {"ellipsoid:condition=1e6", 10909}};
    for (size_t k = 0; k < sizeof costs / sizeof *costs; k++) {
        size_t calls[RUNS];
        lab_race(costs[k].loss, 10, "particle_swarm", 1e-4, 100000, 400, RUNS, calls);
        gsl_test(calls[RUNS / 2] > costs[k].peer,
                 "%s in 10 dimensions costs at most %zu calls (median %zu)", costs[k].loss,
                 costs[k].peer, calls[RUNS / 2]);
    }
}

int main(void)
{
    test_points_are_drawn_in_a_ball("linear", 1);
    test_points_are_drawn_in_a_ball("volume", N);
    test_coordinates_are_pulled_by_themselves();
    test_informants_are_drawn();
    test_walls_hold_and_throw_back();
    test_the_best_comes_first();
    test_a_gathered_swarm_says_so();
    test_it_costs_no_more_than_others();
    return gsl_test_summary();
}
