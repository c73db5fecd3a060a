/* tests/test_every_optimizer.c -- what the whole catalogue of methods promises. */
#include <gsl/gsl_test.h>

#include "tests/bowl.h"

static double level(gg_problem *p, const double x[])
{
    (void)x;
    bowl_is_spoilt(p);
    return 3;
}

static double level_gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 0, g);
    return level(p, x);
}

static const gg_loss plain = LAB_LOSS("plain", level, level_gradient);

static void test_budgets_are_never_overdrawn(const char *name)
{
    static const size_t budgets[] = {1, 2, 37};
    static const size_t dimensions[] = {1, 2, 40};
    for (size_t b = 0; b < 3; b++)
        for (size_t d = 0; d < 3; d++) {
            lab_problem p;
            lab l;
            bowl_spoil(0, false, 0);
            lab_open(&l, bowl_open(&p, dimensions[d]), name, budgets[b], 1);
            lab_finish(&l);
            gsl_test(bowl.calls > budgets[b] || bowl.calls != gg_spent(&l.oracle),
                     "%s asks %zu times at most, n = %zu", name, budgets[b], dimensions[d]);
            lab_close(&l);
        }
}

static void test_a_step_ends_when_the_oracle_is_silent(const char *name)
{
    lab_problem p;
    lab l;
    bowl_spoil(0, false, 0);
    lab_open(&l, bowl_open(&p, 3), name, 30, 1);
    lab_finish(&l);
    for (int i = 0; i < 200; i++) lab_step(&l); /* a hang is caught by the time-out of ctest */
    gsl_test(gg_spent(&l.oracle) > 30, "%s survives 200 steps of silence", name);
    lab_close(&l);
}

/* The catalogue's losses that a method with these needs may meet. */
static const char *const losses[] = {"sphere",  "ellipsoid", "rosenbrock", "abs_sum",
                                     "max_abs", "rastrigin", "step",       "linear:l1=0.1"};
enum { LOSSES = sizeof losses / sizeof *losses };

static bool may_meet(const gg_optimizer *m, const gg_problem *p)
{
    const unsigned needs = gg_optimizer_needs(m, NULL);
    return (needs & gg_problem_offers(p)) == needs;
}

static bool same_bits(size_t n, const double x[], const double y[])
{
    const void *a = x;
    const void *b = y;
    return memcmp(a, b, n * sizeof *x) == 0;
}

/* The states of a method that is somebody else's hold pointers: of those, the points. */
static bool same_state(const lab *a, const lab *b)
{
    if (!a->method->close) return memcmp(a->state, b->state, a->size) == 0;
    const double *x = NULL;
    const double *y = NULL;
    const size_t rows = a->method->points(a->state, a->oracle.n, &x);
    return rows == b->method->points(b->state, b->oracle.n, &y) &&
           same_bits(rows * a->oracle.n, x, y);
}

static bool same(const lab *a, const lab *b)
{
    return a->size == b->size && a->verdict == b->verdict &&
           gg_spent(&a->oracle) == gg_spent(&b->oracle) && a->oracle.best == b->oracle.best &&
           same_state(a, b) && same_bits(a->oracle.n, a->oracle.best_x, b->oracle.best_x);
}

static void test_the_same_seed_gives_the_same_bits(const char *name, gg_problem *p)
{
    lab a;
    lab b;
    lab_open(&a, p, name, 400, 5);
    lab_finish(&a);
    lab_open(&b, p, name, 400, 5);
    lab_finish(&b);
    gsl_test(!same(&a, &b), "%s on %s gives the same bits with the same seed", name,
             p->loss->name);
    lab_close(&a);
    lab_close(&b);
}

/* The bytes of the state, of the stream and the oracle's counts are the whole of a run. */
static void test_a_checkpoint_goes_on_alike(const char *name, gg_problem *p)
{
    lab a;
    lab b;
    lab_open(&a, p, name, 500, 5);
    while (a.verdict == GG_GO_ON && gg_spent(&a.oracle) < 150) lab_step(&a);
    lab_open(&b, p, name, 500, 99);
    memcpy(b.state, a.state, a.size);
    memcpy(gsl_rng_state(b.rng), gsl_rng_state(a.rng), gsl_rng_size(a.rng));
    double *const best_x = b.oracle.best_x;
    memcpy(best_x, a.oracle.best_x, p->n * sizeof *best_x);
    b.oracle = a.oracle;
    b.oracle.best_x = best_x;
    b.oracle.rng = b.rng;
    b.verdict = a.verdict;
    lab_finish(&a);
    lab_finish(&b);
    gsl_test(!same(&a, &b), "%s on %s goes on from a checkpoint with the same bits", name,
             p->loss->name);
    lab_close(&a);
    lab_close(&b);
}

static void test_runs_repeat(const gg_optimizer *m)
{
    for (size_t k = 0; k < LOSSES; k++) {
        gg_problem *p = NULL;
        lab_must(gg_problem_open(&p, losses[k], 4, 1, 0));
        if (may_meet(m, p)) {
            test_the_same_seed_gives_the_same_bits(m->name, p);
            if (!m->close) test_a_checkpoint_goes_on_alike(m->name, p); /* else none */
        }
        gg_problem_close(p);
    }
}

static void test_a_start_at_the_minimum_is_kept(const char *name)
{
    lab_problem p;
    lab l;
    bowl_spoil(0, false, 0);
    lab_open(&l, lab_problem_fill(&p, &bowl_loss, 4, 0), name, 2000, 1);
    lab_finish(&l);
    gsl_test(l.oracle.best != 0, "%s keeps a minimum that it starts at", name);
    lab_close(&l);
}

