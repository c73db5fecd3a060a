/* experiments/claims/control_same_method.c -- a method against itself, under two names. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/rank_test.h"

#define DRAW                                                                              \
    "cma_es,separable_cma_es,one_plus_one,genetic,differential_evolution,particle_swarm," \
    "pattern_search,random_gradient_free,random_search,simulated_annealing,spsa,"         \
    "gradient_sampling"
#define DRAW_NOTHING                                                                   \
    "gradient_descent,barzilai_borwein,bfgs,conjugate_gradient,lbfgs,nesterov,newton," \
    "bundle,smoothing,subgradient,nelder_mead,quadratic_model"

enum { CALLS = 300 };

#define GRID(cell, loss, n, methods, times, other_luck)                                   \
    {                                                                                     \
        .name = (cell), .losses = (loss), .optimizers = (methods), .dimensions = (n),     \
        .reps = (times), .max_evals = CALLS, .per_dimension = true, .again = (other_luck) \
    }
/* Every method against itself. A method meets each loss in another n, and so uses its random
 * numbers in another way: in the same n, two losses that are alike give two tests that are. */
#define ITSELF(loss, n)                                                                        \
    GRID("drawing", loss, n, DRAW, 25, false), GRID("drawing_again", loss, n, DRAW, 25, true), \
        GRID("fixed", loss, n, DRAW_NOTHING, 5, false),                                        \
        GRID("fixed_again", loss, n, DRAW_NOTHING, 5, true)
/* Two methods against each other. */
#define EACH_OTHER(loss) GRID("two", loss, "12", "one_plus_one,random_search", 25, false)

static const gg_grid grids[] = {ITSELF("sphere+shift", "2"),
                                ITSELF("ellipsoid:condition=1e4+rotate+shift", "3"),
                                ITSELF("abs_sum+shift", "4"),
                                ITSELF("rosenbrock", "5"),
                                ITSELF("rastrigin+shift", "8"),
                                ITSELF("step+shift", "12"),
                                EACH_OTHER("sphere+shift"),
                                EACH_OTHER("ellipsoid:condition=1e4+rotate+shift"),
                                EACH_OTHER("abs_sum+shift"),
                                EACH_OTHER("rosenbrock"),
                                EACH_OTHER("rastrigin+shift"),
                                EACH_OTHER("step+shift"),
                                {0}};

enum { ALARMS, HOLM, IDENTICAL, POWER };
static const gg_band bands[] = {
    [ALARMS] = {"a method against itself: tests that find a difference at 5 %, over the most "
                "that chance allows (95 % point of the binomial distribution)",
                0, 1},
    [HOLM] = {"a method against itself: the least p of all these tests, adjusted by Holm", 0.05,
              1},
    [IDENTICAL] = {"methods that draw nothing: share of runs that are not repeated to the last "
                   "bit",
                   0, 0},
    [POWER] =
        {"the same test between the (1+1)-ES and random search, n = 12: share of losses on "
         "which it finds the difference",
         0.8, 1},
    {0},
};

/* The logarithm of what a run a and its like b spent to 1 % of the first gap, or infinity. */
#define COST(run)                                                                \
    "coalesce((SELECT ln(min(m.value + m.gradient + m.hessian_vector + m.prox))" \
    " FROM main.mark m WHERE m.run = " run ".id"                                 \
    " AND m.f - " run ".minimum <= 0.01 * " run ".first_gap), 9e999)"
static const char pairs_of_itself[] =
    "SELECT dense_rank() OVER (ORDER BY a.loss, a.n, a.optimizer), " COST("a") ", " COST(
        "b") " FROM race a JOIN race b ON b.cell = 'drawing_again' AND b.n = a.n AND b.rep = a.rep"
             " AND b.loss = a.loss AND b.optimizer = a.optimizer"
             " WHERE a.cell = 'drawing' ORDER BY 1, a.rep";
static const char pairs_of_two[] =
    "SELECT dense_rank() OVER (ORDER BY a.loss), " COST("a") ", " COST(
        "b") " FROM race a JOIN race b ON b.cell = a.cell AND b.n = a.n AND b.rep = a.rep"
             " AND b.loss = a.loss AND b.optimizer LIKE 'random_search%'"
             " WHERE a.cell = 'two' AND a.optimizer LIKE 'one_plus_one%'"
             " ORDER BY 1, a.rep";

typedef struct tests {
    size_t all, alarms, pairs;
    double *p; /* [all] */
} tests;

/* Fewer pairs that differ can have no p below 0.05: they are no test. */
enum { LEAST_PAIRS = 6 };

