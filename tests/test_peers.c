/* tests/test_peers.c -- other people's libraries, asked through the oracle. */
#include <gsl/gsl_test.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bowl.h"

/* A bowl whose axes differ. */
static gg_problem *open_bowl(lab_problem *p, size_t n, size_t at, bool always, double answer)
{
    bowl_spoil(at, always, answer);
    bowl.tilt = 1;
    return bowl_open(p, n);
}

/* --- every choice of every peer -------------------------------------------------------------- */

static const char *const peers[] = {"gsl", "nlopt", "liblbfgs"};

/* What is in this build: NLopt may lack algorithms that are written in C++. */
static bool is_here(const char *spec)
{
    lab_problem p;
    return lab_check(open_bowl(&p, 2, 0, false, 0), spec) == GG_OK;
}

/* Call `test` with each of the peer's specifications that is in this build: its first option
 * chooses the algorithm, of libLBFGS the line search. */
static void with_every_choice(const char *peer, void (*test)(const char *spec))
{
    const gg_optimizer *m = NULL;
    lab_must(gg_optimizer_find(peer, &m));
    const gg_option *row = m->options;
    while (row->type != GG_CHOICE) row++;
    for (const char *c = row->choices; *c; c += strcspn(c, "|"), c += *c == '|') {
        char spec[96];
        snprintf(spec, sizeof spec, "%s:%s=%.*s", peer, row->name, (int)strcspn(c, "|"), c);
        if (is_here(spec))
            test(spec);
        else
            printf("not tested: %s\n", gg_message());
    }
}

static void with_all(void (*test)(const char *spec))
{
    for (size_t i = 0; i < sizeof peers / sizeof *peers; i++) with_every_choice(peers[i], test);
}

/* --- counting -------------------------------------------------------------------------------- */

static void test_every_call_is_counted(const char *spec)
{
    static const size_t budgets[] = {1, 2, 37, 500};
    static const size_t dimensions[] = {1, 2, 7};
    for (size_t b = 0; b < 4; b++)
        for (size_t d = 0; d < 3; d++) {
            lab_problem p;
            lab l;
            lab_open(&l, open_bowl(&p, dimensions[d], 0, false, 0), spec, budgets[b], 1);
            lab_finish(&l);
            gsl_test(bowl.calls != gg_spent(&l.oracle) || bowl.calls > budgets[b],
                     "%s asks %zu times at most, n = %zu, and the oracle counts what the loss "
                     "counts",
                     spec, budgets[b], dimensions[d]);
            lab_close(&l);
        }
}

/* --- silence, and answers that are no numbers ------------------------------------------------- */

/* What comes between a peer and its end. */
typedef struct trouble {
    size_t limit, at;
    bool always;
    double answer;
} trouble;

/* Silence after so many calls; f that is no number at a call, or from it on. */
static const trouble troubles[] = {
    {1},
    {2},
    {7},
    {30},
    {200},
    {300, 1, false, NAN},
    {300, 2, false, NAN},
    {300, 30, false, NAN},
    {300, 1, true, NAN},
    {300, 2, true, NAN},
    {300, 30, true, NAN},
    {300, 1, false, INFINITY},
    {300, 30, true, INFINITY},
    {300, 1, false, -INFINITY},
    {300, 30, false, -INFINITY},
};
enum { TROUBLES = sizeof troubles / sizeof *troubles };

static bool is_survived(const char *spec, const trouble *t)
{
    lab_problem p;
    lab l;
    lab_open(&l, open_bowl(&p, 3, t->at, t->always, t->answer), spec, t->limit, 1);
    lab_finish(&l);
    const bool overdrawn = bowl.calls > t->limit;
    const bool lies = l.verdict == GG_DONE && !l.oracle.silent && l.oracle.best > 1;
    lab_close(&l);
    return !overdrawn && !lies;
}

/* In a process of its own, for a peer that spins or crashes is to fail one check. The process
 * ends with the number of the first trouble that is one. */
