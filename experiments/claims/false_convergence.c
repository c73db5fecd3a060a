/* experiments/claims/false_convergence.c -- gradient descent dies on a slope that never ends. */
#include <gsl/gsl_randist.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "experiments/claim.h"
#include "experiments/evidence.h"
#include "experiments/run.h"
#include "optimizers/nonsmooth/weak_wolfe.h"

enum { DIES, SURVIVES, HALVES };
static const gg_band bands[] = {
    [DIES] = {"share of gradient descent's runs that die at a point that is no minimum", 1, 1},
    [SURVIVES] = {"share of BFGS's runs that do not fall below -1e12", 0, 0},
    [HALVES] = {"Wolfe's function: factor of |x| in a step with exact line search", 0.5 - 1e-6,
                0.5 + 1e-6},
    {0},
};

static const double shares[] = {0.01, 0.1, 0.3, 0.5};            /* c1 */
static const double ratios[] = {0.3, 0.6, 0.9, 1.1, 1.5, 3, 10}; /* a over its threshold */
enum {
    SHARES = sizeof shares / sizeof *shares,
    RATIOS = sizeof ratios / sizeof *ratios,
    CELLS = SHARES * RATIOS,
    STARTS = 40,
};

/* For good: f is below this, or a step moves x by less than that share of 1 + |f|. */
static const double BOTTOMLESS = -1e12;
static const double TINY = 1e-13;

/* In exact numbers no step ends on the kink. Where rounding puts one there, it is told the slope
 * of a side: told 0, it would walk down along the kink. */
#define ON_KINK ":at_kink=right"

/* a that a line search with this c1 does not survive in the plane: sqrt(1/c1 - 1) times. */
static double steepness(double c1, double ratio)
{
    return ratio * sqrt(1 / c1 - 1);
}

/* --- gradient descent with an Armijo-Wolfe line search ------------------------------------------ */

typedef enum fate { DIED, FELL, UNDECIDED } fate;

typedef struct walk {
    double x[2];
    size_t steps, calls;
} walk;

/* One step of gradient descent. -> DIED if there was none, or one too short to count */
static fate walk_on(walk *w, gg_oracle *o, double c1, double *f, double g[2])
{
    const gg_weak_wolfe rule = {.c1 = c1, .c2 = (1 + c1) / 2};
    const double d[] = {-g[0], -g[1]};
    const gg_ray ray = {w->x, d, *f, -gg_dot(2, g, g)};
    double at[2];
    double g_at[2];
    double room[4];
    const double t = gg_weak_wolfe_search(o, &rule, &ray, 1, at, g_at, f, room);
    w->calls = gg_spent(o);
    if (t == 0) return o->silent ? UNDECIDED : DIED;
    w->steps++;
    gg_copy(2, at, w->x);
    gg_copy(2, g_at, g);
    if (*f < BOTTOMLESS) return FELL;
    return t * gg_norm(2, d) < TINY * (1 + fabs(*f)) ? DIED : UNDECIDED;
}

/* From `start` until it dies or falls; `look` sees every point. */
static gg_status walk_down(walk *w, const char *loss, double c1, const double start[2],
                           fate *end, gg_numbers *path)
{
    enum { CALLS = 20000 }; /* who still falls, slowly, has not died */
    gg_problem *p = NULL;
    gg_oracle o;
    GG_TRY(gg_problem_open(&p, loss, 2, 1, 0));
    gg_status status = gg_oracle_open(&o, p, CALLS);
    *end = UNDECIDED;
    if (status == GG_OK) {
        double g[2];
        gg_copy(2, start, w->x);
        double f = gg_gradient(&o, w->x, g);
        do {
            if (path) gg_note(path, "descent x1", (double)w->steps, w->x[0]);
            if (path) gg_note(path, "descent x2", (double)w->steps, w->x[1]);
            *end = walk_on(w, &o, c1, &f, g);
        } while (*end == UNDECIDED && !o.silent);
        gg_oracle_close(&o);
    }
    gg_problem_close(p);
    return status;
}

static gg_status measure_descent(gg_numbers *to, const gg_trial_at *at)
{
    const double c1 = shares[at->point / RATIOS];
    const double ratio = ratios[at->point % RATIOS];
    const double start[] = {gsl_ran_ugaussian(at->rng), gsl_ran_ugaussian(at->rng)};
    char loss[80];
    walk w = {.steps = 0};
    fate end;
    snprintf(loss, sizeof loss, "kinked_slope:steepness=%.17g" ON_KINK, steepness(c1, ratio));
    GG_TRY(walk_down(&w, loss, c1, start, &end, NULL));
    gg_note(to, "died", ratio, end == DIED);
    gg_note(to, "fell", ratio, end == FELL);
    gg_note(to, "steps", ratio, (double)w.steps);
    gg_note(to, "distance from the kink", ratio, fabs(w.x[0]));
    return GG_OK;
}