static void test_a_constant_loss_is_survived(const char *name)
{
    lab_problem p;
    lab l;
    bowl.calls = 0;
    lab_open(&l, lab_problem_fill(&p, &plain, 3, 1), name, 5000, 1);
    lab_finish(&l);
    gsl_test(bowl.calls > 5000 || l.oracle.best != 3, "%s survives a constant loss", name);
    gsl_test(l.verdict == GG_STUCK, "%s has no quarrel with a constant loss", name);
    if (l.verdict == GG_DONE) gsl_test(!l.oracle.why, "%s says why it ends", name);
    lab_close(&l);
}

static void test_the_state_shows_where_the_method_stands(const gg_optimizer *m)
{
    lab_problem p;
    lab l;
    bowl_spoil(0, false, 0);
    lab_open(&l, bowl_open(&p, 5), m->name, 2000, 1);
    for (int i = 0; i < 20 && l.verdict == GG_GO_ON; i++) lab_step(&l);
    const double *x = NULL;
    const size_t rows = m->points(l.state, 5, &x);
    const char *begin = l.state;
    const char *at = (const char *)x;
    gsl_test(rows < 1 || at < begin || at + rows * 5 * sizeof *x > begin + l.size,
             "%s shows points that lie inside its state", m->name);
    gsl_test(gg_first_broken(rows * 5, x) != rows * 5, "%s shows numbers", m->name);
    lab_close(&l);
}

static void test_the_bowl_is_descended(const char *name)
{
    static const size_t dimensions[] = {1, 2, 10};
    const bool blind = strcmp(name, "random_search") == 0;
    static const double reached[] = {1e-6, 1e-4, 1e-2}; /* shares of the first f */
    static const double by_chance[] = {1e-2, 1e-1, 1};
    for (size_t d = 0; d < 3; d++) {
        lab_problem p;
        bowl_spoil(0, false, 0);
        gg_problem *q = bowl_open(&p, dimensions[d]);
        const double first = gg_dot(q->n, q->start, q->start);
        const double best = lab_best(q, name, 5000, 1);
        const double share = blind ? by_chance[d] : reached[d];
        gsl_test(best > share * first, "%s descends to %g of the first f, n = %zu (%g)", name,
                 share, q->n, best / first);
    }
}

static void test_nobody_loses_to_random_search(const char *name)
{
    if (strcmp(name, "random_search") == 0) return;
    int won = 0;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        lab_problem p;
        bowl_spoil(0, false, 0);
        gg_problem *q = bowl_open(&p, 10);
        won += lab_best(q, name, 1000, seed) < lab_best(q, "random_search", 1000, seed);
    }
    gsl_test(won != 5, "%s beats random search on 10-dimensional bowls (%d of 5)", name, won);
}

/* A method that compares values, and does nothing else with them, cannot see a monotone map.
 * Scaling by powers of two is one that rounds nothing. */
static void test_comparers_do_not_see_monotone_maps(const gg_optimizer *m)
{
    static const double factors[] = {4, 0.125, 0x1p100};
    if (m->needs != GG_VALUE) return;
    for (size_t k = 0; k < 3; k++) {
        lab_problem p;
        lab a;
        lab b;
        bowl_spoil(0, false, 0);
        gg_problem *q = bowl_open(&p, 6);
        lab_open(&a, q, m->name, 3000, 7);
        lab_finish(&a);
        bowl.factor = factors[k];
        lab_open(&b, q, m->name, 3000, 7);
        lab_finish(&b);
        const double *x = NULL;
        const double *y = NULL;
        const size_t rows = m->points(a.state, 6, &x);
        const bool alike = rows == m->points(b.state, 6, &y) && same_bits(rows * 6, x, y) &&
                           same_bits(6, a.oracle.best_x, b.oracle.best_x);
        gsl_test(!alike, "%s does not see that f is %g times as large", m->name, factors[k]);
        lab_close(&a);
        lab_close(&b);
    }
}

static void test_the_card_is_complete(const gg_optimizer *m)
{
    gsl_test(!m->title || !m->summary || !m->source || !m->needs || !m->points,
             "%s has a title, a summary, a source, needs and points", m->name);
    gsl_test(!m->calls || !m->flops || !m->memory,
             "%s says what a step costs: calls, flops and memory", m->name);
    for (const gg_option *row = m->options; row && row->name; row++) {
        gsl_test(!row->help || !*row->help, "%s: %s has a line of help", m->name, row->name);
        if (row->type == GG_TEXT) continue;
        gsl_test(!(row->least <= row->initial && row->initial <= row->most),
                 "%s: the default of %s is in its range", m->name, row->name);
        gsl_test(row->type == GG_CHOICE && !row->choices, "%s: the choices of %s are named",
                 m->name, row->name);
    }
}

int main(void)
{
    for (size_t i = 0; gg_optimizers[i]; i++) {
        const gg_optimizer *m = gg_optimizers[i];
        test_the_card_is_complete(m);
        if (!lab_has(m)) {
            printf("%s is not tested further: %s\n", m->name, gg_message());
            continue;
        }
        test_budgets_are_never_overdrawn(m->name);
        test_a_step_ends_when_the_oracle_is_silent(m->name);
        test_runs_repeat(m);
        test_a_start_at_the_minimum_is_kept(m->name);
        test_a_constant_loss_is_survived(m->name);
        test_the_state_shows_where_the_method_stands(m);
        test_the_bowl_is_descended(m->name);
        test_nobody_loses_to_random_search(m->name);
        test_comparers_do_not_see_monotone_maps(m);
    }
    return gsl_test_summary();
}