static void test_it_ends_whatever_it_hears(const char *spec)
{
    fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        alarm(20);
        int k = 0;
        while (k < TROUBLES && is_survived(spec, troubles + k)) k++;
        _exit(k);
    }
    int status = 0;
    gsl_test(child < 0 || waitpid(child, &status, 0) != child, "%s has a process", spec);
    gsl_test(!WIFEXITED(status),
             "%s neither hangs nor crashes in silence, or if f is no number", spec);
    const int k = WIFEXITED(status) ? WEXITSTATUS(status) : TROUBLES;
    if (k < TROUBLES)
        gsl_test(1, "%s does not lie if f is %g at call %zu of %zu", spec, troubles[k].answer,
                 troubles[k].at, troubles[k].limit);
}

/* --- known optima ---------------------------------------------------------------------------- */

typedef struct journey {
    const char *spec, *loss;
    size_t n, calls;
    double gap;
} journey;

/* Rosenbrock's valley and Powell's function end at 0, by their authors; the global ones meet a
 * multimodal loss whose minimum is 0, too. */
static const journey journeys[] = {
    {"gsl:method=vector_bfgs2", "rosenbrock", 10, 5000, 1e-8},
    {"gsl:method=vector_bfgs", "rosenbrock", 10, 5000, 1e-8},
    {"gsl:method=conjugate_pr", "rosenbrock", 10, 5000, 1e-8},
    {"gsl:method=conjugate_fr", "rosenbrock", 10, 5000, 1e-8},
    {"gsl:method=steepest_descent", "sphere", 10, 5000, 1e-8},
    {"gsl:method=nmsimplex2", "rosenbrock", 2, 1000, 1e-8},
    {"gsl:method=nmsimplex", "rosenbrock", 2, 1000, 1e-8},
    {"gsl:method=nmsimplex2rand", "rosenbrock", 2, 1000, 1e-8},
    {"nlopt:algorithm=LD_LBFGS", "rosenbrock", 10, 1000, 1e-8},
    {"nlopt:algorithm=LD_VAR1", "rosenbrock", 10, 1000, 1e-8},
    {"nlopt:algorithm=LD_VAR2", "rosenbrock", 10, 1000, 1e-8},
    {"nlopt:algorithm=LD_TNEWTON_PRECOND_RESTART", "rosenbrock", 10, 1000, 1e-8},
    {"nlopt:algorithm=LD_SLSQP", "rosenbrock", 10, 1000, 1e-8},
    {"nlopt:algorithm=LD_MMA", "rosenbrock", 2, 5000, 1e-6},
    {"nlopt:algorithm=LD_CCSAQ", "rosenbrock", 2, 5000, 1e-6},
    {"nlopt:algorithm=LN_NELDERMEAD", "rosenbrock", 2, 1000, 1e-8},
    {"nlopt:algorithm=LN_SBPLX", "rosenbrock", 2, 5000, 1e-6},
    {"nlopt:algorithm=LN_NEWUOA", "rosenbrock", 10, 3000, 1e-8},
    {"nlopt:algorithm=LN_BOBYQA", "rosenbrock", 2, 1000, 1e-8},
    {"nlopt:algorithm=LN_PRAXIS", "rosenbrock", 10, 3000, 1e-8},
    {"nlopt:algorithm=LN_COBYLA", "sphere", 4, 5000, 1e-6},
    {"nlopt:algorithm=GN_DIRECT_L", "ackley", 2, 5000, 1e-2},
    {"nlopt:algorithm=GN_CRS2_LM", "ackley", 2, 20000, 1e-4},
    {"nlopt:algorithm=GN_ISRES", "ackley", 2, 50000, 1e-2},
    {"nlopt:algorithm=GN_MLSL_LDS", "rastrigin", 2, 1500, 1e-6},
    {"nlopt:algorithm=GD_MLSL_LDS", "rastrigin", 2, 1500, 1e-6},
    {"liblbfgs", "rosenbrock", 10, 1000, 1e-8},
    {"liblbfgs", "powell_singular", 12, 1000, 1e-8},
    {"liblbfgs:line_search=backtracking_wolfe", "rosenbrock", 10, 1000, 1e-8},
};

static void test_known_optima_are_reached(void)
{
    for (size_t i = 0; i < sizeof journeys / sizeof *journeys; i++) {
        const journey *j = journeys + i;
        if (!is_here(j->spec)) continue; /* said above */
        gg_problem *p = NULL;
        lab_must(gg_problem_open(&p, j->loss, j->n, 1, 0));
        const double best = lab_best(p, j->spec, j->calls, 1);
        gsl_test(!(best <= j->gap), "%s comes within %g of the minimum of %s, n = %zu (%g)",
                 j->spec, j->gap, j->loss, j->n, best);
        gg_problem_close(p);
    }
}