/* --- BFGS, with the same conditions on its steps, from the same starts ---------------------------- */

static gg_status measure_bfgs(gg_numbers *to, const gg_trial_at *at)
{
    const double c1 = shares[at->point / RATIOS];
    const double ratio = ratios[at->point % RATIOS];
    const double start[] = {gsl_ran_ugaussian(at->rng), gsl_ran_ugaussian(at->rng)};
    char loss[80];
    char optimizer[160];
    snprintf(loss, sizeof loss, "kinked_slope:steepness=%.17g" ON_KINK, steepness(c1, ratio));
    snprintf(optimizer, sizeof optimizer,
             "bfgs_nonsmooth:search=halves:kicks=0:samples=0:c1=%.17g:c2=%.17g", c1,
             (1 + c1) / 2);
    const gg_job job = {.loss = loss,
                        .optimizer = optimizer,
                        .seed = at->seed,
                        .rep = at->rep,
                        .start = start,
                        .max_evals = 20000,
                        .max_seconds = INFINITY,
                        .target = 0,
                        .minimum = &BOTTOMLESS};
    gg_result r;
    GG_TRY(gg_run(&r, &job));
    gg_note(to, "fell", ratio, r.f <= BOTTOMLESS);
    gg_note(to, "calls", ratio, (double)(r.used.value + r.used.gradient));
    gg_result_close(&r);
    return GG_OK;
}

/* --- Wolfe's function, exact line search from (gamma, 1) ------------------------------------------ */

/* The slope of f along d at x + t d; its gradient in g. */
static double slope_at(gg_problem *p, const double x[2], const double d[2], double t,
                       double g[2])
{
    const double y[] = {x[0] + t * d[0], x[1] + t * d[1]};
    p->loss->gradient(p, y, g);
    return gg_dot(2, g, d);
}

/* The t at which f is least along d: its slope rises, so that halves find it. */
static double search_exactly(gg_problem *p, const double x[2], const double d[2])
{
    double g[2];
    double low = 0;
    double high = 1e-9;
    while (slope_at(p, x, d, high, g) < 0) high *= 2;
    for (int k = 0; k < 200; k++) {
        const double t = low + (high - low) / 2;
        if (slope_at(p, x, d, t, g) < 0)
            low = t;
        else
            high = t;
    }
    return high;
}

static gg_status measure_wolfe(gg_numbers *to, const gg_trial_at *at)
{
    (void)at;
    gg_problem *p = NULL;
    GG_TRY(gg_problem_open(&p, "wolfe_normalised:gamma=3", 2, 1, 0));
    double x[] = {p->start[0], p->start[1]};
    for (int k = 1; k <= 20; k++) {
        double g[2];
        const double before = gg_norm(2, x);
        p->loss->gradient(p, x, g);
        const double d[] = {-g[0], -g[1]};
        gg_along(2, x, search_exactly(p, x, d), d, x);
        gg_note(to, "factor", k, gg_norm(2, x) / before);
    }
    gg_problem_close(p);
    return GG_OK;
}

/* --- three paths, to look at ----------------------------------------------------------------------- */

static const double SHOWN_A = 4; /* above the threshold, 3, of ... */
static const double SHOWN_C1 = 0.1;
static const double shown_start[] = {2.3, 2.6};

static gg_status follow(gg_numbers *to, const gg_trial_at *at, const char *optimizer,
                        const char *name)
{
    const double bottom = -20;
    const gg_job job = {.loss = "kinked_slope:steepness=4",
                        .optimizer = optimizer,
                        .seed = at->seed,
                        .rep = at->rep,
                        .start = shown_start,
                        .keep_path = true,
                        .max_evals = 2000,
                        .max_seconds = INFINITY,
                        .target = 0,
                        .minimum = &bottom};
    char label[32];
    gg_result r;
    GG_TRY(gg_run(&r, &job));
    for (size_t k = 0; k < r.steps; k++)
        for (size_t j = 0; j < 2; j++) {
            snprintf(label, sizeof label, "%s x%zu", name, j + 1);
            gg_note(to, label, (double)k, r.path[2 * k + j]);
        }
    gg_result_close(&r);
    return GG_OK;
}

static gg_status measure_paths(gg_numbers *to, const gg_trial_at *at)
{
    walk w = {.steps = 0};
    fate end;
    GG_TRY(walk_down(&w, "kinked_slope:steepness=4", SHOWN_C1, shown_start, &end, to));
    gg_note(to, "steepness", 0, SHOWN_A);
    GG_TRY(follow(to, at, "bfgs_nonsmooth:search=halves:kicks=0:samples=0:c1=0.1:c2=0.55",
                  "bfgs"));
    return follow(to, at, "cma_es:sigma=0.05", "evolution");
}