static gg_status run_tests(gg_evidence *rows, const char *sql, tests *out)
{
    gg_table t;
    GG_TRY(gg_evidence_ask(rows, &t, sql, 0));
    double *a = malloc((t.rows + 1) * sizeof *a);
    double *b = malloc((t.rows + 1) * sizeof *b);
    tests found = {.pairs = t.rows, .p = malloc((t.rows + 1) * sizeof *found.p)};
    const bool room = a && b && found.p;
    for (size_t i = 0; room && i < t.rows;) {
        size_t end = i;
        for (; end < t.rows && t.of[3 * end] == t.of[3 * i]; end++) {
            a[end] = t.of[3 * end + 1];
            b[end] = t.of[3 * end + 2];
        }
        const gg_signed_rank r = gg_signed_rank_test(a + i, b + i, end - i);
        if (r.pairs - r.equal >= LEAST_PAIRS) {
            found.alarms += r.p <= 0.05;
            found.p[found.all++] = r.p;
        }
        i = end;
    }
    free(b);
    free(a);
    gg_table_close(&t);
    if (!room) {
        free(found.p);
        return gg_fail(GG_NO_MEMORY, "no memory for %zu pairs", found.pairs);
    }
    *out = found;
    return GG_OK;
}

/* The least count that as many fair tests at 5 % exceed with a chance of at most 5 %. */
static size_t most_alarms(size_t all)
{
    unsigned k = 0;
    while (k < all && gsl_cdf_binomial_P(k, 0.05, (unsigned)all) < 0.95) k++;
    return k;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    tests t;
    GG_TRY(run_tests(rows, pairs_of_itself, &t));
    double least = t.all ? 1 : NAN;
    if (gg_holm(t.p, t.all, t.p))
        for (size_t i = 0; i < t.all; i++) least = fmin(least, t.p[i]);
    free(t.p);
    gg_find(out, &bands[ALARMS],
            gg_exactly(t.all ? (double)t.alarms / (double)most_alarms(t.all) : NAN), t.pairs,
            "%zu alarms in %zu tests", t.alarms, t.all);
    gg_find(out, &bands[HOLM], gg_exactly(least), t.pairs, "%zu tests", t.all);

    double count[2];
    GG_TRY(gg_evidence_number(rows, &count[0],
                              "SELECT count(*) FROM race a JOIN race b"
                              " ON b.cell = 'fixed_again' AND b.n = a.n AND b.rep = a.rep"
                              " AND b.loss = a.loss AND b.optimizer = a.optimizer"
                              " WHERE a.cell = 'fixed'",
                              0));
    GG_TRY(
        gg_evidence_number(rows, &count[1],
                           "SELECT count(*) FROM race a JOIN race b"
                           " ON b.cell = 'fixed_again' AND b.n = a.n AND b.rep = a.rep"
                           " AND b.loss = a.loss AND b.optimizer = a.optimizer"
                           " WHERE a.cell = 'fixed' AND NOT (a.f IS b.f AND a.calls = b.calls"
                           " AND a.value = b.value AND a.status = b.status)",
                           0));
    gg_find(out, &bands[IDENTICAL], gg_exactly(count[0] > 0 ? count[1] / count[0] : NAN),
            (size_t)count[0], "all of them");

    GG_TRY(run_tests(rows, pairs_of_two, &t));
    free(t.p);
    gg_find(out, &bands[POWER], gg_exactly(t.all ? (double)t.alarms / (double)t.all : NAN),
            t.pairs, "%zu of %zu losses", t.alarms, t.all);
    return GG_OK;
}

const gg_claim gg_claim_control_same_method = {
    .name = "control_same_method",
    .number = 0,
    .study = "controls",
    .sentence =
        "A method that is raced against itself, with other random numbers, is found "
        "different no more often than chance allows; one without random numbers repeats "
        "its runs to the last bit.",
    .design =
        "Twelve methods that draw random numbers (25 times) and twelve that do not (5 "
        "times), on a smooth (n = 2), a stretched (3), a kinked (4), a curved (5), a rugged "
        "(8) and a stepped loss (12), other instances and starts each time, 300 n calls; "
        "every run twice, the second time with another stream for the method's own draws.",
    .estimator =
        "For each method, loss and n: Wilcoxon's signed-rank test of the logarithms of "
        "the calls to 1 % of the first gap, paired by instance, a run that missed ranked "
        "last, where at least six pairs differ.",
    .source =
        "derived: of T tests at level 5 % with nothing to find, at most the 95 % point of "
        "the binomial distribution (T, 0.05) raise an alarm, but for 5 % of seeds; Holm "
        "1979, A simple sequentially rejective multiple test procedure",
    .limits =
        "By design one seed in about twenty fails each of the first two bands. The tests "
        "of one method share a stream of random numbers, which the six n use differently: "
        "they are nearly independent, and not quite.",
    .bands = bands,
    .grids = grids,
    .judge = judge,
};