/* --- what they need, and where they ask ------------------------------------------------------- */

static unsigned needs(const char *spec)
{
    const gg_optimizer *m = NULL;
    gg_settings settings;
    lab_must(gg_optimizer_open(&m, &settings, spec));
    const unsigned set = gg_optimizer_needs(m, settings.number);
    gg_settings_close(&settings);
    return set;
}

/* GSL's manual and NLopt's names (the second letter: Derivatives, Not) say which is which. */
static void test_a_choice_says_what_it_needs(const char *spec)
{
    const char *name = strchr(spec, '=') + 1;
    const bool derivatives = strncmp(spec, "nlopt", 5) == 0 ? name[1] == 'D'
                                                            : !strstr(name, "nmsimplex");
    gsl_test(needs(spec) != (derivatives ? GG_GRADIENT : GG_VALUE), "%s needs %s", spec,
             derivatives ? "gradients" : "values only");
    if (derivatives) return;
    lab_problem p;
    lab l;
    lab_open(&l, open_bowl(&p, 3, 0, false, 0), spec, 200, 1);
    lab_finish(&l);
    gsl_test(l.oracle.used.gradient != 0, "%s asks for no gradient", spec);
    lab_close(&l);
}

static double inside_value(gg_problem *p, const double x[])
{
    for (size_t i = 0; i < p->n; i++) bowl.at += x[i] < p->lower[i] || x[i] > p->upper[i];
    return gg_dot(p->n, x, x) + x[0];
}

static double inside_gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * x[i] + (i == 0);
    return inside_value(p, x);
}

static void test_global_ones_stay_in_the_box(const char *spec)
{
    static const gg_loss watched = {.name = "watched",
                                    .smoothness = GG_ANALYTIC,
                                    .value = inside_value,
                                    .gradient = inside_gradient};
    lab_problem p;
    if (strncmp(spec, "nlopt:algorithm=G", 17) != 0) return;
    gg_problem *q = lab_problem_fill(&p, &watched, 3, 7); /* even from a start outside */
    bowl.at = 0;
    lab_best(q, spec, 500, 1);
    gsl_test(bowl.at != 0, "%s asks in the box only (%zu times elsewhere)", spec, bowl.at);
}

/* A value and a gradient that GSL asks for apart, at one point, are one call. */
static void test_gsl_pays_for_a_point_once(void)
{
    lab_problem p;
    lab together;
    lab apart;
    lab_open(&together, open_bowl(&p, 5, 0, false, 0), "gsl:method=conjugate_pr", 10000, 1);
    lab_open(&apart, &p.problem, "gsl:method=conjugate_pr:fuse=no", 10000, 1);
    for (int i = 0; i < 10; i++) {
        lab_step(&together);
        lab_step(&apart);
    }
    gsl_test(lab_point(&together)[0] != lab_point(&apart)[0], "either way is the same way");
    gsl_test(together.oracle.used.value != 0, "fused, all that GSL asks is a gradient");
    gsl_test(together.oracle.used.gradient >= gg_spent(&apart.oracle),
             "fused, a point is paid for once (%zu calls, apart %zu)",
             together.oracle.used.gradient, gg_spent(&apart.oracle));
    lab_close(&together);
    lab_close(&apart);
}

/* A failure that a library tells is no arrival. */
static void test_a_failure_is_no_arrival(void)
{
    if (!is_here("nlopt")) return;
    lab_problem p;
    lab l;
    lab_open(&l, open_bowl(&p, 1, 0, false, 0), "nlopt:algorithm=LN_NEWUOA", 100, 1);
    lab_finish(&l);
    gsl_test(l.verdict != GG_STUCK || !l.oracle.why,
             "NEWUOA, which refuses n = 1, is stuck and says why (%s)",
             l.oracle.why ? l.oracle.why : "");
    lab_close(&l);
}

int main(void)
{
    with_all(test_every_call_is_counted);
    with_all(test_it_ends_whatever_it_hears);
    with_all(test_a_choice_says_what_it_needs);
    with_all(test_global_ones_stay_in_the_box);
    test_known_optima_are_reached();
    test_gsl_pays_for_a_point_once();
    test_a_failure_is_no_arrival();
    return gsl_test_summary();
}