static const gg_trial trials[] = {
    {.name = "descent",
     .design =
         "a |x1| + x2 in the plane, a in units of sqrt(1/c1 - 1); gradient descent, weak "
         "Wolfe steps found by halves, c2 half way from c1 to 1; normal starts; on the kink the slope of its right side",
     .measure = measure_descent,
     .points = CELLS,
     .reps = STARTS},
    {.name = "bfgs",
     .design = "the same with BFGS, no restarts, no sampling; on the kink the right slope",
     .measure = measure_bfgs,
     .points = CELLS,
     .reps = STARTS},
    {.name = "wolfe",
     .design = "20 steps of steepest descent with exact line search on Wolfe's function, gamma "
               "= 3, from (gamma, 1)",
     .measure = measure_wolfe,
     .points = 1,
     .reps = 1},
    {.name = "paths",
     .design = "4 |x1| + x2 from (2.3, 2.6): gradient descent and BFGS with c1 = 0.1, CMA-ES",
     .measure = measure_paths,
     .points = 1,
     .reps = 1},
    {0},
};

/* --- the verdict ------------------------------------------------------------------------------------ */

static gg_status find_share(gg_evidence *e, gg_findings *out, const gg_band *band,
                            const char *sql, double ratio, const char *at)
{
    gg_table t;
    GG_TRY(gg_evidence_ask(e, &t, sql, 1, ratio));
    if (t.rows && t.of[1] > 0)
        gg_find(out, band, gg_exactly(t.of[0]), (size_t)t.of[1], "%s", at);
    gg_table_close(&t);
    return GG_OK;
}

static gg_status judge(gg_evidence *rows, gg_findings *out)
{
    char at[32];
    for (size_t i = 0; i < RATIOS; i++) {
        if (ratios[i] < 1.1) continue;
        snprintf(at, sizeof at, "a = %g thresholds", ratios[i]);
        GG_TRY(
            find_share(rows, out, &bands[DIES],
                       "SELECT avg(value), count(*) FROM measured WHERE trial = 'descent' AND "
                       "name = 'died' AND at = ?1",
                       ratios[i], at));
    }
    GG_TRY(find_share(rows, out, &bands[SURVIVES],
                      "SELECT avg(1 - value), count(*) FROM measured WHERE trial = 'bfgs' AND "
                      "name = 'fell' AND at > ?1",
                      0, "all of 28 cells"));
    double *x = NULL;
    size_t count = 0;
    GG_TRY(gg_evidence_column(rows, &x, &count,
                              "SELECT value FROM measured WHERE trial = 'wolfe' AND name = "
                              "'factor'",
                              0));
    if (count) gg_find(out, &bands[HALVES], gg_each(x, count, &bands[HALVES]), count, "%s", "");
    free(x);
    return GG_OK;
}

const gg_claim gg_claim_false_convergence = {
    .name = "false_convergence",
    .number = 10,
    .study = "nonsmooth_floors",
    .sentence =
        "On a|x1| + x2, which falls for ever, gradient descent whose steps meet the Armijo and "
        "Wolfe conditions stops at a point that is no minimum, from every start, as soon as a > "
        "sqrt((n - 1)(1/c1 - 1)); BFGS with the same line search never does.",
    .design =
        "n = 2; c1 = 0.01, 0.1, 0.3, 0.5; a at 0.3 to 10 times the threshold; 40 normal starts "
        "each. A run has died if its step is shorter than 1e-13 (1 + |f|) or its line search "
        "finds none at a finite f; it has fallen if f < -1e12. And steepest descent with exact "
        "search on Wolfe's function.",
    .estimator = "Shares of runs, over all c1; factor of |x| in each of 20 steps.",
    .source =
        "Asl & Overton 2020, Analysis of the gradient method with an Armijo-Wolfe line search on "
        "a class of non-smooth convex functions; Wolfe 1975, A method of conjugate subgradients "
        "for minimizing nondifferentiable functions; the threshold also derived: a step that "
        "crosses the kink and meets Armijo multiplies |x1| by at most (1 - c1)(a^2 + n - 1) / "
        "(a^2 (1 + c1) - (n - 1)(1 - c1)), which is < 1 if a is above it",
    .limits =
        "Below the threshold nothing is foretold: some runs die there too. That f has not yet "
        "passed a bound is no failure, only steps that vanish are. In exact numbers no step ends on "
        "the kink; in doubles one in some thousand runs does (a = 10, a power of two from it), "
        "and there it is told the slope of one side: told 0, it would leave along the kink.",
    .exact = true,
    .bands = bands,
    .trials = trials,
    .judge = judge,
};
